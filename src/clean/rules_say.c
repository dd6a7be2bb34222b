/* What the rules have done: the words of findings, and the counts. */
#include "clean/rules_internal.h"

struct gr_slice gr_cell_rules_use_id(const struct gr_use *use)
{
	static const struct gr_slice id[] = { [GR_BUILT_MISSING] = { "M01", 3 },
		[GR_BUILT_OUTSIDE] = { "M02", 3 },
		[GR_BUILT_UNREAD] = { "M03", 3 },
		[GR_BUILT_YEAR] = { "R05", 3 } };

	return use->rule ? use->rule->row->rule : id[use->built_in];
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

static void say_bounds(const struct gr_column *column, bool chinese,
    struct gr_buf *to)
{
	gr_buf_text(to, chinese ? "超出范围" : "outside ");
	gr_buf_add(to, column->min);
	gr_buf_text(to, "..");
	gr_buf_add(to, column->max);
}

static void say_rule(const struct gr_cell *cell, bool chinese,
    struct gr_buf *to)
{
	struct gr_slice note = note_in(cell->note, chinese);
	const char *words = gr_reading_words(cell->reading, chinese);

	gr_buf_add(to, note);
	if (words[0] != '\0') {
		if (note.len > 0)
			gr_buf_text(to, chinese ? "：" : ": ");
		gr_buf_text(to, words);
	} else if (cell->reading == GR_READING_FACTOR) {
		if (note.len > 0)
			gr_buf_text(to, chinese ? "：" : ": ");
		gr_buf_text(to,
		    chinese ? "按单位换算" : "converted by its unit");
	} else if (note.len == 0) {
		gr_buf_text(to,
		    cell->action == GR_CELL_ASK
		        ? (chinese ? "不能按唯一含义读取"
		                   : "cannot be read with one meaning")
		        : (chinese ? "已按规则读取" : "read by rule"));
	}
}

void gr_cell_message(const struct gr_column *column, const struct gr_cell *cell,
    bool chinese, struct gr_buf *to)
{
	static const char *const words[][2] = {
		[GR_WHY_MISSING] = { "必填项没有填写",
		    "a required answer is missing" },
		[GR_WHY_UNREAD] = { "没有规则能读取这个内容",
		    "no rule can read this" },
		[GR_WHY_NA] = { "本栏不能填“不适用”（na_not_allowed）",
		    "this column cannot be answered with \"not applicable\" "
		    "(na_not_allowed)" },
		[GR_WHY_OTHER_YEAR] = { "调查年度与本批次不符",
		    "the survey year is not that of the wave" },
	};

	if (cell->why == GR_WHY_RULE)
		say_rule(cell, chinese, to);
	else if (cell->why == GR_WHY_OUTSIDE)
		say_bounds(column, chinese, to);
	else
		gr_buf_text(to, words[cell->why][chinese ? 0 : 1]);
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
