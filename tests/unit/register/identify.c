/* identify.h: a record is about one unit, or why that is in doubt is said. */
#include "register/identify.h"
#include <criterion/criterion.h>

#include "kept.h"

static const char register_csv[] =
    "community_code,community_name,city_code,city_name,county_code,"
    "county_name,street_code,street_name,valid_from,valid_to\n"
    "230102001001,省报社社区居委会,230100,哈市,230102,道里区,230102001,兆麟街道,,\n"
    "230102001002,沿江社区,230100,哈市,230102,道里区,230102001,兆麟街道,,\n"
    "230102001003,和平邨社区,230100,哈市,230102,道里区,230102001,兆麟街道,,\n"
    "230102002001,第一社区,230100,哈市,230102,道里区,230102002,新阳街道,,\n"
    "230102002002,新名社区,230100,哈市,230102,道里区,230102002,新阳街道,2021-03-01,\n"
    "230102002002,旧名社区,230100,哈市,230102,道里区,230102002,新阳街道,,2021-02-28\n"
    "230102002005,12、号社区,230100,哈市,230102,道里区,230102002,新阳街道,,\n"
    "230103001001,第一社区,230100,哈市,230103,南岗区,230103001,花园街道,,\n"
    "230183501001,林场社区,230100,哈市,230183,尚志市,230183501,亚布力,,\n"
    "230402001001,沿江社区,230400,鹤市,230402,向阳区,230402001,北山街道,,\n"
    "230402001002,旧社区,230400,鹤市,230402,向阳区,230402001,北山街道,,2020-12-31\n"
    "230402001009,后社区,230400,鹤市,230402,向阳区,230402001,北山街道,2022-01-01,\n"
    "230402001205,北村委会,230400,鹤市,230402,向阳区,230402001,北山街道,,\n"
    "230803001001,沿江社区,230800,佳市,230803,向阳区,230803001,北山街道,,\n";

static const char names_csv[] =
    "kind,word\ncommittee,社区居委会\ncommittee,社区居民委员会\n"
    "committee,社区\ncommittee,居委会\ncity,市\ncounty,区\ncounty,市\n"
    "street,街道\noffice,办事处\nformer,原\nabolished,已撤销\ntest,测试\n"
    "outside,村委会\noutside_code,200-399\n";

static const char changes_csv[] =
    "old_code,new_code,date,kind,note\n"
    "230102009001,230102001002,2019-07-01,renamed,\n"
    "230102009002,230102001002,2020-07-01,merged,\n"
    "230102009003,230102002001,2020-07-01,split,\n"
    "230102009003,230102002002,2020-07-01,split,\n"
    "230102009004,,2020-07-01,abolished,\n"
    "230102009005,230102009999,2020-07-01,renamed,\n"
    "230402001002,230402001001,2021-01-01,merged,\n";

static struct gr_register reg;
static struct gr_name_words words;
static struct gr_name_index name_index;
static struct gr_near_names near_names;
static struct gr_changes changes;
static struct gr_identifier who;
static struct gr_identity identity;

static void setup(void)
{
	kept_open();
	scratch_text("names.csv", names_csv);
	scratch_text("register.csv", register_csv);
	scratch_text("changes.csv", changes_csv);
	cr_assert_eq(gr_name_words_read(keep, scratch_folder, &words, &err),
	    GR_OK);
	cr_assert_eq(gr_register_read(keep, scratch_path("register.csv"), NULL,
	                 &reg, &err),
	    GR_OK);
	cr_assert_eq(gr_name_index_make(keep, &reg, &words, GR_S("龙省"),
	                 &name_index, &err),
	    GR_OK);
	cr_assert_eq(gr_changes_read(keep, scratch_path("changes.csv"), NULL,
	                 &changes, &err),
	    GR_OK);
	near_names = gr_near_names_make(keep, &name_index);
	who = (struct gr_identifier){ &name_index, &near_names, &changes,
		GR_S("23"), true };
}

static void teardown(void)
{
	gr_identity_free(&identity);
	identity = (struct gr_identity){ .unit = NULL };
	kept_close();
}

