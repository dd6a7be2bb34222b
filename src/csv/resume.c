/* resume.c - where text can be read again behind a damaged quote. */
#include "csv/resume.h"

#include "csv/reader_internal.h"

/* How many bytes are read in trials: so many in any text, and so many more for
 * each of its bytes up to the line start that is tried.  All damage of a text
 * has them together, or each piece of a text that is damaged throughout would
 * cost as much as the worst. */
enum { FREE_BYTES = 4 * 1024 * 1024, MORE_FOR_A_BYTE = 32 };

/* A line start that is tried.  Places are counted from what is held. */
struct start {
	size_t at, k; /* its byte, and the structural byte behind it */
	uint64_t line;
	bool at_text_end;
};

bool gr_csv_has_damage(const struct gr_csv *csv)
{
	return csv->damage_line > 0;
}

void gr_csv_distrust(struct gr_csv *csv, uint64_t line)
{
	csv->start = csv->last_start;
	csv->line = csv->last_line;
	csv->skip_lf = false;
	csv->damage_line = line;
	while (csv->k > 0 && csv->found.at[csv->k - 1] >= csv->start)
		csv->k--;
}

/* Whether so much was read in trials that it must be enough.  Places decide,
 * never how much is in the window. */
static bool is_spent(const struct gr_csv *csv, const struct start *s)
{
	uint64_t so_far = csv->passed + csv->hold + s->at;

	return csv->tried > FREE_BYTES + so_far * MORE_FOR_A_BYTE;
}

static void stand_at(struct gr_csv *csv, const struct start *s)
{
	csv->start = csv->hold + s->at;
	csv->k = csv->hold_k + s->k;
	csv->line = s->line;
	csv->skip_lf = false;
}

/* More text behind what is held; *more is false if it ends, or would be too
 * long. */
static enum gr_status fetch(struct gr_csv *csv, bool *more, struct gr_err *err)
{
	*more = !csv->at_end && !gr_csv_is_long(csv, csv->end);
	return *more ? gr_csv_refill(csv, err) : GR_OK;
}

/* The start of the next line, its LF behind a CR passed over.  At the text's
 * end that is one, too. */
static enum gr_status next_line(struct gr_csv *csv, struct start *s, bool *more,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;
	bool ended = false;

	*more = true;
	while (!ended && *more && status == GR_OK) {
		if (csv->hold_k + s->k == csv->found.n) {
			status = fetch(csv, more, err);
			continue;
		}
		s->at = csv->found.at[csv->hold_k + s->k++] - csv->hold;
		char b = csv->window[csv->hold + s->at++];
		ended = b == '\n' || b == '\r';
		if (b != '\r')
			continue;
		bool known = csv->hold + s->at < csv->end;
		while (!known && *more && status == GR_OK) {
			status = fetch(csv, more, err);
			known = csv->hold + s->at < csv->end;
		}
		*more = true;
		if (known && csv->window[csv->hold + s->at] == '\n') {
			s->at++;
			s->k++;
		}
	}
	s->line += ended;
	if (status != GR_OK || ended) {
		*more = !gr_csv_is_long(csv, csv->hold + s->at);
		return status;
	}
	*more = csv->at_end && !gr_csv_is_long(csv, csv->end)
	    && !s->at_text_end;
	s->at_text_end = true;
	s->at = csv->end - csv->hold;
	s->line++;
	return GR_OK;
}

/* Stand at the line behind a damaged quote that a trial has met: it is damage of
 * its own, and says nothing of the line start that is tried.  *more is false if
 * the text ends. */
static enum gr_status pass_by(struct gr_csv *csv, bool *more,
    struct gr_err *err)
{
	struct start s = { .at = csv->start - csv->hold,
		.k = csv->k - csv->hold_k,
		.line = csv->line };
	uint64_t line = csv->damage_line;
	enum gr_status status = GR_OK;

	*more = true;
	while (status == GR_OK && *more && s.line <= line)
		status = next_line(csv, &s, more, err);
	if (status == GR_OK && *more)
		stand_at(csv, &s);
	return status;
}

/* Read records from a line start until it is known whether they fit.  The first
 * one must be whole. */
static enum gr_status try_line(struct gr_csv *csv, struct start *s,
    gr_csv_fit_fn *fits, void *context, enum gr_csv_fit *fit,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*fit = GR_CSV_FIT_MORE;
	stand_at(csv, s);
	csv->read_failed = false;
	for (size_t nth = 0; *fit == GR_CSV_FIT_MORE; nth++) {
		struct gr_csv_record record;
		struct gr_err ignored;

		status = gr_csv_next(csv, &record, &ignored);
		bool end = status == GR_END;
		if (status == GR_EDATA && !csv->read_failed) {
			bool more = nth > 0 && csv->damage_line > 0;
			csv->tried += csv->damage_line > 0
			    ? csv->damage_at - csv->start
			    : 0;
			status = more ? pass_by(csv, &more, err) : GR_OK;
			if (status != GR_OK)
				return status;
			if (more && !is_spent(csv, s))
				continue;
			*fit = GR_CSV_DIFFERS;
			break;
		}
		if (status != GR_OK && !end) {
			*err = ignored;
			return status;
		}
		status = fits(context, end ? NULL : &record, nth, fit, err);
		if (status != GR_OK)
			return status;
		if (end && *fit == GR_CSV_FIT_MORE)
			*fit = GR_CSV_DIFFERS;
	}
	csv->tried += csv->start - csv->hold - s->at;
	return status;
}

enum gr_status gr_csv_resume(struct gr_csv *csv, gr_csv_fit_fn *fits,
    void *context, struct gr_csv_span *span, struct gr_err *err)
{
	struct start s = { .line = csv->line };
	enum gr_csv_fit fit = GR_CSV_DIFFERS;
	enum gr_status status = GR_OK;
	bool more = true;

	*span = (struct gr_csv_span){ .line = csv->damage_line };
	csv->held = true;
	csv->hold = csv->start;
	csv->hold_k = csv->k;
	while (status == GR_OK && more && fit != GR_CSV_FITS
	    && !is_spent(csv, &s)) {
		status = next_line(csv, &s, &more, err);
		if (status == GR_OK && more && s.line > span->line)
			status = try_line(csv, &s, fits, context, &fit, err);
	}
	if (fit == GR_CSV_FITS)
		stand_at(csv, &s);
	csv->held = false;
	csv->damage_line = 0;
	span->found = fit == GR_CSV_FITS;
	span->lines = span->found ? s.line - span->line : 0;
	return status;
}
