/* foreign.h - character sets that are not read, told from GB18030 by their text.
 *
 * GB18030 has a character for nearly every pair of bytes, so Big5, Shift_JIS,
 * EUC-KR and EUC-JP decode in it "without error", into other Chinese.  What
 * gives them away is which characters come out: of Big5 and Shift_JIS rare and
 * private ones, of EUC-JP kana, of EUC-KR only those of the first half of the
 * common ones, where Korean has its syllables.  Each set is followed by its form
 * alone, byte by byte; one that fits, and in which the text is made of common
 * characters while in GB18030 it is not, is named.  HZ and ISO-2022 have seven
 * bits and name themselves.
 */
#ifndef GREEN_CSV_FOREIGN_H
#define GREEN_CSV_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gr_foreign_set {
	GR_FOREIGN_GB18030, /* what the others are held against */
	GR_FOREIGN_BIG5,
	GR_FOREIGN_SHIFT_JIS,
	GR_FOREIGN_EUC_KR,
	GR_FOREIGN_EUC_JP,
	GR_FOREIGN_SETS
};

/* How the text reads in one set: characters of one byte below 0x80 and signs
 * are not counted. */
struct gr_foreign_count {
	uint64_t common; /* hanzi, kanji or syllables of its first level */
	uint64_t other;  /* of the second */
	uint64_t rare;   /* private, or of an extension */
	uint64_t kana;
	uint64_t odd; /* bytes that are not of its form */
	unsigned char lead[3];
	unsigned have; /* bytes of the character so far */
};

struct gr_foreign {
	struct gr_foreign_count in[GR_FOREIGN_SETS];
	uint64_t syllable[40]; /* bits: which of EUC-KR's have come */
	unsigned char last[4]; /* of the seven-bit sets: what came before */
	uint64_t hz, hz_run;   /* pairs between ~{ and ~}; of this run */
	bool in_hz, hz_broken;
	const char *escaped; /* ISO-2022-JP and its like, or NULL */
};

/* Zeroed at first.  A text of ASCII is looked at for the sets of seven bits. */
void gr_foreign_add(struct gr_foreign *f, const char *p, size_t n);
void gr_foreign_add_seven_bit(struct gr_foreign *f, const char *p, size_t n);

/* The set that the text must be in, of text that GB18030 can decode (`gb`), or
 * NULL. */
const char *gr_foreign_name(const struct gr_foreign *f, bool gb);

/* The one it seems to be in where it is known to be no Chinese that we read, or
 * NULL. */
const char *gr_foreign_guess(const struct gr_foreign *f);

/* Of what was added as such: HZ or ISO-2022, or NULL. */
const char *gr_foreign_seven_bit(const struct gr_foreign *f);

#endif
