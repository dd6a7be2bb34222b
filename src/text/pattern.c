/* The patterns of the tables: PCRE2 with limits, whole texts or parts. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "text/pattern.h"
#include "text/utf8.h"

#define SHOWN_BYTES 60 /* of a text in a message */
#define STACK_MIN_BYTES (32 * 1024)
#define STACK_MAX_BYTES (1024 * 1024)

struct gr_patterns {
	struct gr_pattern *head; /* most recent first */
	pcre2_match_context *context;
	pcre2_match_data *data; /* one for all: a match at a time */
	pcre2_jit_stack *stack;
	struct gr_outlines *outlines; /* of a fast set */
	uint32_t patterns;
	bool fast;
};

struct gr_pattern {
	struct gr_pattern *next;
	struct gr_patterns *set;
	struct gr_slice text;
	enum gr_pattern_mode mode;
	struct gr_outline outline; /* in a fast set */
	pcre2_code *code;          /* NULL: not compiled yet */
	const char *subject;       /* of the last match */
	const char *source, *column;
	uint64_t line;
	uint32_t least; /* characters of the shortest text that matches */
	bool native;    /* it was compiled to machine code */
};

enum gr_status gr_patterns_new(bool fast, struct gr_patterns **out,
    struct gr_err *err)
{
	struct gr_patterns *set = calloc(1, sizeof *set);

	if (set == NULL)
		return gr_err_memory(err);
	set->fast = fast;
	set->context = pcre2_match_context_create(NULL);
	set->data = pcre2_match_data_create(GR_PATTERN_GROUPS, NULL);
	if (fast)
		set->stack = pcre2_jit_stack_create(STACK_MIN_BYTES,
		    STACK_MAX_BYTES, NULL);
	if (fast)
		set->outlines = gr_outlines_new();
	if (set->context == NULL || set->data == NULL
	    || (fast && (set->stack == NULL || set->outlines == NULL))) {
		gr_patterns_free(set);
		return gr_err_memory(err);
	}
	pcre2_set_match_limit(set->context, GR_PATTERN_STEPS);
	pcre2_set_depth_limit(set->context, GR_PATTERN_DEPTH);
	pcre2_set_heap_limit(set->context, GR_PATTERN_HEAP_KIB);
	if (fast)
		pcre2_jit_stack_assign(set->context, NULL, set->stack);
	*out = set;
	return GR_OK;
}

void gr_patterns_free(struct gr_patterns *set)
{
	if (set == NULL)
		return;
	while (set->head != NULL) {
		struct gr_pattern *pattern = set->head;

		set->head = pattern->next;
		pcre2_code_free(pattern->code);
		free(pattern);
	}
	gr_outlines_free(set->outlines);
	pcre2_jit_stack_free(set->stack);
	pcre2_match_data_free(set->data);
	pcre2_match_context_free(set->context);
	free(set);
}

/* PCRE2's words for one of its error numbers. */
static void words_of(int number, char *to, size_t room)
{
	if (pcre2_get_error_message(number, (PCRE2_UCHAR *)to, room) < 0)
		to[0] = '\0';
}

static enum gr_status refuse(const struct gr_pattern *pattern, int number,
    size_t offset, struct gr_err *err)
{
	char words[160];

	if (number == PCRE2_ERROR_HEAP_FAILED)
		return gr_err_memory(err);
	words_of(number, words, sizeof words);
	return gr_err_at(err, GR_EUSAGE, pattern->source, pattern->line,
	    pattern->column, "the pattern is wrong at its byte %zu: %s",
	    offset + 1, words);
}

static enum gr_status compile(struct gr_pattern *pattern, struct gr_err *err)
{
	struct gr_slice text = pattern->text;
	uint32_t options = PCRE2_UTF | PCRE2_NO_AUTO_CAPTURE
	    | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
	uint32_t groups = 0;
	size_t offset = 0;
	int number = 0;

	if (pattern->mode == GR_PATTERN_WHOLE)
		options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	pattern->code = pcre2_compile((PCRE2_SPTR)(text.len ? text.ptr : ""),
	    text.len, options, &number, &offset, NULL);
	if (pattern->code == NULL)
		return refuse(pattern, number, offset, err);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_MINLENGTH,
	    &pattern->least);
	if (groups >= GR_PATTERN_GROUPS)
		return gr_err_at(err, GR_EUSAGE, pattern->source, pattern->line,
		    pattern->column, "the pattern has more than %u groups",
		    GR_PATTERN_GROUPS - 1);
	/* Where there is no just-in-time compiler, the interpreter matches. */
	if (pattern->set->fast)
		pattern->native = pcre2_jit_compile(pattern->code,
		                      PCRE2_JIT_COMPLETE)
		    == 0;
	return GR_OK;
}

enum gr_status gr_pattern_compile(struct gr_patterns *set, struct gr_slice text,
    enum gr_pattern_mode mode, const char *source, uint64_t line,
    const char *column, struct gr_pattern **out, struct gr_err *err)
{
	struct gr_pattern *pattern = calloc(1, sizeof *pattern);

	if (pattern == NULL)
		return gr_err_memory(err);
	pattern->set = set;
	pattern->text = text;
	pattern->mode = mode;
	pattern->source = source;
	pattern->line = line;
	pattern->column = column;
	pattern->next = set->head;
	set->head = pattern;
	*out = pattern;
	if (set->fast
	    && !gr_outline_read(set->outlines, text, mode == GR_PATTERN_WHOLE,
	        set->patterns++, &pattern->outline))
		return gr_err_memory(err);
	return pattern->outline.is_read ? GR_OK : compile(pattern, err);
}

