/* counts.h - what of a scored record is counted, and in which bin.
 *
 * Every measure is a count or an exact sum over records, so that tallies can
 * be added up.  All that a record says is taken from its columns by name; the
 * standard says which criteria, atoms, sums and indicators there are.  What a
 * standard has no role for is not counted.
 *
 * Sums are integers too: a decimal's sum stands in units of 1, 1/10, 1/100 ...
 * under the bins `area`, `area/10`, `area/100` by the decimals it came with.
 */
#ifndef GREEN_SCORE_COUNTS_H
#define GREEN_SCORE_COUNTS_H

#include "standard/standard.h"
#include "stream/tally.h"

struct gr_counts;

/* The measure of attained units, one line each: its bin is the unit's code and
 * `=1` if it was attained in the last wave, `=0` if not. */
extern const struct gr_slice gr_counts_unit;

/* Prepare to count rows under `header` into `tally`; all are borrowed and
 * must outlive it.  GR_EDATA: a column that is needed is missing. */
GR_MUST_USE enum gr_status gr_counts_new(struct gr_arena *keep,
    const struct gr_standard *standard, const struct gr_header *header,
    struct gr_tally *tally, struct gr_counts **out, struct gr_err *err);

/* What was found of a record besides its counts. */
struct gr_counted {
	size_t place;         /* of the tally */
	struct gr_slice code; /* of the community; borrowed from the row */
	bool attained;        /* in this wave */
	bool was_attained;    /* in the last one */
};

/* Count one record.  GR_EDATA at the row's place: a value that is none. */
GR_MUST_USE enum gr_status gr_counts_add(struct gr_counts *measures,
    const struct gr_row *row, struct gr_counted *out, struct gr_err *err);

/* All records that were given are in the tally now; before, some counts are
 * still held back (state_counts.h). */
void gr_counts_settle(struct gr_counts *measures);

/* Whether an indicator reads what has this slot: the scored record must carry
 * it, since nothing behind green-score knows a record's day or last wave. */
bool gr_counts_reads(const struct gr_standard *standard,
    enum gr_name_class class, size_t slot);

/* Whether the scored record must carry a survey column: it is summed, an
 * indicator reads it or it has the role of a date or of the population. */
bool gr_counts_carries(const struct gr_standard *standard, size_t column);

/* What is missing of a part to its whole; 0 if the part is the greater. */
struct gr_dec gr_counts_shortfall(struct gr_dec part, struct gr_dec whole);

/* What a record adds to an indicator's sums. */
struct gr_indicator_terms {
	enum gr_tri state; /* GR_TRUE: it has both numbers; else no sum */
	struct gr_dec numerator, denominator, gap;
};

struct gr_indicator_terms gr_counts_terms(const struct gr_ratio *indicator,
    const struct gr_env *env);

/* The bin of a sum in units of 10^-scale: `area/100` for 2. */
#define GR_SCALES 19
GR_MUST_USE enum gr_status gr_counts_sum_bin(struct gr_arena *arena,
    struct gr_slice base, unsigned scale, struct gr_slice *out,
    struct gr_err *err);

#endif
