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
	GR_MARKUP_NOTE, /* a paragraph beside the text */
	GR_MARKUP_LIST,
	GR_MARKUP_ITEM,   /* of a list */
	GR_MARKUP_TO,     /* whom it is for */
	GR_MARKUP_FROM,   /* who signs it, and the day: in GR_MARKUP_SIGN */
	GR_MARKUP_DATED,  /* */
	GR_MARKUP_COPY,   /* who has a copy; who printed it, and when: in */
	GR_MARKUP_ISSUED, /* GR_MARKUP_LAST */
	GR_MARKUP_BLOCKS
};

/* A part of the document, which has a place of its own on paper; in Markdown
 * its blocks stand like any others. */
enum gr_markup_part {
	GR_MARKUP_SIGN,  /* at the right, below the text */
	GR_MARKUP_LAST,  /* at the foot of the last page */
	GR_MARKUP_ANNEX, /* on a page of its own */
	GR_MARKUP_WIDE,  /* the same, the page on its side */
	GR_MARKUP_ASIDE  /* not on paper */
};

struct gr_markup {
	struct gr_buf *to;
	enum gr_markup_format format;
	bool block_start; /* nothing stands in the block yet */
	bool wide;        /* the part lies on its side */
};

/* A text as it stands in HTML, between tags and in a quoted attribute alike: the
 * one place where that is decided.  What no document may hold (controls, and
 * code points that are no characters) is a blank or U+FFFD. */
void gr_markup_html(struct gr_buf *to, struct gr_slice text);

/* The Base64 of the SHA-256 of a style sheet or script, as a policy names it. */
void gr_markup_hash(struct gr_buf *to, struct gr_slice bytes);

/* How documents look: their style sheet. */
void gr_markup_style(struct gr_buf *to);

/* Begin and end a document.  `lang` is the document's, as HTML names it. */
void gr_markup_begin(struct gr_markup *m, struct gr_buf *to,
    enum gr_markup_format format, const char *lang, struct gr_slice title);
void gr_markup_end(struct gr_markup *m);

/* A heading of level 1 (the title) to 6. */
void gr_markup_heading(struct gr_markup *m, unsigned level,
    struct gr_slice text);

void gr_markup_open(struct gr_markup *m, enum gr_markup_block block);
void gr_markup_close(struct gr_markup *m, enum gr_markup_block block);

/* Begin and end a part.  `label` is what an annex is called above its title,
 * or empty; the first one of a document has no page before it. */
void gr_markup_part(struct gr_markup *m, enum gr_markup_part part,
    struct gr_slice label, bool first);
void gr_markup_part_end(struct gr_markup *m);

/* The list of what is attached, under a word; in Markdown, where it all follows
 * under headings, nothing. */
void gr_markup_annexes(struct gr_markup *m, struct gr_slice word,
    const struct gr_slice *title, size_t n);

/* A picture, as markup, under its caption; in Markdown nothing.  It is named
 * by the anchor fig-NAME-says. */
void gr_markup_picture(struct gr_markup *m, const char *name,
    struct gr_slice caption, struct gr_slice picture);

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
