/* recall.h: whether a cell is recalled, passed over, or read by some rules or by
 * all of them, one after the other, it comes to the same, in every standard that
 * is here. */
#include "clean/recall.h"
#include "clean/read_standard.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>

#include "patterns.h"

#define MOST 256   /* columns */
#define TEXTS 4096 /* that cells are drawn from */
#define CASES "tests/e2e/fixtures/catalogue-cells.tsv"

static struct gr_arena *keep;
static struct gr_standard standard;
static struct gr_err err;
static struct gr_slice text[TEXTS];
static size_t texts, field[MOST];

/* The third field of every case of the catalogue. */
static void read_texts(void)
{
	char line[8192];
	FILE *file = fopen(CASES, "r");

	cr_assert_not_null(file);
	while (fgets(line, sizeof line, file) != NULL && texts < TEXTS) {
		struct gr_slice rest = gr_slice_trim(gr_slice_of(line)), part;

		for (int i = 0; i < 3; i++)
			(void)gr_slice_split(&rest, '\t', &part);
		text[texts++] = gr_arena_copy(keep, part);
	}
	(void)fclose(file);
	cr_assert_gt(texts, 500);
}

static struct gr_cell_rules *made(bool plainly, enum gr_cell_source source)
{
	struct gr_cell_rules *out;

	cr_assert_eq(gr_cell_rules_new(&standard, &out, &err), GR_OK, "%s",
	    err.message);
	gr_cell_rules_expect(out, source);
	if (plainly)
		gr_cell_rules_read_plainly(out);
	cr_assert_eq(gr_cell_rules_place(out, field, field, standard.columns,
	                 &err),
	    GR_OK);
	return out;
}

static struct gr_slice number(char *to, size_t room)
{
	static const char *const form[] = { "%zu", "%zu.%zu", "0%zu", "%zu.0",
		".%zu", "0.%zu", "%zu.%zu0", "-%zu", "20%02zu-1%zu-01",
		"%zu%zu%zu%zu", "230103001%03zu" };
	size_t below = (size_t[]){ 3, 20, 150, 3000, 90000 }[patterns_draw(5)];
	size_t n = patterns_draw(sizeof form / sizeof *form);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	int len = snprintf(to, room, form[n], patterns_draw(below),
	    patterns_draw(n == 8 ? 3 : below), patterns_draw(below),
	    patterns_draw(below));
#pragma GCC diagnostic pop

	return gr_slice_make(to, (size_t)len);
}

/* A text of the catalogue, now and then marked, blanked or cut. */
static struct gr_slice changed(struct gr_slice from, char *to, size_t room)
{
	static const char *const before[] = { "", "", "", "", "!", "\\!",
		"\\=", " ", "　", "约" };
	static const char *const behind[] = { "", "", "", " ", "。", "1", "户",
		"是" };
	int len = snprintf(to, room, "%s%.*s%s",
	    before[patterns_draw(sizeof before / sizeof *before)], GR_ARG(from),
	    behind[patterns_draw(sizeof behind / sizeof *behind)]);

	return gr_slice_make(to, len < (int)room ? (size_t)len : 0);
}

static struct gr_slice draw(const struct gr_column *column, char *to,
    size_t room)
{
	switch (patterns_draw(8)) {
	case 0:
		return GR_S("");
	case 1:
	case 2:
		return number(to, room);
	case 3:
		return patterns_text(to, room, 4, patterns_draw(2) == 0);
	case 4:
		if (column->values > 0)
			return column->value[patterns_draw(column->values)];
		return text[patterns_draw(texts)];
	case 5:
		return changed(text[patterns_draw(texts)], to, room);
	default:
		return text[patterns_draw(texts)];
	}
}

static bool same(const struct gr_cell *a, const struct gr_cell *b)
{
	return a->cell == b->cell && gr_slice_eq(a->value, b->value)
	    && gr_slice_eq(a->rule, b->rule) && gr_slice_eq(a->note, b->note)
	    && a->action == b->action && a->why == b->why
	    && a->reading == b->reading && a->unconfirmed == b->unconfirmed;
}

