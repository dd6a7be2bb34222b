/* score_rows.c - a batch of records, judged at once. */
#include "score/score_rows_internal.h"

enum { NUMBER_BYTES = 24 };

/* ---- what does not change ---- */

static size_t block_of(size_t result)
{
	return result / GR_SCORED_BLOCK;
}

static uint64_t bit_of(size_t result)
{
	return (uint64_t)1 << result % GR_SCORED_BLOCK;
}

static void find_sets(struct gr_score_rows *rows)
{
	const struct gr_standard *standard = rows->view->standard;

	rows->even = true;
	for (size_t i = 0; i < standard->criteria; i++) {
		rows->criteria[block_of(i)] |= bit_of(i);
		rows->even &= standard->criterion[i].weight == 1;
	}
	for (size_t i = 0; i < standard->atoms; i++)
		if (standard->atom[i].annual)
			rows->annual[rows->annuals++] = i;
	for (size_t i = 0; i < standard->atoms; i++)
		if (standard->atom[i].hard)
			rows->counted[block_of(standard->criteria + i)] |=
			    bit_of(standard->criteria + i);
}

static void find_texts(struct gr_score_rows *rows)
{
	static const char result[] = { 'U', '1', '0', 'N' };
	const struct gr_standard *standard = rows->view->standard;

	for (unsigned bits = 0; bits < 256; bits++)
		for (unsigned k = 0; k < 4; k++) {
			unsigned low = bits >> k & 1,
			         high = bits >> (k + 4) & 1;

			rows->four[bits][2 * k] = result[low | high << 1];
			rows->four[bits][2 * k + 1] = '\t';
		}
	rows->text_bytes = 4 * NUMBER_BYTES + GR_SCORED_NAME_BYTES;
	for (size_t i = 0; i < standard->atoms; i++) {
		struct gr_slice name = standard->atom[i].atom;
		size_t len = name.len < GR_SCORED_NAME_BYTES
		    ? name.len
		    : GR_SCORED_NAME_BYTES;

		memcpy(rows->name[i], name.ptr, len);
		/* failed, undetermined and reasons each name it once at most */
		rows->text_bytes += 3 * (name.len + 1)
		    + sizeof(":year_partial");
	}
}

enum gr_status gr_score_rows_make(struct gr_arena *keep, struct gr_ahead *ahead,
    struct gr_score_row *scored, struct gr_score_rows **out, struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	struct gr_score_rows *rows = *out = GR_NEW(keep, struct gr_score_rows);
	size_t n = standard->criteria + standard->atoms + standard->groups;

	if (rows == NULL)
		return gr_err_memory(err);
	rows->view = scored->view;
	rows->ahead = ahead;
	rows->scored = scored;
	rows->results = n;
	rows->blocks = (n + GR_SCORED_BLOCK - 1) / GR_SCORED_BLOCK;
	rows->result_bytes = (n + 3) / 4 * GR_SCORED_FOUR_BYTES;
	rows->criteria = GR_NEW_ARRAY(keep, 2 * rows->blocks, uint64_t);
	rows->low = GR_NEW_ARRAY(keep, 2 * rows->blocks * GR_SCORED_BLOCK,
	    uint64_t);
	rows->criterion = GR_NEW_ARRAY(keep, standard->criteria, enum gr_tri);
	rows->annual = GR_NEW_ARRAY(keep, standard->atoms, size_t);
	rows->four = gr_arena_alloc(keep, 256, sizeof(*rows->four));
	rows->name = gr_arena_alloc(keep, standard->atoms, sizeof(*rows->name));
	if (!rows->criteria || !rows->low || !rows->criterion || !rows->four
	    || !rows->annual || !rows->name)
		return gr_err_memory(err);
	rows->counted = rows->criteria + rows->blocks;
	rows->high = rows->low + rows->blocks * GR_SCORED_BLOCK;
	find_sets(rows);
	find_texts(rows);
	return gr_scoring_rows_make(keep, standard, &rows->scoring, err);
}

