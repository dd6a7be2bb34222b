/* Fuzz target: the whole of ingest.  Whatever a delivery holds: no crash, no
 * leak, every row accounted for, fields that fit a stream, and the same said
 * twice, also through a gzip and through a pipe's copy.
 *
 * Build: make fuzz (or: clang -std=c11 -D_GNU_SOURCE -Iinclude -g -O1 \
 *	-fsanitize=fuzzer,address,undefined tests/fuzz/ingest.c \
 *	build/fuzz/lib/libgreen.a -lcsv -lz -lpcre2-8 -lgsl -lgslcblas -lm)
 * Run, in the project's folder: build/fuzz/fuzz/ingest -max_len=4096 \
 *	tests/fuzz/corpus-ingest
 *
 * The standard is $GREEN_STANDARD, or the one of Heilongjiang.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "clean/read_standard.h"
#include "delivery/delivery.h"
#include "text/utf8.h"

#include "sheet.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
    unsigned int seed);
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct gr_standard standard;
static struct gr_layout_words layout_words;
static struct gr_delivery_setup setup;
static struct sheet_words words;
static size_t fields;

/* What a reading told. */
struct told {
	struct gr_buf text;
	uint64_t rows, set_aside, skips;
};

static void need(bool fine, const char *what)
{
	if (fine)
		return;
	fprintf(stderr, "fuzz: %s\n", what);
	abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static struct gr_arena *keep;
	static struct gr_patterns *patterns;
	const char *path = getenv("GREEN_STANDARD");
	struct gr_err err;

	(void)argc;
	(void)argv;
	keep = gr_arena_new();
	need(keep
	        && gr_standard_read(keep,
	               path ? path : "pipelines/heilongjiang-2020", &standard,
	               &err)
	            == GR_OK
	        && gr_layout_words_read(keep, standard.path, &layout_words,
	               &err)
	            == GR_OK
	        && gr_patterns_new(false, &patterns, &err) == GR_OK
	        && gr_headings_make(keep, patterns, &standard, &layout_words,
	               &setup.headings, &err)
	            == GR_OK,
	    "cannot read the standard");
	setup.plausible = gr_plausible_new(&standard);
	need(setup.plausible != NULL, "no memory");
	setup.standard = &standard;
	setup.words = &layout_words;
	setup.limits = (struct gr_csv_limits){ 3000, 2000, 300 };
	setup.wave = GR_S("2021");
	gr_delivery_fields(&standard, keep, &fields);
	sheet_words_of(&words, &standard, &layout_words);
	return 0;
}

static bool is_gzip(const uint8_t *data, size_t size)
{
	return size >= 2 && data[0] == 0x1f && data[1] == 0x8b;
}

/* Half of the changes are of bytes, half of rows, columns and cells. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
    unsigned int seed)
{
	size_t n = seed % 2 == 0 && !is_gzip(data, size)
	    ? sheet_mutate(&words, data, size, max, seed)
	    : 0;

	return n > 0 ? n : LLVMFuzzerMutate(data, size, max);
}

/* A field of a stream: UTF-8 without TAB, LF, CR and NUL. */
static void add_field(struct told *told, struct gr_slice field)
{
	need(gr_utf8_bad(field) == SIZE_MAX, "a field is not UTF-8");
	for (size_t i = 0; i < field.len; i++)
		need(!strchr("\t\n\r", field.ptr[i]) && field.ptr[i],
		    "a field would break the stream");
	gr_buf_add(&told->text, field);
	gr_buf_byte(&told->text, '\t');
}

static enum gr_status take_row(void *context, const struct gr_slice *field,
    size_t n, struct gr_err *err)
{
	struct told *told = context;

	(void)err;
	need(n == fields, "a row has another number of fields");
	for (size_t i = 0; i < n; i++)
		add_field(told, field[i]);
	gr_buf_byte(&told->text, '\n');
	told->rows++;
	return GR_OK;
}

/* The harness makes blanks of what would break the findings' fields. */
static void add_loose(struct told *told, struct gr_slice field)
{
	need(gr_utf8_bad(field) == SIZE_MAX, "a finding is not UTF-8");
	gr_buf_add(&told->text, field);
	gr_buf_byte(&told->text, '\t');
}

/* How many rows a SKIP is of: a run of them is one event, whose value is their
 * number (ruling 40). */
static uint64_t rows_of(const struct gr_event *event)
{
	uint64_t n = 1;

	need(event->value.len == 0 || gr_slice_to_uint64(event->value, &n),
	    "a run's value is no number of rows");
	return n;
}

