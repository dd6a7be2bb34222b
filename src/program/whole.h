/* whole.h - a folder that is what it was when it was made; private to the
 * library.
 *
 * What is kept between nights is read again after power cuts, by bad disks and
 * careless hands.  So a folder that is to be kept gets a list of the hashes of
 * its files (hash.h) as the last of them, `sums`; all is on the disk before it
 * has its name; and who wants to use it asks whether the list still says the
 * same.  The list is no secret: it is no help against who writes it anew.
 */
#ifndef GREEN_PROGRAM_WHOLE_H
#define GREEN_PROGRAM_WHOLE_H

#include "base/err.h"

#include <stdbool.h>

/* Add the list.  GR_ESYS: a file cannot be read, or the list not written. */
GR_MUST_USE enum gr_status gr_whole_seal(const char *folder,
    struct gr_err *err);

/* Whether it is a folder (no link to one) that holds what its list says, and
 * nothing else.  Nothing in it is followed or waited for. */
GR_MUST_USE enum gr_status gr_whole_check(const char *folder, bool *whole,
    struct gr_err *err);

struct gr_whole_name {
	const char *folder; /* as it was made */
	const char *name;   /* what it is to be called, on the same disk */
};

/* Give those of `n` folders that are there their names, once all of them are on
 * the disk.  What has a name already goes to FOLDER.damaged; but if it is whole,
 * for somebody else was as fast, it stays, and FOLDER as well. */
GR_MUST_USE enum gr_status gr_whole_keep(const struct gr_whole_name *folder,
    size_t n, struct gr_err *err);

#endif
