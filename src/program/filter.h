/* filter.h - the harness: everything a filter program does that is not its job.
 *
 * A stage is a descriptor.  It is told of a header (start), rows (row) and the
 * end (finish), hands rows to gr_emit(), and knows neither where they come
 * from nor where they go: to a pipe or to the next stage in the same process.
 * The harness owns options, files, gzip, the trailer, side channels, batching,
 * exit statuses and every word that is printed.  So a stage can be tested,
 * chained and read without any of them.
 */
#ifndef GREEN_PROGRAM_FILTER_H
#define GREEN_PROGRAM_FILTER_H

#include "base/arena.h"
#include "base/buf.h"
#include "program/option.h"
#include "standard/standard.h"
#include "stream/finding.h"
#include "stream/record.h"
#include "stream/taker.h"

struct gr_run;    /* one run of one stage; opaque */
struct gr_source; /* source.h */

enum {
	GR_NEEDS_STANDARD = 1u << 0,   /* --standard or $GREEN_STANDARD */
	GR_KNOWS_AS_OF = 1u << 1,      /* has --as-of */
	GR_COUNTS_IN = 1u << 2,        /* input rows are counts, not records:
					   no wave/src/line is required */
	GR_COUNTS_OUT = 1u << 3,       /* output rows are counts */
	GR_NO_OUTPUT_STREAM = 1u << 4, /* writes text by gr_print(), no header
					   and no trailer (export, query) */
	GR_COMPILES_RULES = 1u << 5 /* `prepare` compiles the cells' rules, so
					   that they are not tried before */
};

/* What a stage is.  `prepare`, `start`, `finish` and `stop` may be NULL.  Order
 * of calls: prepare, before there is any input; start, [scan of every row,] row of every row, finish; stop always and last,
 * also after a failure.  A stage of deliveries (ingest) has `file` instead of
 * `scan` and `row`: it is called once for each operand, in order.  A stage of
 * streams that are not alike (audit) has `stream` instead, which says who takes
 * them, one after the other. */
struct gr_filter {
	const char *name;    /* "clean": the program is green-clean */
	const char *summary; /* one sentence for --help */
	const char *args;    /* operands; NULL means "[FILE...]" */
	const struct gr_option *options; /* into the state; may be NULL */
	size_t state_bytes;              /* zeroed before options are parsed */
	unsigned traits;                 /* GR_NEEDS_STANDARD | ... */
	void (*defaults)(void *state);   /* before options; may be NULL */
	enum gr_status (
	    *prepare)(struct gr_run *run, void *state, struct gr_err *err);
	enum gr_status (
	    *start)(struct gr_run *run, void *state, struct gr_err *err);
	enum gr_status (*scan)(struct gr_run *run, void *state,
	    const struct gr_row *row, struct gr_err *err);
	enum gr_status (*row)(struct gr_run *run, void *state,
	    struct gr_row *row, struct gr_err *err);
	enum gr_status (*file)(struct gr_run *run, void *state,
	    struct gr_source *source, struct gr_err *err);
	struct gr_taker (*stream)(struct gr_run *run, void *state);
	enum gr_status (
	    *finish)(struct gr_run *run, void *state, struct gr_err *err);
	void (*stop)(struct gr_run *run, void *state);
};

/* The whole of a program: parse, run, report, exit status (DESIGN 5). */
int gr_filter_main(const struct gr_filter *filter, int argc, char **argv);

/* Several stages in one process, joined without a pipe; the bytes at the last
 * one's output are those of the pipe.  argv[i] is NULL-terminated, argv[i][0]
 * the program's name; only the first may name input files. */
int gr_filter_chain(const struct gr_filter *const *filter, char ***argv,
    size_t n);

/* ---- what a stage may ask ---- */

/* Names of the input's columns; valid for the whole run. */
const struct gr_header *gr_input(const struct gr_run *run);

/* Position of a column that must be there: GR_EDATA names it if it is not. */
GR_MUST_USE enum gr_status gr_input_need(const struct gr_run *run,
    struct gr_slice name, size_t *position, struct gr_err *err);

