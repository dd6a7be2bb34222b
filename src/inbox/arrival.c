#include "inbox/arrival.h"

#include "csv/delimiter.h"
#include "release/file_facts.h"
#include "stream/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TAIL_BYTES 65536u
#define LINES 64u /* that are looked at, from the end up */

/* ---- text ---- */

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

/* Take the last line off `text`, passing over empty ones. */
static bool cut_line(struct gr_slice *text, struct gr_slice *line)
{
	size_t from;

	while (text->len > 0 && ends_line(text->ptr[text->len - 1]))
		text->len--;
	for (from = text->len; from > 0 && !ends_line(text->ptr[from - 1]);)
		from--;
	*line = gr_slice_skip(*text, from);
	text->len = from;
	return line->len > 0;
}

static struct gr_slice first_cell(struct gr_slice line, char delimiter)
{
	struct gr_slice cell;

	(void)gr_slice_split(&line, delimiter, &cell);
	return gr_slice_trim(cell);
}

/* A number or a code: digits, perhaps with letters and strokes among them. */
static bool is_code(struct gr_slice text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z')
		    && !(c >= 'A' && c <= 'Z') && c != '-' && c != '.')
			return false;
		digits += c >= '0' && c <= '9';
	}
	return digits > 0;
}

/* The last lines of a text, the last of all first. */
struct last_lines {
	struct gr_slice line[LINES];
	size_t cuts[LINES]; /* delimiters; 0 where a quote is left open */
	bool open[LINES];
	size_t n;
	bool more; /* lines stand above them */
	char delimiter;
	size_t usual; /* delimiters of a row */
	size_t near;  /* the nearest whole row above the last line; n: none */
};

static char most_frequent_delimiter(const struct last_lines *last)
{
	char best = ',';
	size_t most = 0;

	for (const char *d = GR_DELIMITERS; *d != '\0'; d++) {
		size_t sum = 0;

		for (size_t i = 0; i < last->n; i++)
			sum += gr_delimiter_count(last->line[i], *d,
			    &(bool){ false });
		if (sum > most) {
			most = sum;
			best = *d;
		}
	}
	return best;
}

/* The number of delimiters by which most of all delimiters stand together:
 * some titles with few cannot outvote one heading, nor a row with one too many
 * the rows. */
static size_t usual_cuts(const struct last_lines *last)
{
	size_t best = 0, most = 0;

	for (size_t i = 0; i < last->n; i++) {
		size_t sum = 0;

		for (size_t j = 0; j < last->n; j++)
			if (last->cuts[j] == last->cuts[i])
				sum += last->cuts[j];
		if (sum > most || (sum == most && last->cuts[i] > best)) {
			most = sum;
			best = last->cuts[i];
		}
	}
	return best;
}

static void look_at_lines(struct gr_slice tail, struct last_lines *last)
{
	last->n = 0;
	while (last->n < LINES && cut_line(&tail, &last->line[last->n]))
		last->n++;
	last->more = tail.len > 0;
	last->delimiter = most_frequent_delimiter(last);
	for (size_t i = 0; i < last->n; i++) {
		last->cuts[i] = gr_delimiter_count(last->line[i],
		    last->delimiter, &last->open[i]);
		if (last->open[i])
			last->cuts[i] = 0; /* a piece of a row */
	}
	last->usual = usual_cuts(last);
	for (last->near = 1; last->near < last->n; last->near++)
		if (last->usual > 0 && last->cuts[last->near] == last->usual)
			break;
}

/* Join the last line with what is above it, if a quote that was opened there
 * is closed in it.  False: the text ends within quotes. */
static bool join_quoted(struct last_lines *last)
{
	const char *end = last->line[0].ptr + last->line[0].len;
	bool within = last->open[0];
	size_t opened = 0;

	for (size_t i = 1; i < last->near; i++) {
		within ^= last->open[i];
		if (last->open[i] && opened == 0)
			opened = i;
	}
	if (within)
		return false;
	if (!last->open[0])
		return true;
	last->line[0] = gr_slice_make(last->line[opened].ptr,
	    (size_t)(end - last->line[opened].ptr));
	last->cuts[0] = gr_delimiter_count(last->line[0], last->delimiter,
	    &last->open[0]);
	return true;
}

