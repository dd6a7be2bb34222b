/* arrival.h: what is cut off is told from what only ends oddly. */
#include "inbox/arrival.h"

#include <sys/stat.h>
#include <time.h>

#include "scratch.h"

TestSuite(arrival, .init = scratch_open, .fini = scratch_close);

#define ROWS \
	"code,name,a,b\n" \
	"230102001001,One,5,yes\n" \
	"230102001002,Two,6,no\n"

#define TITLES \
	"全省绿色社区创建情况调查表\n" \
	"填报单位：哈尔滨市，单位：户\n"

#define MANY \
	"230102001004,Four,7,yes\n" \
	"230102001005,Five,8,no\n" \
	"230102001006,Six,9,no\n"

static const struct {
	const char *text;
	bool cut;
} table[] = {
	{ ROWS "230102001003,Three,7", true },
	{ ROWS "230102001003,Thr", true },
	{ ROWS "2301020", true },
	{ ROWS "230102001003,\"Thr", true },
	{ ROWS "230102001003,\"a,b,c", true },
	{ "no,name,a\nA-1,One,5\nB-2,Tw", true },
	{ "code;name;a\r\n1;One;5\r\n2;Tw", true },
	{ "市,县,名,户\n哈尔滨市,道里区,甲,1\n哈尔滨市,道里区", true },
	{ "市,县,名,户\n哈尔滨市,道里区,甲,1\n哈尔", true },
	{ "市,县,名,户\n哈尔滨市,道里区,甲,1\n,,乙,2\n,,丙", true },
	/* whole, with and without the last line end */
	{ ROWS, false },
	{ ROWS "230102001003,Three,7,yes", false },
	{ ROWS "230102001003,Three\n", false },
	{ ROWS "230102001003,\"a,b\",7,yes", false },
	/* footnotes and totals */
	{ ROWS "注：数据截至 2021 年底", false },
	{ ROWS "合计,,11", false },
	{ ROWS "Note: a, b", false },
	/* short rows are this delivery's habit */
	{ "code,name,a,b\n1,One,5\n2,Two,6,no\n3,Three", false },
	{ "code,name,a,b\n1,One\n2,Two\n3,Three", false },
	/* titles have another number of cells than rows have */
	{ TITLES ROWS "230102001003,Thr", true },
	{ TITLES ROWS "2301020", true },
	{ TITLES ROWS "230102001003,Three,7,yes", false },
	{ TITLES ROWS "填表人：王芳　审核人：李强", false },
	{ TITLES ROWS "合计,,11", false },
	{ "全省,绿色社区\n全省,2021年\n" ROWS "230102001003,Three", true },
	{ ",,,\n调查表,,,\n" ROWS "230102001003,Three", true },
	/* cut in the heading or in a title */
	{ TITLES "code,na", true },
	{ TITLES, false },
	{ "全省绿色社", true },
	{ "全省绿色社区\n填报单位：哈", true },
	{ "全省,绿色社区\ncode,name,a", true },
	{ "全省,绿色社区\ncode;na", true },
	{ "调查表,,,,,\n单位：户,,,,,\n序号,code,na", true },
	{ "调查表,,,,,\n基本,,,工作,,\n序号,code,na", true },
	{ "code,name,a", true },
	{ "\xEF\xBB\xBF", true },
	{ "", true },
	{ "1\n2\n3", true },
	{ "code,name,a\n1", true },
	{ "code,name,a\n1,One,5", false },
	/* totals, page titles, rows too long or short among the rows above */
	{ ROWS MANY "小计,11\n230102001003,Thr", true },
	{ ROWS MANY "第二页\n230102001003,Thr", true },
	{ ROWS MANY "3,Three,7,yes,no\n230102001003,Thr", true },
	{ ROWS MANY "3,Three,7\n230102001003,Thr", true },
	{ ROWS MANY "3,Three,7\n230102001003,Three,7", false },
	{ ROWS MANY "3,Three,7,yes,no", false },
	/* a place of its own in each row */
	{ "市,县,名,户\n哈尔滨市,道里区,甲,1\n大庆市,让胡路区,乙", true },
	{ "名,县,户,楼\n甲,道里区,1,2\n合计,,3", false },
	{ "名,户,楼,树\n甲,1,2,3\n合计,1,2", false },
	/* cells of several lines; a quote that nobody closed */
	{ ROWS "3,\"Thr\nee\",7,yes\n4,\"Fo\nur\",8,yes", false },
	{ ROWS "3,\"Thr\nee\",7,yes\n4,\"Fo\nur\",8", true },
	{ ROWS "3,\"Thr\nee\",7,yes\n4,\"Fo\nur", true },
	{ ROWS "3,5\" x,7,yes\n4,Four,8,yes", false },
};

