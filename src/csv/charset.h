/* charset.h - which character set a delivery is written in, or why in none.
 *
 * Deliveries name no character set, and the wrong one often decodes "without
 * error": Chinese UTF-8 read as GB18030 gives other Chinese.  So the whole file
 * is looked at before a byte is used: strict UTF-8 first, then strict GB18030,
 * UTF-16 by its byte order mark only.  Nothing is decoded with replacement.  A
 * file that is neither, that changes half-way, or that is no text at all is
 * refused with the byte, the line and the reason, in constant memory; one in a
 * set that is known (foreign.h), with its name.
 */
#ifndef GREEN_CSV_CHARSET_H
#define GREEN_CSV_CHARSET_H

#include "stream/source.h"

enum gr_charset { GR_UTF8, GR_GB18030, GR_UTF16LE, GR_UTF16BE };

struct gr_text_facts {
	enum gr_charset charset;
	bool ascii;        /* no byte above 0x7F */
	bool damaged;      /* U+FFFD, U+951F U+65A4 U+62F7 (what becomes
				   of it in GBK) or "??" occurs somewhere */
	bool doubled_cr;   /* every line ends with CR CR LF */
	const char *guess; /* of GB18030: what it is if it is no Chinese */
};

/* Read all of `source`, which can be rewound, and leave it rewound.  GR_EDATA
 * with a message that ends in the catalogue's id in brackets: [D05] neither or
 * cut off, [D08] mixed, [D09] another kind of file, [D10] NUL bytes. */
GR_MUST_USE enum gr_status gr_charset_decide(struct gr_source *source,
    struct gr_text_facts *out, struct gr_err *err);

const char *gr_charset_name(enum gr_charset charset); /* as iconv knows it */

#endif
