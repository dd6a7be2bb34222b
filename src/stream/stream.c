#include "stream/stream.h"

#include "stream/hash.h"
#include "stream/lines.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

struct gr_stream {
	struct gr_source *source;
	struct gr_source *own; /* the same, if it is to be closed */
	struct gr_arena *keep;
	struct gr_header header;
	struct gr_slice header_line;
	struct gr_slice program; /* of the last trailer */
	struct gr_slice *field;
	struct gr_slice *ahead; /* fields of further rows, ahead_rows of them */
	size_t ahead_rows;
	enum gr_status late; /* what came behind the rows that were given */
	struct gr_err late_err;
	bool foreign;      /* trailers are not looked at */
	bool foreign_part; /* a trailer said so */
	bool whole;        /* the line before was a good trailer */
	bool takes_old;    /* trailers without a hash, too */
	uint64_t records;  /* of all parts */
	uint64_t part_records, part_bytes;
	uint64_t digest; /* of the parts that have ended */
	struct gr_lines *lines;
};

static enum gr_status bad(const struct gr_stream *s, uint64_t line,
    const char *column, struct gr_err *err, const char *message)
{
	return gr_err_at(err, GR_EDATA, gr_source_name(s->source), line, column,
	    "%s", message);
}

/* Complain of the line that was given last. */
static enum gr_status bad_line(const struct gr_stream *s, const char *column,
    struct gr_err *err, const char *message)
{
	return bad(s, gr_lines_given(s->lines), column, err, message);
}

/* GR_END if there is none.  A last line without LF is a cut one, except in
 * foreign text. */
static enum gr_status next_line(struct gr_stream *s, struct gr_line *line,
    struct gr_err *err)
{
	enum gr_status status = gr_lines_next(s->lines, line, err);

	if (status == GR_OK && !line->ended && !s->foreign)
		return bad_line(s, NULL, err,
		    "the stream is cut off within this line");
	return status;
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
		return bad_line(s, column_at(s, line, (size_t)(at - line.ptr)),
		    err, "a NUL byte, which no stream holds");
	at = memchr(line.ptr, '\r', line.len);
	if (at != NULL)
		return bad_line(s, column_at(s, line, (size_t)(at - line.ptr)),
		    err, "a carriage return, which no stream holds");
	offset = gr_utf8_bad(line);
	if (offset != SIZE_MAX)
		return bad_line(s, column_at(s, line, offset), err,
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
	struct gr_line line;
	struct gr_slice *name;
	enum gr_status status = next_line(s, &line, err);

	if (status == GR_END)
		return bad(s, 0, NULL, err,
		    "the stream is empty: not even a header");
	if (status == GR_OK)
		status = check_bytes(s, line.text, err);
	if (status != GR_OK)
		return status;
	name = GR_NEW_ARRAY(s->keep, line.fields, struct gr_slice);
	s->field = GR_NEW_ARRAY(s->keep, line.fields, struct gr_slice);
	s->header_line = gr_arena_copy(s->keep, line.text);
	if (name == NULL || s->field == NULL || s->header_line.ptr == NULL)
		return gr_err_memory(err);
	gr_line_split(&line, name, line.fields);
	status = gr_header_make(s->keep, name, line.fields, &s->header, err);
	if (status == GR_EDATA)
		name_source(s, err);
	s->part_bytes = line.text.len + 1;
	if (!s->foreign)
		gr_lines_hash_from(s->lines, &line);
	return status;
}

enum gr_status gr_stream_open(struct gr_source *source, bool foreign,
    struct gr_stream **out, struct gr_err *err)
{
	struct gr_stream *s = calloc(1, sizeof *s);
	enum gr_status status;

