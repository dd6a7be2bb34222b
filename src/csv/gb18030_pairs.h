/* gb18030_pairs.h - how far a text is ASCII and codes of two bytes, by their form.
 *
 * Which bytes of a run of bytes from 0x80 on are the first of a code is told for
 * 64 of them at once: each second one, from the run's first on.  The second byte
 * of the last code may be below 0x80.
 */
#ifndef GREEN_CSV_GB18030_PAIRS_H
#define GREEN_CSV_GB18030_PAIRS_H

#include <stddef.h>

enum {
	GR_GB18030_LAST_LEAD = 0xfd, /* the next one has codes of its own */
	GR_GB18030_NO_TRAIL = 0x7f
};

/* A number of whole characters' bytes at the beginning of a text, each ASCII or a
 * code of two bytes: 81 to FD, then 40 to 7E or 80 to FE.  Others may be before
 * the first that is neither, but fewer than 64 bytes of them and what is left
 * behind the last 64.  0 without the vector instructions for it. */
size_t gr_gb18030_pairs(const char *text, size_t n);

#endif
