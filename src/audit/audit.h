/* audit.h - the books of a run: does every record balance?
 *
 * A run leaves ledgers (what every program read and wrote), findings, set-aside
 * records, tallies and streams.  Each proves its own wholeness by its trailer;
 * whether they belong together, and whether all are there, only the books can
 * tell.  The auditor reads every file of the run in any order, knows each by
 * its header, and then holds them against each other.  It keeps about 100
 * bytes for every finding, set-aside record and queried cell of the run.
 */
#ifndef GREEN_AUDIT_AUDIT_H
#define GREEN_AUDIT_AUDIT_H

#include "standard/standard.h"
#include "stream/taker.h"

struct gr_audit;

/* A new set of books in `keep`.  `standard` says which columns hold answers,
 * whose "?" needs a finding. */
GR_MUST_USE enum gr_status gr_audit_new(struct gr_arena *keep,
    const struct gr_standard *standard, struct gr_audit **out,
    struct gr_err *err);

/* Give back what is not the arena's.  NULL is allowed. */
void gr_audit_free(struct gr_audit *audit);

/* Who enters the files of the run, one at a time.  GR_EDATA if one is, as a
 * ledger, not well formed. */
struct gr_taker gr_audit_taker(struct gr_audit *audit);

/* One result: `what` was expected to be `expected` and is `found`. */
struct gr_audit_result {
	struct gr_slice wave, program, part;
	const char *check; /* a word: balance, chain, stream, ... */
	uint64_t expected, found;
	const char *detail; /* a sentence, when they differ */
};

typedef enum gr_status gr_audit_fn(void *context,
    const struct gr_audit_result *result, struct gr_err *err);

/* Hold the books against each other; every comparison goes to `report`. */
GR_MUST_USE enum gr_status gr_audit_check(struct gr_audit *audit,
    gr_audit_fn *report, void *context, struct gr_err *err);

#endif
