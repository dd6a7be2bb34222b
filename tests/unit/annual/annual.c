/* annual.h: the year's sentences are said of the right place, with its figures,
 * or left out. */
#include "annual/annual.h"

#include "scratch.h"

static struct gr_arena *keep;
static struct gr_err err;
static struct gr_release release;
static struct gr_standard standard;
static char text[32768];

#define HEAD "kind,about,when,zh,en\ntitle,,,T,T\n"

/* A file of the release, and its line in the manifest. */
static void publish(struct gr_buf *outputs, const char *name, const char *bytes)
{
	char hash[GR_SHA256_DIGITS + 1];

	scratch_text(name, bytes);
	cr_assert_eq(gr_file_sha256(scratch_path(name), hash, &err), GR_OK);
	gr_buf_format(outputs, "%s{\"path\":\"%s\",\"sha256\":\"%s\"}",
	    outputs->len ? "," : "", name, hash);
}

static void publish_all(const char *as_of, const char *cities)
{
	struct gr_buf outputs = { 0 }, manifest = { 0 };

	publish(&outputs, "cities.csv", cities);
	publish(&outputs, "counties.csv",
	    "wave,level,code,name\n2021,county,11,County & Co\n");
	publish(&outputs, "milestones.csv",
	    "id,level,code,due,status,outlook,gap\n"
	    "A,city,1,2021-05-01,met_late,,0\n"
	    "B,city,1,2022-02-28,not_due,likely,2\n"
	    "B,city,2,2022-02-28,not_due,,\n"
	    "C,city,1,2022-03-01,not_due,,\n");
	gr_buf_format(&manifest,
	    "{\"as_of\":\"%s\",\"standard\":\"s\",\"inputs\":[],"
	    "\"tables\":[],\"programs\":[],\"outputs\":[%.*s]}",
	    as_of, GR_ARG(gr_buf_slice(&outputs)));
	scratch_write("manifest.json", manifest.ptr, manifest.len);
	gr_buf_free(&outputs);
	gr_buf_free(&manifest);
	cr_assert_eq(gr_release_open(keep, scratch_folder, ".", &release, &err),
	    GR_OK, "%s", scratch_said(&err));
}

static const char cities[] =
    "wave,level,code,name,registered,attained,attained_rate,short_1,rank\n"
    "2020,city,1,One,3,1,33.33,C1,1\n"
    "2020,province,9,All,6,1,16.67,C1,\n"
    "2021,city,1,One,3,2,66.67,C1,1\n"
    "2021,city,2,Two,4,,,,\n"
    "2021,city,3,Three,5,2,40.00,,2\n"
    "2021,province,9,All,7,2,28.57,C1,\n";

static void setup(void)
{
	static const struct gr_criterion criterion = { .criterion = { "C1", 2 },
		.title_zh = { "C-zh", 4 },
		.title_en = { "C-en", 4 } };
	static const struct gr_place place = { .code = { "1", 1 },
		.name_zh = { "Yi", 2 },
		.name_en = { "Uno", 3 } };

	scratch_open();
	keep = gr_arena_new();
	standard = (struct gr_standard){ .path = scratch_folder,
		.region = GR_S("9"),
		.region_name_zh = GR_S("Quan"),
		.region_name_en = GR_S("Whole"),
		.criterion = &criterion,
		.criteria = 1,
		.place = &place,
		.places = 1 };
	publish_all("2021-11-15", cities);
}

static void teardown(void)
{
	gr_arena_free(keep);
	scratch_close();
}

TestSuite(annual, .init = setup, .fini = teardown);

/* The summary by an annual.csv, in `text`. */
static enum gr_status write_by(const char *script, bool chinese,
    enum gr_annual_format format)
{
	const struct gr_annual annual = { &release, &standard, chinese, format,
		"annual.csv", NULL, NULL };
	char path[512];
	struct gr_sink *sink;
	FILE *file;

	scratch_text("annual.csv", script);
	snprintf(path, sizeof(path), "%s", scratch_path("out"));
	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	enum gr_status status = gr_annual_write(&annual, sink, &err);
	if (status != GR_OK) {
		gr_sink_abandon(sink);
		return status;
	}
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	file = fopen(path, "r");
	cr_assert_not_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	return status;
}

static void expect_as(const char *script, bool chinese, const char *wanted)
{
	cr_assert_eq(write_by(script, chinese, GR_ANNUAL_MARKDOWN), GR_OK, "%s",
	    scratch_said(&err));
	cr_expect_str_eq(text, wanted);
}

static void expect(const char *script, const char *wanted)
{
	expect_as(script, true, wanted);
}

