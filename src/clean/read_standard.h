/* read_standard.h - a standard, read and validated whole.
 *
 * A program reads of a standard what it needs, and compiles the patterns of
 * rules.csv only where it cleans cells.  Who asks whether a standard is right
 * asks for all of it: `green-standard --check`, after its tables were changed.
 */
#ifndef GREEN_CLEAN_READ_STANDARD_H
#define GREEN_CLEAN_READ_STANDARD_H

#include "standard/standard.h"

/* gr_standard_load() of all tables, then every pattern and value is tried.
 * GR_EUSAGE with file:line:column for anything that does not hold. */
GR_MUST_USE enum gr_status gr_standard_read(struct gr_arena *keep,
    const char *path, struct gr_standard *out, struct gr_err *err);

#endif
