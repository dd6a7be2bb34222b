/* gb18030_table.h - ASCII and the codes of two bytes, which nearly all of a text
 * is, by a table.
 *
 * The table is asked of iconv itself, once, so that both can have but one answer;
 * what is not in it (four bytes, a character that is cut, bytes that are none) is
 * left to iconv.
 */
#ifndef GREEN_CSV_GB18030_TABLE_H
#define GREEN_CSV_GB18030_TABLE_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

/* As iconv() of `cd`, from GB18030 to UTF-8, but only as far as the table goes;
 * not at all as long as no more text has come than filling it would cost.
 * Whether it stopped at a code that is not in the table. */
bool gr_gb18030_pass(iconv_t cd, char **in, size_t *left, char **out,
    size_t *room);

/* How many bytes from the beginning of a text are ASCII and whole codes that the
 * table has, if it is filled.  The second one is the scalar twin. */
size_t gr_gb18030_known(const char *text, size_t n);
size_t gr_gb18030_known_scalar(const char *text, size_t n);

#endif
