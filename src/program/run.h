/* run.h - what a program asks of its run, and what it gives to it.
 *
 * A run is all that a stage or a tool sees of the world: rows and what was
 * asked on the command line come from it, rows, text, findings and warnings go
 * to it.  Neither holds a reader or a writer, so what stands behind the run
 * (files, a pipe, the next stage, one day a batch of columns) can change for
 * all at once.
 */
#ifndef GREEN_PROGRAM_RUN_H
#define GREEN_PROGRAM_RUN_H

#include "base/arena.h"
#include "base/buf.h"
#include "program/option.h"
#include "register/register.h"
#include "standard/standard.h"
#include "stream/finding_kind.h"
#include "stream/record.h"
#include "stream/taker.h"

struct gr_run;    /* one run of one program; opaque */
struct gr_source; /* source.h */
struct gr_sink;   /* sink.h */

/* Traits of a program, in its descriptor. */
enum {
	GR_NEEDS_STANDARD = 1u << 0,   /* --standard or $GREEN_STANDARD */
	GR_KNOWS_AS_OF = 1u << 1,      /* has --as-of */
	GR_COUNTS_IN = 1u << 2,        /* input rows are counts, not records:
					   no wave/src/line is required */
	GR_COUNTS_OUT = 1u << 3,       /* output rows are counts */
	GR_NO_OUTPUT_STREAM = 1u << 4, /* writes text by gr_print(), no header
					   and no trailer (export, query) */
	GR_READS_CELLS = 1u << 5,      /* as they were delivered: the standard
					   comes with rules.csv and units.csv */
	GR_LEAVES_FIELDS = 1u << 10,   /* those of a row are as they were when
					   `row` ends */
	/* of tools; a filter always has --standard and --lang */
	GR_HAS_LANG = 1u << 6,       /* --lang */
	GR_NAMES_STANDARD = 1u << 7, /* --standard, which is not read: see
					gr_run_standard_path() */
	GR_NO_OUTPUT = 1u << 8,      /* it writes files of its own: no output,
					so no --output, --quiet, --verbose */
	GR_MORE_OPERANDS = 1u << 9   /* than its `operands` may be given */
};

/* ---- what every program may ask ---- */

/* NULL without GR_NEEDS_STANDARD. */
const struct gr_standard *gr_run_standard(const struct gr_run *run);

/* For a program that can do without: the standard that is named by --standard or
 * $GREEN_STANDARD, read now; NULL if none is. */
GR_MUST_USE enum gr_status gr_run_standard_if_any(struct gr_run *run,
    const struct gr_standard **out, struct gr_err *err);

/* The same for one that, with the options it was given, cannot.  GR_EUSAGE: none
 * is named. */
GR_MUST_USE enum gr_status gr_run_standard_needed(struct gr_run *run,
    const struct gr_standard **out, struct gr_err *err);

/* The register at `path`, by the codes of the standard, as gr_register_read()
 * has it and fails; of several stages in one process the first reads it. */
GR_MUST_USE enum gr_status gr_run_register(struct gr_run *run, const char *path,
    struct gr_register *out, struct gr_err *err);

/* What a run has made with effort and another one of the same process, of a
 * chain that comes after, may go on with: it is left at the run's end, and then
 * belongs to whoever inherits what is called so, else it is discarded when the
 * last has ended.  NULL: there is none.  It must rest on nothing of the run, but
 * may on its standard, which lives longer; whether it fits, the heir asks. */
void *gr_run_inherit(struct gr_run *run, const char *what);
void gr_run_leave(struct gr_run *run, const char *what, void *tool,
    void (*discard)(void *tool));

/* Its folder, with GR_NEEDS_STANDARD or GR_NAMES_STANDARD; else NULL. */
const char *gr_run_standard_path(const struct gr_run *run);

/* What was named on the command line, a file or a code; `i` below their number,
 * which of a tool is as its descriptor says. */
const char *gr_run_operand(const struct gr_run *run, size_t i);
size_t gr_run_operands(const struct gr_run *run);

/* `zh` or `en`, by --lang, else by the standard's language. */
bool gr_run_is_chinese(const struct gr_run *run);

struct gr_arena *gr_run_keep(struct gr_run *run);    /* until the end */
struct gr_arena *gr_run_scratch(struct gr_run *run); /* until next batch */

