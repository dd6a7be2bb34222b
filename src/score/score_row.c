/* score_row.c - a record laid out in the columns of a scored stream. */
#include "score/score_row_internal.h"

#include "standard/canonical.h"
#include "stream/flags.h"

/* The longest number that a record's fields hold. */
enum { NUMBER_BYTES = 24 };

enum gr_status gr_score_row_make(struct gr_arena *keep,
    const struct gr_view *view, struct gr_score_row **out, struct gr_err *err)
{
	*out = GR_NEW(keep, struct gr_score_row);
	if (*out == NULL)
		return gr_err_memory(err);
	(*out)->view = view;
	return gr_score_row_plan(keep, *out, err);
}

void gr_score_row_free(struct gr_score_row *scored)
{
	if (scored != NULL)
		gr_buf_free(&scored->text);
}

const struct gr_slice *gr_score_row_names(const struct gr_score_row *scored,
    size_t *n)
{
	*n = scored->n;
	return scored->name;
}

bool gr_score_row_is_tie(const struct gr_score_row *scored,
    const struct gr_row *row)
{
	const struct gr_standard *standard = scored->view->standard;
	size_t code = standard->role[GR_ROLE_CODE];

	return code != GR_NONE
	    && gr_flags_has(row->field[scored->flags_at],
	        standard->column[code].name, GR_S("R02"));
}

static enum gr_tri participation(const struct gr_view *view)
{
	struct gr_slice cell = gr_view_role(view, GR_ROLE_PARTICIPATING);

	if (view->standard->role[GR_ROLE_PARTICIPATING] == GR_NONE)
		return GR_TRUE;
	if (gr_slice_eq(cell, GR_S("1")))
		return GR_TRUE;
	return gr_slice_eq(cell, GR_S("0")) ? GR_FALSE : GR_UNKNOWN;
}

/* Whether the whole of what the survey date may be lies before `day`. */
static bool surveyed_before(const struct gr_view *view, int32_t day)
{
	struct gr_days days;

	return gr_date_parse(gr_view_role(view, GR_ROLE_SURVEY_DATE), &days)
	    && days.last < day;
}

void gr_score_row_days(struct gr_score_row *scored, struct gr_slice wave)
{
	struct gr_days year = { 0, 0 };
	int64_t number = 0;

	if (memcmp(scored->wave, wave.ptr, sizeof(scored->wave)) == 0)
		return;
	memcpy(scored->wave, wave.ptr, sizeof(scored->wave));
	(void)gr_date_parse(wave, &year);
	(void)gr_slice_to_int64(wave, &number);
	(void)gr_date_from_civil(number, 11, 1, &scored->november);
	scored->december = year.last;
}

struct gr_score_facts gr_score_row_facts(struct gr_score_row *scored,
    const struct gr_row *row)
{
	const struct gr_view *view = scored->view;

	gr_score_row_days(scored, row->field[GR_WAVE]);
	return (struct gr_score_facts){ .participating = participation(view),
		.year_open = view->as_of < scored->december,
		.early_survey = surveyed_before(view, scored->november),
		.tie = gr_score_row_is_tie(scored, row),
		.scope = (const struct gr_scope *const *)view->scope };
}

enum gr_score_status gr_score_row_common(const struct gr_score_row *scored,
    const struct gr_score_facts *facts, const struct gr_score *score,
    struct gr_score *room)
{
	const struct gr_view *view = scored->view;
	struct gr_score_facts common = *facts;

	if (view->basis.len == 0)
		return score->status;
	common.scope = NULL;
	common.tests = NULL; /* they see the place's own parameters */
	gr_score_record(view->standard, &view->common, &common, room);
	return room->status;
}

/* What has been appended since `from`. */
static struct gr_slice since(const struct gr_buf *buf, size_t from)
{
	return gr_slice_make(buf->ptr + from, buf->len - from);
}

static void separate(struct gr_buf *buf, size_t from)
{
	if (buf->len > from)
		gr_buf_byte(buf, ';');
}

