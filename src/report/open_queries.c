/* open_queries.c - what is still asked about the communities of the wave */
#include "report/open_queries.h"

#include <errno.h>
#include <unistd.h>

#include "base/buf.h"
#include "query/query_id.h"
#include "stream/finding_kind.h"

/* The columns of a sheet of queries: the first, and from its end on what was
 * written, why it is asked, and the place for the answer (DESIGN 7). */
enum { SHEET_NAME, SHEET_COLUMNS_MIN = 8 };
enum { SHEET_WRITTEN_BACK = 3, SHEET_REASON_BACK = 2 };

struct asked {
	struct gr_buf *to; /* of every piece of `each` communities */
	size_t each;
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

typedef enum gr_status row_fn(void *context, const struct gr_table_row *row,
    size_t n, struct gr_err *err);

/* The rows of a city's sheet; one that is asked nothing has none. */
static enum gr_status each_row(const struct gr_report_facts *facts,
    struct gr_slice city, row_fn *each, void *context, struct gr_err *err)
{
	static const char *const required[] = { "query", NULL };
	const struct gr_release *release = facts->report->release;
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
	if (memchr(city.ptr, '/', city.len) != NULL
	    || (access(path, F_OK) != 0 && errno == ENOENT))
		return GR_OK;
	enum gr_status status = gr_release_table(release, name.ptr, required,
	    &table, err);
	if (status == GR_OK && table.header.n < SHEET_COLUMNS_MIN)
		return gr_err_at(err, GR_EDATA, path, 1, NULL,
		    "is no sheet of queries");
	for (size_t i = 0; status == GR_OK && i < table.rows; i++)
		status = each(context, &table.row[i], table.header.n, err);
	return status;
}

static bool is_of_wave(const struct gr_report_facts *facts,
    const struct gr_table_row *row, struct gr_query *query)
{
	return gr_query_parse(row->cell[SHEET_NAME], query)
	    && gr_slice_eq(query->wave, facts->wave);
}

static enum gr_status put_query(void *context, const struct gr_table_row *row,
    size_t n, struct gr_err *err)
{
	struct asked *a = context;
	struct gr_query query;
	uint64_t unit;

	if (!is_of_wave(a->judged->facts, row, &query)
	    || !gr_map_get(&a->unit, key_of(a, query.src, query.line), &unit))
		return gr_buf_check(&a->key, err);
	struct gr_json json = { .to = &a->to[unit / a->each] };

	json.follows = json.to->len > 1;
	gr_json_open(&json, '[');
	gr_json_int(&json, (int64_t)unit);
	gr_json_text(&json, query.column);
	gr_json_text(&json, row->cell[n - SHEET_WRITTEN_BACK]);
	gr_json_text(&json, row->cell[n - SHEET_REASON_BACK]);
	gr_json_text(&json, row->cell[SHEET_NAME]);
	gr_json_close(&json, ']');
	return gr_buf_check(&a->key, err);
}

enum gr_status gr_report_open_queries(struct gr_buf *to, size_t each,
    const struct gr_report_judged *judged, struct gr_err *err)
{
	const struct gr_report_facts *facts = judged->facts;
	struct asked asked = { .to = to,
		.each = each,
		.judged = judged,
		.unit = gr_map_make(facts->keep) };
	enum gr_status status = index_units(&asked, err);

	for (size_t i = 0; status == GR_OK && i < facts->n_cities; i++)
		status = each_row(facts, facts->city[i].code, put_query, &asked,
		    err);
	if (status == GR_OK)
		status = each_row(facts, GR_S("000000"), put_query, &asked,
		    err);
	gr_buf_free(&asked.key);
	return status;
}

/* ---- how many ---- */

struct count {
	const struct gr_report_facts *facts;
	int64_t n;
};

static enum gr_status count_query(void *context, const struct gr_table_row *row,
    size_t n, struct gr_err *err)
{
	struct count *count = context;
	struct gr_query query;

	(void)n;
	(void)err;
	count->n += is_of_wave(count->facts, row, &query);
	return GR_OK;
}

/* Answers that were put in: A01. */
static enum gr_status count_answers(struct gr_report_judged *j,
    struct gr_err *err)
{
	static const char *const required[] = { "wave", "rule", NULL };
	struct gr_table findings;
	enum gr_status status = gr_release_table(j->facts->report->release,
	    "findings.csv", required, &findings, err);

	if (status != GR_OK)
		return status;
	size_t wave = gr_header_find(&findings.header, GR_S("wave")),
	       rule = gr_header_find(&findings.header, GR_S("rule"));
	for (size_t i = 0; i < findings.rows; i++)
		j->answers += gr_slice_eq(findings.row[i].cell[wave],
		                  j->facts->wave)
		    && gr_slice_eq(findings.row[i].cell[rule],
		        gr_finding_rule(GR_FINDING_A01));
	return GR_OK;
}

enum gr_status gr_report_count_queries(struct gr_report_judged *judged,
    struct gr_err *err)
{
	const struct gr_report_facts *facts = judged->facts;
	struct count count = { facts, 0 };
	enum gr_status status = GR_OK;

	judged->queries = GR_NEW_ARRAY(facts->keep, facts->n_cities + 1,
	    int64_t);
	if (judged->queries == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i <= facts->n_cities; i++) {
		count.n = 0;
		status = each_row(facts,
		    i < facts->n_cities ? facts->city[i].code : GR_S("000000"),
		    count_query, &count, err);
		judged->queries[i] = count.n;
		judged->all_queries += count.n;
	}
	return status == GR_OK ? count_answers(judged, err) : status;
}