TestSuite(identify, .init = setup, .fini = teardown);

static struct gr_evidence record(const char *code, const char *name,
    const char *city, const char *county, const char *street)
{
	struct gr_evidence ev = {
		.cell = {
			[GR_CELL_CODE] = gr_slice_of(code),
			[GR_CELL_NAME] = gr_slice_of(name),
			[GR_CELL_CITY] = gr_slice_of(city),
			[GR_CELL_COUNTY] = gr_slice_of(county),
			[GR_CELL_STREET] = gr_slice_of(street),
		},
	};

	cr_assert(gr_wave_last_day(GR_S("2021"), &ev.day));
	return ev;
}

/* "code cell:rule ..." with '+' for FLAG, '?' for ASK and nothing for FIX; or
 * "rule cell". */
static const char *answer(struct gr_evidence ev)
{
	static const char *const cell[GR_CELLS] = { "code", "name", "city",
		"county", "street", "city_code", "county_code" };
	static const char
	    sign[] = { [GR_FIX] = '=', [GR_FLAG] = '+', [GR_ASK] = '?' };
	static char text[256];
	size_t n = 0;

	cr_assert_eq(gr_identify(&who, &ev, &identity, &err), GR_OK);
	if (!identity.unit) {
		cr_expect_gt(identity.message.len, 0);
		cr_expect_eq(gr_finding_action(identity.kind), GR_SETASIDE);
		snprintf(text, sizeof(text), "%.*s %s",
		    GR_ARG(gr_finding_rule(identity.kind)),
		    cell[identity.cell]);
		return text;
	}
	cr_expect_eq(identity.kind, GR_FINDING_NONE);
	n = (size_t)snprintf(text, sizeof(text), "%.*s",
	    GR_ARG(gr_unit_code(identity.unit)));
	for (size_t i = 0; i < GR_CELLS; i++)
		if (identity.remark[i] != GR_FINDING_NONE)
			n += (size_t)snprintf(text + n, sizeof(text) - n,
			    " %s%c%.*s", cell[i],
			    sign[gr_finding_action(identity.remark[i])],
			    GR_ARG(gr_finding_rule(identity.remark[i])));
	return text;
}

/* What a record's answer is, in one line. */
#define IS(want, ...) cr_expect_str_eq(answer(record(__VA_ARGS__)), want)

static void expect_message(const char *part)
{
	cr_expect(gr_slice_find(gr_buf_slice(&identity.message),
	              gr_slice_of(part))
	        != SIZE_MAX,
	    "'%.*s' does not say '%s'", GR_ARG(gr_buf_slice(&identity.message)),
	    part);
}

Test(identify, takes_code_and_name_that_agree)
{
	IS("230102001001", "230102001001", "省报社社区居委会", "哈市", "道里区",
	    "兆麟街道");
	IS("230102001001 name=K16", "230102001001", "省报社社区", "", "", "");
	IS("230102001001", "230102001001", "", "", "", "");
	IS("230102001001", "230102001001", "", "哈市", "道里", "兆麟办事处");
	IS("230402001205", "230402001205", "北村委会", "", "", "");
}

Test(identify, takes_back_what_people_add_to_names)
{
	IS("230102001001 name+K17", "230102001001", "兆麟街道省报社社区", "",
	    "", "");
	IS("230102001001 name+K17", "230102001001", "省 报 社", "", "道里区",
	    "");
	IS("230102001001 name+K17", "230102001001", "省报社社区（原兆麟）", "",
	    "", "");
	IS("230102001001 name=L13", "230102001001", "12、省报社社区", "", "",
	    "");
	IS("230102002005", "230102002005", "12、号社区", "", "", "");
	IS("230402001001 name=K18", "230402001001", "向阳区沿江社区", "鹤市",
	    "", "");
	IS("230402001001 name+K17", "230402001001", "向阳区沿江社区", "鹤市",
	    "向阳区", "");
}