/* The atoms that count with a result. */
static struct gr_slice list_atoms(struct gr_score_row *scored,
    const struct gr_score *score, enum gr_tri result)
{
	const struct gr_standard *standard = scored->view->standard;
	struct gr_buf *text = &scored->text;
	size_t from = text->len;

	for (size_t i = 0; i < standard->atoms; i++) {
		if (!score->hard[i] || score->atom[i] != result)
			continue;
		separate(text, from);
		gr_buf_add(text, standard->atom[i].atom);
	}
	return since(text, from);
}

static struct gr_slice list_reasons(struct gr_score_row *scored,
    const struct gr_score *score)
{
	const struct gr_standard *standard = scored->view->standard;
	struct gr_buf *text = &scored->text;
	size_t from = text->len;

	for (size_t i = 0; i < standard->atoms; i++) {
		enum gr_score_reason reason = score->reason[i];

		if (reason == GR_REASON_NONE)
			continue;
		separate(text, from);
		gr_buf_add(text, standard->atom[i].atom);
		gr_buf_add(text,
		    reason == GR_REASON_YEAR_OPEN ? GR_S(":year_open")
		                                  : GR_S(":year_partial"));
	}
	return since(text, from);
}

static struct gr_slice print_points(struct gr_score_row *scored,
    const struct gr_score *score)
{
	size_t from = scored->text.len;

	if (score->has_points)
		gr_dec_print(&scored->text,
		    (struct gr_dec){ score->points_hundredths, 2 });
	return since(&scored->text, from);
}

static struct gr_slice print_count(struct gr_score_row *scored, size_t count)
{
	size_t from = scored->text.len;

	gr_buf_uint(&scored->text, count);
	return since(&scored->text, from);
}

/* Room for all that a record can need, so that slices of it stay. */
static enum gr_status make_room(struct gr_score_row *scored, struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	size_t need = 4 * NUMBER_BYTES;

	/* Failed, undetermined and reasons each name an atom at most once. */
	for (size_t i = 0; i < standard->atoms; i++)
		need += 3 * (standard->atom[i].atom.len + 1)
		    + sizeof(":year_partial");
	gr_buf_clear(&scored->text);
	return gr_buf_reserve(&scored->text, need) != NULL ? GR_OK
	                                                   : gr_err_memory(err);
}

void gr_score_row_place(const struct gr_score_row *scored,
    const struct gr_row *row)
{
	struct gr_slice *to = scored->field;
	size_t claim = scored->claim_at;

	for (size_t i = 0; i < GR_PLACE_COLUMNS; i++)
		to[i] = row->field[i];
	for (size_t i = GR_SCORED_CODE; i < GR_SCORED_STATUS; i++) {
		size_t at = scored->role_at[i];

		to[i] = at == GR_NONE ? GR_S("") : row->field[at];
	}
	to[scored->lists + GR_SCORED_REPORTED] = claim == GR_NONE
	    ? GR_S("")
	    : row->field[claim];
	to[scored->lists + GR_SCORED_FLAGS] = row->field[scored->flags_at];
}

void gr_score_row_place_results(const struct gr_score_row *scored,
    const char *results)
{
	const struct gr_standard *standard = scored->view->standard;

	for (size_t i = 0; i < standard->criteria; i++, results += 2)
		scored->field[GR_SCORED_CRITERIA + i].ptr = results;
	for (size_t i = 0; i < standard->atoms; i++, results += 2)
		scored->field[scored->atoms + i].ptr = results;
	for (size_t i = 0; i < standard->groups; i++, results += 2)
		scored->field[scored->groups + i].ptr = results;
}

/* Of a tie nothing goes on but who it is. */
static void hide_answers(struct gr_score_row *scored)
{
	const size_t *role = scored->view->standard->role;
	struct gr_slice *to = scored->field;

	if (role[GR_ROLE_PARTICIPATING] != GR_NONE)
		to[GR_SCORED_PARTICIPATING] = GR_CELL_QUERY;
	if (role[GR_ROLE_PILOT] != GR_NONE)
		to[GR_SCORED_PILOT] = GR_CELL_QUERY;
	if (role[GR_ROLE_CLAIM] != GR_NONE)
		to[scored->lists + GR_SCORED_REPORTED] = GR_CELL_QUERY;
}

