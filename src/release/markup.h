/* markup.h - a document written as HTML or as Markdown by the same calls.
 *
 * Reports are read in a browser, printed, and pasted into other documents, and
 * what they say comes from deliveries: every text is escaped here and nowhere
 * else.  An HTML document is one file that loads nothing and runs nothing: its
 * policy allows its own style sheet, by hash, and no more.  The buffer is
 * sticky (buf.h), so callers check once, at the end.
 */
#ifndef GREEN_RELEASE_MARKUP_H
#define GREEN_RELEASE_MARKUP_H

#include "base/buf.h"

enum gr_markup_format { GR_MARKUP_HTML, GR_MARKUP_MARKDOWN };

enum gr_markup_block {
	GR_MARKUP_PARAGRAPH,
	GR_MARKUP_NOTE, /* a paragraph in small print */
	GR_MARKUP_LIST,
	GR_MARKUP_ITEM /* of a list */
};

struct gr_markup {
	struct gr_buf *to;
	enum gr_markup_format format;
	bool block_start; /* nothing stands in the block yet */
};

/* A text as it stands in HTML, between tags and in a quoted attribute alike: the
 * one place where that is decided.  What no document may hold (controls, and
 * code points that are no characters) is a blank or U+FFFD. */
void gr_markup_html(struct gr_buf *to, struct gr_slice text);

/* The Base64 of the SHA-256 of a style sheet or script, as a policy names it. */
void gr_markup_hash(struct gr_buf *to, struct gr_slice bytes);

/* Begin and end a document.  `lang` is the document's, as HTML names it. */
void gr_markup_begin(struct gr_markup *m, struct gr_buf *to,
    enum gr_markup_format format, const char *lang, struct gr_slice title);
void gr_markup_end(struct gr_markup *m);

/* A heading of level 1 (the title) to 6. */
void gr_markup_heading(struct gr_markup *m, unsigned level,
    struct gr_slice text);

void gr_markup_open(struct gr_markup *m, enum gr_markup_block block);
void gr_markup_close(struct gr_markup *m, enum gr_markup_block block);

/* Text within a block. */
void gr_markup_text(struct gr_markup *m, struct gr_slice text);

/* Text that leads to the row of a table with this anchor (not 0); in Markdown,
 * which has no anchors, plain text. */
void gr_markup_reference(struct gr_markup *m, uint64_t anchor,
    struct gr_slice text);

/* A table under a caption that is a heading of `level`; the first cell of a
 * row is its heading.  A row that a reference leads to has an anchor, another
 * 0.  Rows have as many cells as the table has columns. */
void gr_markup_table(struct gr_markup *m, unsigned level,
    struct gr_slice caption, const struct gr_slice *heading, size_t n);
void gr_markup_row(struct gr_markup *m, const struct gr_slice *cell, size_t n,
    uint64_t anchor);
void gr_markup_table_end(struct gr_markup *m);

#endif
