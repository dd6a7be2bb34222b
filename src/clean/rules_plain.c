/* Cells that are done with when they are seen: plain numbers, texts that no rule
 * is about, codes that stay as they are. */
#include "clean/rules_plain.h"

/* Numbers of a shape that come before it is asked what all of them lead to. */
#define SHAPE_TRIED 64u

/* ---- numbers ---- */

/* Whether all numbers of a shape, written at their shortest, lead to the rule
 * that takes them as they are. */
static bool all_lead_to_plain(struct gr_sieve *sieve,
    const struct gr_family *family, const struct gr_short *n)
{
	const struct gr_slice any = GR_S("0123456789"),
	                      not_zero = gr_slice_skip(any, 1);
	struct gr_slice of[GR_WORD_BYTES];
	size_t len = 0;

	of[len++] = n->digits > 1 ? not_zero : any;
	while (len < n->digits)
		of[len++] = any;
	if (n->decimals > 0)
		of[len++] = GR_S(".");
	for (size_t i = 1; i < n->decimals; i++)
		of[len++] = any;
	if (n->decimals > 0)
		of[len++] = not_zero;
	return gr_sieve_leads_to(sieve, of, len, family->plain);
}

/* See to it that what is known of a shape is known, if it pays. */
static void learn_shape(struct gr_family *family, const struct gr_short *n)
{
	uint8_t *shape = &family->shape[n->digits][n->decimals];

	if (*shape >= GR_SHAPE_DIFFERS || ++*shape < SHAPE_TRIED)
		return;
	*shape = all_lead_to_plain(family->sieve, family, n) ? GR_SHAPE_PLAIN
	                                                     : GR_SHAPE_DIFFERS;
}

bool gr_cell_leads_to_plain(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw, const struct gr_short *n)
{
	const struct gr_sieve_end *may = gr_cell_sift(rules, family, raw);
	bool leads = may != NULL && may->n > 0
	    && may->pattern[0] == family->plain;

	if (leads && raw.len <= GR_WORD_BYTES)
		learn_shape(family, n);
	return leads;
}

/* ---- texts and codes ---- */

static bool is_escaped(struct gr_slice raw)
{
	return raw.ptr[0] == '!' || raw.ptr[0] == '\\';
}

bool gr_cell_is_plain_text(struct gr_cell_rules *rules,
    struct gr_cell_column *column, struct gr_slice raw)
{
	const struct gr_sieve_end *may;

	if (is_escaped(raw) || raw.len > GR_CELL_TEXT_BYTES)
		return false;
	may = gr_cell_sift(rules, column->family, raw);
	return may != NULL && may->n == 0;
}

/* Those of units seldom come again, so that recalling them does not pay. */
enum gr_status gr_cell_see_code(struct gr_cell_rules *rules,
    struct gr_family *family, struct gr_slice raw, bool *plain, uint32_t *by,
    struct gr_err *err)
{
	const struct gr_sieve_end *may;

	*plain = false;
	*by = GR_NO_USE;
	if (is_escaped(raw) || raw.len > GR_CELL_BYTES
	    || !gr_cell_is_answer(raw))
		return GR_OK;
	may = gr_cell_sift(rules, family, raw);
	if (may == NULL || may->n == 0 || !family->rule[may->pattern[0]]->keeps)
		return GR_OK;
	*by = may->pattern[0];
	return gr_pattern_match(family->rule[*by]->pattern, raw, 0, plain, err);
}
