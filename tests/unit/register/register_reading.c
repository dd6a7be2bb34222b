/* register_reading.h: a register that several read is the one that one reads. */
#include "register/register_reading.h"
#include <criterion/criterion.h>

#include "kept.h"

#define HEAD \
	"community_code,community_name,city_code,city_name,county_code," \
	"county_name,street_code,street_name,valid_from,valid_to"

enum { UNITS = 200, PARTS = 7 };

static struct gr_register one, many;
static struct gr_standard form;

TestSuite(register_reading, .init = kept_open, .fini = kept_close);

/* Units in some order, counties and streets that come again in later parts. */
static void fill(struct gr_buf *text, const char *mark, const char *end)
{
	gr_buf_format(text, "%s" HEAD "%s", mark, end);
	for (unsigned i = 0; i < UNITS; i++) {
		unsigned code = i * 37 % UNITS, county = code / 20 % 5;

		gr_buf_format(text,
		    "%u,\xe7\xa4\xbe\xe5\x8c\xba%u,1,\xe5\xb8\x82,%u,"
		    "\xe5\x8e\xbf%u,%u,\xef\xbc\x88\xe8\xa1\x97%u\xef\xbc\x89,"
		    "%s,%s%s",
		    1000 + code, code, county, county, code / 10, code / 10,
		    code % 9 ? "" : "2021-01-01", "", end);
		if (code % 9 == 0)
			gr_buf_format(text,
			    "%u,old,1,\xe5\xb8\x82,%u,\xe5\x8e\xbf%u,%u,S%u,,"
			    "2020-12-31%s",
			    1000 + code, county, county, code / 10, code / 10,
			    end);
	}
}

static bool read_parts(size_t parts)
{
	bool done;

	cr_assert_eq(gr_register_read_parts(keep, scratch_path("r.csv"), &form,
	                 parts, &many, &done, &err),
	    GR_OK);
	return done;
}

/* All that is known of a unit. */
static void describe(const struct gr_unit *unit, struct gr_buf *to)
{
	const struct gr_street *street = unit->street;
	const struct gr_county *county = gr_unit_county(unit);
	const struct gr_slice word[] = { gr_unit_code(unit),
		gr_unit_class(unit), gr_unit_name(unit), gr_unit_folded(unit),
		gr_street_code(street), gr_street_name(street),
		gr_street_folded(street), county->code, county->name,
		county->folded, county->city_code, county->city_name };

	gr_buf_clear(to);
	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		gr_buf_format(to, "%.*s|", GR_ARG(word[i]));
	gr_buf_format(to, "%d|%d|%u", unit->valid_from, unit->valid_to,
	    county->number);
}

static void expect_same_units(void)
{
	struct gr_buf a = { 0 }, b = { 0 };

	for (size_t i = 0; i < one.units; i++) {
		describe(&one.unit[i], &a);
		describe(&many.unit[i], &b);
		cr_expect(gr_slice_eq(gr_buf_slice(&a), gr_buf_slice(&b)));
	}
	gr_buf_free(&a);
	gr_buf_free(&b);
}

static void expect_same_counties(void)
{
	const struct gr_county *a = one.county, *b = many.county;

	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		cr_expect(gr_slice_eq(a->code, b->code));
	cr_expect(a == NULL && b == NULL);
}

static void expect_same(void)
{
	cr_assert_eq(one.units, many.units);
	expect_same_units();
	expect_same_counties();
	for (size_t i = 0; i < one.units; i++) {
		const struct gr_unit *unit = &many.unit[i];
		int32_t day = unit->valid_to < INT32_MAX ? 0 : 30000;

		cr_expect(gr_register_find_on(&many, gr_unit_code(unit), day)
		    == unit);
	}
}

Test(register_reading, are_the_register_however_many_there_are)
{
	static const char *const mark[] = { "", "\xef\xbb\xbf" };
	static const char *const end[] = { "\n", "\r\n" };

	for (int i = 0; i < 4; i++) {
		struct gr_buf text = { 0 };

		fill(&text, mark[i % 2], end[i / 2]);
		gr_buf_byte(&text, '\0');
		scratch_text("r.csv", text.ptr);
		gr_buf_free(&text);
		cr_assert_eq(gr_register_read(keep, scratch_path("r.csv"),
		                 &form, &one, &err),
		    GR_OK, "%s", scratch_said(&err));
		for (size_t parts = 1; parts <= PARTS; parts++) {
			cr_assert(read_parts(parts), "%zu", parts);
			expect_same();
		}
	}
}

/* Two lines, of which each has a name in `name`. */
static void expect_no_parts(const char *first, const char *second)
{
	struct gr_buf text = { 0 };

	gr_buf_format(&text,
	    HEAD "\n1%s,1,A,2,\xe5\x8e\xbf,3,C,,\n"
	         "2%s,1,A,2,\xe5\x8e\xbf,3,C,,\n",
	    first, second);
	gr_buf_byte(&text, '\0');
	scratch_text("r.csv", text.ptr);
	gr_buf_free(&text);
	cr_expect_not(read_parts(2), "%s, %s", first, second);
}

Test(register_reading, are_none_where_only_the_whole_tells_what_a_line_is)
{
	expect_no_parts(",a", ",\"b\"");
	expect_no_parts(",\"a\nb\"", ",b");
	expect_no_parts(",a\r", ",b");
	expect_no_parts(",a\x1b$B", ",b");
	expect_no_parts(",a", ",b\x1a");
	expect_no_parts(",a", ",\xb0\xa1");
}

Test(register_reading, leave_what_is_wrong_to_who_reads_all_of_it)
{
	expect_no_parts(",a", "");
	expect_no_parts(",a", ",");
	scratch_text("r.csv",
	    HEAD
	    "\n1,a,1,A,2,\xe5\x8e\xbf,3,C,,\n1,b,1,A,2,\xe5\x8e\xbf,3,C,,\n");
	cr_expect_not(read_parts(2));
	scratch_text("r.csv", "no,register\n\xe5\x8e\xbf,\n\xe5\x8e\xbf,\n");
	cr_expect_not(read_parts(2));
	scratch_text("r.csv", "");
	cr_expect_not(read_parts(2));
	unlink(scratch_path("r.csv"));
	cr_expect_not(read_parts(2));
}