Test(identify, sets_a_conflict_of_code_and_name_aside)
{
	IS("K14 code", "230102001001", "沿江社区", "哈市", "道里区",
	    "兆麟街道");
	expect_message("230102001001 省报社社区居委会（道里区兆麟街道）");
	expect_message("230102001002 沿江社区（道里区兆麟街道）");
	IS("K14 code", "230102001001", "光明社区", "哈市", "道里区",
	    "兆麟街道");
	IS("K19 name", "230102001002", "沿红社区", "", "", "");
	IS("K19 name", "230102001003", "和平村社区", "哈市", "道里区",
	    "兆麟街道");
	expect_message("和平邨社区");
	IS("K14 name", "230102001001", "?", "", "", "");
	IS("R10 name", "230102001001", "测试社区", "", "", "");
	/* code A, place and name B */
	IS("K14 code", "230102002001", "第一社区", "哈市", "南岗区",
	    "花园街道");
	expect_message("230103001001");
	IS("K14 code", "230102001001", "", "哈市", "南岗区", "");
}

Test(identify, asks_for_places_that_contradict_code_and_name)
{
	IS("230102001001 county?L09", "230102001001", "省报社社区居委会", "",
	    "南岗区", "兆麟街道");
	IS("230102001001 street?L09", "230102001001", "省报社社区居委会", "",
	    "", "花园街道");
	IS("230102001001 street?L09", "230102001001", "", "", "", "花园街道");

	struct gr_evidence ev = record("230102001001", "省报社社区居委会", "",
	    "", "");
	ev.cell[GR_CELL_COUNTY_CODE] = GR_S("230103");
	cr_expect_str_eq(answer(ev), "230102001001 county_code+K14");
	ev.cell[GR_CELL_COUNTY_CODE] = GR_S("230103~");
	cr_expect_str_eq(answer(ev), "230102001001");
}

Test(identify, finds_a_name_within_county_and_street_only)
{
	IS("230102001001 code+K15 name=K16", "", "省报社社区", "哈市", "道里区",
	    "兆麟街道");
	IS("230102001001 code+K15 name=K16", "", "省报社", "", "道里区",
	    "兆麟街道办事处");
	IS("K15 name", "", "省报社社区", "哈市", "道里区", "");
	IS("K15 name", "", "省报社社区", "哈市", "", "兆麟街道");
	expect_message("230102001001");
	/* two cities have a 向阳区 with this street */
	IS("K15 name", "", "沿江社区", "", "向阳区", "北山街道");
	IS("230803001001 code+K15 name=K16", "", "沿江社区", "佳市", "向阳区",
	    "北山街道");
	IS("K19 name", "", "沿红社区", "哈市", "道里区", "兆麟街道");
	expect_message("230102001002 沿江社区");
	IS("R09 name", "", "光明社区", "哈市", "道里区", "兆麟街道");
	IS("K24 name", "", "南村委会", "哈市", "道里区", "兆麟街道");
	IS("230402001205 code+K15 name=K16", "", "北村委会", "", "向阳区",
	    "北山街道");
	IS("R10 name", "", "测试社区", "哈市", "道里区", "兆麟街道");
	IS("K22 name", "", "光明社区[已撤销]", "哈市", "道里区", "兆麟街道");
	IS("M01 name", "", "", "哈市", "道里区", "兆麟街道");
	IS("K15 name", "", "?", "哈市", "道里区", "兆麟街道");
}

Test(identify, takes_the_place_from_before_the_name)
{
	IS("230102001001 code+K15 name+K17", "", "兆麟街道省报社社区", "哈市",
	    "道里区", "");
	IS("230102001001 code+K15 name+K17", "",
	    "哈市道里区兆麟街道办事处省报社社区居民委员会", "哈市", "", "");
	IS("230402001001 code+K15 name=K18", "", "向阳区沿江社区", "鹤市", "",
	    "北山街道");
	IS("230102001001 code+K15 name+K17", "", "哈市道里区兆麟街道省报社社区",
	    "", "", "");
	IS("K15 name", "", "鹤市道里区兆麟街道省报社社区", "", "", "");
	/* a street's name short of its word is not one */
	IS("R09 name", "", "兆麟街省报社", "哈市", "道里区", "兆麟街道");
	IS("K15 name", "", "兆麟省报社", "哈市", "道里区", "");
}

