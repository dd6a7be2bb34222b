/* tell.c - what there is to say of a delivery's columns and rows. */
#include <stdio.h>

#include "base/wording.h"
#include "text/blank.h"
#include "text/personal.h"

#include "delivery/state.h"

/* Of a text too long for a message what is whole characters of its beginning
 * (and one character less of one that just fits). */
static struct gr_slice cut(struct gr_slice text)
{
	size_t n = GR_ERR_MESSAGE_MAX - 1;

	if (text.len < n)
		return text;
	while (n > 0 && ((unsigned char)text.ptr[n - 1] & 0xc0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text.ptr[n - 1] >= 0xc0)
		n--;
	return gr_slice_make(text.ptr, n);
}

/* The words of a kind in a language, to a cleared buffer: nothing of a
 * delivery that they quote is a personal number. */
static void say(struct gr_buf *to, enum gr_finding_kind kind, bool chinese,
    const struct gr_finding_arg *with)
{
	struct gr_buf words = { 0 };

	gr_buf_clear(to);
	gr_finding_say(&words, kind, chinese, with);
	(void)gr_personal_add(to, gr_buf_slice(&words), gr_personal_anywhere);
	to->failed |= words.failed;
	gr_buf_free(&words);
}

enum gr_status gr_delivery_event(struct gr_delivery *d,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_event *out, struct gr_err *err)
{
	say(&d->said, kind, d->setup->chinese, with);
	*out = (struct gr_event){ .action = gr_finding_action(kind),
		.rule = gr_finding_rule(kind),
		.line = line,
		.message = gr_buf_slice(&d->said) };
	return gr_buf_check(&d->said, err);
}

enum gr_status gr_delivery_tell(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, enum gr_finding_kind kind,
    uint64_t line, struct gr_slice column, const struct gr_finding_arg *with,
    struct gr_err *err)
{
	struct gr_event event;

	if (!sink)
		return GR_OK;
	enum gr_status status = gr_delivery_event(d, kind, line, with, &event,
	    err);
	if (status != GR_OK)
		return status;
	event.column = column;
	event.message = cut(event.message);
	return sink->event(sink->context, &event, err);
}

static const struct gr_column *dictionary(const struct gr_delivery *d,
    const struct gr_file_column *c)
{
	return &d->setup->standard->column[c->column];
}

/* Whether an earlier column of the file has stopped the same name. */
static bool said_before(const struct gr_layout *layout, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (layout->column[k].column == layout->column[i].column
		    && layout->column[k].state == GR_COLUMN_DOUBLE)
			return true;
	return false;
}

/* Columns that nothing is known of are named once, also where several are
 * called the same, or are by what may be told of their names. */
static enum gr_status tell_unknown(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_slice name,
    struct gr_map *named, struct gr_err *err)
{
	uint64_t there;

	if (gr_blank_only(name) || gr_map_get(named, name, &there))
		return GR_OK;
	enum gr_status status = gr_map_put(named, name, 1, err);
	return status == GR_OK
	    ? gr_delivery_tell(d, sink, GR_FINDING_L14_UNKNOWN,
	        gr_delivery_heading_row(d)->line, name, NULL, err)
	    : status;
}

static enum gr_status tell_column(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, size_t i, struct gr_map *named,
    struct gr_err *err)
{
	const struct gr_file_column *c = &d->layout.column[i];
	const struct gr_kept_row *heading = gr_delivery_heading_row(d);
	struct gr_slice header = c->shown;

	switch (c->state) {
	case GR_COLUMN_UNKNOWN:
		return tell_unknown(d, sink, header, named, err);
	case GR_COLUMN_TRAP:
		return gr_delivery_tell(d, sink, GR_FINDING_L16B, heading->line,
		    dictionary(d, c)->name, GR_WITH(GR_TEXT("heading", header)),
		    err);
	case GR_COLUMN_UNIT:
		return gr_delivery_tell(d, sink, GR_FINDING_L16_STOPPED,
		    heading->line, dictionary(d, c)->name,
		    GR_WITH(GR_TEXT("heading", header)), err);
	case GR_COLUMN_DOUBLE:
		if (said_before(&d->layout, i))
			return GR_OK;
		return gr_delivery_tell(d, sink, GR_FINDING_L15, heading->line,
		    dictionary(d, c)->name, GR_WITH(GR_TEXT("heading", header)),
		    err);
	case GR_COLUMN_READ:
		break;
	}
	if (c->unit.len == 0)
		return GR_OK;
	return gr_delivery_tell(d, sink, GR_FINDING_L16_CONVERTED,
	    heading->line, dictionary(d, c)->name,
	    GR_WITH(GR_TEXT("unit", c->unit)), err);
}

static bool is_given(const struct gr_delivery *d, size_t column)
{
	for (size_t i = 0; i < d->preamble.n; i++)
		if (d->preamble.given[i].column == column)
			return true;
	return false;
}

/* Columns that the delivery does not have: a required one is asked for, its
 * cells are in query; any other is noted, once. */
static enum gr_status tell_missing(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	const struct gr_standard *s = d->setup->standard;
	uint64_t line = d->head[d->layout.first].line;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < s->columns && status == GR_OK; i++) {
		const struct gr_column *c = &s->column[i];
		if (c->personal || c->role == GR_ROLE_SURVEY_YEAR
		    || d->layout.file_column[i] != GR_NONE || is_given(d, i))
			continue;
		struct gr_slice title = d->setup->chinese ? c->title_zh
		                                          : c->title_en;
		status = gr_delivery_tell(d, sink,
		    gr_delivery_asks(s, i) ? GR_FINDING_L17_REQUIRED
		                           : GR_FINDING_L17_OTHER,
		    line, c->name, GR_WITH(GR_TEXT("column", title)), err);
	}
	return status;
}

