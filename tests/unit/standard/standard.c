/* standard.h: the tables of a standard are read, or refused at the cell that is
 * wrong. */
#include "standard/standard.h"
#include "clean/read_standard.h"
#include "number/date.h"
#include <criterion/criterion.h>

#include "kept.h"

static struct gr_standard standard;

struct file {
	const char *name, *text;
};

/* A whole small standard; each test writes over what it is about. */
static const struct file good[] = {
	{ "standard.csv",
	    "key,value\nid,tiny\ntitle_en,Tiny\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\n" },
	{ "columns.csv",
	    "name,title_en,aliases,type,values,min,max,requirement,na,role,"
	    "sum,personal\n"
	    "code,Code,,code,,,,R,,code,,\n"
	    "town,Town,,code,,,,R,,city,,\n"
	    "people,People,Persons|Heads,int,,1,5000,R,,population,yes,\n"
	    "area,Area,,dec,,,,O,people == 1,,,\n"
	    "lit,Is it lit,!Is it dark|?Light,bool,,,,C,yes,,,\n"
	    "since,Since,,date,,2019-01,,C,lit == 0,,,\n"
	    "kind,Kind,,enum,big|small,,,O,,,,\n"
	    "phone,Phone,,text,,,,O,,,,yes\n" },
	{ "rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,int|year,,(?<n>[0-9]+),FIX,int(n),\n"
	    "R2,value,,lit|kind,none,ASK,?,\n" },
	{ "units.csv",
	    "unit,pattern,column_unit,numerator,denominator\n"
	    "ha,ha|hectare,m2,10000,1\n" },
	{ "groups.csv", "group,title_en\nG,First\nH,Second\n" },
	{ "criteria.csv",
	    "criterion,group,title_en,weight,mandatory\n"
	    "A,G,Light,2,yes\nB,H,Room,,\n" },
	{ "atoms.csv",
	    "atom,criterion,source,strength,period,applies,test\n"
	    "B.1,B,eval,hard,annual,people > 0,"
	    "area * 10 >= $room * people\n"
	    "A.1,A,,,,always,lit == 1\n"
	    "A.2,A,std,hard,,,since <= $wave_as_of\n"
	    "A.3,A,std,soft,any,,prev(lit) == 1\n" },
	{ "parameters.csv",
	    "name,scope,valid_from,valid_to,value\n"
	    "room,,,,12.50\n"
	    "room,9901,2021,,20\n"
	    "room,990102,2021-06-01,2021-12,30\n"
	    "start,,,,2020-05\n" },
	{ "scopes.csv", "item,scope,valid_from,valid_to,state,source\n" },
	{ "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n"
	    "K1,whole,people < 5000,people|area,ASK,,too many\n"
	    "K2,time,since >= $start,,NOTE,,early\n" },
	{ "derived.csv",
	    "name,title_en,numerator,denominator,decimals\n"
	    "room_each,Room,10 * area,people,1\n" },
	{ "indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n"
	    "density,Density,people,area,2,12.5\n" },
	{ "obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n"
	    "O1,Plan,both,2021,2020-07,filings,doc_date <= $due,\n"
	    "O2,Show,city,,,stats,,\n" },
	{ "places.csv",
	    "code,name_en,row,col\n9901,North,1,1\n9902,South,2,1\n" },
	{ "areas.csv", "prefix,level,code\n" },
};

static const char *good_text(const char *name)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		if (strcmp(good[i].name, name) == 0)
			return good[i].text;
	cr_assert_fail("%s", name);
	return NULL;
}

static void setup(void)
{
	kept_open();
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		scratch_text(good[i].name, good[i].text);
}

TestSuite(standard, .init = setup, .fini = kept_close);

static void must_read(void)
{
	enum gr_status status = gr_standard_read(keep, scratch_folder,
	    &standard, &err);

	cr_assert_eq(status, GR_OK, "%s", scratch_said(&err));
}

static void expect_text(struct gr_slice got, const char *want)
{
	cr_expect(gr_slice_eq(got, gr_slice_of(want)), "'%.*s' is not '%s'",
	    GR_ARG(got), want);
}

static const struct gr_column *column(const char *name)
{
	size_t i = gr_standard_column(&standard, gr_slice_of(name));

	cr_assert_neq(i, GR_NONE, "%s", name);
	return &standard.column[i];
}

Test(standard, reads_settings)
{
	must_read();
	expect_text(standard.id, "tiny");
	expect_text(standard.title_zh, "Tiny");
	expect_text(standard.region_name_en, "99");
	cr_expect_not(standard.chinese);
	cr_expect_not(standard.by_points);
	cr_expect_eq(standard.rounding, GR_HALF_UP);
	cr_assert_eq(standard.waves, 2);
	expect_text(standard.wave[1], "2021");
	expect_text(gr_standard_key(&standard, "language"), "en");
	expect_text(gr_standard_key(&standard, "nothing"), "");
}

