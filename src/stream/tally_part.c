/* tally_part.c - a tally as bytes, for another process of the same program. */
#include "stream/tally_part.h"

#include "stream/spool_file.h"

#include <stdlib.h>

struct part_count {
	size_t bin; /* in the order of the bins that were given */
	int64_t count;
};

static void give_bytes(struct gr_buf *to, const void *bytes, size_t n)
{
	gr_buf_add(to, gr_slice_make(bytes, n));
}

void gr_tally_give_text(struct gr_buf *to, struct gr_slice text)
{
	give_bytes(to, &text.len, sizeof text.len);
	gr_buf_add(to, text);
}

static void give_place(const struct gr_tally *tally, size_t place,
    struct gr_buf *to)
{
	size_t bins = gr_tally_bins(tally), n = 0;

	for (size_t i = 0; i < bins; i++)
		n += gr_tally_count(tally, place, i) != 0;
	gr_tally_give_text(to, gr_tally_place_at(tally, place).wave);
	gr_tally_give_text(to, gr_tally_place_at(tally, place).code);
	give_bytes(to, &n, sizeof n);
	for (size_t i = 0; i < bins; i++) {
		const struct part_count one = { i,
			gr_tally_count(tally, place, i) };

		if (one.count != 0)
			give_bytes(to, &one, sizeof one);
	}
}

void gr_tally_give(const struct gr_tally *tally, struct gr_buf *to)
{
	const size_t bins = gr_tally_bins(tally);
	const size_t places = gr_tally_places(tally);

	give_bytes(to, &bins, sizeof bins);
	for (size_t i = 0; i < bins; i++) {
		gr_tally_give_text(to, gr_tally_bin_at(tally, i).measure);
		gr_tally_give_text(to, gr_tally_bin_at(tally, i).bin);
	}
	give_bytes(to, &places, sizeof places);
	for (size_t i = 0; i < places; i++)
		give_place(tally, i, to);
}

static enum gr_status take_bytes(struct gr_slice *given, void *to, size_t n,
    struct gr_err *err)
{
	if (given->len < n)
		return gr_spool_file_cut(err);
	memcpy(to, given->ptr, n);
	*given = gr_slice_skip(*given, n);
	return GR_OK;
}

enum gr_status gr_tally_take_text(struct gr_slice *given, struct gr_slice *text,
    struct gr_err *err)
{
	size_t n = 0;
	enum gr_status status = take_bytes(given, &n, sizeof n, err);

	if (status == GR_OK && n > given->len)
		status = gr_spool_file_cut(err);
	if (status != GR_OK)
		return status;
	*text = gr_slice_make(given->ptr, n);
	*given = gr_slice_skip(*given, n);
	return GR_OK;
}

static enum gr_status take_pair(struct gr_slice *given, struct gr_slice *a,
    struct gr_slice *b, struct gr_err *err)
{
	enum gr_status status = gr_tally_take_text(given, a, err);

	return status == GR_OK ? gr_tally_take_text(given, b, err) : status;
}

static enum gr_status join_bins(struct gr_tally *tally, struct gr_slice *given,
    size_t bins, size_t *bin, struct gr_err *err)
{
	struct gr_slice measure, name;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < bins && status == GR_OK; i++) {
		status = take_pair(given, &measure, &name, err);
		if (status == GR_OK)
			status = gr_tally_bin(tally, measure, name, &bin[i],
			    err);
	}
	return status;
}

static enum gr_status join_place(struct gr_tally *tally, struct gr_slice *given,
    const size_t *bin, size_t bins, struct gr_err *err)
{
	struct gr_slice wave, code;
	struct part_count one = { .bin = bins };
	size_t place = 0, n = 0;
	enum gr_status status = take_pair(given, &wave, &code, err);

	if (status == GR_OK)
		status = gr_tally_place(tally, wave, code, &place, err);
	if (status == GR_OK)
		status = take_bytes(given, &n, sizeof n, err);
	for (size_t i = 0; i < n && status == GR_OK; i++) {
		status = take_bytes(given, &one, sizeof one, err);
		if (status == GR_OK && one.bin >= bins)
			status = gr_spool_file_cut(err);
		if (status == GR_OK)
			status = gr_tally_add(tally, place, bin[one.bin],
			    one.count, err);
	}
	return status;
}

static enum gr_status join_places(struct gr_tally *tally,
    struct gr_slice *given, const size_t *bin, size_t bins, struct gr_err *err)
{
	size_t places = 0;
	enum gr_status status = take_bytes(given, &places, sizeof places, err);

	for (size_t i = 0; i < places && status == GR_OK; i++)
		status = join_place(tally, given, bin, bins, err);
	return status;
}

enum gr_status gr_tally_join(struct gr_tally *tally, struct gr_slice *given,
    struct gr_err *err)
{
	size_t bins = 0, *bin;
	enum gr_status status = take_bytes(given, &bins, sizeof bins, err);

	if (status != GR_OK)
		return status;
	if (bins > given->len)
		return gr_spool_file_cut(err);
	bin = calloc(bins + 1, sizeof *bin);
	if (bin == NULL)
		return gr_err_memory(err);
	status = join_bins(tally, given, bins, bin, err);
	if (status == GR_OK)
		status = join_places(tally, given, bin, bins, err);
	free(bin);
	return status;
}
