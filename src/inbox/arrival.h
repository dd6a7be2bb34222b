/* arrival.h - has a delivery arrived, or is it still being written?
 *
 * A file that is copied in over a slow line is there before all of it is.  If
 * it was touched a moment ago and ends as no whole delivery does, it waits for
 * the next night, and is in no release; a moment later it is read as it lies
 * there.  This is the one place of the house that looks at time, and the time
 * is given.
 */
#ifndef GREEN_INBOX_ARRIVAL_H
#define GREEN_INBOX_ARRIVAL_H

#include "base/err.h"
#include "base/slice.h"

struct gr_arrival_clock {
	int64_t now;   /* seconds since 1970 */
	int64_t quiet; /* seconds in which nothing may have happened; 0: any */
};

/* Whether the file at `path` waits: touched (its bytes, name or mode) within
 * the quiet time, and cut.  GR_EDATA, GR_ESYS: it cannot be read. */
GR_MUST_USE enum gr_status gr_arrival_waits(const char *path,
    const struct gr_arrival_clock *clock, bool *waits, struct gr_err *err);

/* Whether the end of a text, from a line's start on or not, is that of a file
 * cut off: it is empty, or it ends without a line end, in an open quote, in a
 * row that begins as a record does and has fewer cells than rows have here, or
 * with no such row above it, thus in the heading or a title.  A footnote, a
 * total, and a row that is short where others are too are no sign. */
bool gr_arrival_text_is_cut(struct gr_slice tail);

/* The same of a zip archive (a workbook): its directory stands at its end. */
bool gr_arrival_zip_is_cut(struct gr_slice tail);

/* Whether a name is one that programs give to what is not ready or not meant:
 * hidden, a lock file of a spreadsheet, a download.  `path`: of a hidden
 * folder, too. */
bool gr_arrival_is_temporary(struct gr_slice path);

#endif
