/* withdrawn.h - the deliveries and answers that a province has taken back.
 *
 * A delivery that should never have counted is not taken out of the inbox,
 * where nobody would know of it, but named in a list: which, from what day on,
 * who decided it and why.  A night as of an earlier day knows nothing of it,
 * as of a change of the register.  A list that is wrong is refused as the
 * register is: what a damaged line withdraws would be published again.
 */
#ifndef GREEN_RELEASE_WITHDRAWN_H
#define GREEN_RELEASE_WITHDRAWN_H

#include "base/arena.h"

#define GR_WITHDRAWN_LIST "withdrawn.csv"

struct gr_withdrawal {
	struct gr_slice src;      /* as it is written */
	struct gr_slice called;   /* as streams call a file of that name */
	struct gr_slice date;     /* "2022-11-15": from then on */
	struct gr_slice who, why; /* personal numbers in them are masked */
	uint64_t line;            /* of the list */
	const struct gr_withdrawal *twice; /* another line that names the same,
					      and counts; or NULL */
};

struct gr_withdrawn {
	const char *path;                /* of the list */
	const struct gr_withdrawal *row; /* by line */
	size_t n;
};

/* Read the list of the folder `data`; without one nothing is withdrawn.  Of two
 * lines that name the same the one with the earlier date counts, else the first.
 * GR_EUSAGE with file:line: no regular file, no such table, a cell that is
 * empty or no day, a sheet of a workbook. */
GR_MUST_USE enum gr_status gr_withdrawn_read(struct gr_arena *keep,
    const char *data, struct gr_withdrawn *out, struct gr_err *err);

/* Whether it is in force on a day, "2022-11-15". */
bool gr_withdrawal_holds(const struct gr_withdrawal *row, struct gr_slice day);

/* Whether it names the file that streams call `src`: so, or by its own name
 * where streams write some of that otherwise (%XX).  A name with a personal
 * number in it may be that of several files, and names none. */
bool gr_withdrawal_names(const struct gr_withdrawal *row, struct gr_slice src);

#endif
