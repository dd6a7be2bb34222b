/* directory.c - a register made ready for looking units up in it */
#include "register/directory.h"

#include <pthread.h>

static const char *copy_path(struct gr_arena *keep, const char *path)
{
	return path ? gr_arena_copy(keep, gr_slice_of(path)).ptr : NULL;
}

enum { MANY = 1 << 14 }; /* units for which a thread pays */

static void *index_codes(void *reg)
{
	gr_register_index(reg);
	return NULL;
}

/* Both indices, at the same time if there is a processor for it. */
static enum gr_status make_indices(struct gr_directory *d, struct gr_err *err)
{
	/* the names' does not look at the other one, and has its own copy of
	 * what they are made of */
	struct gr_register coded = d->reg;
	enum gr_status status = gr_register_index_room(d->keep, &coded, err);
	bool started;
	pthread_t thread;

	if (status != GR_OK)
		return status;
	started = d->reg.units >= MANY
	    && pthread_create(&thread, NULL, index_codes, &coded) == 0;
	if (!started)
		gr_register_index(&coded);
	status = gr_name_index_make(d->keep, &d->reg, &d->words,
	    d->standard->region_name_zh, &d->name_index, err);
	if (started)
		(void)pthread_join(thread, NULL);
	d->reg.by_code = coded.by_code;
	return status;
}

static enum gr_status fill(struct gr_directory *d, const char *register_path,
    const char *changes_path, struct gr_err *err)
{
	d->register_path = copy_path(d->keep, register_path);
	d->changes_path = copy_path(d->keep, changes_path);
	if (d->register_path == NULL
	    || (changes_path != NULL && d->changes_path == NULL))
		return gr_err_memory(err);
	enum gr_status status = gr_name_words_read(d->keep, d->standard->path,
	    &d->words, err);
	if (status == GR_OK && changes_path != NULL)
		status = gr_changes_read(d->keep, changes_path, d->standard,
		    &d->changes, err);
	if (status == GR_OK)
		status = make_indices(d, err);
	d->near_names = gr_near_names_make(d->keep, &d->name_index);
	return status;
}

enum gr_status gr_directory_make(const struct gr_standard *standard,
    const struct gr_register *reg, const char *register_path,
    const char *changes_path, struct gr_directory **out, struct gr_err *err)
{
	struct gr_arena *keep = gr_arena_new();
	struct gr_directory *d = keep ? GR_NEW(keep, struct gr_directory)
	                              : NULL;
	enum gr_status status;

	*out = NULL;
	if (d == NULL) {
		gr_arena_free(keep);
		return gr_err_memory(err);
	}
	d->keep = keep;
	d->standard = standard;
	d->reg = *reg;
	status = fill(d, register_path, changes_path, err);
	if (status == GR_OK)
		*out = d;
	else
		gr_directory_free(d);
	return status;
}

static bool is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

bool gr_directory_is_of(const struct gr_directory *directory,
    const struct gr_standard *standard, const char *register_path,
    const char *changes_path)
{
	return directory->standard == standard
	    && is_same(directory->register_path, register_path)
	    && is_same(directory->changes_path, changes_path);
}

void gr_directory_free(struct gr_directory *directory)
{
	if (directory != NULL)
		gr_arena_free(directory->keep);
}
