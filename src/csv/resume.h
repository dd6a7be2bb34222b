/* resume.h - where text can be read again behind a damaged quote.
 *
 * Where a quote was lost, or is one too many, nobody can tell where its record
 * ends.  But every line start behind it may be one where a record begins, and
 * whoever knows the table can say whether what is read from there on are its
 * rows.  So damage costs lines, not the rest of the file.
 */
#ifndef GREEN_CSV_RESUME_H
#define GREEN_CSV_RESUME_H

#include "csv/reader.h"

/* Whether the last call failed by a quote ([D14]). */
bool gr_csv_has_damage(const struct gr_csv *csv);

/* The record that the last call gave is damaged: a quote that opened at `line`
 * has swallowed others.  As if the call had failed by it. */
void gr_csv_distrust(struct gr_csv *csv, uint64_t line);

/* What somebody who knows the table says of records from a line start on. */
enum gr_csv_fit { GR_CSV_FIT_MORE, GR_CSV_FITS, GR_CSV_DIFFERS };

/* Told of the record at position `nth` behind a line start; NULL at the text's
 * end, where GR_CSV_FIT_MORE is no answer. */
typedef enum gr_status gr_csv_fit_fn(void *context,
    const struct gr_csv_record *record, size_t nth, enum gr_csv_fit *fit,
    struct gr_err *err);

struct gr_csv_span {
	uint64_t line;  /* where the quote opened */
	uint64_t lines; /* from there to where the text is read again */
	bool found;     /* such a line start */
};

/* Behind damage, stand at the first line start, each taken as unquoted, whose
 * records fit; further damage among them is passed by.  It is looked for as far
 * as a record may reach, and no text beyond is looked at, and only as long as
 * the trials of the whole text stay within a multiple of its bytes; without it
 * (!span->found) there is nothing more to read. */
GR_MUST_USE enum gr_status gr_csv_resume(struct gr_csv *csv,
    gr_csv_fit_fn *fits, void *context, struct gr_csv_span *span,
    struct gr_err *err);

#endif
