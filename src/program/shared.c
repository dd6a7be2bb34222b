/* shared.c - what the runs of a chain have in common */
#include "program/shared.h"

#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/stat.h>

/* One of the two. */
struct gr_shared_table {
	const char *path;
	enum gr_standard_tables tables;
	const struct gr_standard *standard;
	/* of which standard the codes are */
	const struct gr_register *reg;
	const struct gr_standard *of;
	struct gr_shared_table *next;
};

struct gr_shared_file {       /* that is written */
	struct gr_slice path; /* the one that leads there without links */
	struct gr_shared_file *next;
};

struct gr_shared_tool { /* that a run has left */
	const char *what;
	void *tool; /* NULL: somebody has it */
	void (*discard)(void *tool);
	struct gr_shared_tool *next;
};

enum gr_status gr_shared_make(struct gr_shared *shared, struct gr_err *err)
{
	*shared = (struct gr_shared){ .keep = gr_arena_new(),
		.claims = gr_arena_new() };
	pthread_mutex_init(&shared->lock, NULL);
	return shared->keep == NULL || shared->claims == NULL
	    ? gr_err_memory(err)
	    : GR_OK;
}

void gr_shared_free(struct gr_shared *shared)
{
	for (struct gr_shared_tool *t = shared->tool; t != NULL; t = t->next)
		if (t->tool != NULL)
			t->discard(t->tool);
	shared->tool = NULL;
	gr_arena_free(shared->keep);
	gr_arena_free(shared->claims);
	shared->keep = shared->claims = NULL;
}

static enum gr_status add(struct gr_shared *shared,
    struct gr_shared_table table, struct gr_err *err)
{
	struct gr_shared_table *made = GR_NEW(shared->keep,
	    struct gr_shared_table);

	if (made == NULL)
		return gr_err_memory(err);
	*made = table;
	made->next = shared->table;
	shared->table = made;
	return GR_OK;
}

static enum gr_status load_standard(struct gr_shared *shared, const char *path,
    enum gr_standard_tables tables, const struct gr_standard **out,
    struct gr_err *err)
{
	struct gr_standard *standard = GR_NEW(shared->keep, struct gr_standard);

	if (standard == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_standard_load(shared->keep, path, tables,
	    standard, err);

	*out = standard;
	return status == GR_OK ? add(shared,
	           (struct gr_shared_table){ .path = path,
	               .tables = tables,
	               .standard = standard },
	           err)
	                       : status;
}

enum gr_status gr_shared_standard(struct gr_shared *shared, const char *path,
    enum gr_standard_tables tables, const struct gr_standard **out,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*out = NULL;
	pthread_mutex_lock(&shared->lock);
	for (struct gr_shared_table *t = shared->table; t != NULL; t = t->next)
		if (t->standard != NULL && t->tables == tables
		    && strcmp(t->path, path) == 0)
			*out = t->standard;
	if (*out == NULL)
		status = load_standard(shared, path, tables, out, err);
	pthread_mutex_unlock(&shared->lock);
	return status;
}

static enum gr_status read_register(struct gr_shared *shared, const char *path,
    const struct gr_standard *standard, const struct gr_register **out,
    struct gr_err *err)
{
	struct gr_register *reg = GR_NEW(shared->keep, struct gr_register);

