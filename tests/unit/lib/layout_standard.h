/* layout_standard.h - a small dictionary and its words, for tests of what
 * reads headings.  English, so that nothing can lean on one language. */
#ifndef TESTS_LAYOUT_STANDARD_H
#define TESTS_LAYOUT_STANDARD_H

#include <criterion/criterion.h>

#include "delivery/headings.h"
#include "delivery/layout.h"

#define S(literal) \
	{ \
		literal, sizeof(literal) - 1 \
	}
#define WORDS(kind, ...) static const struct gr_slice kind[] = { __VA_ARGS__ }

enum {
	CODE,
	NAME,
	COUNTY,
	STREET,
	YEAR,
	REPORTED,
	HOMES,
	AREA,
	PILOT,
	NOISE,
	FLOOD,
	REMARK,
	PHONE,
	COLUMNS
};

static const struct gr_alias name_alias[] = { { S("School"), false, false } };
static const struct gr_alias homes_alias[] = { { S("Number of homes (homes)"),
	                                           false, false },
	{ S("其中"), false, false } };
static const struct gr_alias noise_alias[] = { { S("Noise kept down (yes/no)"),
	                                           false, false },
	{ S("Din"), false, true } };
static const struct gr_alias flood_alias[] = { { S("No flood (yes/no)"), true,
    false } };

#define TITLES(text) .title_zh = S(text), .title_en = S(text)
static const struct gr_column columns[COLUMNS] = {
	[CODE] = { .name = S("code"),
	    TITLES("Code"),
	    .type = GR_TYPE_CODE,
	    .requirement = 'R',
	    .role = GR_ROLE_CODE },
	[NAME] = { .name = S("name"),
	    TITLES("Name"),
	    .type = GR_TYPE_TEXT,
	    .alias = name_alias,
	    .aliases = 1,
	    .requirement = 'R',
	    .role = GR_ROLE_NAME },
	[COUNTY] = { .name = S("county"),
	    TITLES("County"),
	    .type = GR_TYPE_TEXT,
	    .requirement = 'C',
	    .role = GR_ROLE_COUNTY_NAME },
	[STREET] = { .name = S("street"),
	    TITLES("Street"),
	    .type = GR_TYPE_TEXT,
	    .requirement = 'C',
	    .role = GR_ROLE_STREET },
	[YEAR] = { .name = S("year"),
	    TITLES("Year"),
	    .type = GR_TYPE_YEAR,
	    .requirement = 'R',
	    .role = GR_ROLE_SURVEY_YEAR },
	[REPORTED] = { .name = S("reported"),
	    TITLES("Reported on"),
	    .type = GR_TYPE_DATE,
	    .requirement = 'C',
	    .role = GR_ROLE_REPORT_DATE },
	[HOMES] = { .name = S("homes"),
	    TITLES("Homes (homes)"),
	    .alias = homes_alias,
	    .aliases = 2,
	    .type = GR_TYPE_INT,
	    .unit = S("homes"),
	    .requirement = 'R' },
	[AREA] = { .name = S("area"),
	    TITLES("Area (square km)"),
	    .type = GR_TYPE_DEC,
	    .unit = S("km2"),
	    .requirement = 'O' },
	[PILOT] = { .name = S("pilot"),
	    TITLES("Is a pilot"),
	    .type = GR_TYPE_BOOL,
	    .requirement = 'C' },
	[NOISE] = { .name = S("noise"),
	    TITLES("Noise is kept down"),
	    .alias = noise_alias,
	    .aliases = 2,
	    .type = GR_TYPE_BOOL,
	    .requirement = 'C' },
	[FLOOD] = { .name = S("flood"),
	    TITLES("Floods"),
	    .alias = flood_alias,
	    .aliases = 1,
	    .type = GR_TYPE_BOOL,
	    .requirement = 'C' },
	[REMARK] = { .name = S("remark"),
	    TITLES("Remark"),
	    .type = GR_TYPE_TEXT,
	    .requirement = 'O' },
	[PHONE] = { .name = S("phone"),
	    TITLES("Phone"),
	    .type = GR_TYPE_TEXT,
	    .requirement = 'O',
	    .personal = true },
};

