/* check.h - what the files that check the books share; private to the wing.
 *
 * compare.c says how a figure is looked up and a comparison reported,
 * check_chain.c whether the programs hand on what they were given, check.c
 * all else.
 */
#ifndef GREEN_AUDIT_CHECK_H
#define GREEN_AUDIT_CHECK_H

#include "audit/books.h"

struct gr_audit_run {
	struct gr_audit *audit;
	gr_audit_fn *report;
	void *context;
	struct gr_buf detail;
};

/* Report one comparison; the detail is for when it fails. */
GR_MUST_USE enum gr_status gr_audit_compare(struct gr_audit_run *check,
    const char *what, struct gr_slice program, struct gr_slice part,
    struct gr_slice wave, uint64_t expected, uint64_t found,
    struct gr_err *err);

/* Whether a program has left a ledger. */
bool gr_audit_ran(const struct gr_audit *audit, const char *program);

/* All that the ledgers of a program count in a wave. */
uint64_t gr_audit_sum(const struct gr_audit *audit, struct gr_slice program,
    struct gr_slice wave, enum gr_counter counter);

/* True if no earlier entry has the wave of entry `i`. */
bool gr_audit_is_first_of_wave(const struct gr_audit *audit, size_t i);

GR_MUST_USE enum gr_status gr_audit_check_chain(struct gr_audit_run *check,
    struct gr_err *err);

#endif
