#include "program/option.h"
#include "base/version.h"
#include "base/wording.h"
#include "number/date.h"
#include "program/option_words.h"
#include "program/process.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* argp keys of options without a letter start here, above every character. */
#define USAGE_KEY 0x1FF
#define FIRST_KEY 0x200
#define SETS 3

struct row { /* an option and where its value goes */
	const struct gr_option *option;
	char *state;
	bool given;
};

struct parse {
	struct row *row;
	size_t rows;
	const struct gr_usage *usage;
	struct gr_list *operands;
	FILE *say; /* stderr, while argp's own words are taken down */
	bool no_memory;
};

static bool list_add(struct gr_list *list, const char *item)
{
	if (list->n == list->room) {
		size_t room = list->room ? list->room * 2 : 8;
		const char **grown = realloc(list->item, room * sizeof *grown);

		if (grown == NULL)
			return false;
		list->item = grown;
		list->room = room;
	}
	list->item[list->n++] = item;
	return true;
}

void gr_list_free(struct gr_list *list)
{
	free(list->item);
	*list = (struct gr_list){ NULL, 0, 0 };
}

/* argp_error in the reader's language: a line, where to read more, the end. */
static void complain(const struct argp_state *state, const char *format, ...)
    GR_PRINTF(2, 3);

static void complain(const struct argp_state *state, const char *format, ...)
{
	const struct parse *parse = state->input;
	char *words;
	va_list args;

	va_start(args, format);
	if (vasprintf(&words, gr_wording(format), args) < 0)
		exit(GR_EXIT_SYSTEM);
	va_end(args);
	(void)fprintf(parse->say, "%s: ", state->name);
	gr_process_say(gr_slice_of(words), parse->say);
	(void)fprintf(parse->say, "\n");
	free(words);
	(void)fprintf(parse->say,
	    gr_wording("Try `%s --help' or `%s --usage' for more "
	               "information.\n"),
	    state->name, state->name);
	exit(GR_EXIT_USAGE);
}

static bool is_choice(const char *choices, const char *word)
{
	struct gr_slice rest = gr_slice_of(choices), one;

	while (gr_slice_split(&rest, '|', &one))
		if (gr_slice_eq(one, gr_slice_of(word)))
			return true;
	return false;
}

static void set_number(const struct row *row, const char *arg,
    struct argp_state *state)
{
	const struct gr_option *o = row->option;
	uint64_t most = o->max ? o->max : UINT64_MAX;
	uint64_t value;

	if (!gr_slice_to_uint64(gr_slice_of(arg), &value) || value < o->min
	    || value > most) {
		complain(state,
		    gr_wording("--%s: '%s' is not a whole number from %ju "
		               "to %ju"),
		    o->name, arg, (uintmax_t)o->min, (uintmax_t)most);
		return;
	}
	memcpy(row->state + o->offset, &value, sizeof value);
}

static bool is_day(const char *text)
{
	struct gr_days days;

	return strlen(text) == strlen("2021-11-15")
	    && gr_date_parse(gr_slice_of(text), &days);
}

/* 2021-02-30 does, and is none. */
static bool looks_like_day(const char *text)
{
	static const char day[] = "dddd-dd-dd";
	size_t i = 0;

	for (; day[i] != '\0'; i++)
		if (day[i] == '-' ? text[i] != '-'
		                  : text[i] < '0' || text[i] > '9')
			return false;
	return text[i] == '\0';
}

static void set_text(const struct row *row, const char *arg,
    struct argp_state *state)
{
	const struct gr_option *o = row->option;

	if (o->kind == GR_OPT_DATE && !is_day(arg) && looks_like_day(arg))
		complain(state, gr_wording("--%s: there is no such day: '%s'"),
		    o->name, arg);
	else if (o->kind == GR_OPT_DATE && !is_day(arg))
		complain(state,
		    gr_wording("--%s: '%s' is not a date such as "
		               "2021-11-15"),
		    o->name, arg);
	else if (o->kind == GR_OPT_CHOICE && !is_choice(o->choices, arg))
		complain(state, gr_wording("--%s: '%s' is none of %s"), o->name,
		    arg, o->choices);
	else
		memcpy(row->state + o->offset, &arg, sizeof arg);
}

static void set(struct parse *parse, struct row *row, const char *arg,
    struct argp_state *state)
{
	void *to = row->state + row->option->offset;

	row->given = true;
	switch (row->option->kind) {
	case GR_OPT_FLAG:
		*(bool *)to = true;
		break;
	case GR_OPT_LIST:
		if (!list_add(to, arg))
			parse->no_memory = true;
		break;
	case GR_OPT_NUMBER:
		set_number(row, arg, state);
		break;
	case GR_OPT_TEXT:
	case GR_OPT_DATE:
	case GR_OPT_CHOICE:
		set_text(row, arg, state);
		break;
	}
}

static void check_required(const struct parse *parse, struct argp_state *state)
{
	for (size_t i = 0; i < parse->rows; i++) {
		const struct gr_option *o = parse->row[i].option;

		if (o->required && !parse->row[i].given)
			complain(state, gr_wording("--%s=%s is required"),
			    o->name, o->arg);
	}
}

