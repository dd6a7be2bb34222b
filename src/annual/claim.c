/* claim.c - what the sentences claim: each figure with the cells that it
 * was read from. */
#include "annual/annual_internal.h"

/* "wave=2021;level=city;code=230100", or of a group what its rows share. */
static struct gr_slice name_row(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_table_row *row,
    bool of_group, struct gr_err *err)
{
	const struct gr_annual_table *t = f->facts->file[line->file];
	const size_t shared[] = { t->wave, line->group };
	const size_t *at = of_group ? shared : t->key;
	size_t n = of_group ? 2 : t->keys;

	for (size_t i = 0; i < n; i++) {
		if (at[i] == GR_NONE || (i > 0 && at[i] == at[0]))
			continue;
		if (f->scratch.len > 0)
			gr_buf_byte(&f->scratch, ';');
		gr_buf_add(&f->scratch, t->table.header.name[at[i]]);
		gr_buf_byte(&f->scratch, '=');
		gr_buf_add(&f->scratch, row->cell[at[i]]);
	}
	return gr_annual_figures_keep(f, err);
}

static enum gr_status add_claim(struct gr_annual_figures *f,
    const struct gr_slice *said, struct gr_err *err)
{
	struct gr_annual_table *t = f->facts->file[GR_FACT_CLAIMS];
	struct gr_slice *cell = GR_NEW_ARRAY(f->facts->keep, GR_CLAIM_COLUMNS,
	    struct gr_slice);
	struct gr_table_row *row = GR_NEW(f->facts->keep, struct gr_table_row);
	void *items = t->row;

	if (cell == NULL || row == NULL)
		return gr_err_memory(err);
	memcpy(cell, said, GR_CLAIM_COLUMNS * sizeof(*cell));
	*row = (struct gr_table_row){ cell, t->rows + 1, false, false };
	enum gr_status status = gr_arena_grow(f->facts->keep, &items,
	    &f->claim_room, t->rows, sizeof(const struct gr_table_row *), err);
	if (status != GR_OK)
		return status;
	t->row = items;
	t->row[t->rows++] = row;
	return GR_OK;
}

/* The cell of one row that a claim rests on. */
static enum gr_status claim_cell(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_table_row *row,
    size_t column, struct gr_slice *said, struct gr_err *err)
{
	err->status = GR_OK;
	said[GR_CLAIM_ROW] = name_row(f, line, row, false, err);
	said[GR_CLAIM_COLUMN] =
	    f->facts->file[line->file]->table.header.name[column];
	said[GR_CLAIM_VALUE] = row->cell[column];
	return err->status == GR_OK ? add_claim(f, said, err) : err->status;
}

static enum gr_status claim_count(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_annual_rows *rows, struct gr_slice *said,
    struct gr_err *err)
{
	bool both = line->when_text.len > 0 && piece->text.len > 0;

	err->status = GR_OK;
	said[GR_CLAIM_ROW] = name_row(f, line, rows->row[0], true, err);
	gr_buf_format(&f->scratch, both ? "(%.*s) and (%.*s)" : "%.*s%.*s",
	    GR_ARG(line->when_text), GR_ARG(piece->text));
	said[GR_CLAIM_COLUMN] = gr_annual_figures_keep(f, err);
	said[GR_CLAIM_VALUE] = said[GR_CLAIM_FIGURE];
	return err->status == GR_OK ? add_claim(f, said, err) : err->status;
}

static enum gr_status claim_manifest(struct gr_annual_figures *f,
    const struct gr_piece *piece, struct gr_slice *said, struct gr_err *err)
{
	bool day = piece->kind == GR_PIECE_AS_OF;

	said[GR_CLAIM_FILE] = GR_S("manifest.json");
	said[GR_CLAIM_ROW] = GR_S("");
	said[GR_CLAIM_COLUMN] = day ? GR_S("as_of") : GR_S("sha256");
	said[GR_CLAIM_VALUE] = day ? f->facts->word[GR_FACT_AS_OF]
	                           : f->facts->hash;
	return add_claim(f, said, err);
}

static enum gr_status claim_change(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_table_row *now, struct gr_slice *said, struct gr_err *err)
{
	const size_t column[] = { piece->column, piece->whole };
	size_t columns = piece->kind == GR_PIECE_CHANGE_RATE ? 2 : 1;
	const struct gr_table_row *row[2] = { now,
		gr_annual_facts_before(f->facts, line->file, now, err) };
	enum gr_status status = GR_OK;

	if (row[1] == NULL) /* it was there when the figure was printed */
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < 2 * columns; i++)
		status = claim_cell(f, line, row[i / columns],
		    column[i % columns], said, err);
	return status;
}

enum gr_status gr_annual_claim(struct gr_annual_figures *f,
    const struct gr_script_line *line, const struct gr_piece *piece,
    const struct gr_annual_rows *rows, struct gr_slice sentence,
    struct gr_slice text, struct gr_err *err)
{
	static const char *const operation[] = {
		[GR_PIECE_TEXT] = "",
		[GR_PIECE_VALUE] = "value",
		[GR_PIECE_BEFORE] = "value",
		[GR_PIECE_CHANGE] = "change",
		[GR_PIECE_CHANGE_RATE] = "change_of_rate",
		[GR_PIECE_COUNT] = "count",
		[GR_PIECE_AS_OF] = "value",
		[GR_PIECE_RELEASE] = "value",
	};
	struct gr_slice said[GR_CLAIM_COLUMNS] = {
		[GR_CLAIM_SENTENCE] = sentence,
		[GR_CLAIM_FIGURE] = text,
		[GR_CLAIM_OPERATION] = gr_slice_of(operation[piece->kind]),
		[GR_CLAIM_FILE] = gr_slice_of(f->facts->file[line->file]->path)
	};
	const struct gr_table_row *row = rows->row[0];

	err->status = GR_OK;
	gr_buf_uint(&f->scratch, ++f->claims);
	said[GR_CLAIM_NUMBER] = gr_annual_figures_keep(f, err);
	if (err->status != GR_OK)
		return err->status;
	switch (piece->kind) {
	case GR_PIECE_TEXT:
		break;
	case GR_PIECE_AS_OF:
	case GR_PIECE_RELEASE:
		return claim_manifest(f, piece, said, err);
	case GR_PIECE_COUNT:
		return claim_count(f, line, piece, rows, said, err);
	case GR_PIECE_BEFORE:
		row = gr_annual_facts_before(f->facts, line->file, row, err);
		if (row == NULL)
			return gr_err_memory(err);
		return claim_cell(f, line, row, piece->column, said, err);
	case GR_PIECE_VALUE:
		return claim_cell(f, line, row, piece->column, said, err);
	case GR_PIECE_CHANGE:
	case GR_PIECE_CHANGE_RATE:
		return claim_change(f, line, piece, row, said, err);
	}
	return GR_OK;
}
