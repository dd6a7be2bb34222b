/* marks.h - what a workbook knows of the cells of a sheet, beside their text.
 *
 * Marks of cells lie in a file without a name, in the order of the sheet; the
 * rest is small: ranges are joined where they touch, and of very many only
 * their number is kept.
 */
#ifndef GREEN_SHEET_MARKS_H
#define GREEN_SHEET_MARKS_H

#include "base/arena.h"
#include "sheet/reference.h"

enum gr_mark_kind {
	GR_MARK_FORMULA,  /* the value was calculated when it was saved */
	GR_MARK_NO_VALUE, /* a formula that nobody has calculated */
	GR_MARK_NO_DAY    /* 29 February 1900 */
};

enum { GR_MARKS_HELD = 1024 };

struct gr_mark {
	uint32_t row;
	uint16_t column; /* from 1 */
	uint16_t kind;
};

/* Rows or columns, from 1. */
struct gr_span {
	uint32_t first, last;
};

struct gr_spans {
	struct gr_span *span;
	size_t n, room;
	uint64_t all; /* rows or columns in them, also in those not kept */
};

struct gr_sheet_marks {
	uint32_t rows;  /* the last with something in it; 0: none has */
	uint32_t width; /* the last column with something in it */
	struct gr_spans hidden_rows, hidden_columns;
	struct gr_cell_range *merged;
	size_t merges, merged_room;
	uint64_t formulas, phonetic;
	bool comments; /* there are some, and they were not read */
	/* private */
	struct gr_arena *keep;
	int fd; /* -1: no cell has a mark */
	uint64_t n;
	struct gr_mark held[GR_MARKS_HELD]; /* not yet written */
	size_t holds;
};

/* GR_ESYS: memory ran out.  Free with _free, also then. */
GR_MUST_USE enum gr_status gr_sheet_marks_make(struct gr_sheet_marks *marks,
    struct gr_err *err);
void gr_sheet_marks_free(struct gr_sheet_marks *marks);

/* Add one, behind all others; _end: there are no more. */
GR_MUST_USE enum gr_status gr_sheet_marks_add(struct gr_sheet_marks *marks,
    struct gr_mark mark, struct gr_err *err);
GR_MUST_USE enum gr_status gr_sheet_marks_end(struct gr_sheet_marks *marks,
    struct gr_err *err);

/* first .. last, behind all others. */
GR_MUST_USE enum gr_status gr_spans_add(struct gr_arena *keep,
    struct gr_spans *spans, uint32_t first, uint32_t last, struct gr_err *err);

/* A walk along them, from a zeroed one on. */
struct gr_marks_cursor {
	uint64_t at, from, to; /* a mark's place; of what is held */
	struct gr_mark held[GR_MARKS_HELD];
};

/* The next mark of `row`; mark->row is 0 if there is none.  Rows are asked for in ascending order. */
GR_MUST_USE enum gr_status gr_sheet_marks_next(
    const struct gr_sheet_marks *marks, struct gr_marks_cursor *cursor,
    uint32_t row, struct gr_mark *mark, struct gr_err *err);

#endif
