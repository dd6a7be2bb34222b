/* Fuzz target: the fast scan, its scalar twin, and libcsv agree on every input,
 * whatever the sizes of the reads.
 *
 * Build: clang -std=c11 -D_GNU_SOURCE -Iinclude -g -O1 \
 *	-fsanitize=fuzzer,address,undefined tests/fuzz/csvscan.c \
 *	src/lib/{csvscan,csvscan_libcsv,csvscan_errors,scan,buf,err,slice}.c -lcsv
 * Run: ./a.out tests/fuzz/corpus-csvscan
 *
 * The first byte chooses delimiter, read size and limits; the rest is text.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "csv/resume.h"
#include "csv/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct text {
	const char *ptr;
	size_t left;
	size_t step;
};

static enum gr_status read_text(void *context, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	struct text *text = context;

	(void)err;
	*got = text->left < text->step ? text->left : text->step;
	if (*got > room)
		*got = room;
	memcpy(to, text->ptr, *got);
	text->ptr += *got;
	text->left -= *got;
	return *got > 0 ? GR_OK : GR_END;
}

/* Two rows of as many cells as the first one prove a line start. */
static enum gr_status fits(void *context, const struct gr_csv_record *record,
    size_t nth, enum gr_csv_fit *fit, struct gr_err *err)
{
	const size_t *cells = context;

	(void)err;
	if (!record || (record->cells == *cells && nth >= 1))
		*fit = GR_CSV_FITS;
	else if (record->cells != *cells)
		*fit = GR_CSV_DIFFERS;
	return GR_OK;
}

/* Go on behind a damaged quote; false if there is no way. */
static bool resume(struct gr_csv *csv, size_t *cells, struct gr_buf *out)
{
	struct gr_csv_span span;
	struct gr_err err;

	if (gr_csv_resume(csv, fits, cells, &span, &err) != GR_OK)
		abort();
	gr_buf_format(out, "damage at %llu, %llu lines\n",
	    (unsigned long long)span.line, (unsigned long long)span.lines);
	if (span.found && span.lines == 0)
		abort();
	return span.found;
}

/* Everything that the splitter says of a text, as one string. */
static void describe(const uint8_t *data, size_t size, size_t step,
    unsigned flags, struct gr_buf *out)
{
	static const char delimiters[] = { ',', '\t', ';', ',' };
	static const struct gr_csv_limits limits[] = {
		{ 2000000, 2000000, 16384 },
		{ 40, 2000000, 16384 },
		{ 2000000, 8, 16384 },
		{ 60, 30, 3 },
	};
	struct text text = { (const char *)data + 1, size - 1, step };
	struct gr_csv_record record;
	struct gr_err err = { 0 };
	struct gr_csv *csv;
	enum gr_status status;
	size_t cells = 0;

	if (gr_csv_open(read_text, &text, "fuzz", delimiters[data[0] & 3],
	        &limits[data[0] >> 2 & 3], flags, &csv, &err)
	    != GR_OK)
		abort();
	for (;;) {
		status = gr_csv_next(csv, &record, &err);
		if (status == GR_EDATA && gr_csv_has_damage(csv)
		    && resume(csv, &cells, out))
			continue;
		if (status != GR_OK)
			break;
		if (cells == 0)
			cells = record.cells;
		if (record.breaks > 2) {
			gr_csv_distrust(csv, record.line + record.breaks % 2);
			if (!resume(csv, &cells, out))
				break;
			continue;
		}
		gr_buf_uint(out, record.breaks);
		gr_buf_add(out, record.text);
		gr_buf_uint(out, record.line);
		gr_buf_byte(out, record.stray ? '!' : ' ');
		gr_buf_uint(out, record.cells);
		gr_buf_byte(out, '\n');
		for (size_t i = 0; i < record.cells; i++) {
			for (size_t k = 0; k < record.cell[i].len; k++)
				if (record.flat
				    && strchr("\t\r\n", record.cell[i].ptr[k])
				    && record.cell[i].ptr[k])
					abort();
			gr_buf_uint(out, record.cell[i].len);
			gr_buf_byte(out, ':');
			gr_buf_add(out, record.cell[i]);
		}
	}
	gr_buf_format(out, "status %d line %llu %s", (int)status,
	    (unsigned long long)err.line, err.message);
	gr_csv_close(csv);
}

static void must_agree(const struct gr_buf *a, const struct gr_buf *b,
    const char *what)
{
	if (gr_slice_eq(gr_buf_slice(a), gr_buf_slice(b)))
		return;
	fprintf(stderr, "%s differ:\n%.*s\n---\n%.*s\n", what, (int)a->len,
	    a->ptr, (int)b->len, b->ptr);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t steps[] = { 1, 2, 3, 7, 16, 64, 100, 1000 };
	struct gr_buf fast = { 0 }, other = { 0 };

	if (size == 0)
		return 0;
	describe(data, size, SIZE_MAX, 0, &fast);
	describe(data, size, SIZE_MAX, GR_CSV_REFERENCE, &other);
	must_agree(&fast, &other, "the scan and libcsv");
	gr_buf_clear(&other);
	describe(data, size, steps[data[0] >> 5 & 7], GR_CSV_SCALAR, &other);
	must_agree(&fast, &other, "read sizes");
	gr_buf_clear(&other);
	describe(data, size, steps[data[0] >> 5 & 7], GR_CSV_REFERENCE, &other);
	must_agree(&fast, &other, "read sizes with libcsv");
	gr_buf_free(&fast);
	gr_buf_free(&other);
	return 0;
}