/* Of what is told by the long way, that which the short ones tell, too. */
static size_t keep_told(const struct gr_cells *all, struct gr_cell *to)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (all->told[i].action != GR_CELL_FIX
		    || all->told[i].unconfirmed)
			to[n++] = all->told[i];
	return n;
}

static void hold_row(struct gr_cell_rules *quick, struct gr_cell_rules *slow,
    const struct gr_slice *raw)
{
	struct gr_slice got[MOST], want[MOST];
	struct gr_cell told[MOST];
	struct gr_cells cells, all;

	memcpy(got, raw, sizeof got);
	memcpy(want, raw, sizeof want);
	cr_assert_eq(gr_cell_rules_row(quick, keep, GR_S("2021"), raw, got,
	                 &cells, &err),
	    GR_OK, "%s", err.message);
	cr_assert_eq(gr_cell_rules_row(slow, keep, GR_S("2021"), raw, want,
	                 &all, &err),
	    GR_OK, "%s", err.message);
	for (size_t i = 0; i < standard.columns; i++)
		cr_assert(gr_slice_eq(got[i], want[i]),
		    "%.*s: '%.*s' is '%.*s', not '%.*s'",
		    GR_ARG(standard.column[i].name), GR_ARG(raw[i]),
		    GR_ARG(got[i]), GR_ARG(want[i]));
	cr_assert_eq(cells.fixed, all.fixed);
	cr_assert_eq(cells.n, keep_told(&all, told));
	for (size_t i = 0; i < cells.n; i++)
		cr_assert(same(&cells.told[i], &told[i]), "'%.*s'",
		    GR_ARG(raw[told[i].cell]));
}

static void hold_uses(struct gr_cell_rules *quick, struct gr_cell_rules *slow)
{
	size_t at = 0, other = 0, n = 0;
	struct gr_rule_use a, b;

	for (; gr_cell_rules_use(slow, &at, &a); n++) {
		cr_assert(gr_cell_rules_use(quick, &other, &b));
		cr_assert(gr_slice_eq(a.rule, b.rule)
		        && gr_slice_eq(a.column, b.column) && a.row == b.row
		        && a.fired == b.fired && a.fixed == b.fixed
		        && gr_slice_eq(a.sample, b.sample),
		    "%.*s in %.*s", GR_ARG(a.rule), GR_ARG(a.column));
	}
	cr_assert_not(gr_cell_rules_use(quick, &other, &b));
	cr_assert_gt(n, 10);
}

static const char *const folders[] = { "pipelines/heilongjiang-2020",
	"tests/e2e/fixtures/second-standard/standard",
	"tests/e2e/fixtures/wards", "tests/e2e/fixtures/figures/standard" };

static void hold_standard(const char *folder, enum gr_cell_source source)
{
	static char room[MOST][512];
	struct gr_cell_rules *quick, *slow, *untold, *other;

	keep = gr_arena_new();
	cr_assert_not_null(keep);
	cr_assert_eq(gr_standard_read(keep, folder, &standard, &err), GR_OK,
	    "%s", err.message);
	cr_assert_leq(standard.columns, MOST);
	for (size_t i = 0; i < MOST; i++)
		field[i] = i;
	read_texts();
	quick = made(false, source);
	slow = made(true, source);
	untold = made(false, source);
	other = made(true, source);
	gr_cell_rules_leave_untold(untold);
	for (size_t row = 0; row < 300; row++) {
		struct gr_slice raw[MOST] = { { NULL, 0 } };

		for (size_t i = 0; i < standard.columns; i++)
			raw[i] = draw(&standard.column[i], room[i],
			    sizeof room[i]);
		hold_row(quick, slow, raw);
		hold_row(untold, other, raw);
	}
	hold_uses(quick, slow);
	gr_cell_rules_free(quick);
	gr_cell_rules_free(slow);
	gr_cell_rules_free(untold);
	gr_cell_rules_free(other);
	gr_arena_free(keep);
}

