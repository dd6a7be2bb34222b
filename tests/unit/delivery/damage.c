/* damage.h: the signs by which a record is not what it seems (ruling 36 b, c). */
#include "misfit_table.h"

#include "delivery/damage.h"

TestSuite(damage, .init = misfit_setup, .fini = misfit_teardown);

struct once {
	struct gr_slice left;
};

static enum gr_status read_once(void *context, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	struct once *once = context;

	(void)err;
	*got = once->left.len < room ? once->left.len : room;
	if (*got > 0)
		memcpy(to, once->left.ptr, *got);
	once->left = gr_slice_skip(once->left, *got);
	return *got > 0 ? GR_OK : GR_END;
}

/* The line of the damage in the first record, and which cells have a stray
 * quote: "2 .x...." */
static void assert_damage(const char *text, const char *want)
{
	const struct gr_damage_table table = { .layout = &layout,
		.cells = WIDTH,
		.delimiter = ',',
		.plausible = plausible };
	struct once once = { gr_slice_of(text) };
	struct gr_csv_record record;
	struct gr_damage damage;
	struct gr_buf out = { 0 };
	struct gr_err err;
	struct gr_csv *csv;
	bool stray[WIDTH];

	cr_assert_eq(gr_csv_open(read_once, &once, "x.csv", ',', NULL, 0, &csv,
	                 &err),
	    GR_OK);
	cr_assert_eq(gr_csv_next(csv, &record, &err), GR_OK, "%s", err.message);
	cr_assert_eq(gr_damage_find(&table, &record, true, &damage, &err),
	    GR_OK);
	gr_damage_strays(&table, &record, stray, WIDTH);
	gr_buf_format(&out, "%d ", (int)damage.line);
	for (size_t i = 0; i < WIDTH; i++)
		gr_buf_byte(&out, stray[i] ? 'x' : '.');
	cr_assert(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(want)),
	    "'%s' is %.*s", text, GR_ARG(gr_buf_slice(&out)));
	gr_buf_free(&out);
	gr_csv_close(csv);
}

Test(damage, ruling_36b_stray_quotes)
{
	/* in a row that fits the cell is in doubt, else the row is damaged */
	assert_damage("2301,O\"ak,5,1,0,x\n", "0 .x....");
	assert_damage("2301,O\"ak,5,1,0\n", "1 .x....");
	assert_damage("2301, \"Oak\",5,1,0,x\n", "0 .x....");
	assert_damage("2301,Oak,5,1,0, \"x, y\"\n", "1 .....x");
	assert_damage("2301,Oak\",\"5\",1,0,x\n", "0 .x....");
	/* pairs inside a cell, and what is quoted, are text */
	assert_damage("=\"2301\",O\"a\"k,5,1,0\n", "0 ......");
	assert_damage("2301,\"5\"\" pipe\",5,1,0,a\"\"\n", "0 ......");
	layout.role[GR_ROLE_STREET] = 5;
	assert_damage("2301,Oak,5,1,0, \"\n", "0 ......");
	assert_damage("2301,Oak,5,1, \" \n", "1 ....x.");
}

Test(damage, ruling_36c_a_cell_that_has_swallowed_rows)
{
	assert_damage("2301,Oak,5,1,0,\"x\n2302,Elm,6,1,0,y\n"
	              "2303,Ash,7,1,0,z\"\n",
	    "1 ......");
	assert_damage("2301,\"O\nak\",5,1,0,\"x\r\n,Elm,6,1,0,y\"\n",
	    "2 ......");
	assert_damage("2301,\",Oak,5,1,0\n2302,\",Elm,5,1,0\n", "1 ......");
	/* other cells of several lines */
	assert_damage("2301,Oak,5,1,0,\"a\nb,c,d,e,f\"\n", "0 ......");
	assert_damage("2301,Oak,5,1,0,\"a\n2302,b,c,d,e,f,g\"\n", "0 ......");
	assert_damage("2301,Oak,5,1,0,\"a\n,,,,,\"\n", "0 ......");
	assert_damage("\"2301\n2302\",Oak,5,1,0,x\n", "0 ......");
	assert_damage("2301,Oak,5,1,0,\"2302,a,b,c,d,e\nx\"\n", "0 ......");
}