static void fill_published(struct gr_score_row *scored,
    const struct gr_row *row, const struct gr_score *score,
    enum gr_score_status common, bool tie)
{
	struct gr_slice *to = scored->field;

	gr_score_row_place(scored, row);
	if (tie)
		hide_answers(scored);
	to[GR_SCORED_STATUS] = gr_score_status_name(score->status);
	to[GR_SCORED_POINTS] = print_points(scored, score);
	to[GR_SCORED_MET] = print_count(scored, score->met);
	to[GR_SCORED_APPLICABLE] = print_count(scored, score->applicable);
	to[GR_SCORED_OPEN] = print_count(scored, score->undetermined);

	to += scored->lists;
	to[GR_SCORED_FAILED] = list_atoms(scored, score, GR_FALSE);
	to[GR_SCORED_UNDETERMINED] = list_atoms(scored, score, GR_UNKNOWN);
	to[GR_SCORED_STATUS_COMMON] = gr_score_status_name(common);
	to[GR_SCORED_BASIS] = gr_buf_slice(&scored->view->basis);
	to[GR_SCORED_REASONS] = list_reasons(scored, score);
}

static enum gr_status fill_results(struct gr_score_row *scored,
    struct gr_arena *arena, const struct gr_score *score, struct gr_err *err)
{
	const struct gr_standard *standard = scored->view->standard;
	size_t n = standard->criteria + standard->atoms + standard->groups;
	char *to = gr_arena_bytes(arena, 2 * n + 1);

	if (to == NULL)
		return gr_err_memory(err);
	gr_score_row_place_results(scored, to);
	for (size_t i = 0; i < standard->criteria; i++, to += 2)
		*to = (char)score->criterion[i];
	for (size_t i = 0; i < standard->atoms; i++, to += 2)
		*to = (char)score->atom[i];
	for (size_t i = 0; i < standard->groups; i++, to += 2)
		*to = (char)score->group[i];
	for (size_t i = 0; i < n; i++)
		*(to - 1 - 2 * i) = '\t';
	return GR_OK;
}

/* What the next row changes. */
static enum gr_status keep_texts(struct gr_score_row *scored,
    struct gr_arena *arena, struct gr_err *err)
{
	const struct gr_view *view = scored->view;
	enum { CHANGING = 3 };
	const struct gr_buf *const changing[CHANGING] = { &scored->text,
		&view->basis, &view->built_in };

	for (size_t k = 0; k < CHANGING; k++) {
		struct gr_slice of = gr_buf_slice(changing[k]);
		struct gr_slice kept = gr_arena_copy(arena, of);

		if (kept.ptr == NULL)
			return gr_err_memory(err);
		for (size_t i = 0; i < scored->n; i++) {
			uintptr_t at = (uintptr_t)scored->field[i].ptr
			    - (uintptr_t)of.ptr;

			if (of.len > 0 && at < of.len)
				scored->field[i].ptr = kept.ptr + at;
		}
	}
	return GR_OK;
}

enum gr_status gr_score_row_fields(struct gr_score_row *scored,
    struct gr_arena *arena, const struct gr_row *row,
    const struct gr_score *score, enum gr_score_status common, bool tie,
    const struct gr_slice **field, struct gr_err *err)
{
	enum gr_status status = make_room(scored, err);

	if (status != GR_OK)
		return status;
	fill_published(scored, row, score, common, tie);
	status = fill_results(scored, arena, score, err);
	for (size_t i = 0; i < scored->carrieds; i++) {
		const struct gr_score_row_carried *from = &scored->carried[i];

		scored->field[scored->carries + i] = tie && from->answer
		    ? GR_CELL_QUERY
		    : from->parameter ? scored->view->parameter[from->at]
		                      : row->field[from->at];
	}
	*field = scored->field;
	if (status == GR_OK)
		status = gr_buf_check(&scored->text, err);
	return status == GR_OK ? keep_texts(scored, arena, err) : status;
}