	if (s == NULL)
		return gr_err_memory(err);
	s->source = source;
	s->foreign = foreign;
	s->keep = gr_arena_new();
	status = s->keep == NULL ? gr_err_memory(err)
	                         : gr_lines_open(source, &s->lines, err);
	if (status == GR_OK)
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

void gr_stream_take_old(struct gr_stream *stream)
{
	stream->takes_old = true;
}

const struct gr_header *gr_stream_header(const struct gr_stream *stream)
{
	return &stream->header;
}

/* What a trailer says. */
struct end {
	struct gr_slice program;
	uint64_t records, bytes, hash;
	bool hashed, foreign;
};

static bool is_hash(struct gr_slice digits, uint64_t *hash)
{
	*hash = 0;
	for (size_t i = 0; i < digits.len; i++) {
		static const char known[] = "0123456789abcdef";
		const char *at = memchr(known, digits.ptr[i], 16);

		if (at == NULL)
			return false;
		*hash = *hash << 4 | (uint64_t)(at - known);
	}
	return digits.len == 16;
}

/* "#end PROGRAM RECORDS BYTES HASH [foreign]", tab-separated.  Before 0.2 there
 * was no hash. */
static bool is_trailer(const struct gr_line *line, struct end *end)
{
	struct gr_slice field[6];
	size_t n = line->fields;

	if (n < 4 || n > 6)
		return false;
	gr_line_split(line, field, 6);
	*end = (struct end){ .program = field[1] };
	end->hashed = n > 4 && is_hash(field[4], &end->hash);
	end->foreign = n > 4 && gr_slice_eq(field[n - 1], GR_S("foreign"));
	return n == 4 + (size_t)end->hashed + (size_t)end->foreign
	    && gr_slice_eq(field[0], GR_S("#end"))
	    && gr_slice_to_uint64(field[2], &end->records)
	    && gr_slice_to_uint64(field[3], &end->bytes);
}

static enum gr_status check_trailer(struct gr_stream *s,
    const struct gr_line *line, const struct end *end, struct gr_err *err)
{
	const char *name = gr_source_name(s->source);
	uint64_t at = gr_lines_given(s->lines);
	uint64_t hash = gr_lines_hash_to(s->lines, line);

	if (end->records != s->part_records)
		return gr_err_at(err, GR_EDATA, name, at, NULL,
		    "the trailer counts %ju records, but %ju "
		    "stand before it: lines were lost or added",
		    (uintmax_t)end->records, (uintmax_t)s->part_records);
	if (end->bytes != s->part_bytes)
		return gr_err_at(err, GR_EDATA, name, at, NULL,
		    "the trailer counts %ju bytes, but %ju "
		    "stand before it: the stream was changed on its way",
		    (uintmax_t)end->bytes, (uintmax_t)s->part_bytes);
	if (!end->hashed && !s->takes_old)
		return bad_line(s, NULL, err,
		    "the trailer has no hash: "
		    "a version before 0.2 wrote it");
	if (end->hashed && end->hash != hash)
		return gr_err_at(err, GR_EDATA, name, at, NULL,
		    "the trailer's hash is %016jx, but that of what stands "
		    "before it is %016jx: the stream was changed on its way",
		    (uintmax_t)end->hash, (uintmax_t)hash);
	s->digest = gr_hash_join(s->digest, hash);
	return GR_OK;
}

static enum gr_status read_trailer(struct gr_stream *s,
    const struct gr_line *line, struct gr_err *err)
{
	struct end end;
	enum gr_status status;

	if (!is_trailer(line, &end))
		return bad_line(s, NULL, err,
		    "a line beginning with '#' that is no trailer");
	status = check_trailer(s, line, &end, err);
	if (status != GR_OK)
		return status;
	s->whole = true;
	s->foreign_part |= end.foreign;
	if (gr_slice_eq(s->program, end.program))
		return GR_OK;
	s->program = gr_arena_copy(s->keep, end.program);
	return s->program.ptr ? GR_OK : gr_err_memory(err);
}

/* After a trailer only the same header may follow. */
static enum gr_status read_next_part(struct gr_stream *s,
    const struct gr_line *line, struct gr_err *err)
{
	if (!gr_slice_eq(line->text, s->header_line))
		return bad_line(s, NULL, err,
		    "behind a trailer only a "
		    "stream with the same header may follow");
	s->whole = false;
	s->part_records = 0;
	s->part_bytes = line->text.len + 1;
	gr_lines_hash_from(s->lines, line);
	return GR_OK;
}

static enum gr_status read_row(struct gr_stream *s, const struct gr_line *line,
    struct gr_slice *field, struct gr_row *row, struct gr_err *err)
{
	/* What the end of the text cuts off no scan has judged. */
	if (gr_lines_are_odd(s->lines) || !line->ended) {
		enum gr_status status = check_bytes(s, line->text, err);

		if (status != GR_OK)
			return status;
	}
	if (line->fields != s->header.n)
		return gr_err_at(err, GR_EDATA, gr_source_name(s->source),
		    gr_lines_given(s->lines), NULL,
		    "%zu fields where the header has %zu", line->fields,
		    s->header.n);
	gr_line_split(line, field, s->header.n);
	s->records++;
	s->part_records++;
	s->part_bytes += line->text.len + 1;
	*row = (struct gr_row){ field, s->header.n, gr_source_name(s->source),
		gr_lines_given(s->lines) };
	return GR_OK;
}

/* The next row into `field`.  Unless it may read, *row is left alone where the
 * source has to be asked for more. */
static enum gr_status next_row(struct gr_stream *s, bool may_read,
    struct gr_slice *field, struct gr_row *row, struct gr_err *err)
{
	while (may_read || !gr_lines_will_read(s->lines)) {
		struct gr_line line = { .fields = 0 };
		enum gr_status status = next_line(s, &line, err);
		bool hash = status == GR_OK && line.text.len > 0
		    && line.text.ptr[0] == '#';

		if (status == GR_END && !s->whole && !s->foreign)
			return bad(s, gr_lines_given(s->lines) + 1, NULL, err,
			    "the stream ends "
			    "without its trailer: what wrote it did not finish");
		if (status != GR_OK)
			return status;
		if (s->foreign
		    && (hash || gr_slice_eq(line.text, s->header_line)))
			continue;
		if (s->whole)
			status = read_next_part(s, &line, err);
		else if (hash)
			status = read_trailer(s, &line, err);
		else
			return read_row(s, &line, field, row, err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

enum gr_status gr_stream_next(struct gr_stream *s, struct gr_row *row,
    struct gr_err *err)
{
	return next_row(s, true, s->field, row, err);
}

/* Room for the fields of rows behind the first. */
static enum gr_status make_ahead(struct gr_stream *s, size_t rows,
    struct gr_err *err)
{
	if (s->ahead_rows >= rows)
		return GR_OK;
	s->ahead = gr_arena_room(s->keep, rows * s->header.n, sizeof *s->ahead);
	s->ahead_rows = s->ahead ? rows : 0;
	return s->ahead ? GR_OK : gr_err_memory(err);
}

enum gr_status gr_stream_next_rows(struct gr_stream *s, struct gr_row *row,
    size_t room, size_t *n, struct gr_err *err)
{
	enum gr_status status = s->late;

	*n = 0;
	if (status != GR_OK) {
		*err = s->late_err;
		return status;
	}
	status = make_ahead(s, room, err);
	if (status == GR_OK)
		status = next_row(s, true, s->ahead, row, err);
	if (status != GR_OK)
		return status;
	for (*n = 1; *n < room && s->late == GR_OK; ++*n) {
		row[*n].field = NULL;
		s->late = next_row(s, false, s->ahead + *n * s->header.n,
		    &row[*n], &s->late_err);
		if (s->late != GR_OK || row[*n].field == NULL)
			break;
	}
	return GR_OK;
}

bool gr_stream_will_read(const struct gr_stream *s)
{
	return gr_lines_will_read(s->lines);
}

bool gr_stream_is_foreign(const struct gr_stream *s)
{
	return s->foreign || s->foreign_part;
}

void gr_stream_want_digest(struct gr_stream *s)
{
	if (s->foreign)
		gr_lines_hash_here(s->lines);
}

uint64_t gr_stream_digest(const struct gr_stream *s)
{
	return s->foreign ? gr_lines_hash_now(s->lines) : s->digest;
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
	gr_lines_close(s->lines);
	gr_source_close(s->own);
	free(s);
}

static int print_end(char *line, size_t room, const char *program,
    uint64_t records, uint64_t bytes, uint64_t hash, bool foreign)
{
	int len = snprintf(line, room, "#end\t%s\t%ju\t%ju\t%016jx%s\n",
	    program, (uintmax_t)records, (uintmax_t)bytes, (uintmax_t)hash,
	    foreign ? "\tforeign" : "");

	assert(len > 0);
	return len;
}

enum gr_status gr_stream_end(struct gr_sink *sink, const char *program,
    uint64_t records, bool foreign, struct gr_err *err)
{
	char line[192];
	int len = print_end(line, sizeof line, program, records,
	    gr_sink_bytes(sink), gr_sink_hash(sink), foreign);

	assert((size_t)len < sizeof line);
	return gr_sink_write(sink, gr_slice_make(line, (size_t)len), err);
}

size_t gr_stream_end_bytes(const char *program, uint64_t records,
    uint64_t bytes, bool foreign)
{
	return (size_t)print_end(NULL, 0, program, records, bytes, 0, foreign);
}
