/* same.c - the characters that one character is compared as. */
#include "text/same.h"

#include "text/utf8.h"

#include <utf8proc.h>

enum { RADICALS = 0x2e80, KANGXI = 0x2f00, RADICALS_END = 0x2fe0 };

/* Equivalent_Unified_Ideograph of U+2E80 to U+2EF3 (Unicode 15), of which NFKC
 * knows two; 0: there is none. */
static const uint32_t radical[] = { 0x0, 0x5382, 0x4e5b, 0x4e5a, 0x4e59, 0x4ebb,
	0x5182, 0x20628, 0x5200, 0x5202, 0x535c, 0x353e, 0x5c0f, 0x5c0f, 0x5140,
	0x5c23, 0x5c22, 0x21bc2, 0x5df3, 0x5e7a, 0x5f51, 0x5f50, 0x5fc4, 0x5fc3,
	0x624c, 0x6535, 0x0, 0x65e1, 0x65e5, 0x6708, 0x6b7a, 0x6bcd, 0x6c11,
	0x6c35, 0x6c3a, 0x706c, 0x722b, 0x722b, 0x4e2c, 0x725b, 0x72ad, 0x738b,
	0x24d14, 0x76ee, 0x793a, 0x793b, 0x25ad7, 0x7cf9, 0x7e9f, 0x7f53,
	0x7f52, 0x34c1, 0x5197, 0x2626b, 0x7f8a, 0x2634c, 0x2634b, 0x8002,
	0x8080, 0x807f, 0x8089, 0x26951, 0x8279, 0x8279, 0x8279, 0x864e, 0x8864,
	0x8980, 0x897f, 0x89c1, 0x89d2, 0x278b2, 0x8ba0, 0x8d1d, 0x27fb7,
	0x8f66, 0x8fb6, 0x8fb6, 0x8fb6, 0x9091, 0x9485, 0x9577, 0x9578, 0x957f,
	0x95e8, 0x28e0f, 0x961d, 0x96e8, 0x9752, 0x97e6, 0x9875, 0x98ce, 0x98de,
	0x98df, 0x2967f, 0x98e0, 0x9963, 0x29810, 0x9a6c, 0x9aa8, 0x9b3c,
	0x9c7c, 0x9e1f, 0x5364, 0x9ea6, 0x9ec4, 0x9efe, 0x6589, 0x9f50, 0x6b6f,
	0x9f7f, 0x7adc, 0x9f99, 0x9f9c, 0x4e80, 0x9f9f };

bool gr_same_is_dropped(uint32_t c)
{
	return c == 0xad || (c >= 0xfe00 && c <= 0xfe0f)
	    || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180d);
}

static bool is_compatibility(uint32_t c)
{
	return (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

/* What NFKC makes of a character, at most GR_SAME_BYTES / 4 code points. */
static size_t decompose(uint32_t c, utf8proc_int32_t *to)
{
	int boundary = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, to,
	    GR_SAME_BYTES / 4,
	    (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT),
	    &boundary);

	return n > 0 && n <= GR_SAME_BYTES / 4 ? (size_t)n : 0;
}

uint32_t gr_same_ideograph(uint32_t c)
{
	utf8proc_int32_t part[GR_SAME_BYTES / 4];

	if (c >= RADICALS && c - RADICALS < sizeof radical / sizeof *radical)
		return radical[c - RADICALS] ? radical[c - RADICALS] : c;
	/* NFKC has 戶 and 靑, which nobody writes who has these radicals */
	if (c == 0x2f3e)
		return 0x6237; /* 户 */
	if (c == 0x2fad)
		return 0x9752; /* 青 */
	if ((c >= KANGXI && c < RADICALS_END) || is_compatibility(c))
		return decompose(c, part) == 1 ? (uint32_t)part[0] : c;
	return c;
}

/* Whether a character stays as it is, whatever NFKC makes of it. */
static bool stays(uint32_t c, bool units)
{
	switch (utf8proc_get_property((utf8proc_int32_t)c)->decomp_type) {
	case UTF8PROC_DECOMP_TYPE_CIRCLE:
		return true;
	case UTF8PROC_DECOMP_TYPE_SUPER:
	case UTF8PROC_DECOMP_TYPE_SUB:
	case UTF8PROC_DECOMP_TYPE_SQUARE:
	case UTF8PROC_DECOMP_TYPE_FRACTION:
		return units;
	default:
		return false;
	}
}

size_t gr_same_put(uint32_t c, bool units, char *to)
{
	utf8proc_int32_t part[GR_SAME_BYTES / 4];
	size_t bytes = 0, n;

	if (gr_same_is_dropped(c))
		return 0;
	c = gr_same_ideograph(c);
	n = stays(c, units) ? 0 : decompose(c, part);
	if (n == 0)
		return gr_utf8_put(c, to);
	for (size_t i = 0; i < n; i++)
		bytes += gr_utf8_put((uint32_t)part[i], to + bytes);
	return bytes;
}

bool gr_same_is_disguised(struct gr_slice s)
{
	while (s.len > 0) {
		uint32_t c;
		size_t n = gr_utf8_step(s, &c);

		if (c != GR_UTF8_NONE && c >= 0xad
		    && (gr_same_is_dropped(c) || gr_same_ideograph(c) != c))
			return true;
		s = gr_slice_skip(s, n);
	}
	return false;
}
