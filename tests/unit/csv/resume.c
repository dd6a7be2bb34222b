/* resume.h: behind a damaged quote the text is read again from a line start
 * that fits, however it arrives and whoever splits it. */
#include <criterion/criterion.h>

#include "base/buf.h"
#include "csv/resume.h"

struct text {
	struct gr_slice left;
	size_t step;
};

/* So many rows of so many cells prove a line start. */
struct want {
	size_t cells, rows, seen;
	size_t *bytes; /* of trials; if asked, short rows are passed over */
};

static enum gr_status read_text(void *context, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	struct text *text = context;

	(void)err;
	*got = text->left.len < text->step ? text->left.len : text->step;
	*got = *got < room ? *got : room;
	if (*got > 0)
		memcpy(to, text->left.ptr, *got);
	text->left = gr_slice_skip(text->left, *got);
	return *got > 0 ? GR_OK : GR_END;
}

static enum gr_status fits(void *context, const struct gr_csv_record *record,
    size_t nth, enum gr_csv_fit *fit, struct gr_err *err)
{
	struct want *want = context;

	(void)err;
	want->seen = nth == 0 ? 0 : want->seen;
	if (record && want->bytes) {
		*want->bytes += record->text.len;
		if (record->cells + 1 == want->cells)
			return GR_OK; /* a short row says nothing */
	}
	if (record && record->cells != want->cells)
		*fit = GR_CSV_DIFFERS;
	else if (!record || ++want->seen == want->rows)
		*fit = GR_CSV_FITS;
	return GR_OK;
}

/* Whether a record is distrusted: a line break is in it, then a delimiter. */
static bool is_distrusted(const struct gr_csv_record *record)
{
	for (size_t i = 0; i < record->cells && record->breaks > 0; i++) {
		size_t at = gr_slice_find(record->cell[i], GR_S("\n"));
		if (at != SIZE_MAX
		    && gr_slice_find(gr_slice_skip(record->cell[i], at),
		           GR_S(","))
		        != SIZE_MAX)
			return true;
	}
	return false;
}

/* "line:cell|cell\n" for every record, "line~lines\n" for what is lost, "~\n"
 * for all that is left. */
static void split(struct gr_slice s, size_t step, struct want want,
    const struct gr_csv_limits *limits, unsigned flags, struct gr_buf *out)
{
	struct text text = { s, step };
	struct gr_csv_record record;
	struct gr_csv_span span = { .found = true };
	struct gr_err err = { .line = 0 };
	struct gr_csv *csv;

	gr_buf_clear(out);
	cr_assert_eq(gr_csv_open(read_text, &text, "x.csv", ',', limits, flags,
	                 &csv, &err),
	    GR_OK);
	while (span.found) {
		enum gr_status status = gr_csv_next(csv, &record, &err);
		if (status == GR_END)
			break;
		if (status == GR_OK && is_distrusted(&record))
			gr_csv_distrust(csv, record.line);
		else if (status == GR_OK) {
			gr_buf_format(out, "%d:", (int)record.line);
			for (size_t i = 0; i < record.cells; i++) {
				gr_buf_text(out, i > 0 ? "|" : "");
				gr_buf_add(out, record.cell[i]);
			}
			gr_buf_byte(out, '\n');
			cr_assert_gt(record.text.len, 0);
			continue;
		}
		cr_assert(gr_csv_has_damage(csv), "%s", err.message);
		cr_assert_eq(gr_csv_resume(csv, fits, &want, &span, &err),
		    GR_OK);
		if (span.found)
			gr_buf_format(out, "%d~%d\n", (int)span.line,
			    (int)span.lines);
		else
			gr_buf_text(out, "~\n");
	}
	gr_csv_close(csv);
	cr_assert(!out->failed);
}

static void assert_splits(const char *text, const char *result)
{
	const struct want want = { .cells = 3, .rows = 2 };
	struct gr_buf out = { 0 };

	for (size_t step = 1; step < 40; step++)
		for (unsigned flags = 0; flags < 4; flags++) {
			split(gr_slice_of(text), step, want, NULL, flags, &out);
			cr_assert(gr_slice_eq(gr_buf_slice(&out),
			              gr_slice_of(result)),
			    "step %zu flags %u: '%s' is\n%.*s", step, flags,
			    text, GR_ARG(gr_buf_slice(&out)));
		}
	gr_buf_free(&out);
}

