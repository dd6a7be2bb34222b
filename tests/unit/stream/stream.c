/* stream.h: a stream ends with a trailer that matches, or it is not whole. */
#include "stream/stream.h"
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[] = "/tmp/green-stream-XXXXXX";

static void make_file(void)
{
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	close(fd);
}

static void drop_file(void)
{
	unlink(path);
}

TestSuite(stream, .init = make_file, .fini = drop_file);

static void put(struct gr_slice text)
{
	FILE *file = fopen(path, "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(text.ptr, 1, text.len, file), text.len);
	cr_assert_eq(fclose(file), 0);
}

/* How reading all of it ends, and how many rows it gave. */
static enum gr_status read_all(struct gr_slice text, bool foreign, size_t *rows,
    struct gr_err *err)
{
	struct gr_stream *stream = NULL;
	struct gr_row row;
	enum gr_status status;

	put(text);
	*rows = 0;
	status = gr_stream_open_file(path, foreign, &stream, err);
	while (status == GR_OK) {
		status = gr_stream_next(stream, &row, err);
		*rows += status == GR_OK;
	}
	gr_stream_close(stream);
	return status;
}

Test(stream, of_a_file_that_is_not_there_is_none)
{
	struct gr_stream *stream = NULL;
	struct gr_err err = { 0 };

	cr_assert_eq(gr_stream_open_file("/nonexistent/x.tsv", false, &stream,
	                 &err),
	    GR_EDATA);
	cr_assert_null(stream);
}

#define WHOLE "a\tb\n1\t2\n3\t\n#end\tgreen-x\t2\t11\n"

Test(stream, ends_only_behind_a_trailer_that_matches)
{
	struct gr_err err;
	size_t rows;

	cr_assert_eq(read_all(GR_S(WHOLE), false, &rows, &err), GR_END);
	cr_assert_eq(rows, 2);
	cr_assert_eq(read_all(GR_S("a\n#end\tgreen-x\t0\t2\n"), false, &rows,
	                 &err),
	    GR_END);
	cr_assert_eq(rows, 0);
}

Test(stream, is_not_whole_when_cut_at_any_byte)
{
	struct gr_err err;
	size_t rows;

	for (size_t n = 0; n < sizeof WHOLE - 1; n++)
		cr_assert_eq(read_all(gr_slice_make(WHOLE, n), false, &rows,
		                 &err),
		    GR_EDATA, "cut at %zu", n);
}

Test(stream, reads_streams_joined_by_cat)
{
	struct gr_err err;
	size_t rows;

	cr_assert_eq(read_all(GR_S(WHOLE WHOLE), false, &rows, &err), GR_END);
	cr_assert_eq(rows, 4);
	cr_assert_eq(read_all(GR_S(WHOLE "a\tc\n#end\tgreen-x\t0\t4\n"), false,
	                 &rows, &err),
	    GR_EDATA);
	for (size_t n = sizeof WHOLE; n < 2 * (sizeof WHOLE - 1); n++)
		cr_assert_eq(read_all(gr_slice_make(WHOLE WHOLE, n), false,
		                 &rows, &err),
		    GR_EDATA, "cut at %zu", n);
}

Test(stream, refuses_what_no_stream_holds)
{
	const struct {
		struct gr_slice text;
		const char *message;
	} row[] = {
		{ GR_S(""), "the stream is empty: not even a header" },
		{ GR_S("a\ta\n"), "the header names column 'a' twice" },
		{ GR_S("a\tb\n1\n"), "1 fields where the header has 2" },
		{ GR_S("a\n1\t2\n"), "2 fields where the header has 1" },
		{ GR_S("a\n1\0"
		       "2\n"),
		    "a NUL byte, which no stream holds" },
		{ GR_S("a\n1\r\n"),
		    "a carriage return, which no stream holds" },
		{ GR_S("a\n\xC9\xE7\n"), "bytes that are not UTF-8" },
		{ GR_S("a\n#other\n"),
		    "a line beginning with '#' that is no trailer" },
		{ GR_S("a\n1\n#end\tx\t2\t4\n"),
		    "the trailer counts 2 "
		    "records, but 1 stand before it: lines were lost or added" },
		{ GR_S("a\n1\n#end\tx\t1\t5\n"),
		    "the trailer counts 5 bytes, "
		    "but 4 stand before it: the stream was changed on its way" },
		{ GR_S("a\n1\n"),
		    "the stream ends without its trailer: what "
		    "wrote it did not finish" },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct gr_err err;
		size_t rows;

		cr_assert_eq(read_all(row[i].text, false, &rows, &err),
		    GR_EDATA, "row %zu", i);
		cr_assert_str_eq(err.message, row[i].message);
		cr_assert_str_eq(err.source, path);
	}
}

Test(stream, names_the_column_of_a_bad_byte)
{
	struct gr_err err;
	size_t rows;

	cr_assert_eq(read_all(GR_S("a\tb\n1\t\xFF\n"), false, &rows, &err),
	    GR_EDATA);
	cr_assert_str_eq(err.column, "b");
	cr_assert_eq(err.line, 2);
}

Test(stream, reads_foreign_text_without_a_trailer)
{
	struct gr_err err;
	size_t rows;

	cr_assert_eq(read_all(GR_S("a\n1\n2"), true, &rows, &err), GR_END);
	cr_assert_eq(rows, 2);
	cr_assert_eq(read_all(GR_S("a\n1\n#end\tx\t9\t9\n2\n"), true, &rows,
	                 &err),
	    GR_END);
	cr_assert_eq(rows, 2);
	cr_assert_eq(read_all(GR_S("a\n1\n\xE7\xA4"), true, &rows, &err),
	    GR_EDATA);
	cr_assert_str_eq(err.message, "bytes that are not UTF-8");
	cr_assert_eq(err.line, 3);
}

Test(stream, reads_fields_longer_than_its_buffer)
{
	size_t field = 1 << 20, len = 2 + field + 1;
	char *text = malloc(len + 64);
	struct gr_err err;
	size_t rows;
	int end;

	memcpy(text, "a\n", 2);
	memset(text + 2, 'x', field);
	text[len - 1] = '\n';
	end = snprintf(text + len, 64, "#end\tx\t1\t%zu\n", len);
	cr_assert_eq(read_all(gr_slice_make(text, len + (size_t)end), false,
	                 &rows, &err),
	    GR_END);
	cr_assert_eq(rows, 1);
	free(text);
}
