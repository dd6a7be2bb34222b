/* slice.h - a piece of somebody else's bytes: pointer and length.
 *
 * Fields of a record point into the reader's buffer, so nothing is copied or
 * terminated on the way through a stage.  A slice owns nothing: it is valid as
 * long as what it points into (a field: until row() returns).  Slices may hold
 * any byte, NUL too; comparison is bytewise and never knows a locale.
 * All functions are total: they cannot fail.
 */
#ifndef GREEN_BASE_SLICE_H
#define GREEN_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct gr_slice {
	const char *ptr; /* may be NULL when len is 0 */
	size_t len;      /* bytes */
};

/* A slice of a string literal (lengths known at compile time). */
#define GR_S(literal) ((struct gr_slice){ (literal), sizeof(literal) - 1 })

/* For "%.*s" in a printf-like format: printf("%.*s", GR_ARG(slice)). */
#define GR_ARG(s) (int)(s).len, (s).len ? (s).ptr : ""

static inline struct gr_slice gr_slice_of(const char *string)
{
	return (struct gr_slice){ string, string ? strlen(string) : 0 };
}

static inline struct gr_slice gr_slice_make(const char *ptr, size_t len)
{
	return (struct gr_slice){ ptr, len };
}

/* Whether 4 to 16 bytes are the same: their two halves, which may overlap. */
static inline bool gr_bytes_are(const char *a, const char *b, size_t n)
{
	if (n >= 8)
		return memcmp(a, b, 8) == 0
		    && memcmp(a + n - 8, b + n - 8, 8) == 0;
	return memcmp(a, b, 4) == 0 && memcmp(a + n - 4, b + n - 4, 4) == 0;
}

/* Codes and names are short, and mostly they are held against each other: that
 * is not worth a call. */
static inline bool gr_slice_eq(struct gr_slice a, struct gr_slice b)
{
	if (a.len != b.len)
		return false;
	if (a.len >= 4 && a.len <= 16)
		return gr_bytes_are(a.ptr, b.ptr, a.len);
	return a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* The slice without its first `n` bytes (n <= len). */
static inline struct gr_slice gr_slice_skip(struct gr_slice s, size_t n)
{
	return (struct gr_slice){ n > 0 ? s.ptr + n : s.ptr, s.len - n };
}

/* < 0, 0, > 0: bytewise order, a prefix first. */
int gr_slice_cmp(struct gr_slice a, struct gr_slice b);

/* Put `n` slices in that order. */
void gr_slice_sort(struct gr_slice *s, size_t n);

bool gr_slice_starts(struct gr_slice s, struct gr_slice prefix);
bool gr_slice_ends(struct gr_slice s, struct gr_slice suffix);

/* Offset of the first `needle` in `s`, or SIZE_MAX. */
size_t gr_slice_find(struct gr_slice s, struct gr_slice needle);

/* Without ASCII blanks (space, TAB, CR, LF) at both ends. */
struct gr_slice gr_slice_trim(struct gr_slice s);

/* Cut the next part off *rest at `separator`: true with *part set while there
 * is one.  "a||b" has three parts, "" has one.  *rest becomes {NULL, 0} after
 * the last part. */
bool gr_slice_split(struct gr_slice *rest, char separator,
    struct gr_slice *part);

/* Whole-string decimal integer: optional '-', digits, nothing else.  False
 * (and *out untouched) if it is anything else or does not fit. */
bool gr_slice_to_int64(struct gr_slice s, int64_t *out);
bool gr_slice_to_uint64(struct gr_slice s, uint64_t *out);

/* Whether it is digits alone, and not empty. */
bool gr_slice_is_digits(struct gr_slice s);

/* 64-bit hash of the bytes, the same on every machine and run. */
uint64_t gr_slice_hash(struct gr_slice s);

#endif
