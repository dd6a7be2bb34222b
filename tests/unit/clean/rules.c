/* rules.h: a text is changed, then read, by the first rule that fits, in every
 * table. */
#include "clean/rules.h"
#include "clean/read_standard.h"
#include <criterion/criterion.h>

#include "little.h"

#define HEAD "rule,phase,type,columns,pattern,action,value,note\n"

#define MOST 16 /* columns */

/* The short ways, and the long one that they are held against. */
static struct gr_cell_rules *rules, *plainly;
static struct gr_cell cell[MOST]; /* by column of the standard */
static struct gr_slice value[MOST];

static void free_rules(void)
{
	gr_cell_rules_free(rules);
	gr_cell_rules_free(plainly);
	rules = plainly = NULL;
}

static void teardown(void)
{
	free_rules();
	little_teardown();
}

TestSuite(rules, .init = little_open, .fini = teardown);

/* Every column has a cell, at its own place in the row. */
static struct gr_cell_rules *made(bool long_way, enum gr_cell_source source)
{
	struct gr_cell_rules *out;
	size_t place[MOST];

	cr_assert_leq(standard.columns, MOST);
	for (size_t i = 0; i < MOST; i++)
		place[i] = i;
	cr_assert_eq(gr_cell_rules_new(&standard, &out, &err), GR_OK, "%s",
	    err.message);
	gr_cell_rules_expect(out, source);
	if (long_way)
		gr_cell_rules_read_plainly(out);
	cr_assert_eq(gr_cell_rules_place(out, place, place, standard.columns,
	                 &err),
	    GR_OK);
	return out;
}

static void make_rules(enum gr_cell_source source)
{
	free_rules();
	rules = made(false, source);
	plainly = made(true, source);
}

static void use_rules(const char *rows)
{
	char text[4096];

	snprintf(text, sizeof text, "%s%s", HEAD, rows);
	little_read("rules.csv", text);
	make_rules(GR_CELL_RAW);
}

/* What is told of a row by the long way must be told by the short ones, but of
 * what is only fixed. */
static void expect_same(const struct gr_cells *quick,
    const struct gr_cells *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct gr_cell *want = &all->told[i],
		                     *got = &quick->told[n];

		if (want->action == GR_CELL_FIX && !want->unconfirmed)
			continue;
		cr_assert_lt(n, quick->n, "nothing is told of cell %zu",
		    want->cell);
		cr_expect(got->cell == want->cell
		    && gr_slice_eq(got->rule, want->rule)
		    && gr_slice_eq(got->note, want->note)
		    && got->action == want->action && got->why == want->why
		    && got->reading == want->reading
		    && got->unconfirmed == want->unconfirmed);
		n++;
	}
	cr_expect_eq(n, quick->n);
	cr_expect_eq(quick->fixed, all->fixed);
}

static void read_row(const struct gr_slice *raw)
{
	struct gr_slice other[MOST];
	struct gr_cells quick, all;

	memcpy(value, raw, sizeof value);
	memcpy(other, raw, sizeof other);
	cr_assert_eq(gr_cell_rules_row(rules, keep, GR_S("2021"), raw, value,
	                 &quick, &err),
	    GR_OK, "%s", err.message);
	cr_assert_eq(gr_cell_rules_row(plainly, keep, GR_S("2021"), raw, other,
	                 &all, &err),
	    GR_OK, "%s", err.message);
	memset(cell, 0, sizeof cell);
	for (size_t i = 0; i < standard.columns; i++)
		cr_expect(gr_slice_eq(value[i], other[i]),
		    "'%.*s' is '%.*s' in column %zu, not '%.*s'",
		    GR_ARG(raw[i]), GR_ARG(value[i]), i, GR_ARG(other[i]));
	for (size_t i = 0; i < all.n; i++)
		cell[all.told[i].cell] = all.told[i];
	expect_same(&quick, &all);
}

static void reads(const char *column, const char *raw, const char *want,
    enum gr_cell_action action, const char *rule)
{
	size_t at = gr_standard_column(&standard, gr_slice_of(column));
	struct gr_slice row[MOST] = { { NULL, 0 } };

