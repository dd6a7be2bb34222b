/* kept.h - what a test of a table needs: a folder, an arena and an error.
 *
 * A suite begins with kept_open and ends with kept_close, by itself or out of
 * its own set-up; what was read lives in `keep` until then.
 */
#ifndef GREEN_TEST_KEPT_H
#define GREEN_TEST_KEPT_H

#include "base/arena.h"

#include "scratch.h"

static struct gr_arena *keep;
static struct gr_err err;

static inline void kept_open(void)
{
	scratch_open();
	keep = gr_arena_new();
	cr_assert_not_null(keep);
}

static inline void kept_close(void)
{
	gr_arena_free(keep);
	scratch_close();
}

/* That reading `text` ended so because it is wrong, and what was said. */
static inline void kept_refusal(enum gr_status status, const char *text,
    const char *sentence)
{
	cr_expect_eq(status, GR_EUSAGE, "accepted: %s", text);
	cr_expect_str_eq(scratch_said(&err), sentence);
	cr_expect_eq(err.status, GR_EUSAGE);
}

#endif
