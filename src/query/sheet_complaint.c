/* sheet_complaint.c - what a sheet of queries had that could not be used */
#include "query/sheet_complaint.h"

#include "text/personal.h"

/* What a delivery would be refused for, in the same words. */
static void say_unread(const struct gr_sheet_row *row, bool chinese,
    struct gr_buf *to)
{
	struct gr_slice rule,
	    detail = gr_finding_detail(chinese ? row->detail_zh : row->detail,
	        &rule);
	enum gr_finding_kind kind = gr_finding_of_rule(rule);
	struct gr_buf why = { 0 };

	if (kind == GR_FINDING_NONE)
		gr_buf_add(&why, detail);
	else
		gr_finding_say(&why, kind, chinese,
		    GR_WITH(GR_TEXT("detail", detail)));
	gr_finding_say(to, GR_FINDING_A05_UNREAD, chinese,
	    GR_WITH(GR_TEXT("detail", gr_buf_slice(&why))));
	to->failed |= why.failed;
	gr_buf_free(&why);
}

static const enum gr_finding_kind kinds[] = {
	[GR_SHEET_NAME] = GR_FINDING_A08_NAME,
	[GR_SHEET_CELLS] = GR_FINDING_A08_CELLS,
	[GR_SHEET_CUT] = GR_FINDING_A08_CUT,
	[GR_SHEET_LINES] = GR_FINDING_A08_LINES,
	[GR_SHEET_REST] = GR_FINDING_A08_REST,
	[GR_SHEET_HEADING] = GR_FINDING_A05_HEADING,
	[GR_SHEET_NONE] = GR_FINDING_A05_SHEET,
	[GR_SHEET_UNREAD] = GR_FINDING_A05_UNREAD,
};

static void say(const struct gr_sheet_row *row, bool chinese, struct gr_buf *to)
{
	if (row->what == GR_SHEET_UNREAD)
		say_unread(row, chinese, to);
	else if (row->what == GR_SHEET_LINES)
		gr_finding_say(to, GR_FINDING_A08_LINES, chinese,
		    GR_WITH(GR_NUMBER("lines", row->lines)));
	else
		gr_finding_say(to, kinds[row->what], chinese, NULL);
}

/* What stands beside no query may be who filled the sheet in: it is told by its
 * place alone. */
enum gr_status gr_sheet_complain(const struct gr_sheet_row *row, bool chinese,
    struct gr_arena *keep, struct gr_sheet_complaint *out, struct gr_err *err)
{
	struct gr_buf said = { 0 };

	say(row, chinese, &said);
	*out = (struct gr_sheet_complaint){ .kind = kinds[row->what],
		.line = row->line,
		.message = gr_arena_copy(keep, gr_buf_slice(&said)),
		.answer = gr_arena_copy(keep,
		    row->what == GR_SHEET_NAME ? GR_S("") : row->answer) };
	enum gr_status status = gr_buf_check(&said, err);
	gr_buf_free(&said);
	if (status == GR_OK && (!out->message.ptr || !out->answer.ptr))
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = gr_personal_hide(keep, &out->message,
		    gr_personal_anywhere, err);
	return status == GR_OK
	    ? gr_personal_hide(keep, &out->answer, gr_personal_anywhere, err)
	    : status;
}
