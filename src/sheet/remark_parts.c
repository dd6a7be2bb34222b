/* remark_parts.c - where a workbook lists what is new in it */
#include "sheet/remark_internal.h"

#include "sheet/part.h"

#include <strings.h>

/* Text that goes before the end of the list. */
struct listing {
	struct gr_buf *text;
	bool has_vml; /* of content types: there is one */
	bool types;
	const struct gr_remark_changes *changes;
};

#define TYPE_OF_COMMENTS \
	"application/vnd.openxmlformats-officedocument.spreadsheetml." \
	"comments+xml"
#define TYPE_OF_VML "application/vnd.openxmlformats-officedocument.vmlDrawing"

static void put_types(const struct listing *l, struct gr_buf *out,
    struct gr_slice p)
{
	bool vml = l->has_vml;

	for (size_t i = 0; i < l->changes->n; i++) {
		const struct gr_package_change *c = &l->changes->change[i];

		if (c->member != GR_PACKAGE_NO_MEMBER)
			continue;
		if (gr_slice_ends(gr_slice_of(c->path), GR_S(".vml"))) {
			if (!vml)
				gr_buf_format(out,
				    "<%.*sDefault Extension=\"vml\" "
				    "ContentType=\"" TYPE_OF_VML "\"/>",
				    GR_ARG(p));
			vml = true;
		} else if (gr_slice_ends(gr_slice_of(c->path), GR_S(".xml"))) {
			gr_buf_format(out,
			    "<%.*sOverride PartName=\"/%s\" "
			    "ContentType=\"" TYPE_OF_COMMENTS "\"/>",
			    GR_ARG(p), c->path);
		}
	}
}

static enum gr_status on_start(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct listing *l = context;

	(void)err;
	if (tag->depth == 0 && tag->empty) {
		gr_buf_add(gr_rewrite_out(to),
		    gr_slice_make(tag->text.ptr, tag->text.len - 2));
		gr_buf_byte(gr_rewrite_out(to), '>');
		gr_rewrite_drop_tag(to);
	}
	if (strcmp(tag->name, "Default") == 0) {
		const char *extension = gr_part_attribute(tag->attribute,
		    "Extension");

		l->has_vml |= extension != NULL
		    && strcasecmp(extension, "vml") == 0;
	}
	return GR_OK;
}

/* An entry of relations, as it stands in l->text behind its `<`. */
static void put_relations(const struct listing *l, struct gr_buf *out,
    struct gr_slice prefix)
{
	struct gr_slice rest = gr_buf_slice(l->text), entry;

	while (rest.len > 0 && gr_slice_split(&rest, '\n', &entry)) {
		gr_buf_byte(out, '<');
		gr_buf_add(out, prefix);
		gr_buf_add(out, entry);
	}
}

static enum gr_status on_end(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err)
{
	struct listing *l = context;
	struct gr_buf *out = gr_rewrite_out(to);

	(void)err;
	if (tag->depth > 0)
		return GR_OK;
	if (l->types)
		put_types(l, out, tag->prefix);
	else
		put_relations(l, out, tag->prefix);
	if (tag->text.len == 0)
		gr_buf_format(out, "</%.*s%s>", GR_ARG(tag->prefix), tag->name);
	return GR_OK;
}

static const struct gr_rewrite_calls calls = { on_start, on_end };

static void put_relation(struct gr_buf *to, const struct gr_remark_sheet *s,
    const char *mark, const char *type, const char *path)
{
	if (path != NULL)
		gr_buf_format(to,
		    "Relationship Id=\"%.*s%s\" Type=\"%s/%s\" "
		    "Target=\"/%s\"/>\n",
		    GR_ARG(s->new_id), mark, GR_REMARK_RELATION(s->strict),
		    type, path);
}

static enum gr_status write_new(const struct listing *l, int fd,
    struct gr_err *err)
{
	struct gr_buf text = { 0 };

	gr_buf_text(&text,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"
	    "2006/relationships\">");
	put_relations(l, &text, GR_S(""));
	gr_buf_text(&text, "</Relationships>");
	enum gr_status status = gr_remark_write_text(fd, &text, err);
	gr_buf_free(&text);
	return status;
}

enum gr_status gr_remark_relations_write(struct gr_remark_sheet *s,
    size_t member, const char *comments, const char *drawing, int fd,
    struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct listing l = { .text = &text };

	put_relation(&text, s, "", "vmlDrawing", drawing);
	put_relation(&text, s, "c", "comments", comments);
	enum gr_status status = gr_buf_check(&text, err);
	if (status == GR_OK)
		status = member == GR_PACKAGE_NO_MEMBER
		    ? write_new(&l, fd, err)
		    : gr_rewrite_part(s->book->package, member, fd, &calls, &l,
		        err);
	gr_buf_free(&text);
	return status;
}

enum gr_status gr_remark_types_write(struct gr_package *package,
    const struct gr_remark_changes *changes, size_t member, int fd,
    struct gr_err *err)
{
	struct listing l = { .types = true, .changes = changes };

	return gr_rewrite_part(package, member, fd, &calls, &l, err);
}
