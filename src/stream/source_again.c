/* source_again.c - a source's bytes again, or others in their place. */
#include <unistd.h>

#include "stream/source_internal.h"
#include "stream/spool_file.h"

enum gr_status gr_source_rewind(struct gr_source *source, struct gr_err *err)
{
	if (source->start < 0)
		return gr_err_at(err, GR_EUSAGE, source->name, 0, NULL,
		    "is a pipe and cannot be read twice");
	if (!source->is_part && lseek(source->fd, source->start, SEEK_SET) < 0)
		return gr_err_sys(err, source->name, "cannot rewind");
	source->stage = GR_SOURCE_SNIFF;
	source->gzip = false;
	source->at_end = false;
	source->left = 0;
	source->next = source->raw;
	source->raw_bytes = 0;
	source->bytes = 0;
	return GR_OK;
}

enum gr_status gr_source_turn(struct gr_source *source, int fd,
    struct gr_err *err)
{
	if (source->owns_fd)
		close(source->fd);
	source->fd = fd;
	source->owns_fd = true;
	source->spooled = true;
	source->start = 0;
	return gr_source_rewind(source, err);
}

enum gr_status gr_source_spool(struct gr_source *source, struct gr_err *err)
{
	char block[32 * 1024];
	size_t got;
	int fd = -1;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	while (
	    (status = gr_source_read(source, block, sizeof(block), &got, err))
	    == GR_OK) {
		status = gr_spool_file_write(fd, block, got, err);
		if (status != GR_OK)
			break;
	}
	if (status != GR_END) {
		close(fd);
		return status;
	}
	return gr_source_turn(source, fd, err);
}

enum gr_status gr_source_restart(struct gr_source *source, struct gr_err *err)
{
	struct gr_err why;
	enum gr_status status = gr_source_rewind(source, &why);

	if (status == GR_EUSAGE)
		return gr_source_spool(source, err);
	if (status != GR_OK)
		*err = why;
	return status;
}

enum gr_status gr_source_replace(struct gr_source *source,
    struct gr_slice bytes, struct gr_err *err)
{
	int fd = -1;
	enum gr_status status = gr_spool_file_open(&fd, err);

	if (status != GR_OK)
		return status;
	status = gr_spool_file_write(fd, bytes.ptr, bytes.len, err);
	if (status == GR_OK)
		return gr_source_turn(source, fd, err);
	close(fd);
	return status;
}
