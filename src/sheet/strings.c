/* strings.c - a workbook's shared strings */
#include "sheet/strings.h"

#include "sheet/part.h"
#include "sheet/text_runs.h"
#include "stream/spool_file.h"

#include <stdlib.h>
#include <unistd.h>

/* Of every STRIDE-th text it is known where it lies; a text lies behind its
 * length, of LENGTH_BYTES. */
enum {
	STRIDE = 4,
	LENGTH_BYTES = 4,
	IN_MEMORY_BYTES = 4 << 20,
	PAGE_BYTES = 16 * 1024,
	PAGES = 64,
	TEXT_MAX_BYTES = 2000000
};

struct page {
	uint64_t number; /* of the file, from 1; 0: none */
	char *bytes;
};

struct gr_strings {
	struct gr_package *package;
	struct gr_string_facts facts;
	uint64_t *at;
	size_t ats, at_room;
	uint64_t n, bytes;
	struct gr_buf head; /* the first of them */
	int fd;             /* the rest; -1: all are in memory */
	struct gr_buf tail; /* not yet written */
	struct page page[PAGES];
	struct gr_buf text; /* the one that was given last */
	/* while the part is read */
	struct gr_text_runs runs;
	bool inside;
};

/* ---- to keep ---- */

static enum gr_status write_tail(struct gr_strings *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	if (s->fd < 0)
		status = gr_spool_file_open(&s->fd, err);
	if (status == GR_OK)
		status = gr_spool_file_write(s->fd, s->tail.ptr, s->tail.len,
		    err);
	gr_buf_clear(&s->tail);
	return status;
}

static enum gr_status keep_place(struct gr_strings *s, struct gr_err *err)
{
	if (s->n % STRIDE != 0)
		return GR_OK;
	if (s->ats == s->at_room) {
		size_t room = s->at_room ? s->at_room * 2 : 1024;
		uint64_t *at = realloc(s->at, room * sizeof *at);

		if (at == NULL)
			return gr_err_memory(err);
		s->at = at;
		s->at_room = room;
	}
	s->at[s->ats++] = s->bytes;
	return GR_OK;
}

static enum gr_status keep(struct gr_strings *s, struct gr_slice text,
    struct gr_err *err)
{
	enum gr_status status = keep_place(s, err);
	uint32_t len = (uint32_t)text.len;
	bool fits = s->bytes == s->head.len
	    && s->head.len + LENGTH_BYTES + text.len <= IN_MEMORY_BYTES;
	struct gr_buf *to = fits ? &s->head : &s->tail;

	if (status != GR_OK)
		return status;
	gr_buf_add(to, gr_slice_make((const char *)&len, sizeof len));
	gr_buf_add(to, text);
	s->bytes += LENGTH_BYTES + text.len;
	s->n++;
	status = gr_buf_check(to, err);
	return status == GR_OK && s->tail.len >= PAGE_BYTES ? write_tail(s, err)
	                                                    : status;
}

/* ---- to read the part ---- */

static enum gr_status on_start(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct gr_strings *s = context;

	(void)attribute;
	(void)err;
	if (strcmp(name, "si") == 0) {
		gr_text_runs_begin(&s->runs);
		s->inside = true;
	} else if (s->inside) {
		gr_text_runs_start(&s->runs, name);
	}
	return GR_OK;
}

static enum gr_status on_text(void *context, struct gr_slice text,
    struct gr_err *err)
{
	struct gr_strings *s = context;

	if (!s->inside)
		return GR_OK;
	gr_text_runs_add(&s->runs, text);
	return s->runs.text.len <= TEXT_MAX_BYTES
	    ? GR_OK
	    : gr_err_at(err, GR_EDATA, gr_package_name(s->package), 0, NULL,
	        "a workbook with a text of more than %d bytes [W02]",
	        TEXT_MAX_BYTES);
}

static enum gr_status on_end(void *context, const char *name,
    struct gr_err *err)
{
	struct gr_strings *s = context;

	if (!s->inside)
		return GR_OK;
	gr_text_runs_end(&s->runs, name);
	if (strcmp(name, "si") != 0)
		return GR_OK;
	s->inside = false;
	gr_text_unescape(&s->runs.text, 0);
	s->facts.phonetic += s->runs.phonetic;
	enum gr_status status = gr_buf_check(&s->runs.text, err);
	return status == GR_OK ? keep(s, gr_buf_slice(&s->runs.text), err)
	                       : status;
}

