/* remark_changes.c - what of a workbook is written anew */
#include "sheet/remark_internal.h"

#include "stream/spool_file.h"

enum gr_status gr_remark_change(struct gr_remark_changes *changes,
    size_t member, const char *path, int *fd, struct gr_err *err)
{
	enum gr_status status = gr_arena_grow(changes->keep,
	    (void **)&changes->change, &changes->room, changes->n,
	    sizeof *changes->change, err);

	if (status == GR_OK)
		status = gr_spool_file_open(fd, err);
	if (status == GR_OK)
		changes->change[changes->n++] = (struct gr_package_change){
			member, path, *fd
		};
	return status;
}

enum gr_status gr_remark_write_text(int fd, const struct gr_buf *text,
    struct gr_err *err)
{
	enum gr_status status = gr_buf_check(text, err);

	return status == GR_OK
	    ? gr_spool_file_write(fd, text->ptr, text->len, err)
	    : status;
}
