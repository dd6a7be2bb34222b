/* named.c - whose name it is: a community's or a place's. */
#include "explain/explain_internal.h"

#include "text/name_fold.h"

#define MOST_CODES 8 /* that a complaint lists */

struct search {
	struct gr_explain *explain;
	struct gr_buf wanted, name; /* folded */
	struct gr_slice code[MOST_CODES];
	size_t n; /* different codes, of which the first have a place */
};

static void note(struct search *s, struct gr_slice code)
{
	for (size_t i = 0; i < s->n && i < MOST_CODES; i++)
		if (gr_slice_eq(s->code[i], code))
			return;
	if (s->n < MOST_CODES)
		s->code[s->n] = code;
	s->n++;
}

/* Look through a table of the release. */
static enum gr_status look(struct search *s, const char *file,
    const char *code_column, const char *name_column, struct gr_err *err)
{
	const char *const required[] = { "wave", code_column, name_column,
		NULL };
	struct gr_table table;
	enum gr_status status = gr_release_table(s->explain->release, file,
	    required, &table, err);

	for (size_t i = 0; status == GR_OK && i < table.rows; i++) {
		const struct gr_table_row *row = &table.row[i];

		if (s->explain->wave.len > 0
		    && !gr_slice_eq(s->explain->wave,
		        gr_explain_cell(&table, row, "wave")))
			continue;
		gr_buf_clear(&s->name);
		gr_name_fold(&s->name,
		    gr_explain_cell(&table, row, name_column));
		if (gr_slice_eq(gr_buf_slice(&s->name),
		        gr_buf_slice(&s->wanted)))
			note(s, gr_explain_cell(&table, row, code_column));
		status = gr_buf_check(&s->name, err);
	}
	return status;
}

static enum gr_status choose(const struct search *s, bool *found,
    struct gr_err *err)
{
	struct gr_explain *explain = s->explain;
	struct gr_slice name = explain->code;
	struct gr_buf codes = { 0 };

	*found = s->n > 0;
	if (s->n > 0)
		explain->code = s->code[0];
	if (s->n < 2)
		return GR_OK;
	for (size_t i = 0; i < s->n && i < MOST_CODES; i++)
		gr_buf_format(&codes, "%s%.*s", i > 0 ? ", " : "",
		    GR_ARG(s->code[i]));
	if (s->n > MOST_CODES)
		gr_buf_text(&codes, " ...");
	enum gr_status status = gr_buf_check(&codes, err);
	if (status == GR_OK)
		status = gr_err_set(err, GR_EUSAGE,
		    "several are called '%.*s', please give the code: %.*s",
		    GR_ARG(name), GR_ARG(gr_buf_slice(&codes)));
	gr_buf_free(&codes);
	return status;
}

enum gr_status gr_explain_by_name(struct gr_explain *explain, bool *found,
    struct gr_err *err)
{
	struct search s = { .explain = explain };
	enum gr_status status;

	gr_name_fold(&s.wanted, explain->code);
	status = gr_buf_check(&s.wanted, err);
	if (status == GR_OK)
		status = look(&s, "cities.csv", "code", "name", err);
	if (status == GR_OK)
		status = look(&s, "counties.csv", "code", "name", err);
	if (status == GR_OK)
		status = look(&s, "communities.csv", "community_code",
		    "community_name", err);
	if (status == GR_OK)
		status = look(&s, "not-responded.csv", "community_code",
		    "community_name", err);
	if (status == GR_OK)
		status = choose(&s, found, err);
	gr_buf_free(&s.wanted);
	gr_buf_free(&s.name);
	return status;
}
