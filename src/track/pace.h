/* pace.h - is a rate rising fast enough to reach its target by its day?
 *
 * The straight line from the first wave to the target on the due day says how
 * many percentage points should have been gained by now; the pace is what was
 * gained of that, from exact rates, and its classes are those of Eurostat's
 * indicators with a target: 95, 60 and 0 percent.  Growth rates stand beside
 * it for comparison only.  Where the line through the waves leads by the due
 * day is an estimate, the only floating point here, and is labelled so.
 */
#ifndef GREEN_TRACK_PACE_H
#define GREEN_TRACK_PACE_H

#include "number/rate.h"
#include "stream/row_print.h"

/* A wave: `part` of `whole` on a day. */
struct gr_pace_point {
	int32_t day;
	int64_t part, whole; /* 0 <= part <= whole <= 10^6 */
};

enum gr_pace_class {
	GR_PACE_NONE,         /* fewer than two waves */
	GR_PACE_REACHED,      /* the target is met now */
	GR_PACE_ON_TRACK,     /* 95 percent of what is required, or more */
	GR_PACE_MODERATE,     /* 60 to 95 */
	GR_PACE_INSUFFICIENT, /* 0 to 60 */
	GR_PACE_MOVING_AWAY   /* less than at the start */
};

/* What is not known has a whole of 0, or its flag not set. */
struct gr_pace {
	size_t points; /* waves up to the due day with units */
	enum gr_pace_class class;
	struct gr_rate first, last;
	struct gr_rate observed; /* rise since the first wave */
	struct gr_rate required; /* what the straight line asks for by now */
	struct gr_rate pace;     /* observed over required */
	bool has_growth, has_projection, has_interval;
	double growth_pct, growth_required_pct;  /* a year, compound */
	double projected_pct, low_pct, high_pct; /* on the due day */
	bool last_day;     /* the last wave stands on the due day */
	bool base_changed; /* the wholes differ */
};

/* Points in the order of their days, no day twice.  Least squares for the
 * line; its 95 percent prediction interval by Student's t with n - 2 degrees
 * of freedom needs three waves.  Cut to 0..100. */
void gr_pace_find(const struct gr_pace_point *point, size_t n,
    struct gr_dec target_pct, int32_t due, struct gr_pace *out);

/* What a pace is of. */
struct gr_pace_target {
	struct gr_slice id, code; /* of the obligation, of the place */
	bool province;
	int32_t due;
	struct gr_slice wave_first, wave;
	struct gr_dec pct;
};

enum { GR_PACE_COLUMNS = 20 };
extern const struct gr_slice gr_pace_column[GR_PACE_COLUMNS];

/* The cells of a target's line, in an empty one. */
void gr_pace_line(const struct gr_pace_target *target,
    const struct gr_pace *pace, enum gr_rounding rounding,
    struct gr_row_print *line);

#endif
