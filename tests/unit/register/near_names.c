/* near_names.h: what is nearest is found by letters as if every unit of the
 * county had been looked at. */
#include "register/near_names.h"
#include <criterion/criterion.h>
#include <stdlib.h>

#include "kept.h"

#include "register/name_nearness.h"
#include "text/blank.h"
#include "text/utf8.h"

static const char head[] =
    "community_code,community_name,city_code,city_name,county_code,"
    "county_name,street_code,street_name,valid_from,valid_to\n";

static const char names_csv[] =
    "kind,word\ncommittee,社区居委会\ncommittee,社区\ncommittee,居委会\n"
    "city,市\ncounty,区\nstreet,街道\nstreet,镇\noffice,办事处\n";

static struct gr_register reg;
static struct gr_name_words words;
static struct gr_name_index name_index;
static struct gr_near_names near_names;
static int32_t day;

static void setup(void)
{
	kept_open();
	scratch_text("names.csv", names_csv);
	cr_assert_eq(gr_name_words_read(keep, scratch_folder, &words, &err),
	    GR_OK);
	cr_assert(gr_wave_last_day(GR_S("2021"), &day));
}

TestSuite(near_names, .init = setup, .fini = kept_close);

static void read_register(struct gr_slice rows)
{
	struct gr_buf text = { 0 };

	gr_buf_add(&text, gr_slice_of(head));
	gr_buf_add(&text, rows);
	cr_assert_not(text.failed);
	scratch_write("register.csv", text.ptr, text.len);
	gr_buf_free(&text);
	enum gr_status status = gr_register_read(keep,
	    scratch_path("register.csv"), NULL, &reg, &err);
	cr_assert_eq(status, GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(gr_name_index_make(keep, &reg, &words, GR_S("某省"),
	                 &name_index, &err),
	    GR_OK);
	near_names = gr_near_names_make(keep, &name_index);
}

static struct gr_written in(const char *city, const char *county,
    const char *street)
{
	return (struct gr_written){
		.city = gr_slice_of(city),
		.county = gr_slice_of(county),
		.street = gr_slice_of(street),
	};
}

static const char *nearest(struct gr_written written, const char *name)
{
	static char text[256];
	const struct gr_unit *unit[GR_NEAREST_MAX];
	size_t units, n = 0;

	cr_assert_eq(gr_near_names_find(&near_names, &written,
	                 gr_slice_of(name), day, unit, &units, &err),
	    GR_OK);
	text[0] = '\0';
	for (size_t i = 0; i < units; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%s%.9s",
		    n ? " " : "", gr_unit_code(unit[i]).ptr + 3);
	return text;
}

Test(near_names, of_the_street_come_first)
{
	read_register(GR_S(
	    "110101001001,沿江社区居委会,1101,东市,110101,向阳区,110101001,新兴街道,,\n"
	    "110101001002,沿红社区,1101,东市,110101,向阳区,110101001,新兴街道,,\n"
	    "110101002001,沿江社区,1101,东市,110101,向阳区,110101002,新兴镇,,\n"
	    "110101002002,团结社区,1101,东市,110101,向阳区,110101002,新兴镇,,2020-12-31\n"
	    "110101002003,团结大社区,1101,东市,110101,向阳区,110101002,新兴镇,,\n"
	    "110201001001,沿江社区,1102,西市,110201,向阳区,110201001,新兴街道,,\n"));
	cr_expect_str_eq(nearest(in("东市", "向阳区", "新兴镇"), "沿河社区"),
	    "101002001 101001001 101001002");
	cr_expect_str_eq(nearest(in("东市", "向阳区", "新兴街道"), "沿红社区"),
	    "101001002 101001001 101002001");
	cr_expect_str_eq(nearest(in("东市", "", ""), "沿河社区"), "");
	cr_expect_str_eq(nearest(in("东市", "向阳区", ""), "光明社区"), "");
	cr_expect_str_eq(nearest(in("东市", "向阳区", ""), "团结社区"),
	    "101002003");
}

/* ---- as if all had been looked at ---- */

static uint64_t state;

static uint64_t below(uint64_t n)
{
	state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (state >> 33) % n;
}

/* Letters of the names of one register, the first so many of them. */
static const char *const letter[] = { "一", "二", "三", "十", "百", "第", "1",
	"2", "3", "0", "新", "华", "园", "东", "西", "A", "社", "区", "居",
	"委", "会", "福", "安", "康", "(", ")", " ", "门", "镇", "南", "北",
	"·", "\xf0\xa0\x80\x80", "é", "沿", "江", "红", "旗", "光", "明" };

enum { LETTERS = sizeof letter / sizeof *letter };

static size_t first_letter, letters;

static void put_letter(struct gr_buf *to)
{
	gr_buf_add(to,
	    gr_slice_of(letter[(first_letter + below(letters)) % LETTERS]));
}

static void put_suffix(struct gr_buf *to)
{
	static const char *const suffix[] = { "社区", "社区居委会", "居委会",
		"", "社区社区", "居委会社区" };

	gr_buf_add(to, gr_slice_of(suffix[below(6)]));
}

static void put_name(struct gr_buf *to)
{
	uint64_t n = below(50) == 0 ? 60 + below(8) : 1 + below(9);

	if (below(4) == 0)
		gr_buf_add(to, GR_S("第"));
	while (n-- > 0)
		put_letter(to);
	if (gr_blank_only(gr_buf_slice(to)))
		gr_buf_add(to, GR_S("名"));
	put_suffix(to);
}

/* Counties of one name in two cities, one of another, one without a name. */
static const struct {
	const char *city, *county;
} lies[] = { { "东市", "向阳区" }, { "西市", "向阳区" }, { "西市", "南岗区" },
	{ "西市", "" } };

static void make_register(size_t units)
{
	struct gr_buf rows = { 0 }, name = { 0 };

	for (size_t i = 0; i < units; i++) {
		size_t at = i % 8 < 5 ? 0 : i % 8 - 4;

		gr_buf_format(&rows, "%zu,\"", 100000 + i);
		gr_buf_clear(&name);
		put_name(&name);
		gr_buf_add(&rows, gr_buf_slice(&name));
		gr_buf_format(&rows, "\",%zu,%s,%zu,%s,%zu,%s,,%s\n", at,
		    lies[at].city, at, lies[at].county, i % 3,
		    i % 3 ? "新兴街道" : "新兴镇",
		    below(9) ? "" : "2020-12-31");
	}
	cr_assert_not(rows.failed);
	read_register(gr_buf_slice(&rows));
	gr_buf_free(&rows);
	gr_buf_free(&name);
}

/* A name of the register with some letters changed. */
static void put_slip(struct gr_buf *to)
{
	struct gr_slice name = gr_unit_folded(&reg.unit[below(reg.units)]);
	uint64_t changes = below(5);

	while (name.len > 0) {
		size_t n = gr_utf8_step(name, NULL);
		bool change = changes > 0 && below(3) == 0;
		uint64_t how = below(3);

		changes -= change;
		if (change && how > 0)
			put_letter(to);
		if (!change || how == 1)
			gr_buf_add(to, gr_slice_make(name.ptr, n));
		name = gr_slice_skip(name, n);
	}
	if (below(2) == 0)
		put_suffix(to);
}

struct known {
	const struct gr_unit *unit;
	size_t distance;
	bool in_street;
};

static int by_nearness(const void *a, const void *b)
{
	const struct known *x = a, *y = b;

	if (x->in_street != y->in_street)
		return x->in_street ? -1 : 1;
	if (x->distance != y->distance)
		return x->distance < y->distance ? -1 : 1;
	return gr_slice_cmp(gr_unit_code(x->unit), gr_unit_code(y->unit));
}

/* Every unit of the register. */
static size_t scan(const struct gr_written *written, struct gr_slice name,
    struct known *out)
{
	struct gr_slice county =
	    gr_name_index_written_parents(&name_index, written).name[2];
	struct gr_slice stem = gr_name_stem(&words, name);
	struct gr_written place = *written;
	size_t n = 0;

	place.street = GR_S("");
	for (size_t i = 0; i < reg.units; i++) {
		const struct gr_unit *unit = &reg.unit[i];
		struct gr_slice other = gr_name_stem(&words,
		    gr_unit_folded(unit));

		if (gr_slice_eq(gr_unit_county(unit)->folded, county)
		    && gr_unit_on(unit, day)
		    && gr_name_is_near(&words, stem, other)
		    && gr_name_index_lies(&name_index, unit, &place))
			out[n++] = (struct known){ unit,
				gr_name_nearness(stem, other),
				written->street.len > 0
				    && gr_name_index_street_agrees(&name_index,
				        unit, written->street) };
	}
	qsort(out, n, sizeof *out, by_nearness);
	return n < GR_NEAREST_MAX ? n : GR_NEAREST_MAX;
}

static void compare(struct known *known)
{
	const struct gr_unit *unit[GR_NEAREST_MAX];
	struct gr_buf name = { 0 }, folded = { 0 };
	size_t at = below(4), n;
	struct gr_written written = in(below(2) ? lies[at].city : "",
	    lies[at].county, below(2) ? "新兴镇" : "");

	if (below(3) > 0)
		put_slip(&name);
	else
		put_name(&name);
	gr_name_fold(&folded, gr_buf_slice(&name));
	cr_assert_not(name.failed || folded.failed);
	size_t want = scan(&written, gr_buf_slice(&folded), known);
	cr_assert_eq(gr_near_names_find(&near_names, &written,
	                 gr_buf_slice(&folded), day, unit, &n, &err),
	    GR_OK);
	cr_assert_eq(n, want, "'%.*s': %zu units, not %zu",
	    GR_ARG(gr_buf_slice(&folded)), n, want);
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(unit[i], known[i].unit, "'%.*s': %.*s, not %.*s",
		    GR_ARG(gr_buf_slice(&folded)),
		    GR_ARG(gr_unit_name(unit[i])),
		    GR_ARG(gr_unit_name(known[i].unit)));
	gr_buf_free(&name);
	gr_buf_free(&folded);
}

/* Names of few letters are near to each other in many ways; of a few units all
 * are looked at, of more only some. */
Test(near_names, are_those_that_a_scan_of_the_county_finds)
{
	static const size_t units[] = { 1, 40, 64, 300, 1200 };
	static const size_t most[] = { 2, 4, 7, 12, 20, LETTERS };

	for (size_t i = 0; i < 60; i++) {
		struct known *known;

		state = i;
		letters = most[i % 6];
		first_letter = below(LETTERS);
		make_register(units[i % 5]);
		known = GR_NEW_ARRAY(keep, reg.units, struct known);
		cr_assert_not_null(known);
		for (size_t k = 0; k < 150; k++)
			compare(known);
	}
}