	cr_assert_neq(at, GR_NONE);
	row[at] = gr_slice_of(raw);
	read_row(row);
	cr_expect(gr_slice_eq(value[at], gr_slice_of(want)),
	    "'%s' is read as '%.*s'", raw, GR_ARG(value[at]));
	cr_expect_eq(cell[at].action, action, "'%s': action %d", raw,
	    cell[at].action);
	cr_expect(gr_slice_eq(cell[at].rule, gr_slice_of(rule)), "'%s' by %.*s",
	    raw, GR_ARG(cell[at].rule));
}

Test(rules, text_rules_rewrite_each_match_once_in_order)
{
	use_rules("A,text,int,,a,FIX,b,\n"
	          "B,text,int,,b,FIX,1,\n"
	          "N,value,int,,(?<n>[0-9]+),FIX,int(n),\n");
	reads("a", "aa", "11", GR_CELL_FIX, "B");
	reads("a", "12", "12", GR_CELL_AS_IS, "");
}

Test(rules, the_first_rule_of_the_column_then_of_the_type_decides)
{
	use_rules("T,value,int,,x,FIX,1,\n"
	          "C,value,,a,x,FIX,2,\n"
	          "D,value,,a,x,FIX,3,\n");
	reads("a", "x", "2", GR_CELL_FIX, "C");
	reads("b", "x", "1", GR_CELL_FIX, "T");
}

Test(rules, what_no_rule_reads_is_asked_but_text_passes)
{
	use_rules("N,value,int,,(?<n>[0-9]+),FIX,int(n),\n");
	reads("a", "about 3", "?", GR_CELL_ASK, "M03");
	reads("phone", "about 3", "about 3", GR_CELL_AS_IS, "");
}

Test(rules, what_lies_outside_the_bounds_is_asked)
{
	use_rules("N,value,int,,(?<n>[0-9]+),FIX,int(n),\n");
	reads("a", "99", "99", GR_CELL_AS_IS, "");
	reads("a", "100", "?", GR_CELL_ASK, "M02");
}

Test(rules, a_required_answer_that_is_missing_stays_empty_and_is_asked)
{
	use_rules("E,value,int,,none,FIX,,\n");
	reads("a", "", "", GR_CELL_ASK, "M01");
	reads("a", "none", "", GR_CELL_ASK, "M01");
	reads("phone", "", "", GR_CELL_AS_IS, "");
}

Test(rules, no_code_is_asked_of_a_record_that_gives_a_name)
{
	static const struct {
		struct gr_slice code, name;
		enum gr_cell_action action; /* of the code */
		const char *rule;
	} cases[] = {
		{ { "", 0 }, { "Mill Lane", 9 }, GR_CELL_AS_IS, "" },
		{ { "", 0 }, { "\\x", 2 }, GR_CELL_AS_IS, "" }, /* stopped */
		{ { "", 0 }, { "", 0 }, GR_CELL_ASK, "M01" },
		{ { "none", 4 }, { "Mill Lane", 9 }, GR_CELL_FIX, "N" },
		{ { "none", 4 }, { "", 0 }, GR_CELL_ASK, "M01" },
	};
	char columns[1024];
	size_t at[2];

	snprintf(columns, sizeof columns, "%s%s", little_tables[1][1],
	    "label,Name,,text,,,,R,,name,,\n");
	little_read("columns.csv", columns);
	scratch_text("rules.csv", HEAD "N,value,code,,none,FIX,,\n");
	cr_assert_eq(gr_standard_read(keep, scratch_folder, &standard, &err),
	    GR_OK, "%s", err.message);
	make_rules(GR_CELL_RAW);
	at[0] = standard.role[GR_ROLE_CODE];
	at[1] = standard.role[GR_ROLE_NAME];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct gr_slice raw[MOST] = { { NULL, 0 } };

		raw[at[0]] = cases[i].code;
		raw[at[1]] = cases[i].name;
		read_row(raw);
		cr_expect_eq(cell[at[0]].action, cases[i].action, "case %zu",
		    i);
		cr_expect(
		    gr_slice_eq(cell[at[0]].rule, gr_slice_of(cases[i].rule)));
		cr_expect(gr_slice_eq(cell[at[1]].rule,
		    gr_slice_of(cases[i].name.len == 0 ? "M01" : "")));
	}
}

Test(rules, not_applicable_is_asked_where_it_is_not_allowed)
{
	use_rules("Y11,value,int,,n/a,FIX,n/a,\n"
	          "Y12,value,bool,,/,FIX,na_or_empty(),\n");
	reads("a", "n/a", "?", GR_CELL_ASK, "Y11");
	reads("joins", "/", "", GR_CELL_ASK, "M01");
}

