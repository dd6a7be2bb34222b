/* option.h - the options of a program, described once.
 *
 * A row of the table says everything about an option: its names, its argument,
 * where in the state its value goes, its bounds and its help.  The parser
 * (glibc's argp), --help, the shell completions and the check of the man page
 * all read the same rows, so that they cannot drift apart.
 */
#ifndef GREEN_PROGRAM_OPTION_H
#define GREEN_PROGRAM_OPTION_H

#include <stdbool.h>

#include "base/err.h"

enum gr_option_kind {
	GR_OPT_FLAG, /* bool: true when given */
	GR_OPT_TEXT, /* const char *: a file, a name; the last one wins */
	GR_OPT_LIST, /* struct gr_list: may be given more than once; the harness
			   frees it behind stop() */
	GR_OPT_NUMBER, /* uint64_t within min..max */
	GR_OPT_DATE,   /* const char *: checked to be a real YYYY-MM-DD */
	GR_OPT_CHOICE  /* const char *: one of `choices`, as "a|b|c" */
};

struct gr_list {
	const char **item; /* borrowed from argv */
	size_t n;
	size_t room;
};

struct gr_option {
	const char *name; /* long name without "--"; NULL ends a table */
	char letter;      /* short name, or 0 */
	enum gr_option_kind kind;
	bool required;
	const char *arg;     /* what --help calls the argument; NULL: flag */
	size_t offset;       /* offsetof() the value in the state */
	uint64_t min, max;   /* GR_OPT_NUMBER; max 0 = no bound */
	const char *choices; /* GR_OPT_CHOICE */
	const char *help;    /* one line, no full stop */
};

/* One table and the state its offsets point into. */
struct gr_option_set {
	const struct gr_option *options; /* NULL: none */
	void *state;
};

struct gr_usage {
	const char *program; /* "green-clean" */
	const char *summary; /* one sentence */
	const char *args;    /* "[FILE...]", or NULL: takes no operand */
	struct gr_option_set set[3];
};

/* Parse argv into the sets' states; operands go to *operands (its array is
 * freed with gr_list_free).  --help and --version print and exit 0; a wrong
 * word prints and exits 2 (argp's own way, from the harness only).
 * Flags start as they are, so the caller presets defaults. */
GR_MUST_USE enum gr_status gr_options_parse(const struct gr_usage *usage,
    int argc, char **argv, struct gr_list *operands, struct gr_err *err);

void gr_list_free(struct gr_list *list);

#endif
