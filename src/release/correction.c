/* correction.c - the notice of correction (勘误) of a release */
#include "release/correction.h"

#include "base/wording.h"
#include "csv/writer.h"
#include "figure/figure.h"
#include "release/difference_internal.h"
#include "release/withdrawn.h"

enum column {
	KIND, /* release, cause, or a kind of difference */
	NUMBER,
	WAVE,
	CODE,
	NAME,
	FIGURE,
	TITLE,
	OLD,
	NEW,
	CAUSE,
	COLUMNS
};

static const struct gr_slice column_name[COLUMNS] = { { "kind", 4 },
	{ "no", 2 }, { "wave", 4 }, { "code", 4 }, { "name", 4 },
	{ "figure", 6 }, { "title", 5 }, { "old", 3 }, { "new", 3 },
	{ "cause", 5 } };

struct cause { /* something that the two releases have differently */
	struct gr_slice name, words;
	size_t number; /* 0: nothing that is corrected rests on it */
};

struct notice {
	struct gr_arena *keep;
	const struct gr_release *old, *new;
	bool chinese;
	struct gr_differences found;
	struct gr_difference_causes causes;
	struct cause *cause;
	size_t n, room, numbers;
	struct gr_table withdrawn; /* of the new release */
	struct gr_map names;       /* code -> what the place is called */
	struct gr_buf text, *out;
};

/* ---- causes, in words ---- */

static const char *say(const struct notice *n, const char *words)
{
	return gr_wording_in(n->chinese, words);
}

/* "(2022-11-15, the office: why)" */
static void add_why(struct notice *n, struct gr_slice src)
{
	const struct gr_table *t = &n->withdrawn;

	for (size_t i = 0; i < t->rows; i++)
		if (gr_slice_eq(gr_table_cell(t, &t->row[i], "src"), src)) {
			gr_buf_format(&n->text, " (%.*s, %.*s: %.*s)",
			    GR_ARG(gr_table_cell(t, &t->row[i], "date")),
			    GR_ARG(gr_table_cell(t, &t->row[i], "who")),
			    GR_ARG(gr_table_cell(t, &t->row[i], "why")));
			return;
		}
}

static void say_input(struct notice *n, struct gr_slice name)
{
	const struct gr_manifest *old = &n->old->manifest;
	const struct gr_manifest *new = &n->new->manifest;
	bool before = gr_manifest_find(old, GR_MANIFEST_INPUTS, name) != NULL;
	bool now = gr_manifest_find(new, GR_MANIFEST_INPUTS, name) != NULL;
	bool withdrawn = gr_manifest_find(new, GR_MANIFEST_WITHDRAWN, name)
	    != NULL;
	bool was = gr_manifest_find(old, GR_MANIFEST_WITHDRAWN, name) != NULL;

	gr_buf_text(&n->text,
	    before && now   ? say(n, GR_WORDS("amended: "))
	        : withdrawn ? say(n, GR_WORDS("withdrawn: "))
	        : before    ? say(n, GR_WORDS("taken away: "))
	        : was       ? say(n, GR_WORDS("no longer withdrawn: "))
	                    : say(n, GR_WORDS("new: ")));
	gr_buf_add(&n->text, name);
	if (withdrawn)
		add_why(n, name);
}

static void say_program(struct notice *n, struct gr_slice name)
{
	const struct gr_manifest_item *old = gr_manifest_find(&n->old->manifest,
	    GR_MANIFEST_PROGRAMS, name);
	const struct gr_manifest_item *new = gr_manifest_find(&n->new->manifest,
	    GR_MANIFEST_PROGRAMS, name);

	gr_buf_format(&n->text, "%s%.*s %.*s → %.*s",
	    say(n, GR_WORDS("program: ")), GR_ARG(name),
	    GR_ARG(old ? old->mark : GR_S("-")),
	    GR_ARG(new ? new->mark : GR_S("-")));
}

static enum gr_status add_cause(struct notice *n, enum gr_manifest_kind kind,
    struct gr_slice name, struct gr_err *err)
{
	void *items = n->cause;
	enum gr_status status = gr_arena_grow(n->keep, &items, &n->room, n->n,
	    sizeof(*n->cause), err);

