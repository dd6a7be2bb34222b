/* blank.c - blanks of every kind, and text with its typing habits taken away. */
#include "text/blank.h"

#include "base/simd.h"
#include "text/same.h"
#include "text/utf8.h"
#include "text/utf8_pairs_avx2.h"

bool gr_blank_is(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x1680
	    || c == 0x180e || (c >= 0x2000 && c <= 0x200f)
	    || (c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f)
	    || c == 0xad || c == 0x3000 || c == 0xe5e5
	    || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

bool gr_blank_is_unseen(uint32_t c)
{
	return c == 0xad || c == 0x180e || (c >= 0x200b && c <= 0x200f)
	    || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f)
	    || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

/* No other byte beyond ASCII begins a blank, and every hanzi begins otherwise. */
static bool may_begin(unsigned char c)
{
	return c == 0xc2 || (c >= 0xe1 && c <= 0xe3) || c >= 0xee;
}

size_t gr_blank_bytes_rare(struct gr_slice s)
{
	uint32_t c;

	if ((unsigned char)s.ptr[0] < 0x80)
		return gr_blank_is((unsigned char)s.ptr[0]);
	if (!may_begin((unsigned char)s.ptr[0]))
		return 0;
	size_t n = gr_utf8_next(s, &c);
	return n > 0 && gr_blank_is(c) ? n : 0;
}

/* Sixteen bytes at once, as the compiler has it for any machine. */
typedef unsigned char bytes16 __attribute__((vector_size(16)));

/* Not 0 for each byte that is, or begins, another character. */
static bytes16 others(const char *at)
{
	bytes16 c;

	memcpy(&c, at, sizeof c);
	return (bytes16)((c <= ' ') | (c == '"') | ((c & 0xfe) == '(')
	    | (c == '[') | (c == ']') | (c == '_') | ((c > 'z') & (c < 0x80))
	    | ((c >= 0xc0) & ((c < 0xe4) | (c > 0xe9))));
}

static bool is_plain(struct gr_slice s)
{
	enum { AT_ONCE = sizeof(bytes16) };
	bytes16 other = { 0 };
	uint64_t half[2];

	if (s.len < AT_ONCE) {
		char padded[AT_ONCE];

		memset(padded, '0', sizeof padded);
		if (s.len > 0)
			memcpy(padded, s.ptr, s.len);
		other = others(padded);
	} else {
		for (size_t i = 0; i + AT_ONCE < s.len; i += AT_ONCE)
			other |= others(s.ptr + i);
		other |= others(s.ptr + s.len - AT_ONCE);
	}
	memcpy(half, &other, sizeof half);
	return (half[0] | half[1]) == 0;
}

#if defined(__x86_64__)

enum { VECTOR = 32 };

GR_AVX2 __m256i load(const char *at)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* Not 0 for each byte that others() finds: of its halves each says by a bit
 * which of these it may be, 1 for all with such an upper half, 2 in 0x20, 4 in
 * 0x50, 8 in 0x70, 16 in 0xe0; what both say is one. */
GR_AVX2 __m256i others_of(__m256i c)
{
	static const unsigned char upper[16] = { 1, 1, 2, 0, 0, 4, 0, 8, 0, 0,
		0, 0, 1, 1, 16, 1 };
	static const unsigned char lower[16] = { 19, 17, 19, 17, 1, 1, 1, 1, 3,
		3, 17, 29, 25, 29, 25, 29 };

	return _mm256_and_si256(gr_utf8_look_up_avx2(upper,
	                            gr_utf8_upper_avx2(c)),
	    gr_utf8_look_up_avx2(lower,
	        _mm256_and_si256(c, _mm256_set1_epi8(15))));
}

/* The last bytes overlap those before. */
__attribute__((target("avx2,bmi,bmi2"))) static bool is_plain_avx2(
    struct gr_slice s)
{
	__m256i other = others_of(load(s.ptr + s.len - VECTOR));

	for (size_t i = 0; i + VECTOR < s.len; i += VECTOR)
		other = _mm256_or_si256(other, others_of(load(s.ptr + i)));
	return _mm256_testz_si256(other, other) != 0;
}

bool gr_blank_is_plain(struct gr_slice s)
{
	return s.len < VECTOR || gr_simd_level() < GR_SIMD_AVX2
	    ? is_plain(s)
	    : is_plain_avx2(s);
}

#else

bool gr_blank_is_plain(struct gr_slice s)
{
	return is_plain(s);
}

#endif

/* Eight bytes at a time: such a byte, less ' ', borrows into its own top bit.  A
 * byte right above one may be taken for one, and is looked at again. */
bool gr_blank_has_control(struct gr_slice s)
{
	const uint64_t ones = UINT64_MAX / 255;
	size_t i = 0;

	for (; i + 8 <= s.len; i += 8) {
		uint64_t word;
		memcpy(&word, s.ptr + i, 8);
		if (((word - ones * ' ') & ~word & ones * 0x80) != 0)
			break;
	}
	for (; i < s.len; i++)
		if ((unsigned char)s.ptr[i] < ' ')
			return true;
	return false;
}

struct gr_slice gr_blank_trim(struct gr_slice s)
{
	size_t n;

	while ((n = gr_blank_bytes(s)) > 0)
		s = gr_slice_skip(s, n);
	while (s.len > 0) {
		n = gr_utf8_last(s);
		if (gr_blank_bytes(gr_slice_skip(s, s.len - n)) != n)
			break;
		s.len -= n;
	}
	return s;
}

bool gr_blank_only_rare(struct gr_slice s)
{
	size_t n;

	while ((n = gr_blank_bytes(s)) > 0)
		s = gr_slice_skip(s, n);
	return s.len == 0;
}

struct gr_slice gr_blank_unquote(struct gr_slice s)
{
	static const struct {
		struct gr_slice open, close;
	} pair[] = {
		{ { "\xe2\x80\x9c", 3 }, { "\xe2\x80\x9d", 3 } },
		{ { "\xef\xbc\x82", 3 }, { "\xef\xbc\x82", 3 } },
		{ { "\"", 1 }, { "\"", 1 } },
	};
	struct gr_slice t = gr_blank_trim(s);

	for (size_t i = 0; i < sizeof(pair) / sizeof(pair[0]); i++) {
		size_t outer = pair[i].open.len + pair[i].close.len;
		if (t.len < outer || !gr_slice_starts(t, pair[i].open)
		    || !gr_slice_ends(t, pair[i].close))
			continue;
		struct gr_slice in = gr_slice_make(t.ptr + pair[i].open.len,
		    t.len - outer);
		if (gr_slice_find(in, pair[i].open) == SIZE_MAX
		    && gr_slice_find(in, pair[i].close) == SIZE_MAX)
			return in;
	}
	return s;
}

uint32_t gr_blank_same(uint32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xfee0;
	switch (c) {
	case '[':
	case '{':
	case 0x3008: /* 〈 「 『 【 〔 〖 */
	case 0x300c:
	case 0x300e:
	case 0x3010:
	case 0x3014:
	case 0x3016:
		return '(';
	case ']':
	case '}':
	case 0x3009:
	case 0x300d:
	case 0x300f:
	case 0x3011:
	case 0x3015:
	case 0x3017:
		return ')';
	default:
		return c;
	}
}

/* Bytes that `s` begins with and folding leaves as they are: hanzi of U+4000
 * to U+9FFF, and ASCII but for blanks, brackets and '_'. */
static size_t plain_bytes(struct gr_slice s)
{
	size_t i = 0;

	while (i < s.len) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (c > ' ' && c <= 'z' && c != '[' && c != ']' && c != '_')
			i++;
		else if (gr_utf8_is_hanzi(gr_slice_skip(s, i)))
			i += 3;
		else
			break;
	}
	return i;
}

