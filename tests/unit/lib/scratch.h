/* scratch.h - a folder of files for one unit test, and errors as one line.
 *
 * Tables are read from files, so tests of them need files; this makes a folder
 * under $TMPDIR, and takes it away with all that was put in it.
 */
#ifndef GREEN_TEST_SCRATCH_H
#define GREEN_TEST_SCRATCH_H

#include "base/buf.h"
#include "base/err.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char scratch_folder[256];

static inline void scratch_open(void)
{
	const char *parent = getenv("TMPDIR");

	snprintf(scratch_folder, sizeof(scratch_folder), "%s/green-XXXXXX",
	    parent && *parent ? parent : P_tmpdir);
	cr_assert_not_null(mkdtemp(scratch_folder));
}

/* The path of a file in the folder; valid until the next call. */
static inline const char *scratch_path(const char *name)
{
	static char path[512];

	snprintf(path, sizeof(path), "%s/%s", scratch_folder, name);
	return path;
}

static inline void scratch_write(const char *name, const char *bytes,
    size_t len)
{
	FILE *file = fopen(scratch_path(name), "wb");

	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, len, file), len);
	cr_assert_eq(fclose(file), 0);
}

static inline void scratch_text(const char *name, const char *text)
{
	scratch_write(name, text, strlen(text));
}

static inline void scratch_close(void)
{
	DIR *folder = opendir(scratch_folder);

	cr_assert_not_null(folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (entry->d_name[0] != '.')
			unlink(scratch_path(entry->d_name));
	closedir(folder);
	rmdir(scratch_folder);
}

/* "file.csv:3: column: message", the folder left out; valid until the next
 * call. */
static inline const char *scratch_said(const struct gr_err *err)
{
	static char text[2048];
	size_t folder = strlen(scratch_folder);
	const char *source = err->source;

	if (strncmp(source, scratch_folder, folder) == 0)
		source += source[folder] == '/' ? folder + 1 : folder;
	int n = snprintf(text, sizeof(text), "%s", source);
	if (err->line)
		n += snprintf(text + n, sizeof(text) - (size_t)n, ":%llu",
		    (unsigned long long)err->line);
	if (err->column[0])
		n += snprintf(text + n, sizeof(text) - (size_t)n, ": %s",
		    err->column);
	snprintf(text + n, sizeof(text) - (size_t)n, ": %s", err->message);
	return text;
}

#endif
