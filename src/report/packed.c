/* packed.c - what was answered, at two bits an atom */
#include "report/packed.h"

#include "report/shared_data.h"

enum { ANSWERS_MAX_BYTES = 1024 * 1024 };

/* One bit, or two, of every record, put together. */
struct bits {
	struct gr_buf county, participating, tied, was_attained, entered, atoms;
};

static void put_bit(struct gr_buf *to, size_t at, unsigned width,
    unsigned value)
{
	size_t byte = at * width / 8;

	if (byte >= to->len)
		gr_buf_byte(to, '\0');
	if (!to->failed)
		to->ptr[byte] = (char)((unsigned char)to->ptr[byte]
		    | value << (at * width % 8));
}

static void put_unit(struct bits *bits, const struct gr_report_judged *j,
    const struct gr_report_counties *counties, const struct gr_report_unit *u,
    size_t at)
{
	size_t county = gr_report_county_at(counties, u->county);
	char result[] = { (char)u->participating };

	gr_buf_byte(&bits->county, (char)(county & 0xff));
	gr_buf_byte(&bits->county, (char)(county >> 8));
	put_bit(&bits->participating, at, 2,
	    result[0] == '0'       ? 0
	        : result[0] == '1' ? 1
	                           : 3);
	put_bit(&bits->tied, at, 1, u->tied);
	put_bit(&bits->was_attained, at, 1, u->was_attained);
	put_bit(&bits->entered, at, 1, !u->was_there);
	gr_report_pack(&bits->atoms, u->own, j->facts->standard->atoms);
}

