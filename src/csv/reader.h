/* reader.h - records out of decoded text, and the line each begins at.
 *
 * The dialect is RFC 4180: a cell is quoted as a whole or not at all, a quote
 * inside a quoted cell is doubled, line breaks stand only inside quotes.  CR
 * LF, LF and CR all end a line; the last line needs no end.  libcsv in strict
 * mode is the reference.  Records of plain or simply quoted cells, which nearly
 * all are, are split from an index of structural bytes without it; every other
 * record goes through libcsv.  A fuzz target proves that both agree.
 *
 * A quote inside an unquoted cell is a character of it: ="0123" is how text is
 * kept from being a number.  If it was meant to protect a delimiter, the record
 * has too many cells.  After an unclosed quote, or text behind a closing one,
 * nobody can tell where the record ends: that is an error naming the line where
 * the quote opened.  Whoever knows what records look like may then have the
 * reader try the line starts behind it (gr_csv_resume).  Memory is a few times
 * max_record.
 */
#ifndef GREEN_CSV_READER_H
#define GREEN_CSV_READER_H

#include "base/err.h"
#include "base/slice.h"

/* Where the text comes from: some bytes with GR_OK, then GR_END. */
typedef enum gr_status gr_read_fn(void *context, char *to, size_t room,
    size_t *got, struct gr_err *err);

struct gr_csv_limits {
	size_t max_record_bytes; /* default 2,000,000 */
	size_t max_field_bytes;  /* default 2,000,000 */
	size_t max_columns;      /* default 16,384 */
};

extern const struct gr_csv_limits gr_csv_default_limits;

enum {
	GR_CSV_SCALAR = 1u << 0,   /* no vector instructions */
	GR_CSV_REFERENCE = 1u << 1 /* libcsv for every record */
};

struct gr_csv_record {
	const struct gr_slice *cell; /* valid until the next call */
	size_t cells;                /* 0: an empty line */
	uint64_t line;               /* 1-based, where it starts, or row */
	struct gr_slice text;        /* as it stands there, with its end */
	char *plain; /* the same to write to, if no cell is quoted; else NULL */
	uint64_t breaks; /* line ends inside it */
	bool stray;      /* some unquoted cell has a quote in it */
	bool flat;       /* no cell holds TAB, LF or CR */
};

struct gr_csv;

/* `read` is called as needed; `name` (borrowed) is for messages; limits may be
 * NULL. */
GR_MUST_USE enum gr_status gr_csv_open(gr_read_fn *read, void *context,
    const char *name, char delimiter, const struct gr_csv_limits *limits,
    unsigned flags, struct gr_csv **out, struct gr_err *err);

/* The next record, or GR_END.  GR_EDATA at its line: a quote ([D14]) or a
 * limit, which is named ([max-record], [max-field], [max-columns]); or
 * whatever `read` answered. */
GR_MUST_USE enum gr_status gr_csv_next(struct gr_csv *csv,
    struct gr_csv_record *record, struct gr_err *err);

/* The text is a sheet of a workbook: its n-th record is the row n, whatever line
 * it stands in, and a row that is not blank has as many cells as the widest,
 * `width`.  Before the first record. */
void gr_csv_is_sheet(struct gr_csv *csv, size_t width);

void gr_csv_close(struct gr_csv *csv); /* NULL is allowed */

#endif
