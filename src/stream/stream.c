#include "stream/stream.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define READ_BYTES ((size_t)128 * 1024)

struct gr_stream {
	struct gr_source *source;
	struct gr_source *own; /* the same, if it is to be closed */
	struct gr_arena *keep;
	struct gr_header header;
	struct gr_slice header_line;
	struct gr_slice program; /* of the last trailer */
	struct gr_slice *field;
	bool foreign;      /* trailers are not looked at */
	bool foreign_part; /* a trailer said so */
	bool whole;        /* the line before was a good trailer */
	bool at_end;       /* the source has no more */
	uint64_t line;     /* lines given so far */
	uint64_t records;  /* of all parts */
	uint64_t part_records, part_bytes;
	char *data;
	size_t room, from, to; /* data[from..to) is unread */
	size_t seen;           /* data[from..seen) holds no LF */
};

static enum gr_status bad(const struct gr_stream *s, uint64_t line,
    const char *column, struct gr_err *err, const char *message)
{
	return gr_err_at(err, GR_EDATA, gr_source_name(s->source), line, column,
	    "%s", message);
}

/* Make room behind `to`: move the unread bytes to the front, or grow. */
static enum gr_status make_room(struct gr_stream *s, struct gr_err *err)
{
	size_t unread = s->to - s->from;
	char *grown;

	if (s->from > 0) {
		memmove(s->data, s->data + s->from, unread);
		s->seen -= s->from;
		s->from = 0;
		s->to = unread;
	}
	if (s->room - s->to >= READ_BYTES)
		return GR_OK;
	if (s->room >= GR_MAX_LINE_BYTES)
		return bad(s, s->line + 1, NULL, err,
		    "the line is longer than a stream's line may be (64 MiB)");
	grown = realloc(s->data, s->room * 2);
	if (grown == NULL)
		return gr_err_memory(err);
	s->data = grown;
	s->room *= 2;
	return GR_OK;
}

static enum gr_status fill(struct gr_stream *s, struct gr_err *err)
{
	enum gr_status status = make_room(s, err);
	size_t got = 0;

	if (status != GR_OK)
		return status;
	status = gr_source_read(s->source, s->data + s->to, READ_BYTES, &got,
	    err);
	if (status == GR_END) {
		s->at_end = true;
		return GR_OK;
	}
	s->to += got;
	return status;
}

static char *find_end(struct gr_stream *s)
{
	char *end = s->seen < s->to
	    ? memchr(s->data + s->seen, '\n', s->to - s->seen)
	    : NULL;

	if (end == NULL)
		s->seen = s->to;
	return end;
}

/* The next line without its LF; GR_END if there is none.  A last line without
 * LF is a cut one, except in foreign text. */
static enum gr_status next_line(struct gr_stream *s, struct gr_slice *line,
    struct gr_err *err)
{
	char *end;

	while ((end = find_end(s)) == NULL && !s->at_end) {
		enum gr_status status = fill(s, err);

		if (status != GR_OK)
			return status;
	}
	if (end == NULL && s->from == s->to)
		return GR_END;
	s->line++;
	if (end == NULL && !s->foreign)
		return bad(s, s->line, NULL, err,
		    "the stream is cut off within this line");
	if (end == NULL)
		end = s->data + s->to;
	*line = gr_slice_make(s->data + s->from,
	    (size_t)(end - (s->data + s->from)));
	s->from = (size_t)(end - s->data) + (end < s->data + s->to ? 1 : 0);
	s->seen = s->from;
	return GR_OK;
}

/* Split into fields; returns how many there are, filling at most `room`. */
static size_t split(struct gr_slice line, struct gr_slice *field, size_t room)
{
	struct gr_slice part;
	size_t n = 0;

	if (line.ptr == NULL)
		line.ptr = "";
	while (gr_slice_split(&line, '\t', &part)) {
		if (n < room)
			field[n] = part;
		n++;
	}
	return n;
}

static const char *column_at(const struct gr_stream *s, struct gr_slice line,
    size_t offset)
{
	size_t tabs = 0;

	for (size_t i = 0; i < offset; i++)
		tabs += line.ptr[i] == '\t';
	return tabs < s->header.n ? s->header.name[tabs].ptr : NULL;
}