static void expect_refused(const char *script, const char *said)
{
	cr_expect_eq(write_by(script, true, GR_ANNUAL_MARKDOWN), GR_EUSAGE,
	    "accepted: %s", script);
	cr_expect_str_eq(scratch_said(&err), said);
}

Test(annual, a_sentence_has_the_figures_of_the_region)
{
	expect(HEAD "paragraph,,,{attained} of {registered},\n"
	            "sentence,,,; {prev(attained)},\n"
	            "paragraph,,,new,\n",
	    "# T\n\n2 of 7; 1\n\nnew\n\n");
}

Test(annual, a_sentence_without_its_figure_is_left_out)
{
	expect(HEAD "section,,,S,\nparagraph,,,rank {rank},\n"
	            "section,,,S2,\nparagraph,,,kept,\n",
	    "# T\n\n## S2\n\nkept\n\n");
	publish_all("2020-11-15", cities);
	expect(HEAD "paragraph,,,{prev(attained)},\n"
	            "paragraph,,,{change(attained)},\n"
	            "paragraph,,,{change(attained/registered)},\n"
	            "paragraph,,$first_wave == 1,first,\n",
	    "# T\n\nfirst\n\n");
}

Test(annual, changes_come_from_exact_rates_rounded_once)
{
	/* 100 * (2/7 - 1/6) = 11.9047...; 28.57 - 16.67 = 11.90 */
	expect(HEAD "paragraph,,,{change(attained/registered)} "
	            "{change(attained_rate)} {change(registered)},\n",
	    "# T\n\n11.90 11.90 1\n\n");
	publish_all("2021-11-15",
	    "wave,level,code,name,registered,attained,attained_rate\n"
	    "2020,province,9,All,3,2,66.67\n2021,province,9,All,6,2,33.33\n");
	expect(HEAD "paragraph,,,{change(attained/registered)} "
	            "{change(attained/registered)|abs} "
	            "{change(attained_rate)|abs},\n",
	    "# T\n\n-33.33 33.33 33.34\n\n");
}

Test(annual, tests_choose_what_is_said)
{
	expect(HEAD "paragraph,,attained > prev(attained),up,\n"
	            "paragraph,,attained < prev(attained),down,\n"
	            "paragraph,,rank > 0,ranked,\n"
	            "paragraph,,not (rank > 0),not ranked,\n",
	    "# T\n\nup\n\n");
}

Test(annual, missing_cells_sort_last_either_way)
{
	expect(HEAD "item,cities by attained desc,\"level == \"\"city\"\"\","
	            "{code},\n",
	    "# T\n\n- 1\n- 3\n- 2\n\n");
	expect(HEAD "item,\"cities by attained, registered desc\","
	            "\"level == \"\"city\"\"\",{code},\n",
	    "# T\n\n- 3\n- 1\n- 2\n\n");
	expect(HEAD "item,cities by registered desc first 2,"
	            "\"level == \"\"city\"\"\",{code},\n",
	    "# T\n\n- 3\n- 2\n\n");
	expect(HEAD "item,cities by short_1 desc,\"level == \"\"city\"\"\","
	            "{code},\n",
	    "# T\n\n- 1\n- 2\n- 3\n\n");
}

Test(annual, groups_are_counted)
{
	expect(HEAD "item,milestones by due group id,,\"{id}: {count()} "
	            "{count(gap == 0)} {count(outlook == \"\"-\"\")}\",\n",
	    "# T\n\n- A: 1 1 1\n- B: 2 0 1\n- C: 1 0 1\n\n");
	expect(HEAD "item,milestones group id,due > $as_of and due <= "
	            "$next_year,{id} {count()},\n",
	    "# T\n\n- B 2\n- C 1\n\n");
}

Test(annual, a_year_after_29_february_is_the_28th)
{
	publish_all("2024-02-29",
	    "wave,level,code,name\n2024,province,9,All\n");
	expect(HEAD "paragraph,,$next_year == '2025-02-28',yes,\n",
	    "# T\n\nyes\n\n");
}

Test(annual, codes_dates_and_words_are_put_in_words)
{
	const char *script = HEAD
	    "note,,,{$as_of|date},\n"
	    "paragraph,,,{code|title} {short_1|title},\n"
	    "item,cities,\"level == \"\"city\"\"\",{code|title},\n"
	    "item,counties,,{code|title} {level|word},\n"
	    "word,county,,xian,Co.\n"
	    "word,date,,YnMyDr,MM/DD/Y\n";

	expect(script,
	    "# T\n\n2021n11y15r\n\nQuan C-zh\n\n"
	    "- Yi\n- Two\n- Three\n- County &amp; Co xian\n\n");
	expect_as(script, false,
	    "# T\n\n11/15/2021\n\nWhole C-en\n\n"
	    "- Uno\n- Two\n- Three\n- County &amp; Co Co.\n\n");
	expect(HEAD "note,,,{$as_of|date} {level|word},\n",
	    "# T\n\n2021-11-15 province\n\n");
}

