#include "stream/lines.h"
#include "stream/hash.h"
#include "stream/row_scan.h"

#include <stdlib.h>

#define READ_BYTES ((size_t)128 * 1024)

struct gr_lines {
	struct gr_source *source;
	uint64_t given;
	bool at_end; /* the source has no more */
	char *data;
	size_t room, from, to;   /* data[from..to) was not given yet */
	struct gr_row_scan scan; /* of data[0..to) */
	size_t at_room, end_room;
	size_t first;     /* in scan.at: of the next line */
	size_t next_line; /* in scan.end */
	struct gr_hash *hash;
	bool hashing;
	size_t hashed; /* if so: data[hashed..from) is to be added */
};

enum gr_status gr_lines_open(struct gr_source *source, struct gr_lines **out,
    struct gr_err *err)
{
	struct gr_lines *lines = calloc(1, sizeof *lines);

	if (lines == NULL)
		return gr_err_memory(err);
	lines->source = source;
	lines->room = 2 * READ_BYTES;
	lines->data = malloc(lines->room);
	lines->hash = gr_hash_new();
	if (lines->data == NULL || lines->hash == NULL) {
		gr_lines_close(lines);
		return gr_err_memory(err);
	}
	*out = lines;
	return GR_OK;
}

void gr_lines_close(struct gr_lines *lines)
{
	if (lines == NULL)
		return;
	gr_hash_free(lines->hash);
	free(lines->data);
	free(lines->scan.at);
	free(lines->scan.end);
	free(lines);
}

/* Add what was not, up to data[to]. */
static void hash_to(struct gr_lines *l, size_t to)
{
	if (l->hashing)
		gr_hash_add(l->hash,
		    gr_slice_make(l->data + l->hashed, to - l->hashed));
	l->hashed = to;
}

/* The cut line goes to the front, and the ends of its fields with it. */
static void move_to_front(struct gr_lines *l)
{
	size_t unread = l->to - l->from, ends = l->scan.found - l->first;

	hash_to(l, l->from);
	memmove(l->data, l->data + l->from, unread);
	for (size_t i = 0; i < ends; i++)
		l->scan.at[i] = l->scan.at[l->first + i] - (uint32_t)l->from;
	l->from = l->hashed = l->first = l->next_line = l->scan.lines = 0;
	l->to = unread;
	l->scan.found = ends;
}

/* Room for so many places behind `used`, a block's and the slack. */
static enum gr_status make_places(uint32_t **places, size_t *room, size_t used,
    struct gr_err *err)
{
	size_t want = used + READ_BYTES + GR_ROW_SCAN_SLACK;
	uint32_t *grown;

	if (*room >= want)
		return GR_OK;
	want += used + READ_BYTES;
	grown = realloc(*places, want * sizeof **places);
	if (grown == NULL)
		return gr_err_memory(err);
	*places = grown;
	*room = want;
	return GR_OK;
}

/* For a block: move the cut line to the front, or grow. */
static enum gr_status make_room(struct gr_lines *l, struct gr_err *err)
{
	enum gr_status status;

	if (l->from > 0)
		move_to_front(l);
	status = make_places(&l->scan.at, &l->at_room, l->scan.found, err);
	if (status == GR_OK)
		status = make_places(&l->scan.end, &l->end_room, 0, err);
	if (status != GR_OK || l->room - l->to >= READ_BYTES)
		return status;
	if (l->room >= GR_MAX_LINE_BYTES)
		return gr_err_at(err, GR_EDATA, gr_source_name(l->source),
		    l->given + 1, NULL,
		    "the line is longer than a stream's line may be (64 MiB)");
	char *grown = realloc(l->data, l->room * 2);
	if (grown == NULL)
		return gr_err_memory(err);
	l->data = grown;
	l->room *= 2;
	return GR_OK;
}

static enum gr_status fill(struct gr_lines *l, struct gr_err *err)
{
	enum gr_status status = make_room(l, err);
	size_t got = 0;

	if (status == GR_OK)
		status = gr_source_read(l->source, l->data + l->to, READ_BYTES,
		    &got, err);
	if (status == GR_END) {
		l->at_end = true;
		return GR_OK;
	}
	if (status != GR_OK)
		return status;
	gr_row_scan(&l->scan, l->data, l->to, l->to + got);
	l->to += got;
	return GR_OK;
}

/* What the line of data[from..end) is, whose last place in scan.at is `last`. */
static void give(struct gr_lines *l, size_t end, size_t last,
    struct gr_line *line)
{
	*line = (struct gr_line){
		.text = gr_slice_make(l->data + l->from, end - l->from),
		.fields = last - l->first + 1,
		.ended = end < l->to,
		.base = l->data,
		.at = l->scan.at + l->first,
	};
	l->given++;
	l->from = end + line->ended;
	l->first = last + line->ended;
}

enum gr_status gr_lines_next(struct gr_lines *l, struct gr_line *line,
    struct gr_err *err)
{
	while (l->next_line == l->scan.lines && !l->at_end) {
		enum gr_status status = fill(l, err);

		if (status != GR_OK)
			return status;
	}
	if (l->next_line < l->scan.lines) {
		size_t last = l->scan.end[l->next_line++];

		give(l, l->scan.at[last], last, line);
		return GR_OK;
	}
	if (l->from == l->to)
		return GR_END;
	give(l, l->to, l->scan.found, line);
	return GR_OK;
}

uint64_t gr_lines_given(const struct gr_lines *l)
{
	return l->given;
}

bool gr_lines_will_read(const struct gr_lines *l)
{
	return l->next_line == l->scan.lines;
}

bool gr_lines_are_odd(const struct gr_lines *l)
{
	return l->scan.odd;
}

void gr_lines_hash_from(struct gr_lines *l, const struct gr_line *first)
{
	gr_hash_reset(l->hash);
	l->hashing = true;
	l->hashed = (size_t)(first->text.ptr - l->data);
}

uint64_t gr_lines_hash_to(struct gr_lines *l, const struct gr_line *behind)
{
	hash_to(l, (size_t)(behind->text.ptr - l->data));
	l->hashing = false;
	return gr_hash_value(l->hash);
}

void gr_lines_hash_here(struct gr_lines *l)
{
	gr_hash_reset(l->hash);
	l->hashing = true;
	l->hashed = l->from;
}

uint64_t gr_lines_hash_now(struct gr_lines *l)
{
	hash_to(l, l->from);
	return gr_hash_value(l->hash);
}

void gr_line_split(const struct gr_line *line, struct gr_slice *field,
    size_t room)
{
	size_t ends = line->fields <= room ? line->fields - 1 : room;
	const char *from = line->text.ptr;

	gr_row_split(line->base, from, line->at, ends, field);
	if (line->fields > room)
		return;
	if (ends > 0)
		from = line->base + line->at[ends - 1] + 1;
	field[ends] = gr_slice_make(from,
	    (size_t)(line->text.ptr + line->text.len - from));
}
