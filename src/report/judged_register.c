/* judged_register.c - the register of the newest wave, as the release says it */
#include "csv/writer.h"
#include "report/judged.h"
#include "stream/source.h"

static struct gr_slice name_of(const struct gr_table *table,
    struct gr_slice wave, struct gr_slice code, struct gr_slice *last,
    struct gr_slice *name)
{
	if (!gr_slice_eq(*last, code)) {
		const struct gr_table_row *row = gr_report_find_row(table, wave,
		    code);

		*last = code;
		*name = row != NULL ? gr_report_cell(table, row, "name") : code;
	}
	return name->len > 0 ? *name : code;
}

static void print_register(const struct gr_report_judged *judged,
    struct gr_buf *to)
{
	static const struct gr_slice heading[] = { { "community_code", 14 },
		{ "community_name", 14 }, { "city_code", 9 },
		{ "city_name", 9 }, { "county_code", 11 },
		{ "county_name", 11 }, { "street_code", 11 },
		{ "street_name", 11 } };
	struct gr_slice city = GR_S(""), city_name = GR_S(""),
	                county = GR_S(""), county_name = GR_S("");

	gr_csv_row(to, heading, 8);
	for (size_t i = 0; i < judged->units; i++) {
		const struct gr_report_unit *u = &judged->unit[i];
		struct gr_slice cell[] = { u->code,
			u->name.len > 0 ? u->name : u->code, u->city,
			name_of(&judged->facts->cities, judged->facts->wave,
			    u->city, &city, &city_name),
			u->county,
			name_of(&judged->facts->counties, judged->facts->wave,
			    u->county, &county, &county_name),
			u->county, u->county };

		gr_csv_row(to, cell, 8);
	}
}

enum gr_status gr_report_read_register(struct gr_report_judged *judged,
    struct gr_err *err)
{
	struct gr_arena *keep = judged->facts->keep;
	struct gr_source *source = NULL;
	struct gr_table_rows *rows = NULL;
	struct gr_buf text = { 0 };

	print_register(judged, &text);
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK)
		status = gr_source_open(judged->facts->absent.path, NULL,
		    &source, err);
	if (status == GR_OK)
		status = gr_source_replace(source, gr_buf_slice(&text), err);
	if (status == GR_OK)
		status = gr_table_rows_take(keep, source, &rows, err);
	if (status == GR_OK)
		status = gr_register_take(keep, rows, NULL, &judged->reg, err);
	gr_table_rows_close(rows);
	gr_source_close(source);
	gr_buf_free(&text);
	return status;
}
