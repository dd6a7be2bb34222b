/* robustness.h: a verdict rests on just those answers whose change would change
 * it. */
#include "score/robustness.h"

#include "little.h"

#define HEADER \
	"wave|src|line|id|town|shire|joins|says|a|b|seen|prev.status|flags"

static struct gr_header header;
static struct gr_view view;
static struct gr_score_row *scored;
static struct gr_score score;
static const struct gr_robustness_cell *found;
static size_t n;

static void setup(void)
{
	little_setup();
	little_read("atoms.csv",
	    "atom,criterion,source,strength,period,applies,test\n"
	    "P.1,P,eval,hard,,,a >= 40\nQ.1,Q,eval,hard,,,b == a\n"
	    "Q.2,Q,eval,soft,,,a == 99\n");
	header = little_header(HEADER);
	cr_assert_eq(gr_view_make(keep, &standard, &header, &view, &err),
	    GR_OK);
	cr_assert_eq(gr_score_row_make(keep, &view, &scored, &err), GR_OK, "%s",
	    err.message);
	cr_assert_eq(gr_score_make(keep, &standard, &score, &err), GR_OK);
}

static void teardown(void)
{
	gr_view_free(&view);
	gr_score_row_free(scored);
	little_teardown();
}

TestSuite(robustness, .init = setup, .fini = teardown);

static void ask(const char *line, uint64_t margin)
{
	static struct gr_row row;

	row = little_row(line);
	cr_assert_eq(gr_view_load(&view, &row, GR_S("2021-12-31"), 18992, &err),
	    GR_OK, "%s", err.message);
	struct gr_score_facts facts = gr_score_row_facts(scored, &row);
	gr_score_record(&standard, &view.env, &facts, &score);
	const struct gr_robustness_question question = { .view = &view,
		.scored = scored,
		.row = &row,
		.score = &score,
		.flags = row.field[row.n - 1],
		.margin_pct = margin };
	cr_assert_eq(gr_robustness_find(keep, &question, &found, &n, &err),
	    GR_OK);
}

static void expect(size_t i, const char *column, const char *other,
    enum gr_score_status status)
{
	cr_assert_lt(i, n);
	cr_assert(gr_slice_eq(standard.column[found[i].column].name,
	    gr_slice_of(column)));
	cr_assert(gr_slice_eq(found[i].other, gr_slice_of(other)), "%.*s",
	    GR_ARG(found[i].other));
	cr_assert_eq(found[i].status, status);
}

Test(robustness, nothing_is_where_no_cell_decides)
{
	ask("2021|f|2|1|99|9901|1||80|10|||", 5);
	cr_assert_eq(n, 0);
}

Test(robustness, a_flagged_cell_that_a_verdict_needs)
{
	ask("2021|f|2|1|99|9901|1||80|80|||a:N05;seen:T01", 0);
	cr_assert_eq(n, 1);
	cr_assert(found[0].flagged);
	expect(0, "a", "?", GR_SCORE_UNDETERMINED);
}

Test(robustness, a_flag_of_another_column_with_the_same_beginning_is_not_it)
{
	ask("2021|f|2|1|99|9901|1||80|80|||ab:N05", 0);
	cr_assert_eq(n, 0);
}

Test(robustness, whether_it_takes_part_may_rest_on_a_flag)
{
	ask("2021|f|2|1|99|9901|1||80|80|||joins:Y07", 0);
	cr_assert_eq(n, 1);
	expect(0, "joins", "?", GR_SCORE_UNDETERMINED);
}

Test(robustness, a_number_within_the_margin_of_its_threshold)
{
	ask("2021|f|2|1|99|9901|1||41|90|||", 5);
	cr_assert_eq(n, 1);
	cr_assert_not(found[0].flagged);
	expect(0, "a", "39", GR_SCORE_NOT_ATTAINED);
	cr_assert_eq(found[0].criterion[0], GR_FALSE);
	ask("2021|f|2|1|99|9901|1||43|90|||", 5);
	cr_assert_eq(n, 0);
}

Test(robustness, a_whole_number_moves_by_whole_numbers)
{
	/* five percent of 19 is less than one */
	little_read("atoms.csv",
	    "atom,criterion,source,strength,period,applies,test\n"
	    "P.1,P,eval,hard,,,a >= 19\nQ.1,Q,eval,hard,,,b == b\n");
	ask("2021|f|2|1|99|9901|1||19|10|||", 5);
	cr_assert_eq(n, 0);
	ask("2021|f|2|1|99|9901|1||19|10|||", 6);
	cr_assert_eq(n, 1);
	expect(0, "a", "18", GR_SCORE_NOT_ATTAINED);
}

Test(robustness, equality_within_the_margin_is_found)
{
	ask("2021|f|2|1|99|9901|1||80|78|||", 5);
	cr_assert_eq(n, 2);
	expect(0, "a", "78", GR_SCORE_ATTAINED);
	expect(1, "b", "80", GR_SCORE_ATTAINED);
}

Test(robustness, a_number_stays_within_its_bounds)
{
	ask("2021|f|2|1|99|9901|1||98|98|||", 50);
	cr_assert_geq(n, 1);
	for (size_t i = 0; i < n; i++) {
		struct gr_dec other;

		cr_assert(gr_dec_parse(found[i].other, &other));
		cr_assert_leq(gr_dec_cmp(other, (struct gr_dec){ 99, 0 }), 0);
	}
}

Test(robustness, the_record_is_as_it_was)
{
	ask("2021|f|2|1|99|9901|1||41|41|||a:N05", 5);
	cr_assert(gr_slice_eq(view.now[6], GR_S("41")));
	cr_assert(gr_slice_eq(view.now[3], GR_S("1")));
}
