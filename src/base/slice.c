#include "base/slice.h"

#include <endian.h>
#include <stdlib.h>

int gr_slice_cmp(struct gr_slice a, struct gr_slice b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

static int by_bytes(const void *a, const void *b)
{
	return gr_slice_cmp(*(const struct gr_slice *)a,
	    *(const struct gr_slice *)b);
}

void gr_slice_sort(struct gr_slice *s, size_t n)
{
	if (n > 0) /* `s` may be NULL */
		qsort(s, n, sizeof(*s), by_bytes);
}

bool gr_slice_starts(struct gr_slice s, struct gr_slice prefix)
{
	return s.len >= prefix.len
	    && gr_slice_eq((struct gr_slice){ s.ptr, prefix.len }, prefix);
}

bool gr_slice_ends(struct gr_slice s, struct gr_slice suffix)
{
	return s.len >= suffix.len
	    && gr_slice_eq(gr_slice_skip(s, s.len - suffix.len), suffix);
}

size_t gr_slice_find(struct gr_slice s, struct gr_slice needle)
{
	const char *at;

	if (needle.len == 0)
		return 0;
	if (s.len < needle.len)
		return SIZE_MAX;
	at = memmem(s.ptr, s.len, needle.ptr, needle.len);
	return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct gr_slice gr_slice_trim(struct gr_slice s)
{
	while (s.len > 0 && is_blank(s.ptr[0]))
		s = gr_slice_skip(s, 1);
	while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

bool gr_slice_split(struct gr_slice *rest, char separator,
    struct gr_slice *part)
{
	const char *end;

	if (rest->ptr == NULL)
		return false;
	end = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
	if (end == NULL) {
		*part = *rest;
		*rest = (struct gr_slice){ NULL, 0 };
		return true;
	}
	*part = gr_slice_make(rest->ptr, (size_t)(end - rest->ptr));
	*rest = gr_slice_skip(*rest, part->len + 1);
	return true;
}

bool gr_slice_to_uint64(struct gr_slice s, uint64_t *out)
{
	uint64_t value = 0;

	if (s.len == 0)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		unsigned digit = (unsigned)(s.ptr[i] - '0');

		if (digit > 9 || value > (UINT64_MAX - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

bool gr_slice_to_int64(struct gr_slice s, int64_t *out)
{
	bool negative = s.len > 0 && s.ptr[0] == '-';
	uint64_t limit = (uint64_t)INT64_MAX + (negative ? 1 : 0);
	uint64_t value;

	if (!gr_slice_to_uint64(negative ? gr_slice_skip(s, 1) : s, &value)
	    || value > limit)
		return false;
	if (!negative)
		*out = (int64_t)value;
	else
		*out = value == limit ? INT64_MIN : -(int64_t)value;
	return true;
}

/* Not 0 if one of eight bytes is no digit: the upper half of a digit is 3, also
 * with 6 added to it. */
static uint64_t no_digits(const char *at)
{
	const uint64_t ones = UINT64_MAX / 255;
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return ((word & ones * 0xf0) ^ ones * 0x30)
	    | (((word + ones * 0x06) & ones * 0xf0) ^ ones * 0x30);
}

bool gr_slice_is_digits(struct gr_slice s)
{
	enum { WORD = sizeof(uint64_t) };
	uint64_t other = 0;

	if (s.len < WORD) {
		for (size_t i = 0; i < s.len; i++)
			if (s.ptr[i] < '0' || s.ptr[i] > '9')
				return false;
		return s.len > 0;
	}
	for (size_t i = 0; i + WORD < s.len; i += WORD)
		other |= no_digits(s.ptr + i);
	return (other | no_digits(s.ptr + s.len - WORD)) == 0;
}

/* Finaliser of splitmix64: every input bit moves every output bit. */
static uint64_t mix(uint64_t h)
{
	h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
	return h ^ (h >> 31);
}

static uint64_t word_at(const char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return le64toh(word);
}

/* The first bytes of a word, fewer than 8 and more than none: in two halves
 * that overlap, or one by one. */
static uint64_t short_word(const char *at, size_t len)
{
	uint32_t first, last;

	if (len < 4)
		return (uint64_t)(unsigned char)at[0]
		    | (uint64_t)(unsigned char)at[len / 2] << len / 2 * 8
		    | (uint64_t)(unsigned char)at[len - 1] << (len - 1) * 8;
	memcpy(&first, at, sizeof first);
	memcpy(&last, at + len - 4, sizeof last);
	return le32toh(first) | (uint64_t)le32toh(last) << (len - 4) * 8;
}

uint64_t gr_slice_hash(struct gr_slice s)
{
	uint64_t h = UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t)s.len;
	const char *at = s.ptr, *end = at + s.len;

	if (s.len < 8)
		return s.len == 0 ? h : mix(h ^ short_word(at, s.len));
	for (; end - at >= 8; at += 8)
		h = mix(h ^ word_at(at));
	return at == end ? h
	                 : mix(h ^ word_at(end - 8) >> (8 - (end - at)) * 8);
}