/* ---- a batch ---- */

/* False if some test is told row by row. */
static bool take_tests(struct gr_score_rows *rows)
{
	const struct gr_standard *standard = rows->view->standard;

	for (size_t i = 0; i < standard->atoms; i++) {
		bool always = standard->atom[i].applies == NULL;

		rows->scoring.test[i] = gr_ahead_truths(rows->ahead, i);
		rows->scoring.applies[i] = always
		    ? NULL
		    : gr_ahead_truths(rows->ahead, standard->atoms + i);
		if (rows->scoring.test[i] == NULL
		    || (!always && rows->scoring.applies[i] == NULL))
			return false;
	}
	return true;
}

/* Rows of which all of what the survey date may be lies before `day`. */
static gr_rows surveyed_before(const struct gr_score_rows *rows, int32_t day)
{
	const int64_t end = day;
	size_t column = rows->view->standard->role[GR_ROLE_SURVEY_DATE];
	const struct gr_values *v;

	if (column == GR_NONE)
		return 0;
	v = gr_ahead_values(rows->ahead, GR_NAME_NOW, column);
	return v->has
	    & v->lanes->less((struct gr_lane){ v->high, false },
	        (struct gr_lane){ &end, true });
}

/* Few rows have flags. */
static gr_rows ties(const struct gr_score_rows *rows, const struct gr_row *row)
{
	gr_rows found = 0;

	for (size_t i = 0; i < gr_ahead_seen(rows->ahead); i++)
		if (row[i].field[rows->scored->flags_at].len > 0
		    && gr_score_row_is_tie(rows->scored, &row[i]))
			found |= (gr_rows)1 << i;
	return found;
}

/* Each row's results as words: what the columns are by row turned over. */
static void turn_results(struct gr_score_rows *rows)
{
	const struct gr_truths *result = rows->scoring.criterion;

	for (size_t i = 0; i < rows->results; i++) {
		rows->low[i] = result[i].is | result[i].na;
		rows->high[i] = result[i].is_not | result[i].na;
	}
	for (size_t b = 0; b < rows->blocks; b++) {
		gr_rows_turn(rows->low + b * GR_SCORED_BLOCK);
		gr_rows_turn(rows->high + b * GR_SCORED_BLOCK);
	}
}

/* What the next batch changes and rows of this one may hold. */
static enum gr_status take_room(struct gr_score_rows *rows,
    struct gr_arena *scratch, struct gr_err *err)
{
	const struct gr_slice *of = gr_ahead_parameters(rows->ahead, 0);

	rows->scratch = scratch;
	rows->left = 0;
	rows->result = gr_arena_bytes(scratch,
	    gr_ahead_seen(rows->ahead) * rows->result_bytes + 1);
	for (size_t i = 0; i < GR_PARAM_BUILT_IN; i++) {
		rows->built_in[i] = gr_arena_copy(scratch, of[i]);
		if (rows->built_in[i].ptr == NULL)
			return gr_err_memory(err);
	}
	return rows->result != NULL ? GR_OK : gr_err_memory(err);
}

enum gr_status gr_score_rows_look(struct gr_score_rows *rows,
    struct gr_arena *scratch, const struct gr_row *row, int32_t wave_as_of,
    struct gr_err *err)
{
	struct gr_score_row *scored = rows->scored;

	rows->usual = 0;
	if (gr_ahead_seen(rows->ahead) == 0 || !take_tests(rows))
		return GR_OK;
	gr_score_row_days(scored, row->field[GR_WAVE]);
	rows->scoring.year_open = wave_as_of < scored->december;
	rows->scoring.early_survey = surveyed_before(rows, scored->november);
	gr_scoring_rows(rows->view->standard, &rows->scoring);
	turn_results(rows);
	rows->usual = gr_ahead_canonical(rows->ahead) & ~ties(rows, row);
	return take_room(rows, scratch, err);
}
