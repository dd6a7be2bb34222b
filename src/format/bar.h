/* bar.h - a bar of Unicode blocks, for a table at a terminal.
 *
 * Its length is exact to an eighth of a character, from exact numbers; where a
 * target is, a line stands in the bar's way: a thick one if the value reaches it,
 * else a thin one.  It begins at 0: what is below, or no number, has no bar.
 */
#ifndef GREEN_FORMAT_BAR_H
#define GREEN_FORMAT_BAR_H

#include "number/dec.h"

/* Characters, and columns of the terminal: if nobody says how many, and the
 * fewest. */
enum { GR_BAR_WIDTH = 40, GR_BAR_LEAST = 10 };

struct gr_bar_scale {
	int width;         /* of the longest */
	struct gr_dec end; /* the largest that was seen */
	bool some;         /* something was seen */
};

/* Make room for a value or a target: a cell that is none changes nothing. */
void gr_bar_see(struct gr_bar_scale *scale, struct gr_slice cell);

/* The scale, as a heading: its ends over the ends of the bars. */
void gr_bar_heading(struct gr_buf *to, const struct gr_bar_scale *scale);

/* The bar of a value; nothing behind its end or the target's line. */
void gr_bar_print(struct gr_buf *to, const struct gr_bar_scale *scale,
    struct gr_slice value, struct gr_slice target);

#endif
