/* facts.c - the tables of a release, as its summary reads them. */
#include "annual/annual_internal.h"

#include "figure/figure.h"
#include "number/date.h"

/* Columns that hold no numbers have to be known: a test about an empty column
 * must mean the same as one about a full one.  Of places the table of figures
 * knows them.  `but`: the columns that are of the other kind than most. */
static const struct {
	const char *name, *path, *key;
	bool numbers; /* most columns hold numbers, else texts */
	const char *but, *dates;
} known[GR_FACT_FILES] = {
	[GR_FACT_CITIES] = { "cities", "cities.csv", "wave level code", true,
	    "", "" },
	[GR_FACT_COUNTIES] = { "counties", "counties.csv", "wave level code",
	    true, "", "" },
	[GR_FACT_CRITERIA] = { "criteria", "criteria.csv",
	    "wave level code criterion", true, "level code criterion", "" },
	[GR_FACT_MILESTONES] = { "milestones", "milestones.csv",
	    "id level code", true,
	    "id level code status outlook value target note", "due" },
	[GR_FACT_PACE] = { "pace", "pace.csv", "id level code", true,
	    "id level code pace note", "due" },
	[GR_FACT_COMMUNITIES] = { "communities", "communities.csv",
	    "wave community_code", false,
	    "wave participating pilot points criteria_met criteria_applicable "
	    "criteria_undetermined reported line",
	    "" },
	[GR_FACT_NOT_RESPONDED] = { "not-responded", "not-responded.csv",
	    "wave community_code", false, "wave", "" },
	[GR_FACT_WITHDRAWN] = { "withdrawn", "withdrawn.csv", "wave src", false,
	    "wave", "date" },
	[GR_FACT_CHANGES] = { "changes", "memo-changes.csv", "change", false,
	    "change", "" },
	[GR_FACT_PLACES] = { "places", "memo-places.csv", "wave level code",
	    true, "level code name", "" },
	[GR_FACT_UNITS] = { "units", "memo-units.csv", "wave community_code",
	    false, "wave", "" },
	[GR_FACT_SCENARIOS] = { "scenarios", "memo-scenarios.csv",
	    "wave level code scenario", true, "level code scenario", "" },
	[GR_FACT_VERDICTS] = { "verdicts", "memo-verdicts.csv",
	    "wave level code", true, "level code changed", "" },
	[GR_FACT_RULES] = { "rules", "memo-rules.csv", "wave rule", true,
	    "rule", "" },
	[GR_FACT_CLAIMS] = { "claims", NULL, "claim", false, "claim", "" },
};

/* In the order of CLAIM_*. */
static const char *const claim_column[GR_CLAIM_COLUMNS] = { "claim", "sentence",
	"figure", "operation", "file", "row", "column", "value" };

static bool is_listed(const char *list, struct gr_slice name)
{
	struct gr_slice rest = gr_slice_of(list), word;

	while (gr_slice_split(&rest, ' ', &word))
		if (gr_slice_eq(word, name))
			return true;
	return false;
}

static bool is_beside(enum gr_annual_file file)
{
	return file >= GR_FACT_CHANGES && file <= GR_FACT_RULES;
}

enum gr_annual_file gr_annual_facts_find(const struct gr_annual_facts *facts,
    struct gr_slice name)
{
	enum gr_annual_file file = 0;

	while (file < GR_FACT_FILES
	    && !gr_slice_eq(name, gr_slice_of(known[file].name)))
		file++;
	return is_beside(file) && facts->annual->beside == NULL ? GR_FACT_FILES
	                                                        : file;
}

static bool is_of_places(enum gr_annual_file file)
{
	return file == GR_FACT_CITIES || file == GR_FACT_COUNTIES;
}

static enum gr_value_kind kind_of(enum gr_annual_file file,
    struct gr_slice column)
{
	const struct gr_figure *figure = is_of_places(file)
	    ? gr_figure_of_place(column)
	    : NULL;
	bool other = is_listed(known[file].but, column)
	    || (figure != NULL && gr_figure_is_text(figure));

	if (is_listed(known[file].dates, column))
		return GR_VALUE_DATE;
	return known[file].numbers != other ? GR_VALUE_NUMBER : GR_VALUE_TEXT;
}

/* ---- one table ---- */

