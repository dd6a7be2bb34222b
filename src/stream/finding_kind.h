/* finding_kind.h - the kinds of findings: rule, action, and what is said.
 *
 * One catalogue, finding-kinds.csv, has the words of every finding in both
 * languages, with named places for what differs; code names a row of it
 * (GR_FINDING_L17_REQUIRED) and gives the places' texts.  What the rules and
 * checks of a standard say stays in the standard's tables; for these there are
 * rows without a rule, pieces of sentences.  `make check` holds the catalogue
 * against the raisings and the manual pages.
 */
#ifndef GREEN_STREAM_FINDING_KIND_H
#define GREEN_STREAM_FINDING_KIND_H

#include "base/buf.h"
#include "stream/finding.h"
#include "stream/finding_ids.h"

/* What stands in a place. */
struct gr_finding_arg {
	const char *place;
	struct gr_slice text;
	uint64_t number;
	bool is_number;
};

/* GR_WITH(GR_TEXT("unit", unit), GR_NUMBER("rows", n)): every place of the
 * kind, once; NULL where it has none. */
#define GR_TEXT(place, slice) \
	{ \
		place, slice, 0, false \
	}
#define GR_NUMBER(place, n) \
	{ \
		place, { NULL, 0 }, n, true \
	}
#define GR_WITH(...) \
	((const struct gr_finding_arg[]){ __VA_ARGS__, { .place = NULL } })

/* Append what a kind says.  A place that is not given, or one that the kind
 * has not, is asserted against. */
void gr_finding_say(struct gr_buf *to, enum gr_finding_kind kind, bool chinese,
    const struct gr_finding_arg *with);

/* The id of its rule, empty for a piece of a sentence; its action. */
struct gr_slice gr_finding_rule(enum gr_finding_kind kind);
enum gr_action gr_finding_action(enum gr_finding_kind kind);

/* The kind of a rule that frames what was said elsewhere in English, its
 * place "detail"; GR_FINDING_NONE if there is none. */
enum gr_finding_kind gr_finding_of_rule(struct gr_slice rule);

/* What an error says, in English, without the id in brackets that it may end
 * with; *rule is that id, or empty. */
struct gr_slice gr_finding_detail(const char *message, struct gr_slice *rule);

/* A row of the catalogue; the table is made of it. */
struct gr_finding_row {
	struct gr_slice rule;
	enum gr_action action;
	const char *zh, *en;
};

extern const struct gr_finding_row gr_finding_table[GR_FINDING_KINDS];

#endif