bool gr_delivery_asks(const struct gr_standard *standard, size_t column)
{
	const struct gr_column *c = &standard->column[column];

	return c->requirement == 'R' && c->role != GR_ROLE_CODE
	    && c->role != GR_ROLE_NAME && c->role != GR_ROLE_SURVEY_YEAR;
}

static enum gr_status tell_given(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < d->preamble.n && status == GR_OK; i++) {
		const struct gr_given *given = &d->preamble.given[i];
		status = gr_delivery_tell(d, sink, GR_FINDING_L02_GIVEN,
		    given->line, d->setup->standard->column[given->column].name,
		    GR_WITH(GR_TEXT("value", given->value)), err);
	}
	return status;
}

enum gr_status gr_delivery_tell_columns(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	struct gr_map named = gr_map_make(d->keep);
	enum gr_status status = GR_OK;

	if (!sink)
		return GR_OK;
	if (d->undo)
		status = gr_delivery_tell(d, sink, GR_FINDING_D07, 0,
		    gr_slice_make(NULL, 0), NULL, err);
	if (status == GR_OK)
		status = tell_given(d, sink, err);
	for (size_t i = 0; i < d->layout.width && status == GR_OK; i++)
		status = tell_column(d, sink, i, &named, err);
	return status == GR_OK ? tell_missing(d, sink, err) : status;
}

void gr_delivery_refusal_say(struct gr_refusal *refusal, struct gr_slice text)
{
	struct gr_buf shown = { 0 };

	(void)gr_personal_add(&shown, text, gr_personal_anywhere);
	text = shown.failed ? GR_S("") : cut(gr_buf_slice(&shown));
	if (text.len > 0)
		memcpy(refusal->message, text.ptr, text.len);
	refusal->message[text.len] = '\0';
	gr_buf_free(&shown);
}

/* What goes to stderr, in English and in the reader's language. */
static enum gr_status say_error(const struct gr_delivery *d,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_err *err)
{
	struct gr_buf english = { 0 }, words = { 0 };

	gr_finding_say(&english, kind, false, with);
	gr_buf_byte(&english, '\0');
	gr_finding_say(&words, kind, gr_wording_is_chinese(), with);
	gr_buf_byte(&words, '\0');
	enum gr_status status = gr_buf_check(&english, err);
	if (status == GR_OK)
		status = gr_buf_check(&words, err);
	if (status == GR_OK) {
		status = gr_err_said(err, GR_EDATA, gr_source_name(d->source),
		    line, english.ptr, words.ptr);
		gr_err_add(err, " [%s]", d->refusal->rule);
	}
	gr_buf_free(&english);
	gr_buf_free(&words);
	return status;
}

enum gr_status gr_delivery_refuse(struct gr_delivery *d,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_err *err)
{
	struct gr_refusal *refusal = d->refusal;
	struct gr_slice rule = gr_finding_rule(kind);

	gr_buf_clear(&d->said);
	gr_finding_say(&d->said, kind, d->setup->chinese, with);
	enum gr_status status = gr_buf_check(&d->said, err);
	if (status != GR_OK)
		return status;
	gr_delivery_refusal_say(refusal, gr_buf_slice(&d->said));
	snprintf(refusal->rule, sizeof(refusal->rule), "%.*s", GR_ARG(rule));
	refusal->line = line;
	return say_error(d, kind, line, with, err);
}

enum gr_status gr_delivery_explain(struct gr_delivery *d, struct gr_err *err)
{
	struct gr_refusal *refusal = d->refusal;
	const char *said = d->setup->chinese ? err->chinese : err->message;
	struct gr_slice rule, detail = gr_finding_detail(said, &rule);

	if (refusal->rule[0])
		return GR_EDATA;
	/* a damaged gzip has no id in brackets: it is a cut-off file */
	if (rule.len == 0 || rule.len >= sizeof(refusal->rule)) {
		detail = gr_slice_of(said);
		rule = GR_S("D05");
		gr_err_add(err, " [D05]");
	}
	snprintf(refusal->rule, sizeof(refusal->rule), "%.*s", GR_ARG(rule));
	refusal->line = err->line;
	enum gr_finding_kind kind = gr_finding_of_rule(
	    gr_slice_of(refusal->rule));
	if (kind == GR_FINDING_NONE) {
		gr_delivery_refusal_say(refusal, detail);
		return GR_EDATA;
	}
	gr_buf_clear(&d->said);
	gr_finding_say(&d->said, kind, d->setup->chinese,
	    GR_WITH(GR_TEXT("detail", detail)));
	gr_delivery_refusal_say(refusal, gr_buf_slice(&d->said));
	if (strcmp(refusal->rule, "D09") == 0
	    || strcmp(refusal->rule, "D10") == 0)
		gr_err_add(err,
		    "; please save the table as .xlsx, or as CSV in UTF-8");
	return d->said.failed ? gr_err_memory(err) : GR_EDATA;
}