/* Whether a heading and a record are above the last line, and not only titles:
 * one with a comma in it, or those that a spreadsheet has given the delimiters
 * of a row. */
static bool has_filled_rows(const struct last_lines *last)
{
	size_t rows = 0, most = 0;

	for (size_t i = 1; i < last->n; i++) {
		struct gr_slice rest = last->line[i], cell;
		size_t filled = 0;

		if (last->cuts[i] != last->usual)
			continue;
		while (gr_slice_split(&rest, last->delimiter, &cell))
			filled += gr_slice_trim(cell).len > 0;
		most = filled > most ? filled : most;
		rows++;
	}
	return last->more || (rows > 1 && 2 * most > last->usual);
}

/* Whether the cells behind the first that are whole are numbers, texts and
 * nothing where those above are, with a text among them: a total has none. */
static bool continues_alike(struct gr_slice row, struct gr_slice above,
    char delimiter)
{
	struct gr_slice cell, other;
	bool text = false;

	(void)gr_slice_split(&row, delimiter, &cell);
	(void)gr_slice_split(&above, delimiter, &other);
	while (gr_slice_split(&row, delimiter, &cell) && row.ptr != NULL
	    && gr_slice_split(&above, delimiter, &other)) {
		cell = gr_slice_trim(cell);
		other = gr_slice_trim(other);
		if ((cell.len > 0) != (other.len > 0)
		    || is_code(cell) != is_code(other))
			return false;
		text = text || (cell.len > 0 && !is_code(cell));
	}
	return text;
}

/* Whether a row begins as a record does: with a code, or as the one above
 * it, with the same place, the beginning of it, or nothing; or goes on so. */
static bool begins_alike(struct gr_slice row, struct gr_slice above,
    char delimiter)
{
	struct gr_slice first = first_cell(row, delimiter);
	struct gr_slice other = first_cell(above, delimiter);

	if (is_code(first) || continues_alike(row, above, delimiter))
		return true;
	return first.len > 0 ? gr_slice_starts(other, first) : other.len == 0;
}

/* Whether a record above is as short as the last line, or more than every
 * fourth is short.  What stands above the first whole row is a title, or a row
 * whose beginning is not here. */
static bool short_by_habit(const struct last_lines *last)
{
	size_t rows = 0, few = 0, top = last->n - 1;

	while (last->cuts[top] != last->usual)
		top--;
	for (size_t i = 1; i <= top; i++) {
		rows += last->cuts[i] > 0;
		if (last->cuts[i] == 0 || last->cuts[i] >= last->usual
		    || !begins_alike(last->line[i], last->line[last->near],
		        last->delimiter))
			continue;
		if (last->cuts[i] == last->cuts[0])
			return true;
		few++;
	}
	return 4 * few > rows;
}

bool gr_arrival_text_is_cut(struct gr_slice tail)
{
	struct last_lines last;

	if (tail.len == 0)
		return true;
	if (ends_line(tail.ptr[tail.len - 1]))
		return false;
	look_at_lines(tail, &last);
	if (last.near == last.n)
		return !last.more; /* the heading, or a title above it */
	if (last.cuts[0] >= last.usual)
		return false;
	if (!join_quoted(&last))
		return true;
	if (last.cuts[0] >= last.usual || short_by_habit(&last))
		return false;
	return begins_alike(last.line[0], last.line[last.near], last.delimiter)
	    || !has_filled_rows(&last);
}

/* ---- archives ---- */

bool gr_arrival_zip_is_cut(struct gr_slice tail)
{
	return gr_slice_find(tail, GR_S("PK\5\6")) == SIZE_MAX;
}

/* Whether a packed text ends before its end: then it cannot be read to it. */
static enum gr_status gzip_is_cut(const char *path, bool *cut,
    struct gr_err *err)
{
	struct gr_source *source = NULL;
	char block[16384];
	size_t got;
	enum gr_status status = gr_source_open(path, NULL, &source, err);

