/* whole_file.h - files read and written whole, for the helpers of the tests.
 *
 * A helper has no use for half a file, nor anything to do after a failure: it
 * says why and ends with status 2.
 */
#ifndef GREEN_TESTS_WHOLE_FILE_H
#define GREEN_TESTS_WHOLE_FILE_H

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes {
	char *ptr;
	size_t len;
};

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "%s: %s\n", what, strerror(errno));
	exit(2);
}

static struct bytes slurp(const char *path)
{
	struct bytes all = { NULL, 0 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		die(path);
	all.ptr = malloc((size_t)st.st_size + 1);
	while (all.ptr != NULL && all.len < (size_t)st.st_size) {
		ssize_t got = read(fd, all.ptr + all.len,
		    (size_t)st.st_size - all.len);

		if (got <= 0)
			die(path);
		all.len += (size_t)got;
	}
	close(fd);
	return all;
}

static void spill(const char *path, const struct bytes *part, size_t parts)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL)
		die(path);
	for (size_t i = 0; i < parts; i++)
		fwrite(part[i].ptr, 1, part[i].len, file);
	if (fclose(file) != 0)
		die(path);
}

#endif