enum gr_status gr_strings_read(struct gr_package *package, size_t member,
    struct gr_strings **out, struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_start, on_end, on_text };
	struct gr_strings *s = calloc(1, sizeof *s);
	enum gr_status status = GR_OK;

	*out = NULL;
	if (s == NULL)
		return gr_err_memory(err);
	s->package = package;
	s->fd = -1;
	if (member != GR_PACKAGE_NO_MEMBER)
		status = gr_part_read(package, member, &calls, s, err);
	if (status == GR_OK && s->tail.len > 0)
		status = write_tail(s, err);
	gr_text_runs_free(&s->runs);
	gr_buf_free(&s->tail);
	if (status != GR_OK) {
		gr_strings_free(s);
		return status;
	}
	*out = s;
	return GR_OK;
}

void gr_strings_free(struct gr_strings *strings)
{
	if (strings == NULL)
		return;
	if (strings->fd >= 0)
		close(strings->fd);
	for (size_t i = 0; i < PAGES; i++)
		free(strings->page[i].bytes);
	gr_buf_free(&strings->head);
	gr_buf_free(&strings->tail);
	gr_buf_free(&strings->text);
	gr_text_runs_free(&strings->runs);
	free(strings->at);
	free(strings);
}

struct gr_string_facts gr_strings_facts(const struct gr_strings *strings)
{
	return strings->facts;
}

/* ---- to give ---- */

/* The page of the file that `number` is, from 0. */
static enum gr_status find_page(struct gr_strings *s, uint64_t number,
    const char **bytes, struct gr_err *err)
{
	struct page *page = &s->page[number % PAGES];

	*bytes = page->bytes;
	if (page->number == number + 1)
		return GR_OK;
	if (page->bytes == NULL)
		page->bytes = malloc(PAGE_BYTES);
	if (page->bytes == NULL)
		return gr_err_memory(err);
	page->number = 0;
	size_t got;
	enum gr_status status = gr_spool_file_read(s->fd, number * PAGE_BYTES,
	    page->bytes, PAGE_BYTES, &got, err);
	if (status == GR_OK)
		page->number = number + 1;
	*bytes = page->bytes;
	return status;
}

/* `n` bytes from the place `at` of all. */
static enum gr_status copy(struct gr_strings *s, uint64_t at, char *to,
    size_t n, struct gr_err *err)
{
	if (at < s->head.len) {
		memcpy(to, s->head.ptr + at, n); /* no text is parted */
		return GR_OK;
	}
	at -= s->head.len;
	while (n > 0) {
		const char *bytes;
		size_t from = at % PAGE_BYTES, len = PAGE_BYTES - from;
		enum gr_status status = find_page(s, at / PAGE_BYTES, &bytes,
		    err);

		if (status != GR_OK)
			return status;
		len = len < n ? len : n;
		memcpy(to, bytes + from, len);
		to += len;
		at += len;
		n -= len;
	}
	return GR_OK;
}

static enum gr_status length_at(struct gr_strings *s, uint64_t at,
    uint32_t *len, struct gr_err *err)
{
	char bytes[LENGTH_BYTES];
	enum gr_status status = copy(s, at, bytes, sizeof bytes, err);

	if (status == GR_OK)
		memcpy(len, bytes, sizeof *len);
	return status;
}

enum gr_status gr_strings_get(struct gr_strings *strings, uint64_t i,
    struct gr_slice *out, struct gr_err *err)
{
	uint32_t len = 0;

	if (i >= strings->n)
		return gr_err_at(err, GR_EDATA,
		    gr_package_name(strings->package), 0, NULL,
		    "a workbook whose cells name a text that is not there "
		    "[W01]");
	uint64_t at = strings->at[i / STRIDE];
	enum gr_status status = length_at(strings, at, &len, err);
	for (uint64_t k = i % STRIDE; k > 0 && status == GR_OK; k--) {
		at += LENGTH_BYTES + len;
		status = length_at(strings, at, &len, err);
	}
	if (status != GR_OK)
		return status;
	at += LENGTH_BYTES;
	*out = GR_S("");
	if (len == 0)
		return GR_OK;
	if (at < strings->head.len) {
		*out = gr_slice_make(strings->head.ptr + at, len);
		return GR_OK;
	}
	gr_buf_clear(&strings->text);
	char *to = gr_buf_reserve(&strings->text, len);
	if (to == NULL)
		return gr_err_memory(err);
	*out = gr_slice_make(to, len);
	return copy(strings, at, to, len, err);
}
