/* delivery.h: a delivery is told row by row, and every row is counted once. */
#include "layout_standard.h"

#include <stdio.h>
#include <unistd.h>

#include "delivery/delivery.h"

static struct gr_delivery_setup setup;
static struct gr_plausible *plausible;
static struct gr_delivery_counts counts;
static struct gr_refusal refusal;
static struct gr_buf told;

static void begin(void)
{
	layout_setup();
	plausible = gr_plausible_new(&standard);
	setup = (struct gr_delivery_setup){ .standard = &standard,
		.words = &words,
		.headings = headings,
		.plausible = plausible,
		.limits = gr_csv_default_limits,
		.wave = GR_S("2021") };
}

static void end(void)
{
	gr_buf_free(&told);
	gr_plausible_free(plausible);
	layout_teardown();
}

TestSuite(delivery, .init = begin, .fini = end);

/* "line code|name|county|homes" of every row. */
static enum gr_status take_row(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	(void)context;
	(void)err;
	cr_assert_eq(n, GR_PLACE_COLUMNS + COLUMNS - 1);
	cr_assert(gr_slice_eq(field[GR_WAVE], GR_S("2021")));
	cr_assert(gr_slice_eq(field[GR_SRC], GR_S("x.csv")));
	gr_buf_format(&told, "%.*s %.*s|%.*s|%.*s|%.*s\n",
	    GR_ARG(field[GR_LINE]), GR_ARG(field[3 + CODE]),
	    GR_ARG(field[3 + NAME]), GR_ARG(field[3 + COUNTY]),
	    GR_ARG(field[3 + HOMES]));
	return GR_OK;
}

/* "RULE line column" of every event but the list of what is missing. */
static enum gr_status take_event(void *context, const struct gr_event *event,
    struct gr_err *err)
{
	(void)context;
	(void)err;
	cr_assert_gt(event->message.len, 0);
	if (!gr_slice_eq(event->rule, GR_S("L17")))
		gr_buf_format(&told, "%.*s %d %.*s\n", GR_ARG(event->rule),
		    (int)event->line, GR_ARG(event->column));
	return GR_OK;
}

static enum gr_status take_set_aside(void *context,
    const struct gr_slice *field, size_t n, const struct gr_event *event,
    struct gr_err *err)
{
	for (size_t i = GR_PLACE_COLUMNS; i < n; i++)
		cr_assert(
		    field[i].len == 0 || gr_slice_eq(event->rule, GR_S("R13")));
	gr_buf_text(&told, "aside ");
	return take_event(context, event, err);
}

/* Read a text, dry and then for good; both say the same. */
static enum gr_status read_text(const char *text)
{
	static const struct gr_delivery_sink sink = { NULL, take_row,
		take_event, take_set_aside };
	char path[] = P_tmpdir "/green-delivery-XXXXXX";
	int fd = mkstemp(path);
	struct gr_source *source;
	struct gr_delivery *delivery = NULL;
	struct gr_delivery_counts dry;
	struct gr_err err;

	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	cr_assert_eq(close(fd), 0);
	cr_assert_eq(gr_source_open(path, NULL, &source, &err), GR_OK);
	unlink(path);
	gr_buf_clear(&told);
	enum gr_status status = gr_delivery_open(&setup, source, NULL,
	    GR_S("x.csv"), &refusal, &delivery, &err);
	if (status == GR_OK)
		status = gr_delivery_read(delivery, NULL, &dry, &err);
	if (status == GR_OK) {
		cr_assert_eq(told.len, 0, "a dry reading is silent");
		status = gr_delivery_read(delivery, &sink, &counts, &err);
		cr_assert_eq(status, GR_OK);
		cr_assert_eq(dry.in, counts.in);
		cr_assert_eq(dry.skipped, counts.skipped);
	}
	gr_delivery_close(delivery);
	gr_source_close(source);
	return status;
}

static void assert_tells(const char *text, const char *want)
{
	cr_assert_eq(read_text(text), GR_OK, "%s", refusal.message);
	cr_assert(gr_slice_eq(gr_buf_slice(&told), gr_slice_of(want)), "%.*s",
	    GR_ARG(gr_buf_slice(&told)));
}

static void assert_refused(const char *text, const char *rule, uint64_t line)
{
	cr_assert_eq(read_text(text), GR_EDATA);
	cr_assert_str_eq(refusal.rule, rule);
	cr_assert_eq(refusal.line, line);
	cr_assert_gt(strlen(refusal.message), 0);
}

Test(delivery, rows_stand_under_dictionary_names_in_its_order)
{
	assert_tells("Homes,Name,Phone,Code\n5,Oak,138,2301\n",
	    "L01 1 \n2 2301|Oak||5\n");
	cr_assert_eq(counts.in, 2);
	cr_assert_eq(counts.skipped, 1);
}

Test(delivery, every_skipped_row_is_named_and_counted)
{
	assert_tells("Title\nCode,Name,Homes\nA,B,1\n2301,Oak,5\n,,\n,Total,5\n"
	             "Note: x,,\n",
	    "L01 1 \nL01 2 \nL04 3 \n4 2301|Oak||5\nL08 5 \nL06 6 \nL12 7 \n");
	cr_assert_eq(counts.in, 7);
	cr_assert_eq(counts.skipped, 6);
}

Test(delivery, sums_that_are_wrong_are_noted_at_their_row)
{
	assert_tells("Code,Name,Homes\n2301,Oak,5\n2302,Elm,6\n,Total,12\n",
	    "L01 1 \n2 2301|Oak||5\n3 2302|Elm||6\nL06 4 \nR08 4 homes\n");
}

