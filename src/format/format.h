/* format.h - the forms in which a table is written, a descriptor each.
 *
 * A format is told of the headings, of rows and of the end, and makes bytes of
 * them; where rows come from and where the bytes go it does not know.  Who
 * writes a stream out (green-export) reads the list below and no name of a
 * format, so that a new one is its file here, its line in the list and what
 * the man page says of it.
 */
#ifndef GREEN_FORMAT_FORMAT_H
#define GREEN_FORMAT_FORMAT_H

#include "base/arena.h"
#include "base/buf.h"

/* What stands in a column: texts are never numbers, whatever they look like, as
 * codes; of what nobody knows each cell is what it looks like. */
enum gr_format_kind { GR_FORMAT_ANY, GR_FORMAT_TEXTS, GR_FORMAT_NUMBERS };

/* A table on its way out.  What a format may be told beside its rows, as by an
 * option, goes here. */
struct gr_format_table {
	struct gr_arena *keep; /* lives until the table is closed */
	const struct gr_slice *heading;
	size_t n;                        /* columns */
	const enum gr_format_kind *kind; /* by column; NULL: nobody knows */
	bool bom;  /* a byte order mark in front, if the form has one */
	bool bars; /* beside each row a bar, of this column ... */
	size_t bars_of;
	struct gr_slice bars_to; /* ... with this target marked, a number; ""
				    none, or that of a column */
	size_t bars_to_of;       /* GR_NONE: of none */
	size_t bars_fit;   /* columns that row and bar have; 0: nobody says */
	bool bars_fill;    /* bars take all of them, else only what they need */
	void *state;       /* the format's own, from `keep` */
	struct gr_buf out; /* bytes made: the caller takes them behind every
			      call, frees the buffer and looks whether an
			      append failed */
};

/* What a format is.  Order of calls: open, [scan of every row,] header, row of
 * every row, close, [more until it says GR_END]; drop last and always, once there
 * is a state; whoever calls keeps the rows if there is a `scan`.  A cell
 * is "" where nothing is known, has no TAB, LF, CR or NUL (it may have other
 * control characters), and lives as long as the call; what the reader of the
 * form would run, or take for markup, the format guards.  `open`, `scan` and
 * `close` may be NULL. */
struct gr_format {
	const char *name; /* as in --format; what it is says the man page */
	bool draws_bars;  /* it can: else it is not told of bars */
	bool has_bom;     /* it can: else it is not told of a mark */
	bool has_kinds;   /* it tells numbers from texts */
	enum gr_status (
	    *open)(struct gr_format_table *table, struct gr_err *err);
	enum gr_status (*scan)(struct gr_format_table *table,
	    const struct gr_slice *cell, struct gr_err *err);
	enum gr_status (
	    *header)(struct gr_format_table *table, struct gr_err *err);
	enum gr_status (*row)(struct gr_format_table *table,
	    const struct gr_slice *cell, struct gr_err *err);
	enum gr_status (
	    *close)(struct gr_format_table *table, struct gr_err *err);
	/* Of a form that is whole only at its end: its bytes, piece by piece;
	 * and what is to be let go of.  NULL: there is nothing of either. */
	enum gr_status (
	    *more)(struct gr_format_table *table, struct gr_err *err);
	void (*drop)(struct gr_format_table *table);
};

/* The list: each is gr_format_<name>, in <name>.c.  The first is what is
 * written if nothing is said. */
#define GR_FORMATS(FORMAT, OR) \
	FORMAT(csv) \
	OR FORMAT(text) \
	OR FORMAT(json) \
	OR FORMAT(markdown) \
	OR FORMAT(xlsx)

#define GR_FORMAT_DECLARE(name) extern const struct gr_format gr_format_##name;
GR_FORMATS(GR_FORMAT_DECLARE, )
#undef GR_FORMAT_DECLARE

extern const char gr_format_names[]; /* "csv|text|...", for an option's row */

/* The format of a name, or NULL; the first of the list for NULL. */
const struct gr_format *gr_format_find(const char *name);

static inline bool gr_format_is_text(const struct gr_format_table *table,
    size_t column)
{
	return table->kind != NULL && table->kind[column] == GR_FORMAT_TEXTS;
}

#endif
