/* remark_comments.c - comments that say what is asked */
#include "sheet/remark_internal.h"

#include "sheet/part.h"

struct writing {
	struct gr_remark_sheet *s;
	struct gr_slice author;
	uint64_t authors;
	bool in_authors, in_list;
	const struct gr_remark *here; /* of the comment at hand, or NULL */
	bool opened;                  /* its text was empty */
	const bool *has;              /* by remark: there is a comment */
};

/* ---- pieces ---- */

static void put_text(struct gr_buf *out, struct gr_slice p,
    struct gr_slice text)
{
	gr_buf_format(out, "<%.*sr><%.*st xml:space=\"preserve\">", GR_ARG(p),
	    GR_ARG(p));
	gr_xml_put(out, text);
	gr_buf_format(out, "</%.*st></%.*sr>", GR_ARG(p), GR_ARG(p));
}

static void put_author(const struct writing *w, struct gr_buf *out,
    struct gr_slice p)
{
	gr_buf_format(out, "<%.*sauthor>", GR_ARG(p));
	gr_xml_put(out, w->author);
	gr_buf_format(out, "</%.*sauthor>", GR_ARG(p));
}

/* Those at cells that had none. */
static void put_comments(const struct writing *w, struct gr_buf *out,
    struct gr_slice p)
{
	for (size_t i = 0; i < w->s->n; i++) {
		const struct gr_remark *remark = &w->s->remark[i];

		if (w->has[i])
			continue;
		gr_buf_format(out, "<%.*scomment ref=\"", GR_ARG(p));
		gr_cell_column_print(out, remark->at.column);
		gr_buf_uint(out, remark->at.row);
		gr_buf_text(out, "\" authorId=\"");
		gr_buf_uint(out, w->authors);
		gr_buf_format(out, "\"><%.*stext>", GR_ARG(p));
		put_text(out, p, remark->text);
		gr_buf_format(out, "</%.*stext></%.*scomment>", GR_ARG(p),
		    GR_ARG(p));
	}
}

static void open_tag(struct gr_rewrite *to, const struct gr_tag *tag)
{
	gr_buf_add(gr_rewrite_out(to),
	    gr_slice_make(tag->text.ptr, tag->text.len - 2));
	gr_buf_byte(gr_rewrite_out(to), '>');
	gr_rewrite_drop_tag(to);
}

static void close_tag(struct gr_rewrite *to, const struct gr_tag *tag)
{
	if (tag->text.len == 0)
		gr_buf_format(gr_rewrite_out(to), "</%.*s%s>",
		    GR_ARG(tag->prefix), tag->name);
}

/* ---- the part that there is ---- */

static size_t remark_at(const struct gr_remark_sheet *s, const char *ref)
{
	struct gr_cell_place place;

	if (ref == NULL || !gr_cell_place_parse(ref, &place))
		return s->n;
	for (size_t i = 0; i < s->n; i++)
		if (s->remark[i].at.row == place.row
		    && s->remark[i].at.column == place.column)
			return i;
	return s->n;
}

static enum gr_status on_start(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct writing *w = context;

	(void)err;
	if (tag->depth == 1) {
		w->in_authors = strcmp(tag->name, "authors") == 0;
		w->in_list = strcmp(tag->name, "commentList") == 0;
		if ((w->in_authors || w->in_list) && tag->empty)
			open_tag(to, tag);
	}
	if (tag->depth == 2 && w->in_authors)
		w->authors += strcmp(tag->name, "author") == 0;
	if (tag->depth == 2 && w->in_list) {
		size_t i = remark_at(w->s,
		    gr_part_attribute(tag->attribute, "ref"));

		w->here = i < w->s->n ? &w->s->remark[i] : NULL;
	}
	w->opened = tag->depth == 3 && w->here != NULL && tag->empty
	    && strcmp(tag->name, "text") == 0;
	if (w->opened)
		open_tag(to, tag);
	return GR_OK;
}

static enum gr_status on_end(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct writing *w = context;
	struct gr_buf *out = gr_rewrite_out(to);

	(void)err;
	if (tag->depth == 3 && w->here != NULL
	    && strcmp(tag->name, "text") == 0) {
		if (!w->opened)
			put_text(out, tag->prefix, GR_S("\n"));
		put_text(out, tag->prefix, w->here->text);
		close_tag(to, tag);
		w->here = NULL;
	}
	if (tag->depth != 1)
		return GR_OK;
	if (w->in_authors)
		put_author(w, out, tag->prefix);
	if (w->in_list)
		put_comments(w, out, tag->prefix);
	if (w->in_authors || w->in_list)
		close_tag(to, tag);
	w->in_authors = w->in_list = false;
	return GR_OK;
}

struct there {
	struct gr_remark_sheet *s;
	bool *has;
};

static enum gr_status on_comment(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct there *there = context;

	(void)err;
	if (strcmp(name, "comment") == 0) {
		size_t i = remark_at(there->s,
		    gr_part_attribute(attribute, "ref"));

		if (i < there->s->n)
			there->has[i] = true;
	}
	return GR_OK;
}

enum gr_status gr_remark_comments_there(struct gr_remark_sheet *s, bool *has,
    struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_comment, NULL, NULL };
	struct there there = { .s = s };

	there.has = has;
	return s->comments == GR_PACKAGE_NO_MEMBER
	    ? GR_OK
	    : gr_part_read(s->book->package, s->comments, &calls, &there, err);
}

/* ---- a part of our own ---- */

static enum gr_status write_new(struct writing *w, int fd, struct gr_err *err)
{
	struct gr_buf text = { 0 };

	gr_buf_format(&text,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<comments xmlns=\"%s\"><authors>",
	    GR_REMARK_MAIN(w->s->strict));
	put_author(w, &text, GR_S(""));
	gr_buf_text(&text, "</authors><commentList>");
	put_comments(w, &text, GR_S(""));
	gr_buf_text(&text, "</commentList></comments>");
	enum gr_status status = gr_remark_write_text(fd, &text, err);
	gr_buf_free(&text);
	return status;
}

enum gr_status gr_remark_comments_write(struct gr_remark_sheet *s,
    struct gr_slice author, const bool *has, int fd, struct gr_err *err)
{
	static const struct gr_rewrite_calls calls = { on_start, on_end };
	struct writing w = { .s = s, .author = author, .has = has };

	return s->comments == GR_PACKAGE_NO_MEMBER
	    ? write_new(&w, fd, err)
	    : gr_rewrite_part(s->book->package, s->comments, fd, &calls, &w,
	        err);
}