static enum gr_status check_bytes(const struct gr_stream *s,
    struct gr_slice line, struct gr_err *err)
{
	const char *at;
	size_t offset;

	if (line.len == 0)
		return GR_OK;
	at = memchr(line.ptr, '\0', line.len);
	if (at != NULL)
		return bad(s, s->line,
		    column_at(s, line, (size_t)(at - line.ptr)), err,
		    "a NUL byte, which no stream holds");
	at = memchr(line.ptr, '\r', line.len);
	if (at != NULL)
		return bad(s, s->line,
		    column_at(s, line, (size_t)(at - line.ptr)), err,
		    "a carriage return, which no stream holds");
	offset = gr_utf8_bad(line);
	if (offset != SIZE_MAX)
		return bad(s, s->line, column_at(s, line, offset), err,
		    "bytes that are not UTF-8");
	return GR_OK;
}

/* The header's own complaint does not know the file: say where it stands. */
static void name_source(const struct gr_stream *s, struct gr_err *err)
{
	gr_err_place(err, err->status, gr_source_name(s->source), 1, NULL);
}

static enum gr_status read_header(struct gr_stream *s, struct gr_err *err)
{
	struct gr_slice line;
	struct gr_slice *name;
	size_t n;
	enum gr_status status = next_line(s, &line, err);

	if (status == GR_END)
		return bad(s, 0, NULL, err,
		    "the stream is empty: not even a header");
	if (status == GR_OK)
		status = check_bytes(s, line, err);
	if (status != GR_OK)
		return status;
	n = split(line, NULL, 0);
	name = GR_NEW_ARRAY(s->keep, n, struct gr_slice);
	s->field = GR_NEW_ARRAY(s->keep, n, struct gr_slice);
	s->header_line = gr_arena_copy(s->keep, line);
	if (name == NULL || s->field == NULL || s->header_line.ptr == NULL)
		return gr_err_memory(err);
	split(line, name, n);
	status = gr_header_make(s->keep, name, n, &s->header, err);
	if (status == GR_EDATA)
		name_source(s, err);
	s->part_bytes = line.len + 1;
	return status;
}

enum gr_status gr_stream_open(struct gr_source *source, bool foreign,
    struct gr_stream **out, struct gr_err *err)
{
	struct gr_stream *s = calloc(1, sizeof *s);
	enum gr_status status = GR_ESYS;

	if (s == NULL)
		return gr_err_memory(err);
	s->source = source;
	s->foreign = foreign;
	s->room = 2 * READ_BYTES;
	s->data = malloc(s->room);
	s->keep = gr_arena_new();
	if (s->data == NULL || s->keep == NULL)
		status = gr_err_memory(err);
	else
		status = read_header(s, err);
	if (status != GR_OK) {
		gr_stream_close(s);
		return status;
	}
	*out = s;
	return GR_OK;
}

enum gr_status gr_stream_open_file(const char *path, bool foreign,
    struct gr_stream **out, struct gr_err *err)
{
	struct gr_source *source;
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	if (status != GR_OK)
		return status;
	status = gr_stream_open(source, foreign, out, err);
	if (status == GR_OK)
		(*out)->own = source;
	else
		gr_source_close(source);
	return status;
}

const struct gr_header *gr_stream_header(const struct gr_stream *stream)
{
	return &stream->header;
}

/* "#end PROGRAM RECORDS BYTES [foreign]", tab-separated. */
static enum gr_status read_trailer(struct gr_stream *s, struct gr_slice line,
    struct gr_err *err)
{
	struct gr_slice field[5];
	size_t n = split(line, field, 5);
	uint64_t records, bytes;

