/* stream.h: a stream ends with a trailer that matches, or it is not whole. */
#include "stream/stream.h"
#include "stream/hash.h"
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

/* Reading it by several rows at a time ends in the same way. */
static void read_ahead(bool foreign, size_t room, size_t want_rows,
    enum gr_status want, const struct gr_err *want_err)
{
	struct gr_stream *stream = NULL;
	struct gr_row row[8];
	struct gr_err err = { 0 };
	size_t rows = 0, n;
	enum gr_status status = gr_stream_open_file(path, foreign, &stream,
	    &err);

	while (status == GR_OK) {
		status = gr_stream_next_rows(stream, row, room, &n, &err);
		rows += n;
		for (size_t i = 0; i < n; i++)
			cr_assert_eq(row[i].n, gr_stream_header(stream)->n);
	}
	gr_stream_close(stream);
	cr_assert_eq(rows, want_rows);
	cr_assert_eq(status, want);
	if (want != GR_END) {
		cr_assert_str_eq(err.message, want_err->message);
		cr_assert_eq(err.line, want_err->line);
	}
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
	for (size_t room = 1; room <= 8; room += 3)
		read_ahead(foreign, room, *rows, status, err);
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

#define BODY "a\tb\n1\t2\n3\t\n"
#define WHOLE BODY "#end\tgreen-x\t2\t11\t53811df889902440\n"

Test(stream, ends_only_behind_a_trailer_that_matches)
{
	struct gr_err err;
	size_t rows;

	cr_assert_eq(read_all(GR_S(WHOLE), false, &rows, &err), GR_END);
	cr_assert_eq(rows, 2);
	cr_assert_eq(
	    read_all(GR_S("a\n#end\tgreen-x\t0\t2\te841f27363849a18\n"), false,
	        &rows, &err),
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
	cr_assert_eq(
	    read_all(GR_S(
	                 WHOLE "a\tc\n#end\tgreen-x\t0\t4\t60f465ab7f5758a7\n"),
	        false, &rows, &err),
	    GR_EDATA);
	for (size_t n = sizeof WHOLE; n < 2 * (sizeof WHOLE - 1); n++)
		cr_assert_eq(read_all(gr_slice_make(WHOLE WHOLE, n), false,
		                 &rows, &err),
		    GR_EDATA, "cut at %zu", n);
}

/* Every part proves itself: the trailer of another with as many records and
 * bytes is none. */
Test(stream, of_parts_is_refused_when_their_trailers_are_swapped)
{
#define ONE "a\n1\n#end\tx\t1\t4\t8d29c2e272b9fc0d\n"
#define TWO "a\n2\n#end\tx\t1\t4\t1a47abe7474449f0\n"
	struct gr_err err;
	size_t rows;

	cr_assert_eq(read_all(GR_S(ONE TWO), false, &rows, &err), GR_END);
	cr_assert_eq(read_all(GR_S(TWO ONE), false, &rows, &err), GR_END);
	cr_assert_eq(rows, 2);
	cr_assert_eq(
	    read_all(GR_S("a\n2\n#end\tx\t1\t4\t8d29c2e272b9fc0d\n" ONE), false,
	        &rows, &err),
	    GR_EDATA);
}

Test(stream, is_refused_when_any_bit_of_it_was_changed)
{
	for (size_t i = 0; i < 8 * (sizeof BODY - 1); i++) {
		char text[] = WHOLE;
		struct gr_err err;
		size_t rows;

		text[i / 8] = (char)(text[i / 8] ^ 1 << i % 8);
		cr_assert_eq(read_all(gr_slice_make(text, sizeof text - 1),
		                 false, &rows, &err),
		    GR_EDATA, "bit %zu", i);
	}
}

Test(stream, of_before_hashes_is_read_only_where_it_is_said)
{
	static const char *const old[] = { BODY "#end\tgreen-x\t2\t11\n",
		BODY "#end\tgreen-x\t2\t11\tforeign\n" };

	for (size_t i = 0; i < 2; i++) {
		struct gr_stream *stream;
		struct gr_err err;
		struct gr_row row;
		enum gr_status status = GR_OK;
		size_t rows;

		cr_assert_eq(read_all(gr_slice_of(old[i]), false, &rows, &err),
		    GR_EDATA);
		cr_assert_str_eq(err.message,
		    "the trailer has no hash: a version before 0.2 wrote it");
		cr_assert_eq(gr_stream_open_file(path, false, &stream, &err),
		    GR_OK);
		gr_stream_take_old(stream);
		while (status == GR_OK)
			status = gr_stream_next(stream, &row, &err);
		cr_expect_eq(status, GR_END);
		cr_expect_eq(gr_stream_is_foreign(stream), i == 1);
		gr_stream_close(stream);
	}
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
		{ GR_S("a\n1\n#end\tx\t1\t4\t8d29c2e272b9fc0e\n"),
		    "the trailer's hash is 8d29c2e272b9fc0e, but that of what "
		    "stands before it is 8d29c2e272b9fc0d: "
		    "the stream was changed on its way" },
		{ GR_S("a\n1\n#end\tx\t1\t4\t8D29C2E272B9FC0D\n"),
		    "a line beginning with '#' that is no trailer" },
		{ GR_S("a\n1\n#end\tx\t1\t4\t8d29c2e272b9fc0\n"),
		    "a line beginning with '#' that is no trailer" },
		{ GR_S("a\n1\n#end\tx\t1\t4\t8d29c2e272b9fc0d\tforein\n"),
		    "a line beginning with '#' that is no trailer" },
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
	struct gr_hash *hash = gr_hash_new();
	gr_hash_add(hash, gr_slice_make(text, len));
	end = snprintf(text + len, 64, "#end\tx\t1\t%zu\t%016jx\n", len,
	    (uintmax_t)gr_hash_value(hash));
	gr_hash_free(hash);
	cr_assert_eq(read_all(gr_slice_make(text, len + (size_t)end), false,
	                 &rows, &err),
	    GR_END);
	cr_assert_eq(rows, 1);
	free(text);
}

/* ---- digests ---- */

static uint64_t digest_of(const char *text, bool foreign)
{
	struct gr_stream *stream = NULL;
	struct gr_row row;
	struct gr_err err;
	uint64_t digest;

	put(gr_slice_of(text));
	cr_assert_eq(gr_stream_open_file(path, foreign, &stream, &err), GR_OK);
	gr_stream_want_digest(stream);
	while (gr_stream_next(stream, &row, &err) == GR_OK)
		continue;
	digest = gr_stream_digest(stream);
	gr_stream_close(stream);
	return digest;
}

Test(stream, has_a_digest_of_its_rows)
{
	uint64_t digest = digest_of(BODY, true);

	cr_expect_eq(digest_of(BODY, true), digest);
	cr_expect_neq(digest_of("a\tb\n1\t2\n4\t\n", true), digest);
	cr_expect_neq(digest_of("a\tb\n1\t2\n", true), digest);
	cr_expect_eq(digest_of(WHOLE, false), digest_of(WHOLE, false));
	cr_expect_neq(digest_of(WHOLE, false), digest_of(WHOLE WHOLE, false));
}
