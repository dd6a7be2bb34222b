/* card_units.c - the communities as the second page holds them, packed */
#include "report/card_units.h"

#include "report/open_queries.h"

struct units {
	const struct gr_report_judged *judged;
	const struct gr_report_counties *counties;
	const struct gr_report_sources *sources;
	size_t others; /* columns that atoms read, but those of yes or no */
};

/* ---- what a search asks ---- */

static bool is_digits(struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0 && text.len <= 18;
}

/* A code by how far it is from the one before, if both are numbers alike. */
static void put_code(struct gr_buf *to, struct gr_slice before,
    struct gr_slice code)
{
	if (is_digits(code) && is_digits(before) && code.len == before.len) {
		gr_buf_int(to, gr_report_int(code) - gr_report_int(before));
		return;
	}
	gr_buf_byte(to, '=');
	gr_buf_add(to, code);
}

static void put_codes(struct gr_buf *to, const struct gr_report_judged *j)
{
	struct gr_slice before = GR_S("");

	for (size_t i = 0; i < j->units; i++) {
		if (i > 0)
			gr_buf_byte(to, '\t');
		put_code(to, before, j->unit[i].code);
		before = j->unit[i].code;
	}
	gr_buf_byte(to, '\n');
}

static void put_names(struct gr_buf *to, const struct gr_report_judged *j)
{
	for (size_t i = 0; i < j->units; i++) {
		if (i > 0)
			gr_buf_byte(to, '\t');
		gr_buf_add(to, j->unit[i].name);
	}
	gr_buf_byte(to, '\n');
}

static bool ends_run(const struct gr_report_judged *j, size_t at, bool streets)
{
	const struct gr_report_unit *u = &j->unit[at];

	if (at + 1 == j->units)
		return true;
	return streets ? !gr_slice_eq(u->street, u[1].street)
	               : !gr_slice_eq(u->county, u[1].county);
}

static void put_runs(struct gr_buf *to, const struct units *units, bool streets)
{
	const struct gr_report_judged *j = units->judged;
	size_t begin = 0;

	for (size_t i = 0; i < j->units; i++) {
		if (!ends_run(j, i, streets))
			continue;
		if (begin > 0)
			gr_buf_byte(to, '\t');
		if (streets)
			gr_buf_add(to, j->unit[i].street);
		else
			gr_buf_uint(to,
			    gr_report_county_at(units->counties,
			        j->unit[i].county));
		gr_buf_byte(to, '\t');
		gr_buf_uint(to, i + 1 - begin);
		begin = i + 1;
	}
	gr_buf_byte(to, '\n');
}

static enum gr_status put_index(struct gr_json *json, const struct units *units,
    struct gr_err *err)
{
	static const char letter[] = {
		[GR_SCORE_NOT_PARTICIPATING] = 'p',
		[GR_SCORE_NOT_ATTAINED] = 'n',
		[GR_SCORE_UNDETERMINED] = 'u',
		[GR_SCORE_ATTAINED] = 'a',
	};
	const struct gr_report_judged *j = units->judged;
	struct gr_buf text = { 0 };

	put_codes(&text, j);
	put_names(&text, j);
	put_runs(&text, units, true);
	put_runs(&text, units, false);
	for (size_t i = 0; i < j->units; i++)
		gr_buf_byte(&text,
		    j->unit[i].responded ? letter[j->unit[i].status] : '-');
	gr_json_name(json, "index");
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK)
		status = gr_json_packed(json, gr_buf_slice(&text), err);
	gr_buf_free(&text);
	return status;
}

/* ---- what a card asks ---- */

enum line {
	POINTS,
	CRITERIA,
	SOURCE,
	LINE,
	FLAGS,
	NEEDS,
	OWN,
	RESTS,
	LETTERS,
	OTHERS
};

static void put_needs(struct gr_buf *to, const struct gr_standard *standard,
    const struct gr_report_unit *u)
{
	bool follows = false;

	for (size_t i = 0; i < standard->atoms; i++) {
		if (u->needs[i] != '1')
			continue;
		gr_buf_text(to, follows ? " " : "");
		gr_buf_add(to, standard->atom[i].atom);
		follows = true;
	}
}

