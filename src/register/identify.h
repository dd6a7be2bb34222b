/* identify.h - which unit of the register a record is about.
 *
 * A record names its unit twice, by code and by name, and either can be
 * missing, damaged, outdated or wrong.  The unit is found only where all that
 * is written has one meaning; otherwise neither code nor name wins and the
 * record is for its sender to explain.  This is the decision, free of streams:
 * the rules are the catalogue's K01-K24, L09, L13, R09 and R10.
 */
#ifndef GREEN_REGISTER_IDENTIFY_H
#define GREEN_REGISTER_IDENTIFY_H

#include "register/changes.h"
#include "register/near_names.h"
#include "stream/finding_kind.h"

/* The cells that say which unit is meant. */
enum gr_cell {
	GR_CELL_CODE,
	GR_CELL_NAME,
	GR_CELL_CITY,
	GR_CELL_COUNTY,
	GR_CELL_STREET,
	GR_CELL_CITY_CODE,
	GR_CELL_COUNTY_CODE,
	GR_CELLS
};

/* One record's canonical cells; empty where it has none. */
struct gr_evidence {
	struct gr_slice cell[GR_CELLS];
	struct gr_slice prev_code, prev_name;
	int32_t day; /* 31 December of its wave */
};

/* The answer; zeroed before the first record, used for all of them, freed at
 * the end. */
struct gr_identity {
	const struct gr_unit *unit; /* NULL: the record is set aside */
	/* where there is a unit: NONE as it should be, FIX the register's
	 * spelling and no more, FLAG taken and marked, ASK in query */
	enum gr_finding_kind remark[GR_CELLS];
	enum gr_finding_kind kind; /* where there is none: SETASIDE */
	enum gr_cell cell;         /* what the question is about */
	struct gr_slice
	    successor;         /* of a unit that was merged into it, or "" */
	struct gr_buf message; /* the question, with suggestions */

	const struct gr_unit *last; /* that was found by code: scratch */
	unsigned former; /* places without a former name, as bits: scratch */
	struct gr_buf folded[GR_CELLS], form, key, units; /* scratch */
};

/* What all records are held against. */
struct gr_identifier {
	const struct gr_name_index *name_index;
	struct gr_near_names *near_names; /* of the same */
	const struct gr_changes *changes; /* NULL: none are known */
	struct gr_slice province; /* what every code begins with, or "" */
	bool chinese;             /* language of messages */
};

/* GR_ESYS when memory ran out; whatever is wrong with the record is in *out. */
GR_MUST_USE enum gr_status gr_identify(const struct gr_identifier *who,
    const struct gr_evidence *evidence, struct gr_identity *out,
    struct gr_err *err);

void gr_identity_free(struct gr_identity *identity);

/* Whether a code, cut or rounded to as many digits as a damaged one shows
 * ("230102", or "230102000000" whose zeros are no digits), gives those. */
bool gr_code_gives(struct gr_slice code, struct gr_slice shown);

#endif