Test(rules, a_failed_conversion_asks_by_its_rule)
{
	use_rules("D,value,date,,(?<y>\\d+)-(?<m>\\d+)-(?<d>\\d+),FIX,"
	          "\"date(y,m,d)\",\n");
	reads("seen", "2021-3-5", "2021-03-05", GR_CELL_FIX, "D");
	reads("seen", "2021-2-29", "?", GR_CELL_ASK, "D");
}

Test(rules, an_inverse_heading_turns_the_answer)
{
	use_rules("Z,value,bool,,!?quiet,FLAG,0,\n"
	          "Y,value,bool,,yes,FIX,1,\nN,value,bool,,no,FIX,0,\n");
	reads("joins", "yes", "1", GR_CELL_FIX, "Y");
	reads("joins", "!yes", "0", GR_CELL_FIX, "Y");
	reads("joins", "!no", "1", GR_CELL_FIX, "N");
	/* a rule that speaks of the mark means what it says */
	reads("joins", "!quiet", "0", GR_CELL_FLAG, "Z");
	reads("a", "!1", "?", GR_CELL_ASK, "M03");
}

Test(rules, escapes_are_taken_off_and_a_stopped_cell_is_not_asked_again)
{
	use_rules("");
	reads("a", "\\x", "?", GR_CELL_AS_IS, "");
	reads("phone", "\\!x", "!x", GR_CELL_AS_IS, "");
	reads("phone", "\\\\x", "\\x", GR_CELL_AS_IS, "");
	reads("phone", "\\y", "\\y", GR_CELL_AS_IS, "");
}

Test(rules, results_are_the_same_however_often_they_are_asked)
{
	use_rules("F,value,int,,ca (?<n>[0-9]+),FLAG,int(n),\n"
	          "N,value,int,,(?<n>[0-9]+),FIX,int(n),\n");
	for (int i = 0; i < 300; i++) {
		char text[32], want[32];

		snprintf(want, sizeof want, "%d", i % 90);
		snprintf(text, sizeof text, "ca %d", i % 90);
		reads("a", text, want, GR_CELL_FLAG, "F");
		reads("a", want, want, GR_CELL_AS_IS, "");
		reads("a", "?", "?", GR_CELL_ASK, "M03");
	}
}

Test(rules, what_was_cleaned_before_stays)
{
	use_rules("");
	make_rules(GR_CELL_CLEANED);
	reads("a", "12", "12", GR_CELL_AS_IS, "");
	reads("a", ">=2", ">=2", GR_CELL_AS_IS, "");
	reads("a", "?", "?", GR_CELL_AS_IS, "");
	reads("a", "", "", GR_CELL_AS_IS, "");
	reads("a", "100", "?", GR_CELL_ASK, "M03");
	reads("a", "n/a", "?", GR_CELL_ASK, "M03");
	reads("phone", "!x", "!x", GR_CELL_AS_IS, "");
}

/* Ruling 42. */
Test(rules, a_confirmed_cell_keeps_the_one_value_that_it_has)
{
	size_t at;

	use_rules("N,value,int,,(?<n>[0-9]+),FIX,int(n),\n"
	          "X,value,int,,ca.*,ASK,?,\n"
	          "Z,value,int,,none,FIX,,\n"
	          "Y,value,bool,,yes,FIX,1,\n");
	at = gr_standard_column(&standard, GR_S("a"));
	reads("a", "100", "?", GR_CELL_ASK, "M02");
	for (int twice = 0; twice < 2; twice++) {
		reads("a", "\\=100", "100", GR_CELL_FLAG, "A06");
		cr_expect_not(cell[at].unconfirmed);
		reads("a", "\\=12", "12", GR_CELL_FLAG, "A06");
		reads("joins", "\\=!yes", "0", GR_CELL_FLAG, "A06");
		/* no reading, or more than one: it stays asked */
		reads("a", "\\=x", "?", GR_CELL_ASK, "M03");
		cr_expect(cell[at].unconfirmed);
		reads("a", "\\=ca 7", "?", GR_CELL_ASK, "X");
		cr_expect(cell[at].unconfirmed);
		reads("a", "\\=none", "", GR_CELL_ASK, "M01");
		cr_expect(cell[at].unconfirmed);
		reads("a", "\\=\\x", "?", GR_CELL_AS_IS, "");
		cr_expect(cell[at].unconfirmed);
		reads("a", "100", "?", GR_CELL_ASK, "M02");
		cr_expect_not(cell[at].unconfirmed);
	}
	/* what a sender wrote with a backslash is no mark */
	reads("phone", "\\\\=1", "\\=1", GR_CELL_AS_IS, "");
}

