/* rules_pass.h - cells that pass; part of rules_row.c.
 *
 * Of a row most cells are done with where they are found: their text is one of
 * the few that stand in front (front.h), a number that stays as it is
 * (rules_plain.h), or one that is recalled (recall.h).  Each of these is asked
 * here, and lays the value down as the next one of the line, at *to, with a TAB
 * behind it: there is room for GR_FRONT_VALUE bytes a cell (rules_line.h).  What
 * passes is counted, in *fixed if its value is another, and by rule if that is
 * told.
 */
#ifndef GREEN_CLEAN_RULES_PASS_H
#define GREEN_CLEAN_RULES_PASS_H

#include "clean/rules_plain.h"
#include "stream/field_run.h"

/* Whether a cell of one byte passes. */
static inline bool gr_cell_passes_byte(const struct gr_cell_seat *seat,
    bool told, struct gr_slice raw, struct gr_slice *value, char **to,
    size_t *fixed)
{
	unsigned came = seat->front->byte[(unsigned char)*raw.ptr];
	unsigned number = came >> GR_FRONT_BYTE_NUMBER & GR_FRONT_BYTE_NUMBERS;

	if ((seat->pass >> number & 1) == 0)
		return false;
	if (told)
		seat->met[number]++;
	(*to)[0] = (char)came;
	(*to)[1] = '\t';
	*value = gr_slice_make(*to, 1);
	*to += 2;
	*fixed += came >> GR_FRONT_BYTE_FIXED;
	return true;
}

/* The same of one of at most eight bytes. */
static inline bool gr_cell_passes_front(const struct gr_cell_seat *seat,
    bool told, struct gr_slice raw, struct gr_slice *value, char **to,
    size_t *fixed)
{
	const struct gr_front_place *came;
	unsigned number;

	if (raw.len > seat->longest)
		return false;
	came = gr_front_find(seat->front, raw.len > 0 ? gr_word_of(raw) : 0,
	    &number);
	if ((seat->pass >> number & 1) == 0)
		return false;
	if (told)
		seat->met[number]++;
	memcpy(*to, came->value, sizeof came->value);
	*value = gr_slice_make(*to, came->value_bytes);
	*to += value->len + 1;
	*fixed += came->is_fixed;
	return true;
}

/* The same of a number that stays as it is. */
static inline bool gr_cell_passes_number(const struct gr_cell_seat *seat,
    bool told, struct gr_slice raw, struct gr_slice *value, char **to)
{
	const struct gr_family *family = seat->numbers;
	uint64_t word;

	if (family == NULL || raw.len - 1 >= GR_WORD_BYTES)
		return false;
	word = gr_word_of(raw);
	if (!gr_cell_has_plain_shape(family, word, raw))
		return false;
	if (told) {
		struct gr_use *use = &seat->column->use[family->plain];

		if (use->fired == 0) /* a sample is kept of the first */
			return false;
		use->fired++;
	}
	word = htole64(word);
	memcpy(*to, &word, sizeof word);
	*value = gr_slice_make(*to, raw.len);
	*to += raw.len;
	*(*to)++ = '\t';
	return true;
}

/* Whether a text that did not pass may do so the next time. */
static inline bool may_be_in_front(const struct gr_cell_seat *seat,
    struct gr_slice raw)
{
	unsigned number;

	if (raw.len > seat->longest)
		return false;
	if (raw.len == 0 || seat->front->texts < GR_FRONT_TEXTS)
		return true;
	(void)gr_front_find(seat->front, gr_word_of(raw), &number);
	return number != 0;
}

/* The same of one that is not in front, is recalled, and need not be told of: a
 * date, a word. */
static inline bool gr_cell_passes_recalled(const struct gr_cell_seat *seat,
    bool told, struct gr_slice raw, struct gr_slice *value, char **to,
    size_t *fixed)
{
	const struct gr_recalled *place;

	if (told || seat->recall == NULL || may_be_in_front(seat, raw))
		return false;
	place = gr_recall_get(seat->recall, raw);
	if (place == NULL || (place->marks & GR_RECALLED_COUNTED) == 0)
		return false;
	if ((place->marks & GR_RECALLED_RAW) == 0)
		raw = gr_slice_make(place->value, place->value_bytes);
	if (raw.len > GR_FRONT_VALUE)
		return false;
	seat->recall->found++;
	gr_bytes_copy(*to, raw.ptr, raw.len);
	*value = gr_slice_make(*to, raw.len);
	*to += raw.len;
	*(*to)++ = '\t';
	*fixed += (place->marks & GR_RECALLED_FIXED) != 0;
	return true;
}

#endif
