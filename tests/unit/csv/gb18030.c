/* gb18030.h: what the table reads is what iconv reads, and the rest is iconv's. */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "csv/gb18030.h"
#include "csv/gb18030_look.h"
#include "csv/gb18030_table.h"

enum { MOST = 64 };

static iconv_t open_iconv(void)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");

	cr_assert_neq(cd, (iconv_t)-1);
	return cd;
}

/* So much ASCII that the table is filled. */
static void fill_table(iconv_t cd)
{
	static char text[128 * 1024], out[sizeof text];
	char *in = text, *to = out;
	size_t left = sizeof text, room = sizeof out;

	memset(text, 'a', sizeof text);
	cr_assert_not(gr_gb18030_pass(cd, &in, &left, &to, &room));
	cr_assert_eq(left, 0);
	cr_assert_eq(memcmp(text, out, sizeof text), 0);
}

/* `bytes` between others, by gr_gb18030_convert and by iconv alone. */
static void expect_same(iconv_t cd, const char *bytes, size_t n, size_t before)
{
	char text[MOST], out[2][4 * MOST];
	size_t len = before + n + 12, left[2] = { len, len };
	size_t room[2] = { 4 * MOST, 4 * MOST };
	char *in[2] = { text, text }, *to[2] = { out[0], out[1] };

	memset(text, 'b', len);
	memcpy(text + before, bytes, n);
	bool whole = gr_gb18030_convert(cd, &in[0], &left[0], &to[0], &room[0]);
	bool want = iconv(cd, &in[1], &left[1], &to[1], &room[1]) != (size_t)-1
	    || errno == EINVAL;
	if (!want && whole)
		return; /* one of those that only we read */
	cr_assert_eq(whole, want);
	cr_assert_eq(left[0], left[1]);
	cr_assert_eq(room[0], room[1]);
	cr_assert_eq(memcmp(out[0], out[1], (size_t)(to[0] - out[0])), 0);
}

Test(gb18030, every_code_of_two_bytes_is_read_as_iconv_reads_it)
{
	iconv_t cd = open_iconv();

	fill_table(cd);
	for (unsigned a = 0x81; a < 0x100; a++)
		for (unsigned b = 0; b < 0x100; b++)
			for (size_t before = 0; before < 9; before += 4) {
				char code[] = { (char)a, (char)b };
				expect_same(cd, code, 2, before);
			}
	iconv_close(cd);
}

Test(gb18030, a_text_is_read_as_iconv_reads_it_whatever_it_is_made_of)
{
	static const char *const piece[] = { "a", ",", "\r\n", "0123456789",
		"\xca\xc7", "\xb7\xf1", "\x81\x30\x81\x30", "\x90\x30\x81\x30",
		"\xa3\xa0", "\xfe\x51", "\xff", "\x81", "\xa8\xbc" };
	iconv_t cd = open_iconv();
	uint32_t state = 1;

	fill_table(cd);
	for (unsigned round = 0; round < 20000; round++) {
		char text[40] = "";
		size_t n = 0;

		while (n < 24) {
			state = state * 1664525u + 1013904223u;
			const char *p = piece[(state >> 16)
			    % (sizeof piece / sizeof *piece)];
			memcpy(text + n, p, strlen(p));
			n += strlen(p);
		}
		expect_same(cd, text, n, 0);
	}
	iconv_close(cd);
}

Test(gb18030, what_only_we_read_stands_anywhere)
{
	/* 0x80, four bytes of an edition before, and again by the table */
	static const char text[] = "\xca\xc7\x80,"
	                           "\x82\x35\x90\x37\x84\x31\x82\x36"
	                           "\xca\xc7 0123456789";
	static const char want[] = "是€,\u9fb4\ufe10是 0123456789";
	iconv_t cd = open_iconv();

	for (int filled = 0; filled < 2; filled++) {
		char bytes[sizeof text], out[MOST];
		char *in = bytes, *to = out;
		size_t left = sizeof text - 1, room = sizeof out;

		memcpy(bytes, text, sizeof text);
		cr_assert(gr_gb18030_convert(cd, &in, &left, &to, &room));
		cr_assert_eq(left, 0);
		cr_assert_eq((size_t)(to - out), sizeof want - 1);
		cr_assert_eq(memcmp(out, want, sizeof want - 1), 0);
		fill_table(cd);
	}
	iconv_close(cd);
}

