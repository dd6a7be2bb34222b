/* utf8_pass.h - the beginning of a text that is surely UTF-8, fast.
 *
 * Private to utf8.c, which says of the rest what is wrong with it and where.
 */
#ifndef GREEN_TEXT_UTF8_PASS_H
#define GREEN_TEXT_UTF8_PASS_H

#include "base/slice.h"

/* Bytes that are well-formed characters, none of them cut; by vectors of 32
 * bytes, if the machine has them, else 0. */
size_t gr_utf8_pass(struct gr_slice s);

#endif
