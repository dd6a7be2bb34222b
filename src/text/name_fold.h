/* name_fold.h - names in the form in which they are compared.
 *
 * The same name is written with full-width letters, with other brackets, with
 * blanks inside.  Folding takes back only what can be no part of a name; what
 * it gives is compared byte for byte, as NFKC has it (same.h).
 */
#ifndef GREEN_TEXT_NAME_FOLD_H
#define GREEN_TEXT_NAME_FOLD_H

#include "base/buf.h"
#include "base/slice.h"

/* Append `s` in the form names are compared in: full-width ASCII made half
 * width, every kind of bracket made round, blanks at both ends dropped and
 * blanks inside made one space. */
void gr_name_fold(struct gr_buf *to, struct gr_slice s);

/* The same for a place, without blanks between Han characters: 道 里 区. */
void gr_place_fold(struct gr_buf *to, struct gr_slice s);

/* Bytes of a serial number that folded text begins with: "12、", "3.", "(1)",
 * "（一）", "①"; 0 if there is none. */
size_t gr_serial_length(struct gr_slice s);

#endif
