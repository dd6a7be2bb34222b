/* workbook.c - a workbook and its sheets */
#include "sheet/workbook_internal.h"

#include "base/wording.h"
#include "sheet/old_book.h"
#include "sheet/part.h"
#include "sheet/relations.h"
#include "stream/spool_file.h"

#include <stdlib.h>
#include <unistd.h>

enum { SHEETS_MAX = 1024 };

static enum gr_status refuse_kind(const struct gr_workbook *book,
    const char *what, struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, book->name, 0, NULL,
	    "%s: save it as .xlsx or as CSV [W04]", what);
}

/* What else is a zip archive. */
static enum gr_status refuse_other(const struct gr_workbook *book,
    struct gr_err *err)
{
	static const struct {
		const char *member, *what;
	} kind[] = {
		{ "xl/workbook.bin", GR_WORDS("an .xlsb workbook") },
		{ "content.xml", GR_WORDS("an OpenDocument file (.ods)") },
		{ "word/document.xml", GR_WORDS("a text document (.docx)") },
		{ "ppt/presentation.xml", GR_WORDS("a presentation (.pptx)") },
	};

	for (size_t i = 0; i < sizeof kind / sizeof kind[0]; i++)
		if (gr_package_find(book->package, gr_slice_of(kind[i].member))
		    != GR_PACKAGE_NO_MEMBER)
			return refuse_kind(book, kind[i].what, err);
	return refuse_kind(book, GR_WORDS("a zip archive that is no workbook"),
	    err);
}

/* ---- the part that lists the sheets ---- */

struct listing {
	struct gr_workbook *book;
	const struct gr_relations *relations;
};

static bool has_comments(const struct gr_relations *relations)
{
	return gr_relations_of_type(relations, GR_S("comments")) != NULL
	    || gr_relations_of_type(relations, GR_S("threadedComment")) != NULL;
}

static enum gr_status add_sheet(struct listing *l, const char *name,
    const char *state, size_t member, struct gr_slice path, struct gr_err *err)
{
	struct gr_workbook *book = l->book;
	struct gr_relations relations;
	enum gr_status status = gr_relations_read(book->package, path,
	    book->keep, &relations, err);

	if (status == GR_OK && book->sheets == SHEETS_MAX)
		return gr_err_at(err, GR_EDATA, book->name, 0, NULL,
		    "a workbook of more than %d sheets [W02]", SHEETS_MAX);
	if (status == GR_OK)
		status = gr_arena_grow(book->keep, (void **)&book->sheet,
		    &book->room, book->sheets, sizeof *book->sheet, err);
	if (status != GR_OK)
		return status;
	struct gr_sheet *sheet = &book->sheet[book->sheets++];
	*sheet = (struct gr_sheet){
		.name = gr_arena_copy(book->keep, gr_slice_of(name)),
		.hidden = state != NULL && strcmp(state, "visible") != 0,
		.member = member,
		.path = path,
		.comments = has_comments(&relations),
	};
	return sheet->name.ptr != NULL ? GR_OK : gr_err_memory(err);
}

static enum gr_status on_sheet(struct listing *l, const char *const *attribute,
    struct gr_err *err)
{
	const char *name = gr_part_attribute(attribute, "name");
	const struct gr_relation *to = gr_relations_of_id(l->relations,
	    gr_slice_of(gr_part_attribute(attribute, "id")));
	size_t member = GR_PACKAGE_NO_MEMBER;

	if (to != NULL && !gr_slice_eq(to->type, GR_S("worksheet")))
		return GR_OK; /* a chart, a dialogue */
	if (to != NULL && !to->outside)
		member = gr_package_find(l->book->package, to->target);
	if (name == NULL || member == GR_PACKAGE_NO_MEMBER)
		return gr_err_at(err, GR_EDATA, l->book->name, 0, NULL,
		    "a workbook in which the sheet '%s' is not to be found "
		    "[W01]",
		    name != NULL ? name : "");
	return add_sheet(l, name, gr_part_attribute(attribute, "state"), member,
	    to->target, err);
}

