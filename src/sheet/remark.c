/* remark.c - a workbook as it was sent, with remarks at some of its cells */
#include "sheet/remark_internal.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- members that are new ---- */

static bool is_new(const struct gr_remark_changes *changes,
    struct gr_slice path)
{
	for (size_t i = 0; i < changes->n; i++)
		if (changes->change[i].path != NULL
		    && gr_slice_eq(gr_slice_of(changes->change[i].path), path))
			return true;
	return false;
}

/* A path that no member has: before, a number, behind. */
static enum gr_status find_path(struct gr_package *package,
    const struct gr_remark_changes *changes, const char *before,
    const char *behind, const char **out, struct gr_err *err)
{
	struct gr_buf path = { 0 };
	unsigned n = 0;

	do {
		gr_buf_clear(&path);
		gr_buf_format(&path, "%s%u%s", before, ++n, behind);
	} while (gr_package_find(package, gr_buf_slice(&path))
	        != GR_PACKAGE_NO_MEMBER
	    || is_new(changes, gr_buf_slice(&path)));
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK)
		*out = gr_arena_copy(changes->keep, gr_buf_slice(&path)).ptr;
	gr_buf_free(&path);
	return status == GR_OK && *out == NULL ? gr_err_memory(err) : status;
}

/* ---- the remarks of a sheet ---- */

static int by_place(const void *a, const void *b)
{
	const struct gr_remark *x = a, *y = b;

	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->at.row != y->at.row)
		return x->at.row < y->at.row ? -1 : 1;
	if (x->at.column != y->at.column)
		return x->at.column < y->at.column ? -1 : 1;
	return gr_slice_cmp(x->text, y->text);
}

/* Of a merged block only the first cell is seen. */
static void leave_blocks(struct gr_remark_sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->merges; k++) {
			struct gr_cell_place *at = &s->remark[i].at;
			const struct gr_cell_range *block = &s->merged[k];

			if (block->first.row <= at->row
			    && at->row <= block->last.row
			    && block->first.column <= at->column
			    && at->column <= block->last.column)
				*at = block->first;
		}
	qsort(s->remark, s->n, sizeof *s->remark, by_place);
}

/* Two remarks at one cell are one. */
static enum gr_status join(struct gr_remark_sheet *s, struct gr_err *err)
{
	struct gr_buf both = { 0 };
	size_t n = 0;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < s->n && status == GR_OK; i++) {
		struct gr_remark *last = n > 0 ? &s->remark[n - 1] : NULL;

		if (last == NULL || last->at.row != s->remark[i].at.row
		    || last->at.column != s->remark[i].at.column) {
			s->remark[n++] = s->remark[i];
			continue;
		}
		gr_buf_clear(&both);
		gr_buf_add(&both, last->text);
		gr_buf_byte(&both, '\n');
		gr_buf_add(&both, s->remark[i].text);
		status = gr_buf_check(&both, err);
		if (status == GR_OK)
			last->text = gr_arena_copy(s->book->keep,
			    gr_buf_slice(&both));
		if (status == GR_OK && last->text.ptr == NULL)
			status = gr_err_memory(err);
	}
	s->n = n;
	gr_buf_free(&both);
	return status;
}

/* ---- the parts of a sheet ---- */

static enum gr_status write_comments(struct gr_remark_sheet *s,
    struct gr_remark_changes *changes, struct gr_slice author, bool *has,
    const char **path, struct gr_err *err)
{
	int fd;
	enum gr_status status = gr_remark_comments_there(s, has, err);

	*path = NULL;
	if (status == GR_OK && s->comments == GR_PACKAGE_NO_MEMBER)
		status = find_path(s->book->package, changes,
		    "xl/commentsAsked", ".xml", path, err);
	if (status == GR_OK)
		status = gr_remark_change(changes, s->comments, *path, &fd,
		    err);
	return status == GR_OK
	    ? gr_remark_comments_write(s, author, has, fd, err)
	    : status;
}

static enum gr_status write_drawing(struct gr_remark_sheet *s,
    struct gr_remark_changes *changes, const bool *has, const char **path,
    struct gr_err *err)
{
	const struct gr_relation *to = gr_relations_of_id(&s->relations,
	    s->drawing);
	size_t member = GR_PACKAGE_NO_MEMBER;
	enum gr_status status = GR_OK;
	int fd;

	*path = NULL;
	if (s->drawing.len > 0) {
		if (to != NULL && !to->outside)
			member = gr_package_find(s->book->package, to->target);
		if (member == GR_PACKAGE_NO_MEMBER)
			return gr_err_at(err, GR_EDATA, s->book->name, 0, NULL,
			    "a workbook in which the drawing of a sheet is not "
			    "to be found [W01]");
	} else {
		status = find_path(s->book->package, changes,
		    "xl/drawings/vmlDrawingAsked", ".vml", path, err);
	}
	if (status == GR_OK)
		status = gr_remark_change(changes, member, *path, &fd, err);
	return status == GR_OK
	    ? gr_remark_drawing_write(s, member, has, fd, err)
	    : status;
}