Test(annual, the_release_has_the_name_that_its_manifest_gives)
{
	char hash[GR_SHA256_DIGITS + 1], wanted[64];

	cr_assert_eq(gr_file_sha256(scratch_path("manifest.json"), hash, &err),
	    GR_OK);
	snprintf(wanted, sizeof(wanted), "# T\n\n2021-11-15-%.8s\n\n", hash);
	expect(HEAD "note,,,{$release},\n", wanted);
}

Test(annual, english_sentences_are_parted_by_a_space)
{
	expect_as(HEAD "paragraph,,,a,A.\nsentence,,,b,B.\n", false,
	    "# T\n\nA. B.\n\n");
	expect(HEAD "paragraph,,,a,A.\nsentence,,,b,B.\n", "# T\n\nab\n\n");
}

Test(annual, every_claim_names_its_cells)
{
	cr_assert_eq(
	    write_by(HEAD
	        "paragraph,,,{attained}{$as_of|date},\n"
	        "paragraph,,,{change(attained/registered)},\n"
	        "item,milestones group id,\"level == \"\"city\"\" and due "
	        "> $as_of\",{count(gap == 2)},\n",
	        true, GR_ANNUAL_CLAIMS),
	    GR_OK, "%s", scratch_said(&err));
	cr_expect_str_eq(text,
	    "claim,sentence,figure,operation,file,row,column,value\n"
	    "1,22021-11-15,2,value,cities.csv,"
	    "wave=2021;level=province;code=9,attained,2\n"
	    "2,22021-11-15,2021-11-15,value,manifest.json,,as_of,2021-11-15\n"
	    "3,11.90,11.90,change_of_rate,cities.csv,"
	    "wave=2021;level=province;code=9,attained,2\n"
	    "3,11.90,11.90,change_of_rate,cities.csv,"
	    "wave=2021;level=province;code=9,registered,7\n"
	    "3,11.90,11.90,change_of_rate,cities.csv,"
	    "wave=2020;level=province;code=9,attained,1\n"
	    "3,11.90,11.90,change_of_rate,cities.csv,"
	    "wave=2020;level=province;code=9,registered,6\n"
	    "4,1,1,count,milestones.csv,id=B,"
	    "\"(level == \"\"city\"\" and due > $as_of) and (gap == 2)\",1\n"
	    "5,0,0,count,milestones.csv,id=C,"
	    "\"(level == \"\"city\"\" and due > $as_of) and (gap == 2)\",0\n");
}

Test(annual, tables_show_rows_and_claims_last)
{
	expect(HEAD "paragraph,,,{attained},\n"
	            "table,cities by rank,\"level == \"\"city\"\"\",Cap,\n"
	            "column,{code|title},,City,\ncolumn,{rank},,Rank,\n"
	            "table,claims,,Claims,\ncolumn,{claim},,No,\n"
	            "column,{value},,Value,\n",
	    "# T\n\n2\n\n## 附件1 Cap\n\n| City | Rank |\n| --- | --- |\n"
	    "| Yi | 1 |\n| Three | 2 |\n| Two |  |\n\n"
	    "## 附件2 Claims\n\n| No | Value |\n| --- | --- |\n| 1 | 2 |\n\n");
}

