/* rewrite.h - a part of a workbook as it stands, but for some of its tags.
 *
 * What is given back to its sender must be what the sender wrote.  So nothing is
 * read into a tree and written anew: the bytes of the part go through as they
 * are, with their prefixes, quotes and blanks, and text is put between them, or
 * in a tag's place.  Only UTF-8 is gone through, since what is put is UTF-8.
 */
#ifndef GREEN_SHEET_REWRITE_H
#define GREEN_SHEET_REWRITE_H

#include "base/buf.h"
#include "sheet/package.h"

struct gr_tag {
	const char *name;       /* without prefix */
	struct gr_slice prefix; /* with its colon, or "" */
	const char *const *attribute;
	struct gr_slice text; /* as it stands; "" where <a/> ends */
	bool empty;           /* <a/> */
	unsigned depth;       /* of elements around it */
};

struct gr_rewrite;

/* Called before the tag's bytes go through. */
typedef enum gr_status gr_tag_fn(void *context, struct gr_rewrite *to,
    const struct gr_tag *tag, struct gr_err *err);

struct gr_rewrite_calls {
	gr_tag_fn *start, *end;
};

/* Copy the part `member` to the empty file `fd`.  GR_EDATA: no XML in UTF-8,
 * [W01]; what a call answers. */
GR_MUST_USE enum gr_status gr_rewrite_part(struct gr_package *package,
    size_t member, int fd, const struct gr_rewrite_calls *calls, void *context,
    struct gr_err *err);

/* Text before the tag at hand; without its own bytes. */
struct gr_buf *gr_rewrite_out(struct gr_rewrite *to);
void gr_rewrite_drop_tag(struct gr_rewrite *to);

/* From the tag at hand on, all that goes through is added to `copy`, too; NULL:
 * no more. */
void gr_rewrite_also(struct gr_rewrite *to, struct gr_buf *copy);

/* Append a tag with an attribute set to `value`, and, if `opened`, with `>` for
 * its `/>`. */
void gr_tag_put(struct gr_buf *to, struct gr_slice tag, const char *name,
    struct gr_slice value, bool opened);

/* Append text as XML has it, in an element or a quoted value, and as a cell has
 * it (_x000D_). */
void gr_xml_put(struct gr_buf *to, struct gr_slice text);

#endif
