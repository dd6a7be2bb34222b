/* text_runs.h - the text of an element that may have several runs.
 *
 * <si> and <is> hold a <t>, or runs <r> with a <t> each; <rPh> holds how it is
 * pronounced.  A character that XML cannot hold stands there as _x000D_.
 */
#ifndef GREEN_SHEET_TEXT_RUNS_H
#define GREEN_SHEET_TEXT_RUNS_H

#include "base/buf.h"

struct gr_text_runs {
	struct gr_buf text;
	unsigned runs;
	bool in_text, in_phonetic, phonetic; /* the last: there was one */
};

void gr_text_runs_begin(struct gr_text_runs *runs);
void gr_text_runs_free(struct gr_text_runs *runs);

/* Within the element, with names that have no prefix. */
void gr_text_runs_start(struct gr_text_runs *runs, const char *name);
void gr_text_runs_add(struct gr_text_runs *runs, struct gr_slice text);
void gr_text_runs_end(struct gr_text_runs *runs, const char *name);

/* Undo _xHHHH_ in what has come since `from`. */
void gr_text_unescape(struct gr_buf *text, size_t from);

#endif
