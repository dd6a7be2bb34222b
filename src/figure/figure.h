/* figure.h - what the figures of a place are: one table for all that read them.
 *
 * A figure is a column of cities.csv, counties.csv or criteria.csv.  Its row in
 * figure.def says what it is called, in which unit and with how many decimals
 * it stands, of which counts it is made, and so which communities it consists
 * of.  The statistics compute by it, the explanation opens by it, and
 * a summary, a report or a workbook need not know any figure by name.
 */
#ifndef GREEN_FIGURE_FIGURE_H
#define GREEN_FIGURE_FIGURE_H

#include "figure/count.h"

/* GR_FIGURE_attained ... in the order of the columns. */
enum gr_figure_id {
#define GR_FIGURE_ROW(id, ...) GR_FIGURE_##id,
#include "figure/figure.def"
#undef GR_FIGURE_ROW
	GR_FIGURES
};

enum gr_figure_kind {
	GR_KIND_TEXT,
	GR_KIND_YEAR,
	GR_KIND_COUNT, /* an integer */
	GR_KIND_ESTIMATE,
	GR_KIND_RATE,       /* a figure of a figure, exact until printed */
	GR_KIND_RATIO,      /* a sum of a sum */
	GR_KIND_DIFFERENCE, /* of two rates */
	GR_KIND_SUM,        /* exact, with as many decimals as it takes */
	GR_KIND_POINTS,
	GR_KIND_RANK,
	GR_KIND_CRITERION /* the id of one, or empty */
};

enum gr_figure_unit {
	GR_UNIT_NONE,
	GR_UNIT_COMMUNITIES,
	GR_UNIT_PERCENT,
	GR_UNIT_PERCENTAGE_POINTS,
	GR_UNIT_POINTS,     /* of 100 */
	GR_UNIT_AS_ANSWERED /* that of the survey's columns */
};

/* What there is one of a figure for. */
enum gr_figure_family {
	GR_FAMILY_PLACE, /* the place: one column */
	GR_FAMILY_INDICATOR,
	GR_FAMILY_DAY,    /* a due day, YYYYMMDD */
	GR_FAMILY_SUMMED, /* a column of the survey */
	GR_FAMILY_RESULT  /* a criterion, group or atom: one line */
};

/* The communities of a county that a figure opens to. */
enum gr_figure_who {
	GR_WHO_NOBODY,
	GR_WHO_COUNTED,      /* those that its counts have */
	GR_WHO_BY_DAY,       /* of these, those with a date up to the day */
	GR_WHO_ADDING,       /* those that add a number to it */
	GR_WHO_LACKING,      /* that have not met the criterion it names */
	GR_WHO_ONLY_LACKING, /* ... and lack nothing else */
	GR_WHO_NEWLY,        /* attained now and not in the wave before */
	GR_WHO_NO_LONGER,    /* the reverse */
	GR_WHO_ENTERED,      /* in the register now and not then */
	GR_WHO_LEFT          /* the reverse */
};

/* What rounding must not put a rate on the other side of. */
enum gr_figure_bound { GR_BOUND_NONE, GR_BOUND_TARGET, GR_BOUND_FULL };

/* A row of figure.def; texts that it does not have are NULL. */
struct gr_figure {
	const char *id;
	const char *pattern; /* of its column's name; NULL: the id */
	const char *zh, *en; /* titles */
	enum gr_figure_kind kind;
	enum gr_figure_unit unit;
	enum gr_figure_family family;
	unsigned decimals;
	const char *role;  /* none: the figure is empty */
	gr_count_set of;   /* the records it counts or adds up */
	gr_count_set open; /* BY_DAY: that may be among them */
	bool at_most;      /* BY_DAY: else for certain */
	enum gr_figure_who who;
	enum gr_figure_id part, whole; /* of a rate */
	enum gr_figure_bound bound;    /* of a rate */
	const char *measure, *bin;     /* in the tally; '*' as in pattern */
	const char *formula, *formula_zh;
	bool tested;          /* by obligations */
	const char *any_time; /* BY_DAY: the figure without a day */
};

extern const struct gr_figure gr_figure_table[GR_FIGURES];

/* The name of its column, or the pattern of the names. */
struct gr_slice gr_figure_column(const struct gr_figure *figure);

/* Whether `name` fits a pattern; *stem is what stands for its '*', empty if it
 * has none. */
bool gr_figure_fits(struct gr_slice pattern, struct gr_slice name,
    struct gr_slice *stem);

/* A pattern's bytes with `stem` for '*', in `to`, which has room for both;
 * returns how many. */
size_t gr_figure_fill(struct gr_slice pattern, struct gr_slice stem, char *to);

/* The figure of a place of this name, families aside; NULL: none. */
const struct gr_figure *gr_figure_of_place(struct gr_slice column);

/* Whether its cells are words, not numbers. */
bool gr_figure_is_text(const struct gr_figure *figure);

#endif
