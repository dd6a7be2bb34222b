/* identify_ask.c - the question to the sender where a record has no unit.
 *
 * Every question says what was written, what the register has, and the units
 * that come nearest, so that the sender can answer from the sheet alone.
 */
#include "register/identify_ask.h"

static void say(const struct gr_identifier *who, struct gr_identity *out,
    const char *zh, const char *en)
{
	gr_buf_text(&out->message, who->chinese ? zh : en);
}

static void say_unit(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_unit *unit)
{
	gr_buf_add(&out->message, unit->code);
	gr_buf_byte(&out->message, ' ');
	gr_buf_add(&out->message, unit->name);
	say(who, out, "（", " (");
	gr_buf_add(&out->message, unit->county_name);
	gr_buf_add(&out->message, unit->street_name);
	say(who, out, "）", ")");
}

static void say_units(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_unit *const *unit, size_t n)
{
	for (size_t i = 0; i < n && i < GR_FOUND_MAX; i++) {
		if (i > 0)
			say(who, out, "、", ", ");
		say_unit(who, out, unit[i]);
	}
}

/* Set the record aside under a rule; what is said follows. */
static void ask(struct gr_identity *out, const char *rule, enum gr_cell cell)
{
	out->unit = NULL;
	out->rule = rule;
	out->cell = cell;
	gr_buf_clear(&out->message);
}

static enum gr_status asked(const struct gr_identity *out, struct gr_err *err)
{
	return gr_buf_check(&out->message, err);
}

static struct gr_slice written_name(const struct gr_identity *out)
{
	return gr_buf_slice(&out->folded[GR_CELL_NAME]);
}

/* Signs in the name that there is no such unit; true if one was found. */
static bool ask_by_words(const struct gr_identifier *who,
    struct gr_identity *out)
{
	const struct gr_name_words *words = who->name_index->words;
	struct gr_slice name = written_name(out);

	if (gr_name_words_contain(words, GR_WORD_TEST, name)) {
		ask(out, "R10", GR_CELL_NAME);
		say(who, out, "疑为测试记录，请核实",
		    "this looks like a test record");
	} else if (gr_name_words_contain(words, GR_WORD_ABOLISHED, name)) {
		ask(out, "K22", GR_CELL_NAME);
		say(who, out, "名称注明已撤销，名录中无此社区",
		    "the name says that the unit exists no more");
	} else {
		return false;
	}
	return true;
}

static bool is_outside(const struct gr_identifier *who,
    const struct gr_identity *out, struct gr_slice code)
{
	const struct gr_name_words *words = who->name_index->words;

	return gr_code_is_outside(words, code)
	    || gr_name_words_suffix(words, GR_WORD_OUTSIDE, written_name(out))
	           .len
	    > 0;
}

static void ask_outside(const struct gr_identifier *who,
    struct gr_identity *out, enum gr_cell cell)
{
	ask(out, "K24", cell);
	say(who, out, "村委会或虚拟单位，不在名录内，不属评估范围",
	    "a village or a virtual unit that the register does not list: "
	    "outside the target population");
}

/* Append the nearest names; false if there are none. */
static bool say_nearest(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_written *written)
{
	const struct gr_unit *nearest[GR_NEAREST_MAX];
	struct gr_slice name = written_name(out);
	size_t n = name.len == 0 ? 0
	                         : gr_name_index_nearest(who->name_index,
	                             written, name, ev->day, nearest);

	if (n == 0)
		return false;
	say(who, out, "；名称相近的有：", "; near names: ");
	say_units(who, out, nearest, n);
	return true;
}

static void say_found(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_sought *sought)
{
	if (sought->n == 0)
		return;
	say(who, out, "；按名称为：", "; by its name it is ");
	say_units(who, out, sought->unit, sought->n);
}

enum gr_status gr_ask_code_in_query(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err)
{
	struct gr_sought sought;
	enum gr_status status = gr_identify_search(who, ev, out,
	    written_name(out), &sought, err);

	if (status != GR_OK)
		return status;
	if (ask_by_words(who, out))
		return asked(out, err);
	ask(out, "K11", GR_CELL_CODE);
	say(who, out, "代码待核实，无法确定社区",
	    "the code is in query, so the unit is not known");
	say_found(who, out, &sought);
	return asked(out, err);
}

/* What disagrees with the code, whose unit is named. */
static void ask_of_code(const struct gr_identifier *who,
    struct gr_identity *out, enum gr_cell cell, const char *zh, const char *en,
    const struct gr_unit *unit)
{
	ask(out, "K14", cell);
	say(who, out, zh, en);
	say_unit(who, out, unit);
}

enum gr_status gr_ask_name_in_query(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err)
{
	ask_of_code(who, out, GR_CELL_NAME,
	    "名称待核实，无法与代码核对；按代码为：",
	    "the name is in query and cannot confirm the code, which is that "
	    "of ",
	    unit);
	return asked(out, err);
}

enum gr_status gr_ask_conflict(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit,
    const struct gr_sought *sought, struct gr_err *err)
{
	ask_of_code(who, out, GR_CELL_CODE, "代码与名称不一致；按代码为：",
	    "code and name disagree; by its code it is ", unit);
	say_found(who, out, sought);
	return asked(out, err);
}

enum gr_status gr_ask_place(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err)
{
	ask_of_code(who, out, GR_CELL_CODE,
	    "无名称，且代码与所在地不一致；按代码为：",
	    "there is no name, and code and place disagree; by its code it "
	    "is ",
	    unit);
	return asked(out, err);
}

enum gr_status gr_ask_name(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err)
{
	const struct gr_unit_names *names = gr_name_index_names(who->name_index,
	    unit);
	struct gr_written place = gr_written_of(ev, out);
	struct gr_sought sought;
	enum gr_status status = gr_identify_search(who, ev, out,
	    written_name(out), &sought, err);

