/* table_part.c - a part of a table that is read by several at the same time */
#include "csv/table_part.h"

#include "text/blank.h"
#include "text/utf8.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	HEAD_BYTES = 16 * 1024, /* a heading that is longer is none for us */
	LINE_BYTES = 64 * 1024, /* likewise a line where two parts meet */
	PART_BYTES = 4 << 20,   /* that are worth a thread */
	PARTS = 16,
	CHARACTER_BYTES = 4
};

/* Nobody reads the message: it is said where the table is read as a whole. */
static enum gr_status give_up(struct gr_err *err)
{
	(void)err;
	return GR_EDATA;
}

static bool has(struct gr_slice s, char c)
{
	return memchr(s.ptr, c, s.len) != NULL;
}

/* Whether each CR has a LF behind it; the last one may still get it. */
static bool ends_lines(struct gr_slice s, bool *behind_cr)
{
	const char *at = s.ptr, *end = s.ptr + s.len;

	if (*behind_cr && *at != '\n')
		return false;
	while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL)
		if (++at == end || *at != '\n')
			break;
	*behind_cr = at == end;
	return at == NULL || at == end;
}

/* Whether nothing in it can be read otherwise than it stands there. */
static bool is_clear(struct gr_slice s, bool *behind_cr)
{
	static const char odd[] = { '"', '\0', '\x1a', '\x1b' };

	for (size_t i = 0; i < sizeof odd; i++)
		if (has(s, odd[i]))
			return false;
	return ends_lines(s, behind_cr);
}

static bool is_ascii(struct gr_slice s)
{
	size_t i = 0;

	while (i < s.len && (signed char)s.ptr[i] >= 0)
		i++;
	return i == s.len;
}

/* How many bytes are whole characters; 0: some are none. */
static size_t whole_characters(struct gr_slice s)
{
	size_t bad = gr_utf8_bad(s);

	if (bad == SIZE_MAX)
		return s.len;
	return s.len - bad < CHARACTER_BYTES ? bad : 0;
}

static size_t give_head(struct gr_table_part *p, char *to, size_t room)
{
	size_t left = p->head_bytes - p->head_given;
	size_t n = left < room ? left : room;

	memcpy(to, p->head + p->head_given, n);
	p->head_given += n;
	return n;
}

static enum gr_status read_part(void *part, char *to, size_t room, size_t *got,
    struct gr_err *err)
{
	struct gr_table_part *p = part;
	uint64_t left = p->end - p->at;
	ssize_t n;

	*got = give_head(p, to, room);
	if (*got > 0)
		return GR_OK;
	if (left == 0) /* what is ASCII alone may stand for something else */
		return p->has_character && !p->behind_cr ? GR_END
		                                         : give_up(err);
	n = pread(p->fd, to, left < room ? (size_t)left : room, (off_t)p->at);
	if (n <= 0)
		return give_up(err);
	*got = whole_characters(gr_slice_make(to, (size_t)n));
	p->has_character = p->has_character
	    || !is_ascii(gr_slice_make(to, *got));
	p->at += *got;
	return *got > 0 && is_clear(gr_slice_make(to, *got), &p->behind_cr)
	    ? GR_OK
	    : give_up(err);
}

/* ---- where a part is ---- */

/* The heading, without a byte order mark. */
static bool read_head(struct gr_table_part *p, uint64_t *bytes)
{
	static const char mark[] = "\xef\xbb\xbf";
	const size_t marked = sizeof mark - 1;
	bool behind_cr = false;

	p->head = malloc(HEAD_BYTES);
	ssize_t n = p->head ? pread(p->fd, p->head, HEAD_BYTES, 0) : 0;
	const char *end = n > 0 ? memchr(p->head, '\n', (size_t)n) : NULL;
	if (end == NULL)
		return false;
	p->head_bytes = (size_t)(end + 1 - p->head);
	*bytes = p->head_bytes;
	if (p->head_bytes > marked && memcmp(p->head, mark, marked) == 0) {
		p->head_bytes -= marked;
		memmove(p->head, p->head + marked, p->head_bytes);
	}
	struct gr_slice head = gr_slice_make(p->head, p->head_bytes);
	return gr_utf8_bad(head) == SIZE_MAX && is_clear(head, &behind_cr)
	    && !gr_blank_only(head);
}

/* *at goes on to the next beginning of a line. */
static bool find_line(int fd, uint64_t *at)
{
	char *block = malloc(LINE_BYTES);
	/* a line may begin just there */
	ssize_t n = block ? pread(fd, block, LINE_BYTES, (off_t)*at - 1) : 0;
	const char *end = n > 0 ? memchr(block, '\n', (size_t)n) : NULL;

	if (end != NULL)
		*at += (uint64_t)(end - block);
	free(block);
	return end != NULL;
}

static bool find_bound(const struct gr_table_part *p, uint64_t from,
    uint64_t bytes, size_t which, size_t parts, uint64_t *at)
{
	*at = bytes / parts * which;
	if (which == parts)
		*at = bytes;
	else if (*at <= from)
		*at = from;
	else
		return find_line(p->fd, at);
	return true;
}

bool gr_table_part_open(struct gr_arena *keep, const char *path, size_t which,
    size_t parts, struct gr_table_part *p)
{
	struct stat st;
	struct gr_err err = { .line = 0 };
	uint64_t from;

	*p = (struct gr_table_part){ .rows = NULL };
	if (strcmp(path, "-") == 0) /* as table_rows.c has it */
		path = "./-";
	p->fd = open(path, O_RDONLY | O_CLOEXEC);
	return p->fd >= 0 && fstat(p->fd, &st) == 0 && S_ISREG(st.st_mode)
	    && read_head(p, &from)
	    && find_bound(p, from, (uint64_t)st.st_size, which, parts, &p->at)
	    && find_bound(p, from, (uint64_t)st.st_size, which + 1, parts,
	        &p->end)
	    && p->at <= p->end
	    && gr_table_rows_text(keep, path,
	           gr_slice_make(p->head, p->head_bytes), read_part, p,
	           &p->rows, &err)
	    == GR_OK;
}

void gr_table_part_close(struct gr_table_part *p)
{
	gr_table_rows_close(p->rows);
	free(p->head);
	if (p->fd >= 0)
		(void)close(p->fd);
}

size_t gr_table_parts(const char *path)
{
	struct stat st;
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	if (processors <= 1 || stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return 1;
	size_t most = processors < PARTS ? (size_t)processors : PARTS;
	uint64_t worth = (uint64_t)st.st_size / PART_BYTES;
	if (worth <= 1)
		return 1;
	return worth < most ? (size_t)worth : most;
}
