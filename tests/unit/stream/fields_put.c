/* fields_put.h: a row's line is the same whatever finds what can be copied. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/simd.h"
#include "stream/fields_put.h"

enum { MOST = 40, ROOM = 4096 };

static uint32_t state;

static uint32_t draw(uint32_t below)
{
	state = state * 1664525u + 1013904223u;
	return (state >> 16) % below;
}

/* A line of `n` fields with `between` behind each, and slices of it, of which one
 * in `changed` is put elsewhere; 0: none. */
static void make_row(char *line, struct gr_slice *field, size_t n, char between,
    uint32_t changed)
{
	static const char other[] = "other text\tthat is not of the line";
	size_t longest = draw(4) == 0 ? 90 : 9;

	for (size_t i = 0; i < n; i++) {
		size_t len = draw((uint32_t)longest);

		field[i] = gr_slice_make(line, len);
		memset(line, 'a' + (int)(i % 26), len);
		line += len;
		*line++ = between;
		if (changed > 0 && draw(changed) == 0)
			field[i] = draw(2) == 0 ? gr_slice_make(other, draw(10))
			                        : gr_slice_make(NULL, 0);
	}
}

/* The plain way to say it. */
static size_t expect(char *to, const struct gr_slice *field, size_t n)
{
	char *begin = to;

	for (size_t i = 0; i < n; i++) {
		if (field[i].len > 0)
			memcpy(to, field[i].ptr, field[i].len);
		to += field[i].len;
		*to++ = i + 1 < n ? '\t' : '\n';
	}
	return (size_t)(to - begin);
}

/* With room for all of the line but `less` bytes: what is put is its beginning,
 * and nothing behind the room. */
static void check_put(const struct gr_slice *field, size_t n, size_t less)
{
	static char want[ROOM], got[ROOM];
	size_t bytes = expect(want, field, n), put = 0;
	size_t room = less > bytes ? 0 : bytes - less;
	char *to = got;

	memset(got, '#', sizeof got);
	const struct gr_slice *rest = gr_fields_put(field, field + n, &to,
	    got + room);
	for (const struct gr_slice *f = field; f < rest; f++)
		put += f->len + 1;
	cr_assert(
	    (size_t)(to - got) == put && (rest == field + n) == (less == 0));
	cr_assert(memcmp(got, want, put) == 0 && got[room] == '#');
}

static void check_row(const struct gr_slice *field, size_t n)
{
	for (unsigned level = 0; level <= gr_simd_best(); level++) {
		gr_simd_set((enum gr_simd)level);
		for (size_t less = 0; less < 3; less++)
			check_put(field, n, less);
	}
	gr_simd_set(gr_simd_best());
}

Test(fields_put, every_kernel_writes_the_line_that_the_fields_are)
{
	static const uint32_t changed[] = { 0, 2, 9, 30 };
	char line[ROOM];
	struct gr_slice field[MOST];

	for (state = 1; state < 4000; state += 7)
		for (size_t k = 0; k < 4; k++) {
			uint32_t seed = state;
			size_t n = 1 + draw(MOST);

			make_row(line, field, n, draw(8) == 0 ? ',' : '\t',
			    changed[k]);
			check_row(field, n);
			state = seed;
		}
}

/* Of fields that do not stand in the order of their line, or have another byte
 * between some of them, each run ends where it must. */
Test(fields_put, runs_end_where_no_tab_is_between)
{
	char line[] = "aa\tbb\tcc\tdd\tee\tff\tgg\thh\tii\tjj\tkk\tll\tmm\tnn";
	struct gr_slice field[14];

	for (size_t at = 0; at < 13; at++) {
		for (size_t i = 0; i < 14; i++)
			field[i] = gr_slice_make(line + 3 * i, 2);
		line[3 * at + 2] = ',';
		check_row(field, 14);
		line[3 * at + 2] = '\t';
		field[at] = field[13];
		check_row(field, 14);
		check_row(field + at, 14 - at);
	}
}
