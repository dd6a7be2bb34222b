/* exact_numbers.c - the numbers of a sheet as decimals */
#include "sheet/exact_numbers.h"

#include "base/slice.h"
#include "sheet/book_file.h"
#include "stream/spool_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What is no longer has no 16th digit; what the library prints is shorter. */
enum { DIGITS = 15, NUMBER_BYTES = 32 };

static enum gr_status fail(int why, struct gr_err *err)
{
	return gr_err_set(err, GR_ESYS, "a workbook cannot be written: %s",
	    gr_err_reason(why));
}

static enum gr_status open_file(FILE **out, struct gr_err *err)
{
	int fd;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	*out = fdopen(fd, "w+");
	if (*out != NULL)
		return GR_OK;
	status = fail(errno, err);
	close(fd);
	return status;
}

/* A piece of XML up to a '<': after "<v>" it is a number.  No text of a cell
 * has a '<', which is written as &lt;. */
static bool put_piece(FILE *to, const char *piece, size_t n)
{
	char number[NUMBER_BYTES];
	const size_t begin = 2, digits = n - begin - 1;

	if (!gr_slice_starts(gr_slice_make(piece, n), GR_S("v>"))
	    || digits <= DIGITS || digits >= sizeof number)
		return fwrite(piece, 1, n, to) == n;
	memcpy(number, piece + begin, digits);
	number[digits] = '\0';
	return fprintf(to, "v>%.15G<", strtod(number, NULL)) > 0;
}

static enum gr_status copy(FILE *from, FILE *to, struct gr_err *err)
{
	char *piece = NULL;
	size_t room = 0;
	ssize_t n = 0;
	bool well = true;

	while (well && (n = getdelim(&piece, &room, '<', from)) > 0)
		well = put_piece(to, piece, (size_t)n);
	well = well && feof(from) && !ferror(from) && fflush(to) == 0;
	enum gr_status status = well ? GR_OK : fail(errno, err);
	free(piece);
	return status;
}

enum gr_status gr_exact_numbers(lxw_worksheet *sheet, struct gr_err *err)
{
	FILE *to = NULL;

	enum gr_status status = gr_book_file_rows(sheet, err);
	if (status != GR_OK || sheet->optimize_tmpfile == NULL)
		return status;
	if (fseek(sheet->optimize_tmpfile, 0, SEEK_SET) != 0)
		return fail(errno, err);
	status = open_file(&to, err);
	if (status == GR_OK)
		status = copy(sheet->optimize_tmpfile, to, err);
	if (status != GR_OK) {
		if (to != NULL)
			(void)fclose(to);
		return status;
	}
	(void)fclose(sheet->optimize_tmpfile); /* which was only read */
	sheet->optimize_tmpfile = to;
	return GR_OK;
}
