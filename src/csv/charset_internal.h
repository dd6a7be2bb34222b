/* charset_internal.h - other kinds of file, and lines that are UTF-8 or not.
 *
 * Two files joined into one are the only way in which a text is good UTF-8 in
 * one place and good GB18030 in another.  So a line counts as UTF-8 if it is
 * so and has a character of three bytes (which Chinese has), as GB18030 if it
 * is not UTF-8 but has GB18030's form; other lines say nothing.
 */
#ifndef GREEN_CSV_CHARSET_INTERNAL_H
#define GREEN_CSV_CHARSET_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gr_row_print_kind { GR_LINE_EITHER, GR_LINE_UTF8, GR_LINE_GB };

/* How the current line reads in each of the two, byte by byte; and where the
 * first line stands that reads otherwise than the lines before it. */
struct gr_evidence {
	unsigned need;           /* UTF-8: bytes to come */
	unsigned char low, high; /* bounds of the next one */
	bool utf8_ok, wide;      /* wide: a character of three bytes or more */
	unsigned gb;             /* GB18030: bytes of the character so far */
	bool gb_ok;
	enum gr_row_print_kind first;
	uint64_t line, changed; /* 1-based; changed 0 = never */
	bool after_cr;
};

/* A zeroed one at line 1. */
void gr_evidence_begin(struct gr_evidence *e);
void gr_evidence_add(struct gr_evidence *e, const char *p, size_t n);
void gr_evidence_end(struct gr_evidence *e); /* the last line ends too */

/* The kind of file, of those that people rename to .csv, or NULL. */
const char *gr_kind_of_file(const char *p, size_t n);

/* UTF-16 without its mark, if NULs stand at every other byte, as the zero
 * halves of ASCII do; or NULL. */
const char *gr_kind_of_nuls(const char *p, size_t n);

#endif
