/* What the rules have done: the words of findings, and the counts. */
#include "clean/rules_internal.h"

#include "stream/finding_kind.h"

struct gr_slice gr_cell_rules_use_id(const struct gr_use *use)
{
	static const enum gr_finding_kind kind[] = {
		[GR_BUILT_MISSING] = GR_FINDING_M01_CELL,
		[GR_BUILT_OUTSIDE] = GR_FINDING_M02,
		[GR_BUILT_UNREAD] = GR_FINDING_M03,
		[GR_BUILT_YEAR] = GR_FINDING_R05_CELL,
		[GR_BUILT_CONFIRMED] = GR_FINDING_A06
	};

	return use->rule ? use->rule->row->rule
	                 : gr_finding_rule(kind[use->built_in]);
}

/* A note may be in two languages: Chinese, then behind a '|' English. */
static struct gr_slice note_in(struct gr_slice note, bool chinese)
{
	size_t bar = gr_slice_find(note, GR_S("|"));

	if (bar == SIZE_MAX)
		return note;
	return gr_slice_trim(chinese ? gr_slice_make(note.ptr, bar)
	                             : gr_slice_skip(note, bar + 1));
}

/* What to say of how a conversion ended, beside the rule's note. */
static enum gr_finding_kind words_of(const struct gr_cell *cell)
{
	static const enum gr_finding_kind reading[] = {
		[GR_READING_DONE] = GR_FINDING_NONE,
		[GR_READING_FACTOR] = GR_FINDING_RULE_FACTOR,
		[GR_READING_OTHER_DAY] = GR_FINDING_RULE_OTHER_DAY,
		[GR_READING_LATER] = GR_FINDING_NONE,
		[GR_READING_NO_NUMBER] = GR_FINDING_RULE_NO_NUMBER,
		[GR_READING_NOT_WHOLE] = GR_FINDING_RULE_NOT_WHOLE,
		[GR_READING_DIGITS_LOST] = GR_FINDING_RULE_DIGITS_LOST,
		[GR_READING_NO_UNIT] = GR_FINDING_RULE_NO_UNIT,
		[GR_READING_NO_DAY] = GR_FINDING_RULE_NO_DAY,
		[GR_READING_NO_YEAR] = GR_FINDING_RULE_NO_YEAR,
		[GR_READING_NO_ZONE] = GR_FINDING_RULE_NO_ZONE,
		[GR_READING_OUTSIDE] = GR_FINDING_RULE_OUTSIDE,
		[GR_READING_NOT_LISTED] = GR_FINDING_RULE_NOT_LISTED,
		[GR_READING_NO_EVIDENCE] = GR_FINDING_RULE_NO_EVIDENCE,
		[GR_READING_DISAGREES] = GR_FINDING_RULE_DISAGREES
	};

	return reading[cell->reading];
}

/* The note and the words, or either; neither where both are empty. */
static void say_rule(const struct gr_cell *cell, bool chinese,
    struct gr_buf *to)
{
	struct gr_slice note = note_in(cell->note, chinese);
	enum gr_finding_kind words = words_of(cell);

	gr_buf_add(to, note);
	if (words != GR_FINDING_NONE && note.len > 0)
		gr_finding_say(to, GR_FINDING_RULE_COLON, chinese, NULL);
	else if (words == GR_FINDING_NONE && note.len == 0)
		words = cell->action == GR_CELL_ASK ? GR_FINDING_RULE_UNCLEAR
		                                    : GR_FINDING_RULE_READ;
	if (words != GR_FINDING_NONE)
		gr_finding_say(to, words, chinese, NULL);
}

void gr_cell_message(const struct gr_column *column, const struct gr_cell *cell,
    bool chinese, struct gr_buf *to)
{
	switch (cell->why) {
	case GR_WHY_RULE:
		say_rule(cell, chinese, to);
		break;
	case GR_WHY_MISSING:
		gr_finding_say(to, GR_FINDING_M01_CELL, chinese, NULL);
		break;
	case GR_WHY_OUTSIDE:
		gr_finding_say(to, GR_FINDING_M02, chinese,
		    GR_WITH(GR_TEXT("min", column->min),
		        GR_TEXT("max", column->max)));
		break;
	case GR_WHY_UNREAD:
		gr_finding_say(to, GR_FINDING_M03, chinese, NULL);
		break;
	case GR_WHY_NA:
		gr_finding_say(to, GR_FINDING_RULE_NA, chinese, NULL);
		break;
	case GR_WHY_OTHER_YEAR:
		gr_finding_say(to, GR_FINDING_R05_CELL, chinese, NULL);
		break;
	case GR_WHY_CONFIRMED:
		gr_finding_say(to, GR_FINDING_A06, chinese, NULL);
		break;
	}
}

/* ---- counts ---- */

static const char *action_of(const struct gr_compiled *rule)
{
	static const char *const name[] = { [GR_RULE_FIX] = "FIX",
		[GR_RULE_FLAG] = "FLAG",
		[GR_RULE_ASK] = "ASK" };

	return rule ? name[rule->row->action] : "ASK";
}

bool gr_cell_rules_use(const struct gr_cell_rules *rules, size_t *cursor,
    struct gr_rule_use *out)
{
	for (; *cursor < rules->uses; ++*cursor) {
		const struct gr_use *use = &rules->use[*cursor];

		if (use->fired == 0)
			continue;
		*out = (struct gr_rule_use){ gr_cell_rules_use_id(use),
			rules->column[use->column].def->name,
			action_of(use->rule),
			use->rule ? use->rule->row->line : 0, use->fired,
			use->fixed, use->sample };
		++*cursor;
		return true;
	}
	for (; *cursor - rules->uses < rules->standard->rules; ++*cursor) {
		const struct gr_compiled *rule =
		    &rules->rule[*cursor - rules->uses];

		if (rule->fired > 0)
			continue;
		*out = (struct gr_rule_use){ .rule = rule->row->rule,
			.action = action_of(rule),
			.row = rule->row->line };
		++*cursor;
		return true;
	}
	return false;
}

void gr_cell_rules_restart(struct gr_cell_rules *rules)
{
	for (size_t i = 0; i < rules->uses; i++)
		rules->use[i].fixed = 0;
}
