/* filings.c - filings.csv: what cities report to the province of their
 * duties, drawn by synth-filings.csv */
#include "synth/synth.h"

#include "number/date.h"

struct filer {
	struct gr_synth *synth;
	struct gr_table table;
	struct gr_synth_file *file;
};

static enum gr_status number(const struct filer *f,
    const struct gr_table_row *row, const char *column, uint64_t *out,
    struct gr_err *err)
{
	struct gr_slice text = gr_table_cell(&f->table, row, column);

	*out = 0;
	if (text.len > 0 && !gr_slice_to_uint64(text, out))
		return gr_table_error(&f->table, row, column, err,
		    "'%.*s' is not a whole number", GR_ARG(text));
	return GR_OK;
}

static enum gr_status day(const struct filer *f, const struct gr_table_row *row,
    const char *column, int32_t *out, struct gr_err *err)
{
	struct gr_slice text = gr_table_cell(&f->table, row, column);
	struct gr_days days;

	if (!gr_date_parse(text, &days))
		return gr_table_error(&f->table, row, column, err,
		    "'%.*s' is no date", GR_ARG(text));
	*out = days.first;
	return GR_OK;
}

/* A document is known by its title: one obligation may recur every year. */
static uint64_t draw(const struct filer *f, struct gr_slice title,
    struct gr_slice city, uint64_t what)
{
	return gr_draw(f->synth->seed, gr_slice_hash(title) + what,
	    gr_slice_hash(city));
}

struct plan {
	uint64_t odds, late, low, high;
	int32_t from, to;
	struct gr_slice id, title, number;
};

static enum gr_status read_plan(const struct filer *f,
    const struct gr_table_row *row, struct plan *out, struct gr_err *err)
{
	enum gr_status status = number(f, row, "odds", &out->odds, err);

	if (status == GR_OK)
		status = number(f, row, "late", &out->late, err);
	if (status == GR_OK)
		status = number(f, row, "value_low", &out->low, err);
	if (status == GR_OK)
		status = number(f, row, "value_high", &out->high, err);
	if (status == GR_OK)
		status = day(f, row, "from", &out->from, err);
	if (status == GR_OK)
		status = day(f, row, "to", &out->to, err);
	out->id = gr_table_cell(&f->table, row, "obligation");
	out->title = gr_table_cell(&f->table, row, "title");
	out->number = gr_table_cell(&f->table, row, "doc_no");
	if (status == GR_OK && (out->to < out->from || out->high < out->low))
		return gr_table_error(&f->table, row, "obligation", err,
		    "a range runs backwards");
	return status;
}

/* The day a filing bears and the day it came in. */
static void draw_days(const struct filer *f, const struct plan *plan,
    struct gr_slice code, int32_t *dated, int32_t *received)
{
	uint64_t late = gr_draw_below(draw(f, plan->title, code, 2), 1000);

	*dated = plan->from
	    + (int32_t)gr_draw_below(draw(f, plan->title, code, 3),
	        (uint64_t)(plan->to - plan->from) + 1);
	*received = *dated
	    + (int32_t)gr_draw_below(draw(f, plan->title, code, 4), 10);
	if (*received > plan->to)
		*received = plan->to;
	if (late < plan->late) {
		*dated = plan->to + 1
		    + (int32_t)gr_draw_below(draw(f, plan->title, code, 5), 40);
		*received = *dated + 3;
	}
}

enum { TITLE, NUMBER, DATED, RECEIVED, VALUE, RECORDED, PARTS };

/* What is drawn of a filing, one part behind the other. */
static void put_parts(const struct filer *f, const struct plan *plan,
    const struct gr_synth_unit *city, struct gr_buf *buf, size_t end[PARTS],
    struct gr_buf *year)
{
	struct gr_slice code = city->city_code;
	struct gr_synth_form_args args = { .unit = city,
		.number = 1
		    + gr_draw_below(draw(f, plan->title, code, 6), 60) };
	int32_t dated, received;
	int y, m, d;

	draw_days(f, plan, code, &dated, &received);
	gr_date_to_civil(dated, &y, &m, &d);
	gr_buf_format(year, "%04d", y);
	args.wave = gr_buf_slice(year);
	(void)gr_synth_form_expand(buf, plan->title, &args);
	end[TITLE] = buf->len;
	(void)gr_synth_form_expand(buf, plan->number, &args);
	end[NUMBER] = buf->len;
	gr_date_print(buf, dated);
	end[DATED] = buf->len;
	gr_date_print(buf, received);
	end[RECEIVED] = buf->len;
	if (plan->high > 0)
		gr_buf_uint(buf,
		    plan->low
		        + gr_draw_below(draw(f, plan->title, code, 7),
		            plan->high - plan->low + 1));
	end[VALUE] = buf->len;
	gr_date_print(buf, received + 1);
	end[RECORDED] = buf->len;
}

