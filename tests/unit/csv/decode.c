/* decode.h: the character set is found, or asked for, and its text comes out
 * whole. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "csv/decode.h"

/* The bytes as a file without a name; close the source. */
static struct gr_source *source_of(const char *bytes, size_t n)
{
	char path[] = P_tmpdir "/green-charset-XXXXXX";
	struct gr_source *source;
	struct gr_err err;
	int fd = mkstemp(path);

	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, bytes, n), (ssize_t)n);
	cr_assert_eq(close(fd), 0);
	cr_assert_eq(gr_source_open(path, NULL, &source, &err), GR_OK);
	unlink(path);
	return source;
}

static void assert_decides(const char *bytes, size_t n, enum gr_charset charset,
    const char *text)
{
	struct gr_source *source = source_of(bytes, n);
	struct gr_text_facts facts;
	struct gr_decoder *decoder;
	struct gr_buf out = { 0 };
	struct gr_err err;
	enum gr_status status = gr_charset_decide(source, &facts, &err);
	size_t got;

	cr_assert_eq(status, GR_OK, "%s", err.message);
	cr_assert_eq(facts.charset, charset);
	cr_assert_eq(gr_decoder_open(source, facts.charset, false, &decoder,
	                 &err),
	    GR_OK);
	while ((status = gr_decoder_read(decoder, gr_buf_reserve(&out, 3), 3,
	            &got, &err))
	    == GR_OK)
		out.len += got;
	cr_assert_eq(status, GR_END);
	cr_assert(gr_slice_eq(gr_buf_slice(&out), gr_slice_of(text)), "%.*s",
	    GR_ARG(gr_buf_slice(&out)));
	gr_decoder_close(decoder);
	gr_source_close(source);
	gr_buf_free(&out);
}

static void assert_refuses(const char *bytes, size_t n, uint64_t line,
    const char *words)
{
	struct gr_source *source = source_of(bytes, n);
	struct gr_text_facts facts;
	struct gr_err err;

	cr_assert_eq(gr_charset_decide(source, &facts, &err), GR_EDATA);
	cr_assert_eq(err.line, line, "line %d: %s", (int)err.line, err.message);
	cr_assert_not_null(strstr(err.message, words), "%s", err.message);
	gr_source_close(source);
}

#define DECIDES(literal, charset, text) \
	assert_decides(literal, sizeof(literal) - 1, charset, text)
#define REFUSES(literal, line, words) \
	assert_refuses(literal, sizeof(literal) - 1, line, words)

Test(charset, strict_utf8_comes_first)
{
	DECIDES("", GR_UTF8, "");
	DECIDES("abc", GR_UTF8, "abc");
	DECIDES("社区名称,户数\n", GR_UTF8, "社区名称,户数\n");
	DECIDES("\xef\xbb\xbf"
	        "a",
	    GR_UTF8, "a");
	DECIDES("\xef\xbb\xbf", GR_UTF8, "");
	DECIDES("\xcd\xa8", GR_UTF8, "\xcd\xa8"); /* 通 in GBK */
}

Test(charset, then_strict_gb18030)
{
	DECIDES("\xc9\xe7\xc7\xf8", GR_GB18030, "社区");
	DECIDES("\xc1\xaa\xcd\xa8", GR_GB18030, "联通");
	DECIDES("\x81\x39\xef\x31", GR_GB18030, "㐂");
	DECIDES("a\xa3\xa0"
	        "b\xc9\xe7",
	    GR_GB18030, "a　b社");
	DECIDES("\x84\x31\x95\x33\xc9\xe7", GR_GB18030, "社");
}

Test(charset, four_bytes_of_earlier_editions_and_the_euro_sign_are_read)
{
	DECIDES("\xc9\xe7,\x82\x35\x90\x37\x82\x35\x91\x34", GR_GB18030,
	    "社,\xe9\xbe\xb4\xe9\xbe\xbb");
	DECIDES("\xc9\xe7,\x84\x31\x82\x36\x84\x31\x83\x35", GR_GB18030,
	    "社,\xef\xb8\x90\xef\xb8\x99");
	DECIDES("\xc9\xe7,3\x80,\x80", GR_GB18030, "社,3€,€");
}

