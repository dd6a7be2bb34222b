/* open_queries.c - what is still asked about the communities of the wave */
#include "report/open_queries.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "query/query_id.h"

/* The columns of a sheet of queries: the first, and from its end on what was
 * written, why it is asked, and the place for the answer (DESIGN 7). */
enum { SHEET_NAME, SHEET_COLUMNS_MIN = 8 };
enum { SHEET_WRITTEN_BACK = 3, SHEET_REASON_BACK = 2 };

struct asked {
	struct gr_json *json;
	const struct gr_report_judged *judged;
	struct gr_map unit; /* "src\nline" -> position */
	struct gr_buf key;
};

static struct gr_slice key_of(struct asked *a, struct gr_slice src,
    struct gr_slice line)
{
	const struct gr_slice part[] = { src, line };

	return gr_buf_join(&a->key, part, 2, '\n');
}

static enum gr_status index_units(struct asked *a, struct gr_err *err)
{
	const struct gr_report_judged *j = a->judged;
	enum gr_status status = gr_map_reserve(&a->unit, j->units, err);

	for (size_t i = 0; status == GR_OK && i < j->units; i++) {
		if (!j->unit[i].responded)
			continue;
		struct gr_slice key = gr_arena_copy(j->facts->keep,
		    key_of(a, j->unit[i].src, j->unit[i].line));

		status = key.ptr != NULL && !a->key.failed
		    ? gr_map_put(&a->unit, key, i, err)
		    : gr_err_memory(err);
	}
	return status;
}

static void put_query(struct asked *a, const struct gr_table_row *row, size_t n)
{
	struct gr_query query;
	uint64_t unit;

	if (!gr_query_parse(row->cell[SHEET_NAME], &query)
	    || !gr_slice_eq(query.wave, a->judged->facts->wave)
	    || !gr_map_get(&a->unit, key_of(a, query.src, query.line), &unit))
		return;
	gr_json_open(a->json, '[');
	gr_json_int(a->json, (int64_t)unit);
	gr_json_text(a->json, query.column);
	gr_json_text(a->json, row->cell[n - SHEET_WRITTEN_BACK]);
	gr_json_text(a->json, row->cell[n - SHEET_REASON_BACK]);
	gr_json_text(a->json, row->cell[SHEET_NAME]);
	gr_json_close(a->json, ']');
}

/* A city that is asked nothing has no sheet. */
static enum gr_status put_sheet(struct asked *a, struct gr_slice city,
    struct gr_err *err)
{
	static const char *const required[] = { "query", NULL };
	const struct gr_release *release = a->judged->facts->report->release;
	struct gr_table table;
	struct gr_buf text = { 0 };

	gr_buf_format(&text, "queries/%.*s.csv", GR_ARG(city));
	struct gr_slice name = gr_arena_copy(release->keep,
	    gr_buf_slice(&text));
	bool failed = text.failed || name.ptr == NULL;
	gr_buf_free(&text);
	const char *path = failed
	    ? NULL
	    : gr_release_path(release->keep, release->path, name);

	if (path == NULL)
		return gr_err_memory(err);
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return GR_OK;
	enum gr_status status = gr_release_table(release, name.ptr, required,
	    &table, err);
	if (status == GR_OK && table.header.n < SHEET_COLUMNS_MIN)
		return gr_err_at(err, GR_EDATA, path, 1, NULL,
		    "is no sheet of queries");
	for (size_t i = 0; status == GR_OK && i < table.rows; i++) {
		put_query(a, &table.row[i], table.header.n);
		status = gr_buf_check(&a->key, err);
	}
	return status;
}

enum gr_status gr_report_open_queries(struct gr_json *json,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	const struct gr_report_facts *facts = judged->facts;
	struct asked asked = { .json = json,
		.judged = judged,
		.unit = gr_map_make(facts->keep) };
	enum gr_status status = index_units(&asked, err);

	gr_json_name(json, "queries");
	gr_json_open(json, '[');
	for (size_t i = 0; status == GR_OK && i < facts->n_cities; i++)
		if (memchr(facts->city[i].code.ptr, '/',
		        facts->city[i].code.len)
		    == NULL)
			status = put_sheet(&asked, facts->city[i].code, err);
	if (status == GR_OK)
		status = put_sheet(&asked, GR_S("000000"), err);
	gr_json_close(json, ']');
	gr_buf_free(&asked.key);
	return status;
}
