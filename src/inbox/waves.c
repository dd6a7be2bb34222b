/* waves.c - the waves that a night asks about, and whose folder a path is in */
#include "inbox/inbox_internal.h"

#include <errno.h>
#include <sys/stat.h>

static bool has_begun(struct gr_slice wave, struct gr_slice as_of)
{
	return gr_slice_cmp(wave, gr_slice_make(as_of.ptr, 4)) <= 0;
}

/* The wave whose folder a path lies in, begun or not; {NULL, 0} if the standard
 * has none of that name. */
static struct gr_slice any_wave_of(const struct gr_standard *standard,
    struct gr_slice path)
{
	struct gr_slice name;

	if (!gr_slice_starts(path, GR_S("inbox/")))
		return gr_slice_make(NULL, 0);
	(void)gr_slice_split(&path, '/', &name);
	(void)gr_slice_split(&path, '/', &name);
	for (size_t i = 0; i < standard->waves; i++)
		if (gr_slice_eq(standard->wave[i], name))
			return standard->wave[i];
	return gr_slice_make(NULL, 0);
}

bool gr_inbox_is_later(const struct gr_inbox_job *job, struct gr_slice path)
{
	struct gr_slice wave = any_wave_of(job->standard, path);

	return wave.ptr != NULL && !has_begun(wave, job->as_of);
}

struct gr_slice gr_inbox_wave_of(const struct gr_inbox_job *job,
    struct gr_slice path)
{
	return gr_inbox_is_later(job, path) ? gr_slice_make(NULL, 0)
	                                    : any_wave_of(job->standard, path);
}

/* A wave that has a folder is asked about, though nobody may have answered. */
static enum gr_status add_wave(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice wave, struct gr_err *err)
{
	const char *folder = gr_walk_path(inbox->keep, "inbox", wave);
	const char *opened = folder
	    ? gr_walk_path(inbox->keep, job->root, gr_slice_of(folder))
	    : NULL;
	struct stat st;

	if (opened == NULL)
		return gr_err_memory(err);
	int why = stat(opened, &st) == 0 ? 0 : errno;
	if (why != 0 && why != ENOENT)
		return gr_err_named(err, opened, "cannot be examined", why);
	bool there = why == 0 && S_ISDIR(st.st_mode);
	return gr_inventory_add(&inbox->inventory,
	    (struct gr_inventory_item){ .kind = GR_INVENTORY_WAVE,
	        .path = wave,
	        .version = gr_slice_of(there ? folder : "") },
	    err);
}

enum gr_status gr_inbox_waves(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < job->standard->waves; i++)
		if (has_begun(job->standard->wave[i], job->as_of))
			status = add_wave(inbox, job, job->standard->wave[i],
			    err);
	return status;
}
