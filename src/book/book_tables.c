/* book_tables.c - the tables of a release that go into a book */
#include "book/book_tables.h"

#include "base/wording.h"
#include "release/correction.h"
#include "release/walk.h"

#include <errno.h>
#include <sys/stat.h>

#define TO_CITY "wave,city_code>cities(wave,code)"
#define TO_COUNTY "wave,county_code>counties(wave,code)"
#define TO_RECORD "wave,src,line>records(wave,src,line)"

const struct gr_book_table gr_book_table[GR_BOOK_PARTS] = {
	[GR_BOOK_CITIES] = { "cities.csv", "cities", "城市", "cities",
	    GR_WORDS("every figure of each city and of the whole, by wave"),
	    "code", NULL, "wave,code", { NULL } },
	[GR_BOOK_COUNTIES] = { "counties.csv", "counties", "县区", "counties",
	    GR_WORDS("the same figures of each county"), NULL, NULL,
	    "wave,code", { NULL } },
	[GR_BOOK_CRITERIA] = { "criteria.csv", "criteria", "评估内容",
	    "criteria",
	    GR_WORDS("how many communities meet each criterion, by place"),
	    NULL, NULL, "wave,level,code,criterion", { NULL } },
	[GR_BOOK_COMMUNITIES] = { "communities.csv", "communities", "社区",
	    "communities",
	    GR_WORDS("every community that responded: its status, what it "
	             "failed, and where it was read"),
	    "city_code", NULL, "wave,community_code",
	    { TO_CITY, TO_COUNTY, TO_RECORD } },
	[GR_BOOK_MILESTONES] = { "milestones.csv", "milestones", "目标任务",
	    "milestones",
	    GR_WORDS("every obligation of each place: status and outlook"),
	    "code", NULL, "id,level,code,due", { NULL } },
	[GR_BOOK_PACE] = { "pace.csv", "pace", "进度", "pace",
	    GR_WORDS("the pace towards the target, and where it leads"), "code",
	    NULL, "id,level,code,due", { NULL } },
	[GR_BOOK_NOT_RESPONDED] = { "not-responded.csv", "not_responded",
	    "未填报", "not responded",
	    GR_WORDS("registered communities from which nothing came"),
	    "city_code", NULL, "wave,community_code", { TO_CITY, TO_COUNTY } },
	[GR_BOOK_QUERIES] = { "queries/", "queries", "数据核实", "queries",
	    GR_WORDS("what is asked of the cities"), "city_code", "city_code",
	    "city_code,query", { NULL } },
	[GR_BOOK_CORRECTIONS] = { GR_CORRECTIONS, "corrections", "勘误",
	    "corrections",
	    GR_WORDS("figures that were published before and are others now"),
	    NULL, "earlier", NULL, { NULL } },
	[GR_BOOK_FINDINGS] = { "findings.csv", "findings", "", "",
	    GR_WORDS("every event of the run, a line each"), NULL, NULL, NULL,
	    { NULL } },
	[GR_BOOK_SET_ASIDE] = { "set-aside.csv", "set_aside", "", "",
	    GR_WORDS("records that were set aside, and why"), NULL, NULL, NULL,
	    { NULL } },
	[GR_BOOK_WITHDRAWN] = { "withdrawn.csv", "withdrawn", "", "",
	    GR_WORDS("deliveries that were withdrawn"), NULL, NULL, NULL,
	    { NULL } },
	[GR_BOOK_LAYOUTS] = { "layouts.csv", "layouts", "", "",
	    GR_WORDS("where each column stood in each delivery"), NULL, NULL,
	    NULL, { NULL } },
	[GR_BOOK_LEDGER] = { "ledger.csv", "ledger", "", "",
	    GR_WORDS("where every record went"), NULL, NULL, NULL, { NULL } },
	[GR_BOOK_RECORDS] = { "records.tsv", "records", "", "",
	    GR_WORDS("every record that counted, with all of its answers"),
	    NULL, NULL, "wave,src,line", { NULL } },
	[GR_BOOK_TALLIES] = { "tallies.tsv", "tallies", "", "",
	    GR_WORDS("the counts of which all figures are made"), NULL, NULL,
	    "wave,county_code,measure,bin", { NULL } },
};

/* ---- folders ---- */

struct folder {
	gr_release_cells_fn *each;
	void *context;
	const struct gr_book_table *table;
	struct gr_slice of; /* what the file is called, without .csv */
	struct gr_arena *keep;
	struct gr_header header; /* with the column in front */
	struct gr_slice *cell;
	size_t files;
};

/* Sheets of queries have headings in the language of their readers. */
static struct gr_slice column_of(const struct gr_book_table *table, size_t i,
    size_t n, struct gr_slice heading)
{
	static const char *const asked[] = { "query", "city", "county",
		"community", "heading", "place", "written", "reason",
		"answer" };
	const size_t all = sizeof asked / sizeof *asked;

	if (table != &gr_book_table[GR_BOOK_QUERIES] || n > all)
		return heading;
	/* before 0.2 there was no place */
	return gr_slice_of(asked[n < all && i > 4 ? i + all - n : i]);
}