/* A text that strayed into a cell is cut for parents at its beginning only. */
Test(identify, does_not_look_for_places_all_through_a_long_text, .timeout = 10)
{
	enum { CHARACTERS = 4000 };
	static char text[CHARACTERS * 3 + 64];

	for (size_t i = 0; i < CHARACTERS; i++)
		memcpy(text + i * 3, "兆", 3);
	IS("R09 name", "", "光明社区", "哈市", "道里区", text);
	IS("K15 name", "", "省报社社区", "", "", text);
	IS("K15 name", "", text, "", "", "");
	IS("K15 name", "", text, "哈市", "道里区", "");
	/* the county where it cannot stand, and where it can */
	strcpy(text + CHARACTERS * 3, "道里区兆麟街道");
	IS("K15 name", "", "省报社社区", "", "", text);
	strcpy(text + CHARACTERS * 3, "道里区兆麟街道省报社社区");
	IS("K15 name", "", text, "", "", "");
	memcpy(text, "哈市道里区", sizeof("哈市道里区") - 1);
	IS("R09 name", "", "省报社社区", "", "", text);
}

Test(identify, holds_damaged_codes_against_what_the_name_gives)
{
	IS("230102001001 code+K06 name=K16", "230102~", "省报社社区", "哈市",
	    "道里区", "兆麟街道");
	IS("230102001001 code+K08 name=K16", "230102000000~", "省报社", "哈市",
	    "道里区", "兆麟街道");
	IS("230102001001 code+K09 name=K16", "230102001~", "省报社", "",
	    "道里区", "兆麟街道");
	/* Excel rounds: 230183501001 shows as 2.30184E+11 */
	IS("230183501001 code+K06 name=K16", "230184~", "林场社区", "",
	    "尚志市", "亚布力");
	IS("230183501001 code+K06 name=K16", "230183~", "林场社区", "",
	    "尚志市", "亚布力");
	IS("K06 code", "230185~", "林场社区", "", "尚志市", "亚布力");
	IS("K06 code", "230102~", "光明社区", "", "道里区", "兆麟街道");
	IS("K09 code", "230102001~", "省报社社区", "", "", "");
	IS("K08 code", "230102000000~", "", "", "", "");
	/* of two units with the name the digits tell */
	IS("230803001001 code+K06 name=K16", "230803~", "沿江社区", "",
	    "向阳区", "北山街道");
	/* a key it is never: all digits, no name */
	IS("K08 code", "230102001001~", "", "", "", "");
}

Test(identify, compares_digits_cut_or_rounded)
{
	cr_expect(gr_code_gives(GR_S("230183501001"), GR_S("230183")));
	cr_expect(gr_code_gives(GR_S("230183501001"), GR_S("230184")));
	cr_expect(gr_code_gives(GR_S("230183501001"), GR_S("230184000000")));
	cr_expect(gr_code_gives(GR_S("230199501001"), GR_S("230200000000")));
	cr_expect(gr_code_gives(GR_S("230199501001"), GR_S("2302")));
	cr_expect(!gr_code_gives(GR_S("230199501001"), GR_S("2303")));
	cr_expect(!gr_code_gives(GR_S("230183499001"), GR_S("230184")));
	cr_expect(!gr_code_gives(GR_S("230183501001"), GR_S("")));
	cr_expect(!gr_code_gives(GR_S("230183501001"), GR_S("000000000000")));
	cr_expect(!gr_code_gives(GR_S("230183501001"), GR_S("230183501001")),
	    "whole, it is not damaged");
	cr_expect(!gr_code_gives(GR_S("230183501001"), GR_S("2301835010010")));
}

