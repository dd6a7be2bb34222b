/* file_name.h - names of files, which are any bytes, in streams of UTF-8.
 *
 * Archives from Windows give names in GB18030, people give names with line
 * breaks.  In a stream such a byte is %XX, as people read it; what a script is
 * to open is written so that printf %b gives the very bytes.
 */
#ifndef GREEN_TEXT_FILE_NAME_H
#define GREEN_TEXT_FILE_NAME_H

#include "base/buf.h"

/* Append `name` as streams call the file: control characters and bytes that
 * are not UTF-8 are %XX.  Not to be undone: '%' stands for itself. */
void gr_file_name_call(struct gr_buf *to, struct gr_slice name);

/* Append `name` as a script can open it: these, '\' and the blank are \xXX. */
void gr_file_name_quote(struct gr_buf *to, struct gr_slice name);

#endif
