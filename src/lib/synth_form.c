/* synth_form.c - forms: "{v}{unit}" filled with a value */
#include "synth_mess.h"

#include <green/dec.h>
#include <green/utf8.h>

static const char *const digit_zh[10] = { "零", "一", "二", "三", "四", "五",
	"六", "七", "八", "九" };

/* Below ten thousand; `inside` a longer number, so that 10 is 一十. */
static void chinese_group(struct gr_buf *out, unsigned value, bool inside)
{
	static const char *const place[4] = { "千", "百", "十", "" };
	static const unsigned size[4] = { 1000, 100, 10, 1 };
	bool started = false, gap = false;

	for (size_t i = 0; i < 4; i++) {
		unsigned digit = value / size[i] % 10;

		if (digit == 0) {
			gap = started;
			continue;
		}
		if (gap)
			gr_buf_text(out, digit_zh[0]);
		if (!(i == 2 && digit == 1 && !started && !inside))
			gr_buf_text(out, digit_zh[digit]);
		gr_buf_text(out, place[i]);
		started = true;
		gap = false;
	}
}

void gr_synth_form_chinese(struct gr_buf *out, uint64_t value)
{
	unsigned high = (unsigned)(value / 10000 % 10000);
	unsigned low = (unsigned)(value % 10000);

	if (high > 0) {
		chinese_group(out, high, false);
		gr_buf_text(out, "万");
		if (low > 0 && low < 1000)
			gr_buf_text(out, digit_zh[0]);
	}
	if (low > 0)
		chinese_group(out, low, high > 0);
	if (high == 0 && low == 0)
		gr_buf_text(out, digit_zh[0]);
}

void gr_synth_form_wide(struct gr_buf *out, struct gr_slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i], wide[4];

		if (c > ' ' && c <= '~')
			gr_buf_add(out,
			    gr_slice_make(wide,
			        gr_utf8_put(0xFF00u + (uint32_t)c - 0x20u,
			            wide)));
		else
			gr_buf_byte(out, c);
	}
}

bool gr_synth_form_expand(struct gr_buf *out, struct gr_slice form,
    const struct gr_synth_form_args *args)
{
	size_t start = out->len;

	while (form.len > 0) {
		size_t open = gr_slice_find(form, GR_S("{"));
		size_t close = gr_slice_find(form, GR_S("}"));

		if (open == SIZE_MAX || close == SIZE_MAX || close < open) {
			gr_buf_add(out, form);
			break;
		}
		gr_buf_add(out, gr_slice_make(form.ptr, open));
		if (!gr_synth_form_place(out,
		        gr_slice_make(form.ptr + open + 1, close - open - 1),
		        args)) {
			out->len = start;
			return false;
		}
		form = gr_slice_skip(form, close + 1);
	}
	return true;
}

/* One alternative of `when`: a literal, "missing", "any", ">=5", "<=5",
 * "*tail": whatever ends so. */
static bool meets(struct gr_slice part, struct gr_slice value)
{
	bool least = gr_slice_starts(part, GR_S(">="));
	struct gr_dec have, want;

	if (gr_slice_eq(part, GR_S("missing")))
		return value.len == 0;
	if (gr_slice_eq(part, GR_S("any")))
		return true;
	if (part.len > 1 && part.ptr[0] == '*')
		return gr_slice_ends(value, gr_slice_skip(part, 1));
	if (!least && !gr_slice_starts(part, GR_S("<=")))
		return gr_slice_eq(part, value);
	if (!gr_dec_parse(value, &have)
	    || !gr_dec_parse(gr_slice_skip(part, 2), &want))
		return false;
	int order = gr_dec_cmp(have, want);

	return least ? order >= 0 : order <= 0;
}

bool gr_synth_form_fits(const struct gr_mess_row *row, struct gr_slice value)
{
	struct gr_slice rest = row->when, part;

	if (rest.len == 0)
		return value.len > 0 && !gr_slice_eq(value, GR_S("n/a"));
	while (gr_slice_split(&rest, '|', &part))
		if (meets(part, value))
			return true;
	return false;
}
