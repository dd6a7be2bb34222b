/* database.c - a file of SQLite in the making */
#include "book/database.h"

#include "sheet/table_book.h"
#include "standard/heading.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static enum gr_status failed(struct gr_database *base, int code,
    struct gr_err *err)
{
	if ((code & 0xff) == SQLITE_NOMEM)
		return gr_err_memory(err);
	return gr_err_set(err, GR_ESYS, "a database cannot be written: %s",
	    base->own != NULL ? sqlite3_errmsg(base->own)
	                      : sqlite3_errstr(code));
}

static enum gr_status begin(struct gr_database *base, const char *path,
    struct gr_err *err)
{
	int code = sqlite3_open_v2(path, &base->own,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK)
		return failed(base, code, err);
	return gr_database_do(base,
	    "PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE;"
	    "PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF;"
	    "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
	    "PRAGMA cache_size = -8192; PRAGMA temp_store = FILE;"
	    "BEGIN EXCLUSIVE",
	    err);
}

/* SQLite opens a file by its name, which is taken away at once: whatever
 * becomes of the program, nothing stays. */
static enum gr_status open_file(struct gr_database *base, struct gr_err *err)
{
	const char *folder = getenv("TMPDIR");
	struct gr_buf path = { 0 };

	if (folder == NULL || folder[0] == '\0')
		folder = P_tmpdir;
	gr_buf_format(&path, "%s/green-base.XXXXXX", folder);
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK) {
		base->fd = mkostemp(path.ptr, O_CLOEXEC);
		if (base->fd < 0)
			status = gr_err_sys(err, folder,
			    "no file can be made for a database");
	}
	if (status == GR_OK) {
		status = begin(base, path.ptr, err);
		unlink(path.ptr);
	}
	gr_buf_free(&path);
	return status;
}

enum gr_status gr_database_open(struct gr_database *out, struct gr_err *err)
{
	*out = (struct gr_database){ .fd = -1 };
	return open_file(out, err);
}

void gr_database_close(struct gr_database *base)
{
	sqlite3_finalize(base->put);
	sqlite3_close(base->own);
	if (base->fd >= 0)
		close(base->fd);
	*base = (struct gr_database){ .fd = -1 };
}

enum gr_status gr_database_do(struct gr_database *base, const char *sql,
    struct gr_err *err)
{
	int code = sqlite3_exec(base->own, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? GR_OK : failed(base, code, err);
}

enum gr_status gr_database_prepare(struct gr_database *base, const char *sql,
    struct gr_err *err)
{
	sqlite3_finalize(base->put);
	base->put = NULL;
	int code = sqlite3_prepare_v2(base->own, sql, -1, &base->put, NULL);

	return code == SQLITE_OK ? GR_OK : failed(base, code, err);
}

static int put_number(sqlite3_stmt *put, int at, struct gr_slice cell)
{
	enum { NUMBER_BYTES = 64 };
	char copy[NUMBER_BYTES] = "";
	int64_t whole;

	if (gr_slice_to_int64(cell, &whole))
		return sqlite3_bind_int64(put, at, whole);
	if (!gr_table_book_keeps(cell) || cell.len >= sizeof copy)
		return sqlite3_bind_blob(put, at, cell.ptr, (int)cell.len,
		    SQLITE_STATIC);
	memcpy(copy, cell.ptr, cell.len);
	return sqlite3_bind_double(put, at, strtod(copy, NULL));
}

enum gr_status gr_database_put(struct gr_database *base,
    const struct gr_slice *cell, const bool *number, size_t n,
    struct gr_err *err)
{
	int code = SQLITE_OK;

	for (size_t i = 0; code == SQLITE_OK && i < n; i++) {
		int at = (int)i + 1;

		if (cell[i].len == 0)
			code = sqlite3_bind_null(base->put, at);
		else if (number[i]
		    && gr_heading_is_number(GR_HEADING_ANY, cell[i]))
			code = put_number(base->put, at, cell[i]);
		else
			code = sqlite3_bind_text(base->put, at, cell[i].ptr,
			    (int)cell[i].len, SQLITE_STATIC);
	}
	if (code == SQLITE_OK)
		code = sqlite3_step(base->put);
	if (code == SQLITE_DONE)
		code = sqlite3_reset(base->put);
	return code == SQLITE_OK ? GR_OK : failed(base, code, err);
}

enum gr_status gr_database_save(struct gr_database *base, struct gr_sink *to,
    struct gr_err *err)
{
	sqlite3_finalize(base->put);
	base->put = NULL;
	enum gr_status status = gr_database_do(base, "COMMIT", err);
	int code = status == GR_OK ? sqlite3_close(base->own) : SQLITE_OK;

	if (status == GR_OK && code != SQLITE_OK)
		return failed(base, code, err);
	if (status == GR_OK)
		base->own = NULL;
	return status == GR_OK ? gr_sink_copy(to, base->fd, err) : status;
}