ParameterizedTestParameters(recall, comes_to_what_the_rules_come_to)
{
	static size_t which[] = { 0, 1, 2, 3 };

	return cr_make_param_array(size_t, which, 4);
}

ParameterizedTest(const size_t *which, recall, comes_to_what_the_rules_come_to)
{
	hold_standard(folders[*which], GR_CELL_RAW);
}

Test(recall, comes_to_it_for_what_was_cleaned_before_too)
{
	hold_standard(folders[0], GR_CELL_CLEANED);
}

/* ---- the places themselves ---- */

static struct gr_outcome outcome_of(struct gr_slice value, bool is_raw)
{
	return (struct gr_outcome){ .value = value,
		.shown = 3,
		.decided = GR_NO_USE,
		.action = GR_CELL_FIX,
		.is_raw = is_raw };
}

Test(recall, texts_that_differ_in_any_byte_are_not_taken_for_one_another)
{
	static const char *const same[] = { "a", "aa", "aaa", "aaaa", "aaaaa",
		"aaaaaaa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaaaaaaaa" };
	struct gr_recall recall = { 0 };

	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct gr_outcome one = outcome_of(GR_S("one"), false);
		size_t len = strlen(same[i]);

		gr_recall_put(&recall, gr_slice_of(same[i]), &one);
		cr_expect_not_null(
		    gr_recall_get(&recall, gr_slice_of(same[i])));
		for (size_t k = 0; k < len; k++) {
			char other[32];

			memcpy(other, same[i], len);
			other[k] = 'b';
			cr_expect_null(
			    gr_recall_get(&recall, gr_slice_make(other, len)));
		}
	}
	gr_recall_free(&recall);
}

Test(recall, what_does_not_fit_a_place_is_kept_beside_them)
{
	struct gr_slice name = GR_S("more than sixteen bytes");
	struct gr_slice value = GR_S("a value of more than thirty bytes, too");
	struct gr_recall recall = { 0 };
	struct gr_outcome kept = outcome_of(value, false), got;

	gr_recall_put(&recall, GR_S("short"), &kept);
	cr_expect_null(gr_recall_get(&recall, GR_S("short")));
	cr_assert(gr_recall_longer(&recall, GR_S("short"), &got));
	cr_expect(gr_slice_eq(got.value, value));
	cr_expect(got.shown == 3 && got.decided == GR_NO_USE);
	kept = outcome_of(name, true);
	gr_recall_put(&recall, name, &kept);
	cr_expect_null(gr_recall_get(&recall, name));
	cr_assert(gr_recall_longer(&recall, name, &got));
	cr_expect(got.is_raw && got.value.ptr == name.ptr);
	gr_recall_free(&recall);
}

Test(recall, however_many_texts_come_it_does_not_grow_beyond_its_bound)
{
	struct gr_recall recall = { 0 };

	for (size_t i = 0; i < 40 * GR_RECALL_MOST; i++) {
		char digits[16];
		int len = snprintf(digits, sizeof digits, "%zu",
		    i % (4 * GR_RECALL_MOST));
		struct gr_slice key = gr_slice_make(digits, (size_t)len);
		struct gr_outcome kept = outcome_of(key, true), got;
		const struct gr_recalled *place = gr_recall_get(&recall, key);
		char room[GR_RECALL_VALUE];

		recall.found += place != NULL;
		if (place == NULL) {
			gr_recall_put(&recall, key, &kept);
			place = gr_recall_get(&recall, key);
		}
		cr_assert_not_null(place);
		gr_recall_outcome(place, key, room, &got);
		cr_assert(gr_slice_eq(got.value, key));
	}
	cr_expect_leq(recall.room, GR_RECALL_MOST);
	gr_recall_free(&recall);
}
