/* tables_differ.h - a word about a standard that a release was not made with. */
#ifndef GREEN_TOOLS_TABLES_DIFFER_H
#define GREEN_TOOLS_TABLES_DIFFER_H

#include "program/run.h"
#include "release/release.h"

/* Warn of every table of the run's standard that is not the one that the
 * release was made with: its titles, criteria and tests might not fit.  The `n`
 * tables `but` may be any. */
GR_MUST_USE enum gr_status gr_tables_differ(struct gr_run *run,
    const struct gr_release *release, const struct gr_slice *but, size_t n,
    struct gr_err *err);

#endif
