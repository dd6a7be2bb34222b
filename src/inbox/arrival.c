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
#define ROWS_ABOVE 20u /* that are compared with the last */

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

/* Whether a row begins as a record does: with a code, or as the one above
 * it, with the same place, the beginning of it, or nothing. */
static bool begins_alike(struct gr_slice last, struct gr_slice above)
{
	if (is_code(last))
		return true;
	return last.len > 0 ? gr_slice_starts(above, last) : above.len == 0;
}

bool gr_arrival_text_is_cut(struct gr_slice tail)
{
	struct gr_slice last, above, first = { NULL, 0 };
	size_t cells, n;
	char delimiter;
	bool open;

	if (tail.len == 0 || ends_line(tail.ptr[tail.len - 1])
	    || !cut_line(&tail, &last) || !cut_line(&tail, &above))
		return false;
	delimiter = gr_delimiter_of(above);
	first = first_cell(above, delimiter);
	cells = gr_delimiter_count(last, delimiter, &open);
	n = gr_delimiter_count(above, delimiter, &open);
	if (open || n == 0)
		return false; /* lines do not tell rows here */
	(void)gr_delimiter_count(last, delimiter, &open);
	if (!open && !begins_alike(first_cell(last, delimiter), first))
		return false;
	for (size_t i = 0; i < ROWS_ABOVE; i++) {
		if (gr_delimiter_count(above, delimiter, &(bool){ false }) != n)
			return false;
		/* the tail may begin within a line */
		if (!cut_line(&tail, &above) || tail.len == 0)
			break;
	}
	return open || cells < n;
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
 * byte a character: what is none of ASCII cannot be a delimiter or a quote. */
static size_t narrow(char *text, size_t n, bool high_first)
{
	size_t to = 0;

	for (size_t i = 0; i + 1 < n; i += 2) {
		char high = text[high_first ? i : i + 1];
		char low = text[high_first ? i + 1 : i];

		text[to++] = high == '\0' ? low : '.';
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
		return gr_file_cannot(err, path, "read", errno);
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
		return gr_file_cannot(err, path, "opened", errno);
	if (fstat(fd, &st) != 0)
		status = gr_file_cannot(err, path, "read", errno);
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