/* Read a second stream to its end, the rows one by one to `taker`.  --foreign
 * goes for it too, and what is made from a foreign one is foreign. */
GR_MUST_USE enum gr_status gr_run_take(struct gr_run *run, const char *path,
    const struct gr_taker *taker, struct gr_err *err);

/* ---- what a filter may ask ---- */

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

/* --as-of as given ("2021-11-15"), or an empty slice. */
struct gr_slice gr_run_as_of(const struct gr_run *run);

/* The as-of date of a wave ("2021"), as a day number (date.h): the earlier of
 * --as-of and 31 December of the wave; the latter if --as-of was not given. */
int32_t gr_run_wave_as_of(struct gr_run *run, struct gr_slice wave);

/* ---- what a program gives ---- */

/* Announce the output's columns; once, in start (or in `file` or a tool's
 * `run`, before the first row).  Without it a filter's output has the input's
 * columns. */
GR_MUST_USE enum gr_status gr_output(struct gr_run *run,
    const struct gr_slice *name, size_t n, struct gr_err *err);

/* Hand on one row of as many fields as announced. */
GR_MUST_USE enum gr_status gr_emit(struct gr_run *run,
    const struct gr_slice *field, size_t n, struct gr_err *err);

/* The same where the fields stay as they are until the batch ends: texts of the
 * row that was given, of gr_run_scratch, and such as live as long as the run.
 * In a chain they need not be copied then. */
GR_MUST_USE enum gr_status gr_emit_lasting(struct gr_run *run,
    const struct gr_slice *field, size_t n, struct gr_err *err);

/* The same as a gr_row_fn, for a wing below that gives rows; `run` is one. */
GR_MUST_USE enum gr_status gr_emit_row(void *run, const struct gr_slice *field,
    size_t n, struct gr_err *err);

/* What the stage knows of the rows that are shown to it; and what the stage before
 * has left so, if it gives its rows by a call: NULL, if there is none.  Whether
 * that is of the rows at hand, who asks has to see. */
struct gr_ahead;
void gr_run_seen(struct gr_run *run, const struct gr_ahead *ahead);
const struct gr_ahead *gr_run_seen_before(const struct gr_run *run);

/* A second stream of the stage's own (--layout, --fixes), with these columns.
 * It ends and appears behind `finish`, if all went well.  With `path` NULL it
 * was not asked for: *out is NULL, and what is given to it goes nowhere. */
struct gr_side;
GR_MUST_USE enum gr_status gr_side_new(struct gr_run *run, const char *path,
    const struct gr_slice *name, size_t n, struct gr_side **out,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_side_emit(struct gr_side *side,
    const struct gr_slice *field, size_t n, struct gr_err *err);

/* Bytes to the output of a program that gives no rows; and the output itself,
 * for a wing below that prints through one.  The harness ends it. */
GR_MUST_USE enum gr_status gr_print(struct gr_run *run, struct gr_slice text,
    struct gr_err *err);
struct gr_sink *gr_run_sink(struct gr_run *run);

/* Columns of the terminal that the output goes to; 0: it goes elsewhere. */
size_t gr_run_columns(const struct gr_run *run);

/* A finding of a kind of the catalogue: its rule, its action, and its words in
 * the language of the files, valid until the next one is made.  The rest is
 * for the stage to fill in; it is then reported, or the record set aside. */
struct gr_finding gr_found(struct gr_run *run, enum gr_finding_kind kind,
    const struct gr_finding_arg *with);

GR_MUST_USE enum gr_status gr_report(struct gr_run *run,
    const struct gr_finding *finding, struct gr_err *err);

/* Exit 1 if all else goes well: the program has found what it looks for. */
void gr_run_fails(struct gr_run *run);

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

/* Exit so if all else goes well: the status of a program that was run. */
void gr_run_ends(struct gr_run *run, int code);

/* A line on stderr that is no failure, in the form of DESIGN 5
 * ("green-ingest: FILE:LINE: COLUMN: message"); quiet under -q. */
void gr_warn(struct gr_run *run, const struct gr_err *what);

/* A line on stderr that somebody else has worded. */
void gr_tell(const char *words);

#endif