static enum gr_status find_columns(struct gr_annual_table *t,
    enum gr_annual_file file, struct gr_arena *keep, struct gr_err *err)
{
	const struct gr_header *header = &t->table.header;
	struct gr_slice rest = gr_slice_of(known[file].key), name;

	t->kind = GR_NEW_ARRAY(keep, header->n, enum gr_value_kind);
	t->now = GR_NEW_ARRAY(keep, header->n, struct gr_slice);
	t->prev = GR_NEW_ARRAY(keep, header->n, struct gr_slice);
	if (t->kind == NULL || t->now == NULL || t->prev == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < header->n; i++)
		t->kind[i] = kind_of(file, header->name[i]);
	t->wave = gr_header_find(header, GR_S("wave"));
	while (gr_slice_split(&rest, ' ', &name)) {
		size_t at = gr_header_find(header, name);

		if (at == GR_NONE)
			return gr_err_at(err, GR_EDATA, t->table.path, 1, NULL,
			    "has no column '%.*s'", GR_ARG(name));
		t->key[t->keys++] = at;
	}
	return GR_OK;
}

/* The key of a row, with another wave in it if `wave` is not empty. */
static struct gr_slice key_of(const struct gr_annual_table *t,
    const struct gr_table_row *row, struct gr_slice wave, struct gr_buf *to)
{
	struct gr_slice part[GR_FACT_KEYS];

	for (size_t i = 0; i < t->keys; i++)
		part[i] = wave.len > 0 && t->key[i] == t->wave
		    ? wave
		    : row->cell[t->key[i]];
	return gr_buf_join(to, part, t->keys, '\n');
}

static enum gr_status index_rows(struct gr_annual_table *t,
    struct gr_slice wave, struct gr_arena *keep, struct gr_err *err)
{
	struct gr_buf scratch = { 0 };
	enum gr_status status = GR_OK;
	size_t n = t->table.rows;

	t->index = gr_map_make(keep);
	t->row = GR_NEW_ARRAY(keep, n ? n : 1, const struct gr_table_row *);
	if (t->row == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < n; i++) {
		const struct gr_table_row *row = &t->table.row[i];
		struct gr_slice key = gr_arena_copy(keep,
		    key_of(t, row, GR_S(""), &scratch));

		status = key.ptr && !scratch.failed ? GR_OK
		                                    : gr_err_memory(err);
		if (status == GR_OK)
			status = gr_map_put(&t->index, key, i, err);
		/* answers that were withdrawn are of no wave */
		if (t->wave == GR_NONE || row->cell[t->wave].len == 0
		    || gr_slice_eq(row->cell[t->wave], wave))
			t->row[t->rows++] = row;
	}
	gr_buf_free(&scratch);
	return status;
}

/* Releases of before 0.2 knew no withdrawals. */
static enum gr_status make_none(struct gr_annual_table *t,
    struct gr_arena *keep, struct gr_err *err)
{
	static const struct gr_slice name[] = { { "wave", 4 }, { "kind", 4 },
		{ "src", 3 }, { "date", 4 }, { "who", 3 }, { "why", 3 } };

	t->table.arena = keep;
	return gr_header_make(keep, name, sizeof name / sizeof *name,
	    &t->table.header, err);
}

static enum gr_status make_claims(struct gr_annual_table *t,
    struct gr_arena *keep, struct gr_err *err)
{
	struct gr_slice name[GR_CLAIM_COLUMNS];

	for (size_t i = 0; i < GR_CLAIM_COLUMNS; i++)
		name[i] = gr_slice_of(claim_column[i]);
	t->table.arena = keep;
	return gr_header_make(keep, name, GR_CLAIM_COLUMNS, &t->table.header,
	    err);
}

static bool has_file(const struct gr_annual_facts *facts, const char *path)
{
	return gr_manifest_find(&facts->annual->release->manifest,
	           GR_MANIFEST_OUTPUTS, gr_slice_of(path))
	    != NULL;
}

/* A table from where it is published. */
static enum gr_status read_table(struct gr_annual_facts *facts,
    enum gr_annual_file file, struct gr_table *out, struct gr_err *err)
{
	static const char *const none[] = { NULL };
	const struct gr_annual *annual = facts->annual;
	const char *path = known[file].path;