static bool is_utf8_error(int number)
{
	return number <= PCRE2_ERROR_UTF8_ERR1
	    && number >= PCRE2_ERROR_UTF8_ERR21;
}

static enum gr_status fail(const struct gr_pattern *pattern, int number,
    struct gr_slice text, struct gr_err *err)
{
	struct gr_slice part = gr_utf8_cut(text, SHOWN_BYTES);
	char words[160];

	if (number == PCRE2_ERROR_NOMEMORY)
		return gr_err_memory(err);
	words_of(number, words, sizeof words);
	if (is_utf8_error(number))
		return gr_err_set(err, GR_EDATA, "not UTF-8: %s", words);
	return gr_err_at(err, GR_EUSAGE, pattern->source, pattern->line,
	    pattern->column, "the pattern cannot be decided on '%.*s'%s: %s",
	    GR_ARG(part), part.len < text.len ? "..." : "", words);
}

/* Whether a text has so many characters. */
static bool has_characters(struct gr_slice text, uint32_t least)
{
	uint32_t n = 0;

	for (size_t i = 0; i < text.len && n < least; i++)
		n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
	return n >= least;
}

static bool is_ascii(struct gr_slice text)
{
	uint64_t all = 0, word;
	size_t i = 0;

	for (; i + sizeof word <= text.len; i += sizeof word) {
		memcpy(&word, text.ptr + i, sizeof word);
		all |= word;
	}
	for (; i < text.len; i++)
		all |= (unsigned char)text.ptr[i];
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

/* PCRE2 sees to it first that the text is UTF-8, which of ASCII is known: then
 * the machine code is called at once. */
static int run(const struct gr_pattern *pattern, struct gr_slice text,
    size_t start, bool ascii)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)pattern->subject;
	pcre2_match_data *data = pattern->set->data;
	pcre2_match_context *context = pattern->set->context;

	return pattern->native && ascii ? pcre2_jit_match(pattern->code,
	           subject, text.len, start, 0, data, context)
	                                : pcre2_match(pattern->code, subject,
	                                    text.len, start, 0, data, context);
}

enum gr_status gr_pattern_match(struct gr_pattern *pattern,
    struct gr_slice text, size_t start, bool *matched, struct gr_err *err)
{
	bool ascii = is_ascii(text);

	pattern->subject = text.len ? text.ptr : "";
	*matched = false;
	if (pattern->code == NULL) {
		enum gr_status status = compile(pattern, err);

		if (status != GR_OK)
			return status;
	}
	if (ascii ? text.len < pattern->least
	          : !has_characters(text, pattern->least))
		return GR_OK;
	int number = run(pattern, text, start, ascii);

	*matched = number >= 0;
	if (number < 0 && number != PCRE2_ERROR_NOMATCH)
		return fail(pattern, number, text, err);
	return GR_OK;
}

struct gr_slice gr_pattern_group(const struct gr_pattern *pattern, unsigned n)
{
	const size_t *pair = pcre2_get_ovector_pointer(pattern->set->data);
	size_t from = pair[2 * n], to = pair[2 * n + 1];

	/* \K can put the start of a match behind its end. */
	if (from == PCRE2_UNSET || to < from)
		return gr_slice_make(NULL, 0);
	return gr_slice_make(pattern->subject + from, to - from);
}

/* By the outline, of a pattern that is not compiled yet. */
static unsigned outlined_group(const struct gr_pattern *pattern,
    struct gr_slice name)
{
	const struct gr_outline *outline = &pattern->outline;

	for (unsigned i = 0; i < outline->groups; i++)
		if (gr_slice_eq(name,
		        gr_slice_make(pattern->text.ptr + outline->group[i].at,
		            outline->group[i].bytes)))
			return i + 1;
	return 0;
}

unsigned gr_pattern_group_number(const struct gr_pattern *pattern,
    struct gr_slice name)
{
	char buffer[33];
	int number;

	if (pattern->code == NULL)
		return outlined_group(pattern, name);
	if (name.len == 0 || name.len >= sizeof buffer)
		return 0;
	memcpy(buffer, name.ptr, name.len);
	buffer[name.len] = '\0';
	number = pcre2_substring_number_from_name(pattern->code,
	    (PCRE2_SPTR)buffer);
	return number > 0 ? (unsigned)number : 0;
}

struct gr_sieve *gr_pattern_sieve(struct gr_patterns *set,
    struct gr_pattern *const *pattern, size_t n)
{
	struct gr_outline *outline = malloc((n + 1) * sizeof *outline);
	struct gr_sieve *sieve = NULL;

	for (size_t i = 0; outline != NULL && i < n; i++)
		outline[i] = pattern[i]->outline;
	if (outline != NULL)
		sieve = gr_sieve_new(set->outlines, outline, n);
	free(outline);
	return sieve;
}

bool gr_pattern_is_one_group(const struct gr_pattern *pattern)
{
	return pattern->mode == GR_PATTERN_WHOLE
	    && pattern->outline.is_one_group;
}

bool gr_pattern_takes_all(const struct gr_pattern *pattern)
{
	return pattern->outline.is_exact && gr_pattern_is_one_group(pattern);
}
