/* score_rows_row.c - a row of a batch, laid out from the bits of its results. */
#include "score/score_rows_internal.h"

enum { ROOM_BYTES = 8192 }; /* of texts, taken at a time */

/* ---- results as sets ---- */

enum result { MET, FAILED, UNKNOWN, NOT_APPLICABLE };

static inline uint64_t results_of(const struct gr_score_rows *rows, size_t row,
    size_t block, enum result result)
{
	uint64_t low = rows->low[block * GR_SCORED_BLOCK + row];
	uint64_t high = rows->high[block * GR_SCORED_BLOCK + row];

	switch (result) {
	case MET:
		return low & ~high;
	case FAILED:
		return high & ~low;
	case UNKNOWN:
		return ~(low | high);
	case NOT_APPLICABLE:
		break;
	}
	return low & high;
}

static size_t count(uint64_t set)
{
	return (size_t)__builtin_popcountll(set);
}

struct counts { /* criteria of a row, and what they weigh */
	size_t met, unknown, applicable;
	int64_t met_weight, all_weight;
};

static int64_t weigh(const struct gr_score_rows *rows, size_t block,
    uint64_t set)
{
	const struct gr_criterion *first = rows->view->standard->criterion
	    + block * GR_SCORED_BLOCK;
	int64_t weight = 0;

	for (; set != 0; set &= set - 1)
		weight += first[__builtin_ctzll(set)].weight;
	return weight;
}

static struct counts count_criteria(const struct gr_score_rows *rows,
    size_t row)
{
	struct counts out = { .applicable = 0 };

	for (size_t b = 0; b < rows->blocks && rows->criteria[b] != 0; b++) {
		uint64_t all = rows->criteria[b];
		uint64_t met = results_of(rows, row, b, MET) & all;

		all &= ~results_of(rows, row, b, NOT_APPLICABLE);
		out.met += count(met);
		out.unknown += count(results_of(rows, row, b, UNKNOWN) & all);
		out.applicable += count(all);
		if (rows->even)
			continue;
		out.met_weight += weigh(rows, b, met);
		out.all_weight += weigh(rows, b, all);
	}
	if (rows->even) {
		out.met_weight = (int64_t)out.met;
		out.all_weight = (int64_t)out.applicable;
	}
	return out;
}

/* ---- status ---- */

static enum gr_tri passes(struct gr_score_rows *rows, size_t row)
{
	const struct gr_standard *standard = rows->view->standard;

	if (!standard->by_points)
		return gr_truths_at(&rows->scoring.passes, row);
	for (size_t i = 0; i < standard->criteria; i++)
		rows->criterion[i] = gr_truths_at(&rows->scoring.criterion[i],
		    row);
	return gr_score_passes(standard, rows->criterion);
}

static enum gr_tri participation(const struct gr_score_rows *rows, size_t row)
{
	size_t column = rows->view->standard->role[GR_ROLE_PARTICIPATING];
	const struct gr_values *cells;

	if (column == GR_NONE)
		return GR_TRUE;
	cells = gr_ahead_values(rows->ahead, GR_NAME_NOW, column);
	if (cells->one >> row & 1)
		return GR_TRUE;
	return cells->zero >> row & 1 ? GR_FALSE : GR_UNKNOWN;
}

/* ---- texts ---- */

static char *put_name(const struct gr_score_rows *rows, char *to, size_t atom)
{
	struct gr_slice name = rows->view->standard->atom[atom].atom;

	if (name.len <= GR_SCORED_NAME_BYTES)
		memcpy(to, rows->name[atom], GR_SCORED_NAME_BYTES);
	else
		memcpy(to, name.ptr, name.len);
	return to + name.len;
}

/* What was written between `from` and `to`, without the ';' behind it. */
static struct gr_slice written(const char *from, const char *to)
{
	return gr_slice_make(from, (size_t)(to - from) - (to > from));
}

/* The atoms that count with a result. */
static char *list_atoms(const struct gr_score_rows *rows, size_t row,
    enum result result, char *to, struct gr_slice *out)
{
	size_t criteria = rows->view->standard->criteria;
	const char *from = to;

	for (size_t b = 0; b < rows->blocks; b++) {
		uint64_t left = results_of(rows, row, b, result)
		    & rows->counted[b];

		for (; left != 0; left &= left - 1) {
			size_t at = b * GR_SCORED_BLOCK
			    + (size_t)__builtin_ctzll(left);

			to = put_name(rows, to, at - criteria);
			*to++ = ';';
		}
	}
	*out = written(from, to);
	return to;
}

static char *list_reasons(const struct gr_score_rows *rows, size_t row,
    char *to, struct gr_slice *out)
{
	struct gr_slice why = gr_scoring_rows_reason(&rows->scoring)
	        == GR_REASON_YEAR_OPEN
	    ? GR_S(":year_open;")
	    : GR_S(":year_partial;");
	const char *from = to;

	if (rows->scoring.reasons >> row & 1)
		for (size_t i = 0; i < rows->annuals; i++) {
			size_t atom = rows->annual[i];

			if (!(rows->scoring.reason[atom] >> row & 1))
				continue;
			to = put_name(rows, to, atom);
			memcpy(to, why.ptr, why.len);
			to += why.len;
		}
	*out = written(from, to);
	return to;
}

