/* strings.h - a workbook's shared strings: the texts that cells name by number.
 *
 * A province's names and answers can be more than memory should hold: the first
 * 4 MiB stay in it, what is behind them lies in a file without a name in
 * $TMPDIR, read by pages.  Of a text in several runs the runs are joined; how
 * it is pronounced (phonetic runs) is left out.
 */
#ifndef GREEN_SHEET_STRINGS_H
#define GREEN_SHEET_STRINGS_H

#include "sheet/package.h"

struct gr_strings;

struct gr_string_facts {
	uint64_t phonetic; /* texts whose phonetic runs were left out */
};

/* Read the part `member`; GR_PACKAGE_NO_MEMBER: there are none. */
GR_MUST_USE enum gr_status gr_strings_read(struct gr_package *package,
    size_t member, struct gr_strings **out, struct gr_err *err);
void gr_strings_free(struct gr_strings *strings); /* NULL is allowed */

/* The i-th, valid until the next call; GR_EDATA [W01] if there is no such. */
GR_MUST_USE enum gr_status gr_strings_get(struct gr_strings *strings,
    uint64_t i, struct gr_slice *out, struct gr_err *err);

struct gr_string_facts gr_strings_facts(const struct gr_strings *strings);

#endif
