/* letters.h - expressions over columns that are named by one letter, for tests
 * of what evaluates them.
 */
#ifndef GREEN_TEST_LETTERS_H
#define GREEN_TEST_LETTERS_H

#include "expr/expr.h"
#include <criterion/criterion.h>

struct letters {
	char first;
	unsigned n; /* how many, from `first` on: slots 0, 1, ... */
	struct gr_dec min, max;
	unsigned decimals;
};

static inline bool letters_symbol(const void *context, enum gr_name_class class,
    struct gr_slice name, struct gr_symbol *out)
{
	const struct letters *letters = context;

	(void)class;
	*out = (struct gr_symbol){ .kind = GR_VALUE_NUMBER,
		.slot = (unsigned)(name.ptr[0] - letters->first),
		.min = letters->min,
		.max = letters->max,
		.decimals = letters->decimals };
	return name.len == 1 && out->slot < letters->n;
}

/* Compile a text that is a test, or a number. */
static inline const struct gr_expr *letters_compile(struct gr_arena *keep,
    const struct letters *letters, bool is_test, const char *text)
{
	const struct gr_expr *expr = NULL;
	struct gr_err err;
	struct gr_slice slice = gr_slice_of(text);
	enum gr_status status = is_test
	    ? gr_expr_test_compile(keep, slice, letters_symbol, letters, "", 0,
	        "", &expr, &err)
	    : gr_expr_number_compile(keep, slice, letters_symbol, letters, "",
	        0, "", &expr, &err);

	cr_assert_eq(status, GR_OK, "%s", err.message);
	return expr;
}

#endif
