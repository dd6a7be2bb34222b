/* canonical.h: each type's cells have one form, and any other is refused. */
#include "standard/canonical.h"
#include <criterion/criterion.h>

struct form {
	enum gr_type type;
	const char *const *good, *const *bad;
};

static const char *const int_good[] = { "0", "7", "1234", "-3", ">=2",
	"999999999999999999", NULL };
static const char *const int_bad[] = { "01", "-0", "1.5", "1.0", "1,234", "+1",
	"> 2", ">=", ">=>=2", ">2", "1 ", "one", "1e3", "1234567890123456789",
	NULL };
static const char *const dec_good[] = { "0", "0.5", "-0.5", "12.5", "12",
	">=1.5", NULL };
static const char *const dec_bad[] = { "12.50", "12.", ".5", "00.5", "-0",
	"-0.0", "1e2", "1.2.3", NULL };
static const char *const bool_good[] = { "0", "1", NULL };
static const char *const bool_bad[] = { "2", "01", "yes", "-1", NULL };
static const char *const date_good[] = { "2021", "2021-03", "2021-03-05",
	NULL };
static const char *const date_bad[] = { "2021-3-5", "2021-02-30", "21",
	"2021/03/05", NULL };
static const char *const year_good[] = { "1998", "2021", NULL };
static const char *const year_bad[] = { "98", "02021", "1998.5", "abcd", NULL };
static const char *const set_good[] = { "a", "a;b", NULL };
static const char *const set_bad[] = { ";", "a;", ";a", "a;;b", NULL };
static const char *const text_good[] = { "anything", "2.30102E+11", "123~",
	NULL };
static const char *const none[] = { NULL };

static const struct form forms[] = {
	{ GR_TYPE_INT, int_good, int_bad },
	{ GR_TYPE_DEC, dec_good, dec_bad },
	{ GR_TYPE_PCT, dec_good, dec_bad },
	{ GR_TYPE_BOOL, bool_good, bool_bad },
	{ GR_TYPE_DATE, date_good, date_bad },
	{ GR_TYPE_YEAR, year_good, year_bad },
	{ GR_TYPE_SET, set_good, set_bad },
	{ GR_TYPE_TEXT, text_good, none },
	{ GR_TYPE_CODE, text_good, none },
	{ GR_TYPE_ENUM, text_good, none },
};
enum { FORMS = sizeof(forms) / sizeof(*forms) };

Test(canonical, each_type_has_one_form)
{
	for (size_t i = 0; i < FORMS; i++) {
		struct gr_column column = { .type = forms[i].type };

		for (const char *const *s = forms[i].good; *s; s++)
			cr_expect(gr_cell_is_canonical(&column,
			              gr_slice_of(*s)),
			    "type %d: '%s'", (int)i, *s);
		for (const char *const *s = forms[i].bad; *s; s++)
			cr_expect_not(gr_cell_is_canonical(&column,
			                  gr_slice_of(*s)),
			    "type %d: '%s'", (int)i, *s);
	}
}

Test(canonical, every_type_can_be_missing_in_query_or_not_applicable)
{
	for (size_t i = 0; i < FORMS; i++) {
		struct gr_column column = { .type = forms[i].type };

		cr_expect(gr_cell_is_canonical(&column, GR_S("")));
		cr_expect(gr_cell_is_canonical(&column, GR_CELL_QUERY));
		cr_expect(gr_cell_is_canonical(&column, GR_CELL_NA));
	}
	cr_expect(gr_cell_is_query(GR_S("?")));
	cr_expect_not(gr_cell_is_query(GR_S("??")));
	cr_expect_not(gr_cell_is_query(GR_S("")));
	cr_expect(gr_cell_is_na(GR_S("n/a")));
	cr_expect_not(gr_cell_is_na(GR_S("N/A")));
}