/* Position of the column that has `role`, or GR_NONE if the standard has no
 * such column or the input does not carry it. */
size_t gr_input_role(const struct gr_run *run, enum gr_role role);

/* Position of the codes of units; GR_EUSAGE if the standard has none, GR_EDATA
 * if the input does not carry them. */
GR_MUST_USE enum gr_status gr_input_code(const struct gr_run *run,
    size_t *position, struct gr_err *err);

const struct gr_standard *gr_run_standard(const struct gr_run *run);

/* --as-of as given ("2021-11-15"), or an empty slice. */
struct gr_slice gr_run_as_of(const struct gr_run *run);

/* The as-of date of a wave ("2021"), as a day number (date.h): the earlier of
 * --as-of and 31 December of the wave; the latter if --as-of was not given. */
int32_t gr_run_wave_as_of(const struct gr_run *run, struct gr_slice wave);

/* `zh` or `en`, by --lang, else by the standard's language. */
bool gr_run_is_chinese(const struct gr_run *run);
const char *gr_say(const struct gr_run *run, const char *zh, const char *en);

struct gr_arena *gr_run_keep(struct gr_run *run);    /* until the end */
struct gr_arena *gr_run_scratch(struct gr_run *run); /* until next batch */

/* Read a second stream to its end, the rows one by one to `taker`.  --foreign
 * goes for it too, and what is made from a foreign one is foreign. */
GR_MUST_USE enum gr_status gr_run_take(struct gr_run *run, const char *path,
    const struct gr_taker *taker, struct gr_err *err);

/* ---- what a stage gives ---- */

/* Announce the output's columns; once, in start (or in `file`, before the
 * first row).  Without it the output has the input's columns. */
GR_MUST_USE enum gr_status gr_output(struct gr_run *run,
    const struct gr_slice *name, size_t n, struct gr_err *err);

/* Hand on one row of as many fields as announced. */
GR_MUST_USE enum gr_status gr_emit(struct gr_run *run,
    const struct gr_slice *field, size_t n, struct gr_err *err);

/* A second stream of the stage's own (--layout, --fixes), with these columns.
 * It ends and appears behind `finish`, if all went well.  With `path` NULL it
 * was not asked for: *out is NULL, and what is given to it goes nowhere. */
struct gr_side;
GR_MUST_USE enum gr_status gr_side_new(struct gr_run *run, const char *path,
    const struct gr_slice *name, size_t n, struct gr_side **out,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_side_emit(struct gr_side *side,
    const struct gr_slice *field, size_t n, struct gr_err *err);

/* Bytes to the output of a GR_NO_OUTPUT_STREAM program. */
GR_MUST_USE enum gr_status gr_print(struct gr_run *run, struct gr_slice text,
    struct gr_err *err);

GR_MUST_USE enum gr_status gr_report(struct gr_run *run,
    const struct gr_finding *finding, struct gr_err *err);

/* The same with wave, src, line and code taken from a row of the input. */
GR_MUST_USE enum gr_status gr_report_row(struct gr_run *run,
    const struct gr_row *row, struct gr_finding finding, struct gr_err *err);

/* The record does not go on: it goes whole to --set-aside with finding.rule
 * and finding.message, and the finding (action SETASIDE, or STOP if so set) is
 * reported.  `field` has the input's columns (ingest: the output's). */
GR_MUST_USE enum gr_status gr_set_aside(struct gr_run *run,
    const struct gr_slice *field, size_t n, struct gr_finding finding,
    struct gr_err *err);

GR_MUST_USE enum gr_status gr_count(struct gr_run *run, struct gr_slice wave,
    enum gr_counter counter, uint64_t n, struct gr_err *err);

/* A line on stderr that is no failure, in the form of DESIGN 5
 * ("green-ingest: FILE:LINE: COLUMN: message"); quiet under -q. */
void gr_warn(struct gr_run *run, const struct gr_err *what);

#endif
