/* facts.c - the tables of a release, and its places */
#include "report/facts.h"

#include <stdlib.h>

#include "register/register.h"
#include "standard/target.h"

int64_t gr_report_int(struct gr_slice cell)
{
	int64_t value = 0;

	(void)gr_slice_to_int64(cell, &value);
	return value;
}

bool gr_report_hundredths(struct gr_slice cell, int64_t *out)
{
	struct gr_dec value;
	gr_i128 coef;

	if (!gr_dec_parse(cell, &value))
		return false;
	if (value.scale <= 2 && gr_dec_rescale(value, 2, &coef))
		*out = (int64_t)coef;
	else
		*out = (int64_t)gr_dec_ratio(value.coef,
		    gr_dec_ten_to(value.scale), 2, GR_HALF_UP);
	return true;
}

const struct gr_table_row *gr_report_find_row(const struct gr_table *table,
    struct gr_slice wave, struct gr_slice code)
{
	for (size_t i = 0; i < table->rows; i++) {
		const struct gr_table_row *row = &table->row[i];

		if (gr_slice_eq(gr_report_cell(table, row, "code"), code)
		    && gr_slice_eq(gr_report_cell(table, row, "wave"), wave))
			return row;
	}
	return NULL;
}

static const struct gr_place *tile_of(const struct gr_standard *standard,
    struct gr_slice code)
{
	for (size_t i = 0; i < standard->places; i++)
		if (gr_slice_eq(standard->place[i].code, code))
			return &standard->place[i];
	return NULL;
}

struct gr_slice gr_report_name(const struct gr_report_facts *facts,
    struct gr_slice code, struct gr_slice name)
{
	const struct gr_standard *standard = facts->standard;
	const struct gr_place *tile = tile_of(standard, code);

	if (facts->chinese)
		return name;
	if (gr_slice_eq(code, standard->region)
	    && standard->region_name_en.len > 0)
		return standard->region_name_en;
	return tile != NULL ? tile->name_en : name;
}

const struct gr_report_place *gr_report_city(
    const struct gr_report_facts *facts, struct gr_slice code)
{
	for (size_t i = 0; i < facts->n_cities; i++)
		if (gr_slice_eq(facts->city[i].code, code))
			return &facts->city[i];
	return NULL;
}

const struct gr_criterion *gr_report_criterion(
    const struct gr_report_facts *facts, struct gr_slice id)
{
	for (size_t i = 0; i < facts->standard->criteria; i++)
		if (gr_slice_eq(facts->standard->criterion[i].criterion, id))
			return &facts->standard->criterion[i];
	return NULL;
}

struct gr_slice gr_report_title(const struct gr_report_facts *facts,
    struct gr_slice zh, struct gr_slice en)
{
	struct gr_slice first = facts->chinese ? zh : en;

	return first.len > 0 ? first : facts->chinese ? en : zh;
}

/* ---- reading ---- */

static enum gr_status read_tables(struct gr_report_facts *f, struct gr_err *err)
{
	static const char *const place[] = { "wave", "level", "code", "name",
		"registered", "responded", "attained", "undetermined",
		"not_responded", NULL };
	static const char *const result[] = { "wave", "level", "code",
		"criterion", "failure_share", NULL };
	static const char *const status_of[] = { "id", "level", "code",
		"status", NULL };
	static const char *const pace[] = { "id", "level", "code", NULL };
	static const char *const absent[] = { "wave", "community_code", NULL };
	static const char *const ledger[] = { "wave", "program", "kind", NULL };
	const struct {
		const char *name, *const *required;
		struct gr_table *to;
	} file[] = { { "cities.csv", place, &f->cities },
		{ "counties.csv", place, &f->counties },
		{ "criteria.csv", result, &f->criteria },
		{ "milestones.csv", status_of, &f->milestones },
		{ "pace.csv", pace, &f->pace },
		{ "not-responded.csv", absent, &f->absent },
		{ "ledger.csv", ledger, &f->ledger } };
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < sizeof file / sizeof *file;
	     i++)
		status = gr_release_table(f->report->release, file[i].name,
		    file[i].required, file[i].to, err);
	return status;
}

/* The waves that cities.csv has, in its order, which is theirs; the newest one
 * somebody has responded in, or else the last, is what the report is about. */
static enum gr_status find_waves(struct gr_report_facts *f, struct gr_err *err)
{
	struct gr_slice last = { NULL, 0 };

	f->waves = GR_NEW_ARRAY(f->keep, f->cities.rows + 1, struct gr_slice);
	if (f->waves == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < f->cities.rows; i++) {
		const struct gr_table_row *row = &f->cities.row[i];
		struct gr_slice wave = gr_report_cell(&f->cities, row, "wave");

		if (!gr_slice_eq(wave, last))
			f->waves[f->n_waves++] = last = wave;
		if (gr_report_int(gr_report_cell(&f->cities, row, "responded"))
		    > 0)
			f->wave = wave;
	}
	if (f->wave.len == 0)
		f->wave = last;
	return GR_OK;
}

