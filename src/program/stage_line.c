/* stage_line.c - chains one after the other, as words have them */
#include "program/stage_line.h"

#include "program/process.h"
#include "program/whole.h"

#include <sys/stat.h>

struct gr_stage_chain {
	const struct gr_filter **stage;
	char ***words; /* each one's argv */
	size_t n;
};

const struct gr_option gr_stage_line_options[] = {
	GR_OPTION_TEXT(0, "folder", struct gr_stage_line, folder, "DIR",
	    "Make the folder DIR before anything else"),
	GR_OPTION_TEXT(0, "whole", struct gr_stage_line, whole, "NAME",
	    "Call the folder NAME when all has gone well; if NAME is there, "
	    "and as it was made, do nothing"),
	GR_OPTION_END
};

static bool is(const char *word, const char *mark)
{
	return word == NULL || strcmp(word, mark) == 0;
}

/* Where a part ends: at the next `mark`, or with the words. */
static char **end_of(char **word, const char *mark)
{
	while (!is(*word, mark))
		word++;
	return word;
}

static size_t parts(char **word, const char *mark)
{
	size_t n = 1;

	while (*(word = end_of(word, mark)) != NULL) {
		word++;
		n++;
	}
	return n;
}

static const struct gr_filter *find(const struct gr_filter *const *stage,
    const char *name)
{
	static const char prefix[] = "green-";

	if (strncmp(name, prefix, sizeof prefix - 1) == 0)
		name += sizeof prefix - 1;
	while (*stage != NULL && strcmp((*stage)->name, name) != 0)
		stage++;
	return *stage;
}

static enum gr_status add_stage(const struct gr_filter *const *stage,
    struct gr_stage_chain *chain, char **word, struct gr_err *err)
{
	const struct gr_filter *found;

	if (*word == NULL)
		return gr_err_set(err, GR_EUSAGE,
		    "a stage's name is missing; see --help");
	found = find(stage, *word);
	if (found == NULL)
		return gr_err_set(err, GR_EUSAGE, "there is no stage '%s'",
		    *word);
	if (chain->n > 0 && found->row == NULL)
		return gr_err_set(err, GR_EUSAGE,
		    "'%s' takes no rows: it can only be the first", *word);
	chain->stage[chain->n] = found;
	chain->words[chain->n++] = word;
	return GR_OK;
}

/* What separates two stages becomes the end of the first one's argv. */
static enum gr_status read_chain(struct gr_arena *keep,
    const struct gr_filter *const *stage, char **word,
    struct gr_stage_chain *chain, struct gr_err *err)
{
	size_t n = parts(word, ":");
	enum gr_status status = GR_OK;

	chain->stage = GR_NEW_ARRAY(keep, n, const struct gr_filter *);
	chain->words = GR_NEW_ARRAY(keep, n, char **);
	if (chain->stage == NULL || chain->words == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		char **end = end_of(word, ":");

		*end = NULL;
		status = add_stage(stage, chain, word, err);
		word = end + 1;
	}
	return status;
}

enum gr_status gr_stage_line_read(struct gr_arena *keep,
    const struct gr_filter *const *stage, char **word,
    struct gr_stage_line *line, struct gr_err *err)
{
	size_t n = parts(word, ";");
	enum gr_status status = GR_OK;

	if ((line->whole != NULL) && (line->folder == NULL))
		return gr_err_set(err, GR_EUSAGE,
		    "--whole is for what --folder has made");
	line->chain = GR_NEW_ARRAY(keep, n, struct gr_stage_chain);
	if (line->chain == NULL)
		return gr_err_memory(err);
	for (; line->n < n && status == GR_OK; line->n++) {
		char **end = end_of(word, ";");

		*end = NULL;
		status = read_chain(keep, stage, word, &line->chain[line->n],
		    err);
		word = end + 1;
	}
	return status;
}

static int fail(const char *program, enum gr_status status,
    const struct gr_err *err)
{
	gr_process_complain(program, err);
	return gr_process_exit_of(status);
}

static enum gr_status make_folder(const struct gr_stage_line *line,
    bool *is_made, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*is_made = false;
	if (line->whole != NULL)
		status = gr_whole_check(line->whole, is_made, err);
	if (status == GR_OK && !*is_made && line->folder != NULL
	    && mkdir(line->folder, 0777) != 0)
		status = gr_err_sys(err, line->folder, "cannot be made");
	return status;
}

int gr_stage_line_run(const char *program, const struct gr_stage_line *line,
    size_t jobs, struct gr_shared *shared)
{
	struct gr_err err = { .line = 0 };
	int worst = GR_EXIT_DONE;
	bool is_made;
	enum gr_status status = make_folder(line, &is_made, &err);

	if (status != GR_OK)
		return fail(program, status, &err);
	if (is_made)
		return GR_EXIT_DONE;
	for (size_t i = 0; i < line->n && worst <= GR_EXIT_FINDINGS; i++) {
		const struct gr_stage_chain *chain = &line->chain[i];
		int ended = gr_filter_chain(chain->stage, chain->words,
		    chain->n, jobs, shared);

		worst = ended > worst ? ended : worst;
	}
	if (worst <= GR_EXIT_FINDINGS && line->whole != NULL)
		status = gr_whole_seal(line->folder, &err);
	return status == GR_OK ? worst : fail(program, status, &err);
}
