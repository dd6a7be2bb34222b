/* fields_filled.h - which fields of a row hold something, eight at a time.
 *
 * For who goes through every row, and of its fields wants to know no more.  The
 * kernel is chosen at run time (base/simd.h); the scalar twin gives the same
 * answers everywhere.
 */
#ifndef GREEN_STREAM_FIELDS_FILLED_H
#define GREEN_STREAM_FIELDS_FILLED_H

#include "base/slice.h"

/* Which of `n` fields hold something: bit i % 8 of to[i / 8] is that of field i;
 * those behind the last are 0. */
void gr_fields_filled(uint8_t *to, const struct gr_slice *field, size_t n);

#endif
