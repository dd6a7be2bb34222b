/* patterns.h - patterns of every kind that tables have, and texts for them. */
#ifndef GREEN_TEST_PATTERNS_H
#define GREEN_TEST_PATTERNS_H

#include "base/slice.h"

static const char *const some_patterns[] = {
	"",
	"a",
	"ab|cd|",
	"(?<n>\\d{1,18})",
	"(?<n>\\d+(\\.\\d+)?|\\.\\d+)",
	"(?i)(yes|k)",
	"[^,;]{0,7}x",
	"(?<y>(19|20)\\d\\d)(?<s>[-/.])\\k<s>",
	"(?!100$)[1-9]\\d{2,}",
	"(?<![ab])a+",
	"(?<=ab|c)d",
	"a{2}b{0,2}c{1,}",
	"a++b",
	"a*?b",
	"[\\h\\v\\x{E5E5}]{2,}+|(?!\\x20)[\\h\\v]",
	"是|有(无|没有)?",
	"[一二三]{1,2}月",
	"[\\x{FF01}-\\x{FF5E}]+",
	"[\\x{4E00}-\\x{9FFF}]+\\D",
	"[\\]a\\-z-]",
	"\\w\\W\\s\\S",
	"[.]",
	"(?<n>(a|b)+)c?",
	"^a$",
	".*(x|锟斤拷).*",
	"(((a)))",
	"(?i)[k-m]",
	/* not read, or wrong */
	"(a",
	"a)",
	"[a",
	"a**",
	"*a",
	"(?<n>a)(?<n>b)",
	"\\k<n>",
	"[z-a]",
	"[\\d-z]",
	"a{3,2}",
	"(?<=a*)b",
	"\\bA",
	"(?>a)",
	"(?|a)",
	"(*ANY)a",
	"[[:alpha:]]",
	"\\p{L}",
	"\\1",
	"a{,3}",
	"\\x{D800}",
	"\\x{110000}",
	"\\",
	"(?<1a>b)",
	"]",
	"}",
	"[]a]",
	"(?'n'a)",
	"a|*",
	"(?i)a(?-i)b",
};
enum { SOME_PATTERNS = sizeof some_patterns / sizeof *some_patterns };

static uint64_t patterns_seed = 1;

static inline size_t patterns_draw(size_t below)
{
	patterns_seed = patterns_seed * UINT64_C(6364136223846793005)
	    + UINT64_C(1442695040888963407);
	return (size_t)(patterns_seed >> 33) % below;
}

/* A text of up to `most` characters that these patterns speak of. */
static inline struct gr_slice patterns_text(char *to, size_t room, size_t most,
    bool ascii)
{
	static const char *const piece[] = { "a", "b", "c", "d", "x", "y", "k",
		"K", "0", "1", "2", "9", "100", ".", "-", "/", ",", " ", "20",
		"z", "yes", "]", "\t", "是", "有", "无", "没有", "一", "月",
		"\u3000", "ｘ", "锟斤拷", "\u212a", "¼" };
	size_t n = ascii ? 23 : sizeof piece / sizeof *piece, len = 0;

	for (size_t i = patterns_draw(most + 1); i > 0; i--) {
		const char *next = piece[patterns_draw(n)];

		if (len + strlen(next) >= room)
			break;
		memcpy(to + len, next, strlen(next));
		len += strlen(next);
	}
	return gr_slice_make(to, len);
}

#endif