Test(standard, reads_columns)
{
	must_read();
	cr_expect_eq(standard.columns, 8);
	cr_expect_eq(standard.role[GR_ROLE_CITY], 1);
	cr_expect_eq(standard.role[GR_ROLE_PILOT], GR_NONE);
	expect_text(column("people")->max, "5000");
	cr_expect(column("people")->sum);
	cr_expect_eq(column("people")->requirement, 'R');
	cr_expect_eq(column("people")->line, 4);
	cr_expect_eq(column("lit")->na, GR_NA_YES);
	cr_expect_eq(column("since")->na, GR_NA_WHEN);
	cr_expect_eq(column("code")->na, GR_NA_NO);
	expect_text(column("since")->min, "2019-01");
	expect_text(column("kind")->value[1], "small");
	expect_text(column("kind")->title_zh, "Kind");
	cr_expect_eq(gr_standard_column(&standard, GR_S("none")), GR_NONE);
}

Test(standard, a_number_without_bounds_gets_those_of_its_type)
{
	must_read();
	expect_text(column("area")->min, "0");
	expect_text(column("area")->max, "999999999999");
	expect_text(column("lit")->max, "1");
	expect_text(column("kind")->max, "");
}

Test(standard, reads_the_polarity_of_headers)
{
	must_read();
	const struct gr_column *lit = column("lit");

	cr_assert_eq(lit->aliases, 2);
	expect_text(lit->alias[0].text, "Is it dark");
	cr_expect(lit->alias[0].inverse && !lit->alias[0].trap);
	expect_text(lit->alias[1].text, "Light");
	cr_expect(lit->alias[1].trap && !lit->alias[1].inverse);
}

Test(standard, puts_atoms_in_the_order_of_criteria)
{
	must_read();
	cr_assert_eq(standard.atoms, 4);
	expect_text(standard.atom[0].atom, "A.1");
	expect_text(standard.atom[3].atom, "B.1");
	cr_expect_eq(standard.criterion[0].first_atom, 0);
	cr_expect_eq(standard.criterion[0].atoms, 3);
	cr_expect_eq(standard.criterion[1].first_atom, 3);
	cr_expect_eq(standard.criterion[1].group, 1);
	cr_expect_eq(standard.criterion[1].weight, 1);
	cr_expect(standard.criterion[0].mandatory);
	cr_expect_null(standard.atom[0].applies, "always is no condition");
	cr_expect(standard.atom[3].annual);
}

Test(standard, counts_what_stands_in_the_standard_only_as_sources_say)
{
	must_read();
	cr_expect(standard.atom[1].hard && standard.atom[1].source_std);
	cr_expect(standard.atom[2].soft && !standard.atom[2].hard);
	scratch_text("standard.csv",
	    "key,value\nid,tiny\nlanguage,zh\n"
	    "region,99\nwaves,2020\nsources,eval\nrounding,half-even\n"
	    "pass_rule,points\npoints_pass,62.5\n");
	must_read();
	cr_expect(standard.atom[0].hard);
	cr_expect_not(standard.atom[1].hard);
	cr_expect_not(standard.atom[1].soft);
	cr_expect(standard.chinese && standard.by_points);
	cr_expect_eq(standard.rounding, GR_HALF_EVEN);
	cr_expect_eq(
	    gr_dec_cmp(standard.points_pass, (struct gr_dec){ 625, 1 }), 0);
}

Test(standard, ruling_37_its_clocks_are_ahead_of_utc_or_not_known)
{
	must_read();
	cr_expect_not(standard.has_utc_offset);
	scratch_text("standard.csv",
	    "key,value\nid,tiny\nlanguage,zh\n"
	    "region,99\nwaves,2020\nutc_offset,-03:30\n");
	must_read();
	cr_expect(standard.has_utc_offset);
	cr_expect_eq(standard.utc_offset_minutes, -210);
}

Test(standard, knows_what_the_last_wave_is_asked_for)
{
	must_read();
	for (size_t i = 0; i < standard.columns; i++)
		cr_expect_eq(standard.prev_used[i],
		    gr_slice_eq(standard.column[i].name, GR_S("lit")));
}

Test(standard, an_indicator_asks_for_the_last_wave_too)
{
	scratch_text("indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n"
	    "more,More,people,prev(people),2,\n");
	must_read();
	cr_expect(standard.prev_used[2]);
}

