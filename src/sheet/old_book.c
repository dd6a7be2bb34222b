/* old_book.c - workbooks from before 2007 (.xls), by a converter */
#include "sheet/old_book.h"

#include "stream/command.h"
#include "stream/spool_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	MISSING = 127, /* what setpriv ends with if it does not find it */
	VERSION_SECONDS = 20,
	CONVERT_SECONDS = 600,
	LONGEST_SECONDS = 100000,
	BLOCK_BYTES = 64 * 1024,
	ENTRY_BYTES = 128, /* of the list of streams, at a multiple of that */
	NAME_AT_BYTES = 64,
	TYPE_AT_BYTES = 66,
	STREAM = 2
};

bool gr_old_book_begins(struct gr_slice head)
{
	return gr_slice_starts(head, GR_S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
}

/* ---- what kind of old file it is ---- */

struct kind {
	bool book, encrypted;
};

/* Whether it is the entry of a stream of that name, which is in UTF-16. */
static bool is_entry(const unsigned char *entry, const char *name)
{
	size_t n = strlen(name);

	if (entry[TYPE_AT_BYTES] != STREAM
	    || entry[NAME_AT_BYTES] != 2 * (n + 1)
	    || entry[NAME_AT_BYTES + 1] != 0)
		return false;
	for (size_t i = 0; i <= n; i++)
		if (entry[2 * i] != (unsigned char)name[i]
		    || entry[2 * i + 1] != 0)
			return false;
	return true;
}

static enum gr_status find_kind(int fd, struct kind *kind, struct gr_err *err)
{
	char block[BLOCK_BYTES];
	uint64_t at = 0;
	size_t got;
	enum gr_status status;

	*kind = (struct kind){ .book = false };
	do {
		status = gr_spool_file_read(fd, at, block, sizeof block, &got,
		    err);
		for (size_t i = 0; status == GR_OK && i + ENTRY_BYTES <= got;
		     i += ENTRY_BYTES) {
			const unsigned char *entry =
			    (const unsigned char *)block + i;

			kind->book |= is_entry(entry, "Workbook")
			    || is_entry(entry, "Book");
			kind->encrypted |= is_entry(entry, "EncryptedPackage");
		}
		at += got;
	} while (status == GR_OK && got == sizeof block);
	return status;
}

/* ---- the converter ---- */

/* $NAME=value, or what it is without. */
static enum gr_status inherit(struct gr_buf *to, const char *name,
    const char *without, struct gr_err *err)
{
	const char *value = getenv(name);

	gr_buf_format(to, "%s=%s", name, value ? value : without);
	gr_buf_byte(to, '\0');
	return gr_buf_check(to, err);
}

/* It ends when we do; *code as gr_command_run(). */
static enum gr_status run(const char *const *words, int in, int out,
    unsigned seconds, int *code, struct gr_err *err)
{
	enum { WORDS = 4, WORDS_MAX = 12 };
	const char *argv[WORDS_MAX] = { "setpriv", "--pdeathsig", "KILL",
		GR_OLD_BOOK_PROGRAM };
	struct gr_buf path = { 0 }, temp = { 0 };
	enum gr_status status = inherit(&path, "PATH", "/usr/bin:/bin", err);

	if (status == GR_OK)
		status = inherit(&temp, "TMPDIR", P_tmpdir, err);
	for (size_t i = 0; words[i] != NULL && i + WORDS + 1 < WORDS_MAX; i++)
		argv[i + WORDS] = words[i];
	/* where it would leave a folder of its own, there is none */
	const char *const env[] = { path.ptr, temp.ptr, "HOME=/dev/null",
		"LC_ALL=C.UTF-8", "TZ=UTC", "GSETTINGS_BACKEND=memory", NULL };
	const struct gr_command command = { .argv = argv,
		.in = in,
		.more = -1,
		.out = out,
		.env = env,
		.seconds = seconds };
	if (status == GR_OK)
		status = gr_command_run(&command, code, err);
	gr_buf_free(&path);
	gr_buf_free(&temp);
	return status;
}

static bool is_of_version(char c)
{
	return (c >= '0' && c <= '9') || c == '.';
}

/* ssconvert version '1.12.55' */
static struct gr_slice version_in(struct gr_slice said)
{
	size_t at = gr_slice_find(said, GR_S("version '")), n = 0;

	if (at == SIZE_MAX)
		return GR_S("");
	said = gr_slice_skip(said, at + strlen("version '"));
	while (n < said.len && is_of_version(said.ptr[n]))
		n++;
	return n < said.len && said.ptr[n] == '\'' ? gr_slice_make(said.ptr, n)
	                                           : GR_S("");
}

enum gr_status gr_old_book_version(struct gr_buf *to, struct gr_err *err)
{
	static const char *const words[] = { "--version", NULL };
	char said[256];
	size_t got = 0;
	int out, code = 0;
	enum gr_status status = gr_spool_file_open(&out, err);

	if (status != GR_OK)
		return status;
	status = run(words, -1, out, VERSION_SECONDS, &code, err);
	if (status == GR_OK && code == 0)
		status = gr_spool_file_read(out, 0, said, sizeof said, &got,
		    err);
	if (status == GR_OK) {
		gr_buf_add(to, version_in(gr_slice_make(said, got)));
		status = gr_buf_check(to, err);
	}
	close(out);
	return status;
}

/* ---- a workbook ---- */

enum gr_status gr_old_book_refuse(const char *name, struct gr_slice version,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, name, 0, NULL,
	    "an .xls workbook that %s %.*s cannot read: save it as .xlsx or "
	    "as CSV [W11]",
	    GR_OLD_BOOK_PROGRAM, GR_ARG(version));
}

