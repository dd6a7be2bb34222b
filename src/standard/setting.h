/* setting.h - one setting of a standard, for who has not read the standard.
 *
 * Scripts ask for a year or a day before any program has looked at the
 * tables.  They want what is written there, be the rest right or wrong: what
 * is wrong is said, with its place, by the program that reads the whole.
 */
#ifndef GREEN_STANDARD_SETTING_H
#define GREEN_STANDARD_SETTING_H

#include "base/arena.h"

/* The value of `key` in standard.csv of `folder`, in `keep`; empty where there
 * is no such key.  GR_EUSAGE: the file is not there, or is no table of keys
 * and values. */
GR_MUST_USE enum gr_status gr_setting_read(struct gr_arena *keep,
    const char *folder, struct gr_slice key, struct gr_slice *out,
    struct gr_err *err);

/* GR_EUSAGE: it is no folder, so no standard; GR_ESYS: that cannot be seen. */
GR_MUST_USE enum gr_status gr_standard_folder(const char *path,
    struct gr_err *err);

#endif
