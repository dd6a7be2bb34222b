/* difference.h - two releases held against each other, and why they differ.
 *
 * What differs is found in the published tables and in the records; why, in
 * the manifests: a delivery or another input has another hash, a table of the
 * standard has, a program has another version, the release is as of another
 * day.  For a community only the deliveries that it stands in are blamed, if
 * any of them changed.
 */
#ifndef GREEN_RELEASE_DIFFERENCE_H
#define GREEN_RELEASE_DIFFERENCE_H

#include "release/release.h"
#include "stream/record.h"
#include "stream/sink.h"

enum gr_difference_kind {
	GR_DIFF_ADDED,     /* a community has a record now */
	GR_DIFF_WITHDRAWN, /* it has none any more */
	GR_DIFF_REVISED,   /* other answers, and what came of them */
	GR_DIFF_REFLAGGED, /* the same answers, other flags or status */
	GR_DIFF_FIGURE,    /* of a city, a county, the province */
	GR_DIFF_CRITERION, /* counts of a criterion in a place */
	GR_DIFF_MILESTONE, /* an obligation */
	GR_DIFF_KINDS
};

enum gr_difference_field {
	GR_D_WAVE,
	GR_D_KIND,
	GR_D_CODE,
	GR_D_COLUMN,
	GR_D_OLD,
	GR_D_NEW,
	GR_D_CAUSE,
	GR_D_SRC,
	GR_D_LINE,
	GR_D_CHANGED,
	GR_D_FIELDS
};

struct gr_difference {
	enum gr_difference_kind kind;
	struct gr_slice field[GR_D_FIELDS];
};

struct gr_differences {
	struct gr_arena *keep;
	struct gr_difference *line;
	size_t n, room;
	size_t codes[GR_DIFF_KINDS]; /* communities, or places, concerned */
	size_t lines[GR_DIFF_KINDS];
};

/* Find all differences, by kind, then wave, then code.  GR_EDATA: a file of a
 * release is not usable. */
GR_MUST_USE enum gr_status gr_difference_find(const struct gr_release *old,
    const struct gr_release *new, struct gr_differences *out,
    struct gr_err *err);

/* Only those of what is published, and of a day that was published already: of
 * waves that both releases judge as of the same day, and of obligations if both
 * are as of one day, all figures; of communities their status (added, withdrawn
 * or reflagged).  Records are not read.  Errors as above. */
GR_MUST_USE enum gr_status gr_difference_published(const struct gr_release *old,
    const struct gr_release *new, struct gr_differences *out,
    struct gr_err *err);

/* Give them as rows, under these names; or write them as text with a line of
 * sums for each kind. */
void gr_difference_names(struct gr_slice name[GR_D_FIELDS]);
GR_MUST_USE enum gr_status gr_difference_rows(
    const struct gr_differences *differences, gr_row_fn *give, void *context,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_difference_text(
    const struct gr_differences *differences, bool chinese,
    struct gr_sink *sink, struct gr_err *err);

#endif
