/* reader_internal.h - what the files of reader.h share.
 *
 * reader_buffer.c has the window of text, reader.c the fast scan and the choice between both
 * ways; reader_libcsv.c feeds one record to libcsv; reader_errors.c names
 * what cannot be split; resume.c looks for where the text can be read again.
 */
#ifndef GREEN_CSV_READER_INTERNAL_H
#define GREEN_CSV_READER_INTERNAL_H

#include "base/buf.h"
#include "csv/reader.h"
#include "csv/scan.h"
#include <csv.h>

struct gr_csv {
	gr_read_fn *read;
	void *context;
	const char *name;
	struct gr_csv_limits limits;
	char delimiter;
	unsigned flags;
	size_t sheet;  /* columns of a sheet; 0: it is none */
	bool at_end;   /* `read` gave GR_END */
	bool skip_lf;  /* the last record ended in CR */
	size_t tabs;   /* behind the window's last TAB that is no delimiter */
	uint64_t line; /* of the byte at `start` */
	char *window;
	size_t room, start, end;    /* the window; text not yet given */
	struct gr_scan_found found; /* structural bytes of the window */
	size_t k;                   /* the first one at or after start */
	size_t stop;                /* somewhere among found.stop */
	struct gr_slice *cell;      /* at most max_columns of them, but */
	size_t cells, cell_room;    /* all are counted */
	/* the reference */
	struct csv_parser parser;
	bool row_done, no_memory;
	bool parser_used;   /* it has not come to the end of a record */
	struct gr_buf text; /* the cells' bytes, joined */
	/* damage */
	uint64_t damage_line; /* where its quote opened; 0: there is none */
	size_t damage_at;     /* how far the text was read */
	size_t last_start;    /* of the record that was given */
	uint64_t last_line;   /* and its line */
	bool read_failed;     /* `read` did, not the splitting */
	uint64_t passed;      /* bytes of the text before the window */
	uint64_t tried;       /* bytes that were read in trials */
	bool held;            /* the text from `hold` on is kept */
	size_t hold, hold_k;  /* as start and k */
};

/* Room for so many cells, more than there is for; false if memory ran out. */
bool gr_csv_make_room(struct gr_csv *csv, size_t cells);

/* Room for the places of all bytes that the window has room for. */
bool gr_csv_make_places(struct gr_csv *csv);

/* One more cell; false if memory ran out. */
static inline bool gr_csv_add_cell(struct gr_csv *csv, const char *ptr,
    size_t len)
{
	size_t i = csv->cells++;

	if (i >= csv->limits.max_columns)
		return true;
	if (i == csv->cell_room && !gr_csv_make_room(csv, i + 1))
		return false;
	csv->cell[i] = gr_slice_make(ptr, len);
	return true;
}

/* Get more text behind `end`; sets at_end if there is none. */
GR_MUST_USE enum gr_status gr_csv_refill(struct gr_csv *csv,
    struct gr_err *err);

/* ---- the reference ---- */

GR_MUST_USE enum gr_status gr_csv_reference_start(struct gr_csv *csv,
    struct gr_err *err);
void gr_csv_reference_end(struct gr_csv *csv);

/* Split the record at `start` by libcsv: its cells are set, *end is the first
 * byte behind it, *lines how many lines it has. */
GR_MUST_USE enum gr_status gr_csv_reference_record(struct gr_csv *csv,
    struct gr_csv_record *record, size_t *end, uint64_t *lines,
    struct gr_err *err);

/* ---- errors ---- */

/* Whether a record that reaches to `end` (its line end, of up to two bytes,
 * included) is too long.  Positions decide, never how much is in the window,
 * so that an error does not depend on the sizes of reads. */
bool gr_csv_is_long(const struct gr_csv *csv, size_t end);

/* GR_EDATA, each: the quote open at `until` (`closed`: it is, and has text
 * behind it), the record's length, its cells. */
enum gr_status gr_csv_refuse_quote(struct gr_csv *csv, size_t until,
    bool closed, struct gr_err *err);
enum gr_status gr_csv_refuse_long(struct gr_csv *csv, struct gr_err *err);
enum gr_status gr_csv_refuse_columns(const struct gr_csv *csv,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_csv_check_fields(const struct gr_csv *csv,
    struct gr_err *err);

#endif
