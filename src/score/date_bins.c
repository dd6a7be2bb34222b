/* date_bins.c - the bins of a measure's dates, a place for every day */
#include "score/date_bins.h"

enum { DAY_BYTES = 10 /* 2021-11-07 */, PLACES = 4096 /* ten years of days */ };

struct day {
	char text[DAY_BYTES]; /* no text begins with NUL */
	uint32_t bin;
};

struct gr_date_bins {
	struct day day[PLACES];
};

struct gr_date_bins *gr_date_bins_new(struct gr_arena *keep)
{
	return GR_NEW(keep, struct gr_date_bins);
}

/* Another for every day of ten years; of any other text, any. */
static size_t place_of(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	unsigned month = (at[5] & 1u) * 10 + (at[6] & 15u);
	unsigned day = (at[8] & 3u) * 10 + (at[9] & 15u);

	return (((at[3] & 15u) * 12 + month) * 31 + day) % PLACES;
}

enum gr_status gr_date_bins_find(struct gr_date_bins *bins,
    struct gr_tally *tally, struct gr_slice measure, struct gr_slice text,
    size_t *bin, struct gr_err *err)
{
	struct day *day;
	enum gr_status status;

	if (text.len != DAY_BYTES)
		return gr_tally_bin(tally, measure, text, bin, err);
	day = &bins->day[place_of(text.ptr)];
	if (memcmp(day->text, text.ptr, DAY_BYTES) == 0) {
		*bin = day->bin;
		return GR_OK;
	}
	status = gr_tally_bin(tally, measure, text, bin, err);
	if (status == GR_OK && *bin <= UINT32_MAX) {
		memcpy(day->text, text.ptr, DAY_BYTES);
		day->bin = (uint32_t)*bin;
	}
	return status;
}
