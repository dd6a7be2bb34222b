/* submission_note.c - a submission as bytes, for another process */
#include "dedup/submission_note.h"

#include "stream/spool_file.h"

enum { SLICES = 6 };

struct note { /* behind it the slices' bytes and what is answered */
	uint64_t content, reporter;
	size_t len[SLICES];
};

static size_t answered_bytes(size_t columns)
{
	return (columns + 7) / 8;
}

void gr_submission_note_add(struct gr_buf *to,
    const struct gr_submission *submission, size_t columns)
{
	const struct gr_submission *s = submission;
	const struct gr_slice slice[SLICES] = { s->wave, s->code, s->src,
		s->line, s->revision, s->report_date };
	struct note note = { .content = s->content, .reporter = s->reporter };

	for (size_t i = 0; i < SLICES; i++)
		note.len[i] = slice[i].len;
	gr_buf_add(to, gr_slice_make((const char *)&note, sizeof note));
	for (size_t i = 0; i < SLICES; i++)
		gr_buf_add(to, slice[i]);
	gr_buf_add(to,
	    gr_slice_make((const char *)gr_submission_answered(s),
	        answered_bytes(columns)));
}

/* The next `n` bytes; false: there are less. */
static bool take(struct gr_slice *notes, size_t n, struct gr_slice *out)
{
	if (notes->len < n)
		return false;
	*out = gr_slice_make(notes->ptr, n);
	*notes = gr_slice_skip(*notes, n);
	return true;
}

enum gr_status gr_submission_note_next(struct gr_slice *notes, size_t columns,
    struct gr_submission *out, struct gr_err *err)
{
	struct gr_slice bytes;
	struct note note;

	*out = (struct gr_submission){ .content = 0 };
	if (!take(notes, sizeof note, &bytes))
		return gr_spool_file_cut(err);
	memcpy(&note, bytes.ptr, sizeof note);
	out->content = note.content;
	out->reporter = note.reporter;
	if (!take(notes, note.len[0], &out->wave)
	    || !take(notes, note.len[1], &out->code)
	    || !take(notes, note.len[2], &out->src)
	    || !take(notes, note.len[3], &out->line)
	    || !take(notes, note.len[4], &out->revision)
	    || !take(notes, note.len[5], &out->report_date)
	    || !take(notes, answered_bytes(columns), &bytes))
		return gr_spool_file_cut(err);
	out->answered = (const uint8_t *)bytes.ptr;
	return GR_OK;
}
