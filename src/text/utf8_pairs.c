#include "text/utf8_pairs.h"

enum {                   /* what two neighbours can be, of UTF-8 */
	SHORT = 1 << 0,  /* the first asks for a continuation, none comes */
	LONG = 1 << 1,   /* a continuation behind ASCII */
	THREE = 1 << 2,  /* E0 and less than A0: fits in two bytes */
	LARGE = 1 << 3,  /* above U+10FFFF */
	HALF = 1 << 4,   /* ED and A0 or more: a surrogate */
	TWO = 1 << 5,    /* C0 or C1: fits in one byte */
	LARGER = 1 << 6, /* F5 or more; or F0 and less than 90: fits in three */
	PAIR = GR_UTF8_INSIDE,
	ANY = SHORT | LONG | PAIR
};

const struct gr_utf8_pairs gr_utf8_pairs = {
	.first_upper = { LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG, PAIR,
	    PAIR, PAIR, PAIR, SHORT | TWO, SHORT, SHORT | THREE | HALF,
	    SHORT | LARGE | LARGER },
	.first_lower = { ANY | THREE | TWO | LARGER, ANY | TWO, ANY, ANY,
	    ANY | LARGE, ANY | LARGE | LARGER, ANY | LARGE | LARGER,
	    ANY | LARGE | LARGER, ANY | LARGE | LARGER, ANY | LARGE | LARGER,
	    ANY | LARGE | LARGER, ANY | LARGE | LARGER, ANY | LARGE | LARGER,
	    ANY | LARGE | LARGER | HALF, ANY | LARGE | LARGER,
	    ANY | LARGE | LARGER },
	.second_upper = { SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT,
	    SHORT, LONG | TWO | PAIR | THREE | LARGER,
	    LONG | TWO | PAIR | THREE | LARGE, LONG | TWO | PAIR | HALF | LARGE,
	    LONG | TWO | PAIR | HALF | LARGE, SHORT, SHORT, SHORT, SHORT },
};