	while (status == GR_OK)
		status = gr_source_read(source, block, sizeof block, &got, err);
	gr_source_close(source);
	*cut = status == GR_EDATA;
	return status == GR_ESYS ? status : GR_OK;
}

/* ---- files ---- */

static bool is_near(int64_t then, const struct gr_arrival_clock *clock)
{
	int64_t age = clock->now - then;

	/* a time to come is a clock that is wrong: nobody waits for it */
	return age < clock->quiet && age > -clock->quiet;
}

/* Of UTF-16 (with its mark, or the low or the high bytes of ASCII above it) one
 * byte a character: what is none of ASCII is no delimiter, quote or code. */
static size_t narrow(char *text, size_t n, bool high_first)
{
	size_t to = 0;

	for (size_t i = 0; i + 1 < n; i += 2) {
		char high = text[high_first ? i : i + 1];
		char low = text[high_first ? i + 1 : i];

		text[to++] = high == '\0' ? low : '?';
	}
	return to;
}

static enum gr_status read_ends(int fd, off_t bytes, char start[4], char *tail,
    size_t *n, const char *path, struct gr_err *err)
{
	/* at an even byte, for UTF-16 */
	off_t from = bytes > (off_t)TAIL_BYTES
	    ? (bytes - (off_t)TAIL_BYTES + 1) & ~(off_t)1
	    : 0;
	ssize_t got = pread(fd, start, 4, 0);
	ssize_t more = got < 0 ? got : pread(fd, tail, TAIL_BYTES, from);

	if (more < 0)
		return gr_err_named(err, path, "cannot be read", errno);
	*n = (size_t)more;
	return GR_OK;
}

static enum gr_status is_cut(const char *path, int fd, off_t bytes, bool *cut,
    struct gr_err *err)
{
	char tail[TAIL_BYTES];
	char start[4] = { 0 };
	size_t n = 0;
	enum gr_status status = read_ends(fd, bytes, start, tail, &n, path,
	    err);

	*cut = false;
	if (status != GR_OK)
		return status;
	if (memcmp(start, "\x1F\x8B", 2) == 0)
		return gzip_is_cut(path, cut, err);
	if (memcmp(start, "PK\3\4", 4) == 0)
		*cut = gr_arrival_zip_is_cut(gr_slice_make(tail, n));
	else {
		bool high_first = memcmp(start, "\xFE\xFF", 2) == 0;

		if (high_first || memcmp(start, "\xFF\xFE", 2) == 0)
			n = narrow(tail, n, high_first);
		*cut = gr_arrival_text_is_cut(gr_slice_make(tail, n));
	}
	return GR_OK;
}

enum gr_status gr_arrival_waits(const char *path,
    const struct gr_arrival_clock *clock, bool *waits, struct gr_err *err)
{
	struct stat st;
	enum gr_status status = GR_OK;
	int fd;

	*waits = false;
	if (clock->quiet <= 0)
		return GR_OK;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return gr_err_named(err, path, "cannot be opened", errno);
	if (fstat(fd, &st) != 0)
		status = gr_err_named(err, path, "cannot be read", errno);
	else if (is_near(st.st_mtim.tv_sec, clock)
	    || is_near(st.st_ctim.tv_sec, clock))
		status = is_cut(path, fd, st.st_size, waits, err);
	(void)close(fd); /* only read from: nothing to lose */
	return status;
}

/* ---- names ---- */

bool gr_arrival_is_temporary(struct gr_slice path)
{
	static const char *const end[] = { ".part", ".tmp", ".crdownload" };
	struct gr_slice name;

	while (gr_slice_split(&path, '/', &name)) {
		if (gr_slice_starts(name, GR_S("."))
		    || gr_slice_starts(name, GR_S("~$")))
			return true;
		if (path.len > 0)
			continue; /* a folder may be called as it likes */
		for (size_t i = 0; i < sizeof end / sizeof *end; i++)
			if (gr_slice_ends(name, gr_slice_of(end[i])))
				return true;
		break;
	}
	return false;
}
