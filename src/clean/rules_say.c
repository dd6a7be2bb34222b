/* What the rules have done: the words of findings, and the counts. */
#include "clean/rules_internal.h"

#include "stream/finding_kind.h"

struct gr_slice gr_cell_rules_use_id(const struct gr_family *family,
    size_t position)
{
	static const enum gr_finding_kind kind[] = {
		[GR_BUILT_MISSING] = GR_FINDING_M01_CELL,
		[GR_BUILT_OUTSIDE] = GR_FINDING_M02,
		[GR_BUILT_UNREAD] = GR_FINDING_M03,
		[GR_BUILT_YEAR] = GR_FINDING_R05_CELL,
		[GR_BUILT_CONFIRMED] = GR_FINDING_A06
	};

	size_t rows = gr_family_rules(family);

	return position < rows ? family->rule[position]->row->rule
	                       : gr_finding_rule(kind[position - rows]);
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

/* The uses of a column, of which each has a place in the cursor's order. */
static size_t uses_of(const struct gr_cell_column *column)
{
	return gr_family_rules(column->family) + GR_BUILT_INS;
}

static void tell_use(const struct gr_cell_column *column, size_t position,
    struct gr_rule_use *out)
{
	const struct gr_use *use = &column->use[position];
	const struct gr_compiled *rule = position
	        < gr_family_rules(column->family)
	    ? column->family->rule[position]
	    : NULL;

	*out = (struct gr_rule_use){ gr_cell_rules_use_id(column->family,
		                         position),
		column->def->name, action_of(rule), rule ? rule->row->line : 0,
		use->fired, use->fixed, use->sample };
}

/* Of the uses in the columns, the next that fired; false: none has, and the
 * cursor stands behind all of them, whose number is *all. */
static bool next_fired(const struct gr_cell_rules *rules, size_t *cursor,
    struct gr_rule_use *out, size_t *all)
{
	*all = 0;
	for (size_t i = 0; i < rules->standard->columns; i++) {
		const struct gr_cell_column *column = &rules->column[i];
		size_t first = *all;

		*all += uses_of(column);
		if (column->use == NULL && *cursor < *all)
			*cursor = *all;
		for (; *cursor < *all; ++*cursor) {
			size_t position = *cursor - first;

			if (column->use[position].fired == 0)
				continue;
			tell_use(column, position, out);
			++*cursor;
			return true;
		}
	}
	return false;
}

/* Count what passed in front. */
static void count_front(struct gr_cell_rules *rules)
{
	for (size_t i = 0; i < rules->cells; i++) {
		const struct gr_cell_seat *seat = &rules->seat[i];
		struct gr_use *use = seat->column->use;

		for (size_t k = 1; k <= seat->front->texts; k++) {
			const struct gr_front_text *t = &seat->front->text[k];

			if (t->decided != GR_NO_USE)
				use[t->decided].fired += seat->met[k];
			if (t->is_fixed)
				use[t->shown].fixed += seat->met[k];
			seat->met[k] = 0;
		}
	}
}

bool gr_cell_rules_use(struct gr_cell_rules *rules, size_t *cursor,
    struct gr_rule_use *out)
{
	size_t all;

	if (*cursor == 0)
		count_front(rules);
	if (next_fired(rules, cursor, out, &all))
		return true;
	for (; *cursor - all < rules->standard->rules; ++*cursor) {
		const struct gr_compiled *rule = &rules->rule[*cursor - all];

		if (rule->fired)
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
	count_front(rules);
	for (size_t i = 0; i < rules->cells; i++) {
		struct gr_cell_column *column = rules->seat[i].column;

		for (size_t k = 0; k < uses_of(column); k++)
			column->use[k].fixed = 0;
	}
}