Test(charset, utf16_by_its_mark)
{
	DECIDES("\xff\xfe"
	        "a\0\x3e\x79",
	    GR_UTF16LE, "a社");
	DECIDES("\xfe\xff\0"
	        "a\x79\x3e",
	    GR_UTF16BE, "a社");
	DECIDES("\xff\xfe\x3d\xd8\x00\xde", GR_UTF16LE, "\xf0\x9f\x98\x80");
	REFUSES("\xff\xfe\x3d\xd8"
	        "a\0",
	    0, "byte 3");
	REFUSES("\xff\xfe"
	        "a\0\x3e",
	    0, "[D05]");
	REFUSES("\xff\xfe"
	        "a\0\0\0",
	    1, "[D10]");
}

Test(charset, one_final_0x1a_is_dropped)
{
	DECIDES("a\n\x1a", GR_UTF8, "a\n");
	DECIDES("a\x1a\x1a", GR_UTF8, "a\x1a");
	DECIDES("\x1a"
	        "a",
	    GR_UTF8,
	    "\x1a"
	    "a");
	DECIDES("\x1a", GR_UTF8, "");
	DECIDES("a\n\x1a\n", GR_UTF8, "a\n");
	DECIDES("a\n\x1a\r\n", GR_UTF8, "a\n");
	DECIDES("a\n\x1a\n\n", GR_UTF8, "a\n\x1a\n\n");
	DECIDES("\x1a\nb\r", GR_UTF8, "\x1a\nb\r");
	DECIDES("\xc9\xe7\x1a", GR_GB18030, "社");
}

/* What a decoder gives of many lines and `end`, asked for so much at once. */
static void assert_end(size_t lines, const char *end, const char *want,
    size_t room)
{
	size_t n = lines * 8, got;
	char *text = malloc(n + 8), *out = malloc(n + 8 + room);
	struct gr_decoder *decoder;
	struct gr_err err;
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		text[i] = i % 8 == 7 ? '\n' : 'a';
	memcpy(text + n, end, strlen(end));
	struct gr_source *source = source_of(text, n + strlen(end));
	cr_assert_eq(gr_decoder_open(source, GR_UTF8, false, &decoder, &err),
	    GR_OK);
	while (gr_decoder_read(decoder, out + all, room, &got, &err) == GR_OK)
		all += got;
	cr_assert_eq(all, n + strlen(want), "%zu lines", lines);
	cr_assert_eq(memcmp(out, text, n), 0);
	cr_assert_eq(memcmp(out + n, want, strlen(want)), 0);
	gr_decoder_close(decoder);
	gr_source_close(source);
	free(text);
	free(out);
}

Test(charset, a_long_text_ends_alike_whatever_is_asked_for_at_once)
{
	for (size_t room = 1000; room < 200000; room *= 3)
		for (size_t lines = 12280; lines < 12292; lines++) {
			assert_end(lines, "\x1a\r\n", "", room);
			assert_end(lines, "\x1a", "", room);
			assert_end(lines, "\x1a\n\n", "\x1a\n\n", room);
			assert_end(lines, "b\r", "b\r", room);
		}
}

/* Whether a long text of GB18030 with `sign` at a place is damaged. */
static bool is_damaged(char *text, size_t n, size_t at, const char *sign)
{
	char kept[8];
	size_t len = strlen(sign);
	struct gr_text_facts facts;
	struct gr_err err;

	memcpy(kept, text + at, len);
	memcpy(text + at, sign, len);
	struct gr_source *source = source_of(text, n);
	cr_assert_eq(gr_charset_decide(source, &facts, &err), GR_OK, "%zu: %s",
	    at, err.message);
	cr_assert_eq(facts.charset, GR_GB18030);
	gr_source_close(source);
	memcpy(text + at, kept, len);
	return facts.damaged;
}

