/* book_file.h: what the library could not keep of a workbook is a failure, not a
 * workbook that is shorter. */
#include <criterion/criterion.h>

#include "sheet/new_book.h"
#include "stream/spool_file.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* A sheet of 6,000 rows, saved where no file may have more than `most` bytes. */
static enum gr_status save(rlim_t most, struct gr_err *err)
{
	const struct rlimit limit = { most, most };
	struct gr_new_book *book = NULL;
	int fd = -1;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	enum gr_status status = gr_spool_file_open(&fd, err);
	if (status == GR_OK)
		status = gr_new_book_open("s", "we", &book, err);
	for (uint32_t row = 1; status == GR_OK && row <= 6000; row++)
		status = gr_new_book_text(book,
		    (struct gr_cell_place){ row, 1 }, GR_S("the same again"), 0,
		    err);
	cr_assert_eq(status, GR_OK, "%s", err->message);
	status = gr_new_book_save(book, fd, err);
	close(fd);
	return status;
}

Test(book_file, a_sheet_that_fits_is_saved)
{
	struct gr_err err = { 0 };

	cr_expect_eq(save(4 << 20, &err), GR_OK, "%s", err.message);
}

Test(book_file, a_sheet_that_was_cut_is_a_failure)
{
	struct gr_err err = { 0 };

	cr_expect_eq(save(250 << 10, &err), GR_ESYS);
	cr_expect_neq(strstr(err.message, "a workbook cannot be written"), NULL,
	    "%s", err.message);
}