/* Bytes of a line end or tab as a workbook writes it, _x000D_, if `s` begins
 * with one; else 0. */
static size_t code_bytes(struct gr_slice s)
{
	static const char *const code[] = { "_x000D_", "_x000A_", "_x0009_" };
	enum { BYTES = 7 };

	for (size_t i = 0; i < 3 && s.len >= BYTES; i++) {
		size_t n = 0;

		while (n < BYTES
		    && (s.ptr[n] == code[i][n]
		        || (s.ptr[n] >= 'a' && s.ptr[n] - 0x20 == code[i][n])
		        || (s.ptr[n] == 'X' && n == 1)))
			n++;
		if (n == BYTES)
			return BYTES;
	}
	return 0;
}

void gr_blank_fold(struct gr_buf *to, struct gr_slice s)
{
	for (;;) {
		uint32_t c;
		char out[GR_SAME_BYTES];
		size_t n = plain_bytes(s);

		gr_buf_add(to, gr_slice_make(s.ptr, n));
		s = gr_slice_skip(s, n);
		if (s.len == 0)
			return;
		n = s.ptr[0] == '_' ? code_bytes(s) : 0;
		if (n > 0) {
			s = gr_slice_skip(s, n);
			continue;
		}
		n = gr_utf8_step(s, &c);
		if (c == GR_UTF8_NONE)
			gr_buf_byte(to, s.ptr[0]);
		else if (!gr_blank_is(c))
			gr_buf_add(to,
			    gr_slice_make(out,
			        gr_same_put(gr_blank_same(c), true, out)));
		s = gr_slice_skip(s, n);
	}
}

struct gr_slice gr_blank_folded(struct gr_buf *to, struct gr_slice s,
    bool *failed)
{
	gr_buf_clear(to);
	gr_blank_fold(to, s);
	*failed |= to->failed;
	return gr_buf_slice(to);
}
