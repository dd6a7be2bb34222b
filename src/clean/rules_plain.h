/* rules_plain.h - cells that are done with when they are seen: plain numbers,
 * texts that no rule is about, codes that stay as they are.
 *
 * Of a number in its shortest form all is known that a rule could ask of it but
 * whether another rule comes first, and that is asked once for all numbers with
 * as many digits and decimals.
 */
#ifndef GREEN_CLEAN_RULES_PLAIN_H
#define GREEN_CLEAN_RULES_PLAIN_H

#include "clean/rules_internal.h"

/* Whether a text leads to the family's rule that takes numbers as they are, as
 * all of its shape do, or it does (rules_plain.c). */
bool gr_cell_leads_to_plain(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw, const struct gr_short *n);

/* Whether the value of a number is one of the family's. */
static inline bool gr_cell_number_fits(const struct gr_family *family,
    const struct gr_short *n)
{
	return n->millionths >= family->least && n->millionths <= family->most
	    && (n->decimals == 0 || !family->whole);
}

/* Whether a number that the rules are known to take as it is. */
static inline bool gr_cell_is_plain_number(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw)
{
	struct gr_short n;

	if (!gr_short_number(raw, &n) || !gr_cell_number_fits(family, &n))
		return false;
	return (raw.len <= GR_WORD_BYTES
	           && family->shape[n.digits][n.decimals] == GR_SHAPE_PLAIN)
	    || gr_cell_leads_to_plain(rules, family, raw, &n);
}

/* Whether a text of 1 to 8 bytes is one, and all of its shape are known to be. */
static inline bool gr_cell_has_plain_shape(const struct gr_family *family,
    uint64_t word, struct gr_slice raw)
{
	struct gr_short n;

	return gr_short_by_word(word, raw, &n)
	    && gr_cell_number_fits(family, &n)
	    && family->shape[n.digits][n.decimals] == GR_SHAPE_PLAIN;
}

/* Whether a text that no rule is about. */
bool gr_cell_is_plain_text(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice raw);

/* Whether it is a code that a rule takes as it is, at the position *by. */
GR_MUST_USE enum gr_status gr_cell_see_code(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw, bool *plain, uint32_t *by,
    struct gr_err *err);

#endif
