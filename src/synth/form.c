/* form.c - forms: "{v}{unit}" filled with a value */
#include "synth/mess.h"

#include "number/dec.h"

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
