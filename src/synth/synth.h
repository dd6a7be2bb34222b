/* synth.h - synthetic deliveries with the truth beside them: one run, its files
 * and sheets.  Private to the library and green-synth.
 *
 * What communities answer is a table (recipe.h), and what people do to
 * those answers on their way into a file is another (mess.h); here is who
 * writes them down, and who keeps account of what was meant.
 */
#ifndef GREEN_SYNTH_SYNTH_H
#define GREEN_SYNTH_SYNTH_H

#include "program/option.h"
#include "stream/sink.h"

#include "synth/mess.h"

/* ---- files (file.c) ---- */

struct gr_synth_format {
	bool gb18030, utf16, bom, crlf, cr, gzip;
	char delimiter;
	bool sub; /* one final 0x1A */
	bool no_final_newline;
};

struct gr_synth_file;

GR_MUST_USE enum gr_status gr_synth_file_open(const char *path,
    const struct gr_synth_format *format, struct gr_synth_file **out,
    struct gr_err *err);
/* One record; a cell is quoted where it must be. */
GR_MUST_USE enum gr_status gr_synth_file_row(struct gr_synth_file *file,
    const struct gr_slice *cell, size_t n, struct gr_err *err);
/* Line of the decoded text where the next record will start. */
uint64_t gr_synth_file_line(const struct gr_synth_file *file);
GR_MUST_USE enum gr_status gr_synth_file_close(struct gr_synth_file *file,
    struct gr_err *err);
void gr_synth_file_abandon(struct gr_synth_file *file); /* NULL is allowed */

/* The folder of `path` and all above it. */
GR_MUST_USE enum gr_status gr_synth_folder(const char *path,
    struct gr_err *err);

/* ---- one run (units.c, sheet.c, wave.c, filings.c, truth.c) ---- */

struct gr_synth {
	/* options */
	const char *register_path, *out, *level;
	uint64_t seed;        /* --seed */
	uint64_t communities; /* --communities; 0 = the register's */
	struct gr_list wave;  /* --wave; none = all of the standard */
	bool single_file;     /* one delivery a wave */
	/* what the run reads */
	const struct gr_standard *standard; /* borrowed */
	struct gr_register reg;
	struct gr_recipes recipes;
	struct gr_mess mess;
	/* what it writes all the time */
	struct gr_synth_file *truth; /* of the current wave */
	struct gr_synth_file *defects, *absent, *changes;
	struct gr_arena *keep;  /* until the end */
	struct gr_arena *unit;  /* one unit's answers */
	struct gr_arena *sheet; /* one delivery's layout */
};

/* Read the tables, write everything under --out. */
GR_MUST_USE enum gr_status gr_synth_run(struct gr_synth *synth,
    struct gr_err *err);

/* Whether a wave is made in this run. */
bool gr_synth_is_wanted(const struct gr_synth *synth, struct gr_slice wave);

/* Units of the register and, beyond it, invented ones in the same counties,
 * county by county. */
struct gr_synth_cursor {
	size_t at;                 /* next unit of the register */
	uint64_t made, to_make;    /* invented ones of this county */
	uint64_t before;           /* registered units of finished counties */
	struct gr_synth_unit unit; /* at hand */
	struct gr_buf text;        /* its words */
};

/* GR_END after the last.  A unit is valid until the next call. */
GR_MUST_USE enum gr_status gr_synth_next(struct gr_synth *synth,
    struct gr_synth_cursor *cursor, const struct gr_synth_unit **out,
    struct gr_err *err);

/* The register as it is used, with the invented units, to --out. */
GR_MUST_USE enum gr_status gr_synth_register(struct gr_synth *synth,
    struct gr_err *err);

/* An injected defect, or anything else that defects.csv tells. */
struct gr_synth_defect_row {
	struct gr_slice wave, file, column, id, raw, value, code;
	uint64_t line; /* 0: the whole delivery */
	enum gr_mess_outcome outcome;
};

GR_MUST_USE enum gr_status gr_synth_defect(struct gr_synth *synth,
    const struct gr_synth_defect_row *defect, struct gr_err *err);

