/* expr.h - the expression language of the standard's tables (DESIGN 4).
 *
 * An expression is compiled once, with the type and bounds of every name, and
 * evaluated per record on canonical cells.  Its results have four states: a
 * missing or queried answer makes a test undetermined, never false, and what
 * does not apply is neither met nor failed.  Arithmetic is exact; what could
 * overflow within the bounds of its names is refused when compiled.
 *
 *   any U -> U, else any N -> N             (arithmetic and comparison)
 *   and: any 0 -> 0, any U -> U, all N -> N, else 1
 *   or:  any 1 -> 1, any U -> U, all N -> N, else 0
 */
#ifndef GREEN_EXPR_EXPR_H
#define GREEN_EXPR_EXPR_H

#include "base/arena.h"
#include "number/dec.h"

enum gr_tri { /* the characters that streams show */
	GR_FALSE = '0',
	GR_TRUE = '1',
	GR_NA = 'N',     /* not applicable */
	GR_UNKNOWN = 'U' /* undetermined: missing or in query */
};

enum gr_value_kind {
	GR_VALUE_NUMBER, /* int dec bool pct year */
	GR_VALUE_DATE,
	GR_VALUE_TEXT /* enum set text code: == and != only */
};

enum gr_name_class { GR_NAME_NOW, GR_NAME_PREV, GR_NAME_PARAMETER };

/* What a name stands for when an expression is compiled. */
struct gr_symbol {
	enum gr_value_kind kind;
	unsigned slot;          /* index into the env's array of its class */
	struct gr_dec min, max; /* numbers: what a cell can hold */
	unsigned decimals;      /* numbers: the most decimals a cell can have,
				   0 for whole numbers, 18 where any */
};

/* Answers what `name` is: plain, within prev(), or after '$'.  False: unknown. */
typedef bool gr_symbol_fn(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out);

/* What the names hold for one record, as canonical cells by slot: "" missing
 * (U), "?" in query (U), "n/a" (N), "12.5", ">=2", "2021-03".  An array that
 * the expression has no name of may be NULL. */
struct gr_env {
	const struct gr_slice *now;
	const struct gr_slice *prev;
	const struct gr_slice *parameter;
};

struct gr_expr;

/* Compile `text` into `keep`.  Errors (GR_EUSAGE) name source:line:column and
 * the offending word: syntax, unknown name, kinds that cannot be compared,
 * possible overflow.  A test yields a truth value, a number a number. */
GR_MUST_USE enum gr_status gr_expr_test_compile(struct gr_arena *keep,
    struct gr_slice text, gr_symbol_fn *symbol, const void *context,
    const char *source, uint64_t line, const char *column,
    const struct gr_expr **out, struct gr_err *err);
GR_MUST_USE enum gr_status gr_expr_number_compile(struct gr_arena *keep,
    struct gr_slice text, gr_symbol_fn *symbol, const void *context,
    const char *source, uint64_t line, const char *column,
    const struct gr_expr **out, struct gr_err *err);

/* A test's truth for one record. */
enum gr_tri gr_expr_test(const struct gr_expr *expr, const struct gr_env *env);

/* A number's value: GR_TRUE with *out set, or GR_NA, or GR_UNKNOWN. */
enum gr_tri gr_expr_number(const struct gr_expr *expr, const struct gr_env *env,
    struct gr_dec *out);

/* Whether the expression is one name and nothing else, and then which. */
bool gr_expr_is_name(const struct gr_expr *expr, enum gr_name_class *class,
    unsigned *slot);

/* The slots of a class that the expression reads, each once, in order of first
 * use (for evidence, for "which columns does this need").  Returns how many;
 * *slots is owned by the expression. */
size_t gr_expr_slots(const struct gr_expr *expr, enum gr_name_class class,
    const unsigned **slots);

/* The two connectives, for criteria (an `and` over their atoms).  Each is
 * associative, so a fold over any order gives the rule above; start from
 * GR_NA, the neutral element of both. */
static inline enum gr_tri gr_tri_and(enum gr_tri a, enum gr_tri b)
{
	if (a == GR_FALSE || b == GR_FALSE)
		return GR_FALSE;
	if (a == GR_UNKNOWN || b == GR_UNKNOWN)
		return GR_UNKNOWN;
	return a == GR_NA ? b : GR_TRUE;
}
enum gr_tri gr_tri_or(enum gr_tri a, enum gr_tri b);

#endif
