/* spool_file.h: nobody else sees what is kept. */
#include "stream/spool_file.h"

#include "scratch.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

TestSuite(spool_file, .init = scratch_open, .fini = scratch_close);

Test(spool_file, it_has_no_name_and_is_for_its_owner_alone)
{
	struct gr_err err;
	struct stat st;
	int fd;

	umask(0);
	setenv("TMPDIR", scratch_folder, 1);
	cr_assert_eq(gr_spool_file_open(&fd, &err), GR_OK);
	cr_assert_eq(fstat(fd, &st), 0);
	cr_expect_eq(st.st_nlink, 0);
	cr_expect_eq(st.st_mode & 07777, 0600);
	cr_expect_eq(write(fd, "a", 1), 1);
	close(fd);
	setenv("TMPDIR", "/nowhere/at/all", 1);
	cr_expect_eq(gr_spool_file_open(&fd, &err), GR_ESYS);
}