	if (!is_beside(file))
		return gr_release_table(annual->release, path, none, out, err);
	path = gr_release_path(facts->keep, annual->beside, gr_slice_of(path));
	return path == NULL ? gr_err_memory(err)
	                    : gr_table_read(facts->keep, path, out, err);
}

enum gr_status gr_annual_facts_need(struct gr_annual_facts *facts,
    enum gr_annual_file file, struct gr_err *err)
{
	struct gr_annual_table *t;

	if (facts->file[file] != NULL)
		return GR_OK;
	t = facts->file[file] = GR_NEW(facts->keep, struct gr_annual_table);
	if (t == NULL)
		return gr_err_memory(err);
	t->path = known[file].path;
	enum gr_status status = t->path == NULL
	    ? make_claims(t, facts->keep, err)
	    : file == GR_FACT_WITHDRAWN && !has_file(facts, t->path)
	    ? make_none(t, facts->keep, err)
	    : read_table(facts, file, &t->table, err);
	if (status == GR_OK)
		status = find_columns(t, file, facts->keep, err);
	if (status == GR_OK && t->path != NULL)
		status = index_rows(t, facts->wave, facts->keep, err);
	return status;
}

const struct gr_table_row *gr_annual_facts_before(
    const struct gr_annual_facts *facts, enum gr_annual_file file,
    const struct gr_table_row *row, struct gr_err *err)
{
	const struct gr_annual_table *t = facts->file[file];
	struct gr_buf key = { 0 };
	uint64_t at = 0;

	if (facts->before.len == 0 || t->wave == GR_NONE)
		return NULL;
	bool there = gr_map_get(&t->index, key_of(t, row, facts->before, &key),
	    &at);
	/* a place whose row is not found because of that has none */
	if (gr_buf_check(&key, err) != GR_OK)
		there = false;
	gr_buf_free(&key);
	return there && !gr_slice_eq(row->cell[t->wave], facts->before)
	    ? &t->table.row[at]
	    : NULL;
}

/* ---- tests about a row ---- */

struct about {
	const struct gr_annual_facts *facts;
	enum gr_annual_file file;
};

static bool find_word(struct gr_slice name, struct gr_symbol *out)
{
	static const struct {
		const char *name;
		enum gr_value_kind kind;
	} word[GR_FACT_WORDS] = {
		[GR_FACT_AS_OF] = { "as_of", GR_VALUE_DATE },
		[GR_FACT_NEXT_YEAR] = { "next_year", GR_VALUE_DATE },
		[GR_FACT_REGION] = { "region", GR_VALUE_TEXT },
		[GR_FACT_FIRST_WAVE] = { "first_wave", GR_VALUE_NUMBER },
	};

	for (unsigned i = 0; i < GR_FACT_WORDS; i++)
		if (gr_slice_eq(name, gr_slice_of(word[i].name))) {
			out->kind = word[i].kind;
			out->slot = i;
			return true;
		}
	return false;
}

static bool find_symbol(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	const struct about *about = context;
	const struct gr_annual_table *t = about->facts->file[about->file];

	*out = (struct gr_symbol){ .min = { -999999999999, 0 },
		.max = { 999999999999, 0 },
		.decimals = 18 };
	if (class == GR_NAME_PARAMETER)
		return find_word(name, out);
	size_t at = gr_header_find(&t->table.header, name);
	if (at == GR_NONE)
		return false;
	out->slot = (unsigned)at;
	out->kind = t->kind[at];
	return true;
}

enum gr_status gr_annual_facts_compile(const struct gr_annual_facts *facts,
    enum gr_annual_file file, struct gr_slice text, const struct gr_table *at,
    const struct gr_table_row *row, const char *column,
    const struct gr_expr **out, struct gr_err *err)
{
	struct about about = { facts, file };

	return gr_expr_test_compile(facts->keep, text, find_symbol, &about,
	    at->path, row->line, column, out, err);
}

/* An empty text is told apart by "-", since what is missing equals nothing. */
static void lay_out(const struct gr_annual_table *t,
    const struct gr_table_row *row, struct gr_slice *to)
{
	for (size_t i = 0; i < t->table.header.n; i++) {
		to[i] = row ? row->cell[i] : GR_S("");
		if (row && to[i].len == 0 && t->kind[i] == GR_VALUE_TEXT)
			to[i] = GR_S("-");
	}
}

