/* source.h: every byte that was packed comes out, or an error does. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"
#include "stream/source.h"

static char path[64];

static void make_file(const void *bytes, size_t n)
{
	snprintf(path, sizeof(path), P_tmpdir "/green-source-XXXXXX");
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, bytes, n), (ssize_t)n);
	cr_assert_eq(close(fd), 0);
}

static void remove_file(void)
{
	if (path[0])
		unlink(path);
}

/* `text` as one gzip member, appended to `to`. */
static void pack(struct gr_buf *to, const char *text, size_t n)
{
	z_stream z = { 0 };

	cr_assert_eq(deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY),
	    Z_OK);
	size_t bound = deflateBound(&z, n);
	char *room = gr_buf_reserve(to, bound);
	cr_assert_not_null(room);
	z.next_in = (Bytef *)(uintptr_t)text;
	z.avail_in = (uInt)n;
	z.next_out = (Bytef *)room;
	z.avail_out = (uInt)bound;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	to->len += z.total_out;
	deflateEnd(&z);
}

/* Read it all, `step` bytes at a time. */
static enum gr_status slurp_source(struct gr_source *source, size_t step,
    struct gr_buf *out, struct gr_err *err)
{
	for (;;) {
		size_t got;
		char *room = gr_buf_reserve(out, step);
		enum gr_status status = gr_source_read(source, room, step, &got,
		    err);
		if (status != GR_OK)
			return status == GR_END ? GR_OK : status;
		cr_assert(got > 0 && got <= step);
		out->len += got;
	}
}

static enum gr_status slurp(const void *bytes, size_t n,
    const struct gr_source_limits *limits, size_t step, struct gr_buf *out,
    struct gr_err *err)
{
	struct gr_source *source;

	make_file(bytes, n);
	enum gr_status status = gr_source_open(path, limits, &source, err);
	if (status == GR_OK)
		status = slurp_source(source, step, out, err);
	gr_source_close(source);
	remove_file();
	return status;
}

static void assert_reads(struct gr_buf file, const char *expected, size_t step)
{
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 };

	cr_assert_eq(slurp(file.ptr, file.len, NULL, step, &out, &err), GR_OK,
	    "%s", err.message);
	cr_assert(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(expected)));
	gr_buf_free(&out);
}

static void assert_refuses(const void *bytes, size_t n,
    const struct gr_source_limits *limits, const char *words)
{
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 };

	cr_assert_eq(slurp(bytes, n, limits, 4096, &out, &err), GR_EDATA);
	cr_assert_not_null(strstr(err.message, words), "%s", err.message);
	cr_assert_str_eq(err.source, path);
	gr_buf_free(&out);
}

Test(source, plain_bytes_come_as_they_are)
{
	static const char *const text[] = { "", "a", "\x1f", "ab", "one\ntwo\n",
		"\x1f\x8c not gzip" };
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		for (size_t step = 1; step < 5; step++) {
			struct gr_buf file = { 0 };
			gr_buf_text(&file, text[i]);
			assert_reads(file, text[i], step);
			gr_buf_free(&file);
		}
}

Test(source, all_members_of_a_gzip_are_read_in_any_step)
{
	struct gr_buf file = { 0 };

	pack(&file, "first\n", 6);
	pack(&file, "", 0);
	pack(&file, "second\n", 7);
	for (size_t step = 1; step < 20; step++)
		assert_reads(file, "first\nsecond\n", step);
	gr_buf_free(&file);
}

Test(source, a_gzip_cut_at_any_byte_is_refused)
{
	struct gr_buf file = { 0 };
	size_t first;

	pack(&file, "first member\n", 13);
	first = file.len;
	pack(&file, "second member, longer\n", 22);
	for (size_t n = 2; n < file.len; n++) {
		if (n == first)
			continue; /* a whole gzip of one member */
		struct gr_buf out = { 0 };
		struct gr_err err = { 0 };
		cr_assert_eq(slurp(file.ptr, n, NULL, 64, &out, &err), GR_EDATA,
		    "cut after %zu bytes", n);
		gr_buf_free(&out);
	}
	gr_buf_free(&file);
}