Test(charset, a_lost_character_of_gb18030_is_seen_wherever_it_stands)
{
	enum { BLOCK = 64 * 1024, BYTES = 3 * BLOCK };
	static char text[BYTES];

	for (size_t i = 0; i < BYTES; i += 4)
		memcpy(text + i, i % 64 ? "\xca\xc7,," : "\xca\xc7\r\n", 4);
	cr_expect_not(is_damaged(text, BYTES, 0, ""));
	for (size_t at = 2 * BLOCK - 160; at < 2 * BLOCK + 160; at += 2) {
		if (at % 4 == 2)
			cr_expect(is_damaged(text, BYTES, at, "??"), "%zu", at);
		if (at % 4 != 0)
			continue;
		cr_expect(is_damaged(text, BYTES, at, "\x84\x31\xa4\x37"));
		cr_expect(
		    is_damaged(text, BYTES, at, "\xef\xbf\xbd\xef\xbf\xbd"));
		cr_expect_not(is_damaged(text, BYTES, at, "?,"), "%zu", at);
	}
}

Test(charset, neither_is_refused_with_byte_and_line)
{
	REFUSES("ab\ncd\xff\n", 2, "byte 6 (0xFF)");
	REFUSES("\xc9\xe7\n\xc9", 2, "[D05]");
	REFUSES("社区\n社\xe5\x8c", 2, "cut off within a character");
	REFUSES("社区\nab\xff\n社", 2, "not UTF-8 here");
	REFUSES("\x82\x30\xc3", 1, "[D05]");
	REFUSES("\x82\x30\xff\x33", 1, "[D05]");
}

Test(charset, a_mixture_is_refused_at_the_line_that_changes)
{
	REFUSES("社区\nx\n\xba\xec\xcf\xbc\n", 3, "UTF-8 up to here");
	REFUSES("\xba\xec\xcf\xbc\r\n\r\n社区\r\n", 3, "GB18030 up to here");
	REFUSES("社区\r\xba\xec\xff\n\xba\xec\n", 3, "[D08]");
}

Test(charset, other_kinds_of_files_are_named)
{
	REFUSES("PK\003\004", 1, "xlsx");
	REFUSES("\xd0\xcf\x11\xe0", 1, "xls");
	REFUSES("%PDF-1.7", 1, "PDF");
	REFUSES(" \n<!DOCTYPE html>", 1, "web page");
	REFUSES("\x1f\x8b\x08", 0, "cut off"); /* a gzip, and cut */
	REFUSES("\xff\xfe\0\0a\0\0\0", 1, "UTF-32");
	DECIDES("PK", GR_UTF8, "PK");
	DECIDES("<htm", GR_UTF8, "<htm");
}

Test(charset, nul_is_refused_with_byte_and_line)
{
	REFUSES("ab\ncdefghijklmnopqrstuvwxyz\0abcdefgh\n", 2, "byte 28");
	REFUSES("\xc9\xe7\n\xc9\xe7\0\xc9\xe7\xc9\xe7\xc9\xe7\xc9\xe7\xc9"
	        "\xe7\xc9\xe7\xc9\xe7",
	    2, "byte 6");
	REFUSES("a\0b\0c\0,\0d\0", 1, "little endian");
	REFUSES("\0a\0b\0c\0,\0d", 1, "big endian");
}

Test(charset, damage_is_noticed_wherever_a_block_ends)
{
	struct gr_text_facts facts;
	struct gr_err err;
	size_t n = 300000;
	char *bytes = malloc(n);

	cr_assert_not_null(bytes);
	for (size_t at = 65524; at < 65544; at++) {
		memset(bytes, 'x', n);
		memcpy(bytes + at, "\xef\xbf\xbd", 3);
		struct gr_source *source = source_of(bytes, n);
		cr_assert_eq(gr_charset_decide(source, &facts, &err), GR_OK);
		cr_assert(facts.damaged, "at %zu", at);
		gr_source_close(source);
	}
	free(bytes);
}