enum gr_status gr_annual_facts_test(const struct gr_annual_facts *facts,
    enum gr_annual_file file, const struct gr_table_row *row,
    const struct gr_expr *test, bool *yes, struct gr_err *err)
{
	const struct gr_annual_table *t = facts->file[file];
	const struct gr_env env = { t->now, t->prev, facts->word };
	const unsigned *slot;

	*yes = true;
	if (test == NULL)
		return GR_OK;
	lay_out(t, row, t->now);
	if (gr_expr_slots(test, GR_NAME_PREV, &slot) > 0) {
		err->status = GR_OK;
		lay_out(t, gr_annual_facts_before(facts, file, row, err),
		    t->prev);
		if (err->status != GR_OK)
			return err->status;
	}
	*yes = gr_expr_test(test, &env) == GR_TRUE;
	return GR_OK;
}

/* ---- all of them ---- */

/* The newest wave before the year's. */
static void find_before(struct gr_annual_facts *facts)
{
	const struct gr_annual_table *t = facts->file[GR_FACT_CITIES];

	for (size_t i = 0; i < t->table.rows; i++) {
		struct gr_slice wave = t->table.row[i].cell[t->wave];

		if (gr_slice_cmp(wave, facts->wave) < 0
		    && gr_slice_cmp(wave, facts->before) > 0)
			facts->before = wave;
	}
}

static enum gr_status find_region(struct gr_annual_facts *facts,
    struct gr_err *err)
{
	const struct gr_annual_table *t = facts->file[GR_FACT_CITIES];

	for (size_t i = 0; i < t->rows; i++) {
		const struct gr_table_row *row = t->row[i];
		struct gr_slice level = gr_table_cell(&t->table, row, "level");

		if ((gr_slice_eq(level, GR_S("province"))
		        || gr_slice_eq(level, GR_S("nation")))
		    && gr_slice_eq(gr_table_cell(&t->table, row, "code"),
		        facts->annual->standard->region))
			facts->region = row;
	}
	if (facts->region != NULL)
		return GR_OK;
	return gr_err_at(err, GR_EDATA, t->table.path, 0, NULL,
	    "the release has no wave %.*s of the region %.*s",
	    GR_ARG(facts->wave), GR_ARG(facts->annual->standard->region));
}

/* The same day a year later; of 29 February, the 28th. */
static struct gr_slice year_after(struct gr_arena *keep, struct gr_days as_of)
{
	struct gr_buf text = { 0 };
	int year, month, day;
	int32_t next = 0;

	gr_date_to_civil(as_of.first, &year, &month, &day);
	if (!gr_date_from_civil(year + 1, month, day, &next))
		(void)gr_date_from_civil(year + 1, month, day - 1, &next);
	gr_date_print(&text, next);
	struct gr_slice kept = gr_arena_copy(keep, gr_buf_slice(&text));
	if (text.failed)
		kept = gr_slice_make(NULL, 0);
	gr_buf_free(&text);
	return kept;
}

enum gr_status gr_annual_facts_open(const struct gr_annual *annual,
    struct gr_annual_facts *out, struct gr_err *err)
{
	struct gr_slice as_of = annual->release->manifest.as_of;
	struct gr_days days;

	*out = (struct gr_annual_facts){ .annual = annual,
		.keep = annual->release->keep };
	if (as_of.len != 10 || !gr_date_parse(as_of, &days))
		return gr_err_at(err, GR_EDATA, annual->release->path, 0, NULL,
		    "is as of no day: '%.*s'", GR_ARG(as_of));
	out->wave = gr_slice_make(as_of.ptr, 4);
	enum gr_status status = gr_annual_facts_need(out, GR_FACT_CITIES, err);
	if (status == GR_OK)
		status = find_region(out, err);
	if (status == GR_OK)
		status = gr_release_name(annual->release, &out->release,
		    &out->hash, err);
	if (status != GR_OK)
		return status;
	find_before(out);
	out->word[GR_FACT_AS_OF] = as_of;
	out->word[GR_FACT_NEXT_YEAR] = year_after(out->keep, days);
	out->word[GR_FACT_REGION] = annual->standard->region;
	out->word[GR_FACT_FIRST_WAVE] = out->before.len ? GR_S("0") : GR_S("1");
	return out->word[GR_FACT_NEXT_YEAR].ptr ? GR_OK : gr_err_memory(err);
}