Test(resume, ruling_36d_damage_costs_its_line)
{
	assert_splits("a,b,c\n\"d,e,f\ng,h,i\nj,k,l\n",
	    "1:a|b|c\n2~1\n3:g|h|i\n4:j|k|l\n");
	assert_splits("a,\"b\"x,c\r\nd,e,f\r\ng,h,i\r\n",
	    "1~1\n2:d|e|f\n3:g|h|i\n");
	assert_splits("a,b,\"c\rd,e,f\rg,h,i", "1~1\n2:d|e|f\n3:g|h|i\n");
}

Test(resume, ruling_36d_the_span_begins_where_the_quote_opened)
{
	assert_splits("a,\"b\nb\",\"c\nd,e,f\ng,h,i\n",
	    "2~1\n3:d|e|f\n4:g|h|i\n");
}

Test(resume, ruling_36d_lines_that_do_not_fit_are_lost_with_it)
{
	assert_splits("\"a,b,c\nx\ny,z\nd,e,f\ng,h,i\n",
	    "1~3\n4:d|e|f\n5:g|h|i\n");
	assert_splits("\"a,b,c\nd,\"e,f\ng,h,i\nj,k,l\n",
	    "1~2\n3:g|h|i\n4:j|k|l\n");
}

Test(resume, ruling_36d_all_that_is_left_is_enough)
{
	assert_splits("a,b,c\n\"d,e,f\ng,h,i\n", "1:a|b|c\n2~1\n3:g|h|i\n");
	assert_splits("a,b,c\n\"d,e,f\n", "1:a|b|c\n2~1\n");
	assert_splits("a,b,c\n\"d,e,", "1:a|b|c\n2~1\n");
	assert_splits("\"", "1~1\n");
}

Test(resume, ruling_36d_damage_among_the_rows_that_prove_a_line_is_passed_by)
{
	assert_splits("\"a,b,c\nd,e,f\ng,\"h,i\nj,k,l\nm,n,o\n",
	    "1~1\n2:d|e|f\n3~1\n4:j|k|l\n5:m|n|o\n");
	assert_splits("a,\"b\"x,c\nd,e,f\ng,\"h\"x,i\nj,\"k\"x,l\nm,n,o",
	    "1~1\n2:d|e|f\n3~2\n5:m|n|o\n");
	/* the first line must be a row */
	assert_splits("\"a,b,c\nd,\"e\"x,f\ng,h,i\nj,k,l\n",
	    "1~2\n3:g|h|i\n4:j|k|l\n");
}

Test(resume, ruling_36c_a_record_that_was_given_may_be_distrusted)
{
	assert_splits("a,b,\"c\nd,e,f\ng,h,i\"\nj,k,l\nm,n,o\n",
	    "1~1\n2:d|e|f\n3:g|h|i\"\n4:j|k|l\n5:m|n|o\n");
	assert_splits("x,y,z\na,b,\"c\r\nd,e\"\r\n\"\"\"q\n\"\"\",k,l\n",
	    "1:x|y|z\n2~2\n4:\"q\n\"|k|l\n");
}

/* What is looked at never reaches beyond the longest record. */
Test(resume, no_text_beyond_the_longest_record_is_looked_at)
{
	const struct gr_csv_limits limits = { 20, 99, 9 };
	struct gr_buf out = { 0 };

	for (size_t step = 1; step < 40; step++) {
		split(GR_S("\"a,b,c\nd,e,f\ng,h,i\nj,k,l\n"), step,
		    (struct want){ .cells = 3, .rows = 2 }, &limits, 0, &out);
		cr_assert(gr_slice_eq(gr_buf_slice(&out),
		              GR_S("1~1\n2:d|e|f\n3:g|h|i\n4:j|k|l\n")),
		    "step %zu: %.*s", step, GR_ARG(gr_buf_slice(&out)));
		split(GR_S("\"a,b,c\nd,e,f\ng,h,i\nj,k,l\n"), step,
		    (struct want){ .cells = 3, .rows = 3 }, &limits, 0, &out);
		cr_assert(gr_slice_eq(gr_buf_slice(&out), GR_S("~\n")),
		    "step %zu: %.*s", step, GR_ARG(gr_buf_slice(&out)));
	}
	gr_buf_free(&out);
}

