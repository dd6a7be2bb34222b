/* digits.c - digits in Chinese and in full width */
#include "synth/mess.h"

#include "text/utf8.h"

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
