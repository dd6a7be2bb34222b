/* source_name.c - what a delivery is called in every stream made from it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "delivery/source_name.h"
#include "release/file_facts.h"
#include "text/file_name.h"

static enum gr_status refuse(const char *name, const char *why,
    struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, name, 0, NULL, "%s", why);
}

/* Write what streams call the file, by its bytes if its name may not be told:
 * those of what the source has open, whatever the name leads to by now. */
static enum gr_status call(const struct gr_source *source, struct gr_slice name,
    struct gr_buf *out, struct gr_err *err)
{
	char hash[GR_SHA256_DIGITS + 1], open[40];
	struct stat st;

	gr_buf_clear(out);
	if (!gr_file_name_call(out, name)
	    || fstat(gr_source_fd(source), &st) != 0 || !S_ISREG(st.st_mode))
		return gr_buf_check(out, err);
	(void)snprintf(open, sizeof open, "/proc/self/fd/%d",
	    gr_source_fd(source));
	enum gr_status status = gr_file_sha256(open, hash, err);
	if (status != GR_OK)
		return gr_err_place(err, status, gr_source_name(source), 0,
		    NULL);
	gr_file_name_mark(out, hash);
	return gr_buf_check(out, err);
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
	return call(source, gr_slice_skip(path, 1), out, err);
}

enum gr_status gr_delivery_source_name(const struct gr_source *source,
    const char *root, struct gr_buf *out, struct gr_err *err)
{
	const char *name = gr_source_name(source);

	if (!root || strcmp(name, "-") == 0)
		return call(source, gr_slice_of(name), out, err);
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