Test(standard, a_parameter_for_everywhere_may_wait_for_its_test)
{
	scratch_text("parameters.csv",
	    "name,scope,valid_from,valid_to,value\n"
	    "room,,,,12\nroom1,,,,12\nstart,,,,2020-05\n"
	    "height,,,,3\nheight,9901,2021,,4\n");
	must_read();
	cr_expect_eq(standard.parameters, 5);
}

Test(standard, rules_may_share_a_pattern_for_other_cells)
{
	scratch_text("rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "T1,text,,,--,FIX,-,\nT1,text,,,--,FIX,-,\n"
	    "R1,value,,people,none,ASK,?,\nR1,value,,area,none,ASK,?,\n"
	    "R1,value,int,,none,ASK,?,\nR1,value,int,,none,FIX,1,\n");
	must_read();
	cr_expect_eq(standard.rules, 6);
}

Test(standard, gives_names_their_kind_and_bounds)
{
	struct gr_symbol symbol;

	must_read();
	cr_assert(gr_standard_symbol(&standard, GR_NAME_NOW, GR_S("people"),
	    &symbol));
	cr_expect_eq(symbol.kind, GR_VALUE_NUMBER);
	cr_expect_eq(symbol.slot, 2);
	cr_expect(symbol.min.coef == 1 && symbol.max.coef == 5000);
	cr_assert(gr_standard_symbol(&standard, GR_NAME_PREV, GR_S("since"),
	    &symbol));
	cr_expect_eq(symbol.kind, GR_VALUE_DATE);
	cr_assert(gr_standard_symbol(&standard, GR_NAME_PARAMETER, GR_S("room"),
	    &symbol));
	cr_expect_eq(gr_dec_cmp(symbol.min, (struct gr_dec){ 125, 1 }), 0);
	cr_expect_eq(gr_dec_cmp(symbol.max, (struct gr_dec){ 30, 0 }), 0);
	cr_expect_not(gr_standard_symbol(&standard, GR_NAME_NOW, GR_S("phone"),
	                  &symbol),
	    "personal columns are not to be seen");
	cr_expect_not(gr_standard_symbol(&standard, GR_NAME_PARAMETER,
	    GR_S("people"), &symbol));
}

static void expect_room(const char *city, const char *county, int month,
    const char *want)
{
	struct gr_slice value[8] = { 0 };
	int32_t day = 0;

	cr_assert(gr_date_from_civil(month / 100, month % 100, 1, &day));
	cr_assert_leq(standard.parameter_names, 8);
	gr_standard_parameters(&standard, gr_slice_of(city),
	    gr_slice_of(county), day, value);
	expect_text(value[GR_PARAM_BUILT_IN], want);
	expect_text(value[GR_PARAM_AS_OF], "");
}

Test(standard, the_most_specific_parameter_of_the_day_wins)
{
	must_read();
	expect_room("9902", "990201", 202107, "12.5");
	expect_room("9901", "990101", 202012, "12.5");
	expect_room("9901", "990101", 202101, "20");
	expect_room("9901", "990102", 202105, "20");
	expect_room("9901", "990102", 202106, "30");
	expect_room("9901", "990102", 202112, "30");
	expect_room("9901", "990102", 202201, "20");
	expect_room("", "", 202107, "12.5");
}

Test(standard, reads_rules_checks_and_the_rest)
{
	must_read();
	cr_assert_eq(standard.rules, 2);
	cr_expect(standard.rule[0].by_type && !standard.rule[0].text_phase);
	cr_expect_eq(standard.rule[0].types,
	    1u << GR_TYPE_INT | 1u << GR_TYPE_YEAR);
	cr_expect_not(standard.rule[1].by_type);
	cr_assert_eq(standard.rule[1].columns, 2);
	cr_expect_eq(standard.rule[1].column[0], 4);
	cr_expect_eq(standard.unit[0].numerator, 10000);
	cr_expect(standard.check[0].ask);
	cr_expect_eq(standard.check[0].column[1], 3);
	expect_text(standard.check[0].message_zh, "too many");
	cr_expect_eq(standard.derived[0].decimals, 1);
	expect_text(standard.indicator[0].threshold, "12.5");
	cr_expect(
	    standard.obligation[0].city && standard.obligation[0].province);
	cr_expect_eq(standard.obligation[0].kind, GR_OBLIGATION_filings);
	cr_expect_eq(standard.obligation[1].due, INT32_MIN);
	cr_expect_eq(standard.place[1].row, 2);
}