/* What argp prints of the options, on stdout, and the end. */
static void help(struct argp_state *state, unsigned what)
{
	struct gr_option_words words;

	if (!gr_option_words_take(&words))
		exit(GR_EXIT_SYSTEM);
	argp_state_help(state, words.to, what);
	gr_option_words_say(&words, stdout);
	exit(fflush(stdout) == 0 ? GR_EXIT_DONE : GR_EXIT_SYSTEM);
}

static error_t parse_one(int key, char *arg, struct argp_state *state)
{
	struct parse *parse = state->input;

	if (key == 'h')
		help(state,
		    ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC);
	if (key == USAGE_KEY)
		help(state, ARGP_HELP_USAGE);
	if (key == 'V') {
		printf("%s (greenline) %s\n", parse->usage->program,
		    gr_version());
		exit(fflush(stdout) == 0 ? 0 : 4);
	}
	if (key == ARGP_KEY_ARG) {
		if (parse->usage->args == NULL)
			complain(state,
			    gr_wording("it takes no operand such as '%s'"),
			    arg);
		if (!list_add(parse->operands, arg))
			parse->no_memory = true;
		return 0;
	}
	if (key == ARGP_KEY_END) {
		check_required(parse, state);
		return 0;
	}
	for (size_t i = 0; i < parse->rows; i++) {
		const struct gr_option *o = parse->row[i].option;

		if (key == (o->letter ? o->letter : FIRST_KEY + (int)i)) {
			set(parse, &parse->row[i], arg, state);
			return 0;
		}
	}
	return ARGP_ERR_UNKNOWN;
}

static size_t count_rows(const struct gr_usage *usage)
{
	size_t n = 0;

	for (size_t s = 0; s < SETS; s++)
		for (const struct gr_option *o = usage->set[s].options;
		     o != NULL && o->name != NULL; o++)
			n++;
	return n;
}

static void fill_rows(const struct gr_usage *usage, struct row *row,
    struct argp_option *option)
{
	size_t n = 0;

	for (size_t s = 0; s < SETS; s++)
		for (const struct gr_option *o = usage->set[s].options;
		     o != NULL && o->name != NULL; o++, n++) {
			row[n] = (struct row){ o, usage->set[s].state, false };
			option[n].name = o->name;
			option[n].key = o->letter ? o->letter
			                          : FIRST_KEY + (int)n;
			option[n].arg = o->arg;
			option[n].doc = gr_wording(o->help);
			option[n].group = (int)s + 1;
		}
	option[n] = (struct argp_option){ .name = "help",
		.key = 'h',
		.doc = gr_wording("Print this help"),
		.group = SETS };
	option[n + 1] = (struct argp_option){ .name = "usage",
		.key = USAGE_KEY,
		.doc = gr_wording("Print a short usage line"),
		.group = SETS };
	option[n + 2] = (struct argp_option){ .name = "version",
		.key = 'V',
		.doc = gr_wording("Print the version"),
		.group = SETS };
}

/* --lang is heard before all else, so that whatever is said is said in it. */
static void choose_language(int argc, char **argv)
{
	static const char name[] = "--lang";
	size_t n = sizeof name - 1;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], name, n) != 0)
			continue;
		if (argv[i][n] == '=')
			gr_wording_choose(argv[i] + n + 1);
		else if (argv[i][n] == '\0' && i + 1 < argc)
			gr_wording_choose(argv[i + 1]);
	}
}

/* getopt complains to stderr by itself and argp after it: both are taken down
 * and said again in the reader's language. */
static error_t parse_all(const struct argp *argp, struct parse *parse, int argc,
    char **argv)
{
	struct gr_option_words words;

	if (!gr_option_words_take(&words))
		return ENOMEM;
	parse->say = stderr;
	stderr = words.to;
	error_t failed = argp_parse(argp, argc, argv,
	    ARGP_NO_HELP | ARGP_NO_EXIT, NULL, parse);
	stderr = parse->say;
	if (gr_option_words_say(&words, stderr))
		exit(GR_EXIT_USAGE);
	return failed;
}

enum gr_status gr_options_parse(const struct gr_usage *usage, int argc,
    char **argv, struct gr_list *operands, struct gr_err *err)
{
	size_t rows = count_rows(usage);
	struct argp_option *option = calloc(rows + 4, sizeof *option);
	struct parse parse = { .row = calloc(rows + 1, sizeof *parse.row),
		.rows = rows,
		.usage = usage,
		.operands = operands };
	error_t failed = 0;

	choose_language(argc, argv);
	struct argp argp = { .options = option,
		.parser = parse_one,
		.args_doc = usage->args,
		.doc = gr_wording(usage->summary) };
	if (option == NULL || parse.row == NULL) {
		parse.no_memory = true;
	} else {
		fill_rows(usage, parse.row, option);
		failed = parse_all(&argp, &parse, argc, argv);
	}
	free(option);
	free(parse.row);
	if (parse.no_memory || failed == ENOMEM)
		return gr_err_memory(err);
	if (failed != 0)
		return gr_err_set(err, GR_EUSAGE, "%s", gr_err_reason(failed));
	return GR_OK;
}
