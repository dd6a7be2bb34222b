/* supplied.h - the rows of a text that people supply, however it was saved.
 *
 * Tables and sheets of answers come out of the same spreadsheets as deliveries:
 * in UTF-8, GB18030 or UTF-16, with or without a byte order mark, CR LF or
 * CR CR LF at the ends of lines, commas, tabs, semicolons, strokes or bytes 1
 * between cells.  Who knows what is in such a text finds its delimiter in its
 * beginning; all else is found out here.
 */
#ifndef GREEN_CSV_SUPPLIED_H
#define GREEN_CSV_SUPPLIED_H

#include "csv/decode.h"
#include "csv/reader.h"

struct gr_supplied {
	char delimiter;
	struct gr_decoder *decoder;
	struct gr_csv *csv; /* the rows: gr_csv_next */
};

/* The delimiter by the decoded beginning of the text, 16 KiB of it or all. */
typedef char gr_supplied_fn(struct gr_slice start);

/* Open `source` (borrowed, it can be rewound; gr_source_name for messages).
 * Close it also after a failure.  GR_EDATA: in no character set, no text. */
GR_MUST_USE enum gr_status gr_supplied_open(struct gr_source *source,
    gr_supplied_fn *delimiter, struct gr_supplied *out, struct gr_err *err);
void gr_supplied_close(struct gr_supplied *supplied);

#endif
