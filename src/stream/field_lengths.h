/* field_lengths.h - how long the fields of a row are, eight at a time.
 *
 * For who goes through every row, and of its fields wants to know no more.  The
 * kernel is chosen at run time (base/simd.h); the scalar twin gives the same
 * answers everywhere.
 */
#ifndef GREEN_STREAM_FIELD_LENGTHS_H
#define GREEN_STREAM_FIELD_LENGTHS_H

#include "base/slice.h"

#define GR_LENGTHS_LESS UINT8_MAX /* what a length is that one byte holds */

/* The lengths of `n` fields, a byte each.  False: one of them may be no less than
 * GR_LENGTHS_LESS, and of one that is the byte is the lowest of its length. */
bool gr_field_lengths(uint8_t *to, const struct gr_slice *field, size_t n);

/* Which of `n` fields hold something: bit i % 8 of to[i / 8] is that of field i;
 * those behind the last are 0. */
void gr_fields_filled(uint8_t *to, const struct gr_slice *field, size_t n);

#endif
