/* heading.c - which delimiter, which row is the heading, or why none. */
#include "csv/delimiter.h"
#include "text/blank.h"

#include "delivery/state.h"

/* The heading and what stands above it may take this much memory. */
#define HEAD_BYTES ((size_t)4 << 20)

/* What one delimiter makes of the first rows. */
struct probe {
	struct gr_arena *keep;
	struct gr_kept_row row[GR_LAYOUT_ROWS + 1];
	size_t n;
	struct gr_layout layout;
	bool identified;
	char delimiter;
};

static enum gr_status keep_row(struct gr_arena *keep,
    const struct gr_csv_record *record, struct gr_kept_row *row,
    struct gr_err *err)
{
	*row = (struct gr_kept_row){ .cells = record->cells,
		.line = record->line };
	row->cell = GR_NEW_ARRAY(keep, record->cells + 1, struct gr_slice);
	if (!row->cell)
		return gr_err_memory(err);
	for (size_t i = 0; i < record->cells; i++) {
		row->cell[i] = gr_arena_copy(keep, record->cell[i]);
		if (!row->cell[i].ptr)
			return gr_err_memory(err);
	}
	return GR_OK;
}

/* Split the first rows by p->delimiter.  An error of the text ends them: with
 * the wrong delimiter quotes stand in the wrong places. */
static enum gr_status read_head(struct gr_delivery *d, struct probe *p,
    struct gr_err *err)
{
	struct gr_csv_record record;
	struct gr_decoder *decoder;
	struct gr_csv *csv;
	size_t bytes = 0;
	enum gr_status status = gr_delivery_text(d, p->delimiter, &decoder,
	    &csv, err);

	p->n = 0;
	while (status == GR_OK && p->n < GR_LAYOUT_ROWS + 1
	    && bytes < HEAD_BYTES) {
		status = gr_csv_next(csv, &record, err);
		if (status != GR_OK)
			break;
		for (size_t i = 0; i < record.cells; i++)
			bytes += record.cell[i].len + sizeof(*record.cell);
		status = keep_row(p->keep, &record, &p->row[p->n], err);
		p->n += status == GR_OK;
	}
	gr_csv_close(csv);
	gr_decoder_close(decoder);
	return status == GR_END ? GR_OK : status;
}

static size_t widest(const struct probe *p)
{
	size_t width = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->row[i].cells > width)
			width = p->row[i].cells;
	return width;
}

/* What p->delimiter makes of the first rows, and whether that is better than
 * `best`, which may be NULL: more known columns. */
static enum gr_status try_delimiter(struct gr_delivery *d, struct probe *p,
    const struct probe *best, bool *better, struct gr_err *err)
{
	*better = false;
	gr_arena_reset(p->keep);
	enum gr_status status = read_head(d, p, err);
	if (status != GR_OK && status != GR_EDATA)
		return status;
	if (best && best->identified && widest(p) <= best->layout.known)
		return GR_OK;
	status = gr_layout_find(d->setup->headings, d->setup->standard, p->keep,
	    p->row, p->n, &p->layout, &p->identified, err);
	*better = !best || p->identified > best->identified
	    || (p->identified == best->identified
	        && p->layout.known > best->layout.known);
	return status;
}

/* The delimiter under which the heading has most known columns. */
static enum gr_status find_heading(struct gr_delivery *d, struct probe probe[2],
    struct probe **best, struct gr_err *err)
{
	const char *delimiter = d->sheet ? "," : GR_DELIMITERS;
	size_t turn = 0;

	*best = NULL;
	do {
		struct probe *p = &probe[turn];
		bool better;

		p->delimiter = *delimiter;
		enum gr_status status = try_delimiter(d, p, *best, &better,
		    err);
		if (status != GR_OK)
			return status;
		if (better || *best == NULL) {
			*best = p;
			turn = !turn;
		}
	} while (*++delimiter != '\0');
	return GR_OK;
}

/* Whether a row is a heading once it is split at full-width commas. */
static enum gr_status has_wide_commas(struct gr_delivery *d,
    const struct probe *p, uint64_t *line, struct gr_err *err)
{
	static const char comma[] = "\xef\xbc\x8c";
	enum gr_status status = GR_OK;

	*line = 0;
	for (size_t i = 0; i < p->n && status == GR_OK; i++) {
		struct gr_slice rest = p->row[i].cells > 0
		    ? p->row[i].cell[0]
		    : gr_slice_make(NULL, 0);
		size_t known = 0, at;
		do {
			struct gr_heading heading;
			at = gr_slice_find(rest, gr_slice_of(comma));
			status = gr_headings_find(d->setup->headings, p->keep,
			    gr_slice_make(rest.ptr,
			        at == SIZE_MAX ? rest.len : at),
			    &heading, err);
			known += heading.kind != GR_HEADING_UNKNOWN;
			if (at != SIZE_MAX)
				rest = gr_slice_skip(rest, at + 3);
		} while (status == GR_OK && at != SIZE_MAX);
		if (known >= 2) {
			*line = p->row[i].line;
			break;
		}
	}
	return status;
}

