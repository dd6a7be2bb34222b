/* gb18030.h - GB18030 as it is written, not only as its last edition has it.
 *
 * Libraries follow one edition of the standard.  What the editions of 2000 and
 * 2005 wrote in four bytes for 18 characters (U+9FB4 to U+9FBB, U+FE10 to
 * U+FE19), which Python, Java and Windows still write, glibc does not read;
 * and Windows writes the euro sign of its code page 936, one byte 0x80.  Each
 * has one meaning, so it is read.
 */
#ifndef GREEN_CSV_GB18030_H
#define GREEN_CSV_GB18030_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

/* iconv() of a converter from GB18030 to UTF-8, going on over these.  False at
 * bytes that are no character; true with bytes left where one is cut, or where
 * `out` is full (errno says which, as iconv does). */
bool gr_gb18030_convert(iconv_t cd, char **in, size_t *left, char **out,
    size_t *room);

#endif
