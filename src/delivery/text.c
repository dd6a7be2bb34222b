/* text.c - the text of a delivery from its first byte, split */
#include "delivery/state.h"

enum gr_status gr_delivery_text(struct gr_delivery *d, char delimiter,
    struct gr_decoder **decoder, struct gr_csv **csv, struct gr_err *err)
{
	enum gr_status status = gr_source_rewind(d->source, err);

	*decoder = NULL;
	*csv = NULL;
	if (status == GR_OK)
		status = gr_decoder_open(d->source, d->facts.charset, d->undo,
		    decoder, err);
	if (status == GR_OK && d->facts.doubled_cr && !d->undo)
		gr_decoder_single_cr(*decoder);
	if (status == GR_OK)
		status = gr_csv_open(gr_decoder_read, *decoder,
		    gr_source_name(d->source), delimiter, &d->setup->limits, 0,
		    csv, err);
	if (status == GR_OK && d->sheet != NULL)
		gr_csv_is_sheet(*csv, d->sheet->width);
	return status;
}
