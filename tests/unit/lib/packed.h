/* packed.h - parts as the members of a workbook, for tests */
#ifndef GREEN_TEST_PACKED_H
#define GREEN_TEST_PACKED_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct part {
	const char *path, *text;
};

/* `part` and `more` as members of an archive that has no name. */
static inline int pack(const struct part *part, size_t n,
    const struct part *more, size_t mores)
{
	char path[] = "/tmp/workbook.XXXXXX";
	int fd = mkstemp(path), code;
	zip_t *zip = zip_open(path, ZIP_TRUNCATE | ZIP_CREATE, &code);

	cr_assert_not_null(zip);
	for (size_t i = 0; i < n + mores; i++) {
		const struct part *p = i < n ? &part[i] : &more[i - n];
		zip_source_t *source = zip_source_buffer(zip, p->text,
		    strlen(p->text), 0);

		cr_assert_geq(zip_file_add(zip, p->path, source, 0), 0);
	}
	cr_assert_eq(zip_close(zip), 0);
	close(fd);
	fd = open(path, O_RDONLY);
	unlink(path);
	return fd;
}

#endif