Test(rules, a_cell_without_end_runs_no_pattern)
{
	static char text[GR_CELL_TEXT_BYTES + 2];

	use_rules("H,value,int|text,,(x+x+)+y,FLAG,1,\n");
	memset(text, 'x', sizeof text - 1);
	reads("a", text, "?", GR_CELL_ASK, "M03");
	reads("phone", text, text, GR_CELL_AS_IS, "");
}

Test(rules, a_rule_that_runs_into_its_limit_is_an_error_at_its_line)
{
	struct gr_slice raw[MOST] = { { NULL, 0 } };
	struct gr_cells cells;

	use_rules("H,value,int,,(x+x+)+(?!z)z,FLAG,1,\n");
	raw[6] = GR_S("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxz");
	memcpy(value, raw, sizeof value);
	cr_expect_eq(gr_cell_rules_row(rules, keep, GR_S("2021"), raw, value,
	                 &cells, &err),
	    GR_EUSAGE);
	cr_expect_eq(err.line, 2);
	cr_expect_str_eq(err.column, "pattern");
}

Test(rules, uses_count_what_fired_and_list_what_never_did)
{
	struct gr_slice yes = GR_S("yes"), read;
	struct gr_rule_use use;
	struct gr_cells cells;
	size_t cursor = 0, at, first = 0;

	use_rules("Y,value,bool,,yes,FIX,1,\nN,value,bool,,no,FIX,0,\n");
	at = gr_standard_column(&standard, GR_S("joins"));
	gr_cell_rules_free(rules);
	cr_assert_eq(gr_cell_rules_new(&standard, &rules, &err), GR_OK);
	cr_assert_eq(gr_cell_rules_place(rules, &at, &first, 1, &err), GR_OK);
	for (int twice = 0; twice < 2; twice++) {
		read = yes;
		cr_assert_eq(gr_cell_rules_row(rules, keep, GR_S("2021"), &yes,
		                 &read, &cells, &err),
		    GR_OK);
		cr_expect(gr_slice_eq(read, GR_S("1")));
	}
	cr_assert(gr_cell_rules_use(rules, &cursor, &use));
	cr_expect(gr_slice_eq(use.rule, GR_S("Y")));
	cr_expect(gr_slice_eq(use.column, GR_S("joins")));
	cr_expect(gr_slice_eq(use.sample, GR_S("yes")));
	cr_expect(use.fired == 2 && use.fixed == 2 && use.row == 2);
	cr_assert(gr_cell_rules_use(rules, &cursor, &use));
	cr_expect(gr_slice_eq(use.rule, GR_S("N")));
	cr_expect(use.fired == 0 && use.column.len == 0);
	cr_expect_not(gr_cell_rules_use(rules, &cursor, &use));
}

/* So they are written, or handed on, as one. */
Test(rules, values_lie_as_in_a_line_but_those_that_the_row_decides)
{
	static const char long_text[] =
	    "as long as nothing that has a place of "
	    "its own, and longer than any other";
	struct gr_slice raw[3] = { GR_S("yes"), GR_S(long_text), GR_S("yes") };
	size_t column[3], field[3] = { 0, 1, 2 };
	struct gr_cells cells;

	use_rules("Y,value,bool,,yes,FIX,1,\n");
	column[0] = gr_standard_column(&standard, GR_S("joins"));
	column[1] = gr_standard_column(&standard, GR_S("phone"));
	column[2] = gr_standard_column(&standard, GR_S("says"));
	gr_cell_rules_free(rules);
	cr_assert_eq(gr_cell_rules_new(&standard, &rules, &err), GR_OK);
	gr_cell_rules_leave_untold(rules);
	cr_assert_eq(gr_cell_rules_place(rules, column, field, 3, &err), GR_OK);
	for (int times = 0; times < 3; times++) {
		memcpy(value, raw, sizeof raw);
		cr_assert_eq(gr_cell_rules_row(rules, keep, GR_S("2021"), raw,
		                 value, &cells, &err),
		    GR_OK);
		cr_expect(gr_slice_eq(value[0], GR_S("1")));
		cr_expect(gr_slice_eq(value[1], raw[1]));
		cr_expect(gr_slice_eq(value[2], GR_S("1")));
	}
	cr_expect_eq(memcmp(value[0].ptr, "1\tas long", 9), 0);
	cr_expect_eq(value[1].ptr, value[0].ptr + 2);
	cr_expect_eq(value[2].ptr, value[1].ptr + value[1].len + 1);
}

