/* remark_styles.c - the styles of cells that have remarks */
#include "sheet/remark_internal.h"

/* Dark yellow, which no survey form uses for its own. */
#define COLOUR "FFFFD966"

enum gr_status gr_remark_style(struct gr_remark_styles *styles, uint64_t plain,
    uint64_t *coloured, struct gr_err *err)
{
	*coloured = plain;
	if (plain > styles->there)
		plain = styles->there; /* of those that are not there */
	if (styles->there == 0)
		return GR_OK;
	size_t i = 0;
	while (i < styles->n && styles->plain[i] != plain)
		i++;
	*coloured = styles->base + i;
	if (i < styles->n)
		return GR_OK;
	enum gr_status status = gr_arena_grow(styles->keep,
	    (void **)&styles->plain, &styles->room, styles->n,
	    sizeof *styles->plain, err);
	if (status == GR_OK)
		styles->plain[styles->n++] = plain;
	return status;
}

struct writing {
	const struct gr_remark_styles *styles;
	bool in_fills, had_fills, in_formats, had_formats;
	uint64_t fills, formats; /* of each, as far as the part is read */
	/* the formats that are copied, as they stand; in the order of styles */
	struct gr_buf *copy;
	size_t *tag_bytes;
};

static void put_count(struct gr_rewrite *to, const struct gr_tag *tag,
    uint64_t more)
{
	struct gr_buf number = { 0 };
	uint64_t n;

	for (const char *const *a = tag->attribute; a[0] != NULL; a += 2) {
		if (strcmp(a[0], "count") != 0
		    || !gr_slice_to_uint64(gr_slice_of(a[1]), &n))
			continue;
		gr_buf_uint(&number, n + more);
		gr_tag_put(gr_rewrite_out(to), tag->text, "count",
		    gr_buf_slice(&number), false);
		gr_rewrite_drop_tag(to);
		gr_rewrite_out(to)->failed |= number.failed;
	}
	gr_buf_free(&number);
}

static void put_fill(struct gr_buf *out, struct gr_slice p)
{
	gr_buf_format(out,
	    "<%.*sfill><%.*spatternFill patternType=\"solid\"><%.*sfgColor "
	    "rgb=\"" COLOUR "\"/><%.*sbgColor indexed=\"64\"/>"
	    "</%.*spatternFill></%.*sfill>",
	    GR_ARG(p), GR_ARG(p), GR_ARG(p), GR_ARG(p), GR_ARG(p), GR_ARG(p));
}

/* A part without fills of its own: the first two are always these. */
static void put_fills(struct writing *w, struct gr_buf *out, struct gr_slice p)
{
	static const char *const first[] = { "none", "gray125" };

	gr_buf_format(out, "<%.*sfills count=\"3\">", GR_ARG(p));
	for (size_t i = 0; i < 2; i++)
		gr_buf_format(out,
		    "<%.*sfill><%.*spatternFill patternType=\"%s\"/></%.*sfill>",
		    GR_ARG(p), GR_ARG(p), first[i], GR_ARG(p));
	put_fill(out, p);
	gr_buf_format(out, "</%.*sfills>", GR_ARG(p));
	w->fills = 2;
	w->had_fills = true;
}

static bool is_behind_fills(const char *name)
{
	return strcmp(name, "borders") == 0 || strcmp(name, "cellStyleXfs") == 0
	    || strcmp(name, "cellXfs") == 0;
}

static void on_list(struct writing *w, struct gr_rewrite *to,
    const struct gr_tag *tag)
{
	w->in_fills = strcmp(tag->name, "fills") == 0 && !tag->empty;
	w->in_formats = !w->had_formats && strcmp(tag->name, "cellXfs") == 0;
	w->had_formats |= w->in_formats;
	if (strcmp(tag->name, "fills") == 0 && tag->empty) {
		put_fills(w, gr_rewrite_out(to), tag->prefix);
		gr_rewrite_drop_tag(to);
	} else if (w->in_fills) {
		w->had_fills = true;
		put_count(to, tag, 1);
	} else if (is_behind_fills(tag->name) && !w->had_fills) {
		put_fills(w, gr_rewrite_out(to), tag->prefix);
	}
	if (w->in_formats)
		put_count(to, tag,
		    w->styles->base - w->styles->there + w->styles->n);
}