	if (status != GR_OK)
		return status;
	if (sought.n > 0)
		return gr_ask_conflict(who, out, unit, &sought, err);
	if (ask_by_words(who, out))
		return asked(out, err);
	if (gr_name_is_near(who->name_index->words, written_name(out),
	        names->name)) {
		ask(out, "K19", GR_CELL_NAME);
		say(who, out, "名称与名录相近但不相同；按代码为：",
		    "the name is near the register's, not the same; by its "
		    "code it is ");
		say_unit(who, out, unit);
		return asked(out, err);
	}
	ask_of_code(who, out, GR_CELL_CODE, "代码与名称不一致；按代码为：",
	    "code and name disagree; by its code it is ", unit);
	if (place.county.len == 0)
		place.county = names->county;
	(void)say_nearest(who, ev, out, &place);
	return asked(out, err);
}

/* What the changes table says of a code that has no one successor. */
static void ask_fate(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_fate *fate)
{
	if (fate->kind == GR_CHANGE_ABOLISHED) {
		ask(out, "K22", GR_CELL_CODE);
		say(who, out, "代码已撤销", "the code was abolished");
		return;
	}
	if (fate->kind != GR_CHANGE_SPLIT) {
		ask(out, "K13", GR_CELL_CODE);
		say(who, out, "代码已变更，但后继代码不在名录内：",
		    "the code changed, but its successor is not in the "
		    "register: ");
		gr_buf_add(&out->message, fate->code);
		return;
	}
	ask(out, "K21", GR_CELL_CODE);
	say(who, out, "原社区已拆分，请填报拆分后的代码：",
	    "the unit was split; give the code of one of its parts: ");
	for (size_t i = 0; i < fate->successors; i++) {
		if (i > 0)
			say(who, out, "、", ", ");
		gr_buf_add(&out->message, fate->last[i].new_code);
	}
}

enum gr_status gr_ask_code(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_fate *fate, struct gr_err *err)
{
	struct gr_slice code = ev->cell[GR_CELL_CODE];
	struct gr_written place = gr_written_of(ev, out);
	struct gr_sought sought;
	size_t rows;
	enum gr_status status = gr_identify_search(who, ev, out,
	    written_name(out), &sought, err);

	if (status != GR_OK)
		return status;
	if (ask_by_words(who, out))
		return asked(out, err);
	gr_register_periods(who->name_index->reg, code, &rows);
	if (fate->changed) {
		ask_fate(who, out, fate);
	} else if (rows > 0) {
		ask(out, "K13", GR_CELL_CODE);
		say(who, out, "代码不在本年度名录内，且无变更记录",
		    "the code is in the register of another year, and no "
		    "change of it is known");
	} else if (!gr_slice_starts(code, who->province)) {
		ask(out, "K12", GR_CELL_CODE);
		say(who, out, "代码不属本省",
		    "the code is of another province");
		return asked(out, err);
	} else if (is_outside(who, out, code)) {
		ask_outside(who, out, GR_CELL_CODE);
		return asked(out, err);
	} else {
		ask(out, "R09", GR_CELL_CODE);
		say(who, out, "代码不在名录内",
		    "the code is not in the register");
	}
	if (sought.n > 0)
		say_found(who, out, &sought);
	else
		(void)say_nearest(who, ev, out, &place);
	return asked(out, err);
}

/* A damaged code: say which units the name gives and that none fits. */
static enum gr_status ask_damaged(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, const char *rule, struct gr_err *err)
{
	struct gr_written place = gr_written_of(ev, out);

	ask(out, rule, GR_CELL_CODE);
	if (sought->n > 0 && sought->county_known) {
		say(who, out, "代码位数不全，且与名称不符",
		    "the code is damaged, and what is left of it is not that "
		    "of the unit named");
		say_found(who, out, sought);
		return asked(out, err);
	}
	say(who, out, "代码位数不全，且按所在地和名称找不到唯一的社区",
	    "the code is damaged, and place and name do not give one unit");
	if (sought->n == 0)
		(void)say_nearest(who, ev, out, &place);
	else
		say_found(who, out, sought);
	return asked(out, err);
}

enum gr_status gr_ask_unfound(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, const char *damaged, struct gr_err *err)
{
	struct gr_written place = gr_written_of(ev, out);

	if (sought->n == 0 && ask_by_words(who, out))
		return asked(out, err);
	if (damaged)
		return ask_damaged(who, ev, out, sought, damaged, err);
	if (written_name(out).len == 0) {
		bool query = gr_slice_eq(ev->cell[GR_CELL_NAME], GR_S("?"));

		ask(out, query ? "K15" : "M01", GR_CELL_NAME);
		say(who, out, query ? "无代码，名称待核实" : "无代码，也无名称",
		    query ? "there is no code, and the name is in query"
		          : "there is neither a code nor a name");
		return asked(out, err);
	}
	ask(out, "K15", GR_CELL_NAME);
	if (sought->n > 1) {
		say(who, out, "无代码，名称不唯一",
		    "there is no code, and the name is that of several");
		say_found(who, out, sought);
	} else if (sought->n == 0 && is_outside(who, out, GR_S(""))) {
		ask_outside(who, out, GR_CELL_NAME);
	} else if (!sought->county_known || !sought->street_known) {
		say(who, out, "无代码，须写明所在县（市、区）和街道",
		    "there is no code, so county and street must be given");
		say_found(who, out, sought);
	} else {
		say(who, out, "无代码，名录中该街道无此名称",
		    "there is no code, and no unit of the street has this "
		    "name");
		out->rule = say_nearest(who, ev, out, &place) ? "K19" : "R09";
	}
	return asked(out, err);
}
