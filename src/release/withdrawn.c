/* withdrawn.c - the deliveries and answers that a province has taken back */
#include "release/withdrawn.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/map.h"
#include "csv/table.h"
#include "number/date.h"
#include "text/file_name.h"
#include "text/personal.h"

/* ---- a row ---- */

/* What is in a cell that must not be empty. */
static enum gr_status take_cell(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_slice *out,
    struct gr_err *err)
{
	*out = gr_table_cell(table, row, column);
	return out->len > 0 ? GR_OK
	                    : gr_table_error(table, row, column, err,
	                        "a withdrawal must say what, when, who and "
	                        "why");
}

static enum gr_status take_words(const struct gr_table *table,
    const struct gr_table_row *row, const char *column, struct gr_slice *out,
    struct gr_err *err)
{
	enum gr_status status = take_cell(table, row, column, out, err);

	return status == GR_OK
	    ? gr_personal_hide(table->arena, out, gr_personal_anywhere, err)
	    : status;
}

static enum gr_status take_date(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_slice *out, struct gr_err *err)
{
	struct gr_days days;
	enum gr_status status = take_cell(table, row, "date", out, err);

	if (status != GR_OK
	    || (gr_date_parse(*out, &days) && days.first == days.last))
		return status;
	return gr_table_error(table, row, "date", err,
	    "'%.*s' is not a date (YYYY-MM-DD)", GR_ARG(*out));
}

static enum gr_status call(const struct gr_table *table,
    struct gr_withdrawal *out, struct gr_err *err)
{
	struct gr_buf called = { 0 };

	(void)gr_file_name_call(&called, out->src);
	enum gr_status status = gr_buf_check(&called, err);
	out->called = gr_arena_copy(table->arena, gr_buf_slice(&called));
	gr_buf_free(&called);
	return status == GR_OK && out->called.ptr == NULL ? gr_err_memory(err)
	                                                  : status;
}

static enum gr_status take_src(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_withdrawal *out,
    struct gr_err *err)
{
	struct gr_slice sheet;
	enum gr_status status = take_cell(table, row, "src", &out->src, err);

	if (status != GR_OK)
		return status;
	(void)gr_file_name_file(out->src, &sheet);
	return sheet.len == 0
	    ? call(table, out, err)
	    : gr_table_error(table, row, "src", err,
	        "a sheet cannot be withdrawn by itself: name its file");
}

static enum gr_status take_row(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_withdrawal *out,
    struct gr_err *err)
{
	*out = (struct gr_withdrawal){ .line = row->line };
	enum gr_status status = take_src(table, row, out, err);

	if (status == GR_OK)
		status = take_date(table, row, &out->date, err);
	if (status == GR_OK)
		status = take_words(table, row, "who", &out->who, err);
	return status == GR_OK ? take_words(table, row, "why", &out->why, err)
	                       : status;
}

/* ---- the list ---- */

/* Of several rows that name the same one counts. */
static enum gr_status find_twice(struct gr_arena *keep,
    struct gr_withdrawal *row, size_t n, struct gr_err *err)
{
	struct gr_map known = gr_map_make(keep);
	enum gr_status status = GR_OK;
	uint64_t at;

	for (size_t i = 0; status == GR_OK && i < n; i++)
		if (!gr_map_get(&known, row[i].called, &at)
		    || gr_slice_cmp(row[i].date, row[at].date) < 0)
			status = gr_map_put(&known, row[i].called, i, err);
	for (size_t i = 0; status == GR_OK && i < n; i++)
		if (gr_map_get(&known, row[i].called, &at) && at != i)
			row[i].twice = &row[at];
	return status;
}

static enum gr_status read_rows(const struct gr_table *table,
    struct gr_withdrawn *out, struct gr_err *err)
{
	struct gr_withdrawal *row = GR_NEW_ARRAY(table->arena, table->rows + 1,
	    struct gr_withdrawal);
	enum gr_status status = row ? GR_OK : gr_err_memory(err);

	for (size_t i = 0; status == GR_OK && i < table->rows; i++)
		status = take_row(table, &table->row[i], &row[i], err);
	if (status != GR_OK)
		return status;
	out->row = row;
	out->n = table->rows;
	return find_twice(table->arena, row, out->n, err);
}

static enum gr_status read_list(struct gr_arena *keep, struct gr_withdrawn *out,
    struct gr_err *err)
{
	static const char *const required[] = { "src", "date", "who", "why",
		NULL };
	static const char *const days[] = { "date", NULL };
	struct gr_table table;
	enum gr_status status = gr_table_read(keep, out->path, &table, err);

	if (status == GR_OK)
		status = gr_table_tidy(&table, err);
	if (status == GR_OK)
		status = gr_table_columns(&table, required, NULL, err);
	if (status == GR_OK)
		status = gr_table_flatten(&table, err);
	if (status == GR_OK)
		status = gr_table_dates(&table, days, err);
	return status == GR_OK ? read_rows(&table, out, err) : status;
}

enum gr_status gr_withdrawn_read(struct gr_arena *keep, const char *data,
    struct gr_withdrawn *out, struct gr_err *err)
{
	struct stat st;

	*out = (struct gr_withdrawn){ .path = gr_arena_path(keep, data,
		                          GR_S(GR_WITHDRAWN_LIST)) };
	if (out->path == NULL)
		return gr_err_memory(err);
	if (lstat(out->path, &st) != 0)
		return errno == ENOENT
		    ? GR_OK
		    : gr_err_named(err, out->path, "cannot be examined", errno);
	/* no pipe is waited for, and a link that leads nowhere withdraws what
	 * nobody knows */
	int why = stat(out->path, &st) == 0 ? 0 : errno;
	if (why != 0
	    && gr_err_named(err, out->path, "cannot be examined", why)
	        == GR_ESYS)
		return GR_ESYS;
	if (why != 0 || !S_ISREG(st.st_mode))
		return gr_err_at(err, GR_EUSAGE, out->path, 0, NULL,
		    "is no regular file");
	return read_list(keep, out, err);
}

bool gr_withdrawal_holds(const struct gr_withdrawal *row, struct gr_slice day)
{
	return row->twice == NULL && gr_slice_cmp(row->date, day) <= 0;
}

bool gr_withdrawal_names(const struct gr_withdrawal *row, struct gr_slice src)
{
	return gr_slice_eq(row->src, src) || gr_slice_eq(row->called, src);
}