static const char *const refused[][2] = {
	{ "X,value,bool,,(,FIX,1,\n", "pattern" },
	{ "X,value,bool,,x,FIX,2,\n", "value" },
	{ "X,value,bool,,x,FIX,int(n),\n", "value" },
	{ "X,value,int,,(?<n>x),FIX,date(n),\n", "value" },
	{ "X,value,int,,(?<n>x),FIX,int(m),\n", "value" },
	{ "X,value,int,,(?<n>x),FIX,int(),\n", "value" },
	{ "X,value,int,,(?<n>x),FIX,\"int(n,n)\",\n", "value" },
	{ "X,value,int,,(?<n>x),FIX,guess(n),\n", "value" },
	{ "X,value,int,,x,FIX,100,\n", "value" },
	{ "X,value,int,,x,ASK,1,\n", "value" },
	{ "X,value,int,,x,FIX,?,\n", "action" },
	{ "X,text,int,,x,FLAG,y,\n", "action" },
	{ "X,text,int,,(?<n>x),FIX,int(n),\n", "value" },
};

Test(rules, a_rule_that_cannot_hold_is_refused_at_its_cell)
{
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		char text[512];

		/* the reader of standards would refuse it itself */
		little_read("rules.csv", HEAD);
		snprintf(text, sizeof text, "%s%s", HEAD, refused[i][0]);
		scratch_text("rules.csv", text);
		cr_expect_eq(gr_standard_read(keep, scratch_folder, &standard,
		                 &err),
		    GR_EUSAGE, "accepted: %s", refused[i][0]);
		cr_expect_eq(err.line, 2);
		cr_expect_str_eq(err.column, refused[i][1], "%s: %s",
		    refused[i][0], err.column);
	}
}

Test(rules, messages_speak_the_language_of_the_file)
{
	struct gr_buf to = { 0 };
	struct gr_cell asked = { .value = GR_S("?"),
		.note = GR_S("约数 | ca"),
		.action = GR_CELL_ASK };
	struct gr_column column = { .min = GR_S("0"), .max = GR_S("9") };

	gr_cell_message(&column, &asked, true, &to);
	cr_expect(gr_slice_eq(gr_buf_slice(&to), GR_S("约数")));
	gr_buf_clear(&to);
	gr_cell_message(&column, &asked, false, &to);
	cr_expect(gr_slice_eq(gr_buf_slice(&to), GR_S("ca")));
	gr_buf_clear(&to);
	asked.why = GR_WHY_OUTSIDE;
	gr_cell_message(&column, &asked, false, &to);
	cr_expect(gr_slice_eq(gr_buf_slice(&to), GR_S("outside 0..9")));
	gr_buf_free(&to);
}

Test(rules, they_fit_cells_at_their_places_alone)
{
	struct gr_standard other;
	size_t place[MOST], moved[MOST];

	use_rules("");
	other = standard;
	for (size_t i = 0; i < MOST; i++)
		moved[i] = place[i] = i;
	moved[standard.columns - 1]++;
	cr_expect(gr_cell_rules_fit(rules, &standard, GR_CELL_RAW, place, place,
	    standard.columns));
	cr_expect_not(gr_cell_rules_fit(rules, &other, GR_CELL_RAW, place,
	    place, standard.columns));
	cr_expect_not(gr_cell_rules_fit(rules, &standard, GR_CELL_CLEANED,
	    place, place, standard.columns));
	cr_expect_not(gr_cell_rules_fit(rules, &standard, GR_CELL_RAW, place,
	    moved, standard.columns));
	cr_expect_not(gr_cell_rules_fit(rules, &standard, GR_CELL_RAW, place,
	    place, standard.columns - 1));
}
