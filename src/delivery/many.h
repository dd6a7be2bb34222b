/* many.h - rows that are set aside one by one, until they are too many.
 *
 * Each record that does not go on has a finding and a line of its own among
 * those set aside, so that its city can be asked.  Millions of rows of nonsense
 * would be hundreds of bytes each for three of theirs (ruling 40), and nobody
 * would read them.  So of the rows of one delivery that are set aside for one
 * reason as many are told one by one as no survey of a province has; what is
 * beyond is one record at its first line, with its number and its last line.
 * The delivery itself still has every one.
 */
#ifndef GREEN_DELIVERY_MANY_H
#define GREEN_DELIVERY_MANY_H

#include <stdbool.h>
#include <stdint.h>

#include "stream/finding_kind.h"

#define GR_MANY_ROWS 10000u /* told one by one */

enum { GR_MANY_REASONS = 8 }; /* that rows are set aside for */

/* Rows beyond, of one reason; zeroed, there are none. */
struct gr_many_rows {
	enum gr_finding_kind why;
	uint64_t seen;              /* all of them */
	uint64_t rows, first, last; /* of those beyond, and their lines */
};

struct gr_many {
	struct gr_many_rows of[GR_MANY_REASONS];
};

/* Whether a row that is set aside for this is beyond those told one by one. */
bool gr_many_is_full(const struct gr_many *many, enum gr_finding_kind why);

/* Count a row that is set aside for this; true if it is beyond, and counted
 * there. */
bool gr_many_add(struct gr_many *many, enum gr_finding_kind why, uint64_t line);

#endif