/* How one delivery is laid out (layout.c). */
struct gr_synth_sheet_column {
	size_t column; /* of the standard, or GR_NONE */
	struct gr_slice title;
	bool inverse;                     /* the heading asks the opposite */
	const struct gr_mess_row *header; /* its heading's defect */
};

enum { GR_SYNTH_WHOLE = 16 };

struct gr_synth_layout {
	struct gr_synth_format format;
	struct gr_synth_sheet_column *column;
	size_t columns;
	size_t trailing; /* empty columns at the right */
	bool padded;     /* rows of words are as wide as the table */
	bool supplement; /* of another delivery */
	/* rows of mess.csv that hold for the whole delivery */
	const struct gr_mess_row *whole[GR_SYNTH_WHOLE];
	size_t wholes;
	/* the row of mess.csv that put it there, or NULL */
	const struct gr_mess_row *preamble, *two_level, *numbering, *totals,
	    *subtotals, *wrong_totals, *of_which, *footnotes, *blank_rows,
	    *merged, *ditto, *repeat, *trailing_rows, *resent, *shares,
	    *inverse, *county_in_names;
};

GR_MUST_USE enum gr_status gr_synth_layout_make(struct gr_synth *synth,
    uint64_t draw, bool supplement, struct gr_synth_layout *out,
    struct gr_err *err);

/* One delivery being written (sheet.c). */
struct gr_synth_sheet {
	struct gr_synth *synth;
	struct gr_synth_layout layout;
	struct gr_synth_file *file;
	struct gr_slice wave;
	struct gr_slice path;       /* where it is written */
	struct gr_slice src;        /* below --out */
	struct gr_slice *cell;      /* one row */
	int64_t *sum, *county_sum;  /* by column of the layout */
	bool *touched;              /* some cell below is not as it was meant */
	struct gr_synth_unit above; /* place names of the row above ... */
	struct gr_buf above_text;   /* ... which lie here ... */
	bool has_above;             /* ... unless words came between */
	struct gr_synth_unit first; /* of the delivery */
	uint64_t rows;
	uint64_t shares;    /* rates written as parts of one */
	bool told_left_out; /* that a place's name was */
	uint64_t draw;
};

GR_MUST_USE enum gr_status gr_synth_sheet_open(struct gr_synth *synth,
    struct gr_slice wave, const struct gr_synth_unit *first, const char *name,
    bool supplement, struct gr_arena *arena, struct gr_synth_sheet **out,
    struct gr_err *err);

/* Cells as they arrive: what a delivery's row is made of. */
struct gr_synth_entry {
	const struct gr_synth_unit *unit;
	const struct gr_synth_unit *other; /* a neighbour in the register */
	const struct gr_slice *now;        /* by column, canonical */
	const struct gr_mess_row
	    *mess;      /* what happens to the record, or NULL */
	uint64_t draw;  /* for its cells */
	bool plain;     /* no cell is touched */
	bool uncounted; /* totals leave it out */
};

