/* manifest.h: a manifest is read whole, or refused with its place. */
#include "release/manifest.h"

#include "kept.h"

static struct gr_manifest manifest;

TestSuite(manifest, .init = kept_open, .fini = kept_close);

static enum gr_status read_text(const char *text)
{
	static char path[512];

	scratch_text("manifest.json", text);
	snprintf(path, sizeof(path), "%s", scratch_path("manifest.json"));
	return gr_manifest_read(keep, path, &manifest, &err);
}

#define TAIL \
	",\"tables\":[],\"outputs\":[]," \
	"\"programs\":[{\"name\":\"green-x\",\"version\":\"1\"}]}"

Test(manifest, lists_are_sorted_and_searched_by_name)
{
	cr_assert_eq(
	    read_text(
	        "{\"as_of\":\"2021-11-15\",\"standard\":\"s\",\"inputs\":["
	        "{\"path\":\"b\",\"sha256\":\"22\",\"bytes\":1},"
	        "{\"path\":\"a\",\"sha256\":\"11\"}]" TAIL),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert(gr_slice_eq(manifest.as_of, GR_S("2021-11-15")));
	cr_assert_eq(manifest.n[GR_MANIFEST_INPUTS], 2);
	cr_assert(
	    gr_slice_eq(manifest.item[GR_MANIFEST_INPUTS][0].name, GR_S("a")));
	cr_assert(gr_slice_eq(
	    gr_manifest_find(&manifest, GR_MANIFEST_INPUTS, GR_S("b"))->mark,
	    GR_S("22")));
	cr_assert(gr_slice_eq(gr_manifest_find(&manifest, GR_MANIFEST_PROGRAMS,
	                          GR_S("green-x"))
	                          ->mark,
	    GR_S("1")));
	cr_assert_null(
	    gr_manifest_find(&manifest, GR_MANIFEST_INPUTS, GR_S("c")));
	cr_assert_null(
	    gr_manifest_find(&manifest, GR_MANIFEST_TABLES, GR_S("a")));
}

Test(manifest, what_one_of_0_1_does_not_have_is_empty)
{
	cr_assert_eq(read_text("{\"as_of\":\"2021-11-15\",\"standard\":\"s\","
	                       "\"inputs\":[]" TAIL),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(manifest.sums.len, 0);
	cr_assert_eq(manifest.language.len, 0);
	cr_assert_eq(manifest.n[GR_MANIFEST_WAVES], 0);
	cr_assert_eq(read_text(
	                 "{\"as_of\":\"2021-11-15\",\"standard\":\"s\","
	                 "\"sums\":\"SHA256SUMS\",\"language\":\"zh\","
	                 "\"waves\":[{\"wave\":\"2020\",\"folder\":\"i\"}],"
	                 "\"unread\":[{\"path\":\"a\",\"what\":\"link\"}],"
	                 "\"inputs\":[]" TAIL),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert(gr_slice_eq(manifest.sums, GR_S("SHA256SUMS")));
	cr_assert(gr_slice_eq(manifest.language, GR_S("zh")));
	cr_assert(gr_slice_eq(
	    gr_manifest_find(&manifest, GR_MANIFEST_UNREAD, GR_S("a"))->mark,
	    GR_S("link")));
}

static void expect_refused(const char *text, const char *said)
{
	cr_assert_eq(read_text(text), GR_EDATA, "%s", text);
	cr_assert_not_null(strstr(scratch_said(&err), said), "%s is not: %s",
	    scratch_said(&err), said);
}

Test(manifest, what_is_no_manifest_is_refused_with_its_place)
{
	expect_refused("", "manifest.json:1: is no JSON");
	expect_refused("{\n\"a\":", "manifest.json:2: is no JSON");
	expect_refused("{\"a\":1,\"a\":2}", "is no JSON: duplicate");
	expect_refused("[]", "\"as_of\" is missing or no text");
	expect_refused("{\"as_of\":1}", "\"as_of\" is missing or no text");
	expect_refused("{\"as_of\":\"x\",\"standard\":\"s\"}",
	    "\"inputs\" is missing or no list");
	expect_refused("{\"as_of\":\"x\",\"standard\":\"s\",\"inputs\":["
	               "{\"path\":\"a\"}]" TAIL,
	    "\"sha256\" is missing or no text");
	expect_refused(
	    "{\"as_of\":\"x\",\"standard\":\"s\",\"inputs\":[7]" TAIL,
	    "\"path\" is missing or no text");
	cr_assert_eq(gr_manifest_read(keep, "/nowhere/m", &manifest, &err),
	    GR_EDATA);
}

Test(manifest, a_file_is_hashed_as_it_is)
{
	char hash[GR_SHA256_DIGITS + 1];

	scratch_text("f", "abc");
	cr_assert_eq(gr_file_sha256(scratch_path("f"), hash, &err), GR_OK);
	cr_assert_str_eq(hash,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	cr_assert_eq(gr_file_sha256(scratch_path("none"), hash, &err),
	    GR_EDATA);
	cr_assert_eq(gr_file_sha256(scratch_folder, hash, &err), GR_EDATA);
}

Test(manifest, a_file_is_the_one_that_an_item_names_or_not)
{
	struct gr_manifest_item item = { GR_S("f"),
		GR_S("ba7816bf8f01cfea414140de5dae2223"
		     "b00361a396177a9cb410ff61f20015ad") };
	enum gr_manifest_state state;

	scratch_text("f", "abc");
	cr_assert_eq(
	    gr_manifest_compare(&item, scratch_path("f"), &state, &err), GR_OK);
	cr_expect_eq(state, GR_MANIFEST_SAME);
	cr_assert_eq(gr_manifest_compare(NULL, scratch_path("f"), &state, &err),
	    GR_OK);
	cr_expect_eq(state, GR_MANIFEST_UNNAMED);
	scratch_text("f", "abd");
	cr_assert_eq(
	    gr_manifest_compare(&item, scratch_path("f"), &state, &err), GR_OK);
	cr_expect_eq(state, GR_MANIFEST_CHANGED);
	cr_assert_eq(gr_manifest_compare(&item, scratch_folder, &state, &err),
	    GR_OK);
	cr_expect_eq(state, GR_MANIFEST_MISSING);
	cr_assert_eq(gr_manifest_compare(NULL, scratch_path("none"), &state,
	                 &err),
	    GR_OK);
	cr_expect_eq(state, GR_MANIFEST_MISSING);
}
