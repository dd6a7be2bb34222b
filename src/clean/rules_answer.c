/* Whether a text can be an answer of a column, by its rules. */
#include "clean/rules_internal.h"
#include "number/dec.h"
#include "text/blank.h"

static bool is_numeric(enum gr_type type)
{
	return type == GR_TYPE_INT || type == GR_TYPE_DEC
	    || type == GR_TYPE_PCT;
}

/* Of what a rule asks about: a plain number must be one that the column can
 * have; a conversion may have failed for want of what is not known here, or of
 * digits, but the words must be those of an answer. */
static bool is_asked_answer(const struct gr_column *def,
    const struct gr_outcome *o, struct gr_slice text)
{
	struct gr_dec number;

	switch (o->reading) {
	case GR_READING_NO_NUMBER:
	case GR_READING_NO_UNIT:
	case GR_READING_NO_DAY:
	case GR_READING_NO_YEAR:
	case GR_READING_OUTSIDE:
	case GR_READING_NOT_LISTED:
		return false;
	case GR_READING_DONE:
	case GR_READING_FACTOR:
	case GR_READING_LATER:
	case GR_READING_NOT_WHOLE:
	case GR_READING_DIGITS_LOST:
	case GR_READING_NO_EVIDENCE:
	case GR_READING_DISAGREES:
	case GR_READING_OTHER_DAY:
	case GR_READING_NO_ZONE:
		break;
	}
	text = gr_blank_trim(text);
	if (!gr_dec_parse(text, &number))
		return true;
	return is_numeric(def->type) && gr_value_is_within(def, text);
}

enum gr_status gr_cell_rules_can_answer(struct gr_cell_rules *rules,
    size_t column, struct gr_slice text, bool *can, struct gr_err *err)
{
	struct gr_cell_column *c = &rules->column[column];
	const struct gr_column *def = c->def;
	struct gr_outcome o;
	enum gr_status status = gr_cell_recall(rules, c, text, &o, err);

	*can = false;
	if (status != GR_OK)
		return status;
	if (o.action != GR_CELL_ASK || o.why == GR_WHY_NA)
		*can = true;
	else if (o.why == GR_WHY_RULE)
		*can = is_asked_answer(def, &o, text);
	else if (o.why == GR_WHY_UNREAD && c->family->values == 0)
		/* a column without rules has its own values at least */
		*can = gr_value_is_listed(def, text)
		    && gr_value_is_within(def, text);
	return GR_OK;
}
