/* remark_internal.h - what the files of remark.h share.
 *
 * remark.c decides which members change, remark_changes.c
 * keeps them; remark_sheet.c colours the cells of a
 * sheet, remark_styles.c makes their styles, remark_comments.c and
 * remark_drawing.c say what is asked, and show it; remark_parts.c enters the new
 * members where a workbook lists them.
 */
#ifndef GREEN_SHEET_REMARK_INTERNAL_H
#define GREEN_SHEET_REMARK_INTERNAL_H

#include "sheet/package_write.h"
#include "sheet/relations.h"
#include "sheet/remark.h"
#include "sheet/rewrite.h"
#include "sheet/workbook_internal.h"

/* A cell's style with the colour: the one it had and its copy's number. */
struct gr_remark_styles {
	struct gr_arena *keep;
	uint64_t *plain; /* the k-th is copied to number base + k */
	size_t n, room;
	uint64_t there; /* styles that there are; 0: none, and no colour */
	/* the first copy's number: behind those, and behind all that cells name,
	 * which are numbers without a style and must stay so */
	uint64_t base;
};

/* What is written anew: files without names. */
struct gr_remark_changes {
	struct gr_arena *keep;
	struct gr_package_change *change;
	size_t n, room;
};

/* One sheet and what belongs to it. */
struct gr_remark_sheet {
	struct gr_workbook *book;
	const struct gr_sheet *sheet;
	struct gr_remark *remark; /* in the order of the sheet, a cell each */
	size_t n;
	struct gr_relations relations;
	bool strict;             /* names of ISO 29500's strict form */
	struct gr_slice drawing; /* id of the drawing of comments, or "" */
	size_t comments;         /* member of its comments, or none */
	struct gr_slice new_id;  /* of a drawing that is to be made */
	struct gr_cell_range *merged;
	size_t merges, merged_room;
	uint64_t styles; /* one more than the last that is named in it */
};

#define GR_REMARK_RELATION(strict) \
	((strict) ? "http://purl.oclc.org/ooxml/officeDocument/relationships" \
	          : "http://schemas.openxmlformats.org/officeDocument/2006/" \
	            "relationships")
#define GR_REMARK_MAIN(strict) \
	((strict) \
	        ? "http://purl.oclc.org/ooxml/spreadsheetml/main" \
	        : "http://schemas.openxmlformats.org/spreadsheetml/2006/main")

/* A file for a member's new bytes, entered among the changes; `path` is of a new
 * one. */
GR_MUST_USE enum gr_status gr_remark_change(struct gr_remark_changes *changes,
    size_t member, const char *path, int *fd, struct gr_err *err);

/* Write all of a text. */
GR_MUST_USE enum gr_status gr_remark_write_text(int fd,
    const struct gr_buf *text, struct gr_err *err);

/* The number of a style's coloured copy. */
GR_MUST_USE enum gr_status gr_remark_style(struct gr_remark_styles *styles,
    uint64_t plain, uint64_t *coloured, struct gr_err *err);

/* remark_sheet.c: what has to be known before: relations, drawing, merged
 * blocks; then the cells. */
GR_MUST_USE enum gr_status gr_remark_sheet_look(struct gr_remark_sheet *s,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_remark_sheet_write(struct gr_remark_sheet *s,
    struct gr_remark_styles *styles, int fd, struct gr_err *err);

/* remark_styles.c: the part with the copies. */
GR_MUST_USE enum gr_status gr_remark_styles_write(struct gr_workbook *book,
    const struct gr_remark_styles *styles, int fd, struct gr_err *err);

/* Which of the remarks are at cells that have a comment: has[n], false before. */
GR_MUST_USE enum gr_status gr_remark_comments_there(struct gr_remark_sheet *s,
    bool *has, struct gr_err *err);

/* The comments, with those that there are; and the shapes that show them, with
 * those of `member`, unless it is GR_PACKAGE_NO_MEMBER. */
GR_MUST_USE enum gr_status gr_remark_comments_write(struct gr_remark_sheet *s,
    struct gr_slice author, const bool *has, int fd, struct gr_err *err);
GR_MUST_USE enum gr_status gr_remark_drawing_write(struct gr_remark_sheet *s,
    size_t member, const bool *has, int fd, struct gr_err *err);

/* remark_parts.c: the sheet's relations, which `member` has, if there is one, with
 * what is new of these two (or NULL); and the content types of what is new. */
GR_MUST_USE enum gr_status gr_remark_relations_write(struct gr_remark_sheet *s,
    size_t member, const char *comments, const char *drawing, int fd,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_remark_types_write(struct gr_package *package,
    const struct gr_remark_changes *changes, size_t member, int fd,
    struct gr_err *err);

#endif
