/* part.c - one part of a workbook, as it is gone through */
#include "sheet/part.h"

#include <expat.h>

struct reading {
	struct gr_package *package;
	const struct gr_part_calls *calls;
	void *context;
	XML_Parser parser;
	enum gr_status status; /* what a call answered */
	struct gr_err *err;
};

static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon != NULL ? colon + 1 : name;
}

static void settle(struct reading *r, enum gr_status status)
{
	r->status = status;
	if (status != GR_OK)
		XML_StopParser(r->parser, XML_FALSE);
}

static void on_start(void *context, const char *name, const char **attribute)
{
	struct reading *r = context;

	if (r->status == GR_OK)
		settle(r,
		    r->calls->start(r->context, local(name),
		        (const char *const *)attribute, r->err));
}

static void on_end(void *context, const char *name)
{
	struct reading *r = context;

	if (r->status == GR_OK && r->calls->end != NULL)
		settle(r, r->calls->end(r->context, local(name), r->err));
}

static void on_text(void *context, const char *text, int n)
{
	struct reading *r = context;

	if (r->status == GR_OK)
		settle(r,
		    r->calls->text(r->context, gr_slice_make(text, (size_t)n),
		        r->err));
}

static void on_doctype(void *context, const char *name, const char *system,
    const char *public, int has_subset)
{
	struct reading *r = context;

	(void)name;
	(void)system;
	(void)public;
	(void)has_subset;
	settle(r,
	    gr_err_at(r->err, GR_EDATA, gr_package_name(r->package), 0, NULL,
	        "a workbook with a document type in its XML, which none has "
	        "[W01]"));
}

/* The parser stopped: by a call, or at what is no XML. */
static enum gr_status stopped(struct reading *r, struct gr_err *err)
{
	enum XML_Error code = XML_GetErrorCode(r->parser);

	if (r->status != GR_OK)
		return r->status;
	if (code == XML_ERROR_NO_MEMORY)
		return gr_err_memory(err);
	return gr_err_at(err, GR_EDATA, gr_package_name(r->package), 0, NULL,
	    "a workbook with a damaged part: %s at its line %lu [W01]",
	    XML_ErrorString(code), XML_GetCurrentLineNumber(r->parser));
}

static enum gr_status feed(void *context, struct gr_slice block,
    struct gr_err *err)
{
	struct reading *r = context;

	r->err = err;
	return XML_Parse(r->parser, block.ptr, (int)block.len, 0)
	        == XML_STATUS_OK
	    ? GR_OK
	    : stopped(r, err);
}

enum gr_status gr_part_read(struct gr_package *package, size_t member,
    const struct gr_part_calls *calls, void *context, struct gr_err *err)
{
	struct reading r = { .package = package,
		.calls = calls,
		.context = context,
		.parser = XML_ParserCreate(NULL),
		.err = err };

	if (r.parser == NULL)
		return gr_err_memory(err);
	XML_SetUserData(r.parser, &r);
	XML_SetElementHandler(r.parser, on_start, on_end);
	if (calls->text != NULL)
		XML_SetCharacterDataHandler(r.parser, on_text);
	XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
	enum gr_status status = gr_package_read(package, member, feed, &r, err);
	if (status == GR_OK && r.status == GR_OK
	    && XML_Parse(r.parser, "", 0, 1) != XML_STATUS_OK)
		status = stopped(&r, err);
	XML_ParserFree(r.parser);
	return status == GR_END ? GR_OK : status;
}

const char *gr_part_attribute(const char *const *attribute, const char *name)
{
	for (; attribute[0] != NULL; attribute += 2)
		if (strcmp(local(attribute[0]), name) == 0)
			return attribute[1];
	return NULL;
}

bool gr_part_is_on(const char *value)
{
	return value != NULL
	    && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0
	        || strcmp(value, "on") == 0);
}