static enum gr_status write_relations(struct gr_remark_sheet *s,
    struct gr_remark_changes *changes, const char *comments,
    const char *drawing, struct gr_err *err)
{
	struct gr_buf path = { 0 };
	const char *name = NULL;
	int fd;

	if (comments == NULL && drawing == NULL)
		return GR_OK;
	gr_relations_path(&path, s->sheet->path);
	size_t member = gr_package_find(s->book->package, gr_buf_slice(&path));
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK && member == GR_PACKAGE_NO_MEMBER) {
		name = gr_arena_copy(changes->keep, gr_buf_slice(&path)).ptr;
		status = name != NULL ? GR_OK : gr_err_memory(err);
	}
	gr_buf_free(&path);
	if (status == GR_OK)
		status = gr_remark_change(changes, member, name, &fd, err);
	return status == GR_OK
	    ? gr_remark_relations_write(s, member, comments, drawing, fd, err)
	    : status;
}

static enum gr_status write_sheet(struct gr_remark_sheet *s,
    struct gr_remark_styles *styles, struct gr_remark_changes *changes,
    struct gr_slice author, struct gr_err *err)
{
	const char *comments = NULL, *drawing = NULL;
	int fd;

	leave_blocks(s);
	enum gr_status status = join(s, err);
	bool *has = GR_NEW_ARRAY(changes->keep, s->n, bool);
	if (status == GR_OK && has == NULL)
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = gr_remark_change(changes, s->sheet->member, NULL, &fd,
		    err);
	if (status == GR_OK)
		status = gr_remark_sheet_write(s, styles, fd, err);
	if (status == GR_OK)
		status = write_comments(s, changes, author, has, &comments,
		    err);
	if (status == GR_OK)
		status = write_drawing(s, changes, has, &drawing, err);
	return status == GR_OK
	    ? write_relations(s, changes, comments, drawing, err)
	    : status;
}

/* ---- the workbook ---- */

static enum gr_status write_styles(struct gr_workbook *book,
    const struct gr_remark_styles *styles, struct gr_remark_changes *changes,
    struct gr_err *err)
{
	uint64_t missing = styles->base - styles->there;
	uint64_t more = book->formats.more;
	int fd;

	if (missing > more || styles->n > more - missing)
		return gr_err_at(err, GR_EDATA, book->name, 0, NULL,
		    "a workbook whose cells name styles that it has not "
		    "[W01]");
	enum gr_status status = gr_remark_change(changes, book->styles, NULL,
	    &fd, err);
	return status == GR_OK ? gr_remark_styles_write(book, styles, fd, err)
	                       : status;
}

static enum gr_status write_lists(struct gr_workbook *book,
    const struct gr_remark_styles *styles, struct gr_remark_changes *changes,
    struct gr_err *err)
{
	size_t types = gr_package_find(book->package,
	    GR_S("[Content_Types].xml"));
	enum gr_status status = GR_OK;
	bool any = false;
	int fd;

	if (styles->n > 0)
		status = write_styles(book, styles, changes, err);
	for (size_t i = 0; i < changes->n; i++)
		any |= changes->change[i].member == GR_PACKAGE_NO_MEMBER;
	if (status != GR_OK || !any || types == GR_PACKAGE_NO_MEMBER)
		return status;
	status = gr_remark_change(changes, types, NULL, &fd, err);
	return status == GR_OK
	    ? gr_remark_types_write(book->package, changes, types, fd, err)
	    : status;
}

/* All the sheets: even one without remarks may name a style that is not there,
 * whose number no copy may have. */
static enum gr_status look(struct gr_workbook *book, struct gr_remark *remark,
    size_t n, struct gr_remark_sheet *sheet, struct gr_remark_styles *styles,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0, k = 0; i < book->sheets && status == GR_OK; i++) {
		struct gr_remark_sheet *s = &sheet[i];

		*s = (struct gr_remark_sheet){ .book = book,
			.sheet = &book->sheet[i],
			.remark = &remark[k] };
		for (; k < n && remark[k].sheet == i; k++)
			s->n++;
		status = gr_remark_sheet_look(s, err);
		if (status == GR_EDATA && s->n == 0)
			status = GR_OK; /* it stays as damaged as it is */
		if (styles->there > 0 && styles->base < s->styles)
			styles->base = s->styles;
	}
	return status;
}

enum gr_status gr_workbook_remark(struct gr_workbook *workbook,
    struct gr_remark *remark, size_t n, struct gr_slice author, int fd,
    struct gr_err *err)
{
	struct gr_remark_styles styles = { .keep = workbook->keep,
		.there = workbook->styles != GR_PACKAGE_NO_MEMBER
		    ? workbook->formats.n
		    : 0 };
	struct gr_remark_changes changes = { .keep = workbook->keep };
	struct gr_remark_sheet *sheet = GR_NEW_ARRAY(workbook->keep,
	    workbook->sheets, struct gr_remark_sheet);

	if (sheet == NULL)
		return gr_err_memory(err);
	styles.base = styles.there;
	qsort(remark, n, sizeof *remark, by_place);
	enum gr_status status = look(workbook, remark, n, sheet, &styles, err);
	for (size_t i = 0; i < workbook->sheets && status == GR_OK; i++)
		if (sheet[i].n > 0)
			status = write_sheet(&sheet[i], &styles, &changes,
			    author, err);
	if (status == GR_OK)
		status = write_lists(workbook, &styles, &changes, err);
	if (status == GR_OK)
		status = gr_package_write(workbook->package, changes.change,
		    changes.n, fd, err);
	for (size_t i = 0; i < changes.n; i++)
		close(changes.change[i].fd);
	return status;
}
