/* filings.c - what places filed. */
#include "track/filings.h"

#include "number/date.h"

const char *const gr_filing_column_name[GR_FILING_COLUMNS] = {
	[GR_FILING_DOC_DATE] = "doc_date",
	[GR_FILING_RECEIVED_DATE] = "received_date",
	[GR_FILING_RECORDED_AT] = "recorded_at",
	[GR_FILING_VALUE] = "value",
	[GR_FILING_DOC_TITLE] = "doc_title",
	[GR_FILING_DOC_NO] = "doc_no",
	[GR_FILING_EVIDENCE_REF] = "evidence_ref",
	[GR_FILING_RECORDER] = "recorder",
};

static bool is_date_column(enum gr_filing_column column)
{
	return column == GR_FILING_DOC_DATE || column == GR_FILING_RECEIVED_DATE
	    || column == GR_FILING_RECORDED_AT;
}

/* A cell in the form that expressions read. */
static enum gr_status read_cell(const struct gr_table *table,
    const struct gr_table_row *row, enum gr_filing_column column,
    struct gr_slice *out, struct gr_err *err)
{
	const char *name = gr_filing_column_name[column];
	struct gr_slice text = gr_table_cell(table, row, name);
	struct gr_days days;
	struct gr_dec number;

	/* The time of day of an entry does not matter. */
	if (column == GR_FILING_RECORDED_AT && text.len > 10
	    && (text.ptr[10] == ' ' || text.ptr[10] == 'T'))
		text.len = 10;
	if (text.len > 0 && is_date_column(column)
	    && !gr_date_parse(text, &days))
		return gr_table_error(table, row, name, err,
		    "'%.*s' is not a date: write 2021-11-15", GR_ARG(text));
	if (text.len > 0 && column == GR_FILING_VALUE
	    && !gr_dec_parse(text, &number))
		return gr_table_error(table, row, name, err,
		    "'%.*s' is not a number", GR_ARG(text));
	*out = text;
	return GR_OK;
}

/* The year behind the last dot of "O22.2021", or an empty slice. */
static struct gr_slice year_of(struct gr_slice id, struct gr_slice *base)
{
	size_t dot = id.len;

	while (dot > 0 && id.ptr[dot - 1] != '.')
		dot--;
	*base = id;
	if (dot == 0)
		return GR_S("");
	base->len = dot - 1;
	return gr_slice_skip(id, dot);
}

/* Position of the obligation; *known says if there is one for any year. */
static size_t find_obligation(const struct gr_standard *standard,
    struct gr_slice id, struct gr_slice doc_date, bool *known)
{
	*known = false;
	for (size_t i = 0; i < standard->obligations; i++)
		if (gr_slice_eq(standard->obligation[i].id, id)) {
			*known = true;
			return i;
		}
	for (size_t i = 0; i < standard->obligations; i++) {
		struct gr_slice base;
		struct gr_slice year = year_of(standard->obligation[i].id,
		    &base);

		if (year.len == 0 || !gr_slice_eq(base, id))
			continue;
		*known = true;
		if (gr_slice_starts(doc_date, year))
			return i;
	}
	return GR_NONE;
}

static enum gr_status read_filing(const struct gr_table *table,
    const struct gr_table_row *row, const struct gr_standard *standard,
    struct gr_filing *out, struct gr_err *err)
{
	struct gr_slice id = gr_table_cell(table, row, "obligation_id");
	bool known;

	out->line = row->line;
	out->city_code = gr_table_cell(table, row, "city_code");
	if (out->city_code.len == 0)
		return gr_table_error(table, row, "city_code", err,
		    "whose filing is it?");
	for (enum gr_filing_column i = 0; i < GR_FILING_COLUMNS; i++) {
		enum gr_status status = read_cell(table, row, i, &out->cell[i],
		    err);

		if (status != GR_OK)
			return status;
	}
	/* For a year that has no due date, a filing has nothing to meet. */
	out->obligation = find_obligation(standard, id,
	    out->cell[GR_FILING_DOC_DATE], &known);
	if (!known)
		return gr_table_error(table, row, "obligation_id", err,
		    "the standard has no obligation '%.*s'", GR_ARG(id));
	return GR_OK;
}

enum gr_status gr_filings_read(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, struct gr_filings *out,
    struct gr_err *err)
{
	static const char *const required[] = { "city_code", "obligation_id",
		"doc_date", "received_date", NULL };
	struct gr_filing *filing;
	struct gr_table table;
	enum gr_status status = gr_table_read_plain(keep, path, required, NULL,
	    &table, err);

	if (status != GR_OK)
		return status;
	filing = GR_NEW_ARRAY(keep, table.rows, struct gr_filing);
	if (filing == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < table.rows; i++) {
		status = read_filing(&table, &table.row[i], standard,
		    &filing[i], err);
		if (status != GR_OK)
			return status;
	}
	*out = (struct gr_filings){ path, filing, table.rows };
	return GR_OK;
}

bool gr_filing_exists(const struct gr_filing *filing, int32_t day)
{
	struct gr_days days;

	return (!gr_date_parse(filing->cell[GR_FILING_RECEIVED_DATE], &days)
	           && !gr_date_parse(filing->cell[GR_FILING_DOC_DATE], &days))
	    || days.first <= day;
}