Test(charset, characters_across_the_ends_of_blocks)
{
	size_t n = 65536 + 64, i;
	char *bytes = malloc(n + 2);

	cr_assert_not_null(bytes);
	for (size_t shift = 0; shift < 2; shift++) {
		struct gr_text_facts facts;
		struct gr_err err;
		for (i = shift; i + 1 < n; i += 2)
			memcpy(bytes + i, "\xc9\xe7", 2);
		if (shift)
			bytes[0] = 'x';
		struct gr_source *source = source_of(bytes, i);
		cr_assert_eq(gr_charset_decide(source, &facts, &err), GR_OK,
		    "%s", err.message);
		cr_assert_eq(facts.charset, GR_GB18030);
		gr_source_close(source);
	}
	free(bytes);
}

Test(decode, a_misreading_is_taken_back_only_if_all_of_it_can_be)
{
	struct gr_source *source = source_of("绀惧尯,a\n", 12);
	struct gr_decoder *decoder;
	struct gr_err err;
	char text[32];
	size_t got;
	bool whole;

	cr_assert_eq(gr_decoder_can_undo(source, GR_UTF8, &whole, &err), GR_OK);
	cr_assert(whole);
	cr_assert_eq(gr_decoder_open(source, GR_UTF8, true, &decoder, &err),
	    GR_OK);
	cr_assert_eq(gr_decoder_read(decoder, text, sizeof(text), &got, &err),
	    GR_OK);
	cr_assert(gr_slice_eq(gr_slice_make(text, got), GR_S("社区,a\n")));
	gr_decoder_close(decoder);
	gr_source_close(source);
	source = source_of("绀惧?尯\n", 11);
	cr_assert_eq(gr_decoder_can_undo(source, GR_UTF8, &whole, &err), GR_OK);
	cr_assert_not(whole);
	gr_source_close(source);
}

/* All of a text, where there is at most so much room at a time, and every third
 * time much less. */
static void read_with_room(const struct gr_buf *bytes, enum gr_charset charset,
    size_t most, struct gr_buf *out)
{
	struct gr_source *source = source_of(bytes->ptr, bytes->len);
	struct gr_decoder *decoder;
	struct gr_err err;
	enum gr_status status = gr_decoder_open(source, charset, false,
	    &decoder, &err);

	gr_buf_clear(out);
	for (size_t i = 0; status == GR_OK; i++) {
		size_t got = 0, room = i % 3 == 2 ? most / 7 + 1 : most;

		status = gr_decoder_read(decoder, gr_buf_reserve(out, room),
		    room, &got, &err);
		out->len += got;
	}
	cr_assert_eq(status, GR_END, "%s", err.message);
	gr_decoder_close(decoder);
	gr_source_close(source);
}

/* 0x80 is three bytes of UTF-8, so that a block may have no room at once. */
Test(decode, a_text_is_the_same_whatever_room_there_is)
{
	static const size_t room[] = { 100, 33000, 40000, 65000, 200000 };
	static const char *const piece[] = { "abcdefg,", "\xca\xc7,",
		"\x80\x80\x80\x80\x80\x80\x80\x80", "\x81\x30\x81\x30",
		"\xa6\xd9\xa1\xa1\r\n" };
	struct gr_buf bytes = { 0 }, want = { 0 }, got = { 0 };
	uint32_t state = 11;

	while (bytes.len < 300000) {
		state = state * 1664525u + 1013904223u;
		gr_buf_text(&bytes,
		    piece[bytes.len / 60000 % 2 ? 2 : (state >> 16) % 5]);
	}
	gr_buf_text(&bytes, "\x1a\r\n");
	read_with_room(&bytes, GR_GB18030, 7, &want);
	cr_assert_gt(want.len, 400000);
	for (size_t i = 0; i < sizeof room / sizeof *room; i++) {
		read_with_room(&bytes, GR_GB18030, room[i], &got);
		cr_assert(gr_slice_eq(gr_buf_slice(&got), gr_buf_slice(&want)),
		    "%zu", room[i]);
	}
	gr_buf_free(&bytes);
	gr_buf_free(&want);
	gr_buf_free(&got);
}
