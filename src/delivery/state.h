/* state.h - what the files of delivery.h share.
 *
 * delivery.c finds out what a delivery is, with heading.c for the heading and
 * habit.c for the ends of its rows (row_ends.h); walk.c goes over its rows, and
 * over what is damaged; tell.c says what there is to say of its columns; read.c
 * reads the rows, row.c, vouch.c, row_cells.c and cells.c make them; totals.c
 * adds up what sums claim.
 */
#ifndef GREEN_DELIVERY_STATE_H
#define GREEN_DELIVERY_STATE_H

#include "csv/decode.h"
#include "delivery/delivery.h"
#include "delivery/many.h"
#include "delivery/readings.h"
#include "delivery/row_kind.h"
#include "standard/canonical.h"

/* The most rows that a spreadsheet can save. */
#define GR_SHEET_ROWS 1048576u

/* What is lost to a damaged quote, or to line breaks without quotes. */
enum gr_lost_what {
	GR_LOST_ROW,    /* one, by its cells */
	GR_LOST_LINES,  /* until a line start that fits */
	GR_LOST_BROKEN, /* the lines of one record */
	GR_LOST_REST    /* all that is left */
};

struct gr_lost {
	enum gr_lost_what what;
	uint64_t lines;
};

/* Rows of sums: how many, and the numbers of the last one and of the one before
 * it (0 if there is none) among all rows. */
struct gr_sums {
	size_t n, last, before;
};

struct gr_delivery {
	const struct gr_delivery_setup *setup;
	struct gr_source *source;
	const struct gr_sheet_marks *sheet; /* NULL: it is no workbook's */
	struct gr_slice src;
	struct gr_refusal *refusal;
	struct gr_text_facts facts;
	bool undo; /* D07: saved after being misread */
	char delimiter;
	struct gr_arena *keep; /* the heading and what is above it */
	struct gr_kept_row *head;
	size_t heads;
	struct gr_layout layout;
	struct gr_preamble preamble;
	struct gr_readings *readings; /* of rows of another length */
	bool habit_short;       /* rows end where nothing but blanks is left */
	bool habit_long;        /* blank cells stand behind all rows */
	struct gr_lost damage;  /* that the walk has come to */
	struct gr_sums sums;    /* that the last reading met */
	uint64_t decoded_bytes; /* as far as it was ever read */
	uint64_t sent_bytes;    /* the same, packed as it came */
	bool is_measured;       /* what it gives is within its bound */
	struct gr_buf said;     /* of the event that is told */
};

/* The row of the heading that stands above the data. */
static inline const struct gr_kept_row *gr_delivery_heading_row(
    const struct gr_delivery *d)
{
	return &d->head[d->layout.first + d->layout.rows - 1];
}

/* Rows of the walk that are no kind of their own; of a damaged one there is
 * no more than its line, and d->damage. */
enum {
	GR_ROW_PREAMBLE = GR_ROW_TEXT + 1,
	GR_ROW_FIRST_HEADING,
	GR_ROW_DAMAGED
};

/* Called for every row, with an enum gr_row_kind or one of the above.  GR_END
 * ends the walk. */
typedef enum gr_status gr_visit_fn(void *context, unsigned kind, size_t index,
    const struct gr_csv_record *record, struct gr_err *err);

GR_MUST_USE enum gr_status gr_delivery_walk(struct gr_delivery *d,
    gr_visit_fn *visit, void *context, struct gr_err *err);

/* A data row by the heading's cells.  If it has as many there is no doubt
 * (out->doubt is NULL). */
GR_MUST_USE enum gr_status gr_delivery_align(struct gr_delivery *d,
    const struct gr_csv_record *record, struct gr_aligned *out,
    struct gr_err *err);

/* Look at the first rows, and tell d->readings of the delivery's habit. */
GR_MUST_USE enum gr_status gr_delivery_habit(struct gr_delivery *d,
    struct gr_err *err);

/* The text from its first byte, split at `delimiter`.  Both are set to what
 * must be closed, also on failure. */
