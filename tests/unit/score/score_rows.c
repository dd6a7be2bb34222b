/* score_rows.h: a batch says of every row what is said of it alone. */
#include "score/score_rows.h"

#include "little_rows.h"

static const struct little_kind kinds[] = {
	{ "wave", { "2021" } },
	{ "src", { "f" } },
	{ "line", { "2" } },
	{ "id", { "1", "2", "3" } },
	{ "town", { "9902", "9902", "9902", "9901" } },
	{ "shire", { "990201", "990202", "990201", "990102" } },
	{ "joins", { "1", "0", "1", "", "?", "n/a", "2" } },
	{ "says", { "1", "0", "1", "", "?" } },
	{ "a", { "1", "2", "3", "", "?", "n/a", "0", ">=2", "50", "02" } },
	{ "b", { "1", "0", "1", "", "?", "n/a", ">=2", "7" } },
	{ "seen", { "2021-11-03", "2021-10-30", "2021-03", "", "?" } },
	{ "prev.b", { "1", "2", "0", "", "?", "n/a" } },
	{ "prev.status", { "attained", "" } },
	{ "flags", { "", "a:N08", "b:X1;a:N08", "id:R02" } },
};

enum { COLUMNS = sizeof kinds / sizeof *kinds, ATOMS = 90, CRITERIA = 10 };

static struct gr_header header;
static struct gr_view view;
static struct gr_ahead *ahead, *before; /* another, that has read the rows */
static struct gr_score_row *together, *alone;
static struct gr_score_rows *rows;
static struct gr_score score;

/* More results than there are bits in a word, and names longer than most. */
static void write_atoms(void)
{
	static const char *const test[] = { "a >= $least", "b >= prev(b)",
		"b == 1", "a == 2 or b == 1", "not a > 2" };
	struct gr_buf text = { 0 };

	gr_buf_text(&text,
	    "atom,criterion,source,strength,period,applies,test\n");
	for (unsigned i = 0; i < ATOMS; i++)
		gr_buf_format(&text, "%s%u,C%u,eval,%s,%s,%s,%s\n",
		    i % 31 == 0 ? "a.very.long.name.of.an.atom." : "A.", i,
		    i * CRITERIA / ATOMS, i % 7 == 3 ? "soft" : "hard",
		    i % 4 == 0 ? "annual" : "", i % 6 == 5 ? "a != 3" : "",
		    test[i % 5]);
	gr_buf_byte(&text, '\0');
	scratch_text("atoms.csv", text.ptr);
	gr_buf_clear(&text);
	gr_buf_text(&text, "criterion,group,title_en,weight,mandatory\n");
	for (unsigned i = 0; i < CRITERIA; i++)
		gr_buf_format(&text, "C%u,%s,Title,%u,%s\n", i,
		    i < 7 ? "G" : "", 1 + i % 3, i == 4 ? "yes" : "no");
	gr_buf_byte(&text, '\0');
	scratch_text("criteria.csv", text.ptr);
	gr_buf_free(&text);
}

/* What others read of texts is not all that the tests ask for. */
static void need_some(struct gr_ahead *of)
{
	const struct gr_expr *const *test = gr_score_tests(keep, &standard);

	for (size_t i = 0; i < standard.atoms; i += 7)
		cr_assert_eq(gr_ahead_need(of, keep, test[i], &err), GR_OK);
}

/* The other looks at the rows, and then some cells of answers are put in query or
 * become n/a; in one of four rounds some get a value. */
static void look_before(size_t n, int32_t day)
{
	static const char *const value[] = { "?", "n/a", "1" };
	unsigned values = little_pick(4) == 0 ? 3 : 2;

	cr_assert_eq(gr_ahead_look(before, NULL, little_batch, n, NULL,
	                 GR_S("2021-12-31"), day, &err),
	    GR_OK);
	for (size_t i = 0; i < n; i++) {
		size_t column = standard.columns - 1 - little_pick(3);
		size_t at = view.at[column];
		struct gr_slice to = gr_slice_of(value[little_pick(values)]);

		if (little_pick(3) != 0)
			continue;
		little_batch[i].field[at] = to;
		gr_ahead_change(before, &little_batch[i], column, to);
	}
}

