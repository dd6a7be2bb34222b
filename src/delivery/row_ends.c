/* row_ends.c - whether rows end early, or late, as something wrote them. */
#include "delivery/row_ends.h"

/* Half of what Excel writes together: some rows of it may have gone. */
enum { TOGETHER = 8 };

static struct gr_row_length *length_of(struct gr_row_ends *ends, size_t cells)
{
	for (size_t i = 0; i < ends->lengths; i++)
		if (ends->length[i].cells == cells)
			return &ends->length[i];
	ends->length[ends->lengths] = (struct gr_row_length){ .cells = cells };
	return &ends->length[ends->lengths++];
}

static void end_run(struct gr_row_ends *ends, bool is_last)
{
	if (ends->run >= TOGETHER || (is_last && ends->run > 0))
		length_of(ends, ends->run_of)->together += ends->run;
	ends->run = 0;
}

bool gr_row_ends_add(struct gr_row_ends *ends, size_t cells, bool is_filled,
    bool at_end)
{
	if (cells != ends->run_of)
		end_run(ends, false);
	ends->run_of = cells;
	ends->run++;
	length_of(ends, cells)->rows++;
	length_of(ends, cells)->otherwise += !at_end;
	if (cells < ends->cells) {
		ends->few++;
		ends->few_otherwise += !at_end;
		ends->few_blank += !is_filled;
	} else if (cells > ends->cells) {
		ends->many++;
		ends->many_otherwise += !at_end;
	} else
		ends->full_blank += !is_filled;
	return ++ends->rows < GR_ROW_ENDS_ROWS;
}

/* Rows that stand together, or a good part of all. */
static bool is_usual(const struct gr_row_ends *ends,
    const struct gr_row_length *length)
{
	return length->together == length->rows
	    || 2 * length->rows >= ends->rows;
}

/* Whether no row ends blank, and not just a few of them end early. */
static bool is_left_off(const struct gr_row_ends *ends)
{
	return ends->few_blank == 0 && ends->full_blank == 0
	    && 4 * ends->few >= ends->rows;
}

static size_t whole_rows(const struct gr_row_ends *ends)
{
	return ends->rows - ends->few - ends->many;
}

/* Whether nearly all whole rows end in a blank and no short one does: what a
 * row that lost a cell before its end would still do. */
static bool lacks_blanks(const struct gr_row_ends *ends)
{
	size_t whole = whole_rows(ends);

	return ends->few > 0 && ends->few_blank == 0 && whole > 0
	    && 5 * ends->full_blank >= 4 * whole;
}

/* The same of long rows: whole ones end in something, these in a blank. */
static bool has_added(const struct gr_row_ends *ends)
{
	size_t whole = whole_rows(ends);

	return ends->many > 0 && whole > 0 && 5 * ends->full_blank <= whole;
}

/* Whether nearly all rows have blanks behind them, as many, and the others are
 * no block as Excel writes them: a row of another length then lost something, or
 * was given it. */
static bool is_of_all(const struct gr_row_ends *ends,
    const struct gr_row_length *length)
{
	size_t others = ends->rows - length->rows;

	for (size_t i = 0; i < ends->lengths; i++)
		if (&ends->length[i] != length
		    && ends->length[i].together >= TOGETHER)
			return false;
	return length->rows >= GR_ROW_ENDS_HABIT
	    && 2 * length->rows > ends->rows
	    && 10 * length->otherwise <= length->rows
	    && (others < GR_ROW_ENDS_HABIT || 10 * others <= ends->rows);
}

struct gr_row_habit gr_row_ends_habit(struct gr_row_ends *ends)
{
	struct gr_row_habit habit = { false };
	size_t otherwise = ends->many_otherwise; /* long rows, of the habit's */
	bool left_off = is_left_off(ends) || lacks_blanks(ends);
	bool added = has_added(ends), few = left_off, many = added;

	end_run(ends, true);
	for (size_t i = 0; i < ends->lengths; i++) {
		const struct gr_row_length *length = &ends->length[i];
		bool is_short = length->cells < ends->cells;

		if (length->cells == ends->cells)
			continue;
		if (!is_short && is_of_all(ends, length)) {
			habit.all = length->cells;
			otherwise = length->otherwise;
		}
		if (is_usual(ends, length)) {
			few |= is_short;
			many |= !is_short;
		} else if (is_short && left_off)
			habit.is_filled = true;
		else if (is_short || !added)
			habit.except[habit.excepts++] = length->cells;
	}
	habit.is_short = few && ends->few >= GR_ROW_ENDS_HABIT
	    && ends->few_otherwise == 0;
	habit.is_long = many && ends->many >= GR_ROW_ENDS_HABIT
	    && otherwise == 0;
	return habit;
}

bool gr_row_habit_has(const struct gr_row_habit *habit, bool is_short,
    size_t cells, bool is_filled)
{
	if (is_short ? !habit->is_short || (habit->is_filled && !is_filled)
	             : !habit->is_long)
		return false;
	if (!is_short && habit->all > 0)
		return cells == habit->all;
	for (size_t i = 0; i < habit->excepts; i++)
		if (habit->except[i] == cells)
			return false;
	return true;
}
