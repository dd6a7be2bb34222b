/* shared.c - tables that several runs of a chain read */
#include "program/shared.h"

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

enum gr_status gr_shared_make(struct gr_shared *shared, struct gr_err *err)
{
	*shared = (struct gr_shared){ .keep = gr_arena_new() };
	pthread_mutex_init(&shared->lock, NULL);
	return shared->keep == NULL ? gr_err_memory(err) : GR_OK;
}

void gr_shared_free(struct gr_shared *shared)
{
	gr_arena_free(shared->keep);
	shared->keep = NULL;
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
