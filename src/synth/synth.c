/* synth.c - one run of green-synth: tables in, a data folder out */
#include "synth/synth.h"

#include <errno.h>
#include <sys/stat.h>

static enum gr_status path_of(struct gr_synth *s, const char *folder,
    const char *name, const char **out, struct gr_err *err)
{
	*out = gr_arena_path(s->keep, folder, gr_slice_of(name));
	return *out != NULL ? GR_OK : gr_err_memory(err);
}

static enum gr_mess_level level_of(const char *name)
{
	if (strcmp(name, "none") == 0)
		return GR_MESS_NONE;
	return strcmp(name, "light") == 0 ? GR_MESS_LIGHT : GR_MESS_HEAVY;
}

static enum gr_status read_tables(struct gr_synth *s, struct gr_err *err)
{
	const char *recipes, *mess;
	enum gr_status status = gr_register_read(s->keep, s->register_path,
	    s->standard, &s->reg, err);

	if (status == GR_OK)
		status = path_of(s, s->standard->path, "synth.csv", &recipes,
		    err);
	if (status == GR_OK)
		status = path_of(s, s->standard->path, "mess.csv", &mess, err);
	if (status == GR_OK)
		status = gr_recipes_read(s->keep, recipes, s->standard, s->seed,
		    &s->recipes, err);
	if (status == GR_OK)
		status = gr_mess_read(s->keep, mess, &s->recipes,
		    level_of(s->level), &s->mess, err);
	return status;
}

/* Two runs in one folder would be mixed without anyone noticing. */
static enum gr_status need_fresh(struct gr_synth *s, struct gr_err *err)
{
	const char *inbox;
	struct stat st;
	enum gr_status status = path_of(s, s->out, "inbox", &inbox, err);

	if (status != GR_OK)
		return status;
	if (stat(inbox, &st) == 0)
		return gr_err_at(err, GR_EUSAGE, inbox, 0, NULL,
		    "it is there already");
	return errno == ENOENT ? GR_OK : gr_err_sys(err, inbox, "cannot look");
}

static enum gr_status open_list(struct gr_synth *s, const char *name,
    const char *const *heading, size_t n, struct gr_synth_file **out,
    struct gr_err *err)
{
	const struct gr_synth_format format = { .delimiter = ',' };
	struct gr_slice cell[16];
	const char *path;
	enum gr_status status = path_of(s, s->out, name, &path, err);

	if (status == GR_OK)
		status = gr_synth_file_open(path, &format, out, err);
	for (size_t i = 0; i < n; i++)
		cell[i] = gr_slice_of(heading[i]);
	return status == GR_OK ? gr_synth_file_row(*out, cell, n, err) : status;
}

static enum gr_status open_lists(struct gr_synth *s, struct gr_err *err)
{
	static const char *const defects[] = { "wave", "file", "line", "column",
		"id", "class", "raw", "expected", "community_code" };
	static const char *const absent[] = { "wave", "community_code",
		"reason" };
	static const char *const changes[] = { "old_code", "new_code", "date",
		"kind", "note" };
	enum gr_status status = open_list(s, "truth/defects.csv", defects,
	    sizeof(defects) / sizeof(defects[0]), &s->defects, err);

	if (status == GR_OK)
		status = open_list(s, "truth/not-responded.csv", absent,
		    sizeof(absent) / sizeof(absent[0]), &s->absent, err);
	if (status == GR_OK)
		status = open_list(s, "changes.csv", changes,
		    sizeof(changes) / sizeof(changes[0]), &s->changes, err);
	return status;
}

/* Whole lists appear only if the run went well. */
static enum gr_status close_lists(struct gr_synth *s, enum gr_status status,
    struct gr_err *err)
{
	struct gr_synth_file **list[] = { &s->defects, &s->absent,
		&s->changes };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		struct gr_synth_file *file = *list[i];

		*list[i] = NULL;
		if (status == GR_OK && file != NULL)
			status = gr_synth_file_close(file, err);
		else
			gr_synth_file_abandon(file);
	}
	return status;
}

static enum gr_status check_waves(const struct gr_synth *s, struct gr_err *err)
{
	for (size_t i = 0; i < s->wave.n; i++) {
		bool known = false;

		for (size_t w = 0; w < s->standard->waves; w++)
			known = known
			    || gr_slice_eq(s->standard->wave[w],
			        gr_slice_of(s->wave.item[i]));
		if (!known)
			return gr_err_set(err, GR_EUSAGE,
			    "--wave %s: the standard has no such wave",
			    s->wave.item[i]);
	}
	return GR_OK;
}

static enum gr_status write_all(struct gr_synth *s, struct gr_err *err)
{
	bool first = true;
	enum gr_status status = check_waves(s, err);

	if (status == GR_OK)
		status = need_fresh(s, err);
	if (status == GR_OK)
		status = open_lists(s, err);
	if (status == GR_OK)
		status = gr_synth_register(s, err);
	for (size_t w = 0; w < s->standard->waves && status == GR_OK; w++) {
		if (!gr_synth_is_wanted(s, s->standard->wave[w]))
			continue;
		status = gr_synth_wave(s, w, first, err);
		first = false;
	}
	return status == GR_OK ? gr_synth_filings(s, err) : status;
}

enum gr_status gr_synth_run(struct gr_synth *s, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	s->keep = gr_arena_new();
	s->unit = gr_arena_new();
	s->sheet = gr_arena_new();
	if (s->keep == NULL || s->unit == NULL || s->sheet == NULL)
		status = gr_err_memory(err);
	if (status == GR_OK)
		status = read_tables(s, err);
	if (status == GR_OK)
		status = write_all(s, err);
	status = close_lists(s, status, err);
	gr_synth_file_abandon(s->truth);
	gr_arena_free(s->sheet);
	gr_arena_free(s->unit);
	gr_arena_free(s->keep);
	return status;
}