Test(source, a_flipped_bit_is_refused_or_changes_nothing)
{
	const char *text = "code,name\n230102001001,some name or other\n";
	struct gr_buf file = { 0 };
	size_t refused = 0;

	pack(&file, text, strlen(text));
	for (size_t bit = 16; bit < file.len * 8; bit++) {
		struct gr_buf out = { 0 };
		struct gr_err err = { 0 };
		char mask = (char)(1 << bit % 8);
		file.ptr[bit / 8] ^= mask;
		enum gr_status status = slurp(file.ptr, file.len, NULL, 64,
		    &out, &err);
		file.ptr[bit / 8] ^= mask;
		if (status == GR_OK) /* time stamp, system, padding bits */
			cr_assert(
			    gr_slice_eq(gr_buf_slice(&out), gr_slice_of(text)));
		refused += status == GR_EDATA;
		gr_buf_free(&out);
	}
	cr_assert_geq(refused, (file.len - 11) * 8);
	gr_buf_free(&file);
}

Test(source, junk_and_padding_behind_a_gzip_are_refused)
{
	struct gr_buf file = { 0 };
	struct gr_buf words = { 0 };

	pack(&file, "content\n", 8);
	gr_buf_format(&words, "byte %zu: what follows%c", file.len + 1, 0);
	gr_buf_byte(&file, 'j');
	assert_refuses(file.ptr, file.len, NULL, words.ptr);
	file.ptr[file.len - 1] = '\0';
	assert_refuses(file.ptr, file.len, NULL, words.ptr);
	gr_buf_byte(&file, '\0');
	assert_refuses(file.ptr, file.len, NULL, words.ptr);
	gr_buf_free(&file);
	gr_buf_free(&words);
}

Test(source, a_bomb_is_refused_early_and_the_same_in_any_step)
{
	size_t size = (size_t)32 << 20;
	char *zeros = calloc(size, 1);
	struct gr_buf file = { 0 };
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 }, again = { 0 };

	cr_assert_not_null(zeros);
	pack(&file, zeros, size);
	free(zeros);
	cr_assert_eq(slurp(file.ptr, file.len, NULL, 65536, &out, &err),
	    GR_EDATA);
	cr_assert_not_null(strstr(err.message, "bomb"));
	cr_assert_lt(out.len, (size_t)12 << 20);
	gr_buf_clear(&out);
	cr_assert_eq(slurp(file.ptr, file.len, NULL, 1000, &out, &again),
	    GR_EDATA);
	cr_assert_str_eq(err.message, again.message);
	struct gr_source_limits none = { .ratio = 0 };
	gr_buf_clear(&out);
	cr_assert_eq(slurp(file.ptr, file.len, &none, 65536, &out, &err),
	    GR_OK);
	cr_assert_eq(out.len, size);
	gr_buf_free(&out);
	gr_buf_free(&file);
}

Test(source, the_absolute_limit_holds_for_plain_files_too)
{
	struct gr_source_limits limits = { .max_bytes = 10 };

	assert_refuses("12345678901", 11, &limits, "more than 10 bytes");
	struct gr_buf file = { 0 };
	gr_buf_text(&file, "1234567890");
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 };
	cr_assert_eq(slurp(file.ptr, file.len, &limits, 3, &out, &err), GR_OK);
	gr_buf_free(&out);
	gr_buf_free(&file);
}

Test(source, rewinding_gives_the_same_bytes_again)
{
	struct gr_buf file = { 0 }, once = { 0 }, twice = { 0 };
	struct gr_err err = { 0 };
	struct gr_source *source;

	pack(&file, "first\n", 6);
	pack(&file, "second\n", 7);
	make_file(file.ptr, file.len);
	cr_assert_eq(gr_source_open(path, NULL, &source, &err), GR_OK);
	cr_assert_eq(gr_source_size_bytes(source), file.len);
	cr_assert_eq(slurp_source(source, 5, &once, &err), GR_OK);
	cr_assert_eq(gr_source_bytes(source), 13);
	cr_assert_eq(gr_source_raw_bytes(source), file.len);
	cr_assert(gr_source_is_gzip(source));
	cr_assert_eq(gr_source_rewind(source, &err), GR_OK);
	cr_assert_eq(slurp_source(source, 3, &twice, &err), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&once), gr_buf_slice(&twice)));
	gr_source_close(source);
	remove_file();
	gr_buf_free(&file);
	gr_buf_free(&once);
	gr_buf_free(&twice);
}

Test(source, a_part_of_a_file_is_all_that_there_is)
{
	static const char text[] = "abc\x1f\x8b"
	                           "defghij";
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 };
	struct gr_source *source;
	int fd;

	make_file(text, sizeof text - 1);
	fd = open(path, O_RDONLY);
	for (size_t from = 0; from < sizeof text; from++)
		for (size_t n = 0; n + from < sizeof text; n++) {
			gr_buf_clear(&out);
			cr_assert_eq(gr_source_open_part(fd, from, n, "part",
			                 &source, &err),
			    GR_OK);
			cr_expect_eq(slurp_source(source, 3, &out, &err),
			    GR_OK);
			cr_expect(gr_slice_eq(gr_buf_slice(&out),
			    gr_slice_make(text + from, n)));
			cr_expect_eq(gr_source_rewind(source, &err), GR_OK);
			gr_buf_clear(&out);
			cr_expect_eq(slurp_source(source, 2, &out, &err),
			    GR_OK);
			cr_expect_eq(out.len, n);
			gr_source_close(source);
		}
	cr_expect_eq(lseek(fd, 0, SEEK_CUR), 0);
	close(fd);
	remove_file();
	gr_buf_free(&out);
}