/* Nobody reads on for sums that no column has, but a block may have one. */
Test(delivery, sums_of_a_block_behind_cells_that_are_no_number_are_noted)
{
	assert_tells("Code,Name,Homes\n2301,Oak,some\n2302,Elm,6\n,Subtotal,9\n"
	             "2303,Ash,1\n,Subtotal,2\n2304,Fir,?\n,Total,9\n",
	    "L01 1 \n2 2301|Oak||some\n3 2302|Elm||6\nL06 4 \n"
	    "5 2303|Ash||1\nL06 6 \n7 2304|Fir||?\nL06 8 \n"
	    "R08 6 homes\n");
	assert_tells("Code,Name,Homes\n,Subtotal,9\n2301,Oak,some\n2302,Elm,6\n"
	             ",Subtotal,2\n2303,Ash,1\n2304,Fir,2\n",
	    "L01 1 \nL06 2 \n3 2301|Oak||some\n4 2302|Elm||6\nL06 5 \n"
	    "6 2303|Ash||1\n7 2304|Fir||2\nR08 5 homes\n");
	assert_tells("Code,Name,Homes\n,Total,9\n2301,Oak,1\n2302,Elm,6\n",
	    "L01 1 \nL06 2 \n3 2301|Oak||1\n4 2302|Elm||6\nR08 2 homes\n");
}

Test(delivery, rows_that_are_too_long_are_set_aside_by_place_alone)
{
	assert_tells("Code,Name,Homes\n2301,Oak,a,5\n2302,Elm,6\n",
	    "L01 1 \naside D17 2 \n3 2302|Elm||6\n");
	cr_assert_eq(counts.in, 3);
}

Test(delivery, rows_that_are_too_short_keep_what_tells_the_unit)
{
	assert_tells("Code,Name,Homes\n2301,Oak\n",
	    "L01 1 \nD16 2 \naside R13 2 \n");
	assert_tells("Code,Name,Homes,Remark\n2301,Oak,5\n",
	    "L01 1 \nD16 2 homes\nD16 2 remark\nD16 2 \n"
	    "2 2301|Oak||\\x\n");
	assert_tells("Code,Name,Homes,Is a pilot,Area (km2)\n"
	             "2301,Oak,1,0.5\n",
	    "L01 1 \nD16 2 homes\nD16 2 pilot\nD16 2 \n"
	    "2 2301|Oak||\\x\n");
}

Test(delivery, ruling_36a_rows_of_which_no_reading_is_plausible_are_set_aside)
{
	assert_tells("Code,Name,Homes,Area (km2)\n2301,Oak,x,y,7\n2302,x,y\n"
	             "2303,Ash,1\n",
	    "L01 1 \naside D17 2 \naside D16 3 \nD16 4 homes\n"
	    "D16 4 area\nD16 4 \n4 2303|Ash||\\x\n");
	cr_assert_eq(counts.in, 4);
}

/* Ruling 31. */
Test(delivery, a_row_without_an_answer_is_no_submission)
{
	assert_tells("Code,Name,Homes,Is a pilot,Remark\n2301,Oak,, ,x\n"
	             "2302,Elm,,/,\n",
	    "L01 1 \naside R13 2 \n3 2302|Elm||\n");
	cr_assert_eq(counts.in, 3);
	assert_refused("Code,Name,Remark\n2301,Oak,x\n", "R14", 1);
	assert_tells("Code,Name,Homes,Homes\n2301,Oak,5,6\n",
	    "L15 1 homes\nL01 1 \n2 2301|Oak||\\x\n");
}

Test(delivery, places_are_filled_down_while_codes_agree)
{
	assert_tells("Code,Name,County,Homes\n230101,a,North,5\n230102,b,,5\n"
	             "230102,c,ditto,5\n239901,d,,5\n",
	    "L01 1 \n2 230101|a|North|5\n3 230102|b|North|5\n"
	    "4 230102|c|North|5\nL09 5 county\n5 239901|d|\\x|5\n");
	cr_assert_eq(counts.fixed, 2);
}

Test(delivery, what_cannot_be_used_is_refused_with_rule_and_line)
{
	assert_refused("", "L01", 0);
	assert_refused("a,b\n", "L01", 0);
	assert_refused("Code,\"Name\n2301,Oak\n", "D14", 1);
	assert_refused("Code,Name,Homes\n2301,Oak,5\nHomes,Name,Code\n", "L05",
	    3);
	assert_refused("Unit: hectares\nCode,Name,Homes\n2301,Oak,5\n", "L02",
	    1);
	assert_refused("Code,Name,Year,Homes\n2301,a,2020,1\n2302,b,2019,1\n",
	    "R05", 2);
	assert_refused("Code,Name,County\n2301,Oak,North\n", "R14", 1);
	assert_refused("Code，Name，Year\n", "D12", 1);
	assert_refused("PK\003\004", "D09", 1);
	assert_refused("Code,Name\n\xff\xff\n", "D05", 2);
}

Test(delivery, one_row_of_another_year_is_cleans_to_ask_about)
{
	assert_tells("Code,Name,Year,Homes\n2301,a,2020,5\n",
	    "L01 1 \n2 2301|a||5\n");
	assert_tells("Code,Name,Year,Homes\n2301,a,2020,5\n2302,b,,6\n",
	    "L01 1 \n2 2301|a||5\n3 2302|b||6\n");
}
