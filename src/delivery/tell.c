/* tell.c - what there is to say of a delivery's columns and rows. */
#include <stdio.h>

#include "text/blank.h"

#include "delivery/state.h"

void gr_delivery_cut(char *text, size_t room)
{
	size_t n = strlen(text);

	if (n + 1 < room)
		return;
	while (n > 0 && ((unsigned char)text[n - 1] & 0xc0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)text[n - 1] >= 0xc0)
		n--;
	text[n] = '\0';
}

enum gr_status gr_delivery_tell(const struct gr_delivery *d,
    const struct gr_delivery_sink *sink, enum gr_action action,
    const char *rule, uint64_t line, struct gr_slice column, struct gr_err *err,
    const char *zh, const char *en, ...)
{
	char text[GR_ERR_MESSAGE_MAX];
	va_list args;

	if (!sink)
		return GR_OK;
	va_start(args, en);
	if (d->setup->chinese)
		vsnprintf(text, sizeof(text), zh, args);
	else
		vsnprintf(text, sizeof(text), en, args);
	va_end(args);
	gr_delivery_cut(text, sizeof(text));
	struct gr_event event = { .action = action,
		.rule = rule,
		.line = line,
		.column = column,
		.message = gr_slice_of(text) };
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

static enum gr_status tell_column(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, size_t i, struct gr_err *err)
{
	const struct gr_file_column *c = &d->layout.column[i];
	const struct gr_kept_row *heading = gr_delivery_heading_row(d);
	struct gr_slice header = c->header;

	switch (c->state) {
	case GR_COLUMN_UNKNOWN:
		if (gr_blank_only(header))
			return GR_OK;
		return gr_delivery_tell(d, sink, GR_NOTE, "L14", heading->line,
		    header, err, "字典中没有这一列，未读取",
		    "not a column of the dictionary: not read");
	case GR_COLUMN_TRAP:
		return gr_delivery_tell(d, sink, GR_STOP, "L16b", heading->line,
		    dictionary(d, c)->name, err,
		    "列名“%.*s”没有说明“是”指什么，整列停用",
		    "the heading '%.*s' does not say what yes means: the "
		    "column is stopped",
		    GR_ARG(header));
	case GR_COLUMN_UNIT:
		return gr_delivery_tell(d, sink, GR_STOP, "L16", heading->line,
		    dictionary(d, c)->name, err,
		    "列名“%.*s”的单位不能换算，整列停用",
		    "the unit of the heading '%.*s' cannot be converted: the "
		    "column is stopped",
		    GR_ARG(header));
	case GR_COLUMN_DOUBLE:
		if (said_before(&d->layout, i))
			return GR_OK;
		return gr_delivery_tell(d, sink, GR_STOP, "L15", heading->line,
		    dictionary(d, c)->name, err,
		    "有两列或更多列对应这一项（如“%.*s”），均停用",
		    "two columns or more ('%.*s', say) are this one: all are "
		    "stopped",
		    GR_ARG(header));
	case GR_COLUMN_READ:
		break;
	}
	if (c->unit.len == 0)
		return GR_OK;
	return gr_delivery_tell(d, sink, GR_FLAG, "L16", heading->line,
	    dictionary(d, c)->name, err,
	    "列名中的单位“%.*s”与字典不同，按此单位换算",
	    "the heading's unit '%.*s' is not the dictionary's: converted "
	    "from it",
	    GR_ARG(c->unit));
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
		if (gr_delivery_asks(s, i)) {
			status = gr_delivery_tell(d, sink, GR_ASK, "L17", line,
			    c->name, err, "缺少必填列“%.*s”",
			    "the required column '%.*s' is missing",
			    GR_ARG(title));
			continue;
		}
		status = gr_delivery_tell(d, sink, GR_NOTE, "L17", line,
		    c->name, err, "缺少列“%.*s”",
		    "the column '%.*s' is missing", GR_ARG(title));
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
		status = gr_delivery_tell(d, sink, GR_NOTE, "L02", given->line,
		    d->setup->standard->column[given->column].name, err,
		    "表上方写明“%.*s”，用于所有各行",
		    "'%.*s' is said above the table: taken for every row",
		    GR_ARG(given->value));
	}
	return status;
}

enum gr_status gr_delivery_tell_columns(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (!sink)
		return GR_OK;
	if (d->undo)
		status = gr_delivery_tell(d, sink, GR_FLAG, "D07", 0,
		    gr_slice_make(NULL, 0), err,
		    "UTF-8 文本曾被当作 GB18030 读取后另存，已全文还原",
		    "UTF-8 that was read as GB18030 and saved again: taken "
		    "back, for the whole file");
	if (status == GR_OK)
		status = tell_given(d, sink, err);
	for (size_t i = 0; i < d->layout.width && status == GR_OK; i++)
		status = tell_column(d, sink, i, err);
	return status == GR_OK ? tell_missing(d, sink, err) : status;
}

enum gr_status gr_delivery_refuse(struct gr_delivery *d, struct gr_err *err,
    const char *rule, uint64_t line, const char *zh, const char *en, ...)
{
	struct gr_refusal *refusal = d->refusal;
	va_list args;

	va_start(args, en);
	vsnprintf(refusal->message, sizeof(refusal->message),
	    d->setup->chinese ? zh : en, args);
	va_end(args);
	gr_delivery_cut(refusal->message, sizeof(refusal->message));
	snprintf(refusal->rule, sizeof(refusal->rule), "%s", rule);
	refusal->line = line;
	va_start(args, en);
	gr_err_vat(err, GR_EDATA, gr_source_name(d->source), line, NULL, en,
	    args);
	va_end(args);
	gr_err_add(err, " [%s]", rule);
	return GR_EDATA;
}