/* $GREEN_XLS_SECONDS, or long enough for the largest there can be. */
static unsigned time_limit(void)
{
	const char *given = getenv("GREEN_XLS_SECONDS");
	uint64_t seconds;

	return given != NULL && gr_slice_to_uint64(gr_slice_of(given), &seconds)
	        && seconds >= 1 && seconds <= LONGEST_SECONDS
	    ? (unsigned)seconds
	    : CONVERT_SECONDS;
}

static enum gr_status convert(int fd, const char *name, int to,
    struct gr_slice version, struct gr_err *err)
{
	/* what it reads as fd://0 loses its formats, and days their form */
	static const char *const words[] = {
		"--import-type=Gnumeric_Excel:excel",
		"--export-type=Gnumeric_Excel:xlsx2", "/dev/fd/0", "fd://1",
		NULL
	};
	unsigned seconds = time_limit();
	int code = 0;

	if (lseek(fd, 0, SEEK_SET) < 0)
		return gr_err_sys(err, name, "cannot be read");
	enum gr_status status = run(words, fd, to, seconds, &code, err);
	if (status != GR_OK || code == 0)
		return status;
	if (code == GR_COMMAND_ENDLESS)
		return gr_err_at(err, GR_EDATA, name, 0, NULL,
		    "an .xls workbook that %s %.*s did not read within %u "
		    "seconds: save it as .xlsx or as CSV [W11]",
		    GR_OLD_BOOK_PROGRAM, GR_ARG(version), seconds);
	return gr_old_book_refuse(name, version, err);
}

enum gr_status gr_old_book_convert(int fd, const char *name, int to,
    struct gr_buf *version, struct gr_err *err)
{
	struct kind kind;
	size_t before = version->len;
	enum gr_status status = find_kind(fd, &kind, err);

	if (status != GR_OK)
		return status;
	if (kind.encrypted)
		return gr_err_at(err, GR_EDATA, name, 0, NULL,
		    "a workbook that is encrypted: save it without a password "
		    "[W03]");
	if (!kind.book)
		return gr_err_at(err, GR_EDATA, name, 0, NULL,
		    "an old Office file that is no workbook: save it as .xlsx "
		    "or as CSV [W04]");
	status = gr_old_book_version(version, err);
	if (status == GR_OK && version->len == before)
		return gr_err_at(err, GR_EDATA, name, 0, NULL,
		    "an .xls workbook, which is read only where %s is "
		    "installed: save it as .xlsx or as CSV [W11]",
		    GR_OLD_BOOK_PROGRAM);
	return status == GR_OK ? convert(fd, name, to,
	           gr_slice_skip(gr_buf_slice(version), before), err)
	                       : status;
}
