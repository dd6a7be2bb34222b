/* judged.c - the records of the newest wave, judged again */
#include "report/judged.h"

#include <stdlib.h>

#include "number/date.h"
#include "score/cheapest_atoms.h"
#include "score/robustness.h"
#include "score/score_row.h"

/* The pass over the records. */
struct pass {
	struct gr_report_judged *to;
	struct gr_view view;
	struct gr_score_row *scored;
	struct gr_score score, room;
	size_t was_at, flags_at; /* columns prev.status and flags */
	bool planned;
	int32_t as_of; /* of the wave */
	struct gr_arena *scratch;
	struct gr_buf values, texts; /* of the record */
};

bool gr_report_wave_as_of(const struct gr_report_facts *facts, int32_t *out)
{
	struct gr_days run;

	if (!gr_wave_last_day(facts->wave, out))
		return false;
	if (gr_date_parse(facts->as_of, &run) && run.first < *out)
		*out = run.first;
	return true;
}

/* ---- one record ---- */

static enum gr_status plan(struct pass *p, const struct gr_header *header,
    struct gr_err *err)
{
	const struct gr_report_facts *facts = p->to->facts;
	enum gr_status status = gr_view_make(facts->keep, facts->standard,
	    header, &p->view, err);

	p->planned = true;
	p->was_at = gr_header_find(header, GR_S("prev.status"));
	p->flags_at = gr_header_find(header, GR_S("flags"));
	if (status == GR_OK)
		status = gr_score_row_make(facts->keep, &p->view, &p->scored,
		    err);
	if (status == GR_OK)
		status = gr_score_make(facts->keep, facts->standard, &p->score,
		    err);
	if (status == GR_OK)
		status = gr_score_make(facts->keep, facts->standard, &p->room,
		    err);
	return status;
}

/* Results as characters, in `keep`; NULL: memory ran out. */
static const char *results(struct gr_arena *keep, const enum gr_tri *result,
    size_t n)
{
	char *text = gr_arena_bytes(keep, n + 1);

	if (text == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++)
		text[i] = gr_score_result(result[i]).ptr[0];
	text[n] = '\0';
	return text;
}

static enum gr_status find_needs(struct pass *p, enum gr_tri participating,
    struct gr_report_unit *unit, struct gr_err *err)
{
	const struct gr_standard *standard = p->to->facts->standard;
	struct gr_cheapest_atoms needs;
	char *text = gr_arena_bytes(p->to->facts->keep, standard->atoms + 1);
	enum gr_status status = gr_cheapest_atoms_find(p->scratch, standard,
	    &p->score, participating, &needs, err);

	if (text == NULL)
		return gr_err_memory(err);
	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < standard->atoms; i++)
		text[i] = needs.atom[i] ? '1' : '0';
	text[standard->atoms] = '\0';
	unit->needs = text;
	unit->needs_joining = needs.participation;
	gr_arena_reset(p->scratch);
	return GR_OK;
}

/* What the record's place tests, as if nothing were off or soft there, and what
 * all others would test. */
static enum gr_status find_own(struct pass *p,
    const struct gr_score_facts *facts, struct gr_report_unit *unit,
    struct gr_err *err)
{
	const struct gr_standard *standard = p->to->facts->standard;
	struct gr_arena *keep = p->to->facts->keep;
	struct gr_score_facts plain = *facts;

	unit->own = unit->atom;
	if (p->view.basis.len == 0)
		return GR_OK;
	plain.scope = NULL;
	gr_score_record(standard, &p->view.env, &plain, &p->room);
	unit->own = results(keep, p->room.atom, standard->atoms);
	gr_score_record(standard, &p->view.common, &plain, &p->room);
	unit->common = results(keep, p->room.atom, standard->atoms);
	return unit->own && unit->common ? GR_OK : gr_err_memory(err);
}

/* An answer to a question of yes or no, in one letter. */
static char letter_of(struct gr_slice value)
{
	if (value.len == 0)
		return ' ';
	return gr_slice_eq(value, GR_S("n/a")) ? 'n' : value.ptr[0];
}