/* Whether there is nothing in the file, or blanks alone. */
static bool is_empty(const struct probe *p)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->row[i].cells; k++)
			if (!gr_blank_only(p->row[i].cell[k]))
				return false;
	return p->n < GR_LAYOUT_ROWS;
}

/* No row is a heading: say why as well as can be told. */
static enum gr_status refuse_heading(struct gr_delivery *d, struct probe *p,
    struct gr_err *err)
{
	uint64_t line;
	enum gr_status status;

	if (p->layout.known > 1)
		return gr_delivery_refuse(d, GR_FINDING_L01_NO_UNIT,
		    p->row[p->layout.first].line, NULL, err);
	/* the text itself may be broken where the heading should be */
	p->delimiter = ',';
	gr_arena_reset(p->keep);
	status = read_head(d, p, err);
	if (status == GR_OK)
		status = has_wide_commas(d, p, &line, err);
	if (status != GR_OK)
		return status;
	if (is_empty(p))
		return gr_delivery_refuse(d, GR_FINDING_L01_EMPTY, 0, NULL,
		    err);
	if (line > 0)
		return gr_delivery_refuse(d, GR_FINDING_D12, line, NULL, err);
	if (d->facts.guess)
		return gr_delivery_refuse(d, GR_FINDING_D05_SET, 0,
		    GR_WITH(GR_TEXT("set", gr_slice_of(d->facts.guess))), err);
	if (d->facts.damaged)
		return gr_delivery_refuse(d, GR_FINDING_D06_HEADING, 0,
		    GR_WITH(GR_NUMBER("rows", GR_LAYOUT_ROWS)), err);
	if (d->facts.charset == GR_GB18030)
		return gr_delivery_refuse(d, GR_FINDING_D05_HEADING, 0,
		    GR_WITH(GR_NUMBER("rows", GR_LAYOUT_ROWS)), err);
	return gr_delivery_refuse(d, GR_FINDING_L01_NONE, 0,
	    GR_WITH(GR_NUMBER("rows", GR_LAYOUT_ROWS)), err);
}

static enum gr_status adopt(struct gr_delivery *d, struct probe *p,
    struct gr_err *err)
{
	d->delimiter = p->delimiter;
	d->layout = p->layout;
	d->heads = p->n;
	d->keep = p->keep;
	p->keep = NULL;
	d->head = GR_NEW_ARRAY(d->keep, p->n + 1, struct gr_kept_row);
	if (!d->head)
		return gr_err_memory(err);
	memcpy(d->head, p->row, p->n * sizeof(*p->row));
	return GR_OK;
}

/* The heading as the text is; failing that, as it was before it was misread
 * and saved again (D07). */
static enum gr_status settle_heading(struct gr_delivery *d,
    struct probe probe[2], struct gr_err *err)
{
	struct probe *best;
	bool whole = false;
	enum gr_status status = find_heading(d, probe, &best, err);

	if (status == GR_OK && best->identified)
		return adopt(d, best, err);
	if (status == GR_OK && !d->facts.ascii)
		status = gr_decoder_can_undo(d->source, d->facts.charset,
		    &whole, err);
	if (status == GR_OK && whole) {
		d->undo = true;
		status = find_heading(d, probe, &best, err);
		if (status == GR_OK && best->identified)
			return adopt(d, best, err);
		d->undo = false;
	}
	if (status == GR_OK && whole)
		status = find_heading(d, probe, &best, err);
	return status == GR_OK ? refuse_heading(d, best, err) : status;
}

enum gr_status gr_delivery_heading(struct gr_delivery *d, struct gr_err *err)
{
	struct probe probe[2] = { { .keep = gr_arena_new() },
		{ .keep = gr_arena_new() } };
	enum gr_status status = GR_OK;

	if (!probe[0].keep || !probe[1].keep)
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = settle_heading(d, probe, err);
	gr_arena_free(probe[0].keep);
	gr_arena_free(probe[1].keep);
	return status;
}
