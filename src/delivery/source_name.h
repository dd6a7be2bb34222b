/* source_name.h - what a delivery is called in every stream made from it.
 *
 * Under a root, a delivery is called by its path below it, so that the same
 * data give the same bytes wherever the folder stands.  A path that leads out
 * of the root, by ".." or by a link, or to anything but a regular file, is
 * refused: a name in a list of deliveries must not open a door.
 */
#ifndef GREEN_DELIVERY_SOURCE_NAME_H
#define GREEN_DELIVERY_SOURCE_NAME_H

#include "base/buf.h"
#include "stream/source.h"

/* Write the name of `source` to `out` (cleared first): below `root`, or as it
 * was named if `root` is NULL or it is standard input.  It is written as
 * text/file_name.h has it: a name with a personal number is masked and ends in
 * the mark of the file's bytes.  GR_EDATA: outside the root. */
GR_MUST_USE enum gr_status gr_delivery_source_name(
    const struct gr_source *source, const char *root, struct gr_buf *out,
    struct gr_err *err);

#endif