Test(arrival, a_text_is_cut_if_its_last_row_is)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		cr_expect_eq(gr_arrival_text_is_cut(gr_slice_of(table[i].text)),
		    table[i].cut, "%s", table[i].text);
}

static bool waits(const char *bytes, size_t n, int64_t age, int64_t quiet)
{
	struct gr_arrival_clock clock = { 0, quiet };
	struct gr_err err;
	struct stat st;
	bool is = false;

	scratch_write("delivery", bytes, n);
	cr_assert_eq(stat(scratch_path("delivery"), &st), 0);
	clock.now = st.st_ctim.tv_sec + age;
	cr_assert_eq(gr_arrival_waits(scratch_path("delivery"), &clock, &is,
	                 &err),
	    GR_OK);
	return is;
}

#define WAITS(bytes, age, quiet) waits(bytes, sizeof(bytes) - 1, age, quiet)

Test(arrival, only_what_was_touched_a_moment_ago_waits)
{
	cr_expect(WAITS(ROWS "230102001003,T", 0, 600));
	cr_expect(WAITS(ROWS "230102001003,T", 599, 600));
	cr_expect_not(WAITS(ROWS "230102001003,T", 600, 600));
	cr_expect_not(WAITS(ROWS "230102001003,T", 0, 0));
	cr_expect_not(WAITS(ROWS, 0, 600));
	cr_expect(WAITS("", 0, 600));
	cr_expect_not(WAITS("", 600, 600));
	cr_expect(WAITS("\xFF\xFE", 0, 600));
	/* a clock that was wrong is no reason to wait for ever */
	cr_expect_not(WAITS(ROWS "230102001003,T", -100000, 600));
}

Test(arrival, archives_and_utf16_are_looked_at_too)
{
	cr_expect(WAITS("\x1F\x8B\x08\0\0\0\0\0\0\3\x4B", 0, 600));
	cr_expect(WAITS("PK\3\4\x14\0\0\0\x08\0half", 0, 600));
	cr_expect_not(WAITS("PK\3\4\x14\0\0\0\x08\0all\x50K\5\6"
	                    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
	    0, 600));
	/* U+4F0A and U+672C have a line end's and a comma's byte in them */
	cr_expect(WAITS("\xFF\xFE"
	                "1\0,\0\x0A\x4F,\0y\0\n\0002\0,\0\x2C\x67",
	    0, 600));
	cr_expect(WAITS("\xFE\xFF"
	                "\0001\0,\x4F\x0A\0,\0y\0\n\0002\0,\x67\x2C",
	    0, 600));
	cr_expect(WAITS("\xFF\xFE"
	                "a\0\t\0b\0\t\0c\0\n\0001\0\t\0x\0\t\0y\0\n\0002\0",
	    0, 600));
	/* a footnote that is numbered: 2.U+6CE8 */
	cr_expect_not(WAITS("\xFF\xFE"
	                    "a\0\t\0b\0\n\0001\0\t\0x\0\n\0"
	                    "2\0.\0\xE8\x6C",
	    0, 600));
}

static const struct {
	const char *path;
	bool temporary;
} names[] = { { "inbox/2021/.DS_Store", true },
	{ "inbox/2021/.git/a.csv", true }, { "inbox/.old/2021/a.csv", true },
	{ "inbox/2021/~$a.xlsx", true }, { "inbox/2021/a.csv.part", true },
	{ "inbox/2021/a.tmp", true }, { "inbox/2021/a.csv.crdownload", true },
	{ "inbox/2021/a.csv", false }, { "inbox/2021/a.part.csv", false },
	{ "inbox/2021/x.part/a.csv", false }, { "inbox/2021/~a.csv", false },
	{ "inbox/2021/part", false } };

Test(arrival, names_of_what_is_not_meant)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect_eq(gr_arrival_is_temporary(
		                 gr_slice_of(names[i].path)),
		    names[i].temporary, "%s", names[i].path);
}
