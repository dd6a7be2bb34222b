/* bar.c - a bar of Unicode blocks */
#include "format/bar.h"

#include "text/width.h"

static bool is_drawn(struct gr_slice cell, struct gr_dec *out)
{
	return gr_dec_parse(cell, out) && out->coef >= 0;
}

void gr_bar_see(struct gr_bar_scale *scale, struct gr_slice cell)
{
	struct gr_dec value;

	if (!is_drawn(cell, &value)
	    || (scale->some && gr_dec_cmp(value, scale->end) <= 0))
		return;
	scale->end = value;
	scale->some = true;
}

void gr_bar_heading(struct gr_buf *to, const struct gr_bar_scale *scale)
{
	struct gr_buf end = { 0 };

	if (scale->some) {
		gr_dec_print(&end, scale->end);
		gr_buf_byte(to, '0');
		gr_width_pad(to, gr_buf_slice(&end), (size_t)scale->width - 1,
		    true);
	}
	to->failed = to->failed || end.failed;
	gr_buf_free(&end);
}

/* How long a cell is in eighths of a character, rounded; -1: it is no number. */
static int eighths_of(const struct gr_bar_scale *scale, struct gr_slice cell)
{
	struct gr_dec value;
	gr_i128 eighths;

	if (!is_drawn(cell, &value) || !scale->some || scale->end.coef == 0)
		return -1;
	value.coef *= scale->width * 8;
	return gr_dec_quotient(value, scale->end, 0, GR_HALF_UP, &eighths)
	    ? (int)eighths
	    : -1;
}

/* Whether a value that has a bar is at its target. */
static bool reaches(struct gr_slice value, struct gr_slice target)
{
	struct gr_dec is, to;

	return gr_dec_parse(value, &is) && gr_dec_parse(target, &to)
	    && gr_dec_cmp(is, to) >= 0;
}

void gr_bar_print(struct gr_buf *to, const struct gr_bar_scale *scale,
    struct gr_slice value, struct gr_slice target)
{
	static const char *const eighth[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊",
		"▉", "█" };
	int bar = eighths_of(scale, value), mark = eighths_of(scale, target);
	int end = (bar + 7) / 8;

	mark = mark == scale->width * 8 ? scale->width - 1
	    : mark >= 0                 ? mark / 8
	                                : mark;
	end = mark >= end ? mark + 1 : end;
	for (int i = 0; bar >= 0 && i < end; i++) {
		int left = bar - i * 8;

		gr_buf_text(to,
		    i == mark ? reaches(value, target) ? "┃" : "│"
		              : eighth[left > 8  ? 8
		                      : left < 0 ? 0
		                                 : left]);
	}
}
