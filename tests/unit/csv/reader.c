/* reader.h: records keep their cells and lines, and what is none is told. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/buf.h"
#include "csv/reader.h"

struct text {
	struct gr_slice left;
	size_t step;
};

static enum gr_status read_text(void *context, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	struct text *text = context;

	(void)err;
	*got = text->left.len < text->step ? text->left.len : text->step;
	*got = *got < room ? *got : room;
	if (*got > 0)
		memcpy(to, text->left.ptr, *got);
	text->left = gr_slice_skip(text->left, *got);
	return *got > 0 ? GR_OK : GR_END;
}

/* "line:cell|cell\n" for every record, then how it ended. */
static void split(struct gr_slice s, size_t step, char delimiter,
    const struct gr_csv_limits *limits, unsigned flags, struct gr_buf *out)
{
	struct text text = { s, step };
	struct gr_csv_record record;
	struct gr_err err = { .line = 0 };
	struct gr_csv *csv;
	enum gr_status status;

	gr_buf_clear(out);
	cr_assert_eq(gr_csv_open(read_text, &text, "x.csv", delimiter, limits,
	                 flags, &csv, &err),
	    GR_OK);
	while ((status = gr_csv_next(csv, &record, &err)) == GR_OK) {
		gr_buf_format(out, "%d:", (int)record.line);
		for (size_t i = 0; i < record.cells; i++) {
			if (i > 0)
				gr_buf_byte(out, '|');
			gr_buf_add(out, record.cell[i]);
		}
		gr_buf_text(out, record.stray ? "!\n" : "\n");
	}
	if (status != GR_END)
		gr_buf_format(out, "%d! %s", (int)err.line, err.message);
	gr_csv_close(csv);
}

static void assert_splits(const char *text, const char *want)
{
	static const size_t steps[] = { 1, 2, 3, 5, SIZE_MAX };
	struct gr_buf out = { 0 };

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		for (unsigned flags = 0; flags < 4; flags++) {
			split(gr_slice_of(text), steps[i], ',', NULL, flags,
			    &out);
			cr_assert(gr_slice_eq(gr_buf_slice(&out),
			              gr_slice_of(want)),
			    "step %zu flags %u: '%s' is\n"
			    "%.*s",
			    steps[i], flags, text, GR_ARG(gr_buf_slice(&out)));
		}
	gr_buf_free(&out);
}

Test(reader, plain_cells_and_lines)
{
	assert_splits("", "");
	assert_splits("a", "1:a\n");
	assert_splits("a,b\nc,d\n", "1:a|b\n2:c|d\n");
	assert_splits("a,,\n,b,\n", "1:a||\n2:|b|\n");
	assert_splits(",", "1:|\n");
	assert_splits(" a , b ", "1: a | b \n");
}

Test(reader, all_line_ends_count_as_one_line)
{
	assert_splits("a\r\nb\rc\nd", "1:a\n2:b\n3:c\n4:d\n");
	assert_splits("a\r\n\r\nb", "1:a\n2:\n3:b\n");
	assert_splits("a\r\r\nb", "1:a\n2:\n3:b\n");
	assert_splits("\n\r\n\r", "1:\n2:\n3:\n");
}

Test(reader, quoted_cells)
{
	assert_splits("\"a,b\",\"c\"\n", "1:a,b|c\n");
	assert_splits("\"\",\"\"", "1:|\n");
	assert_splits("\"a\"\"b\",\"\"\"\"", "1:a\"b|\"\n");
	assert_splits("\"\"\"a\"\"\"", "1:\"a\"\n");
}

Test(reader, breaks_in_quotes_belong_to_the_cell_and_are_counted)
{
	assert_splits("a,\"x\ny\"\nb", "1:a|x\ny\n3:b\n");
	assert_splits("\"x\r\ny\"\r\nb", "1:x\r\ny\n3:b\n");
	assert_splits("\"x\ry\"\rb", "1:x\ry\n3:b\n");
	assert_splits("\"x\"\"\r\n\r\n\ny\"\nb", "1:x\"\r\n\r\n\ny\n5:b\n");
}

Test(reader, a_quote_inside_an_unquoted_cell_is_a_character_of_it)
{
	assert_splits("a,b\"c\nd\n", "1:a|b\"c!\n2:d\n");
	assert_splits("a \"b,c\",d\r\ne", "1:a \"b|c\"|d!\n2:e\n");
	assert_splits("\"x\ny\",b\"\"c\nd\n", "1:x\ny|b\"\"c!\n3:d\n");
	assert_splits("=\"0123\",1\n", "1:=\"0123\"|1!\n");
	assert_splits("a\"", "1:a\"!\n");
	assert_splits("a\",\"b",
	    "1! the quote that opens here is never closed "
	    "[D14]");
	assert_splits("a\",\"b\"c",
	    "1! a cell that opens with a quote here has "
	    "text behind its closing quote [D14]");
}

Test(reader, an_unclosed_quote_is_named_by_the_line_it_opened_in)
{
	assert_splits("a\nb,\"c\nd\n",
	    "1:a\n2! the quote that opens here is "
	    "never closed [D14]");
	assert_splits("\"a\nb\",\"c\n",
	    "2! the quote that opens here is never "
	    "closed [D14]");
	assert_splits("\"",
	    "1! the quote that opens here is never closed "
	    "[D14]");
	assert_splits("\"\"\"",
	    "1! the quote that opens here is never closed "
	    "[D14]");
}

