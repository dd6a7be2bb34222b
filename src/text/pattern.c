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
	bool fast;
};

struct gr_pattern {
	struct gr_pattern *next;
	struct gr_patterns *set;
	pcre2_code *code;
	const char *subject; /* of the last match */
	const char *source, *column;
	uint64_t line;
	uint32_t least; /* characters of the shortest text that matches */
	bool tried;
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
	if (set->context == NULL || set->data == NULL
	    || (fast && set->stack == NULL)) {
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

static enum gr_status compile(struct gr_pattern *pattern, struct gr_slice text,
    enum gr_pattern_mode mode, struct gr_err *err)
{
	uint32_t options = PCRE2_UTF | PCRE2_NO_AUTO_CAPTURE
	    | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
	uint32_t groups = 0;
	size_t offset = 0;
	int number = 0;

	if (mode == GR_PATTERN_WHOLE)
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
	pattern->source = source;
	pattern->line = line;
	pattern->column = column;
	pattern->next = set->head;
	set->head = pattern;
	*out = pattern;
	return compile(pattern, text, mode, err);
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

enum gr_status gr_pattern_match(struct gr_pattern *pattern,
    struct gr_slice text, size_t start, bool *matched, struct gr_err *err)
{
	const char *subject = text.len ? text.ptr : "";

	pattern->subject = subject;
	*matched = false;
	if (!has_characters(text, pattern->least))
		return GR_OK;
	/* Most patterns are never tried in a small delivery.  Where there is no
	 * just-in-time compiler, the interpreter matches. */
	if (pattern->set->fast && !pattern->tried)
		(void)pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	pattern->tried = true;
	int number = pcre2_match(pattern->code, (PCRE2_SPTR)subject, text.len,
	    start, 0, pattern->set->data, pattern->set->context);

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

unsigned gr_pattern_group_number(const struct gr_pattern *pattern,
    struct gr_slice name)
{
	char buffer[33];
	int number;

	if (name.len == 0 || name.len >= sizeof buffer)
		return 0;
	memcpy(buffer, name.ptr, name.len);
	buffer[name.len] = '\0';
	number = pcre2_substring_number_from_name(pattern->code,
	    (PCRE2_SPTR)buffer);
	return number > 0 ? (unsigned)number : 0;
}

bool gr_pattern_first_bytes(const struct gr_pattern *pattern, bool first[256])
{
	const uint8_t *map = NULL;
	uint32_t kind = 0, unit = 0, least = 0, empty = 1;

	pcre2_pattern_info(pattern->code, PCRE2_INFO_MINLENGTH, &least);
	pcre2_pattern_info(pattern->code, PCRE2_INFO_MATCHEMPTY, &empty);
	if (least == 0 || empty)
		return false;
	pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODETYPE, &kind);
	if (kind == 1) {
		pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODEUNIT,
		    &unit);
		/* A caseless letter is given in one of its cases only. */
		if ((unit | 32) >= 'a' && (unit | 32) <= 'z')
			return false;
		first[unit & 0xff] = true;
		return true;
	}
	pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTBITMAP, &map);
	if (map == NULL)
		return false;
	for (unsigned i = 0; i < 256; i++)
		if (map[i / 8] & (1u << (i % 8)))
			first[i] = true;
	return true;
}