Test(annual, what_does_not_hold_in_the_table_is_refused_with_its_place)
{
	expect_refused("kind,about,when,zh,en\n",
	    "annual.csv:1: kind: there is no title");
	expect_refused("kind,about,when,zh\ntitle,,,T\n",
	    "annual.csv:1: en: this column is missing");
	expect_refused("kind,about,when,zh,en\nnote,,,T,\n",
	    "annual.csv:2: kind: the first line, and no other, is a title: "
	    "'note'");
	expect_refused("kind,about,when,zh,en\ntitle,,,{rank},\n",
	    "annual.csv:2: kind: the title has nothing to say");
	expect_refused("kind,about,when,zh,en\ntitle,,1 == 1,T,\n",
	    "annual.csv:2: when: this kind is always there: '1 == 1'");
	expect_refused("kind,about,when,zh,en\ntitle,cities,,T,\n",
	    "annual.csv:2: about: a title or section is about the whole: "
	    "'cities'");
	expect_refused(HEAD "verse,,,a,\n",
	    "annual.csv:3: kind: there is no kind: 'verse'");
	expect_refused(HEAD "note,,,,\n",
	    "annual.csv:3: zh: there is no text in any language: 'note'");
	expect_refused(HEAD "note,towns,,a,\n",
	    "annual.csv:3: about: there is no such table: 'towns'");
	expect_refused(HEAD "note,cities by size,,a,\n",
	    "annual.csv:3: about: there is no such column: 'size'");
	expect_refused(HEAD "note,cities first many,,a,\n",
	    "annual.csv:3: about: is no number of rows: 'many'");
	expect_refused(HEAD "note,cities some,,a,\n",
	    "annual.csv:3: about: group, by or first is wanted, not: 'some'");
	expect_refused(HEAD "note,cities by code descending,,a,\n",
	    "annual.csv:3: about: group, by or first is wanted, not: "
	    "'descending'");
	expect_refused(HEAD "note,claims,,a,\n",
	    "annual.csv:3: about: only a table can be about: 'claims'");
	expect_refused(HEAD "note,,,{size},\n",
	    "annual.csv:3: zh: there is no figure 'size' in cities.csv");
	expect_refused(HEAD "note,,,a,{size}\n",
	    "annual.csv:3: en: there is no figure 'size' in cities.csv");
	expect_refused(HEAD "note,,,{$wave},\n",
	    "annual.csv:3: zh: '$wave' is neither $as_of nor $release");
	expect_refused(HEAD "note,,,{rank,\n",
	    "annual.csv:3: zh: a { is not closed");
	expect_refused(HEAD "note,,,rank},\n",
	    "annual.csv:3: zh: a } closes nothing");
	expect_refused(HEAD "note,,,{rank|upper},\n",
	    "annual.csv:3: zh: 'upper' is no way to print: abs, title, word, "
	    "date, tenth, wan");
	expect_refused(HEAD "note,cities wide,,a,\n",
	    "annual.csv:3: about: group, by or first is wanted, not: 'wide'");
	expect_refused(HEAD "chart,clouds,,a,\n",
	    "annual.csv:3: about: there is no such chart: 'clouds'");
	expect_refused(HEAD "chart,bars,1 == 1,a,\n",
	    "annual.csv:3: when: this kind is always there: '1 == 1'");
	expect_refused(HEAD "note,cities,,{count()},\n",
	    "annual.csv:3: zh: count() is of a group: 'cities'");
	expect_refused(HEAD "column,{rank},,a,\n",
	    "annual.csv:3: kind: there is no table above: 'column'");
	expect_refused(HEAD "table,cities,,a,\nnote,,,b,\n",
	    "annual.csv:4: kind: tables come last, this is before them: "
	    "'note'");
	expect_refused(HEAD "word,x,,a,\nword,x,,b,\n",
	    "annual.csv:4: about: stands there already: 'x'");
	expect_refused(HEAD "note,,rank,a,\n",
	    "annual.csv:3: when: 'rank' is a number where a test is wanted: "
	    "write 'rank == 1', at character 1 of: rank");
	expect_refused(HEAD "note,,$size == 1,a,\n",
	    "annual.csv:3: when: there is no parameter '$size', at character 1 "
	    "of: $size == 1");
}

/* What 2021 prints of a province with this name of "registered" and this rate. */
static void expect_shorter(const char *registered, const char *rate,
    const char *wanted)
{
	char rows[512], said[512];

	snprintf(rows, sizeof(rows),
	    "wave,level,code,name,registered,attained,attained_rate,short_1,"
	    "rank\n2021,province,9,All,%s,2,%s,C1,\n",
	    registered, rate);
	snprintf(said, sizeof(said), "# T\n\n%s\n\n", wanted);
	publish_all("2021-11-15", rows);
	expect(HEAD "paragraph,,,{registered|wan} {attained_rate|tenth},\n",
	    said);
}

