/* wording_table.h - the translators' catalogues, compiled in.
 *
 * The files of src/po stay what translators work on; make turns them into the tables
 * below, so that a program speaks its languages wherever it runs: no locale has
 * to be installed, no catalogue found beside it.  Private to wording.c and its
 * test.
 */
#ifndef GREEN_BASE_WORDING_TABLE_H
#define GREEN_BASE_WORDING_TABLE_H

#include <stddef.h>

struct gr_wording_pair {
	const char *text, *translation;
};

struct gr_wording_language {
	const char *name;                   /* zh_CN; NULL behind the last */
	const struct gr_wording_pair *pair; /* by text, in bytes' order */
	size_t n;
};

extern const struct gr_wording_language gr_wording_languages[];

#endif
