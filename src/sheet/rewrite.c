/* rewrite.c - a part of a workbook as it stands, but for some of its tags */
#include "sheet/rewrite.h"

#include "sheet/part.h"
#include "stream/spool_file.h"

#include <expat.h>
#include <strings.h>

enum { BLOCK_BYTES = 64 * 1024, ESCAPE_BYTES = 7 };

struct gr_rewrite {
	struct gr_package *package;
	const struct gr_rewrite_calls *calls;
	void *context;
	XML_Parser parser;
	int fd;
	struct gr_buf out, *copy;
	struct gr_buf block; /* what was read */
	size_t done;         /* of its bytes, which have gone through */
	uint64_t from;       /* the place of its first byte */
	unsigned depth;
	bool drop;
	enum gr_status status;
	struct gr_err *err;
};

static enum gr_status refuse(const struct gr_rewrite *r, const char *why,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, gr_package_name(r->package), 0, NULL,
	    "a workbook with a damaged part: %s at its line %lu [W01]", why,
	    XML_GetCurrentLineNumber(r->parser));
}

static void settle(struct gr_rewrite *r, enum gr_status status)
{
	r->status = status;
	if (status != GR_OK)
		XML_StopParser(r->parser, XML_FALSE);
}

/* ---- bytes ---- */

static enum gr_status flush(struct gr_rewrite *r, size_t beyond,
    struct gr_err *err)
{
	if (r->out.len < beyond)
		return GR_OK;
	enum gr_status status = gr_buf_check(&r->out, err);
	if (status == GR_OK)
		status = gr_spool_file_write(r->fd, r->out.ptr, r->out.len,
		    err);
	gr_buf_clear(&r->out);
	return status;
}

static void give(struct gr_rewrite *r, struct gr_slice text)
{
	gr_buf_add(&r->out, text);
	if (r->copy != NULL)
		gr_buf_add(r->copy, text);
}

static struct gr_slice waiting(const struct gr_rewrite *r)
{
	return gr_slice_skip(gr_buf_slice(&r->block), r->done);
}

/* The next n bytes of what waits, at most. */
static struct gr_slice take(struct gr_rewrite *r, size_t n)
{
	struct gr_slice text = waiting(r);

	if (text.len > n)
		text.len = n;
	r->done += text.len;
	return text;
}

/* What stands before the place of the part goes through. */
static void pass_to(struct gr_rewrite *r, uint64_t place)
{
	uint64_t at = r->from + r->done;

	if (place > at)
		give(r, take(r, (size_t)(place - at)));
}

static uint64_t place_of(const struct gr_rewrite *r)
{
	return (uint64_t)XML_GetCurrentByteIndex(r->parser);
}

/* ---- tags ---- */

static void on_tag(struct gr_rewrite *r, gr_tag_fn *call, const char *name,
    const char *const *attribute)
{
	const char *colon = strrchr(name, ':');

	if (r->status != GR_OK)
		return;
	pass_to(r, place_of(r));
	struct gr_slice text = take(r,
	    (size_t)XML_GetCurrentByteCount(r->parser));
	struct gr_tag tag = { .name = colon != NULL ? colon + 1 : name,
		.prefix = gr_slice_make(name,
		    colon != NULL ? (size_t)(colon + 1 - name) : 0),
		.attribute = attribute,
		.text = text,
		.empty = gr_slice_ends(text, GR_S("/>")),
		.depth = r->depth };
	r->drop = false;
	enum gr_status status = call(r->context, r, &tag, r->err);
	if (!r->drop)
		give(r, text);
	if (status == GR_OK)
		status = flush(r, BLOCK_BYTES, r->err);
	settle(r, status);
}

static void on_start(void *context, const char *name, const char **attribute)
{
	struct gr_rewrite *r = context;

	on_tag(r, r->calls->start, name, (const char *const *)attribute);
	r->depth++;
}

static void on_end(void *context, const char *name)
{
	struct gr_rewrite *r = context;

	r->depth--;
	on_tag(r, r->calls->end, name, NULL);
}

static void on_other(void *context, const char *text, int n)
{
	struct gr_rewrite *r = context;

	(void)text;
	(void)n;
	if (r->status != GR_OK)
		return;
	pass_to(r, place_of(r) + (uint64_t)XML_GetCurrentByteCount(r->parser));
	settle(r, flush(r, BLOCK_BYTES, r->err));
}

static void on_declaration(void *context, const char *version,
    const char *encoding, int standalone)
{
	struct gr_rewrite *r = context;

	(void)version;
	(void)standalone;
	if (encoding != NULL && strcasecmp(encoding, "UTF-8") != 0
	    && strcasecmp(encoding, "US-ASCII") != 0)
		settle(r, refuse(r, "not in UTF-8", r->err));
}

static void on_doctype(void *context, const char *name, const char *system,
    const char *public, int has_subset)
{
	struct gr_rewrite *r = context;

	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	settle(r, refuse(r, "a document type", r->err));
}

/* ---- the part ---- */

static enum gr_status feed(void *context, struct gr_slice block,
    struct gr_err *err)
{
	struct gr_rewrite *r = context;
	bool first = r->from == 0 && r->block.len == 0;
	struct gr_slice rest = waiting(r);