	if (n < 4 || n > 5 || !gr_slice_eq(field[0], GR_S("#end"))
	    || !gr_slice_to_uint64(field[2], &records)
	    || !gr_slice_to_uint64(field[3], &bytes)
	    || (n == 5 && !gr_slice_eq(field[4], GR_S("foreign"))))
		return bad(s, s->line, NULL, err,
		    "a line beginning with '#' that is no trailer");
	if (records != s->part_records)
		return gr_err_at(err, GR_EDATA, gr_source_name(s->source),
		    s->line, NULL,
		    "the trailer counts %ju records, but %ju "
		    "stand before it: lines were lost or added",
		    (uintmax_t)records, (uintmax_t)s->part_records);
	if (bytes != s->part_bytes)
		return gr_err_at(err, GR_EDATA, gr_source_name(s->source),
		    s->line, NULL,
		    "the trailer counts %ju bytes, but %ju "
		    "stand before it: the stream was changed on its way",
		    (uintmax_t)bytes, (uintmax_t)s->part_bytes);
	s->whole = true;
	if (n == 5)
		s->foreign_part = true;
	if (gr_slice_eq(s->program, field[1]))
		return GR_OK;
	s->program = gr_arena_copy(s->keep, field[1]);
	return s->program.ptr ? GR_OK : gr_err_memory(err);
}

/* After a trailer only the same header may follow. */
static enum gr_status read_next_part(struct gr_stream *s, struct gr_slice line,
    struct gr_err *err)
{
	if (!gr_slice_eq(line, s->header_line))
		return bad(s, s->line, NULL, err,
		    "behind a trailer only a "
		    "stream with the same header may follow");
	s->whole = false;
	s->part_records = 0;
	s->part_bytes = line.len + 1;
	return GR_OK;
}

static enum gr_status read_row(struct gr_stream *s, struct gr_slice line,
    struct gr_row *row, struct gr_err *err)
{
	enum gr_status status = check_bytes(s, line, err);
	size_t n;

	if (status != GR_OK)
		return status;
	n = split(line, s->field, s->header.n);
	if (n != s->header.n)
		return gr_err_at(err, GR_EDATA, gr_source_name(s->source),
		    s->line, NULL, "%zu fields where the header has %zu", n,
		    s->header.n);
	s->records++;
	s->part_records++;
	s->part_bytes += line.len + 1;
	*row = (struct gr_row){ s->field, n, gr_source_name(s->source),
		s->line };
	return GR_OK;
}

enum gr_status gr_stream_next(struct gr_stream *s, struct gr_row *row,
    struct gr_err *err)
{
	for (;;) {
		struct gr_slice line = { NULL, 0 };
		enum gr_status status = next_line(s, &line, err);
		bool hash = status == GR_OK && line.len > 0
		    && line.ptr[0] == '#';

		if (status == GR_END && !s->whole && !s->foreign)
			return bad(s, s->line + 1, NULL, err,
			    "the stream ends "
			    "without its trailer: what wrote it did not finish");
		if (status != GR_OK)
			return status;
		if (s->foreign && (hash || gr_slice_eq(line, s->header_line)))
			continue;
		if (s->whole)
			status = read_next_part(s, line, err);
		else if (hash)
			status = read_trailer(s, line, err);
		else
			return read_row(s, line, row, err);
		if (status != GR_OK)
			return status;
	}
}

bool gr_stream_will_read(const struct gr_stream *s)
{
	return s->from == s->to
	    || memchr(s->data + s->from, '\n', s->to - s->from) == NULL;
}

bool gr_stream_is_foreign(const struct gr_stream *s)
{
	return s->foreign || s->foreign_part;
}

struct gr_slice gr_stream_program(const struct gr_stream *s)
{
	return s->program;
}

uint64_t gr_stream_records(const struct gr_stream *s)
{
	return s->records;
}

void gr_stream_close(struct gr_stream *s)
{
	if (s == NULL)
		return;
	gr_arena_free(s->keep);
	free(s->data);
	gr_source_close(s->own);
	free(s);
}

enum gr_status gr_stream_end(struct gr_sink *sink, const char *program,
    uint64_t records, bool foreign, struct gr_err *err)
{
	char line[128];
	int len = snprintf(line, sizeof line, "#end\t%s\t%ju\t%ju%s\n", program,
	    (uintmax_t)records, (uintmax_t)gr_sink_bytes(sink),
	    foreign ? "\tforeign" : "");

	assert(len > 0 && (size_t)len < sizeof line);
	return gr_sink_write(sink, gr_slice_make(line, (size_t)len), err);
}