GR_MUST_USE enum gr_status gr_delivery_text(struct gr_delivery *d,
    char delimiter, struct gr_decoder **decoder, struct gr_csv **csv,
    struct gr_err *err);

/* Find delimiter and heading: sets delimiter, undo, head, layout and keep. */
GR_MUST_USE enum gr_status gr_delivery_heading(struct gr_delivery *d,
    struct gr_err *err);

/* GR_EDATA: a STOP of the whole delivery. */
enum gr_status gr_delivery_refuse(struct gr_delivery *d,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_err *err);

/* Make a refusal of an error that a module below gave: in English, its rule in
 * brackets behind it. */
enum gr_status gr_delivery_explain(struct gr_delivery *d, struct gr_err *err);

/* What a refusal says: `text`, as much as fits. */
void gr_delivery_refusal_say(struct gr_refusal *refusal, struct gr_slice text);

/* The events of the columns and of the rows above them. */
GR_MUST_USE enum gr_status gr_delivery_tell_columns(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err);

/* Whether a missing column is asked for: a required one, but for those that
 * tell units and waves apart, which have rules of their own. */
bool gr_delivery_asks(const struct gr_standard *standard, size_t column);

/* An event of a kind, with its words in d->said, valid until the next one. */
GR_MUST_USE enum gr_status gr_delivery_event(struct gr_delivery *d,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_event *out, struct gr_err *err);

/* An event without a cell; the message in the language of the findings. */
GR_MUST_USE enum gr_status gr_delivery_tell(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, enum gr_finding_kind kind,
    uint64_t line, struct gr_slice column, const struct gr_finding_arg *with,
    struct gr_err *err);

/* ---- rows ---- */

enum { GR_FILLED_PLACES = 3 }; /* city, county, street */
extern const enum gr_role gr_filled_role[GR_FILLED_PLACES];

/* Columns that stand beside each other in the file and in the output. */
struct gr_cell_run {
	size_t from, to, n;
};

struct gr_row_maker {
	struct gr_delivery *d;
	const struct gr_delivery_sink *sink;
	struct gr_delivery_counts *counts;
	struct gr_many many;    /* set aside */
	struct gr_slice *field; /* the output's */
	struct gr_slice *blank; /* the same before anything is made of it */
	size_t fields;
	size_t *output;          /* by column of the standard; GR_NONE */
	bool *told;              /* by column of the file: no heading */
	bool *stray;             /* by column of the file: a stray quote */
	size_t *absent, absents; /* in the output: asked for, not there */
	size_t *answer, answers; /* columns of the file that hold answers */
	struct gr_cell_run *run; /* columns whose cells are copied */
	size_t runs;
	size_t *gap, gaps; /* fields that are not */
	size_t words; /* of the sets of columns of the file (row_look.h): */
	uint64_t *at_once, *always; /* copied unless they concern us; not */
	uint64_t *look, *digits;    /* of this row: to be made, with digits */
	struct gr_arena *scratch;   /* until the next row */
	struct gr_buf work, fold;
	bool failed; /* memory ran out while cells were compared */
	struct gr_buf above[GR_FILLED_PLACES]; /* names to fill down */
	struct gr_buf above_code;         /* of the row they were written in */
	struct gr_marks_cursor *marks;    /* of a sheet; else NULL */
	struct gr_merged_cells *merged;   /* by place, of a sheet; else NULL */
	struct gr_covered_cells *covered; /* of one with blocks; else NULL */
	char line[24];
};

GR_MUST_USE enum gr_status gr_row_maker_begin(struct gr_row_maker *m,
    struct gr_delivery *d, const struct gr_delivery_sink *sink,
    struct gr_delivery_counts *counts, struct gr_err *err);
GR_MUST_USE enum gr_status gr_row_maker_row(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err);

/* What is made next is told of this line; its fields are those of the row
 * before, until gr_row_cells_make() or gr_row_cells_blank(). */
void gr_row_maker_line(struct gr_row_maker *m, uint64_t line);