	r->err = err;
	if (first && block.len >= 2
	    && (block.ptr[0] == '\0' || block.ptr[1] == '\0'
	        || (unsigned char)block.ptr[0] >= 0xfe))
		return refuse(r, "not in UTF-8", err);
	if (r->done > 0)
		memmove(r->block.ptr, rest.ptr, rest.len);
	r->from += r->done;
	r->done = 0;
	r->block.len = rest.len;
	gr_buf_add(&r->block, block);
	enum gr_status status = gr_buf_check(&r->block, err);
	if (status != GR_OK
	    || XML_Parse(r->parser, block.ptr, (int)block.len, 0)
	        == XML_STATUS_OK)
		return status;
	return r->status != GR_OK
	    ? r->status
	    : refuse(r, XML_ErrorString(XML_GetErrorCode(r->parser)), err);
}

static enum gr_status finish(struct gr_rewrite *r, struct gr_err *err)
{
	if (XML_Parse(r->parser, "", 0, 1) != XML_STATUS_OK)
		return r->status != GR_OK
		    ? r->status
		    : refuse(r, XML_ErrorString(XML_GetErrorCode(r->parser)),
		        err);
	give(r, waiting(r));
	return flush(r, 0, err);
}

enum gr_status gr_rewrite_part(struct gr_package *package, size_t member,
    int fd, const struct gr_rewrite_calls *calls, void *context,
    struct gr_err *err)
{
	struct gr_rewrite r = { .package = package,
		.calls = calls,
		.context = context,
		.parser = XML_ParserCreate(NULL),
		.fd = fd,
		.err = err };

	if (r.parser == NULL)
		return gr_err_memory(err);
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	XML_SetDefaultHandler(r.parser, on_other);
	XML_SetXmlDeclHandler(r.parser, on_declaration);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	enum gr_status status = gr_package_read(package, member, feed, &r, err);
	if (status == GR_OK)
		status = finish(&r, err);
	XML_ParserFree(r.parser);
	gr_buf_free(&r.out);
	gr_buf_free(&r.block);
	return status;
}

struct gr_buf *gr_rewrite_out(struct gr_rewrite *to)
{
	return &to->out;
}

void gr_rewrite_drop_tag(struct gr_rewrite *to)
{
	to->drop = true;
}

void gr_rewrite_also(struct gr_rewrite *to, struct gr_buf *copy)
{
	to->copy = copy;
}

/* ---- pieces of XML ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t name_end(struct gr_slice tag, size_t at)
{
	while (at < tag.len && !is_blank(tag.ptr[at]) && tag.ptr[at] != '='
	    && tag.ptr[at] != '>' && tag.ptr[at] != '/')
		at++;
	return at;
}

/* Where the value of an attribute stands in a tag, which is sound XML; false if
 * it has none of that name. */
static bool find_value(struct gr_slice tag, const char *name, size_t *from,
    size_t *to)
{
	size_t at = name_end(tag, 1);

	while (at < tag.len) {
		while (at < tag.len && is_blank(tag.ptr[at]))
			at++;
		size_t end = name_end(tag, at);
		if (end == at)
			return false; /* the end of the tag */
		struct gr_slice own = gr_slice_make(tag.ptr + at, end - at);
		for (at = end;
		     at < tag.len && tag.ptr[at] != '"' && tag.ptr[at] != '\'';)
			at++;
		if (at == tag.len)
			return false;
		char quote = tag.ptr[at++];
		*from = at;
		while (at < tag.len && tag.ptr[at] != quote)
			at++;
		*to = at++;
		if (gr_slice_eq(own, gr_slice_of(name)))
			return true;
	}
	return false;
}

void gr_tag_put(struct gr_buf *to, struct gr_slice tag, const char *name,
    struct gr_slice value, bool opened)
{
	size_t tail = gr_slice_ends(tag, GR_S("/>")) ? 2 : 1, from, end;
	struct gr_slice head = gr_slice_make(tag.ptr, tag.len - tail);

	if (find_value(tag, name, &from, &end)) {
		gr_buf_add(to, gr_slice_make(tag.ptr, from));
		gr_buf_add(to, value);
		gr_buf_add(to, gr_slice_make(tag.ptr + end, head.len - end));
	} else {
		gr_buf_add(to, head);
		gr_buf_format(to, " %s=\"%.*s\"", name, GR_ARG(value));
	}
	gr_buf_add(to, opened ? GR_S(">") : gr_slice_skip(tag, tag.len - tail));
}

static bool begins_escape(struct gr_slice text)
{
	if (text.len < ESCAPE_BYTES || text.ptr[1] != 'x'
	    || text.ptr[ESCAPE_BYTES - 1] != '_')
		return false;
	for (size_t i = 2; i < ESCAPE_BYTES - 1; i++)
		if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9')
		        || ((text.ptr[i] | 0x20) >= 'a'
		            && (text.ptr[i] | 0x20) <= 'f')))
			return false;
	return true;
}

void gr_xml_put(struct gr_buf *to, struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '&')
			gr_buf_text(to, "&amp;");
		else if (c == '<')
			gr_buf_text(to, "&lt;");
		else if (c == '>')
			gr_buf_text(to, "&gt;");
		else if (c == '"')
			gr_buf_text(to, "&quot;");
		else if (c == '_' && begins_escape(gr_slice_skip(text, i)))
			gr_buf_text(to, "_x005F_");
		else if ((unsigned char)c >= ' ' || c == '\n' || c == '\t')
			gr_buf_byte(to, c);
	}
}
