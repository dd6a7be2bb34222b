/* block.h - rows that are handed on together in one process.
 *
 * What a stage gives is copied: it need not outlive the call, as if it had been
 * written.  The fields of a row stand one behind the other, as in a line of a
 * stream; those that already stood side by side are copied as one.
 */
#ifndef GREEN_PROGRAM_BLOCK_H
#define GREEN_PROGRAM_BLOCK_H

#include "expr/batch.h"
#include "stream/record.h"

struct gr_block {
	struct gr_row row[GR_BATCH_ROWS]; /* the first n of them */
	size_t n;
	bool lent; /* some row is */
	/* private */
	size_t width;           /* of every row */
	struct gr_slice *field; /* of all rows */
	char *text;
	size_t used, room;
};

/* An empty block for rows of `width` fields that come from `source`, which is
 * borrowed.  GR_ESYS: memory ran out.  Free with _free, also then. */
GR_MUST_USE enum gr_status gr_block_make(struct gr_block *block, size_t width,
    const char *source, struct gr_err *err);
void gr_block_free(struct gr_block *block); /* a zeroed one is allowed */

/* Append a row, its place `line` in the source; false: it has no room, though a
 * block that is emptied (n = used = 0) may have.  An empty block grows for a
 * row that is too long, and is out of memory if that gives false. */
bool gr_block_add(struct gr_block *block, const struct gr_slice *field,
    uint64_t line);

/* The same without a copy: what the fields point to has to stay as it is until
 * the block is cleared.  There is room as long as it is not full. */
void gr_block_lend(struct gr_block *block, const struct gr_slice *field,
    uint64_t line);

/* As many bytes have these fields as a line of a stream. */
size_t gr_block_bytes(const struct gr_slice *field, size_t n);

static inline bool gr_block_is_full(const struct gr_block *block)
{
	return block->n == GR_BATCH_ROWS;
}

static inline void gr_block_clear(struct gr_block *block)
{
	block->n = block->used = 0;
	block->lent = false;
}

#endif