Test(standard, optional_tables_may_be_left_out)
{
	static const char *const optional[] = { "groups.csv", "checks.csv",
		"derived.csv", "indicators.csv", "units.csv", "obligations.csv",
		"places.csv" };

	for (size_t i = 0; i < sizeof(optional) / sizeof(*optional); i++)
		cr_assert_eq(unlink(scratch_path(optional[i])), 0);
	scratch_text("criteria.csv", "criterion\nA\nB\n");
	must_read();
	cr_expect_eq(standard.criterion[0].group, GR_NONE);
	cr_expect_eq(standard.checks, 0);
}

Test(standard, parameters_may_be_left_out)
{
	cr_assert_eq(unlink(scratch_path("parameters.csv")), 0);
	unlink(scratch_path("checks.csv"));
	unlink(scratch_path("indicators.csv"));
	scratch_text("atoms.csv",
	    "atom,criterion,test\n"
	    "A.1,A,$wave > 2000\nB.1,B,since <= $as_of\n");
	must_read();
	cr_expect_eq(standard.parameter_names, GR_PARAM_BUILT_IN);
}

Test(standard, required_tables_are_missed)
{
	static const char *const must[] = { "standard.csv", "columns.csv",
		"rules.csv", "criteria.csv", "atoms.csv" };

	for (size_t i = 0; i < sizeof(must) / sizeof(*must); i++) {
		char want[128];

		cr_assert_eq(unlink(scratch_path(must[i])), 0);
		cr_expect_eq(gr_standard_read(keep, scratch_folder, &standard,
		                 &err),
		    GR_EUSAGE);
		snprintf(want, sizeof(want),
		    "%s: cannot be opened: No such "
		    "file or directory",
		    must[i]);
		cr_expect_str_eq(scratch_said(&err), want);
		scratch_text(must[i], good_text(must[i]));
	}
}

/* One table put in the place of a good one, and what is said about it; a
 * sentence that ends in "..." may go on. */
static const struct {
	const char *file, *text, *sentence;
} bad[] = {
#include "standard_bad.h"
};

static bool says(const char *said, const char *sentence)
{
	struct gr_slice s = gr_slice_of(sentence);

	return gr_slice_ends(s, GR_S("..."))
	    ? strncmp(said, sentence, s.len - 3) == 0
	    : strcmp(said, sentence) == 0;
}

Test(standard, says_what_is_wrong_and_where)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		scratch_text(bad[i].file, bad[i].text);
		cr_expect_eq(gr_standard_read(keep, scratch_folder, &standard,
		                 &err),
		    GR_EUSAGE, "accepted: %s", bad[i].text);
		cr_expect(says(scratch_said(&err), bad[i].sentence),
		    "\n   said: %s\n wanted: %s\n", scratch_said(&err),
		    bad[i].sentence);
		scratch_text(bad[i].file, good_text(bad[i].file));
	}
}

Test(standard, region_in_a_pattern_is_what_its_codes_begin_with)
{
	scratch_text("rules.csv",
	    "rule,phase,type,columns,pattern,action,value,note\n"
	    "R1,value,code,,(?!$region)x|$region.*,ASK,?,\n");
	must_read();
	expect_text(standard.rule[0].pattern, "(?!99)x|99.*");
	scratch_text("areas.csv",
	    "prefix,level,code\n,nation,00\n99,province,99\n"
	    "98,province,98\n9901,city,county\n");
	must_read();
	expect_text(standard.rule[0].pattern, "(?!(?:99|98))x|(?:99|98).*");
	scratch_text("areas.csv",
	    "prefix,level,code\n,nation,00\n9.9,province,99\n");
	must_read();
	expect_text(standard.rule[0].pattern,
	    "(?!(?:\\Q9.9\\E))x|(?:\\Q9.9\\E).*");
}

Test(standard, a_place_of_type_text_is_told_by_name_one_of_type_code_by_code)
{
	scratch_text("columns.csv",
	    "name,title_en,aliases,type,values,min,max,requirement,na,role,"
	    "sum,personal\n"
	    "code,Code,,code,,,,R,,code,,\n"
	    "town,Town,,text,,,,R,,city,,\n"
	    "part,Part,,code,,,,R,,county,,\n"
	    "people,People,,int,,1,5000,R,,population,yes,\n"
	    "area,Area,,dec,,,,O,,,,\n"
	    "lit,Is it lit,,bool,,,,C,yes,,,\n"
	    "since,Since,,date,,,,C,,,,\n"
	    "kind,Kind,,enum,big|small,,,O,,,,\n");
	must_read();
	cr_expect_eq(standard.role[GR_ROLE_CITY_NAME], 1);
	cr_expect_eq(standard.role[GR_ROLE_CITY], GR_NONE);
	cr_expect_eq(standard.role[GR_ROLE_COUNTY], 2);
}