	if (status != GR_OK)
		return status;
	n->cause = items;
	gr_buf_clear(&n->text);
	if (kind == GR_MANIFEST_INPUTS)
		say_input(n, name);
	else if (kind == GR_MANIFEST_PROGRAMS)
		say_program(n, name);
	else
		gr_buf_format(&n->text, "%s%.*s", say(n, GR_WORDS("table: ")),
		    GR_ARG(name));
	status = gr_buf_check(&n->text, err);
	n->cause[n->n] = (struct cause){ name,
		gr_arena_copy(n->keep, gr_buf_slice(&n->text)), 0 };
	return status == GR_OK && n->cause[n->n++].words.ptr == NULL
	    ? gr_err_memory(err)
	    : status;
}

static enum gr_status find_causes(struct notice *n, struct gr_err *err)
{
	static const enum gr_manifest_kind of[] = { GR_MANIFEST_INPUTS,
		GR_MANIFEST_TABLES, GR_MANIFEST_PROGRAMS };
	enum gr_status status = gr_difference_causes_find(n->keep, n->old,
	    n->new, &n->causes, err);

	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; status == GR_OK && i < n->causes.n[of[k]];
		     i++)
			status = add_cause(n, of[k], n->causes.name[of[k]][i],
			    err);
	return status;
}

/* Whether a list joined by ';' has the name, which may hold one itself. */
static bool has_name(struct gr_slice list, struct gr_slice name)
{
	size_t at;

	while ((at = gr_slice_find(list, name)) != SIZE_MAX) {
		bool begins = at == 0 || list.ptr[at - 1] == ';';
		size_t end = at + name.len;

		if (begins && (end == list.len || list.ptr[end] == ';'))
			return true;
		list = gr_slice_skip(list, at + 1);
	}
	return false;
}

static void number_causes(struct notice *n, const struct gr_difference *line)
{
	for (size_t i = 0; i < n->n; i++)
		if (n->cause[i].number == 0
		    && has_name(line->field[GR_D_CHANGED], n->cause[i].name))
			n->cause[i].number = SIZE_MAX;
}

/* ---- places and figures, by name ---- */

static enum gr_status add_names(struct notice *n,
    const struct gr_release *release, const char *table, const char *code,
    const char *name, struct gr_err *err)
{
	const char *const required[] = { code, NULL };
	struct gr_table t;
	enum gr_status status = gr_release_table(release, table, required, &t,
	    err);
	size_t at = status == GR_OK
	    ? gr_header_find(&t.header, gr_slice_of(name))
	    : GR_NONE;

	for (size_t i = 0; status == GR_OK && at != GR_NONE && i < t.rows; i++)
		status = gr_map_put(&n->names,
		    gr_table_cell(&t, &t.row[i], code),
		    (uint64_t)(uintptr_t)&t.row[i].cell[at], err);
	return status;
}

/* What the new release calls a place stands before what the old one does. */
static enum gr_status find_names(struct notice *n, struct gr_err *err)
{
	const struct gr_release *const release[] = { n->old, n->new };
	enum gr_status status = GR_OK;

	n->names = gr_map_make(n->keep);
	for (size_t i = 0; status == GR_OK && i < 2; i++) {
		status = add_names(n, release[i], "communities.csv",
		    "community_code", "community_name", err);
		if (status == GR_OK)
			status = add_names(n, release[i], "counties.csv",
			    "code", "name", err);
		if (status == GR_OK)
			status = add_names(n, release[i], "cities.csv", "code",
			    "name", err);
	}
	return status;
}

static struct gr_slice name_of(const struct notice *n, struct gr_slice code)
{
	uint64_t at;

	return gr_map_get(&n->names, code, &at)
	    ? *(const struct gr_slice *)(uintptr_t)at
	    : GR_S("");
}

static struct gr_slice title_of(const struct notice *n,
    const struct gr_difference *line)
{
	const struct gr_figure *figure = line->kind == GR_DIFF_FIGURE
	    ? gr_figure_of_place(line->field[GR_D_COLUMN])
	    : NULL;

	if (figure == NULL || figure->pattern != NULL)
		return GR_S("");
	return gr_slice_of(n->chinese ? figure->zh : figure->en);
}