static enum gr_status keep_values(struct pass *p, struct gr_report_unit *unit,
    struct gr_err *err)
{
	const struct gr_standard *standard = p->to->facts->standard;

	gr_buf_clear(&p->values);
	gr_buf_clear(&p->texts);
	for (size_t i = 0; i < standard->columns; i++) {
		if (!p->to->read_by_atom[i])
			continue;
		if (standard->column[i].type == GR_TYPE_BOOL) {
			gr_buf_byte(&p->values, letter_of(p->view.now[i]));
			continue;
		}
		gr_buf_byte(&p->texts, '\t');
		gr_buf_add(&p->texts, p->view.now[i]);
	}
	gr_buf_add(&p->values, gr_buf_slice(&p->texts));
	unit->values = gr_arena_copy(p->to->facts->keep,
	    gr_buf_slice(&p->values));
	return unit->values.ptr != NULL && !p->values.failed && !p->texts.failed
	    ? GR_OK
	    : gr_err_memory(err);
}

static enum gr_status keep_texts(struct pass *p, const struct gr_row *row,
    struct gr_report_unit *unit, struct gr_err *err)
{
	struct gr_arena *keep = p->to->facts->keep;
	const struct gr_view *view = &p->view;
	struct gr_slice flags = p->flags_at == GR_NONE
	    ? GR_S("")
	    : row->field[p->flags_at];
	const struct {
		struct gr_slice from, *to;
	} text[] = { { gr_view_role(view, GR_ROLE_CODE), &unit->code },
		{ gr_view_role(view, GR_ROLE_NAME), &unit->name },
		{ view->city, &unit->city }, { view->county, &unit->county },
		{ gr_view_role(view, GR_ROLE_STREET), &unit->street },
		{ gr_view_role(view, GR_ROLE_SURVEY_DATE), &unit->survey_date },
		{ row->field[GR_SRC], &unit->src },
		{ row->field[GR_LINE], &unit->line }, { flags, &unit->flags },
		{ gr_buf_slice(&view->basis), &unit->basis } };

	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		*text[i].to = gr_arena_copy(keep, text[i].from);
		if (text[i].to->ptr == NULL)
			return gr_err_memory(err);
	}
	return keep_values(p, unit, err);
}

/* The cells of which another reading, or a number a little off, would change the
 * verdict. */
static enum gr_status find_rests(struct pass *p, const struct gr_row *row,
    struct gr_report_unit *unit, struct gr_err *err)
{
	const struct gr_standard *standard = p->to->facts->standard;
	const struct gr_robustness_question question = { .view = &p->view,
		.scored = p->scored,
		.row = row,
		.score = &p->score,
		.flags = unit->flags,
		.margin_pct = GR_REPORT_MARGIN_PCT,
		.status_only = true };
	const struct gr_robustness_cell *cell;
	size_t n;
	enum gr_status status = gr_robustness_find(p->scratch, &question, &cell,
	    &n, err);

	gr_buf_clear(&p->values);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		if (cell[i].status == p->score.status)
			continue;
		unit->rests_on_remark |= cell[i].flagged;
		gr_buf_text(&p->values, p->values.len > 0 ? ";" : "");
		gr_buf_add(&p->values, standard->column[cell[i].column].name);
		gr_buf_byte(&p->values, ':');
		gr_buf_add(&p->values, cell[i].other);
	}
	gr_arena_reset(p->scratch);
	if (status != GR_OK)
		return status;
	unit->rests = gr_arena_copy(p->to->facts->keep,
	    gr_buf_slice(&p->values));
	return unit->rests.ptr != NULL && !p->values.failed
	    ? GR_OK
	    : gr_err_memory(err);
}

static enum gr_status add_unit(struct gr_report_judged *to,
    const struct gr_report_unit *unit, struct gr_err *err)
{
	void *all = to->unit;
	enum gr_status status = gr_arena_extend(to->facts->keep, &all,
	    &to->room, to->units, sizeof *to->unit, err);

	if (status != GR_OK)
		return status;
	to->unit = all;
	to->unit[to->units++] = *unit;
	return GR_OK;
}