static enum gr_status on_start(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct listing *l = context;

	if (strcmp(name, "workbookPr") == 0)
		l->book->of_1904 = gr_part_is_on(
		    gr_part_attribute(attribute, "date1904"));
	else if (strcmp(name, "sheet") == 0)
		return on_sheet(l, attribute, err);
	return GR_OK;
}

/* ---- opening ---- */

static size_t member_of(const struct gr_workbook *book,
    const struct gr_relations *relations, struct gr_slice type)
{
	const struct gr_relation *to = gr_relations_of_type(relations, type);

	return to != NULL && !to->outside
	    ? gr_package_find(book->package, to->target)
	    : GR_PACKAGE_NO_MEMBER;
}

static enum gr_status read_main(struct gr_workbook *book, struct gr_slice path,
    size_t member, struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_start, NULL, NULL };
	struct gr_relations relations;
	struct listing l = { book, &relations };
	enum gr_status status = gr_relations_read(book->package, path,
	    book->keep, &relations, err);

	if (status == GR_OK)
		status = gr_part_read(book->package, member, &calls, &l, err);
	if (status == GR_OK && book->sheets == 0)
		return gr_err_at(err, GR_EDATA, book->name, 0, NULL,
		    "a workbook without a sheet of cells [W04]");
	book->styles = status == GR_OK
	    ? member_of(book, &relations, GR_S("styles"))
	    : GR_PACKAGE_NO_MEMBER;
	if (status == GR_OK)
		status = gr_formats_read(book->package, book->styles,
		    book->keep, &book->formats, err);
	if (status == GR_OK)
		status = gr_strings_read(book->package,
		    member_of(book, &relations, GR_S("sharedStrings")),
		    &book->strings, err);
	return status;
}

static enum gr_status find_main(struct gr_workbook *book, struct gr_err *err)
{
	struct gr_relations relations;
	struct gr_slice path = GR_S("xl/workbook.xml");
	enum gr_status status = gr_relations_read(book->package, GR_S(""),
	    book->keep, &relations, err);

	if (status != GR_OK)
		return status;
	const struct gr_relation *to = gr_relations_of_type(&relations,
	    GR_S("officeDocument"));
	if (to != NULL)
		path = to->target;
	size_t member = gr_package_find(book->package, path);
	if (member == GR_PACKAGE_NO_MEMBER || gr_slice_ends(path, GR_S(".bin"))
	    || gr_package_find(book->package, GR_S("word/document.xml"))
	        != GR_PACKAGE_NO_MEMBER
	    || gr_package_find(book->package, GR_S("ppt/presentation.xml"))
	        != GR_PACKAGE_NO_MEMBER)
		return refuse_other(book, err);
	return read_main(book, path, member, err);
}

enum gr_status gr_workbook_open(int fd, const char *name,
    struct gr_workbook **out, struct gr_err *err)
{
	struct gr_workbook *book = calloc(1, sizeof *book);
	enum gr_status status;

	*out = NULL;
	if (book == NULL)
		return gr_err_memory(err);
	book->name = name;
	book->own = -1;
	book->keep = gr_arena_new();
	status = book->keep != NULL
	    ? gr_package_open(fd, name, &book->package, err)
	    : gr_err_memory(err);
	if (status == GR_OK)
		status = find_main(book, err);
	if (status != GR_OK) {
		gr_workbook_close(book);
		return status;
	}
	*out = book;
	return GR_OK;
}

void gr_workbook_close(struct gr_workbook *workbook)
{
	if (workbook == NULL)
		return;
	gr_strings_free(workbook->strings);
	gr_package_close(workbook->package);
	gr_arena_free(workbook->keep);
	gr_buf_free(&workbook->version);
	if (workbook->own >= 0)
		close(workbook->own);
	free(workbook);
}

struct gr_slice gr_workbook_converter(const struct gr_workbook *workbook)
{
	return gr_buf_slice(&workbook->version);
}

