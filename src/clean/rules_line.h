/* rules_line.h - where the values of a row lie; part of rules_row.c.
 *
 * They are laid one behind the other, as in a line of a stream, so that whoever
 * writes or copies the row takes them as one, and not cell by cell.  What is too
 * long for the line's room, or not known before the whole row is, lies apart.
 */
#ifndef GREEN_CLEAN_RULES_LINE_H
#define GREEN_CLEAN_RULES_LINE_H

#include "clean/rules_internal.h"
#include "stream/field_run.h"

#define GR_LINE_SPARE 1024u /* bytes for longer values */

/* Begin the line of a row; its end, or NULL if memory ran out. */
static inline const char *gr_cell_line_begin(struct gr_cell_rules *rules,
    struct gr_arena *scratch)
{
	size_t bytes = rules->cells * (GR_FRONT_VALUE + 1) + GR_LINE_SPARE;
	char *line = gr_arena_bytes(scratch, bytes);

	rules->lent = scratch;
	rules->line = (struct gr_cell_line){ line, GR_LINE_SPARE };
	return line != NULL ? line + bytes : NULL;
}

/* Let the row hold a value that lies where others will. */
static inline enum gr_status gr_cell_lend(struct gr_cell_rules *rules,
    struct gr_slice value, struct gr_slice *to, struct gr_err *err)
{
	*to = value.len > 0 ? gr_arena_copy(rules->lent, value) : GR_S("");
	return to->ptr != NULL ? GR_OK : gr_err_memory(err);
}

/* Lay a cell's value down as the next one of the line, if it has room; it may
 * stay where it is if it is the text itself, which begins at `raw`. */
static inline enum gr_status gr_cell_lay(struct gr_cell_rules *rules,
    const char *raw, struct gr_slice *value, struct gr_err *err)
{
	struct gr_cell_line *line = &rules->line;
	size_t more = value->len > GR_FRONT_VALUE ? value->len - GR_FRONT_VALUE
	                                          : 0;

	if (more > line->spare)
		return value->ptr == raw
		    ? GR_OK
		    : gr_cell_lend(rules, *value, value, err);
	line->spare -= more;
	gr_bytes_copy(line->to, value->ptr, value->len);
	value->ptr = line->to;
	line->to += value->len;
	*line->to++ = '\t';
	return GR_OK;
}

#endif