/* A format that is copied: until the next one, or the end. */
static void on_format(struct writing *w, struct gr_rewrite *to,
    const struct gr_tag *tag)
{
	gr_rewrite_also(to, NULL);
	for (size_t i = 0; i < w->styles->n; i++)
		if (w->styles->plain[i] == w->formats) {
			w->tag_bytes[i] = tag->text.len;
			gr_rewrite_also(to, &w->copy[i]);
		}
	w->formats++;
}

static enum gr_status on_start(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct writing *w = context;

	(void)err;
	if (tag->depth == 1)
		on_list(w, to, tag);
	if (tag->depth == 2 && w->in_fills)
		w->fills += strcmp(tag->name, "fill") == 0;
	if (tag->depth == 2 && w->in_formats && strcmp(tag->name, "xf") == 0)
		on_format(w, to, tag);
	return GR_OK;
}

/* A format of plain numbers for each that is named and not there, then the
 * copies, each with the new fill. */
static void put_formats(struct writing *w, struct gr_buf *out,
    struct gr_slice prefix)
{
	struct gr_buf number = { 0 }, tag = { 0 }, none = { 0 };

	gr_buf_uint(&number, w->fills);
	gr_buf_format(&none, "<%.*sxf numFmtId=\"0\"/>", GR_ARG(prefix));
	for (; w->formats < w->styles->base; w->formats++)
		gr_buf_add(out, gr_buf_slice(&none));
	for (size_t i = 0; i < w->styles->n; i++) {
		bool is_there = w->copy[i].len > 0;
		struct gr_slice copy = gr_buf_slice(
		    is_there ? &w->copy[i] : &none);
		struct gr_slice own = gr_slice_make(copy.ptr,
		    is_there ? w->tag_bytes[i] : copy.len);

		gr_buf_clear(&tag);
		gr_tag_put(&tag, own, "fillId", gr_buf_slice(&number), false);
		gr_tag_put(out, gr_buf_slice(&tag), "applyFill", GR_S("1"),
		    false);
		gr_buf_add(out, gr_slice_skip(copy, own.len));
	}
	out->failed |= number.failed || tag.failed || none.failed;
	gr_buf_free(&number);
	gr_buf_free(&none);
	gr_buf_free(&tag);
}

static enum gr_status on_end(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct writing *w = context;

	(void)err;
	if (tag->depth != 1)
		return GR_OK;
	if (w->in_fills)
		put_fill(gr_rewrite_out(to), tag->prefix);
	if (w->in_formats) {
		gr_rewrite_also(to, NULL);
		put_formats(w, gr_rewrite_out(to), tag->prefix);
	}
	w->in_fills = w->in_formats = false;
	return GR_OK;
}

enum gr_status gr_remark_styles_write(struct gr_workbook *book,
    const struct gr_remark_styles *styles, int fd, struct gr_err *err)
{
	static const struct gr_rewrite_calls calls = { on_start, on_end };
	struct writing w = { .styles = styles,
		.copy = GR_NEW_ARRAY(styles->keep, styles->n, struct gr_buf),
		.tag_bytes = GR_NEW_ARRAY(styles->keep, styles->n, size_t) };
	enum gr_status status;

	if (w.copy == NULL || w.tag_bytes == NULL)
		return gr_err_memory(err);
	status = gr_rewrite_part(book->package, book->styles, fd, &calls, &w,
	    err);
	for (size_t i = 0; i < styles->n; i++)
		gr_buf_free(&w.copy[i]);
	return status;
}
