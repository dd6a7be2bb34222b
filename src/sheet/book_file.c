/* book_file.c - a workbook of the library's, on a file without a name */
#include "sheet/book_file.h"

#include "stream/spool_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* 1980-01-01: an archive knows no day before. */
#define FIXED_TIME ((time_t)315532800)

enum gr_status gr_book_file_look(lxw_error error, struct gr_err *err)
{
	if (error == LXW_NO_ERROR)
		return GR_OK;
	return error == LXW_ERROR_MEMORY_MALLOC_FAILED
	    ? gr_err_memory(err)
	    : gr_err_set(err, GR_ESYS, "a workbook cannot be written: %s",
	        lxw_strerror(error));
}

/* The library writes to a file that it opens by name: this one has none. */
static enum gr_status make_file(struct gr_book_file *file, struct gr_err *err)
{
	enum gr_status status = gr_spool_file_open(&file->fd, err);

	if (status == GR_OK)
		snprintf(file->path, sizeof file->path, "/proc/self/fd/%d",
		    file->fd);
	return status;
}

static enum gr_status make_book(struct gr_book_file *file, const char *author,
    const char *title, struct gr_err *err)
{
	const char *folder = getenv("TMPDIR");
	char *own = folder != NULL && folder[0] == '/' ? strdup(folder) : NULL;
	char *by = strdup(author), *called = strdup(title ? title : "");
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
		.tmpdir = own };
	lxw_doc_properties properties = { .author = by,
		.title = title ? called : NULL,
		.created = FIXED_TIME };

	if (by != NULL && called != NULL)
		file->book = workbook_new_opt(file->path, &options);
	if (file->book != NULL)
		workbook_set_properties(file->book, &properties);
	free(own);
	free(by);
	free(called);
	return file->book != NULL ? GR_OK : gr_err_memory(err);
}

enum gr_status gr_book_file_open(struct gr_book_file *out, const char *author,
    const char *title, struct gr_err *err)
{
	*out = (struct gr_book_file){ .fd = -1 };
	enum gr_status status = make_file(out, err);

	return status == GR_OK ? make_book(out, author, title, err) : status;
}

void gr_book_file_close(struct gr_book_file *file)
{
	if (file->book != NULL)
		lxw_workbook_free(file->book);
	if (file->fd >= 0)
		close(file->fd);
	gr_buf_free(&file->text);
	*file = (struct gr_book_file){ .fd = -1 };
}

/* Control characters the library escapes; XML has no U+FFFE and U+FFFF either,
 * nor any way to write them: they are U+FFFD. */
static void keep_to_xml(char *text)
{
	for (char *at = text; (at = strstr(at, "\xEF\xBF")) != NULL; at += 3)
		if (at[2] == '\xBE' || at[2] == '\xBF')
			at[2] = '\xBD';
}

const char *gr_book_file_text(struct gr_book_file *file, struct gr_slice text,
    size_t most)
{
	size_t n = 0, at = 0;

	for (; at < text.len && n < most; n++)
		for (at++; at < text.len
		     && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
		     at++)
			;
	gr_buf_clear(&file->text);
	gr_buf_add(&file->text, gr_slice_make(text.ptr, at));
	gr_buf_byte(&file->text, '\0');
	if (file->text.failed)
		return NULL;
	keep_to_xml(file->text.ptr);
	return file->text.ptr;
}

enum gr_status gr_book_file_rows(lxw_worksheet *sheet, struct gr_err *err)
{
	if (sheet->optimize_row != NULL)
		lxw_worksheet_write_single_row(sheet);
	if (sheet->optimize_tmpfile == NULL)
		return GR_OK;
	int why = ferror(sheet->optimize_tmpfile) ? EIO : 0;
	if (fflush(sheet->optimize_tmpfile) != 0)
		why = errno;
	return why == 0
	    ? GR_OK
	    : gr_err_set(err, GR_ESYS, "a workbook cannot be written: %s",
	        gr_err_reason(why));
}

static enum gr_status have_all_rows(const struct gr_book_file *file,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (lxw_worksheet *sheet = STAILQ_FIRST(file->book->worksheets);
	     status == GR_OK && sheet != NULL;
	     sheet = STAILQ_NEXT(sheet, list_pointers))
		status = gr_book_file_rows(sheet, err);
	return status;
}

enum gr_status gr_book_file_save(struct gr_book_file *file, int fd,
    struct gr_err *err)
{
	enum { BLOCK_BYTES = 64 * 1024 };
	char *block = malloc(BLOCK_BYTES);
	lxw_workbook *own = file->book;
	uint64_t at = 0;
	size_t got = 1;

	enum gr_status status = have_all_rows(file, err);

	if (status == GR_OK) {
		file->book = NULL; /* closing frees it, whatever comes of it */
		status = gr_book_file_look(workbook_close(own), err);
	}
	if (status == GR_OK && block == NULL)
		status = gr_err_memory(err);
	while (status == GR_OK && got > 0) {
		status = gr_spool_file_read(file->fd, at, block, BLOCK_BYTES,
		    &got, err);
		if (status == GR_OK && got > 0)
			status = gr_spool_file_write(fd, block, got, err);
		at += got;
	}
	free(block);
	gr_book_file_close(file);
	return status;
}
