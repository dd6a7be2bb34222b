/* outcome.h - what a cell came to by the rules of its column. */
#ifndef GREEN_CLEAN_OUTCOME_H
#define GREEN_CLEAN_OUTCOME_H

#include "clean/rules.h"

#define GR_NO_USE UINT32_MAX

struct gr_outcome {
	struct gr_slice value;
	uint64_t texts;          /* text rules that rewrote it, as bits */
	uint32_t shown, decided; /* positions in the column's uses */
	enum gr_cell_action action;
	enum gr_cell_why why;
	enum gr_reading reading;
	bool is_raw;    /* the value is the raw text itself */
	bool confirmed; /* its sender says that it is so */
};

/* Whether nothing has to be told of it, so that it is only counted. */
static inline bool gr_outcome_is_counted(const struct gr_outcome *o)
{
	return (o->action == GR_CELL_AS_IS || o->action == GR_CELL_FIX)
	    && o->reading == GR_READING_DONE && !o->confirmed;
}

#endif
