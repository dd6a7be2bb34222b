/* csvdump - what the library makes of a file, for tests.
 *
 *   csvdump bytes FILE       what is in it, gunzipped
 *   csvdump text FILE        as UTF-8, its character set decided
 *   csvdump DELIMITER FILE   its records, one JSON array a line
 *
 * Exit 3 with the message if the file is refused.
 */
#include <stdio.h>
#include <string.h>

#include "csv/decode.h"
#include "csv/reader.h"

static enum gr_status dump_bytes(gr_read_fn *read, void *from,
    struct gr_err *err)
{
	char block[4096];
	size_t got;
	enum gr_status status;

	while ((status = read(from, block, sizeof(block), &got, err)) == GR_OK)
		fwrite(block, 1, got, stdout);
	return status == GR_END ? GR_OK : status;
}

static void print_cell(struct gr_slice cell)
{
	putchar('"');
	for (size_t i = 0; i < cell.len; i++) {
		unsigned char c = (unsigned char)cell.ptr[i];
		if (c < ' ')
			printf("\\u%04x", c);
		else if (c == '"' || c == '\\')
			printf("\\%c", c);
		else
			putchar(c);
	}
	putchar('"');
}

static enum gr_status dump_records(struct gr_decoder *decoder, const char *name,
    char delimiter, struct gr_err *err)
{
	struct gr_csv *csv;
	struct gr_csv_record record;
	enum gr_status status = gr_csv_open(gr_decoder_read, decoder, name,
	    delimiter, NULL, 0, &csv, err);

	while (status == GR_OK
	    && (status = gr_csv_next(csv, &record, err)) == GR_OK) {
		putchar('[');
		for (size_t i = 0; i < record.cells; i++) {
			if (i > 0)
				putchar(',');
			print_cell(record.cell[i]);
		}
		puts("]");
	}
	gr_csv_close(csv);
	return status == GR_END ? GR_OK : status;
}

static enum gr_status read_source(void *source, char *to, size_t room,
    size_t *got, struct gr_err *err)
{
	return gr_source_read(source, to, room, got, err);
}

static enum gr_status dump(const char *what, struct gr_source *source,
    struct gr_err *err)
{
	struct gr_decoder *decoder;
	struct gr_text_facts facts;

	if (strcmp(what, "bytes") == 0)
		return dump_bytes(read_source, source, err);
	enum gr_status status = gr_charset_decide(source, &facts, err);
	if (status == GR_OK)
		status = gr_decoder_open(source, facts.charset, false, &decoder,
		    err);
	if (status != GR_OK)
		return status;
	if (strcmp(what, "text") == 0)
		status = dump_bytes(gr_decoder_read, decoder, err);
	else
		status = dump_records(decoder, gr_source_name(source), what[0],
		    err);
	gr_decoder_close(decoder);
	return status;
}

int main(int argc, char **argv)
{
	struct gr_source *source;
	struct gr_err err;

	if (argc != 3) {
		fputs("usage: csvdump bytes|text|DELIMITER FILE\n", stderr);
		return 2;
	}
	enum gr_status status = gr_source_open(argv[2], NULL, &source, &err);
	if (status == GR_OK) {
		status = dump(argv[1], source, &err);
		gr_source_close(source);
	}
	if (status != GR_OK)
		fprintf(stderr, "csvdump: %s:%ju: %s\n", argv[2],
		    (uintmax_t)err.line, err.message);
	return status == GR_OK ? 0 : status == GR_EDATA ? 3 : 4;
}