static enum gr_status ask(struct pass *p, const struct gr_report_unit *unit,
    const struct gr_score_facts *facts, struct gr_err *err)
{
	struct gr_slice wave = p->to->facts->wave;
	enum gr_status status = gr_shortlist_add(&p->to->list,
	    (struct gr_community){ .wave = wave,
	        .code = unit->code,
	        .name = unit->name,
	        .county = unit->county,
	        .attained = unit->status == GR_SCORE_ATTAINED,
	        .joins = facts->participating != GR_TRUE },
	    p->score.criterion, err);

	return status == GR_OK
	    ? gr_sensitivity_add(p->to->sensitivity, &p->view, wave, facts, err)
	    : status;
}

static enum gr_status take_record(void *context, const struct gr_header *header,
    struct gr_row *row, struct gr_err *err)
{
	struct pass *p = context;
	const struct gr_report_facts *facts = p->to->facts;
	const struct gr_standard *standard = facts->standard;
	struct gr_report_unit unit = { .responded = true };

	if (!gr_slice_eq(row->field[GR_WAVE], facts->wave))
		return gr_report_note_before(p->to, header, row, err);
	enum gr_status status = p->planned ? GR_OK : plan(p, header, err);
	if (status == GR_OK)
		status = gr_view_load(&p->view, row, facts->as_of, p->as_of,
		    err);
	if (status != GR_OK)
		return status;
	struct gr_score_facts known = gr_score_row_facts(p->scored, row);
	gr_score_record(standard, &p->view.env, &known, &p->score);
	unit.status = p->score.status;
	unit.participating = known.participating;
	unit.tied = known.tie;
	unit.has_points = p->score.has_points;
	unit.points_hundredths = p->score.points_hundredths;
	unit.was_attained = p->was_at != GR_NONE
	    && gr_slice_eq(row->field[p->was_at], GR_S("attained"));
	unit.criterion = results(facts->keep, p->score.criterion,
	    standard->criteria);
	unit.atom = results(facts->keep, p->score.atom, standard->atoms);
	if (!unit.criterion || !unit.atom)
		return gr_err_memory(err);
	status = find_own(p, &known, &unit, err);
	if (status == GR_OK)
		status = find_needs(p, known.participating, &unit, err);
	if (status == GR_OK)
		status = keep_texts(p, row, &unit, err);
	if (status == GR_OK)
		status = find_rests(p, row, &unit, err);
	if (status == GR_OK)
		status = ask(p, &unit, &known, err);
	return status == GR_OK ? add_unit(p->to, &unit, err) : status;
}

/* ---- who did not respond ---- */

static enum gr_status add_absent(struct gr_report_judged *to,
    struct gr_err *err)
{
	const struct gr_table *t = &to->facts->absent;
	enum gr_status status = GR_OK;

	to->responded = to->units;
	for (size_t i = 0; status == GR_OK && i < t->rows; i++) {
		const struct gr_table_row *row = &t->row[i];
		struct gr_report_unit unit = {
			.code = gr_report_cell(t, row, "community_code"),
			.name = gr_report_cell(t, row, "community_name"),
			.city = gr_report_cell(t, row, "city_code"),
			.county = gr_report_cell(t, row, "county_code"),
			.street = gr_report_cell(t, row, "street_name"),
		};

		if (gr_slice_eq(gr_report_cell(t, row, "wave"),
		        to->facts->wave))
			status = add_unit(to, &unit, err);
	}
	return status;
}

static int by_code(const void *left, const void *right)
{
	const struct gr_report_unit *a = left, *b = right;

	return gr_slice_cmp(a->code, b->code);
}

/* ---- the whole ---- */

static void mark(bool *column, const struct gr_expr *expr)
{
	const unsigned *slot;
	size_t n = expr ? gr_expr_slots(expr, GR_NAME_NOW, &slot) : 0;

	for (size_t i = 0; i < n; i++)
		column[slot[i]] = true;
}