	if (reg == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_register_read(shared->keep, path, standard,
	    reg, err);

	*out = reg;
	return status == GR_OK ? add(shared,
	           (struct gr_shared_table){ .path = path,
	               .reg = reg,
	               .of = standard },
	           err)
	                       : status;
}

enum gr_status gr_shared_register(struct gr_shared *shared, const char *path,
    const struct gr_standard *standard, const struct gr_register **out,
    struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*out = NULL;
	pthread_mutex_lock(&shared->lock);
	for (struct gr_shared_table *t = shared->table; t != NULL; t = t->next)
		if (t->reg != NULL && t->of == standard
		    && strcmp(t->path, path) == 0)
			*out = t->reg;
	if (*out == NULL)
		status = read_register(shared, path, standard, out, err);
	pthread_mutex_unlock(&shared->lock);
	return status;
}

/* The path that leads to a file without links, though it may not be there yet;
 * empty if its folder is not, or it is a device or a pipe. */
static enum gr_status real_path(struct gr_arena *keep, const char *path,
    struct gr_slice *out, struct gr_err *err)
{
	struct stat st;
	bool is_there = stat(path, &st) == 0;
	struct gr_slice copy = gr_arena_copy(keep, gr_slice_of(path));
	struct gr_buf joined = { 0 };
	const char *slash = strrchr(path, '/');
	char *real;

	*out = GR_S("");
	if (copy.ptr == NULL)
		return gr_err_memory(err);
	if (is_there && !S_ISREG(st.st_mode))
		return GR_OK;
	real = realpath(is_there ? path : dirname((char *)(uintptr_t)copy.ptr),
	    NULL);
	if (real == NULL)
		return errno == ENOMEM ? gr_err_memory(err) : GR_OK;
	gr_buf_text(&joined, real);
	free(real);
	if (!is_there)
		gr_buf_format(&joined, "/%s", slash ? slash + 1 : path);
	*out = gr_arena_copy(keep, gr_buf_slice(&joined));
	enum gr_status status = gr_buf_check(&joined, err);
	gr_buf_free(&joined);
	return status == GR_OK && out->ptr == NULL ? gr_err_memory(err)
	                                           : status;
}

static enum gr_status claim(struct gr_shared *shared, const char *path,
    struct gr_err *err)
{
	struct gr_shared_file *file = GR_NEW(shared->claims,
	    struct gr_shared_file);
	enum gr_status status;

	if (file == NULL)
		return gr_err_memory(err);
	status = real_path(shared->claims, path, &file->path, err);
	if (status != GR_OK || file->path.len == 0)
		return status;
	for (struct gr_shared_file *f = shared->file; f != NULL; f = f->next)
		if (gr_slice_eq(f->path, file->path))
			return gr_err_at(err, GR_EUSAGE, path, 0, NULL,
			    "two options name this file, and one would be "
			    "lost");
	file->next = shared->file;
	shared->file = file;
	return GR_OK;
}

enum gr_status gr_shared_claim(struct gr_shared *shared, const char *path,
    struct gr_err *err)
{
	enum gr_status status;

	if (path == NULL)
		return GR_OK;
	pthread_mutex_lock(&shared->lock);
	status = claim(shared, path, err);
	pthread_mutex_unlock(&shared->lock);
	return status;
}

void gr_shared_end_chain(struct gr_shared *shared)
{
	shared->file = NULL;
	gr_arena_reset(shared->claims);
}

void *gr_shared_inherit(struct gr_shared *shared, const char *what)
{
	void *tool = NULL;

	pthread_mutex_lock(&shared->lock);
	for (struct gr_shared_tool *t = shared->tool; t != NULL && tool == NULL;
	     t = t->next)
		if (t->tool != NULL && strcmp(t->what, what) == 0) {
			tool = t->tool;
			t->tool = NULL;
		}
	pthread_mutex_unlock(&shared->lock);
	return tool;
}

void gr_shared_leave(struct gr_shared *shared, const char *what, void *tool,
    void (*discard)(void *tool))
{
	struct gr_shared_tool *to;

	pthread_mutex_lock(&shared->lock);
	to = shared->tool;
	while (to != NULL && to->tool != NULL)
		to = to->next;
	if (to == NULL) {
		to = GR_NEW(shared->keep, struct gr_shared_tool);
		if (to != NULL) {
			to->next = shared->tool;
			shared->tool = to;
		}
	}
	if (to != NULL) {
		to->what = what;
		to->tool = tool;
		to->discard = discard;
	}
	pthread_mutex_unlock(&shared->lock);
	if (to == NULL)
		discard(tool);
}
