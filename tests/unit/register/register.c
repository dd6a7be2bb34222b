/* register.h: units and codes have their periods, and a wrong register is
 * refused. */
#include "register/register.h"
#include <criterion/criterion.h>

#include "kept.h"

#define HEAD \
	"community_code,community_name,city_code,city_name,county_code," \
	"county_name,street_code,street_name"
#define PLACE ",2301,A,230102,B,230102001,C"

static struct gr_register reg;
static struct gr_standard form;

TestSuite(reg, .init = kept_open, .fini = kept_close);

static enum gr_status read_text(const char *text)
{
	scratch_text("register.csv", text);
	return gr_register_read(keep, scratch_path("register.csv"), &form, &reg,
	    &err);
}

static void must_read(const char *text)
{
	enum gr_status status = read_text(text);

	cr_assert_eq(status, GR_OK, "%s", scratch_said(&err));
}

static void expect_refused(const char *text, const char *sentence)
{
	kept_refusal(read_text(text), text, sentence);
}

static const char *name_in(const char *code, const char *wave)
{
	const struct gr_unit *unit = gr_register_find(&reg, gr_slice_of(code),
	    gr_slice_of(wave));
	static char text[64];

	if (!unit)
		return "none";
	snprintf(text, sizeof(text), "%.*s", GR_ARG(gr_unit_name(unit)));
	return text;
}

Test(reg, holds_units_by_code_whatever_the_order_of_lines)
{
	must_read(HEAD "\n3,c" PLACE "\n1,a" PLACE "\n2,b" PLACE "\n");
	cr_assert_eq(reg.units, 3);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(gr_unit_code(&reg.unit[i]).ptr[0], "123"[i]);
	cr_expect_eq(reg.unit[0].valid_from, INT32_MIN);
	cr_expect_eq(reg.unit[0].valid_to, INT32_MAX);
	cr_expect_str_eq(name_in("2", "2020"), "b");
	cr_expect_str_eq(name_in("4", "2020"), "none");
	cr_expect_str_eq(name_in("", "2020"), "none");
}

Test(reg, finds_the_name_a_code_had_on_the_last_day_of_a_wave)
{
	must_read(HEAD ",valid_from,valid_to\n"
	               "1,new" PLACE ",2021-12-31,\n"
	               "1,old" PLACE ",,2021-12-30\n"
	               "2,gone" PLACE ",2020-01-01,2020-12-31\n");
	cr_expect_str_eq(name_in("1", "2020"), "old");
	cr_expect_str_eq(name_in("1", "2021"), "new");
	cr_expect_str_eq(name_in("2", "2020"), "gone");
	cr_expect_str_eq(name_in("2", "2021"), "none");
	cr_expect_str_eq(name_in("2", "2019"), "none");
	cr_expect_str_eq(name_in("1", "20x0"), "none");

	size_t n;
	const struct gr_unit *unit = gr_register_periods(&reg, GR_S("1"), &n);
	cr_assert_eq(n, 2);
	cr_expect(gr_slice_eq(gr_unit_name(unit), GR_S("old")));
	cr_expect_null(gr_register_periods(&reg, GR_S("9"), &n));
	cr_expect_eq(n, 0);
}

static void expect_behind(const struct gr_unit *near)
{
	for (size_t at = 0; at < reg.units; at++) {
		const struct gr_unit *unit = &reg.unit[at];
		int32_t day = unit->valid_to < INT32_MAX ? unit->valid_to
		                                         : 20000;

		cr_expect(
		    gr_register_find_behind(&reg, near, gr_unit_code(unit), day)
		    == unit);
	}
	cr_expect_null(
	    gr_register_find_behind(&reg, near, GR_S("1185"), 20000));
}

/* Codes of three digits that go up by threes, each tenth with two periods. */
static void read_many(void)
{
	struct gr_buf text = { 0 };

	gr_buf_text(&text, HEAD ",valid_from,valid_to\n");
	for (int i = 100; i < 700; i += 3)
		gr_buf_format(&text, "%d,a" PLACE ",%s,\n", i,
		    i % 10 == 0 ? "2021-01-01" : "");
	for (int i = 100; i < 700; i += 3)
		if (i % 10 == 0)
			gr_buf_format(&text, "%d,old" PLACE ",,2020-12-31\n",
			    i);
	gr_buf_byte(&text, '\0');
	must_read(text.ptr);
	gr_buf_free(&text);
}

static void expect_periods(struct gr_slice code, size_t near, bool is_there,
    size_t rows)
{
	size_t n, behind;
	const struct gr_unit *unit = gr_register_periods(&reg, code, &n);

	cr_assert_eq(unit != NULL, is_there, "%.*s", GR_ARG(code));
	cr_assert_eq(n, rows, "%.*s", GR_ARG(code));
	cr_assert(gr_register_periods_behind(&reg, near, code, &behind) == unit,
	    "%.*s behind %zu", GR_ARG(code), near);
	cr_assert_eq(behind, rows);
}