Test(identify, follows_codes_that_changed)
{
	IS("230102001002 code+K13 name=K16", "230102009001", "沿江社区", "", "",
	    "");
	IS("230102001002 code+K13 name+K20", "230102009001", "从前社区", "", "",
	    "");
	/* ruling 34: a part never stands for the whole, under whatever name */
	IS("K21 code", "230102009002", "沿江社区", "", "", "");
	expect_message("230102001002");
	cr_expect(gr_slice_eq(identity.successor, GR_S("230102001002")));
	IS("R10 name", "230102009002", "测试", "", "", "");
	cr_expect_eq(identity.successor.len, 0);
	IS("230102001002 code+K13", "230102009001", "", "", "", "");
	IS("230102001002 code+K13 name=K18", "230102009001", "道里区沿江社区",
	    "哈市", "", "");
	/* the place was another before */
	IS("230102001002 code+K13 name=K16 county+K13", "230102009001",
	    "沿江社区", "", "旧区", "");
	/* the name is somebody else's */
	IS("K14 code", "230102009001", "省报社社区", "哈市", "道里区",
	    "兆麟街道");
	IS("K21 code", "230102009003", "第一社区", "", "", "");
	expect_message("230102002001、230102002002");
	IS("K22 code", "230102009004", "第一社区", "", "", "");
	IS("K13 code", "230102009005", "第一社区", "", "", "");
	/* the register itself has the row of before */
	IS("K21 code", "230402001002", "旧社区", "", "", "");
	IS("K21 code", "230402001002", "光明社区", "", "", "");
	IS("K13 code", "230402001009", "后社区", "", "", "");

	who.changes = NULL;
	IS("R09 code", "230102009001", "沿江社区", "", "", "");
	IS("K13 code", "230402001002", "旧社区", "", "", "");
}

Test(identify, knows_the_names_of_before)
{
	IS("230102002002 name+K20", "230102002002", "旧名社区", "", "", "");
	IS("230102002002 code+K15 name+K20", "", "旧名", "", "道里区",
	    "新阳街道");
	struct gr_evidence ev = record("230102001002", "将来社区", "", "", "");
	ev.prev_name = GR_S("沿江社区");
	cr_expect_str_eq(answer(ev), "230102001002 name+K20");
	ev.cell[GR_CELL_CODE] = GR_S("230102007777");
	cr_expect_str_eq(answer(ev), "R09 code");
	ev.prev_code = GR_S("230102001002");
	cr_expect_str_eq(answer(ev), "230102001002 code+K20 name+K20");
	ev.cell[GR_CELL_NAME] = GR_S("道里区沿江社区");
	cr_expect_str_eq(answer(ev), "230102001002 code+K20 name=K18");
	ev.cell[GR_CELL_NAME] = GR_S("将来社区");
	ev.prev_name = GR_S("别的社区");
	cr_expect_str_eq(answer(ev), "R09 code");

	ev = record("", "将来社区", "", "道里区", "兆麟街道");
	ev.prev_name = GR_S("沿江社区");
	cr_expect_str_eq(answer(ev), "230102001002 code+K15 name+K20");
}

Test(identify, sets_codes_outside_the_register_aside)
{
	IS("K11 code", "?", "省报社社区", "", "道里区", "兆麟街道");
	expect_message("230102001001");
	IS("K12 code", "220102001001", "省报社社区", "", "", "");
	IS("K24 code", "230102001201", "东村委会", "", "", "");
	IS("K24 code", "230102001399", "东社区", "", "", "");
	IS("K24 code", "230102001150", "东村委会", "", "", "");
	IS("R09 code", "230102001150", "东社区", "", "", "");
	IS("R09 code", "230102001150", "省报社社区", "", "道里区", "兆麟街道");
	expect_message("230102001001");
	IS("R10 name", "12345678901", "测试", "", "", "");
}

Test(identify, says_it_in_english_too)
{
	who.chinese = false;
	IS("K14 code", "230102001001", "沿江社区", "哈市", "道里区",
	    "兆麟街道");
	expect_message(
	    "code and name disagree; by its code it is "
	    "230102001001 省报社社区居委会 (道里区兆麟街道); by its name it is "
	    "230102001002 沿江社区 (道里区兆麟街道)");
}