const struct gr_sheet *gr_workbook_sheets(const struct gr_workbook *workbook,
    size_t *n)
{
	*n = workbook->sheets;
	return workbook->sheet;
}

/* ---- what a source holds ---- */

enum begins { AS_TEXT, AS_ZIP, AS_OLD };

static enum begins kind_of(struct gr_slice head)
{
	if (gr_slice_starts(head, GR_S("PK\003\004")))
		return AS_ZIP;
	return gr_old_book_begins(head) ? AS_OLD : AS_TEXT;
}

static enum gr_status begins_as(struct gr_source *source, enum begins *as,
    bool *packed, struct gr_err *err)
{
	char head[GR_OLD_BOOK_MAGIC_BYTES];
	size_t n = 0, got;
	enum gr_status status = GR_OK;

	while (n < sizeof head && status == GR_OK) {
		status = gr_source_read(source, head + n, sizeof head - n, &got,
		    err);
		n += status == GR_OK ? got : 0;
	}
	*as = kind_of(gr_slice_make(head, n));
	*packed = gr_source_is_gzip(source);
	if (status == GR_ESYS)
		return status;
	/* what else is wrong with it its reader will say */
	return gr_source_rewind(source, err);
}

/* A pipe cannot be read twice, and a workbook in a gzip at no place. */
static enum gr_status make_seekable(struct gr_source *source, enum begins *as,
    struct gr_err *err)
{
	bool packed = false;
	enum gr_status status = gr_source_restart(source, err);

	*as = AS_TEXT;
	if (status == GR_OK)
		status = begins_as(source, as, &packed, err);
	if (status == GR_OK && *as != AS_TEXT && packed)
		status = gr_source_spool(source, err);
	return status;
}

/* What a converter gave in the file `own`; it is no workbook if that is none. */
static enum gr_status open_converted(int own, const char *name,
    struct gr_buf *version, struct gr_workbook **out, struct gr_err *err)
{
	enum gr_status status = gr_workbook_open(own, name, out, err);

	if (status == GR_EDATA)
		return gr_old_book_refuse(name, gr_buf_slice(version), err);
	if (status != GR_OK || *out == NULL)
		return status;
	(*out)->own = own;
	gr_buf_format(&(*out)->version, GR_OLD_BOOK_PROGRAM " %.*s",
	    GR_ARG(gr_buf_slice(version)));
	return gr_buf_check(&(*out)->version, err);
}

static enum gr_status open_old(struct gr_source *source,
    struct gr_workbook **out, struct gr_err *err)
{
	const char *name = gr_source_name(source);
	struct gr_buf version = { 0 };
	int own;
	enum gr_status status = gr_spool_file_open(&own, err);

	if (status != GR_OK)
		return status;
	status = gr_old_book_convert(gr_source_fd(source), name, own, &version,
	    err);
	if (status == GR_OK)
		status = open_converted(own, name, &version, out, err);
	gr_buf_free(&version);
	if (*out == NULL)
		close(own);
	if (status != GR_OK) {
		gr_workbook_close(*out);
		*out = NULL;
	}
	return status;
}

enum gr_status gr_workbook_of(struct gr_source *source,
    struct gr_workbook **out, struct gr_err *err)
{
	enum begins as;
	enum gr_status status = make_seekable(source, &as, err);

	*out = NULL;
	if (status != GR_OK || as == AS_TEXT)
		return status;
	return as == AS_OLD ? open_old(source, out, err)
	                    : gr_workbook_open(gr_source_fd(source),
	                        gr_source_name(source), out, err);
}

enum gr_status gr_workbook_turn(struct gr_workbook *workbook, size_t i,
    struct gr_source *source, struct gr_sheet_marks *marks, struct gr_err *err)
{
	int fd;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	status = gr_workbook_text(workbook, i, fd, marks, err);
	if (status == GR_OK)
		return gr_source_turn(source, fd, err);
	close(fd);
	return status;
}