Test(reg, finds_the_rows_of_a_code_with_an_index_without_and_from_anywhere)
{
	char text[16];

	read_many();
	for (int indexed = 0; indexed < 2; indexed++) {
		for (int i = 98; i < 704; i++) {
			bool is_there = i >= 100 && i < 700 && i % 3 == 1;
			size_t rows = !is_there ? 0 : i % 10 == 0 ? 2 : 1;

			snprintf(text, sizeof text, "%d", i);
			for (size_t near = 0; near <= reg.units + 1; near += 13)
				if (near == 0 || near >= reg.units
				    || !gr_slice_eq(gr_unit_code(
				                        &reg.unit[near]),
				        gr_unit_code(&reg.unit[near - 1])))
					expect_periods(gr_slice_of(text), near,
					    is_there, rows);
		}
		cr_assert_eq(gr_register_index_room(keep, &reg, &err), GR_OK);
		gr_register_index(&reg);
	}
}

Test(reg, knows_the_other_rows_of_a_unit)
{
	int32_t before, after;

	read_many();
	cr_assert(gr_wave_last_day(GR_S("2020"), &before));
	cr_assert(gr_wave_last_day(GR_S("2021"), &after));
	for (size_t i = 0; i < reg.units; i++) {
		const struct gr_unit *unit = &reg.unit[i];

		cr_expect(gr_unit_then(&reg, unit, before)
		    == gr_register_find_on(&reg, gr_unit_code(unit), before));
		cr_expect(gr_unit_then(&reg, unit, after)
		    == gr_register_find_on(&reg, gr_unit_code(unit), after));
	}
}

Test(reg, finds_a_unit_behind_another_or_wherever_it_stands)
{
	struct gr_buf text = { 0 };

	gr_buf_text(&text, HEAD ",valid_from,valid_to\n");
	for (int i = 100; i < 130; i++)
		gr_buf_format(&text, "%d,a" PLACE ",%s,\n%s", i,
		    i == 105 ? "2021-01-01" : "",
		    i == 105 ? "105,old" PLACE ",,2020-12-31\n" : "");
	gr_buf_byte(&text, '\0');
	must_read(text.ptr);
	gr_buf_free(&text);
	expect_behind(NULL);
	for (size_t from = 0; from < reg.units; from++)
		expect_behind(&reg.unit[from]);
}

/* Ruling 33: dates by the catalogue's T rules; ruling 32: each is one day. */
Test(reg, reads_days_as_spreadsheets_write_them)
{
	must_read(HEAD ",valid_from,valid_to\n"
	               "1,a" PLACE ",2021/1/1,1900/1/0\n"
	               "2,b" PLACE ",44197,2021年12月30日\n"
	               "3,c" PLACE ",2021/7/1 0:00,20211231\n");
	cr_expect_str_eq(name_in("1", "2020"), "none");
	cr_expect_str_eq(name_in("1", "2021"), "a");
	cr_expect_str_eq(name_in("1", "2022"), "a");
	cr_expect_str_eq(name_in("2", "2020"), "none");
	cr_expect_str_eq(name_in("2", "2021"), "none");
	cr_expect_eq(reg.unit[1].valid_from, 18628);
	cr_expect_str_eq(name_in("3", "2021"), "c");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE ",2021,\n",
	    "register.csv:2: valid_from: '2021' is not one day");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE ",,2022-11\n",
	    "register.csv:2: valid_to: '2022-11' is not one day");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE ",,1/2/2022\n",
	    "register.csv:2: valid_to: '1/2/2022' is not a date (YYYY-MM-DD)");
}

#define UNIT(code, city, county) code ",a," city ",A," county ",B,230421100,C\n"

/* Ruling 32: where the standard says how codes are made. */
Test(reg, is_checked_as_a_frame)
{
	form.code_form = (struct gr_code_form){ { 12, 15, 17 }, 4, 6, 9, 3 };
	must_read(HEAD "\n" UNIT("230421100001", "230400", "230421")
	        UNIT("230421100002111", "2304", "230421000000")
	            UNIT("23042110000300122", "230400000000", "230421")
	                UNIT("230421100004000", "230400", "230421")
	                    UNIT("=\"230421100005\"", "230400", "230421")
	                        UNIT("\xe2\x80\x8b"
	                             "２３0421100006\xef\xbb\xbf",
	                            "230400", "230421"));
	cr_assert_eq(reg.units, 6);
	for (size_t i = 0; i < reg.units; i++) {
		cr_expect_eq(gr_unit_code(&reg.unit[i]).len, 12);
		cr_expect_eq(gr_unit_code(&reg.unit[i]).ptr[11], "123456"[i]);
		cr_expect(gr_slice_eq(gr_unit_county(&reg.unit[i])->city_code,
		    GR_S("230400")));
		cr_expect(gr_slice_eq(gr_unit_county(&reg.unit[i])->code,
		    GR_S("230421")));
	}
	cr_expect(gr_slice_eq(gr_unit_class(&reg.unit[0]), GR_S("")));
	cr_expect(gr_slice_eq(gr_unit_class(&reg.unit[1]), GR_S("111")));
	cr_expect(gr_slice_eq(gr_unit_class(&reg.unit[2]), GR_S("122")));
	cr_expect(gr_slice_eq(gr_unit_class(&reg.unit[3]), GR_S("")));
}

