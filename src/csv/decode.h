/* decode.h - a delivery's bytes as UTF-8 text, a block at a time.
 *
 * Splitting comes after decoding, since in GB18030 a digit or a backslash can
 * be the tail of a character.  The byte order mark and one final 0x1A (the end
 * of a DOS file) are dropped, and U+E5E5, which is what GB18030's A3 A0 becomes
 * (a blank as people typed it), is given as the ideographic space it is in
 * every other table.
 */
#ifndef GREEN_CSV_DECODE_H
#define GREEN_CSV_DECODE_H

#include "csv/charset.h"

struct gr_decoder;

/* Decode `source` (borrowed, at its first byte).  `undo`: the text was UTF-8,
 * was read as GB18030 and saved again; take that back. */
GR_MUST_USE enum gr_status gr_decoder_open(struct gr_source *source,
    enum gr_charset charset, bool undo, struct gr_decoder **out,
    struct gr_err *err);

/* Give CR CR as one CR, before the first read: the text's lines all end with CR
 * CR LF (gr_text_facts). */
void gr_decoder_single_cr(struct gr_decoder *decoder);

/* Up to `room` bytes of UTF-8 into `to`; *got > 0 with GR_OK, GR_END at the
 * end.  GR_EDATA: a byte that does not decode.  Characters may be split over
 * two reads.  `decoder` is a void * so that it fits gr_read_fn (reader.h). */
GR_MUST_USE enum gr_status gr_decoder_read(void *decoder, char *to, size_t room,
    size_t *got, struct gr_err *err);

void gr_decoder_close(struct gr_decoder *decoder); /* NULL is allowed */

/* Whether every character of `source` survives `undo` and gives strict UTF-8:
 * *whole.  Reads it all and leaves it rewound. */
GR_MUST_USE enum gr_status gr_decoder_can_undo(struct gr_source *source,
    enum gr_charset charset, bool *whole, struct gr_err *err);

#endif
