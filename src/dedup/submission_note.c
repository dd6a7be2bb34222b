/* submission_note.c - a submission as bytes, for another process */
#include "dedup/submission_note.h"

#include "stream/spool_file.h"

#include <assert.h>

enum { SRC, LINE, WAVE, CODE, SLICES }; /* the unit where it is no number */

struct note { /* behind it the slices' bytes and what is answered */
	uint64_t content, reporter, key, rank;
	uint32_t len[SLICES];
};

static size_t answered_bytes(size_t columns)
{
	return (columns + 7) / 8;
}

void gr_submission_note_add(struct gr_buf *to,
    const struct gr_submission *submission, size_t columns)
{
	struct gr_submission s = *submission;

	gr_submission_number(&s);
	const struct gr_slice slice[SLICES] = { s.src, s.line, s.wave, s.code };
	const size_t slices = s.key != 0 ? WAVE : SLICES;
	struct note note = { .content = s.content,
		.reporter = s.reporter,
		.key = s.key,
		.rank = s.rank };

	for (size_t i = 0; i < slices; i++) {
		/* a block of a stream is shorter */
		assert(slice[i].len <= UINT32_MAX);
		note.len[i] = (uint32_t)slice[i].len;
	}
	gr_buf_add(to, gr_slice_make((const char *)&note, sizeof note));
	for (size_t i = 0; i < slices; i++)
		gr_buf_add(to, slice[i]);
	gr_buf_add(to,
	    gr_slice_make((const char *)gr_submission_answered(&s),
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
	out->key = note.key;
	out->rank = note.rank;
	if (!take(notes, note.len[SRC], &out->src)
	    || !take(notes, note.len[LINE], &out->line)
	    || !take(notes, note.len[WAVE], &out->wave)
	    || !take(notes, note.len[CODE], &out->code)
	    || !take(notes, answered_bytes(columns), &bytes))
		return gr_spool_file_cut(err);
	out->answered = (const uint8_t *)bytes.ptr;
	return GR_OK;
}
