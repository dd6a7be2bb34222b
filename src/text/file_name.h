/* file_name.h - names of files, which are any bytes, in streams of UTF-8.
 *
 * Archives from Windows give names in GB18030, people give names with line
 * breaks, and with the telephone number of who sent the file.  In a stream a
 * byte that cannot stand there is %XX, as people read it, and a personal
 * number is masked; what a script is to open is written so that printf %b
 * gives the very bytes.
 */
#ifndef GREEN_TEXT_FILE_NAME_H
#define GREEN_TEXT_FILE_NAME_H

#include "base/buf.h"

/* Append `name` with every personal number in it masked, as people read it: as
 * GB18030 if it is not UTF-8.  False, and nothing is appended, if it holds
 * none. */
bool gr_file_name_mask(struct gr_buf *to, struct gr_slice name);

/* Append `name` as streams call the file: what steers a terminal (shown.h),
 * bytes that are not UTF-8, '%' and '#' (which begins the last line of a
 * stream) are %XX.
 * True: a personal number in it was masked (personal.h), so that other files
 * may be called the same, and gr_file_name_mark() is to follow. */
bool gr_file_name_call(struct gr_buf *to, struct gr_slice name);

/* Append what tells them apart: '~' and the first digits of the hash of the
 * file's bytes, as sha256sum(1) gives it. */
void gr_file_name_mark(struct gr_buf *to, const char *sha256);

/* Whether a file is called so, `called` is what gr_file_name_call() made of
 * its name: the same, or the same and a mark. */
bool gr_file_name_is(struct gr_slice src, struct gr_slice called, bool masked);

/* The file's part of what streams call a delivery: of a sheet of a workbook
 * (file.xlsx#sheet) that before '#', and the sheet's, else empty, to *sheet,
 * which may be NULL. */
struct gr_slice gr_file_name_file(struct gr_slice src, struct gr_slice *sheet);

/* Append the name of the file that streams call `src`, if nothing in it was
 * masked. */
void gr_file_name_open(struct gr_buf *to, struct gr_slice src);

/* Append `name` as a script can open it: these, '\' and the blank are \xXX. */
void gr_file_name_quote(struct gr_buf *to, struct gr_slice name);

/* Append what was quoted so; false: a '\' begins no \xXX, or one is NUL. */
bool gr_file_name_unquote(struct gr_buf *to, struct gr_slice quoted);

#endif