static const struct gr_unit_of_measure units[] = {
	{ S("ha"), S("ha|hectares?"), S("km2"), 1, 100, 2 },
	{ S("km2"), S("km2|sqkm"), S("km2"), 1, 1, 3 },
	{ S("homes"), S("homes?|dwellings"), S("homes"), 1, 1, 4 },
};

WORDS(total, S("Total"), S("合计"));
WORDS(subtotal, S("Subtotal"), S("小计"));
WORDS(place_end, S("区"), S("City"));
WORDS(of_which, S("Ofwhich"), S("其中:"));
WORDS(mark, S("#"));
WORDS(footnote, S("Note"), S("注"));
WORDS(continued, S("Continued"), S("续表"));
WORDS(numbering, S("甲"), S("A"), S("B"));
WORDS(ditto, S("ditto"), S("\""));
WORDS(unit_key, S("Unit"));
WORDS(answers, S("yes/no"), S("是/否"));
WORDS(answer, S("yes"), S("no"));
WORDS(trap, S("keptdown"));
WORDS(ornament, S("*"), S("(mustbegiven)"));

#define N(words) (sizeof(words) / sizeof((words)[0]))
static const struct gr_layout_words words = {
	.word = { [GR_LAYOUT_WORD_TOTAL] = total,
	    [GR_LAYOUT_WORD_SUBTOTAL] = subtotal,
	    [GR_LAYOUT_WORD_PLACE_END] = place_end,
	    [GR_LAYOUT_WORD_OF_WHICH] = of_which,
	    [GR_LAYOUT_WORD_MARK] = mark,
	    [GR_LAYOUT_WORD_FOOTNOTE] = footnote,
	    [GR_LAYOUT_WORD_CONTINUED] = continued,
	    [GR_LAYOUT_WORD_NUMBERING] = numbering,
	    [GR_LAYOUT_WORD_DITTO] = ditto,
	    [GR_LAYOUT_WORD_UNIT_KEY] = unit_key,
	    [GR_LAYOUT_WORD_ANSWERS] = answers,
	    [GR_LAYOUT_WORD_ANSWER] = answer,
	    [GR_LAYOUT_WORD_TRAP] = trap,
	    [GR_LAYOUT_WORD_ORNAMENT] = ornament },
	.n = { [GR_LAYOUT_WORD_TOTAL] = N(total),
	    [GR_LAYOUT_WORD_SUBTOTAL] = N(subtotal),
	    [GR_LAYOUT_WORD_PLACE_END] = N(place_end),
	    [GR_LAYOUT_WORD_OF_WHICH] = N(of_which),
	    [GR_LAYOUT_WORD_MARK] = N(mark),
	    [GR_LAYOUT_WORD_FOOTNOTE] = N(footnote),
	    [GR_LAYOUT_WORD_CONTINUED] = N(continued),
	    [GR_LAYOUT_WORD_NUMBERING] = N(numbering),
	    [GR_LAYOUT_WORD_DITTO] = N(ditto),
	    [GR_LAYOUT_WORD_UNIT_KEY] = N(unit_key),
	    [GR_LAYOUT_WORD_ANSWERS] = N(answers),
	    [GR_LAYOUT_WORD_ANSWER] = N(answer),
	    [GR_LAYOUT_WORD_TRAP] = N(trap),
	    [GR_LAYOUT_WORD_ORNAMENT] = N(ornament) },
	.prefix = { 2, 4, 6 },
};

static struct gr_standard standard = { .path = "standard",
	.column = columns,
	.columns = COLUMNS,
	.unit = units,
	.units = N(units) };
static struct gr_arena *keep;
static struct gr_patterns *patterns;
static struct gr_headings *headings;

static void layout_setup(void)
{
	struct gr_err err;

	keep = gr_arena_new();
	for (size_t i = 0; i < GR_ROLES; i++)
		standard.role[i] = GR_NONE;
	for (size_t i = 0; i < COLUMNS; i++)
		if (columns[i].role != GR_ROLE_NONE)
			standard.role[columns[i].role] = i;
	cr_assert_eq(gr_patterns_new(false, &patterns, &err), GR_OK);
	cr_assert_eq(gr_headings_make(keep, patterns, &standard, &words,
	                 &headings, &err),
	    GR_OK, "%s", err.message);
}

static void layout_teardown(void)
{
	gr_headings_free(headings);
	gr_patterns_free(patterns);
	gr_arena_free(keep);
}

#endif
