/* text_runs.h: runs are joined, phonetic ones left out, escapes undone. */
#include <criterion/criterion.h>

#include "sheet/text_runs.h"

static void element(struct gr_text_runs *runs, const char *name,
    const char *text)
{
	gr_text_runs_start(runs, name);
	gr_text_runs_add(runs, gr_slice_of(text));
	gr_text_runs_end(runs, name);
}

Test(text_runs, joined)
{
	struct gr_text_runs runs = { .runs = 0 };

	gr_text_runs_begin(&runs);
	gr_text_runs_start(&runs, "r");
	element(&runs, "t", "one");
	gr_text_runs_end(&runs, "r");
	gr_text_runs_start(&runs, "r");
	element(&runs, "t", " two");
	gr_text_runs_end(&runs, "r");
	gr_text_runs_start(&runs, "rPh");
	element(&runs, "t", "said so");
	gr_text_runs_end(&runs, "rPh");
	gr_text_runs_add(&runs, GR_S("between"));
	cr_assert(gr_slice_eq(gr_buf_slice(&runs.text), GR_S("one two")));
	cr_assert_eq(runs.runs, 2);
	cr_assert(runs.phonetic);
	gr_text_runs_begin(&runs);
	element(&runs, "t", "alone");
	cr_assert(gr_slice_eq(gr_buf_slice(&runs.text), GR_S("alone")));
	cr_assert_eq(runs.runs, 0);
	cr_assert_not(runs.phonetic);
	gr_text_runs_free(&runs);
}

Test(text_runs, escapes)
{
	static const struct {
		const char *text, *want;
	} table[] = { { "a_x000D__x000a_b", "a\r\nb" },
		{ "_x005F_x000D_", "_x000D_" }, { "_x0000_", "_x0000_" },
		{ "_xD800_", "_xD800_" }, { "_x00G0_", "_x00G0_" },
		{ "_x4E2D_", "\xe4\xb8\xad" }, { "_x000D", "_x000D" },
		{ "x_", "x_" }, { "", "" } };
	struct gr_buf text = { 0 };

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		gr_buf_clear(&text);
		gr_buf_text(&text, table[i].text);
		gr_text_unescape(&text, 0);
		cr_assert(gr_slice_eq(gr_buf_slice(&text),
		              gr_slice_of(table[i].want)),
		    "%s", table[i].text);
	}
	gr_buf_free(&text);
}
