/* pattern.h - the patterns of the tables: PCRE2, bounded, whole texts or parts.
 *
 * A pattern is written by whoever maintains a table and is run on whatever a
 * city sends, so both are hostile.  Matching has limits of steps, depth and
 * memory.  Reaching one, or any other failure than "no match", is an error of
 * the pattern that names its place and the text; it never counts as "no
 * match", which would be a wrong answer given quietly.
 */
#ifndef GREEN_TEXT_PATTERN_H
#define GREEN_TEXT_PATTERN_H

#include "base/err.h"
#include "base/slice.h"
#include "text/sieve.h"

#define GR_PATTERN_STEPS 100000u /* PCRE2's match limit */
#define GR_PATTERN_DEPTH 5000u   /* nested backtracking points */
#define GR_PATTERN_HEAP_KIB 4096u
#define GR_PATTERN_GROUPS 32u /* the whole and 31 named groups */

struct gr_patterns; /* owns patterns and the memory they match with */
struct gr_pattern;

enum gr_pattern_mode {
	GR_PATTERN_WHOLE, /* must match the text from end to end */
	GR_PATTERN_PART   /* the first part of the text that matches */
};

/* An empty set; with `fast`, patterns are compiled to machine code where the
 * processor allows it (not worth it for a mere check), and those of which an
 * outline (outline.h) tells that they can be, only when they are first tried.
 * The set and all that is in it are freed by _free. */
GR_MUST_USE enum gr_status gr_patterns_new(bool fast, struct gr_patterns **out,
    struct gr_err *err);
void gr_patterns_free(struct gr_patterns *set); /* NULL is allowed */

/* Compile `text` (UTF-8; plain parentheses group without capturing, so groups
 * are named; '$' is the very end) into `set`.  GR_EUSAGE at
 * source:line:column with PCRE2's words and the offset.  `text`, `source` and
 * `column` must outlive the set: later errors of the pattern name them too. */
GR_MUST_USE enum gr_status gr_pattern_compile(struct gr_patterns *set,
    struct gr_slice text, enum gr_pattern_mode mode, const char *source,
    uint64_t line, const char *column, struct gr_pattern **out,
    struct gr_err *err);

/* Look for the pattern in `text`, from byte `start` on.  GR_EUSAGE at the
 * pattern's place if a limit was reached; GR_EDATA if `text` is not UTF-8. */
GR_MUST_USE enum gr_status gr_pattern_match(struct gr_pattern *pattern,
    struct gr_slice text, size_t start, bool *matched, struct gr_err *err);

/* After a match, and until the next one of any pattern of the set: group `n`
 * of it as a part of the text it was given.  0 is the whole match.  A group
 * that took no part is an empty slice with ptr NULL. */
struct gr_slice gr_pattern_group(const struct gr_pattern *pattern, unsigned n);

/* The number of a named group, or 0 if the pattern has none of that name. */
unsigned gr_pattern_group_number(const struct gr_pattern *pattern,
    struct gr_slice name);

/* Which of `n` patterns of a fast set may match a text (sieve.h): all that the
 * set will have must be in it, and it must outlive the sieve.  NULL: no
 * memory. */
struct gr_sieve *gr_pattern_sieve(struct gr_patterns *set,
    struct gr_pattern *const *pattern, size_t n);

/* Whether a text that the pattern matches is its first group, all of it. */
bool gr_pattern_is_one_group(const struct gr_pattern *pattern);

/* Whether a text in ASCII for which the sieve has named the pattern matches,
 * and is its first group, all of it. */
bool gr_pattern_takes_all(const struct gr_pattern *pattern);

#endif
