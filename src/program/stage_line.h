/* stage_line.h - chains one after the other, as words have them; private to the
 * library.
 *
 *   --folder new/17 --whole kept/17 ingest ... : clean ... ; amend ... : clean
 *
 * A word ":" stands between two stages of a chain, a word ";" between two chains,
 * of which the second is begun when the first has ended well.
 */
#ifndef GREEN_PROGRAM_STAGE_LINE_H
#define GREEN_PROGRAM_STAGE_LINE_H

#include "base/arena.h"
#include "program/filter.h"

struct gr_stage_line {
	const char *folder; /* --folder: made first; NULL: none */
	const char *whole;  /* --whole: what it is called once all is well */
	struct gr_stage_chain *chain;
	size_t n;
};

/* Rows for options into a line. */
extern const struct gr_option gr_stage_line_options[];

/* Read the words, NULL at their end, behind the options, which they are already
 * in the line.  `stage` is a list of the stages there are, NULL at its end.  The
 * words have to live as long as the line.  GR_EUSAGE: they are no line. */
GR_MUST_USE enum gr_status gr_stage_line_read(struct gr_arena *keep,
    const struct gr_filter *const *stage, char **word,
    struct gr_stage_line *line, struct gr_err *err);

/* Run it, up to `jobs` stages at the same time: an exit status.  `program` says
 * what is wrong with its folder, which is sealed (whole.h) if it is to be
 * kept, and has still to get its name.  If that is there and whole nothing is
 * run. */
int gr_stage_line_run(const char *program, const struct gr_stage_line *line,
    size_t jobs, struct gr_shared *shared);

#endif
