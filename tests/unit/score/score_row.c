/* score_row.h: a scored row has its columns in order, and keeps the others. */
#include "score/score_row.h"

#include "little.h"

#define INPUT \
	"wave|src|line|id|town|shire|joins|says|a|b|seen|flags|" \
	"prev.b|prev.status"
#define ROW "2021|f.csv|3|X1|9902|990201|1|0|2|1|2021-11-05|"

static struct gr_header header;
static struct gr_view view;
static struct gr_score_row *scored;
static struct gr_score score;

static void teardown(void)
{
	gr_view_free(&view);
	gr_score_row_free(scored);
	little_teardown();
}

TestSuite(score_row, .init = little_setup, .fini = teardown);

static enum gr_status plan(const char *input)
{
	header = little_header(input);
	cr_assert_eq(gr_view_make(keep, &standard, &header, &view, &err),
	    GR_OK);
	cr_assert_eq(gr_score_make(keep, &standard, &score, &err), GR_OK);
	return gr_score_row_make(keep, &view, &scored, &err);
}

static void must_plan(void)
{
	cr_assert_eq(plan(INPUT), GR_OK, "%s", scratch_said(&err));
}

static void expect_joined(const struct gr_slice *field, const char *want)
{
	struct gr_buf buf = { 0 };
	size_t n;

	(void)gr_score_row_names(scored, &n);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			gr_buf_byte(&buf, '|');
		gr_buf_add(&buf, field[i]);
	}
	cr_expect(gr_slice_eq(gr_buf_slice(&buf), gr_slice_of(want)),
	    "got  %.*s\nwant %s", GR_ARG(gr_buf_slice(&buf)), want);
	gr_buf_free(&buf);
}

static void expect_record(const char *line, struct gr_score_facts facts,
    const char *want)
{
	struct gr_row row = little_row(line);
	const struct gr_slice *field;

	cr_assert_eq(gr_view_load(&view, &row, GR_S(""), 18992, &err), GR_OK,
	    "%s", scratch_said(&err));
	facts.tie = gr_score_row_is_tie(scored, &row);
	gr_score_record(&standard, &view.env, &facts, &score);
	cr_assert_eq(gr_score_row_fields(scored, keep, &row, &score,
	                 gr_score_row_common(scored, &facts, &score, &score),
	                 facts.tie, &field, &err),
	    GR_OK);
	expect_joined(field, want);
}

static const struct gr_score_facts takes_part = { .participating = GR_TRUE };

Test(score_row, has_its_columns_in_the_published_order)
{
	size_t n;

	must_plan();
	expect_joined(gr_score_row_names(scored, &n),
	    "wave|src|line|community_code|community_name|city_code|"
	    "county_code|street_name|participating|pilot|status|points|"
	    "criteria_met|criteria_applicable|criteria_undetermined|p|q|"
	    "failed|undetermined|reported|flags|status_common|basis|reasons|P.1|P.2|Q.1|a|"
	    "prev.status|b|seen|group.G");
}

Test(score_row, lays_a_record_out)
{
	must_plan();
	expect_record(ROW "a:N08|1|attained", takes_part,
	    "2021|f.csv|3|X1||9902|990201||1||attained|100|2|2|0|1|1|||0|"
	    "a:N08|attained|||1|1|1|2|attained|1|2021-11-05|1");
}

Test(score_row, lists_hard_atoms_by_result_and_soft_ones_nowhere)
{
	must_plan();
	expect_record("2021|f|3|X1|9902|990201|1|1|1|0|2021-11-05||1|",
	    takes_part,
	    "2021|f|3|X1||9902|990201||1||not_attained|0|0|2|0|0|0|P.1;Q."
	    "1||1||not_attained|||0|0|0|1||0|2021-11-05|0");
	expect_record("2021|f|3|X1|9902|990201|1|1|?||2021-11-05||1|",
	    takes_part,
	    "2021|f|3|X1||9902|990201||1||undetermined|0|0|2|2|U|U||P.1;Q"
	    ".1|1||undetermined|||U|U|U|?|||2021-11-05|U");
}

Test(score_row, gives_the_reasons_of_annual_atoms)
{
	struct gr_score_facts facts = takes_part;

	must_plan();
	facts.year_open = true;
	expect_record("2021|f|3|X1|9902|990201|1|1|1|1|2021-05||1|", facts,
	    "2021|f|3|X1||9902|990201||1||undetermined|50|1|2|1|U|1||P.1|"
	    "1||undetermined||P.1:year_open|U|1|1|1||1|2021-05|U");
	facts.year_open = false;
	facts.early_survey = true;
	expect_record("2021|f|3|X1|9902|990201|1|1|1|1|2021-05||1|", facts,
	    "2021|f|3|X1||9902|990201||1||not_attained|50|1|2|0|0|1|P.1||"
	    "1||not_attained||P.1:year_partial|0|1|1|1||1|2021-05|0");
}

Test(score_row, a_tie_keeps_its_identity_and_no_answer)
{
	must_plan();
	expect_record(ROW "a:N08;id:R02|1|attained", takes_part,
	    "2021|f.csv|3|X1||9902|990201||?||undetermined|0|0|2|2|U|U|"
	    "|P.1;Q.1|?|a:N08;id:R02|undetermined|||U|U|U|?|attained|?|?|U");
}

Test(score_row, a_tie_is_marked_on_the_code_and_nowhere_else)
{
	static const char *const no[] = { "", "a:R02", "id:R021", "idx:R02",
		"xid:R02", "id:R03", "id", "id:R02x;a:R02" };
	struct gr_row row;

	must_plan();
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
		row = little_row(ROW "|1|attained");
		row.field[11] = gr_slice_of(no[i]);
		cr_expect_not(gr_score_row_is_tie(scored, &row), "%s", no[i]);
	}
	row.field[11] = GR_S("id:R02");
	cr_expect(gr_score_row_is_tie(scored, &row));
}

static void expect_refused(const char *input, enum gr_status status,
    const char *sentence)
{
	cr_expect_eq(plan(input), status);
	cr_expect_str_eq(scratch_said(&err), sentence);
}

Test(score_row, misses_what_a_test_a_role_or_the_tally_reads)
{
	expect_refused("wave|src|line|id|town|shire|joins|says|a|b|seen|"
	               "prev.b|prev.status",
	    GR_EDATA, ": the input has no column 'flags'");
	expect_refused("wave|src|line|id|town|shire|joins|says|b|seen|flags|"
	               "prev.b|prev.status",
	    GR_EDATA, ": the input has no column 'a'");
	expect_refused("wave|src|line|id|town|shire|says|a|b|seen|flags|"
	               "prev.b|prev.status",
	    GR_EDATA, ": the input has no column 'joins'");
	expect_refused("wave|src|line|id|town|shire|joins|says|a|b|seen|flags|"
	               "prev.status",
	    GR_EDATA, ": the input has no column 'prev.b'");
	expect_refused("wave|src|line|id|town|shire|joins|says|a|b|seen|flags|"
	               "prev.b",
	    GR_EDATA, ": the input has no column 'prev.status'");
}

Test(score_row, refuses_a_survey_column_that_is_called_like_a_result)
{
	little_read("columns.csv",
	    "name,title_en,type,requirement,role,sum\n"
	    "id,Code,code,R,code,\na,A,int,R,,\nb,B,int,R,,\n"
	    "points,Points,int,R,,yes\n");
	expect_refused("wave|src|line|id|a|b|points|flags|prev.b|prev.status",
	    GR_EUSAGE,
	    "columns.csv:5: name: 'points' is the name of another "
	    "column of green-score");
}