/* ---- the notice ---- */

static enum gr_status put_releases(struct notice *n, struct gr_err *err)
{
	struct gr_slice cell[COLUMNS] = { [KIND] = GR_S("release"),
		[TITLE] = gr_slice_of(
		    say(n, GR_WORDS("notice of correction"))) };
	enum gr_status status = gr_release_name(n->old, &cell[OLD], NULL, err);

	if (status == GR_OK)
		status = gr_release_name(n->new, &cell[NEW], NULL, err);
	if (status == GR_OK)
		gr_csv_row(n->out, column_name, COLUMNS);
	if (status == GR_OK)
		gr_csv_row(n->out, cell, COLUMNS);
	return status;
}

static enum gr_status put_causes(struct notice *n, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < n->n; i++) {
		if (n->cause[i].number == 0)
			continue;
		n->cause[i].number = ++n->numbers;
		gr_buf_clear(&n->text);
		gr_buf_uint(&n->text, n->numbers);
		const struct gr_slice cell[COLUMNS] = { [KIND] = GR_S("cause"),
			[NUMBER] = gr_buf_slice(&n->text),
			[CAUSE] = n->cause[i].words };
		gr_csv_row(n->out, cell, COLUMNS);
		status = gr_buf_check(&n->text, err);
	}
	return status;
}

static enum gr_status put_line(struct notice *n,
    const struct gr_difference *line, struct gr_err *err)
{
	const struct gr_slice *field = line->field;

	gr_buf_clear(&n->text);
	for (size_t i = 0; i < n->n; i++)
		if (n->cause[i].number > 0
		    && has_name(field[GR_D_CHANGED], n->cause[i].name))
			gr_buf_format(&n->text, "%s%zu",
			    n->text.len > 0 ? ";" : "", n->cause[i].number);
	if (n->text.len == 0) /* the day, or nothing that anybody knows of */
		gr_buf_add(&n->text, field[GR_D_CAUSE]);
	const struct gr_slice cell[COLUMNS] = { [KIND] = field[GR_D_KIND],
		[WAVE] = field[GR_D_WAVE],
		[CODE] = field[GR_D_CODE],
		[NAME] = name_of(n, field[GR_D_CODE]),
		[FIGURE] = field[GR_D_COLUMN],
		[TITLE] = title_of(n, line),
		[OLD] = field[GR_D_OLD],
		[NEW] = field[GR_D_NEW],
		[CAUSE] = gr_buf_slice(&n->text) };
	gr_csv_row(n->out, cell, COLUMNS);
	return gr_buf_check(&n->text, err);
}

static enum gr_status make_notice(struct notice *n, struct gr_err *err)
{
	static const char *const required[] = { "src", "date", "who", "why",
		NULL };
	enum gr_status status = GR_OK;

	if (gr_manifest_find(&n->new->manifest, GR_MANIFEST_OUTPUTS,
	        GR_S(GR_WITHDRAWN_LIST))
	    != NULL)
		status = gr_release_table(n->new, GR_WITHDRAWN_LIST, required,
		    &n->withdrawn, err);
	if (status == GR_OK)
		status = find_causes(n, err);
	if (status == GR_OK)
		status = find_names(n, err);
	for (size_t i = 0; i < n->found.n; i++)
		number_causes(n, &n->found.line[i]);
	if (status == GR_OK)
		status = put_releases(n, err);
	if (status == GR_OK)
		status = put_causes(n, err);
	for (size_t i = 0; status == GR_OK && i < n->found.n; i++)
		status = put_line(n, &n->found.line[i], err);
	return status;
}

enum gr_status gr_correction_make(const struct gr_release *old,
    const struct gr_release *new, struct gr_buf *out, struct gr_err *err)
{
	struct notice n = { .keep = new->keep,
		.old = old,
		.new = new,
		.chinese = gr_slice_eq(new->manifest.language, GR_S("zh")),
		.out = out };
	enum gr_status status = gr_difference_published(old, new, &n.found,
	    err);

	gr_buf_clear(out);
	if (status == GR_OK && n.found.n > 0)
		status = make_notice(&n, err);
	gr_buf_free(&n.text);
	return status == GR_OK ? gr_buf_check(out, err) : status;
}
