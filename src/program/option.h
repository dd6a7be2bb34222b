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
#include <stddef.h>

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

struct gr_option {        /* to be filled in by the macros below */
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

/* ---- the rows of a table ----
 *
 * LETTER is the short name ('o', or 0), NAME the long one, STATE the type and
 * MEMBER the member where the value goes: of the type that the kind asks for,
 * or the row does not compile.  ARG is what --help calls the argument.  Who
 * leaves out an option that is _NEEDED has used the program wrongly. */
#define GR_OPTION_FLAG(LETTER, NAME, STATE, MEMBER, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_FLAG, false, NULL, \
	    GR_OPTION_AT(STATE, MEMBER, bool), 0, 0, NULL, HELP)
#define GR_OPTION_TEXT(LETTER, NAME, STATE, MEMBER, ARG, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_TEXT, false, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, const char *), 0, 0, NULL, HELP)
#define GR_OPTION_TEXT_NEEDED(LETTER, NAME, STATE, MEMBER, ARG, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_TEXT, true, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, const char *), 0, 0, NULL, HELP)
#define GR_OPTION_LIST(LETTER, NAME, STATE, MEMBER, ARG, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_LIST, false, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, struct gr_list), 0, 0, NULL, HELP)
#define GR_OPTION_LIST_NEEDED(LETTER, NAME, STATE, MEMBER, ARG, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_LIST, true, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, struct gr_list), 0, 0, NULL, HELP)
#define GR_OPTION_NUMBER(LETTER, NAME, STATE, MEMBER, ARG, MIN, MAX, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_NUMBER, false, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, uint64_t), MIN, MAX, NULL, HELP)
#define GR_OPTION_DATE(LETTER, NAME, STATE, MEMBER, ARG, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_DATE, false, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, const char *), 0, 0, NULL, HELP)
#define GR_OPTION_CHOICE(LETTER, NAME, STATE, MEMBER, ARG, CHOICES, HELP) \
	GR_OPTION_ROW(LETTER, NAME, GR_OPT_CHOICE, false, ARG, \
	    GR_OPTION_AT(STATE, MEMBER, const char *), 0, 0, CHOICES, HELP)
#define GR_OPTION_END \
	{ \
		.name = NULL \
	}

/* What the rows are made of; not for tables. */
#define GR_OPTION_AT(STATE, MEMBER, TYPE) \
	_Generic(((STATE *)0)->MEMBER, /* NOLINTNEXTLINE: a type */ \
	         TYPE \
	         : offsetof(STATE, MEMBER))
#define GR_OPTION_ROW(LETTER, NAME, KIND, NEEDED, ARG, AT, MIN, MAX, CHOICES, \
    HELP) \
	{ \
		NAME, LETTER, KIND, NEEDED, ARG, AT, MIN, MAX, CHOICES, HELP \
	}

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