static void tick(int signal_number)
{
	(void)signal_number;
}

/* A child that feeds standard input slowly, a byte at a time. */
static void feed_stdin(const char *text)
{
	int end[2];

	cr_assert_eq(pipe(end), 0);
	if (fork() == 0) {
		for (const char *c = text; *c; c++) {
			if (write(end[1], c, 1) != 1)
				_exit(1);
			usleep(2000);
		}
		_exit(0);
	}
	close(end[1]);
	cr_assert_eq(dup2(end[0], STDIN_FILENO), STDIN_FILENO);
	close(end[0]);
}

Test(source, what_was_read_to_its_end_is_finished_without_reading_it_again)
{
	struct gr_buf file = { 0 }, out = { 0 };
	struct gr_source *source;
	struct gr_err err;
	char byte;
	size_t got;

	pack(&file, "abc", 3);
	make_file(file.ptr, file.len);
	cr_assert_eq(gr_source_open(path, NULL, &source, &err), GR_OK);
	cr_assert_eq(slurp_source(source, 2, &out, &err), GR_OK);
	cr_assert_eq(gr_source_rewind(source, &err), GR_OK);
	cr_assert_eq(gr_source_read(source, &byte, 1, &got, &err), GR_OK);
	cr_assert_eq(gr_source_bytes(source), 1);
	gr_source_finish(source);
	cr_assert_eq(gr_source_read(source, &byte, 1, &got, &err), GR_END);
	cr_assert_eq(gr_source_bytes(source), 3);
	cr_assert_eq(gr_source_raw_bytes(source), file.len);
	gr_source_close(source);
	remove_file();
	gr_buf_free(&file);
	gr_buf_free(&out);
}

Test(source, interrupted_and_short_reads_of_a_pipe_lose_nothing)
{
	struct sigaction action = { .sa_handler = tick };
	struct itimerval every = { { 0, 500 }, { 0, 500 } };
	struct gr_source *source;
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 };

	feed_stdin("byte by byte, interrupted\n");
	cr_assert_eq(sigaction(SIGALRM, &action, NULL), 0);
	cr_assert_eq(setitimer(ITIMER_REAL, &every, NULL), 0);
	cr_assert_eq(gr_source_open("-", NULL, &source, &err), GR_OK);
	cr_assert_eq(slurp_source(source, 64, &out, &err), GR_OK);
	every.it_value.tv_usec = 0;
	setitimer(ITIMER_REAL, &every, NULL);
	cr_assert(gr_slice_eq(gr_buf_slice(&out),
	    GR_S("byte by byte, interrupted\n")));
	cr_assert_eq(gr_source_rewind(source, &err), GR_EUSAGE);
	cr_assert_str_eq(gr_source_name(source), "-");
	gr_source_close(source);
	gr_buf_free(&out);
}

Test(source, a_non_blocking_pipe_is_waited_for)
{
	struct gr_source *source;
	struct gr_buf out = { 0 };
	struct gr_err err = { 0 };

	feed_stdin("slow\n");
	cr_assert_neq(fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK), -1);
	cr_assert_eq(gr_source_open("-", NULL, &source, &err), GR_OK);
	cr_assert_eq(slurp_source(source, 64, &out, &err), GR_OK);
	cr_assert(gr_slice_eq(gr_buf_slice(&out), GR_S("slow\n")));
	gr_source_close(source);
	gr_buf_free(&out);
}

Test(source, what_cannot_be_opened_is_named)
{
	struct gr_source *source;
	struct gr_err err = { 0 };

	cr_assert_eq(gr_source_open("/nonexistent/x.csv", NULL, &source, &err),
	    GR_EDATA);
	cr_assert_str_eq(err.source, "/nonexistent/x.csv");
	cr_assert_null(source);
	cr_assert_eq(gr_source_open("/", NULL, &source, &err), GR_EDATA);
	cr_assert_null(source);
	close(STDIN_FILENO);
	cr_assert_eq(gr_source_open("-", NULL, &source, &err), GR_EDATA);
}