/* The line where it starts is in *line. */
GR_MUST_USE enum gr_status gr_synth_sheet_row(struct gr_synth_sheet *sheet,
    const struct gr_synth_entry *entry, uint64_t *line, struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_sheet_close(struct gr_synth_sheet *sheet,
    struct gr_err *err);
void gr_synth_sheet_abandon(struct gr_synth_sheet *sheet);

/* What is sent beside a delivery that is whole (send.c): the same again
 * under another name, and spoilt ones. */
GR_MUST_USE enum gr_status gr_synth_send_more(struct gr_synth_sheet *sheet,
    struct gr_err *err);

/* The cells of one row, in the sheet's `cell` (cell.c); what was done to
 * them goes to defects.csv. */
GR_MUST_USE enum gr_status gr_synth_sheet_cells(struct gr_synth_sheet *sheet,
    const struct gr_synth_entry *entry, uint64_t line, size_t *n,
    struct gr_err *err);

/* Rows that are no records (words.c): what `cell` holds of n, and why it
 * is passed over; no cell; the texts "<name>.1" and so on, a row each; all
 * above the first record; sums; headings again on a new page. */
GR_MUST_USE enum gr_status gr_synth_words_row(struct gr_synth_sheet *sheet,
    size_t n, const struct gr_mess_row *row, struct gr_err *err);
void gr_synth_words_clear(struct gr_synth_sheet *sheet);
GR_MUST_USE enum gr_status gr_synth_words_texts(struct gr_synth_sheet *sheet,
    const char *name, const struct gr_mess_row *row, struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_words_head(struct gr_synth_sheet *sheet,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_words_total(struct gr_synth_sheet *sheet,
    const char *name, const struct gr_synth_unit *unit, const int64_t *sum,
    const struct gr_mess_row *row, struct gr_err *err);
bool gr_synth_words_has_total(const struct gr_synth_sheet *sheet, size_t at);
GR_MUST_USE enum gr_status gr_synth_words_page(struct gr_synth_sheet *sheet,
    struct gr_err *err);

/* A defect at a line of this delivery. */
GR_MUST_USE enum gr_status gr_synth_sheet_defect(struct gr_synth_sheet *sheet,
    uint64_t line, const struct gr_mess_row *row, struct gr_slice column,
    struct gr_slice code, struct gr_slice raw, struct gr_slice value,
    struct gr_err *err);

/* One wave, and the unit whose turn it is (wave.c, fate.c). */
struct gr_synth_turn {
	struct gr_synth *synth;
	size_t index; /* of the standard's waves */
	struct gr_slice wave;
	bool first; /* of the waves of this run */
	struct gr_synth_sheet *sheet, *supplement;
	struct gr_buf name; /* of the current delivery, and NUL */
	const struct gr_synth_unit *unit;
	const struct gr_synth_unit *other; /* NULL, or this: */
	struct gr_synth_unit neighbour;
	struct gr_synth_answers answers;
	uint64_t draw; /* of this unit in this wave */
	const struct gr_mess_row *mess;
};

/* A record that counts, whatever happens to single cells of it; a unit without
 * one; and a record that w->mess happens to. */
GR_MUST_USE enum gr_status gr_synth_fate_standing(const struct gr_synth_turn *w,
    struct gr_synth_sheet *sheet, const struct gr_slice *cells,
    const struct gr_mess_row *mess, struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_absent(const struct gr_synth_turn *w,
    struct gr_slice reason, struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_mess(struct gr_synth_turn *w,
    struct gr_err *err);

/* Pieces of what happens to a record: a copy of the answers in the unit arena
 * (NULL: memory ran out); a form filled with a number; a cell of it by its role, if the standard has that;
 * a row of a delivery; a record that must stand, as it was meant. */
struct gr_slice *gr_synth_fate_copy(const struct gr_synth_turn *w);
struct gr_slice gr_synth_fate_text(const struct gr_synth_turn *w,
    const char *format, uint64_t number);
void gr_synth_fate_set(const struct gr_synth_turn *w, struct gr_slice *cell,
    enum gr_role role, struct gr_slice value);
GR_MUST_USE enum gr_status gr_synth_fate_row(const struct gr_synth_turn *w,
    struct gr_synth_sheet *sheet, const struct gr_slice *cells,
    const struct gr_mess_row *mess, uint64_t *line, struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_truth(const struct gr_synth_turn *w,
    const struct gr_synth_sheet *sheet, uint64_t line, const char *state,
    const struct gr_slice *cells, struct gr_err *err);

/* Under a code or a name of another time (codes.c). */
GR_MUST_USE enum gr_status gr_synth_fate_renamed(struct gr_synth_turn *w,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_merged(struct gr_synth_turn *w,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_split(struct gr_synth_turn *w,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_prev_code(struct gr_synth_turn *w,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_fate_prev_name(struct gr_synth_turn *w,
    struct gr_err *err);

GR_MUST_USE enum gr_status gr_synth_wave(struct gr_synth *synth, size_t wave,
    bool first, struct gr_err *err);
GR_MUST_USE enum gr_status gr_synth_filings(struct gr_synth *synth,
    struct gr_err *err);

#endif
