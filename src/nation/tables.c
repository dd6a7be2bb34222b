/* tables.c - the tables that a province was judged by, against the nation's */
#include "nation/province.h"

#include "base/buf.h"
#include "base/wording.h"

/* All that decide how a record is read, judged and counted.  In some of them
 * rows are the province's own. */
static const struct {
	const char *name;
	const char *const *columns; /* those of a row that must agree; NULL:
				       all of the file, to the byte */
	bool (*is_own)(const struct gr_table *table,
	    const struct gr_table_row *row);
} tables[] = {
	{ "atoms.csv", NULL, NULL },
	{ "checks.csv", NULL, NULL },
	{ "columns.csv", NULL, NULL },
	{ "criteria.csv", NULL, NULL },
	{ "derived.csv", NULL, NULL },
	{ "groups.csv", NULL, NULL },
	{ "indicators.csv", NULL, NULL },
	{ "obligations.csv", NULL, NULL },
	{ "parameters.csv",
	    (const char *const[]){ "name", "valid_from", "valid_to", "value",
	        NULL },
	    gr_province_row_is_local },
	{ "rules.csv", NULL, NULL },
	{ "shown.csv", NULL, NULL },
	{ "standard.csv", (const char *const[]){ "key", "value", NULL }, NULL },
	{ "units.csv", NULL, NULL },
};

bool gr_province_row_is_local(const struct gr_table *table,
    const struct gr_table_row *row)
{
	return gr_table_cell(table, row, "scope").len > 0;
}

/* Keys of standard.csv that say which region it is. */
static bool is_of_region(const struct gr_table *table,
    const struct gr_table_row *row)
{
	static const char *const keys[] = { "id", "title_zh", "title_en",
		"region", "region_name_zh", "region_name_en" };
	struct gr_slice key = gr_table_cell(table, row, "key");

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (gr_slice_eq(key, gr_slice_of(keys[i])))
			return true;
	return false;
}

/* A table that need not be there has no rows then. */
static enum gr_status read_table(const struct gr_nation *nation,
    const char *folder, const char *name, struct gr_table *out,
    struct gr_err *err)
{
	const char *path = gr_release_path(nation->keep, folder,
	    gr_slice_of(name));

	return path != NULL ? gr_table_read(nation->keep, path, out, err)
	                    : gr_err_memory(err);
}

/* ---- tables of which rows are a province's own ---- */

/* The rows that must agree, each as one text, in order. */
static enum gr_status common_rows(const struct gr_nation *nation,
    const struct gr_table *table, size_t which, struct gr_slice **out,
    size_t *n, struct gr_err *err)
{
	struct gr_slice *row = GR_NEW_ARRAY(nation->keep, table->rows + 1,
	    struct gr_slice);
	struct gr_buf text = { 0 };
	bool failed = row == NULL;

	*n = 0;
	for (size_t i = 0; !failed && i < table->rows; i++) {
		if (tables[which].is_own != NULL
		        ? tables[which].is_own(table, &table->row[i])
		        : is_of_region(table, &table->row[i]))
			continue;
		gr_buf_clear(&text);
		for (size_t c = 0; tables[which].columns[c] != NULL; c++) {
			gr_buf_add(&text,
			    gr_table_cell(table, &table->row[i],
			        tables[which].columns[c]));
			gr_buf_byte(&text, '\t');
		}
		row[*n] = gr_arena_copy(nation->keep, gr_buf_slice(&text));
		failed = text.failed || row[(*n)++].ptr == NULL;
	}
	gr_buf_free(&text);
	if (failed)
		return gr_err_memory(err);
	gr_slice_sort(row, *n);
	*out = row;
	return GR_OK;
}

static enum gr_status rows_agree(const struct gr_nation *nation, size_t which,
    const struct gr_table *ours, const struct gr_table *theirs, bool *same,
    struct gr_err *err)
{
	struct gr_slice *a, *b;
	size_t n, m;
	enum gr_status status = common_rows(nation, ours, which, &a, &n, err);

	if (status == GR_OK)
		status = common_rows(nation, theirs, which, &b, &m, err);
	*same = status == GR_OK && n == m;
	for (size_t i = 0; *same && i < n; i++)
		*same = gr_slice_eq(a[i], b[i]);
	return status;
}

static enum gr_status compare_rows(const struct gr_nation *nation,
    const char *folder, size_t which, struct gr_table *theirs, bool *same,
    struct gr_err *err)
{
	struct gr_table ours = { .path = NULL };
	enum gr_status status = read_table(nation, nation->standard->path,
	    tables[which].name, &ours, err);

	if (status == GR_OK)
		status = read_table(nation, folder, tables[which].name, theirs,
		    err);
	return status == GR_OK
	    ? rows_agree(nation, which, &ours, theirs, same, err)
	    : status;
}

/* ---- all of them ---- */

static enum gr_status differs(const struct gr_nation *nation,
    struct gr_province *province, const char *name, const char *words,
    struct gr_err *err)
{
	struct gr_err why = { .line = 0 };

	(void)gr_err_at(&why, GR_EDATA, name, 0, NULL, "%s", words);
	return gr_province_refuse(nation, province, &why, err);
}

