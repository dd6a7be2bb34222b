/* obligation.h - the names that an obligation's expression may use.
 *
 * An obligation is a test on the statistics of a place (source `stats`) or on
 * a document that the place filed (source `filings`), written in the language
 * of expr.h.  Its names are not survey columns but the figures of green-stats
 * and the columns of the filings, so the loader of a standard asks here what a
 * name is, and green-track asks here what a slot stands for.  All names have
 * one numbering, fixed by the standard's indicators.
 *
 *   stats:   attained, registered ... as green-stats heads them;
 *            pilot_by, responded_by, participating_by: counts up to `due`;
 *            <indicator>_numerator, _denominator, _covered, _open, _gap;
 *            first_<name>: the figure of the first wave
 *   filings: doc_date, received_date, recorded_at, value, doc_title ...;
 *            newest_value: of the newest document, which then decides
 *   both:    the standard's $parameters, $due and $window_from
 */
#ifndef GREEN_STANDARD_OBLIGATION_H
#define GREEN_STANDARD_OBLIGATION_H

#include "base/arena.h"
#include "expr/expr.h"
#include "standard/standard.h"

/* The words of the column `source`, by kind; NULL behind the last. */
extern const char *const gr_obligation_kind_name[GR_OBLIGATION_KINDS + 1];

/* What `name` is (gr_symbol_fn; context is the standard, of which parameters
 * and indicators must have been read). */
bool gr_obligation_symbol(const void *standard, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out);

/* How many slots plain names have, and how many '$' names have. */
size_t gr_obligation_names(const struct gr_standard *standard);
size_t gr_obligation_parameters(const struct gr_standard *standard);

/* Slots of $due and $window_from among the parameters. */
size_t gr_obligation_due_slot(const struct gr_standard *standard);
size_t gr_obligation_window_slot(const struct gr_standard *standard);

/* What a slot of a plain name stands for. */
struct gr_obligation_name {
	enum gr_obligation_kind kind; /* whose tests may use it */
	bool first;                   /* of the first wave */
	bool by_due;                  /* a count up to the due day: the column
					   of the stats is <name>_YYYYMMDD */
	bool newest;                  /* of the newest document */
	struct gr_slice name;         /* without first_; `stem` goes before */
	struct gr_slice column;       /* of the filings */
	struct gr_slice stem;         /* an indicator and '_', or empty */
	struct gr_slice any_time;     /* by_due: the figure without a day */
};

struct gr_obligation_name gr_obligation_name(const struct gr_standard *standard,
    size_t slot);

/* The positions of the standard's obligations in the order of their ids, in
 * `keep`. */
GR_MUST_USE enum gr_status gr_obligation_order(struct gr_arena *keep,
    const struct gr_standard *standard, size_t **out, struct gr_err *err);

/* Whether the obligation binds places of this kind. */
bool gr_obligation_binds(const struct gr_obligation *obligation, bool province);

#endif