Test(reader, text_behind_a_closing_quote_is_named_too)
{
	const char *words = "1:x\n2! a cell that opens with a quote here has "
	                    "text behind its closing quote [D14]";

	assert_splits("x\n\"a\"b\n", words);
	assert_splits("x\n\"a\" ,b\n", words);
	assert_splits("x\n\"a\nb\"c\n", words);
	assert_splits("x\n\"a\"\"\"b\n", words);
}

static void assert_limit(const char *text, struct gr_csv_limits limits,
    const char *want)
{
	struct gr_buf out = { 0 };

	for (size_t step = 1; step < 40; step++)
		for (unsigned flags = 0; flags < 4; flags++) {
			split(gr_slice_of(text), step, ',', &limits, flags,
			    &out);
			cr_assert(gr_slice_eq(gr_buf_slice(&out),
			              gr_slice_of(want)),
			    "step %zu flags %u: %.*s", step, flags,
			    GR_ARG(gr_buf_slice(&out)));
		}
	gr_buf_free(&out);
}

Test(reader, both_sides_of_every_limit)
{
	assert_limit("a\n12345678\r\nb", (struct gr_csv_limits){ 8, 9, 9 },
	    "1:a\n2:12345678\n3:b\n");
	assert_limit("a\n12345678901\n", (struct gr_csv_limits){ 8, 99, 9 },
	    "1:a\n2! a record longer than max-record (8 bytes) [max-record]");
	assert_limit("1234,12345\n", (struct gr_csv_limits){ 99, 4, 9 },
	    "1! cell 2 is longer than max-field (4 bytes) [max-field]");
	assert_limit("1,2,3\n", (struct gr_csv_limits){ 99, 9, 3 },
	    "1:1|2|3\n");
	assert_limit("1,2,3,4\n", (struct gr_csv_limits){ 99, 9, 3 },
	    "1! a record of more than max-columns (3) cells [max-columns]");
	assert_limit("x,\"a\nb\n01234567890123456789\n",
	    (struct gr_csv_limits){ 12, 99, 9 },
	    "1! the quote that opens here "
	    "is not closed within max-record (12 bytes) [D14]");
}

Test(reader, other_delimiters)
{
	struct gr_buf out = { 0 };

	split(GR_S("a,b\tc\n\"d\te\"\tf"), 2, '\t', NULL, 0, &out);
	cr_assert(gr_slice_eq(gr_buf_slice(&out), GR_S("1:a,b|c\n2:d\te|f\n")));
	split(GR_S("a;b\n"), 2, ';', NULL, 0, &out);
	cr_assert(gr_slice_eq(gr_buf_slice(&out), GR_S("1:a|b\n")));
	gr_buf_free(&out);
}

/* Texts of the bytes that matter, the same on every run. */
static void make_text(unsigned seed, struct gr_buf *to)
{
	static const char bytes[] = "ab,\",\"\n\r\n ,\"\"x";
	uint32_t state = seed * 2654435761u + 1;
	size_t n = seed % 97;

	gr_buf_clear(to);
	for (size_t i = 0; i < n; i++) {
		state = state * 1664525u + 1013904223u;
		gr_buf_byte(to, bytes[(state >> 16) % (sizeof(bytes) - 1)]);
	}
}

Test(reader, the_scan_its_scalar_twin_and_libcsv_agree)
{
	struct gr_buf text = { 0 }, fast = { 0 }, other = { 0 };

	for (unsigned seed = 0; seed < 4000; seed++) {
		make_text(seed, &text);
		struct gr_slice s = gr_buf_slice(&text);
		split(s, SIZE_MAX, ',', NULL, 0, &fast);
		split(s, 1 + seed % 9, ',', NULL, GR_CSV_SCALAR, &other);
		cr_assert(gr_slice_eq(gr_buf_slice(&fast),
		              gr_buf_slice(&other)),
		    "seed %u", seed);
		split(s, 1 + seed % 7, ',', NULL, GR_CSV_REFERENCE, &other);
		cr_assert(gr_slice_eq(gr_buf_slice(&fast),
		              gr_buf_slice(&other)),
		    "seed %u, libcsv", seed);
	}
	gr_buf_free(&text);
	gr_buf_free(&fast);
	gr_buf_free(&other);
}

Test(reader, records_longer_than_the_window_are_whole)
{
	size_t n = 300000;
	struct gr_buf text = { 0 }, out = { 0 };

	gr_buf_text(&text, "a,\"");
	for (size_t i = 0; i < n; i++)
		gr_buf_byte(&text, i % 100 == 99 ? '\n' : 'x');
	gr_buf_text(&text, "\",b\nc\n");
	split(gr_buf_slice(&text), 1000, ',', NULL, 0, &out);
	cr_assert_eq(out.len, 2 + 2 + n + 2 + 1 + 7);
	cr_assert(gr_slice_ends(gr_buf_slice(&out), GR_S("|b\n3002:c\n")));
	gr_buf_free(&text);
	gr_buf_free(&out);
}
