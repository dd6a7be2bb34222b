/* truth.c - the account of what was done to deliveries */
#include "synth/synth.h"

enum gr_status gr_synth_defect(struct gr_synth *s,
    const struct gr_synth_defect_row *d, struct gr_err *err)
{
	struct gr_buf line = { 0 };
	enum gr_status status;

	gr_buf_uint(&line, d->line);
	status = gr_buf_check(&line, err);
	const struct gr_slice cell[] = { d->wave, d->file, gr_buf_slice(&line),
		d->column, d->id,
		gr_slice_of(gr_synth_outcome_name[d->outcome]), d->raw,
		d->value, d->code };

	if (status == GR_OK)
		status = gr_synth_file_row(s->defects, cell,
		    sizeof(cell) / sizeof(cell[0]), err);
	gr_buf_free(&line);
	return status;
}

bool gr_synth_is_wanted(const struct gr_synth *s, struct gr_slice wave)
{
	for (size_t i = 0; i < s->wave.n; i++)
		if (gr_slice_eq(wave, gr_slice_of(s->wave.item[i])))
			return true;
	return s->wave.n == 0;
}

enum gr_status gr_synth_sheet_defect(struct gr_synth_sheet *s, uint64_t line,
    const struct gr_mess_row *row, struct gr_slice column, struct gr_slice code,
    struct gr_slice raw, struct gr_slice value, struct gr_err *err)
{
	struct gr_synth_defect_row defect = { .wave = s->wave,
		.file = s->src,
		.line = line,
		.column = column,
		.id = row->id,
		.outcome = row->outcome,
		.raw = raw,
		.value = value,
		.code = code };

	return gr_synth_defect(s->synth, &defect, err);
}