/* `times`: a damaged line, so many short rows, one that no row is, two rows.
 * How many of them are read again behind the damage. */
static size_t count_found(size_t good, size_t times, size_t shorts,
    size_t *tried, size_t *bytes)
{
	struct want want = { .cells = 3, .rows = 2, .bytes = tried };
	struct gr_buf text = { 0 }, out = { 0 };
	size_t found = 0;

	*tried = 0;
	for (size_t i = 0; i < good; i++)
		gr_buf_text(&text, "a,b,c\n");
	for (size_t i = 0; i < times; i++) {
		gr_buf_text(&text, "\"a\"b,c,d\n");
		for (size_t n = 0; n < shorts; n++)
			gr_buf_text(&text, "e,f\n");
		gr_buf_text(&text, "x\ng,h,i\nj,k,l\n");
	}
	*bytes = text.len;
	split(gr_buf_slice(&text), SIZE_MAX, want, NULL, 0, &out);
	for (size_t i = 0; i < out.len; i++)
		found += out.ptr[i] == '~' && out.ptr[i + 1] != '\n';
	gr_buf_free(&text);
	gr_buf_free(&out);
	return found;
}

/* The trials of a whole text have a bound together; it grows with the text. */
Test(resume, ruling_36d_trials_are_bound_for_the_whole_text)
{
	const size_t free_bytes = 4 * 1024 * 1024;
	size_t tried, bytes;

	cr_assert_eq(count_found(0, 1, 1000, &tried, &bytes), 1);
	cr_assert_eq(count_found(0, 1, 3000, &tried, &bytes), 0);
	cr_assert_leq(tried, free_bytes + 33 * bytes);
	cr_assert_eq(count_found(0, 9, 1000, &tried, &bytes), 2);
	cr_assert_leq(tried, free_bytes + 33 * bytes);
	cr_assert_eq(count_found(100000, 9, 1000, &tried, &bytes), 9);
	cr_assert_eq(count_found(0, 3000, 20, &tried, &bytes), 3000);
}

/* Texts of the bytes that matter, the same on every run. */
static void make_text(unsigned seed, struct gr_buf *to)
{
	static const char bytes[] = "ab,,,,\"\n\n\r\n,\"x";
	uint32_t state = seed * 2654435761u + 1;
	size_t n = seed % 197;

	gr_buf_clear(to);
	for (size_t i = 0; i < n; i++) {
		state = state * 1664525u + 1013904223u;
		gr_buf_byte(to, bytes[(state >> 16) % (sizeof(bytes) - 1)]);
	}
}

Test(resume, the_scan_its_scalar_twin_and_libcsv_agree_on_damage)
{
	struct gr_buf text = { 0 }, fast = { 0 }, other = { 0 };

	for (unsigned seed = 0; seed < 4000; seed++) {
		const struct want want = { .cells = 1 + seed % 3, .rows = 2 };
		const struct gr_csv_limits tight = { 30, 99, 99 };
		const struct gr_csv_limits *limits = seed % 2 ? &tight : NULL;
		make_text(seed, &text);
		struct gr_slice s = gr_buf_slice(&text);
		if (limits && s.len > 30)
			s.len = 30;
		split(s, SIZE_MAX, want, limits, 0, &fast);
		split(s, 1 + seed % 9, want, limits, GR_CSV_SCALAR, &other);
		cr_assert(gr_slice_eq(gr_buf_slice(&fast),
		              gr_buf_slice(&other)),
		    "seed %u", seed);
		split(s, 1 + seed % 7, want, limits, GR_CSV_REFERENCE, &other);
		cr_assert(gr_slice_eq(gr_buf_slice(&fast),
		              gr_buf_slice(&other)),
		    "seed %u, libcsv", seed);
	}
	gr_buf_free(&text);
	gr_buf_free(&fast);
	gr_buf_free(&other);
}
