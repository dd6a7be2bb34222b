/* err.h: an error keeps its place and its whole words, and nothing of the one
 * before. */
#include "base/err.h"
#include <criterion/criterion.h>

#include <errno.h>
#include <string.h>

Test(err, keeps_place_and_message)
{
	struct gr_err err;

	cr_assert_eq(gr_err_at(&err, GR_EDATA, "f.csv", 17, "households",
	                 "'%s' is not a whole number", "about 3"),
	    GR_EDATA);
	cr_assert_eq(err.status, GR_EDATA);
	cr_assert_eq(err.line, 17);
	cr_assert_str_eq(err.source, "f.csv");
	cr_assert_str_eq(err.column, "households");
	cr_assert_str_eq(err.message, "'about 3' is not a whole number");
}

Test(err, forgets_the_place_of_the_error_before)
{
	struct gr_err err;

	gr_err_at(&err, GR_EDATA, "f.csv", 17, "c", "x");
	cr_assert_eq(gr_err_set(&err, GR_EUSAGE, "y"), GR_EUSAGE);
	cr_assert_eq(err.line, 0);
	cr_assert_str_eq(err.source, "");
	cr_assert_str_eq(err.column, "");
}

Test(err, cuts_at_a_characters_boundary)
{
	struct gr_err err;
	char name[GR_ERR_COLUMN_MAX * 2];

	memset(name, 'a', sizeof name);
	memcpy(name + GR_ERR_COLUMN_MAX - 3, "\xE7\xA4\xBE", 3);
	name[sizeof name - 1] = '\0';
	gr_err_at(&err, GR_EDATA, NULL, 0, name, "x");
	cr_assert_eq(strlen(err.column), GR_ERR_COLUMN_MAX - 3);
}

Test(err, adds_the_systems_words)
{
	struct gr_err err;

	errno = ENOENT;
	cr_assert_eq(gr_err_sys(&err, "x", "cannot be opened"), GR_ESYS);
	cr_assert_str_eq(err.message,
	    "cannot be opened: No such file or directory");
}

Test(err, what_is_named_is_told_from_a_system_that_cannot_look)
{
	struct gr_err err;

	cr_assert_eq(gr_err_named(&err, "x", "cannot be read", ENOENT),
	    GR_EDATA);
	cr_assert_str_eq(err.message,
	    "cannot be read: No such file or directory");
	cr_assert_eq(gr_err_named(&err, "x", "cannot be read", EACCES),
	    GR_EDATA);
	cr_assert_eq(gr_err_named(&err, "x", "cannot be read", EIO), GR_ESYS);
	cr_assert_eq(gr_err_named(&err, "x", "cannot be read", EMFILE),
	    GR_ESYS);
	cr_assert_str_eq(err.message, "cannot be read: Too many open files");
}

Test(err, adds_to_the_message_that_is_there)
{
	struct gr_err err;

	gr_err_at(&err, GR_EUSAGE, "t.csv", 2, "test", "%s is missing", "x");
	gr_err_add(&err, ", at character %zu of: %s", (size_t)3, "a ==");
	cr_assert_str_eq(err.message, "x is missing, at character 3 of: a ==");
	cr_assert_str_eq(err.words, err.message);
	cr_assert_str_eq(err.source, "t.csv");
}

Test(err, is_placed_anew_with_its_own_column)
{
	struct gr_err err;

	gr_err_at(&err, GR_EDATA, NULL, 0, "c", "wrong");
	cr_assert_eq(gr_err_place(&err, GR_EUSAGE, "f.csv", 9, err.column),
	    GR_EUSAGE);
	cr_assert_eq(err.status, GR_EUSAGE);
	cr_assert_str_eq(err.source, "f.csv");
	cr_assert_eq(err.line, 9);
	cr_assert_str_eq(err.column, "c");
	cr_assert_str_eq(err.message, "wrong");
}

Test(err, has_reasons_for_numbers_without_a_name)
{
	cr_assert_str_eq(gr_err_reason(ENOENT), "No such file or directory");
	cr_assert_str_eq(gr_err_reason(-1), "unknown error");
}
