/* block.c - rows that are handed on together in one process */
#include "program/block.h"

#include "stream/field_run.h"

#include <stdlib.h>

enum { ROOM = 128 * 1024 };

enum gr_status gr_block_make(struct gr_block *block, size_t width,
    const char *source, struct gr_err *err)
{
	*block = (struct gr_block){ .width = width, .room = ROOM };
	block->field = calloc(GR_BATCH_ROWS, width * sizeof *block->field);
	block->text = malloc(block->room);
	if (block->field == NULL || block->text == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < GR_BATCH_ROWS; i++)
		block->row[i] = (struct gr_row){
			.field = block->field + i * width,
			.n = width,
			.source = source,
		};
	return GR_OK;
}

void gr_block_free(struct gr_block *block)
{
	free(block->field);
	free(block->text);
	block->field = NULL;
	block->text = NULL;
}

size_t gr_block_bytes(const struct gr_slice *field, size_t n)
{
	size_t bytes = n; /* what separates them */

	for (size_t i = 0; i < n; i++)
		bytes += field[i].len;
	return bytes;
}

/* Where the run ends of fields that follow each other with one byte between
 * them; they are laid out as if it began at `to`.  *bytes is its length. */
static const struct gr_slice *lay_out(const struct gr_slice *field,
    const struct gr_slice *stop, const char *to, struct gr_slice *out,
    size_t *bytes)
{
	const uintptr_t from = (uintptr_t)field->ptr;
	uintptr_t end; /* of the field before, and what is behind it */

	do {
		out->ptr = to + ((uintptr_t)field->ptr - from);
		out->len = field->len;
		end = (uintptr_t)field->ptr + field->len + 1;
		out++;
		field++;
	} while (field < stop && (uintptr_t)field->ptr == end);
	*bytes = end - 1 - from;
	return field;
}

/* In a line of a stream a TAB is between two fields.  Nothing rests on it here:
 * whoever writes the row looks for it. */
static void separate(const struct gr_slice *field, const struct gr_slice *stop,
    char *to, size_t bytes)
{
	if (field->len < bytes && to[field->len] == '\t')
		return;
	for (; field < stop; field++)
		to[(size_t)(field->ptr - to) + field->len] = '\t';
}

/* False if there is no room; then nothing was added. */
static bool put(struct gr_block *block, const struct gr_slice *field)
{
	const struct gr_slice *stop = field + block->width;
	struct gr_slice *out = block->row[block->n].field;
	size_t used = block->used;

	while (field < stop) {
		const struct gr_slice *first = field;
		char *to = block->text + used;
		size_t bytes;

		field = lay_out(first, stop, to, out, &bytes);
		if (bytes >= block->room - used)
			return false;
		gr_bytes_copy(to, first->ptr, bytes);
		separate(out, out + (field - first), to, bytes);
		out += field - first;
		used += bytes + 1;
	}
	block->used = used;
	return true;
}

static bool grow(struct gr_block *block, size_t bytes)
{
	char *text = realloc(block->text, bytes);

	if (text == NULL)
		return false;
	block->text = text;
	block->room = bytes;
	return true;
}

bool gr_block_add(struct gr_block *block, const struct gr_slice *field,
    uint64_t line)
{
	if (!put(block, field)
	    && (block->n > 0
	        || !grow(block, gr_block_bytes(field, block->width) + 1)
	        || !put(block, field)))
		return false;
	block->row[block->n++].line = line;
	return true;
}

void gr_block_lend(struct gr_block *block, const struct gr_slice *field,
    uint64_t line)
{
	struct gr_row *row = &block->row[block->n++];

	memcpy(row->field, field, block->width * sizeof *field);
	row->line = line;
	block->lent = true;
}