static void put_counties(struct gr_json *json, const struct gr_report_judged *j,
    const struct gr_report_counties *counties)
{
	gr_json_name(json, "counties");
	gr_json_open(json, '[');
	for (size_t i = 0; i < counties->n; i++) {
		gr_json_open(json, '{');
		gr_json_member(json, "code", counties->code[i]);
		gr_json_member(json, "city",
		    gr_report_city_of(j, counties->code[i]));
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
}

static void put_scopes(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	const struct gr_standard *standard = facts->standard;
	int32_t day;

	gr_json_name(json, "scopes");
	gr_json_open(json, '[');
	for (size_t i = 0;
	     gr_report_wave_as_of(facts, &day) && i < standard->scopes; i++) {
		const struct gr_scope *s = &standard->scope[i];

		if (day < s->valid_from || day > s->valid_to)
			continue;
		gr_json_open(json, '{');
		gr_json_member(json, "item", s->item);
		gr_json_member(json, "scope", s->scope);
		gr_json_member(json, "state", gr_scope_state_name(s->state));
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
}

/* The atoms that the thresholds all places share would decide otherwise. */
static void put_common(struct gr_json *json, const struct gr_report_judged *j)
{
	int64_t n = 0;

	gr_json_name(json, "common");
	gr_json_open(json, '[');
	for (size_t i = 0; i < j->units; i++) {
		const struct gr_report_unit *u = &j->unit[i];

		if (!u->responded)
			continue;
		for (size_t k = 0; u->common && k < j->facts->standard->atoms;
		     k++) {
			if (u->common[k] == u->own[k])
				continue;
			gr_json_open(json, '[');
			gr_json_int(json, n);
			gr_json_int(json, (int64_t)k);
			gr_json_int(json, gr_report_bits(u->common[k]));
			gr_json_close(json, ']');
		}
		n++;
	}
	gr_json_close(json, ']');
}

/* The targets of places that have not the one of the place around them. */
static void put_targets(struct gr_json *json, const struct gr_report_judged *j)
{
	const struct gr_areas *areas = &j->list.areas;
	struct gr_buf text = { 0 };

	gr_json_name(json, "targets");
	gr_json_open(json, '{');
	for (size_t i = 0; i < areas->areas; i++) {
		const struct gr_area *a = &areas->area[i];
		size_t around = a->level == GR_LEVEL_COUNTY ? a->city
		                                            : a->province;
		struct gr_dec own, other;

		if (a->level == GR_LEVEL_PROVINCE
		    || !gr_target_pct(&j->target, areas, i, &own)
		    || (gr_target_pct(&j->target, areas, around, &other)
		        && gr_dec_cmp(own, other) == 0))
			continue;
		gr_buf_clear(&text);
		gr_dec_print(&text, own);
		gr_json_text(json, a->code);
		gr_buf_byte(json->to, ':');
		json->follows = false;
		gr_json_text(json, gr_json_taken(json, &text));
	}
	gr_json_close(json, '}');
	gr_buf_free(&text);
}

/* A whole number of every place of the wave; a place that has none is left out. */
static void put_counts(struct gr_json *json, const char *name,
    const char *column, const struct gr_report_facts *facts)
{
	const struct gr_table *table[] = { &facts->cities, &facts->counties };

	gr_json_name(json, name);
	gr_json_open(json, '{');
	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < table[t]->rows; i++) {
			const struct gr_table_row *row = &table[t]->row[i];
			struct gr_slice cell = gr_report_cell(table[t], row,
			    column);

			if (cell.len == 0
			    || !gr_slice_eq(gr_report_cell(table[t], row,
			                        "wave"),
			        facts->wave))
				continue;
			gr_json_text(json,
			    gr_report_cell(table[t], row, "code"));
			gr_buf_byte(json->to, ':');
			json->follows = false;
			gr_json_int(json, gr_report_int(cell));
		}
	gr_json_close(json, '}');
}

static enum gr_status put_bytes(struct gr_json *json, const char *name,
    struct gr_buf *bytes, struct gr_err *err)
{
	enum gr_status status = gr_buf_check(bytes, err);

	gr_json_name(json, name);
	if (status == GR_OK)
		status = gr_json_packed(json, gr_buf_slice(bytes), err);
	gr_buf_free(bytes);
	return status;
}

static enum gr_status put_records(struct gr_json *json, struct bits *bits,
    struct gr_err *err)
{
	const struct {
		const char *name;
		struct gr_buf *bytes;
	} all[] = { { "county", &bits->county },
		{ "participating", &bits->participating },
		{ "tied", &bits->tied },
		{ "was_attained", &bits->was_attained },
		{ "entered", &bits->entered }, { "bits", &bits->atoms } };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (status == GR_OK)
			status = put_bytes(json, all[i].name, all[i].bytes,
			    err);
		else
			gr_buf_free(all[i].bytes);
	return status;
}

static enum gr_status put_answers(struct gr_json *json,
    const struct gr_report_judged *j, const struct gr_report_counties *counties,
    struct gr_err *err)
{
	struct bits bits = { .atoms = { NULL, 0, 0, false } };
	size_t n = 0;

	for (size_t i = 0; i < j->units; i++)
		if (j->unit[i].responded)
			put_unit(&bits, j, counties, &j->unit[i], n++);
	gr_json_open(json, '{');
	gr_json_member_int(json, "n", (int64_t)n);
	gr_json_member_int(json, "atoms", (int64_t)j->facts->standard->atoms);
	put_counties(json, j, counties);
	enum gr_status status = put_records(json, &bits, err);
	put_scopes(json, j->facts);
	put_counts(json, "registered", "registered", j->facts);
	put_counts(json, "newly", "newly_attained", j->facts);
	put_counts(json, "lost", "no_longer_attained", j->facts);
	put_common(json, j);
	put_targets(json, j);
	gr_json_close(json, '}');
	return status;
}

enum gr_status gr_report_answers(struct gr_json *json,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	struct gr_report_counties counties;
	enum gr_status status = gr_report_counties_find(judged, &counties, err);

	gr_json_name(json, "answers");
	if (status != GR_OK)
		return status;
	size_t before = json->to->len;
	bool known = counties.n <= UINT16_MAX;

	if (known)
		status = put_answers(json, judged, &counties, err);
	if (!known || json->to->len - before > ANSWERS_MAX_BYTES) {
		json->to->len = before;
		gr_buf_text(json->to, "null");
	}
	json->follows = true;
	return status;
}
