#include "program/option.h"
#include "base/version.h"
#include "base/wording.h"
#include "number/date.h"

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
		argp_error(state,
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

static void set_text(const struct row *row, const char *arg,
    struct argp_state *state)
{
	const struct gr_option *o = row->option;

	if (o->kind == GR_OPT_DATE && !is_day(arg))
		argp_error(state,
		    gr_wording("--%s: '%s' is not a date such as "
		               "2021-11-15"),
		    o->name, arg);
	else if (o->kind == GR_OPT_CHOICE && !is_choice(o->choices, arg))
		argp_error(state, gr_wording("--%s: '%s' is none of %s"),
		    o->name, arg, o->choices);
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
			argp_error(state, gr_wording("--%s=%s is required"),
			    o->name, o->arg);
	}
}

static error_t parse_one(int key, char *arg, struct argp_state *state)
{
	struct parse *parse = state->input;

	if (key == 'h') {
		argp_state_help(state, stdout,
		    ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC);
		exit(fflush(stdout) == 0 ? 0 : 4);
	}
	if (key == USAGE_KEY) {
		argp_state_help(state, stdout, ARGP_HELP_USAGE);
		exit(fflush(stdout) == 0 ? 0 : 4);
	}
	if (key == 'V') {
		printf("%s (greenline) %s\n", parse->usage->program,
		    gr_version());
		exit(fflush(stdout) == 0 ? 0 : 4);
	}
	if (key == ARGP_KEY_ARG) {
		if (parse->usage->args == NULL)
			argp_error(state,
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
			option[n].doc = o->help;
			option[n].group = (int)s + 1;
		}
	option[n] = (struct argp_option){ .name = "help",
		.key = 'h',
		.doc = "Print this help",
		.group = SETS };
	option[n + 1] = (struct argp_option){ .name = "usage",
		.key = USAGE_KEY,
		.doc = "Print a short usage line",
		.group = SETS };
	option[n + 2] = (struct argp_option){ .name = "version",
		.key = 'V',
		.doc = "Print the version",
		.group = SETS };
}

enum gr_status gr_options_parse(const struct gr_usage *usage, int argc,
    char **argv, struct gr_list *operands, struct gr_err *err)
{
	size_t rows = count_rows(usage);
	struct argp_option *option = calloc(rows + 4, sizeof *option);
	struct parse parse = { calloc(rows + 1, sizeof *parse.row), rows, usage,
		operands, false };
	struct argp argp = { option, parse_one, usage->args, usage->summary,
		NULL, NULL, GR_WORDING_DOMAIN };
	error_t failed = 0;

	argp_err_exit_status = 2;
	if (option == NULL || parse.row == NULL) {
		parse.no_memory = true;
	} else {
		fill_rows(usage, parse.row, option);
		failed = argp_parse(&argp, argc, argv, ARGP_NO_HELP, NULL,
		    &parse);
	}
	free(option);
	free(parse.row);
	if (parse.no_memory || failed == ENOMEM)
		return gr_err_memory(err);
	if (failed != 0)
		return gr_err_set(err, GR_EUSAGE, "%s", gr_err_reason(failed));
	return GR_OK;
}
