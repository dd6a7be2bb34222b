/* Fuzz target: every kernel of row_scan.h gives what its scalar twin gives,
 * however the text is cut, and what it calls odd is what a look at each
 * character finds.
 *
 * The first byte chooses the size of the pieces; the rest is text.
 */
#include <assert.h>
#include <stdlib.h>

#include "stream/row_scan.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the kernel finds in text[0 .. n - 1], in pieces of `step`. */
static struct gr_row_scan scan(gr_row_scan_fn *kernel, const char *text,
    size_t n, size_t step)
{
	size_t room = n + GR_ROW_SCAN_SLACK;
	struct gr_row_scan found = { .at = malloc(room * sizeof(uint32_t)),
		.end = malloc(room * sizeof(uint32_t)) };

	assert(found.at != NULL && found.end != NULL);
	for (size_t from = 0; from < n; from += step)
		kernel(&found, text, from, n - from < step ? n : from + step);
	return found;
}

static void drop(struct gr_row_scan *found)
{
	free(found->at);
	free(found->end);
}

static void expect_same(const struct gr_row_scan *a,
    const struct gr_row_scan *b)
{
	assert(a->odd == b->odd);
	assert(a->found == b->found && a->lines == b->lines);
	assert(memcmp(a->at, b->at, a->found * sizeof *a->at) == 0);
	assert(memcmp(a->end, b->end, a->lines * sizeof *a->end) == 0);
}

static void expect_fields(gr_row_split_fn *kernel, const char *text,
    const struct gr_row_scan *found)
{
	struct gr_slice *field = calloc(found->found + 1, sizeof *field);
	const char *from = text;

	assert(field != NULL);
	kernel(text, from, found->at, found->found, field);
	for (size_t i = 0; i < found->found; i++) {
		assert(field[i].ptr == from);
		assert(from + field[i].len == text + found->at[i]);
		from = text + found->at[i] + 1;
	}
	free(field);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2)
		return 0;
	size_t n = size - 1, step = data[0] + (size_t)1;
	/* A text of its own, so that a byte too far is seen, with an LF: what
	 * the end cuts off is not judged. */
	char *text = malloc(n + 1);
	assert(text != NULL);
	memcpy(text, data + 1, n);
	text[n++] = '\n';
	struct gr_row_scan want = scan(gr_row_scan_scalar, text, n, n);
	assert(want.odd
	    == (memchr(text, '\0', n) != NULL || memchr(text, '\r', n) != NULL
	        || gr_utf8_bad(gr_slice_make(text, n)) != SIZE_MAX));
	for (size_t i = 0; gr_row_scan_kind(i) != NULL; i++) {
		struct gr_row_scan got = scan(gr_row_scan_kind(i), text, n,
		    step);

		expect_same(&got, &want);
		drop(&got);
	}
	for (size_t i = 0; gr_row_split_kind(i) != NULL; i++)
		expect_fields(gr_row_split_kind(i), text, &want);
	drop(&want);
	free(text);
	return 0;
}
