/* answer_unit.c - whether an answer is about the unit of a row */
#include "query/answer_unit.h"

#include "text/name_fold.h"

void gr_answer_units_free(struct gr_answer_units *units)
{
	gr_buf_free(&units->known);
	gr_buf_free(&units->theirs);
}

void gr_answer_units_begin(struct gr_answer_units *units,
    const struct gr_row *row)
{
	gr_buf_clear(&units->known);
	gr_answer_units_add(units, row);
}

void gr_answer_units_add(struct gr_answer_units *units,
    const struct gr_row *row)
{
	size_t before = units->known.len;

	gr_place_fold(&units->known, gr_query_unit_text(units->at, row));
	if (units->known.len > before)
		gr_buf_byte(&units->known, '\t');
}

/* Sheets of before name it as the register does, a delivery with less or more:
 * 红旗社区, 红旗社区居委会. */
static bool is_same(struct gr_slice ours, struct gr_slice theirs)
{
	return gr_slice_find(ours, theirs) != SIZE_MAX
	    || gr_slice_find(theirs, ours) != SIZE_MAX;
}

enum gr_status gr_answer_units_fit(struct gr_answer_units *units,
    const struct gr_answer *answer, bool *fits, struct gr_err *err)
{
	struct gr_slice rest = gr_buf_slice(&units->known), name;

	gr_buf_clear(&units->theirs);
	gr_place_fold(&units->theirs, answer->community);
	*fits = rest.len == 0 || units->theirs.len == 0;
	while (!*fits && rest.len > 0 && gr_slice_split(&rest, '\t', &name))
		*fits = name.len > 0
		    && is_same(name, gr_buf_slice(&units->theirs));
	enum gr_status status = gr_buf_check(&units->known, err);
	return status == GR_OK ? gr_buf_check(&units->theirs, err) : status;
}
