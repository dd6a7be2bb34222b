/* damage.h - signs that a record is not what it seems, by its quotes.
 *
 * Text can be split and be damaged all the same: a quote that was lost, or one
 * too many, makes two cells of one, or one cell of several rows.  Here are the
 * signs (ruling 36 b, c); what becomes of the record is the walk's business.
 */
#ifndef GREEN_DELIVERY_DAMAGE_H
#define GREEN_DELIVERY_DAMAGE_H

#include "csv/reader.h"
#include "delivery/plausible.h"

struct gr_damage_table { /* all borrowed */
	const struct gr_layout *layout;
	size_t cells; /* of the heading */
	char delimiter;
	struct gr_plausible *plausible;
};

struct gr_damage {
	uint64_t line; /* where it begins; 0: there is none */
};

/* Look for damage in a record: a quoted cell of several lines, one of which is
 * a row, or in a data row (`is_data`) of another length than the heading's
 * a stray quote. */
GR_MUST_USE enum gr_status gr_damage_find(const struct gr_damage_table *table,
    const struct gr_csv_record *record, bool is_data, struct gr_damage *out,
    struct gr_err *err);

/* Mark the cells of a row (stray[i] of `n`) that hold a stray quote: unquoted
 * ones with an odd number, or with one behind blanks at their beginning.  A
 * quote alone where a place belongs is a ditto. */
void gr_damage_strays(const struct gr_damage_table *table,
    const struct gr_csv_record *record, bool *stray, size_t n);

#endif
