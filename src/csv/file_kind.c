/* file_kind.c - files that are no CSV text, known by their first bytes. */
#include <string.h>

#include "base/slice.h"
#include "base/wording.h"

#include "csv/charset_internal.h"

struct magic {
	const char *bytes;
	size_t len;
	const char *kind;
};

static const struct magic magics[] = {
	{ "PK\003\004", 4, GR_WORDS("a zip archive or an xlsx workbook") },
	{ "PK\005\006", 4, GR_WORDS("a zip archive or an xlsx workbook") },
	{ "\xd0\xcf\x11\xe0", 4,
	    GR_WORDS("an xls workbook or another old Office file") },
	{ "%PDF", 4, GR_WORDS("a PDF") },
	{ "\x1f\x8b", 2, GR_WORDS("a gzip inside a gzip") },
	{ "\x1f\x9d", 2, GR_WORDS("compressed by compress") },
	{ "BZh91AY&SY", 10, GR_WORDS("compressed by bzip2") },
	{ "\xfd"
	  "7zXZ",
	    5, GR_WORDS("compressed by xz") },
	{ "\x28\xb5\x2f\xfd", 4, GR_WORDS("compressed by zstd") },
	{ "7z\xbc\xaf\x27\x1c", 6, GR_WORDS("a 7z archive") },
	{ "Rar!\x1a\x07", 6, GR_WORDS("a rar archive") },
	{ "{\\rtf", 5, GR_WORDS("a rich text document") },
	{ "\x89PNG", 4, GR_WORDS("a picture") },
	{ "\xff\xd8\xff", 3, GR_WORDS("a picture") },
	{ "SQLite format 3", 15, GR_WORDS("a database") },
};

/* What streams of ours begin with (DESIGN 3): of records, and tallies and
 * statistics. */
static const char *const streams[] = { "wave\tsrc\tline\t",
	"wave\tcounty_code\tmeasure\t", "wave\tlevel\tcode\t" };

static bool starts_word(const char *p, size_t n, const char *word)
{
	for (; *word; word++, p++, n--)
		if (n == 0 || (*p | 0x20) != (*word | 0x20))
			return false;
	return true;
}

/* An encrypted workbook is an old Office file with one of its streams called
 * so, in UTF-16. */
static bool is_encrypted(const char *p, size_t n)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0"
	                           "a\0g\0e";

	return gr_slice_starts(gr_slice_make(p, n), GR_S("\xd0\xcf\x11\xe0"))
	    && gr_slice_find(gr_slice_make(p, n),
	           gr_slice_make(name, sizeof name - 1))
	    != SIZE_MAX;
}

const char *gr_kind_of_file(const char *p, size_t n)
{
	if (is_encrypted(p, n))
		return GR_WORDS("an encrypted workbook (save it without a "
		                "password)");
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (n >= magics[i].len
		    && memcmp(p, magics[i].bytes, magics[i].len) == 0)
			return magics[i].kind;
	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
		if (n >= strlen(streams[i])
		    && memcmp(p, streams[i], strlen(streams[i])) == 0)
			return GR_WORDS("a stream of a program of ours "
			                "(green-export makes CSV of it)");
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		p += 3;
		n -= 3;
	}
	while (n > 0 && (*p == ' ' || (*p >= '\t' && *p <= '\r'))) {
		p++;
		n--;
	}
	if (starts_word(p, n, "<html") || starts_word(p, n, "<!doctype")
	    || starts_word(p, n, "<?xml") || starts_word(p, n, "<table"))
		return GR_WORDS("a web page or XML");
	return NULL;
}

const char *gr_kind_of_nuls(const char *p, size_t n)
{
	size_t at[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		at[i & 1] += p[i] == '\0';
	size_t most = at[0] > at[1] ? at[0] : at[1];
	size_t least = at[0] > at[1] ? at[1] : at[0];
	if (most < 3 || most * 20 < n || least * 10 > most)
		return NULL;
	return at[1] > at[0]
	    ? GR_WORDS("UTF-16 (little endian) without a byte order mark")
	    : GR_WORDS("UTF-16 (big endian) without a byte order mark");
}