/* The cells of a unit that responded, each to the end of its line. */
static void put_cells(struct gr_buf *line, const struct units *units,
    const struct gr_report_unit *u)
{
	struct gr_slice rest = u->values, value;

	if (u->has_points)
		gr_dec_print_fixed(&line[POINTS], u->points_hundredths, 2);
	gr_buf_text(&line[CRITERIA], u->criterion);
	gr_buf_uint(&line[SOURCE], gr_report_source_at(units->sources, u->src));
	gr_buf_add(&line[LINE], u->line);
	gr_buf_add(&line[FLAGS], u->flags);
	put_needs(&line[NEEDS], units->judged->facts->standard, u);
	gr_buf_add(&line[OWN], u->basis);
	gr_buf_add(&line[RESTS], u->rests);
	for (size_t i = 0; i <= units->others; i++)
		if (gr_slice_split(&rest, '\t', &value))
			gr_buf_add(&line[LETTERS + i], value);
}

static void put_atoms(struct gr_buf *to, const struct gr_standard *standard,
    const struct gr_report_unit *u)
{
	if (u->responded)
		gr_report_pack(to, u->atom, standard->atoms);
	else
		for (size_t k = 0; k < standard->atoms; k += 4)
			gr_buf_byte(to, '\0');
}

static enum gr_status put_piece(struct gr_json *json, const struct units *units,
    size_t from, const struct gr_buf *queries, struct gr_buf *line,
    struct gr_err *err)
{
	const struct gr_report_judged *j = units->judged;
	size_t lines = OTHERS + units->others;
	struct gr_buf text = { 0 };

	for (size_t k = 0; k < lines; k++)
		gr_buf_clear(&line[k]);
	for (size_t i = from; i < j->units && i < from + GR_CARD_EACH; i++) {
		for (size_t k = 0; i > from && k < lines; k++)
			gr_buf_byte(&line[k], '\t');
		if (j->unit[i].responded)
			put_cells(line, units, &j->unit[i]);
	}
	for (size_t k = 0; k < lines; k++) {
		text.failed = text.failed || line[k].failed;
		gr_buf_add(&text, gr_buf_slice(&line[k]));
		gr_buf_byte(&text, '\n');
	}
	text.failed = text.failed || queries->failed;
	gr_buf_add(&text, gr_buf_slice(queries));
	gr_buf_text(&text, "]\n");
	for (size_t i = from; i < j->units && i < from + GR_CARD_EACH; i++)
		put_atoms(&text, j->facts->standard, &j->unit[i]);
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK)
		status = gr_json_packed(json, gr_buf_slice(&text), err);
	gr_buf_free(&text);
	return status;
}

static void free_all(struct gr_buf *buf, size_t n)
{
	for (size_t i = 0; buf != NULL && i < n; i++)
		gr_buf_free(&buf[i]);
}

static enum gr_status put_pieces(struct gr_json *json,
    const struct units *units, struct gr_err *err)
{
	const struct gr_report_judged *j = units->judged;
	struct gr_arena *keep = j->facts->keep;
	size_t n = (j->units + GR_CARD_EACH - 1) / GR_CARD_EACH;
	size_t lines = OTHERS + units->others;
	struct gr_buf *queries = GR_NEW_ARRAY(keep, n + 1, struct gr_buf);
	struct gr_buf *line = GR_NEW_ARRAY(keep, lines, struct gr_buf);

	if (queries == NULL || line == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n; i++)
		gr_buf_byte(&queries[i], '[');
	enum gr_status status = gr_report_open_queries(queries, GR_CARD_EACH, j,
	    err);
	gr_json_name(json, "pieces");
	gr_json_open(json, '[');
	for (size_t i = 0; status == GR_OK && i < n; i++)
		status = put_piece(json, units, i * GR_CARD_EACH, &queries[i],
		    line, err);
	gr_json_close(json, ']');
	free_all(queries, n);
	free_all(line, lines);
	return status;
}

enum gr_status gr_report_card_units(struct gr_json *json,
    const struct gr_report_judged *judged,
    const struct gr_report_counties *counties,
    const struct gr_report_sources *sources, struct gr_err *err)
{
	const struct gr_standard *standard = judged->facts->standard;
	struct units units = { judged, counties, sources, 0 };

	for (size_t i = 0; i < standard->columns; i++)
		units.others += judged->read_by_atom[i]
		    && standard->column[i].type != GR_TYPE_BOOL;
	gr_json_member_int(json, "n", (int64_t)judged->units);
	gr_json_member_int(json, "each", GR_CARD_EACH);
	enum gr_status status = put_index(json, &units, err);

	return status == GR_OK ? put_pieces(json, &units, err) : status;
}