/* A table whose bytes must be the nation's: what was handed over of it need not
 * be looked at, for the manifest has its hash. */
static enum gr_status check_bytes(const struct gr_nation *nation,
    const struct gr_release *release, struct gr_province *province,
    const char *name, struct gr_err *err)
{
	const struct gr_manifest_item *item = gr_manifest_find(
	    &release->manifest, GR_MANIFEST_TABLES, gr_slice_of(name));
	const char *path = gr_release_path(nation->keep, nation->standard->path,
	    gr_slice_of(name));
	enum gr_manifest_state state;
	struct gr_err why = { .line = 0 };

	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_manifest_compare(item, path, &state, &why);
	if (status != GR_OK)
		return gr_province_refuse(nation, province, &why, err);
	if (state == GR_MANIFEST_SAME
	    || (item == NULL && state == GR_MANIFEST_MISSING))
		return GR_OK;
	return differs(nation, province, name,
	    GR_WORDS("is not that of the nation's standard"), err);
}

/* A table that was handed over because rows of it are the province's own: the
 * one of the release, and *out. */
static enum gr_status take(const struct gr_nation *nation,
    const struct gr_release *release, const char *folder,
    struct gr_province *province, const char *name, bool *there,
    struct gr_err *err)
{
	const struct gr_manifest_item *item = gr_manifest_find(
	    &release->manifest, GR_MANIFEST_TABLES, gr_slice_of(name));
	struct gr_err why = { .line = 0 };
	bool same = true;

	*there = false;
	if (item == NULL)
		return GR_OK;
	enum gr_status status = gr_release_made_with(release, folder, item,
	    &same, &why);
	if (status != GR_OK)
		return gr_province_refuse(nation, province, &why, err);
	*there = same;
	return same ? GR_OK
	            : differs(nation, province, name,
	                GR_WORDS("is not the one that this release was made "
	                         "with"),
	                err);
}

/* How many rows are about places, all of which must be the province's. */
static enum gr_status count_local(const struct gr_nation *nation,
    struct gr_province *province, const struct gr_table *table,
    const char *name, size_t *n, struct gr_err *err)
{
	struct gr_err why = { .line = 0 };

	*n = 0;
	for (size_t i = 0; i < table->rows; i++) {
		const struct gr_table_row *row = &table->row[i];
		struct gr_slice scope = gr_table_cell(table, row, "scope");

		if (scope.len == 0)
			continue;
		++*n;
		if (gr_area_rule_province(nation->standard, scope)
		    == province->rule)
			continue;
		(void)gr_err_at(&why, GR_EDATA, name, row->line, "scope",
		    "'%.*s' is no place of this province", GR_ARG(scope));
		return gr_province_refuse(nation, province, &why, err);
	}
	return GR_OK;
}

static enum gr_status check_shared(const struct gr_nation *nation,
    const struct gr_release *release, const char *folder, size_t which,
    struct gr_province *province, struct gr_err *err)
{
	const char *name = tables[which].name;
	bool own = tables[which].is_own != NULL, there, same = true;
	struct gr_table table = { .path = NULL };
	struct gr_err why = { .line = 0 };
	enum gr_status status = take(nation, release, folder, province, name,
	    &there, err);

	if (status != GR_OK || !there)
		return status;
	status = compare_rows(nation, folder, which,
	    own ? &province->parameters : &table, &same, &why);
	if (status != GR_OK)
		return gr_province_refuse(nation, province, &why, err);
	if (!same)
		status = differs(nation, province, name,
		    GR_WORDS("is not that of the nation's standard"), err);
	return status == GR_OK && own ? count_local(nation, province,
	           &province->parameters, name, &province->own_parameters, err)
	                              : status;
}

static enum gr_status check_scopes(const struct gr_nation *nation,
    const struct gr_release *release, const char *folder,
    struct gr_province *province, struct gr_err *err)
{
	struct gr_err why = { .line = 0 };
	bool there;
	enum gr_status status = take(nation, release, folder, province,
	    "scopes.csv", &there, err);

	if (status != GR_OK || !there)
		return status;
	status = read_table(nation, folder, "scopes.csv", &province->scopes,
	    &why);
	if (status != GR_OK)
		return gr_province_refuse(nation, province, &why, err);
	return count_local(nation, province, &province->scopes, "scopes.csv",
	    &province->own_scopes, err);
}

enum gr_status gr_province_check_tables(const struct gr_nation *nation,
    const struct gr_release *release, struct gr_province *province,
    struct gr_err *err)
{
	const char *folder = gr_release_path(nation->keep, province->folder,
	    GR_S("standard"));
	enum gr_status status = folder != NULL ? GR_OK : gr_err_memory(err);

	for (size_t i = 0;
	     status == GR_OK && i < sizeof tables / sizeof *tables; i++)
		status = tables[i].columns == NULL
		    ? check_bytes(nation, release, province, tables[i].name,
		        err)
		    : check_shared(nation, release, folder, i, province, err);
	return status == GR_OK
	    ? check_scopes(nation, release, folder, province, err)
	    : status;
}
