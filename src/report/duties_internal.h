/* duties_internal.h - obligations by cities, as duties.c and its picture share
 * them.
 *
 * The lines of milestones.csv are put into a grid once; the picture, its table,
 * and the table that is the picture of many cities are read from it.
 */
#ifndef GREEN_REPORT_DUTIES_INTERNAL_H
#define GREEN_REPORT_DUTIES_INTERNAL_H

#include "report/charts.h"
#include "track/obligation_status.h"

/* Lines of milestones.csv by obligation of the standard and place; the last
 * place is the region. */
struct gr_duty_grid {
	const struct gr_report_facts *facts;
	size_t places, n;
	size_t *order; /* obligations that have a line, by due day */
	const struct gr_table_row **row; /* by obligation and place */
};

struct gr_duty_mark {
	enum gr_obligation_status status;
	const char *word;
	const char *sign; /* of one letter */
};

enum { GR_DUTY_MARKS = GR_OBLIGATION_STATUSES };
extern const struct gr_duty_mark gr_duty_marks[GR_DUTY_MARKS];

/* GR_OBLIGATION_STATUSES for what is none. */
enum gr_obligation_status gr_duty_status(struct gr_slice word);

void gr_duty_draw(struct gr_page *page, enum gr_svg_size size,
    const struct gr_duty_grid *g);

#endif
