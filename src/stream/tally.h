/* tally.h - counts by wave, place, measure and bin, that can be added up.
 *
 * A tally is what is left of the records: every figure of the statistics is
 * computed from such counts, so tallies of any split of the records can be
 * joined by cat.  A measure is what is counted (`criterion`), a bin the value
 * it had (`C03=1`).  Counts are 64-bit integers and an overflow is an error,
 * never a wrong figure.  Places are few and bins are many but mostly shared,
 * so counts stand in pages of bins under each place.
 */
#ifndef GREEN_STREAM_TALLY_H
#define GREEN_STREAM_TALLY_H

#include "base/arena.h"
#include "stream/record.h"

struct gr_tally;

/* Columns of a tally's stream. */
enum {
	GR_TALLY_WAVE,
	GR_TALLY_COUNTY,
	GR_TALLY_MEASURE,
	GR_TALLY_BIN,
	GR_TALLY_COUNT,
	GR_TALLY_COLUMNS
};
extern const struct gr_slice gr_tally_column[GR_TALLY_COLUMNS];

/* An empty tally that lives in `keep`; NULL when memory ran out. */
struct gr_tally *gr_tally_new(struct gr_arena *keep);

/* The number of a place (made on first use); numbers count from 0. */
GR_MUST_USE enum gr_status gr_tally_place(struct gr_tally *tally,
    struct gr_slice wave, struct gr_slice code, size_t *place,
    struct gr_err *err);

/* The number of a bin (made on first use); numbers count from 0. */
GR_MUST_USE enum gr_status gr_tally_bin(struct gr_tally *tally,
    struct gr_slice measure, struct gr_slice bin, size_t *out,
    struct gr_err *err);

/* The number of a bin, or GR_NONE if nothing was ever counted in it. */
size_t gr_tally_find(const struct gr_tally *tally, struct gr_slice measure,
    struct gr_slice bin);

/* Add to a count.  GR_EDATA: it does not fit 64 bits. */
GR_MUST_USE enum gr_status gr_tally_add(struct gr_tally *tally, size_t place,
    size_t bin, int64_t count, struct gr_err *err);

/* The counts of a place in the bins below `bins`, side by side and by number:
 * for who counts by ones, where nothing can overflow.  As long as the tally
 * lives; asked for once, before anything is counted in the place. */
GR_MUST_USE enum gr_status gr_tally_row(struct gr_tally *tally, size_t place,
    size_t bins, int64_t **out, struct gr_err *err);

/* 0 for what was not counted; bin may be GR_NONE. */
int64_t gr_tally_count(const struct gr_tally *tally, size_t place, size_t bin);

struct gr_tally_place {
	struct gr_slice wave, code;
};

struct gr_tally_bin {
	struct gr_slice measure, bin;
};

size_t gr_tally_places(const struct gr_tally *tally);
size_t gr_tally_bins(const struct gr_tally *tally);
struct gr_tally_place gr_tally_place_at(const struct gr_tally *tally,
    size_t place);
struct gr_tally_bin gr_tally_bin_at(const struct gr_tally *tally, size_t bin);

struct gr_tally_line {
	uint32_t place, bin;
};

/* The counts that are not 0, sorted bytewise by wave, code, measure, bin;
 * *line lives in the tally's arena. */
GR_MUST_USE enum gr_status gr_tally_sort(struct gr_tally *tally,
    const struct gr_tally_line **line, size_t *n, struct gr_err *err);

/* Bytewise by wave, then code. */
int gr_tally_place_cmp(struct gr_tally_place a, struct gr_tally_place b);

#endif