Test(gb18030, no_more_is_written_than_there_is_room_for)
{
	iconv_t cd = open_iconv();
	char out[MOST];

	fill_table(cd);
	for (size_t room = 0; room < 40; room++) {
		char bytes[] = "abc\xca\xc7\xb7\xf1"
		               "defghijkl\xca\xc7\xca\xc7\xca\xc7";
		char *in = bytes, *to = out;
		size_t left = sizeof bytes - 1, free_bytes = room;

		memset(out, '#', sizeof out);
		cr_assert(gr_gb18030_convert(cd, &in, &left, &to, &free_bytes));
		cr_assert_eq((size_t)(to - out) + free_bytes, room);
		cr_assert_eq(out[room], '#', "room %zu", room);
		cr_assert_eq(left > 0, room < 27, "room %zu", room);
		cr_assert(left == 0 || errno == E2BIG);
	}
	iconv_close(cd);
}

/* Of pieces, where most are what most texts are made of. */
static void expect_known(const char *const *piece, size_t pieces)
{
	static uint32_t seed = 5;
	char text[400];
	size_t n = 0;

	while (n + 16 < sizeof text) {
		seed = seed * 1664525u + 1013904223u;
		const char *p = piece[(seed >> 16) % pieces];

		memcpy(text + n, p, strlen(p));
		n += strlen(p);
	}
	for (size_t from = 0; from < 3; from++)
		cr_assert_eq(gr_gb18030_known(text + from, n - from),
		    gr_gb18030_known_scalar(text + from, n - from));
	seed = seed * 1664525u + 1013904223u;
	text[(seed >> 16) % n] = (char)(seed >> 8);
	cr_assert_eq(gr_gb18030_known(text, n),
	    gr_gb18030_known_scalar(text, n));
}

Test(gb18030, what_is_known_is_known_by_the_form_of_many_bytes)
{
	static const char *const piece[] = { "\xca\xc7", "\xca\xc7,", ",", "0,",
		"\x81\x40", "\xc9\xe7\xc7\xf8", "\xfd\x7e", "\xfd\xfe",
		"abcdefghijklm", "\xb2\x40\xb2\x41", "\xfe\x50", "\xfe\x51",
		"\x81\x7f", "\xfd\x3f", "\x80", "\xff" };
	iconv_t cd = open_iconv();

	fill_table(cd);
	for (unsigned round = 0; round < 20000; round++)
		expect_known(piece, round % 4 ? 10 : 16);
	iconv_close(cd);
}

static uint32_t state = 7;

static uint32_t any(uint32_t n)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 16) % n;
}

/* A block as deliveries have it, with a byte that is none at `bad`. */
static size_t fill_block(char *block, size_t most, size_t bad)
{
	static const char *const piece[] = { "\xca\xc7", "\xca\xc7,", "1", ",",
		"\xc9\xe7\xc7\xf8,", "\x81\x39\xef\x31", "2020-10-11,\r\n",
		"\x80" };
	size_t n = 0;

	while (n + 16 < most) {
		const char *next = piece[any(sizeof piece / sizeof *piece)];

		memcpy(block + n, next, strlen(next));
		n += strlen(next);
	}
	if (bad < n)
		block[bad] = '\xff';
	return n - any(4); /* cuts a character */
}

Test(gb18030, a_look_at_a_block_finds_it_good_if_and_as_far_as_it_decodes)
{
	enum { BLOCK = 9000 };
	static char block[BLOCK], copy[BLOCK], out[4 * BLOCK];
	static struct gr_gb18030_ends ends;
	iconv_t cd = open_iconv();
	unsigned good = 0;

	fill_table(cd);
	for (unsigned round = 0; round < 600; round++) {
		size_t n = fill_block(block, BLOCK,
		    round % 2 ? any(BLOCK) : BLOCK);
		char *in = copy, *to = out;
		size_t left = n, room = sizeof out;

		memcpy(copy, block, n);
		bool ok = gr_gb18030_convert(cd, &in, &left, &to, &room);
		if (!gr_gb18030_look(cd, block, n, &ends))
			continue;
		good++;
		cr_assert(ok, "%u", round);
		cr_assert_eq(ends.used, n - left, "%u", round);
		cr_assert_eq(memcmp(ends.head, out, ends.head_bytes), 0);
		cr_assert_eq(memcmp(ends.tail, to - ends.tail_bytes,
		                 ends.tail_bytes),
		    0, "%u", round);
		cr_assert(ends.head_bytes >= 8 && ends.tail_bytes >= 8);
	}
	cr_assert_geq(good, 300);
	iconv_close(cd);
}