/* The fields of the columns that the file has.  `doubt`, by column of the file:
 * cells that are asked for, with the finding `why`; may be NULL. */
GR_MUST_USE enum gr_status gr_row_cells_begin(struct gr_row_maker *m,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_row_cells_make(struct gr_row_maker *m,
    const struct gr_csv_record *record, const bool *doubt,
    enum gr_finding_kind why, struct gr_err *err);
void gr_row_cells_end(struct gr_row_maker *m);

/* Make nothing of any cell. */
void gr_row_cells_blank(struct gr_row_maker *m);

/* A cell of file column `c` as a field, until the next row. */
GR_MUST_USE enum gr_status gr_row_maker_cell(struct gr_row_maker *m,
    const struct gr_csv_record *record, const struct gr_file_column *c,
    struct gr_slice cell, struct gr_slice *out, struct gr_err *err);

/* An event of a cell, or of the row if `column` is GR_NONE; its kind has no
 * places. */
GR_MUST_USE enum gr_status gr_row_maker_tell(struct gr_row_maker *m,
    enum gr_finding_kind kind, uint64_t line, size_t column,
    struct gr_slice raw, struct gr_err *err);

/* A row that cannot be split: set aside by its place alone. */
GR_MUST_USE enum gr_status gr_row_maker_refuse(struct gr_row_maker *m,
    enum gr_finding_kind kind, uint64_t line, const struct gr_finding_arg *with,
    struct gr_err *err);

/* The row that was made has nothing but its unit (R13): it goes aside, with all
 * it says. */
GR_MUST_USE enum gr_status gr_row_maker_refuse_blank(struct gr_row_maker *m,
    uint64_t line, struct gr_err *err);

/* Of those that are beyond the many, one record for each reason. */
GR_MUST_USE enum gr_status gr_row_maker_tell_many(struct gr_row_maker *m,
    struct gr_err *err);

/* Whether what a row writes may be filled down below it: a test row and one
 * of another region vouch for nothing. */
bool gr_row_maker_vouches(struct gr_row_maker *m,
    const struct gr_csv_record *record);

/* Whether a row has a code, and its name is blank or nothing but signs that
 * it was lost: then the code stands alone, and that is told. */
bool gr_row_maker_name_is_lost(struct gr_row_maker *m,
    const struct gr_csv_record *record);
GR_MUST_USE enum gr_status gr_row_maker_tell_name(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err);

/* Nothing is filled down across this place. */
void gr_row_maker_break(struct gr_row_maker *m);
void gr_row_maker_end(struct gr_row_maker *m);

/* What a workbook knows of the cells of a row, once they are made; of its sheet
 * as a whole (sheet_cells.c).  Nothing if it is no workbook's. */
GR_MUST_USE enum gr_status gr_sheet_cells_begin(struct gr_row_maker *m,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_sheet_cells_mark(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err);
void gr_sheet_cells_end(struct gr_row_maker *m);

/* Of the cell of the k-th place in `row`: if it lies in a block of merged cells
 * that begins above, what is written in that block's first one. */
GR_MUST_USE enum gr_status gr_sheet_cells_merged(struct gr_row_maker *m,
    size_t k, uint64_t row, struct gr_slice *cell, struct gr_err *err);
GR_MUST_USE enum gr_status gr_sheet_cells_tell(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err);

/* Cells that a merged block covers: one that holds something else than what the
 * block shows is asked for (sheet_covered.c). */
GR_MUST_USE enum gr_status gr_sheet_covered_begin(struct gr_row_maker *m,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_sheet_covered_ask(struct gr_row_maker *m,
    const struct gr_csv_record *record, struct gr_err *err);
void gr_sheet_covered_end(struct gr_row_maker *m);

/* Compare the rows of sums with what they add up; one NOTE for each sum that
 * is not that of its rows. */
GR_MUST_USE enum gr_status gr_delivery_check_totals(struct gr_delivery *d,
    const struct gr_delivery_sink *sink, struct gr_err *err);

#endif
