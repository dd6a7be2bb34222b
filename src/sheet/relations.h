/* relations.h - what a part of a workbook names by an id: other parts.
 *
 * xl/workbook.xml has its relations in xl/_rels/workbook.xml.rels; a target is
 * a path from the folder of the part, or from the root if it begins with `/`.
 */
#ifndef GREEN_SHEET_RELATIONS_H
#define GREEN_SHEET_RELATIONS_H

#include "base/arena.h"
#include "base/buf.h"
#include "sheet/package.h"

struct gr_relation {
	struct gr_slice id;
	struct gr_slice type;   /* its last word: worksheet, styles */
	struct gr_slice target; /* a member's path */
	bool outside;           /* the target is none of this workbook */
};

struct gr_relations {
	struct gr_relation *relation;
	size_t n, room;
};

/* Those of the part `path` (the root's for an empty one), in `keep`: none if
 * there is no such member. */
GR_MUST_USE enum gr_status gr_relations_read(struct gr_package *package,
    struct gr_slice path, struct gr_arena *keep, struct gr_relations *out,
    struct gr_err *err);

/* Append the path of the member that has them. */
void gr_relations_path(struct gr_buf *to, struct gr_slice path);

/* The first of an id or of a type; NULL if there is none. */
const struct gr_relation *gr_relations_of_id(const struct gr_relations *from,
    struct gr_slice id);
const struct gr_relation *gr_relations_of_type(const struct gr_relations *from,
    struct gr_slice type);

#endif