static void begin(const char *settings)
{
	struct gr_slice name[COLUMNS];

	little_open();
	for (size_t i = 0; i < sizeof(little_tables) / sizeof(*little_tables);
	     i++)
		scratch_text(little_tables[i][0], little_tables[i][1]);
	scratch_text("standard.csv", settings);
	write_atoms();
	cr_assert_eq(gr_standard_read(keep, scratch_folder, &standard, &err),
	    GR_OK, "%s", scratch_said(&err));
	for (size_t i = 0; i < COLUMNS; i++)
		name[i] = gr_slice_of(kinds[i].name);
	cr_assert_eq(gr_header_make(keep, name, COLUMNS, &header, &err), GR_OK);
	cr_assert_eq(gr_view_make(keep, &standard, &header, &view, &err),
	    GR_OK);
	cr_assert_eq(gr_ahead_make(keep, &view, gr_score_tests(keep, &standard),
	                 2 * standard.atoms, &ahead, &err),
	    GR_OK);
	cr_assert_eq(gr_ahead_make(keep, &view, NULL, 0, &before, &err), GR_OK);
	need_some(before);
	cr_assert_eq(gr_score_row_make(keep, &view, &together, &err), GR_OK,
	    "%s", err.message);
	cr_assert_eq(gr_score_row_make(keep, &view, &alone, &err), GR_OK);
	cr_assert_eq(gr_score_rows_make(keep, ahead, together, &rows, &err),
	    GR_OK);
	cr_assert_eq(gr_score_make(keep, &standard, &score, &err), GR_OK);
}

static void end(void)
{
	gr_view_free(&view);
	gr_ahead_free(ahead);
	gr_ahead_free(before);
	gr_score_row_free(together);
	gr_score_row_free(alone);
	little_teardown();
}

/* The row by itself. */
static const struct gr_slice *score_alone(const struct gr_row *row)
{
	const struct gr_slice *field;
	struct gr_score_facts facts = gr_score_row_facts(alone, row);

	gr_score_record(&standard, &view.env, &facts, &score);
	cr_assert_eq(gr_score_row_fields(alone, keep, row, &score, score.status,
	                 facts.tie, &field, &err),
	    GR_OK);
	return field;
}

static void compare(const struct gr_row *row,
    const struct gr_score_rows_row *of)
{
	const struct gr_slice *want = score_alone(row);
	size_t n;
	const struct gr_slice *name = gr_score_row_names(alone, &n);

	for (size_t i = 0; i < n; i++)
		cr_assert(gr_slice_eq(of->field[i], want[i]),
		    "%.*s: '%.*s' is not '%.*s'", GR_ARG(name[i]),
		    GR_ARG(of->field[i]), GR_ARG(want[i]));
	cr_assert_eq(of->status, score.status);
	cr_assert_eq(of->partial, score.partial);
	for (size_t i = 0; i < standard.atoms; i++)
		cr_assert_eq(gr_score_rows_reason(rows, of, i),
		    score.reason[i]);
}

/* As of a day; how many rows were told together, of all that could be. */
static void compare_rounds(int32_t day)
{
	size_t told = 0, asked = 0;

	for (unsigned round = 0; round < 120; round++) {
		size_t n = little_fill(kinds, COLUMNS);

		if (round % 2 == 1)
			look_before(n, day);
		cr_assert_eq(gr_ahead_look(ahead,
		                 round % 2 == 1 ? before : NULL, little_batch,
		                 n, NULL, GR_S("2021-12-31"), day, &err),
		    GR_OK);
		cr_assert_eq(gr_score_rows_look(rows, keep, little_batch, day,
		                 &err),
		    GR_OK);
		for (size_t i = 0; i < n; i++) {
			struct gr_score_rows_row of;
			bool known;

			cr_assert_eq(gr_score_rows_row(rows, &little_batch[i],
			                 &known, &of, &err),
			    GR_OK);
			bool canonical = gr_ahead_load(ahead, &little_batch[i],
			                     GR_S("2021-12-31"), day, &err)
			    == GR_OK;
			cr_assert(canonical || !known);
			if (!canonical || view.basis.len > 0)
				continue;
			asked++;
			if (!known)
				continue;
			told++;
			compare(&little_batch[i], &of);
		}
	}
	cr_expect_gt(told * 10, asked * 8, "%zu of %zu", told, asked);
	cr_expect_gt(told, 500, "%zu", told);
}

Test(score_rows, are_scored_as_each_is_alone)
{
	begin("key,value\nid,little\ntitle_en,Little\nlanguage,en\nregion,99\n"
	      "waves,2020|2021\n");
	compare_rounds(18992);
	end();
}

Test(score_rows, are_scored_alike_while_their_year_is_open)
{
	begin("key,value\nid,little\ntitle_en,Little\nlanguage,en\nregion,99\n"
	      "waves,2020|2021\n");
	compare_rounds(18900);
	end();
}

Test(score_rows, are_scored_alike_by_points)
{
	begin("key,value\nid,little\ntitle_en,Little\nlanguage,en\nregion,99\n"
	      "waves,2020|2021\npass_rule,points\npoints_pass,60\n"
	      "rounding,half-even\n");
	compare_rounds(18992);
	end();
}
