/* explanation.h - what green-explain has found, line by line.
 *
 * An explanation is built once, as lines with named fields, and shown in two
 * ways: to programs as a stream, to people as text.  So the two cannot say
 * different things.  A line says by its kind what it is about; what a kind has
 * no use for stays empty.
 */
#ifndef GREEN_EXPLAIN_EXPLANATION_H
#define GREEN_EXPLAIN_EXPLANATION_H

#include "base/arena.h"
#include "stream/record.h"
#include "stream/sink.h"

enum gr_explanation_kind {
	GR_SHOW_WARNING, /* note: the release and its sources differ */
	GR_SHOW_CARD,    /* column, value: what a record is and has */
	GR_SHOW_ASIDE,   /* a record that did not count: rule, note */
	GR_SHOW_SCOPE,   /* what a place (part) has settled: column, value */
	GR_SHOW_CRITERION,
	GR_SHOW_ATOM,       /* rule: why it is open; note: the test */
	GR_SHOW_EVIDENCE,   /* a cell that the atom above reads */
	GR_SHOW_PARAMETER,  /* a $parameter of it, as it binds here */
	GR_SHOW_FINDING,    /* verdict: FLAG, ASK, NOTE ... */
	GR_SHOW_QUERY,      /* value: the query's name */
	GR_SHOW_NEED,       /* an atom, or taking part, that is lacking */
	GR_SHOW_ROBUSTNESS, /* value -> other would change the verdict */
	GR_SHOW_FIGURE,     /* column, value, numerator, denominator */
	GR_SHOW_PART,       /* a place that the figure above consists of */
	GR_SHOW_UNIT,       /* a community; verdict 1: it is counted */
	GR_SHOW_KINDS
};

enum gr_explanation_field {
	GR_X_WAVE,
	GR_X_CODE,
	GR_X_CRITERION,
	GR_X_ATOM,
	GR_X_VERDICT,
	GR_X_COLUMN,
	GR_X_VALUE,
	GR_X_RAW,
	GR_X_SRC,
	GR_X_LINE,
	GR_X_HEADING,
	GR_X_RULE,
	GR_X_NOTE,
	GR_X_KIND,
	GR_X_TITLE,
	GR_X_PART,
	GR_X_NUMERATOR,
	GR_X_DENOMINATOR,
	GR_X_OTHER,
	GR_X_FIELDS
};

struct gr_explanation_line {
	enum gr_explanation_kind kind;
	struct gr_slice field[GR_X_FIELDS];
	uint32_t sheet_column; /* of a workbook's sheet, from 1; else 0 */
};

struct gr_explanation {
	struct gr_arena *keep;
	struct gr_explanation_line *line;
	size_t n, room;
	struct gr_slice wave, code; /* what new lines are about */
};

/* A new line of a kind, with wave and code filled in; NULL when memory ran out
 * (*err says so).  Valid until the next one.  Its slices must outlive it. */
struct gr_explanation_line *gr_explanation_add(
    struct gr_explanation *explanation, enum gr_explanation_kind kind,
    struct gr_err *err);

/* Give them as rows, under these names. */
void gr_exhibits_names(struct gr_slice name[GR_X_FIELDS]);
GR_MUST_USE enum gr_status gr_exhibits_rows(
    const struct gr_explanation *explanation, gr_row_fn *give, void *context,
    struct gr_err *err);

/* Write them for a terminal.  `all`: also the evidence of atoms that are met
 * or do not apply. */
GR_MUST_USE enum gr_status gr_explanation_text(
    const struct gr_explanation *explanation, bool chinese, bool all,
    struct gr_sink *sink, struct gr_err *err);

#endif