static char *put_count(char *to, size_t number, struct gr_slice *out)
{
	out->ptr = to;
	out->len = gr_dec_put(to, (int64_t)number, 0);
	return to + out->len;
}

static char *put_points(const struct gr_score_rows *rows,
    const struct counts *counts, char *to, struct gr_slice *out)
{
	int64_t hundredths;

	*out = gr_slice_make(to, 0);
	if (counts->all_weight == 0)
		return to;
	hundredths = gr_score_points_of(rows->view->standard,
	    counts->met_weight, counts->all_weight);
	out->len = gr_dec_put(to, hundredths, 2);
	return to + out->len;
}

/* ---- the fields ---- */

static void fill_texts(struct gr_score_rows *rows, size_t row)
{
	struct gr_slice *field = rows->scored->field;
	struct gr_slice *list = field + rows->scored->lists;
	struct counts counts = count_criteria(rows, row);
	char *to = rows->room;

	to = put_points(rows, &counts, to, &field[GR_SCORED_POINTS]);
	to = put_count(to, counts.met, &field[GR_SCORED_MET]);
	to = put_count(to, counts.applicable, &field[GR_SCORED_APPLICABLE]);
	to = put_count(to, counts.unknown, &field[GR_SCORED_OPEN]);
	to = list_atoms(rows, row, FAILED, to, &list[GR_SCORED_FAILED]);
	to = list_atoms(rows, row, UNKNOWN, to, &list[GR_SCORED_UNDETERMINED]);
	to = list_reasons(rows, row, to, &list[GR_SCORED_REASONS]);
	rows->left -= (size_t)(to - rows->room);
	rows->room = to;
}

static void fill_results(struct gr_score_rows *rows, size_t row)
{
	char *to = rows->result + row * rows->result_bytes;

	gr_score_row_place_results(rows->scored, to);
	for (size_t b = 0; b < rows->blocks; b++) {
		uint64_t low = rows->low[b * GR_SCORED_BLOCK + row];
		uint64_t high = rows->high[b * GR_SCORED_BLOCK + row];
		size_t n = rows->results - b * GR_SCORED_BLOCK;

		for (size_t i = 0; i < n && i < GR_SCORED_BLOCK; i += 4) {
			uint64_t four = (low >> i & 15) | (high >> i & 15) << 4;

			memcpy(to, rows->four[four], GR_SCORED_FOUR_BYTES);
			to += GR_SCORED_FOUR_BYTES;
		}
	}
}

static void fill_carried(struct gr_score_rows *rows, const struct gr_row *row,
    size_t i)
{
	const struct gr_score_row *scored = rows->scored;
	const struct gr_slice *parameter = gr_ahead_parameters(rows->ahead, i);
	struct gr_slice *to = scored->field + scored->carries;

	for (size_t k = 0; k < scored->carrieds; k++) {
		const struct gr_score_row_carried *from = &scored->carried[k];

		if (!from->parameter)
			to[k] = row->field[from->at];
		else
			to[k] = from->at < GR_PARAM_BUILT_IN
			    ? rows->built_in[from->at]
			    : parameter[from->at];
	}
}

static void fill(struct gr_score_rows *rows, const struct gr_row *row,
    const struct gr_score_rows_row *of)
{
	const struct gr_score_row *scored = rows->scored;
	struct gr_slice *list = scored->field + scored->lists;
	struct gr_slice status = gr_score_status_name(of->status);

	gr_score_row_place(scored, row);
	fill_texts(rows, of->row);
	scored->field[GR_SCORED_STATUS] = status;
	list[GR_SCORED_STATUS_COMMON] = status;
	list[GR_SCORED_BASIS] = GR_S("");
	fill_results(rows, of->row);
	fill_carried(rows, row, of->row);
}

enum gr_status gr_score_rows_row(struct gr_score_rows *rows,
    const struct gr_row *row, bool *known, struct gr_score_rows_row *out,
    struct gr_err *err)
{
	size_t i = gr_ahead_turn(rows->ahead, row);

	*known = i < gr_ahead_seen(rows->ahead) && (rows->usual >> i & 1);
	if (!*known)
		return GR_OK;
	if (rows->left < rows->text_bytes) {
		rows->left = rows->text_bytes > ROOM_BYTES ? rows->text_bytes
		                                           : ROOM_BYTES;
		rows->room = gr_arena_bytes(rows->scratch, rows->left);
		if (rows->room == NULL)
			return gr_err_memory(err);
	}
	out->row = i;
	out->status = gr_score_status_of(participation(rows, i),
	    passes(rows, i));
	out->partial = (rows->scoring.reasons >> i & 1)
	    && gr_scoring_rows_reason(&rows->scoring) == GR_REASON_YEAR_PARTIAL;
	out->field = rows->scored->field;
	fill(rows, row, out);
	return GR_OK;
}

enum gr_score_reason gr_score_rows_reason(const struct gr_score_rows *rows,
    const struct gr_score_rows_row *of, size_t atom)
{
	return rows->scoring.reason[atom] >> of->row & 1
	    ? gr_scoring_rows_reason(&rows->scoring)
	    : GR_REASON_NONE;
}