Test(annual, numbers_are_shorter_where_that_says_the_same)
{
	expect_shorter("22395517", "28.57", "2239.6万 28.6");
	expect_shorter("9999", "95.60", "9999 95.6");
	expect_shorter("10000", "40.00", "1万 40.0");
	expect_shorter("-20499", "-0.31", "-2万 -0.3");
	/* a target, all, none; and what has been rounded to a 5 before */
	expect_shorter("10500", "59.96", "1.1万 59.96");
	expect_shorter("10499", "99.97", "1万 99.97");
	expect_shorter("104999", "0.02", "10.5万 0.02");
	expect_shorter("7", "57.45", "7 57.45");
	expect_shorter("7", "38.01", "7 38.0");
	expect_shorter("7", "60", "7 60.0");
	cr_assert_eq(write_by(HEAD
	                 "note,,,{registered|wan} {attained_rate|tenth},\n",
	                 true, GR_ANNUAL_CLAIMS),
	    GR_OK);
	cr_expect_not_null(strstr(text, ",7,value,"));
	publish_all("2021-11-15",
	    "wave,level,code,name,registered,attained,attained_rate,short_1,"
	    "rank\n2021,province,9,All,22395517,2,28.57,C1,\n");
	cr_assert_eq(write_by(HEAD
	                 "note,,,{registered|wan} {attained_rate|tenth},\n",
	                 true, GR_ANNUAL_CLAIMS),
	    GR_OK);
	cr_expect_not_null(strstr(text,
	    "2239.6万,value,cities.csv,wave=2021;level=province;code=9,"
	    "registered,22395517\n"));
	cr_expect_not_null(strstr(text, "code=9,attained_rate,28.57\n"));
}

#define PAPER \
	HEAD "to,,,Hers:,\nparagraph,,,{attained} it.,\nfrom,,,Us,\n" \
	     "dated,,,{$as_of},\ncopy,,,copies,\nissued,,,office,\n" \
	     "issued,,,later,\ntable,cities wide,,Long,\ncolumn,{code},,c,\n" \
	     "table,cities apart,,Away,\ncolumn,{code},,c,\n" \
	     "table,claims aside,,Sources,\ncolumn,{claim},,n,\n"

/* Where each of the words stands in `text`, in this order. */
static void expect_in_order(const char *const *word)
{
	const char *at = text;

	for (; *word != NULL; word++) {
		const char *next = strstr(at, *word);

		cr_assert_not_null(next, "not there, or too early: %s", *word);
		at = next + strlen(*word);
	}
}

Test(annual, on_paper_the_copies_come_last_and_the_lists_apart)
{
	cr_assert_eq(write_by(PAPER, true, GR_ANNUAL_HTML), GR_OK);
	expect_in_order((const char *const[]){ "<p class=\"to\">Hers:</p>",
	    "附件：", "<p>1. Long</p>", "<p>2. Away（另附）</p>",
	    "<div class=\"sign\">", "<span>Us</span>",
	    "<p class=\"dated\"><a href=\"#r2\">2021-11-15</a></p>\n</div>",
	    "<div class=\"annex wide\">\n<p class=\"label\">附件1</p>",
	    "<h2>Long</h2>", "<div class=\"aside\">", "<h2>Sources</h2>",
	    "<tr id=\"r2\">",
	    "<div class=\"last\">\n<p class=\"copy\">copies</p>\n",
	    "<p class=\"issued\">office</p>\n<p class=\"issued\">later</p>",
	    "</main>", NULL });
	cr_expect_null(strstr(text, "<h2>Away</h2>"));
	cr_assert_eq(write_by(PAPER, true, GR_ANNUAL_LISTS), GR_OK);
	expect_in_order((const char *const[]){ "<title>T</title>",
	    "<div class=\"annex first\">\n<p class=\"label\">附件2</p>",
	    "<h2>Away</h2>", "</main>", NULL });
	cr_expect_null(strstr(text, "Long"));
	cr_expect_null(strstr(text, "copies"));
	cr_expect_null(strstr(text, "Sources"));
	cr_assert_eq(write_by(PAPER, false, GR_ANNUAL_MARKDOWN), GR_OK);
	expect_in_order((const char *const[]){ "Hers:\n\n2 it.\n\nUs\n\n",
	    "2021-11-15\n\ncopies\n\noffice\n\nlater\n\n## Annex 1. Long\n",
	    "## Annex 2. Away\n", "## Sources\n", NULL });
}

Test(annual, a_release_that_is_none_of_that_year_is_no_input)
{
	publish_all("2022-11-15", cities);
	cr_expect_eq(write_by(HEAD, true, GR_ANNUAL_MARKDOWN), GR_EDATA);
	cr_expect_str_eq(scratch_said(&err),
	    "cities.csv: the release has no wave 2022 of the region 9");
	publish_all("soon", cities);
	cr_expect_eq(write_by(HEAD, true, GR_ANNUAL_MARKDOWN), GR_EDATA);
	publish_all("2021-11-15", "wave,level,name\n2021,province,All\n");
	cr_expect_eq(write_by(HEAD, true, GR_ANNUAL_MARKDOWN), GR_EDATA);
	cr_expect_str_eq(scratch_said(&err),
	    "cities.csv:1: has no column 'code'");
}