Test(reg, refuses_what_is_no_frame)
{
	static const struct {
		const char *row, *said;
	} bad[] = {
		{ UNIT("230421100001", "230100", "230421"),
		    "city_code: '230100' is not that of the code 230421100001" },
		{ UNIT("230421100001", "", "230421"),
		    "city_code: '' is not that of the code 230421100001" },
		{ UNIT("230421100001", "230400", "230422"),
		    "county_code: '230422' is not that of the code "
		    "230421100001" },
		{ UNIT("230421100000", "230400", "230421"),
		    "community_code: 230421100000 is the code of a street, a "
		    "county or a city: no unit" },
		{ UNIT("230421000000", "230400", "230421"),
		    "community_code: 230421000000 is the code of a street, a "
		    "county or a city: no unit" },
		{ UNIT("2.30421E+11", "230400", "230421"),
		    "community_code: '2.30421E+11' is no code of a unit "
		    "(digits: 12, 15, 17)" },
		{ UNIT("合计", "230400", "230421"),
		    "community_code: '合计' is no code of a unit (digits: 12, "
		    "15, 17)" },
		{ UNIT("2304211", "230400", "230421"),
		    "community_code: '2304211' is no code of a unit (digits: "
		    "12, 15, 17)" },
		{ "合计,,,,,,,\n", "community_name: a unit must have a name" },
		{ ",合计,,,,,,\n", "community_code: a unit must have a code" },
	};
	struct gr_buf text = { 0 }, said = { 0 };

	form.code_form = (struct gr_code_form){ { 12, 15, 17 }, 4, 6, 9, 3 };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		gr_buf_clear(&text);
		gr_buf_clear(&said);
		gr_buf_format(&text, "%s\n%s%c", HEAD, bad[i].row, '\0');
		gr_buf_format(&said, "register.csv:2: %s%c", bad[i].said, '\0');
		expect_refused(text.ptr, said.ptr);
	}
	expect_refused(HEAD "\n" UNIT("230421100001", "230400", "230421")
	                   UNIT("230421100001111", "230400", "230421"),
	    "register.csv:3: community_code: 230421100001 is in line 2 too, for "
	    "the same day");
	form.code_form.lengths = 0;
	must_read(HEAD "\n" UNIT("2.30421E+11", "1", "2"));
	gr_buf_free(&text);
	gr_buf_free(&said);
}

Test(reg, refuses_what_is_not_a_register)
{
	expect_refused("community_code,community_name\n1,a\n",
	    "register.csv:1: city_code: this column is missing");
	expect_refused(HEAD "\n ,a" PLACE "\n",
	    "register.csv:2: community_code: a unit must have a code");
	expect_refused(HEAD "\n1," PLACE "\n",
	    "register.csv:2: community_name: a unit must have a name");
	expect_refused(HEAD "\n1,a" PLACE "\n2,b" PLACE "\n1,c" PLACE "\n",
	    "register.csv:4: community_code: 1 is in line 2 too, for the same "
	    "day");
	expect_refused(HEAD ",valid_from\n1,a" PLACE ",2021-02-30\n",
	    "register.csv:2: valid_from: '2021-02-30' is not a date "
	    "(YYYY-MM-DD)");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE
	                    ",2021-02-02,2021-02-01\n",
	    "register.csv:2: valid_to: the period ends before it begins");
	expect_refused(HEAD ",valid_from,valid_to\n1,a" PLACE ",2021-01-01,\n"
	                    "1,b" PLACE ",,2021-01-01\n",
	    "register.csv:3: community_code: 1 is in line 2 too, for the same "
	    "day");
	expect_refused(HEAD "\n1,\"a\nb\"" PLACE "\n",
	    "register.csv:2: community_name: a line break, a tab or another "
	    "control character");
}

Test(reg, may_be_empty)
{
	must_read(HEAD "\n");
	cr_expect_eq(reg.units, 0);
	cr_expect_str_eq(name_in("1", "2020"), "none");
}
