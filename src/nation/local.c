/* local.c - what the places of a nation have settled for themselves */
#include "nation/province.h"

#include "csv/writer.h"
#include "stream/sink.h"

enum { COLUMNS_MOST = 7 };

/* A table of the nation: its heading, then rows of several tables. */
struct joined {
	const struct gr_nation *nation;
	const char *const *column;
	size_t columns;
	struct gr_sink *sink;
	struct gr_buf line;
};

static enum gr_status put(struct joined *to, const struct gr_slice *cell,
    struct gr_err *err)
{
	gr_buf_clear(&to->line);
	gr_csv_row(&to->line, cell, to->columns);
	enum gr_status status = gr_buf_check(&to->line, err);
	return status == GR_OK
	    ? gr_sink_write(to->sink, gr_buf_slice(&to->line), err)
	    : status;
}

static enum gr_status put_rows(struct joined *to, const struct gr_table *table,
    bool local, struct gr_err *err)
{
	struct gr_slice cell[COLUMNS_MOST];
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < table->rows; i++) {
		const struct gr_table_row *row = &table->row[i];

		if (gr_province_row_is_local(table, row) != local)
			continue;
		for (size_t c = 0; c < to->columns; c++)
			cell[c] = gr_table_cell(table, row, to->column[c]);
		status = put(to, cell, err);
	}
	return status;
}

static enum gr_status begin(struct joined *to, const struct gr_nation *nation,
    const char *folder, const char *name, const char *const *column,
    struct gr_err *err)
{
	const char *path = gr_release_path(nation->keep, folder,
	    gr_slice_of(name));
	struct gr_slice cell[COLUMNS_MOST];

	*to = (struct joined){ .nation = nation, .column = column };
	for (; column[to->columns] != NULL; to->columns++)
		cell[to->columns] = gr_slice_of(column[to->columns]);
	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_sink_open(path, &to->sink, err);
	return status == GR_OK ? put(to, cell, err) : status;
}

static enum gr_status end(struct joined *to, enum gr_status status,
    struct gr_err *err)
{
	gr_buf_free(&to->line);
	return gr_sink_end(to->sink, status, err);
}

static enum gr_status write_scopes(const struct gr_nation *nation,
    const struct gr_province *province, size_t n, const char *folder,
    struct gr_err *err)
{
	static const char *const column[] = { "item", "scope", "valid_from",
		"valid_to", "state", "source", "note", NULL };
	struct joined to;
	enum gr_status status = begin(&to, nation, folder, "scopes.csv", column,
	    err);

	for (size_t i = 0; status == GR_OK && i < n; i++)
		status = put_rows(&to, &province[i].scopes, true, err);
	return end(&to, status, err);
}

static enum gr_status write_parameters(const struct gr_nation *nation,
    const struct gr_province *province, size_t n, const char *folder,
    struct gr_err *err)
{
	static const char *const column[] = { "name", "scope", "valid_from",
		"valid_to", "value", "note", NULL };
	const char *path = gr_standard_table(nation->standard, nation->keep,
	    "parameters.csv");
	struct gr_table everywhere;
	struct joined to;

	if (path == NULL)
		return gr_err_memory(err);
	if (nation->standard->parameters == 0)
		return GR_OK;
	enum gr_status status = gr_table_read(nation->keep, path, &everywhere,
	    err);
	if (status != GR_OK)
		return status;
	status = begin(&to, nation, folder, "parameters.csv", column, err);
	if (status == GR_OK)
		status = put_rows(&to, &everywhere, false, err);
	for (size_t i = 0; status == GR_OK && i < n; i++)
		status = put_rows(&to, &province[i].parameters, true, err);
	return end(&to, status, err);
}

enum gr_status gr_nation_write_local(const struct gr_nation *nation,
    const struct gr_province *province, size_t n, const char *folder,
    struct gr_err *err)
{
	enum gr_status status = write_scopes(nation, province, n, folder, err);

	return status == GR_OK
	    ? write_parameters(nation, province, n, folder, err)
	    : status;
}