/* One document of one city, or none. */
static enum gr_status put_filing(const struct filer *f, const struct plan *plan,
    const struct gr_synth_unit *city, struct gr_err *err)
{
	struct gr_buf buf = { 0 }, year = { 0 };
	struct gr_slice part[PARTS];
	size_t end[PARTS];

	if (gr_draw_below(draw(f, plan->title, city->city_code, 1), 1000)
	    >= plan->odds)
		return GR_OK;
	put_parts(f, plan, city, &buf, end, &year);
	enum gr_status status = gr_buf_check(&buf, err);
	if (status == GR_OK)
		status = gr_buf_check(&year, err);
	if (status == GR_OK) {
		for (size_t i = 0, from = 0; i < PARTS; from = end[i++])
			part[i] = gr_slice_make(buf.ptr + from, end[i] - from);
		const struct gr_slice cell[] = { city->city_code, plan->id,
			part[TITLE], part[NUMBER], part[DATED], part[RECEIVED],
			part[VALUE], GR_S(""),
			gr_mess_text(&f->synth->mess, "recorder"),
			part[RECORDED] };
		status = gr_synth_file_row(f->file, cell,
		    sizeof(cell) / sizeof(cell[0]), err);
	}
	gr_buf_free(&year);
	gr_buf_free(&buf);
	return status;
}

/* Every city of the register, in its order. */
static enum gr_status put_plan(const struct filer *f, const struct plan *plan,
    struct gr_err *err)
{
	const struct gr_register *reg = &f->synth->reg;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < reg->units && status == GR_OK; i++)
		if (i == 0
		    || !gr_slice_eq(gr_unit_county(&reg->unit[i])->city_code,
		        gr_unit_county(&reg->unit[i - 1])->city_code)) {
			struct gr_synth_unit unit = gr_synth_unit_of(
			    &reg->unit[i]);

			status = put_filing(f, plan, &unit, err);
		}
	return status;
}

enum gr_status gr_synth_filings(struct gr_synth *s, struct gr_err *err)
{
	static const char *const columns[] = { "obligation", "odds", "late",
		"from", "to", "value_low", "value_high", "title", "doc_no",
		"note", NULL };
	static const char *const heading[] = { "city_code", "obligation_id",
		"doc_title", "doc_no", "doc_date", "received_date", "value",
		"evidence_ref", "recorder", "recorded_at" };
	static const char *const none[] = { NULL };
	enum { WIDTH = sizeof(heading) / sizeof(heading[0]) };
	const struct gr_synth_format format = { .delimiter = ',' };
	struct filer f = { .synth = s };
	struct gr_slice cell[WIDTH];
	struct gr_buf from = { 0 }, to = { 0 };

	gr_buf_format(&from, "%s/synth-filings.csv%c", s->standard->path, '\0');
	gr_buf_format(&to, "%s/filings.csv%c", s->out, '\0');
	for (size_t i = 0; i < WIDTH; i++)
		cell[i] = gr_slice_of(heading[i]);
	enum gr_status status = gr_buf_check(&from, err);

	if (status == GR_OK)
		status = gr_buf_check(&to, err);
	if (status == GR_OK)
		status = gr_table_read(s->keep, from.ptr, &f.table, err);
	if (status == GR_OK)
		status = gr_table_columns(&f.table, columns, none, err);
	if (status == GR_OK)
		status = gr_synth_file_open(to.ptr, &format, &f.file, err);
	if (status == GR_OK)
		status = gr_synth_file_row(f.file, cell, WIDTH, err);
	for (size_t i = 0; i < f.table.rows && status == GR_OK; i++) {
		struct plan plan;

		status = read_plan(&f, &f.table.row[i], &plan, err);
		if (status == GR_OK)
			status = put_plan(&f, &plan, err);
	}
	if (status == GR_OK) {
		status = gr_synth_file_close(f.file, err);
		f.file = NULL;
	}
	gr_synth_file_abandon(f.file);
	gr_buf_free(&from);
	gr_buf_free(&to);
	return status;
}