/* Which columns some atom reads. */
static enum gr_status find_read(struct gr_report_judged *j, struct gr_err *err)
{
	const struct gr_standard *standard = j->facts->standard;

	j->read_by_atom = GR_NEW_ARRAY(j->facts->keep, standard->columns + 1,
	    bool);
	if (j->read_by_atom == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < standard->atoms; i++) {
		mark(j->read_by_atom, standard->atom[i].applies);
		mark(j->read_by_atom, standard->atom[i].test);
	}
	return GR_OK;
}

static enum gr_status prepare(struct gr_report_judged *j, struct pass *p,
    struct gr_err *err)
{
	static const struct gr_sensitivity_plan scenarios = { 10, 0, 0, 1 };
	const struct gr_report_facts *facts = j->facts;
	enum gr_status status = find_read(j, err);

	p->scratch = gr_arena_new();
	if (p->scratch == NULL)
		return gr_err_memory(err);
	if (status == GR_OK)
		status = gr_shortlist_make(facts->keep, facts->standard, false,
		    &j->list, err);
	if (status == GR_OK)
		status = gr_target_make(facts->keep, facts->standard,
		    &j->target, err);
	if (status == GR_OK)
		status = gr_sensitivity_new(facts->keep, facts->standard,
		    scenarios, &j->sensitivity, err);
	return status;
}

enum gr_status gr_report_judge(const struct gr_report_facts *facts,
    struct gr_report_judged *out, struct gr_err *err)
{
	*out = (struct gr_report_judged){ .facts = facts,
		.before = gr_map_make(facts->keep) };
	struct pass pass = { .to = out };
	enum gr_status status = prepare(out, &pass, err);

	if (status == GR_OK && gr_report_wave_as_of(facts, &pass.as_of))
		status = gr_release_rows(facts->report->release, "records.tsv",
		    take_record, &pass, err);
	if (pass.planned) {
		gr_view_free(&pass.view);
		gr_score_row_free(pass.scored);
	}
	gr_arena_free(pass.scratch);
	gr_buf_free(&pass.values);
	gr_buf_free(&pass.texts);
	if (status == GR_OK)
		status = add_absent(out, err);
	if (status != GR_OK)
		return status;
	if (out->units > 0)
		qsort(out->unit, out->units, sizeof *out->unit, by_code);
	status = gr_report_find_before(out, err);
	if (status == GR_OK)
		status = gr_report_read_register(out, err);
	if (status == GR_OK)
		status = gr_shortlist_settle(&out->list, &out->reg, err);
	if (status == GR_OK)
		status = gr_sensitivity_settle(out->sensitivity, &out->reg,
		    err);
	return status;
}

void gr_report_judged_free(struct gr_report_judged *judged)
{
	gr_sensitivity_free(judged->sensitivity);
}

static size_t area_of(const struct gr_report_judged *j,
    const struct gr_areas *areas, struct gr_slice code)
{
	bool region = gr_slice_eq(code, j->facts->region.code);

	return areas->waves == 0
	    ? GR_NONE
	    : gr_areas_find(areas, areas->waves - 1,
	        region                                       ? GR_LEVEL_PROVINCE
	            : gr_report_city(j->facts, code) != NULL ? GR_LEVEL_CITY
	                                                     : GR_LEVEL_COUNTY,
	        code);
}

size_t gr_report_list_area(const struct gr_report_judged *judged,
    struct gr_slice code)
{
	return area_of(judged, &judged->list.areas, code);
}

size_t gr_report_sensitivity_area(const struct gr_report_judged *judged,
    struct gr_slice code)
{
	return area_of(judged, gr_sensitivity_areas(judged->sensitivity), code);
}

struct gr_slice gr_report_city_of(const struct gr_report_judged *judged,
    struct gr_slice county)
{
	const struct gr_areas *areas = &judged->list.areas;
	size_t area = areas->waves == 0
	    ? GR_NONE
	    : gr_areas_find(areas, areas->waves - 1, GR_LEVEL_COUNTY, county);

	return area == GR_NONE ? GR_S("")
	                       : areas->area[areas->area[area].city].code;
}
