/* source_name.c - what a delivery is called in every stream made from it. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "delivery/source_name.h"
#include "text/file_name.h"

static enum gr_status refuse(const char *name, const char *why,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, name, 0, NULL, "%s", why);
}

/* `file` lies below `root` (both resolved) and is what the source has open. */
static enum gr_status below(const struct gr_source *source, const char *root,
    const char *file, struct gr_buf *out, struct gr_err *err)
{
	const char *name = gr_source_name(source);
	struct gr_slice path = gr_slice_of(file), top = gr_slice_of(root);
	struct stat open_file, found;

	if (top.len > 1 && !gr_slice_starts(path, top))
		return refuse(name, "lies outside the root", err);
	if (top.len > 1)
		path = gr_slice_skip(path, top.len);
	if (path.len < 2 || path.ptr[0] != '/')
		return refuse(name, "lies outside the root", err);
	if (fstat(gr_source_fd(source), &open_file) != 0
	    || stat(file, &found) != 0)
		return gr_err_sys(err, name, "cannot be examined");
	if (!S_ISREG(open_file.st_mode))
		return refuse(name, "is not a regular file", err);
	if (open_file.st_dev != found.st_dev
	    || open_file.st_ino != found.st_ino)
		return refuse(name, "was replaced while it was opened", err);
	gr_buf_clear(out);
	gr_file_name_call(out, gr_slice_skip(path, 1));
	return gr_buf_check(out, err);
}

enum gr_status gr_delivery_source_name(const struct gr_source *source,
    const char *root, struct gr_buf *out, struct gr_err *err)
{
	const char *name = gr_source_name(source);

	if (!root || strcmp(name, "-") == 0) {
		gr_buf_clear(out);
		gr_file_name_call(out, gr_slice_of(name));
		return gr_buf_check(out, err);
	}
	char *top = realpath(root, NULL);
	if (!top)
		return gr_err_at(err, GR_EUSAGE, root, 0, NULL,
		    "no such root: %s", gr_err_reason(errno));
	char *file = realpath(name, NULL);
	enum gr_status status = file
	    ? below(source, top, file, out, err)
	    : gr_err_sys(err, name, "cannot be resolved");
	free(file);
	free(top);
	return status;
}
