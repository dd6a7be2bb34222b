/* plausible.h: which cells can be answers of which columns. */
#include "misfit_table.h"

TestSuite(plausible, .init = misfit_setup, .fini = misfit_teardown);

Test(plausible, what_can_be_an_answer)
{
	static const struct {
		size_t column;
		const char *cell;
		bool can;
	} row[] = {
		{ 0, "2301", true },
		{ 1, "Oak", true },
		{ 1, "179社区", true },
		{ 1, "230102001001", false },
		{ 1, "", true },
		{ 2, "5", true },
		{ 2, " ", true },
		{ 2, "-1", true },
		{ 2, "yes", false },
		{ 2, "5.5", false },
		{ 3, "1", true },
		{ 3, "7", false },
		{ 5, "7", true },
		{ 6, "", true },
		{ 6, "7", false },
		{ 7, "7", true },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct gr_err err;
		bool can;
		cr_assert_eq(gr_plausible_cell(plausible,
		                 &column[row[i].column],
		                 gr_slice_of(row[i].cell), &can, &err),
		    GR_OK);
		cr_expect_eq(can, row[i].can, "%zu '%s'", row[i].column,
		    row[i].cell);
	}
}
