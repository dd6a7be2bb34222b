/* steps - do the patterns of a standard's rules stay within a number of steps?
 *
 *   steps LIMIT STANDARD <TEXTS
 *
 * Matches every pattern of rules.csv against every line of standard input, by
 * the interpreter, whose count of steps is the same on every machine and never
 * below that of compiled code.  Names each rule that needs more than LIMIT, or
 * fails, with the first text it does so on; exit 1 if there is one.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clean/read_standard.h"

static pcre2_code *compile(const struct gr_rule *rule)
{
	uint32_t options = PCRE2_UTF | PCRE2_NO_AUTO_CAPTURE
	    | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
	size_t offset;
	int number;

	if (!rule->text_phase)
		options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	return pcre2_compile((PCRE2_SPTR)rule->pattern.ptr, rule->pattern.len,
	    options, &number, &offset, NULL);
}

/* Whether all texts, one a line, can be decided within the limit. */
static bool is_bounded(const struct gr_rule *rule, struct gr_slice texts,
    pcre2_match_context *context)
{
	pcre2_code *code = compile(rule);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	struct gr_slice text;
	bool good = code != NULL && data != NULL;

	while (good && texts.len > 0 && gr_slice_split(&texts, '\n', &text)) {
		int n = pcre2_match(code, (PCRE2_SPTR)text.ptr, text.len, 0, 0,
		    data, context);

		good = n >= 0 || n == PCRE2_ERROR_NOMATCH;
		if (!good)
			printf("rules.csv:%ju: %.*s: %d on '%.*s'\n",
			    (uintmax_t)rule->line, GR_ARG(rule->rule), n,
			    GR_ARG(text));
	}
	pcre2_match_data_free(data);
	pcre2_code_free(code);
	return good;
}

static bool read_all(struct gr_buf *text)
{
	char block[4096];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), stdin)) > 0)
		gr_buf_add(text, gr_slice_make(block, n));
	return !ferror(stdin) && !text->failed;
}

int main(int argc, char **argv)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	struct gr_arena *keep = gr_arena_new();
	struct gr_buf texts = { 0 };
	struct gr_standard standard;
	struct gr_err err;
	int status = 0;

	if (argc != 3 || context == NULL || keep == NULL || !read_all(&texts))
		return 2;
	pcre2_set_match_limit(context, (uint32_t)strtoul(argv[1], NULL, 10));
	if (gr_standard_read(keep, argv[2], &standard, &err) != GR_OK) {
		fprintf(stderr, "steps: %s\n", err.message);
		return 2;
	}
	for (size_t i = 0; i < standard.rules; i++)
		if (!is_bounded(&standard.rule[i], gr_buf_slice(&texts),
		        context))
			status = 1;
	pcre2_match_context_free(context);
	gr_buf_free(&texts);
	gr_arena_free(keep);
	return status;
}
