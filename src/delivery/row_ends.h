/* row_ends.h - whether rows end early, or late, as something wrote them.
 *
 * Who leaves off what is blank at the end of a row does so all through a file:
 * then no row ends blank.  Excel does it for sixteen rows together, as far as
 * all of them are blank: then rows of one length stand together.  Rows that
 * lost a cell, or were given one, stand here and there among whole ones, and
 * their last cell is still the last.  So a length stands for a habit by how its
 * rows lie and end, not by their number alone.
 */
#ifndef GREEN_DELIVERY_ROW_ENDS_H
#define GREEN_DELIVERY_ROW_ENDS_H

#include <stdbool.h>
#include <stddef.h>

enum {
	GR_ROW_ENDS_ROWS = 100, /* are looked at */
	GR_ROW_ENDS_HABIT = 3   /* so many that end otherwise are no accident */
};

struct gr_row_length {
	size_t cells, rows;
	size_t together;  /* rows of it that stand together */
	size_t otherwise; /* that cannot be read by blanks at the end */
};

/* What was seen of the rows of a table of `cells` headings; all other members
 * begin as 0. */
struct gr_row_ends {
	size_t cells;
	size_t rows;
	size_t few, many;     /* short rows, long ones */
	size_t few_otherwise; /* that cannot be read by blanks at the end */
	size_t many_otherwise;
	size_t few_blank, full_blank; /* whose last cell is empty */
	struct gr_row_length length[GR_ROW_ENDS_ROWS];
	size_t lengths;
	size_t run; /* rows that end like the last one */
	size_t run_of;
};

/* A row, in its order; `at_end`: it can be read by blanks left off, or added, at
 * its end.  False: that was the last one that is looked at. */
bool gr_row_ends_add(struct gr_row_ends *ends, size_t cells, bool is_filled,
    bool at_end);

struct gr_row_habit {
	bool is_short, is_long;
	bool is_filled; /* short rows end with something */
	size_t all;     /* cells of nearly all rows, if more than headings */
	size_t except[GR_ROW_ENDS_ROWS]; /* lengths that are not of it */
	size_t excepts;
};

struct gr_row_habit gr_row_ends_habit(struct gr_row_ends *ends);

/* Whether a row of so many cells is read by the habit of its table. */
bool gr_row_habit_has(const struct gr_row_habit *habit, bool is_short,
    size_t cells, bool is_filled);

#endif
