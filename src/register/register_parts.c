/* register_parts.c - a register that several read at the same time */
#include "register/register_reading.h"

#include "csv/table_part.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* A part, and who reads it: nothing in it is anybody else's until it has ended. */
struct part {
	const char *path;
	const struct gr_standard *standard;
	size_t which, parts;
	struct gr_arena *keep;
	struct gr_table_part table;
	struct gr_register_reading reading;
	pthread_t thread;
	bool started, done;
};

static void *read_part(void *context)
{
	struct part *p = context;
	struct gr_err err = { .line = 0 };

	if (p->keep == NULL
	    || !gr_table_part_open(p->keep, p->path, p->which, p->parts,
	        &p->table)
	    || gr_register_reading_begin(&p->reading, p->keep,
	           gr_table_rows_table(p->table.rows), p->standard, &err)
	        != GR_OK)
		return NULL;
	p->reading.unplaced = true;
	if (p->which > 0) /* they are copied to those of the first */
		p->reading.units_in = p->reading.streets.keep =
		    p->reading.streets.scratch;
	p->done = gr_register_reading_rows(&p->reading, p->table.rows, &err)
	    == GR_OK;
	return NULL;
}

/* The first is read here. */
static bool read_all(struct part *part, size_t parts)
{
	bool done = true;

	/* of heaps that threads have of their own too much stays behind */
	(void)mallopt(M_ARENA_MAX, 1);
	for (size_t i = 1; i < parts; i++)
		part[i].started = pthread_create(&part[i].thread, NULL,
		                      read_part, &part[i])
		    == 0;
	(void)read_part(&part[0]);
	for (size_t i = 0; i < parts; i++) {
		if (part[i].started)
			(void)pthread_join(part[i].thread, NULL);
		done &= part[i].done;
	}
	return done;
}

/* ---- put together ---- */

/* The same street of the register as a whole. */
static enum gr_status find_street(struct gr_register_reading *all,
    const struct gr_street *of, const struct gr_street **out,
    struct gr_err *err)
{
	const struct gr_county *county = of->county;
	const struct gr_place_words words = { county->city_code,
		county->city_name, county->code, county->name,
		gr_street_code(of), gr_street_name(of) };

	return gr_streets_find(&all->streets, &words, out, err);
}

/* Give the pages of what was copied back: all units twice would be the most
 * memory that a program ever takes. */
static void forget(void *from, size_t bytes)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t gap = (page - (uintptr_t)from % page) % page;

	if (bytes > gap)
		(void)madvise((char *)from + gap, (bytes - gap) / page * page,
		    MADV_DONTNEED);
}

/* As if they had been read behind those that are there. */
static enum gr_status add_units(struct gr_register_reading *all,
    const struct gr_register_reading *part, struct gr_err *err)
{
	enum { TOGETHER = 1 << 14 };
	const struct gr_street *was = NULL, *is = NULL;
	enum gr_status status = GR_OK;

	all->unsorted |= part->unsorted;
	all->doubtful |= part->doubtful;
	if (part->units > 0 && all->units > 0)
		gr_register_reading_follows(all, &all->unit[all->units - 1],
		    part->unit);
	for (size_t i = 0; i < part->units && status == GR_OK; i++) {
		const struct gr_unit *unit = &part->unit[i];

		if (unit->street != was)
			status = find_street(all, unit->street, &is, err);
		if (status == GR_OK)
			status = gr_register_reading_room(all, err);
		if (status != GR_OK)
			return status;
		was = unit->street;
		all->unit[all->units] = *unit;
		all->unit[all->units++].street = is;
		if ((i + 1) % TOGETHER == 0)
			forget(part->unit, (i + 1) * sizeof *part->unit);
	}
	return status;
}

/* A unit that is there twice is told of by who knows the lines. */
static enum gr_status join(struct part *part, size_t parts,
    struct gr_register *out, bool *done, struct gr_err *err)
{
	struct gr_register_reading *all = &part[0].reading;
	enum gr_status status = GR_OK;

	for (size_t i = 1; i < parts && status == GR_OK; i++) {
		status = add_units(all, &part[i].reading, err);
		gr_register_reading_free(&part[i].reading);
	}
	if (status == GR_OK)
		status = gr_register_reading_end(all, out, err);
	*done = status == GR_OK;
	return status == GR_EUSAGE ? GR_OK : status;
}

enum gr_status gr_register_read_parts(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, size_t parts, struct gr_register *out,
    bool *done, struct gr_err *err)
{
	struct part *part = calloc(parts, sizeof *part);
	enum gr_status status = GR_OK;

	*done = false;
	if (part == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < parts; i++)
		part[i] = (struct part){ .path = path,
			.standard = standard,
			.which = i,
			.parts = parts,
			.table = { .fd = -1 },
			.keep = gr_arena_new() };
	if (read_all(part, parts))
		status = join(part, parts, out, done, err);
	for (size_t i = 0; i < parts; i++) {
		gr_register_reading_free(&part[i].reading);
		gr_table_part_close(&part[i].table);
		if (*done)
			gr_arena_join(keep, part[i].keep);
		else
			gr_arena_free(part[i].keep);
	}
	free(part);
	return status;
}

/* ---- a file ---- */

static enum gr_status read_whole(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, struct gr_register *out,
    struct gr_err *err)
{
	struct gr_table_rows *rows;
	enum gr_status status = gr_table_rows_open(keep, path, NULL, &rows,
	    err);

	if (status != GR_OK)
		return status;
	status = gr_register_take(keep, rows, standard, out, err);
	gr_table_rows_close(rows);
	return status;
}

enum gr_status gr_register_read(struct gr_arena *keep, const char *path,
    const struct gr_standard *standard, struct gr_register *out,
    struct gr_err *err)
{
	size_t parts = gr_table_parts(path);
	enum gr_status status = GR_OK;
	bool done = false;

	if (parts > 1)
		status = gr_register_read_parts(keep, path, standard, parts,
		    out, &done, err);
	return status == GR_OK && !done
	    ? read_whole(keep, path, standard, out, err)
	    : status;
}