static enum gr_status take_event(void *context, const struct gr_event *event,
    struct gr_err *err)
{
	struct told *told = context;

	(void)err;
	gr_buf_format(&told->text, "%.*s %d %llu ", GR_ARG(event->rule),
	    (int)event->action, (unsigned long long)event->line);
	add_loose(told, event->column);
	add_loose(told, event->raw);
	add_loose(told, event->value);
	add_loose(told, event->message);
	if (event->action == GR_SKIP)
		told->skips += rows_of(event);
	return GR_OK;
}

static enum gr_status take_set_aside(void *context,
    const struct gr_slice *field, size_t n, const struct gr_event *event,
    struct gr_err *err)
{
	struct told *told = context;

	told->set_aside++;
	for (size_t i = 0; i < n; i++)
		add_field(told, field[i]);
	return take_event(context, event, err);
}

static void check_counts(const struct told *told,
    const struct gr_delivery_counts *counts)
{
	need(counts->in == told->rows + told->set_aside + counts->skipped,
	    "rows are lost");
	need(counts->skipped == told->skips, "a skipped row is not named");
}

/* Everything that is said of the bytes behind `fd`. */
static void read_all(int fd, struct told *told)
{
	char path[64];
	struct gr_source *source;
	struct gr_refusal refusal;
	struct gr_delivery *delivery = NULL;
	struct gr_delivery_sink sink = { told, take_row, take_event,
		take_set_aside };
	struct gr_delivery_counts counts, dry;
	struct gr_err err = { .line = 0 };

	snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	need(gr_source_open(path, NULL, &source, &err) == GR_OK, "cannot open");
	enum gr_status status = gr_delivery_open(&setup, source, NULL,
	    GR_S("x.csv"), &refusal, &delivery, &err);
	if (status == GR_OK)
		status = gr_delivery_read(delivery, NULL, &dry, &err);
	if (status == GR_OK) {
		need(gr_delivery_read(delivery, &sink, &counts, &err) == GR_OK,
		    "refused after it was found good");
		need(dry.in == counts.in && dry.skipped == counts.skipped,
		    "the dry run counts otherwise");
		check_counts(told, &counts);
	}
	need(status == GR_OK || status == GR_EDATA, "a failure of the system");
	need(status == GR_OK || refusal.rule[0], "refused without a rule");
	if (status != GR_OK)
		gr_buf_format(&told->text, "refused %s %llu\n", refusal.rule,
		    (unsigned long long)refusal.line);
	gr_delivery_close(delivery);
	gr_source_close(source);
}

static int file_of(const void *bytes, size_t n)
{
	int fd = memfd_create("fuzz", 0);

	need(fd >= 0 && write(fd, bytes, n) == (ssize_t)n, "no memory file");
	return fd;
}

static int gzip_of(const uint8_t *data, size_t size)
{
	static unsigned char room[1 << 20];
	z_stream z = { 0 };

	need(deflateInit2(&z, 1, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) == Z_OK,
	    "zlib");
	z.next_in = (Bytef *)(uintptr_t)data;
	z.avail_in = (uInt)size;
	z.next_out = room;
	z.avail_out = sizeof(room);
	need(deflate(&z, Z_FINISH) == Z_STREAM_END, "zlib");
	deflateEnd(&z);
	return file_of(room, z.total_out);
}

/* A pipe holds so much; longer inputs are not tried that way. */
static int pipe_of(const uint8_t *data, size_t size)
{
	int end[2];

	need(pipe(end) == 0, "no pipe");
	need(write(end[1], data, size) == (ssize_t)size, "no room");
	close(end[1]);
	return end[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned turn;
	struct told first = { .rows = 0 }, again = { .rows = 0 };
	int fd = file_of(data, size);

	setup.chinese = size % 2 == 0;
	read_all(fd, &first);
	close(fd);
	turn++;
	if (turn % 4 == 0 && size < 60000)
		fd = pipe_of(data, size);
	else if (turn % 4 == 1 && size > 0 && !is_gzip(data, size))
		fd = gzip_of(data, size);
	else
		fd = -1;
	if (fd >= 0) {
		read_all(fd, &again);
		need(gr_slice_eq(gr_buf_slice(&first.text),
		         gr_buf_slice(&again.text)),
		    "another way to the same bytes says otherwise");
		close(fd);
	}
	gr_buf_free(&first.text);
	gr_buf_free(&again.text);
	return 0;
}
