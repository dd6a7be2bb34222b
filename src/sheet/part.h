/* part.h - one part of a workbook: a member that is XML, as it is gone through.
 *
 * Names come without their prefix, since writers choose it as they like.  A
 * document type is refused, so there are no entities but XML's own five.
 */
#ifndef GREEN_SHEET_PART_H
#define GREEN_SHEET_PART_H

#include "sheet/package.h"

/* Each may answer GR_END: the rest is not looked at.  Attributes are pairs of
 * name and value, NULL behind the last. */
struct gr_part_calls {
	enum gr_status (*start)(void *context, const char *name,
	    const char *const *attribute, struct gr_err *err);
	/* may be NULL */
	enum gr_status (
	    *end)(void *context, const char *name, struct gr_err *err);
	/* a piece of the text in an element; may be NULL */
	enum gr_status (
	    *text)(void *context, struct gr_slice text, struct gr_err *err);
};

/* GR_EDATA: no XML, with the line of the part, [W01]; what a call answers. */
GR_MUST_USE enum gr_status gr_part_read(struct gr_package *package,
    size_t member, const struct gr_part_calls *calls, void *context,
    struct gr_err *err);

/* The value of an attribute, its name without prefix; NULL if there is none. */
const char *gr_part_attribute(const char *const *attribute, const char *name);

/* Whether it says yes: 1, true or on. */
bool gr_part_is_on(const char *value);

#endif
