/* reader_errors.c - what is wrong with a record, found by reading it again. */
#include "csv/reader_internal.h"

/* The line of the quote that is open at `until`, or 0 if none is. */
static uint64_t open_quote_line(const struct gr_csv *csv, size_t until)
{
	uint64_t line = csv->line, opened = 0;
	bool at_start = true;

	for (size_t i = csv->start; i < until; i++) {
		char c = csv->window[i];
		if (c == '"' && (at_start || opened > 0)) {
			bool doubled = opened > 0 && i + 1 < until
			    && csv->window[i + 1] == '"';
			if (doubled)
				i++;
			else
				opened = opened > 0 ? 0 : line;
		}
		at_start = opened == 0 && (c == csv->delimiter);
		line += c == '\n'
		    || (c == '\r'
		        && !(i + 1 < until && csv->window[i + 1] == '\n'));
	}
	return opened;
}

enum gr_status gr_csv_refuse_quote(struct gr_csv *csv, size_t until,
    bool closed, struct gr_err *err)
{
	uint64_t line = open_quote_line(csv, until);

	csv->damage_line = line;
	csv->damage_at = until;
	if (closed)
		return gr_err_at(err, GR_EDATA, csv->name, line, NULL,
		    "a cell that opens with a quote here has text behind its "
		    "closing quote [D14]");
	return gr_err_at(err, GR_EDATA, csv->name, line, NULL,
	    "the quote that opens here is never closed [D14]");
}

/* What is held is as long as one record at most. */
bool gr_csv_is_long(const struct gr_csv *csv, size_t end)
{
	size_t from = csv->held ? csv->hold : csv->start;

	return end - from > csv->limits.max_record_bytes + 2;
}

enum gr_status gr_csv_refuse_long(struct gr_csv *csv, struct gr_err *err)
{
	size_t until = (csv->held ? csv->hold : csv->start)
	    + csv->limits.max_record_bytes + 2;
	uint64_t line = open_quote_line(csv, until);

	csv->damage_line = line;
	csv->damage_at = until;
	if (line > 0)
		return gr_err_at(err, GR_EDATA, csv->name, line, NULL,
		    "the quote that opens here is not closed within max-record "
		    "(%zu bytes) [D14]",
		    csv->limits.max_record_bytes);
	return gr_err_at(err, GR_EDATA, csv->name, csv->line, NULL,
	    "a record longer than max-record (%zu bytes) [max-record]",
	    csv->limits.max_record_bytes);
}

enum gr_status gr_csv_refuse_columns(const struct gr_csv *csv,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, csv->name, csv->line, NULL,
	    "a record of more than max-columns (%zu) cells [max-columns]",
	    csv->limits.max_columns);
}

enum gr_status gr_csv_check_fields(const struct gr_csv *csv, struct gr_err *err)
{
	for (size_t i = 0; i < csv->cells; i++)
		if (csv->cell[i].len > csv->limits.max_field_bytes)
			return gr_err_at(err, GR_EDATA, csv->name, csv->line,
			    NULL,
			    "cell %zu is longer than max-field (%zu "
			    "bytes) [max-field]",
			    i + 1, csv->limits.max_field_bytes);
	return GR_OK;
}
