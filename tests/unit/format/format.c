/* format.h: each format by its calls, as a writer makes them. */
#include "format/format.h"
#include <criterion/criterion.h>
#include <stdio.h>

#define COLUMNS 3

static const char *const heading[COLUMNS] = { "name", "n", "note" };
static const char *const rows[][COLUMNS] = {
	{ "鹤岗市", "41", "a,b" },
	{ "x", "", "=1" },
	{ "y", "-1.5", "" },
	{ "z", "none", "" },
};

static const struct gr_slice *slices(struct gr_slice *to,
    const char *const *cell)
{
	for (size_t i = 0; i < COLUMNS; i++)
		to[i] = gr_slice_of(cell[i]);
	return to;
}

/* All that the format makes of the first `n` rows. */
static void expect(const struct gr_format *format, size_t n, const char *want)
{
	struct gr_slice name[COLUMNS], cell[COLUMNS];
	struct gr_arena *keep = gr_arena_new();
	struct gr_format_table table = { .keep = keep,
		.heading = slices(name, heading),
		.n = COLUMNS };
	struct gr_err err;

	if (format->open)
		cr_assert_eq(format->open(&table, &err), GR_OK);
	for (size_t i = 0; format->scan && i < n; i++)
		cr_assert_eq(format->scan(&table, slices(cell, rows[i]), &err),
		    GR_OK);
	cr_expect_eq(table.out.len, 0, "nothing before the header");
	cr_assert_eq(format->header(&table, &err), GR_OK);
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(format->row(&table, slices(cell, rows[i]), &err),
		    GR_OK);
	if (format->close)
		cr_assert_eq(format->close(&table, &err), GR_OK);
	cr_assert_eq(gr_buf_check(&table.out, &err), GR_OK);
	cr_expect(gr_slice_eq(gr_buf_slice(&table.out), gr_slice_of(want)),
	    "%s: '%.*s' is not '%s'", format->name,
	    GR_ARG(gr_buf_slice(&table.out)), want);
	gr_buf_free(&table.out);
	gr_arena_free(keep);
}

Test(format, csv_is_quoted_and_guarded)
{
	expect(&gr_format_csv, 3,
	    "name,n,note\n鹤岗市,41,\"a,b\"\nx,,'=1\ny,-1.5,\n");
	expect(&gr_format_csv, 0, "name,n,note\n");
}

Test(format, text_is_aligned_by_width_and_numbers_stand_right)
{
	expect(&gr_format_text, 3,
	    "name       n  note\n"
	    "鹤岗市    41  a,b\n"
	    "x             =1\n"
	    "y       -1.5\n");
	expect(&gr_format_text, 0, "name  n  note\n");
}

Test(format, one_word_among_numbers_and_the_column_stands_left)
{
	expect(&gr_format_text, 4,
	    "name    n     note\n"
	    "鹤岗市  41    a,b\n"
	    "x             =1\n"
	    "y       -1.5\n"
	    "z       none\n");
}

Test(format, the_list_has_each_once_and_csv_first)
{
	struct gr_slice rest = gr_slice_of(gr_format_names), name;
	char word[32];
	size_t n = 0;

	cr_assert_eq(gr_format_find(NULL), &gr_format_csv);
	for (; gr_slice_split(&rest, '|', &name); n++) {
		snprintf(word, sizeof word, "%.*s", GR_ARG(name));
		const struct gr_format *format = gr_format_find(word);

		cr_assert_not_null(format, "%s", word);
		cr_expect_str_eq(format->name, word);
		cr_expect(format->header && format->row);
	}
	cr_expect_geq(n, 2);
	cr_expect_eq(gr_format_find("text"), &gr_format_text);
}

Test(format, what_is_not_in_the_list_is_no_format)
{
	cr_expect_null(gr_format_find(""));
	cr_expect_null(gr_format_find("cs"));
	cr_expect_null(gr_format_find("csv|text"));
	cr_expect_null(gr_format_find("CSV"));
}

Test(format, json_has_numbers_as_they_are)
{
	expect(&gr_format_json, 3,
	    "[\n{\"name\": \"鹤岗市\", \"n\": 41, \"note\": \"a,b\"},\n"
	    "{\"name\": \"x\", \"n\": null, \"note\": \"=1\"},\n"
	    "{\"name\": \"y\", \"n\": -1.5, \"note\": null}\n]\n");
	expect(&gr_format_json, 0, "[\n]\n");
}

Test(format, markdown_has_a_line_below_its_heading)
{
	expect(&gr_format_markdown, 1,
	    "| name | n | note |\n| --- | --- | --- |\n| 鹤岗市 | 41 | a,b |\n");
}