static void read_place(const struct gr_report_facts *f,
    const struct gr_table_row *row, struct gr_report_place *p)
{
	const struct gr_table *t = &f->cities;
	struct gr_slice need = gr_report_cell(t, row, "need");

	*p = (struct gr_report_place){ .row = row, .rate = -1, .high = -1 };
	p->code = gr_report_cell(t, row, "code");
	p->name = gr_report_name(f, p->code, gr_report_cell(t, row, "name"));
	p->registered = gr_report_int(gr_report_cell(t, row, "registered"));
	p->responded = gr_report_int(gr_report_cell(t, row, "responded"));
	p->attained = gr_report_int(gr_report_cell(t, row, "attained"));
	p->open = gr_report_int(gr_report_cell(t, row, "undetermined"));
	p->absent = gr_report_int(gr_report_cell(t, row, "not_responded"));
	p->has_target = need.len > 0;
	p->need = gr_report_int(need);
	p->gap = gr_report_int(gr_report_cell(t, row, "gap"));
	(void)gr_report_hundredths(gr_report_cell(t, row, "attained_rate"),
	    &p->rate);
	(void)gr_report_hundredths(gr_report_cell(t, row, "attained_rate_high"),
	    &p->high);
	p->tile = tile_of(f->standard, p->code);
}

static enum gr_status read_places(struct gr_report_facts *f, struct gr_err *err)
{
	f->city = GR_NEW_ARRAY(f->keep, f->cities.rows, struct gr_report_place);
	if (f->city == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < f->cities.rows; i++) {
		const struct gr_table_row *row = &f->cities.row[i];
		struct gr_slice level = gr_report_cell(&f->cities, row,
		    "level");

		if (!gr_slice_eq(gr_report_cell(&f->cities, row, "wave"),
		        f->wave))
			continue;
		if (gr_slice_eq(level, GR_S("city")))
			read_place(f, row, &f->city[f->n_cities++]);
		else
			read_place(f, row, &f->region);
	}
	return GR_OK;
}

/* Whether city `a` stands before `b`: what lacks most comes first. */
static bool is_before(const struct gr_report_place *a,
    const struct gr_report_place *b)
{
	if (a->gap != b->gap)
		return a->gap > b->gap;
	return a->rate < b->rate;
}

/* By insertion, which keeps equals in the order of their codes. */
static enum gr_status sort_places(struct gr_report_facts *f, struct gr_err *err)
{
	f->by_gap = GR_NEW_ARRAY(f->keep, f->n_cities + 1, size_t);
	if (f->by_gap == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < f->n_cities; i++) {
		size_t at = i;

		while (at > 0
		    && is_before(&f->city[i], &f->city[f->by_gap[at - 1]])) {
			f->by_gap[at] = f->by_gap[at - 1];
			at--;
		}
		f->by_gap[at] = i;
	}
	return GR_OK;
}

/* The target that binds everywhere on the wave's last day. */
static enum gr_status find_target(struct gr_report_facts *f, struct gr_err *err)
{
	const struct gr_standard *standard = f->standard;
	size_t slot = gr_target_slot(standard);
	struct gr_slice *value = GR_NEW_ARRAY(f->keep,
	    standard->parameter_names + 1, struct gr_slice);
	int32_t day;

	f->target = -1;
	if (value == NULL)
		return gr_err_memory(err);
	if (slot == GR_NONE || !gr_wave_last_day(f->wave, &day))
		return GR_OK;
	gr_standard_parameters(standard, GR_S(""), GR_S(""), day, value);
	if (!gr_report_hundredths(value[slot], &f->target))
		f->target = -1;
	gr_buf_add(&f->target_text, value[slot]);
	return gr_buf_check(&f->target_text, err);
}

/* "finder.html" of a path. */
static const char *last_name(const char *path)
{
	const char *slash = path != NULL ? strrchr(path, '/') : NULL;

	return slash != NULL ? slash + 1 : path;
}

enum gr_status gr_report_facts_read(const struct gr_report *report,
    struct gr_report_facts *out, struct gr_err *err)
{
	*out = (struct gr_report_facts){ .report = report,
		.standard = report->standard,
		.keep = report->release->keep,
		.chinese = report->chinese,
		.as_of = report->release->manifest.as_of,
		.finder = last_name(report->finder) };
	enum gr_status status = read_tables(out, err);

	if (status == GR_OK)
		status = find_waves(out, err);
	if (status == GR_OK)
		status = read_places(out, err);
	out->many = out->n_cities > GR_REPORT_MANY;
	out->cities_on = out->many && out->finder != NULL ? out->finder : "";
	if (status == GR_OK)
		status = sort_places(out, err);
	return status == GR_OK ? find_target(out, err) : status;
}

void gr_report_facts_free(struct gr_report_facts *facts)
{
	gr_buf_free(&facts->target_text);
}
