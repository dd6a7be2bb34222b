/* misfit_table.h - a heading, for tests of rows that do not fit it. */
#ifndef TESTS_MISFIT_TABLE_H
#define TESTS_MISFIT_TABLE_H

#include "layout_standard.h"

#include "delivery/plausible.h"

static struct gr_plausible *plausible;

/* Code, Name, Homes, Is a pilot, Floods, Remark, one without a heading. */
static struct gr_file_column column[] = {
	{ .header = S("Code"), .column = CODE, .state = GR_COLUMN_READ },
	{ .header = S("Name"), .column = NAME, .state = GR_COLUMN_READ },
	{ .header = S("Homes"), .column = HOMES, .state = GR_COLUMN_READ },
	{ .header = S("Pilot"), .column = PILOT, .state = GR_COLUMN_READ },
	{ .header = S("Floods"), .column = FLOOD, .state = GR_COLUMN_READ },
	{ .header = S("Remark"), .column = REMARK, .state = GR_COLUMN_READ },
	{ .header = S(""), .column = GR_NONE },
	{ .header = S("Other"), .column = GR_NONE },
};

enum { WIDTH = 6 };

static struct gr_layout layout = { .column = column, .width = WIDTH };

static void misfit_setup(void)
{
	layout_setup();
	plausible = gr_plausible_new(&standard);
	for (size_t i = 0; i < GR_ROLES; i++)
		layout.role[i] = GR_NONE;
	layout.role[GR_ROLE_CODE] = 0;
	layout.role[GR_ROLE_NAME] = 1;
}

static void misfit_teardown(void)
{
	gr_plausible_free(plausible);
	layout_teardown();
}

#endif
