/* read_standard.h - a standard, read and validated whole.
 *
 * What rules.csv and units.csv say is compiled by those who clean cells.  A
 * program that cleans none still owes its user an answer if a pattern is wrong:
 * it reads the standard by this.
 */
#ifndef GREEN_CLEAN_READ_STANDARD_H
#define GREEN_CLEAN_READ_STANDARD_H

#include "standard/standard.h"

/* gr_standard_read_uncompiled(), then every pattern and value is tried.
 * GR_EUSAGE with file:line:column for anything that does not hold. */
GR_MUST_USE enum gr_status gr_standard_read(struct gr_arena *keep,
    const char *path, struct gr_standard *out, struct gr_err *err);

#endif