static enum gr_status take_header(struct folder *f,
    const struct gr_header *header, struct gr_err *err)
{
	struct gr_slice *name = GR_NEW_ARRAY(f->keep, header->n + 1,
	    struct gr_slice);

	f->cell = GR_NEW_ARRAY(f->keep, header->n + 1, struct gr_slice);
	if (name == NULL || f->cell == NULL)
		return gr_err_memory(err);
	name[0] = gr_slice_of(f->table->of);
	for (size_t i = 0; i < header->n; i++)
		name[i + 1] = column_of(f->table, i, header->n,
		    header->name[i]);
	return gr_header_make(f->keep, name, header->n + 1, &f->header, err);
}

static enum gr_status each_of_file(void *context,
    const struct gr_header *header, const struct gr_slice *cell,
    struct gr_err *err)
{
	struct folder *f = context;

	if (cell == NULL && f->files++ > 0)
		return header->n + 1 == f->header.n
		    ? GR_OK
		    : gr_err_set(err, GR_EDATA,
		        "%s: its files have not the same columns",
		        f->table->file);
	if (cell == NULL) {
		enum gr_status status = take_header(f, header, err);

		return status == GR_OK
		    ? f->each(f->context, &f->header, NULL, err)
		    : status;
	}
	f->cell[0] = f->of;
	for (size_t i = 0; i < header->n; i++)
		f->cell[i + 1] = cell[i];
	return f->each(f->context, &f->header, f->cell, err);
}

/* The files of a folder: those that were published, where that is known. */
static enum gr_status list_folder(const struct gr_release_book *book,
    const struct gr_book_table *table, struct gr_walk *walk, struct gr_err *err)
{
	const struct gr_release *release = book->release;
	const struct gr_manifest *manifest = &release->manifest;
	const bool named = !release->in_the_making
	    && strcmp(table->file, GR_CORRECTIONS) != 0;

	*walk = (struct gr_walk){ .keep = release->keep,
		.root = release->path };
	if (!named)
		return gr_walk_add(walk, table->name, err);
	for (size_t i = 0; i < manifest->n[GR_MANIFEST_OUTPUTS]; i++) {
		struct gr_slice name =
		    manifest->item[GR_MANIFEST_OUTPUTS][i].name;
		void *items = walk->entry;

		if (!gr_slice_starts(name, gr_slice_of(table->file)))
			continue;
		enum gr_status status = gr_arena_grow(walk->keep, &items,
		    &walk->room, walk->n, sizeof *walk->entry, err);
		if (status != GR_OK)
			return status;
		walk->entry = items;
		walk->entry[walk->n++] = (struct gr_walk_entry){ name,
			GR_WALK_FILE, 0 };
	}
	return GR_OK;
}

static enum gr_status find_file(const struct gr_release_book *book,
    const struct gr_book_table *table, struct gr_slice name, const char **path,
    struct gr_err *err)
{
	struct gr_arena *keep = book->release->keep;
	struct gr_slice copy = gr_arena_copy(keep, name);

	if (copy.ptr == NULL)
		return gr_err_memory(err);
	if (strcmp(table->file, GR_CORRECTIONS) != 0)
		return gr_release_find(book->release, copy.ptr, path, err);
	*path = gr_release_path(keep, book->release->path, name);
	return *path != NULL ? GR_OK : gr_err_memory(err);
}

static enum gr_status each_of_folder(const struct gr_release_book *book,
    const struct gr_book_table *table, gr_release_cells_fn *each, void *context,
    struct gr_err *err)
{
	struct folder folder = { .each = each,
		.context = context,
		.table = table,
		.keep = book->release->keep };
	const size_t before = strlen(table->file);
	struct gr_walk walk = { .n = 0 };
	enum gr_status status = list_folder(book, table, &walk, err);

	gr_walk_sort(&walk);
	for (size_t i = 0; status == GR_OK && i < walk.n; i++) {
		struct gr_slice name = walk.entry[i].path;
		const char *path = NULL;

		if (walk.entry[i].kind == GR_WALK_CLOSED)
			return gr_err_set(err, GR_EDATA,
			    "%.*s: cannot be read: %s", GR_ARG(name),
			    gr_err_reason(walk.entry[i].why));
		if (!gr_slice_ends(name, GR_S(".csv")) || name.len < before + 4)
			continue;
		folder.of = gr_slice_make(name.ptr + before,
		    name.len - before - 4);
		status = find_file(book, table, name, &path, err);
		if (status == GR_OK)
			status = gr_release_each(folder.keep, path,
			    each_of_file, &folder, err);
	}
	return status;
}

/* ---- tables ---- */

/* What a version before had not is not missing in its releases. */
static bool is_there(const struct gr_release *release, const char *name,
    const char *path)
{
	struct stat st;

	if (release->in_the_making)
		return stat(path, &st) == 0;
	return gr_manifest_find(&release->manifest, GR_MANIFEST_OUTPUTS,
	           gr_slice_of(name))
	    != NULL;
}

enum gr_status gr_book_each(const struct gr_release_book *book,
    enum gr_book_part part, gr_release_cells_fn *each, void *context,
    struct gr_err *err)
{
	const struct gr_book_table *table = &gr_book_table[part];
	const struct gr_release *release = book->release;
	const char *path = gr_release_path(release->keep, release->path,
	    gr_slice_of(table->file));

	if (path == NULL)
		return gr_err_memory(err);
	if (table->of != NULL)
		return each_of_folder(book, table, each, context, err);
	if (part >= GR_BOOK_PACE && !is_there(release, table->file, path))
		return GR_OK;
	enum gr_status status = gr_release_find(release, table->file, &path,
	    err);
	return status == GR_OK
	    ? gr_release_each(release->keep, path, each, context, err)
	    : status;
}
