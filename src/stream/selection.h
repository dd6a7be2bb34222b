/* selection.h - which columns and rows of a stream are wanted, and in what order.
 *
 * What people write after --columns, --where and --sort, read once against a
 * header: `code,attained_rate=rate`, `level=city|province`, `wave,line:n`.
 */
#ifndef GREEN_STREAM_SELECTION_H
#define GREEN_STREAM_SELECTION_H

#include "stream/record.h"

struct gr_selection_column {
	size_t at;            /* position in the input */
	struct gr_slice name; /* in the output */
};

/* "a,b=c": columns a, and b under the name c.  GR_EUSAGE: a column that is
 * not there, a name given twice. */
GR_MUST_USE enum gr_status gr_selection_columns(struct gr_arena *keep,
    const struct gr_header *header, struct gr_slice text,
    const struct gr_selection_column **out, size_t *n, struct gr_err *err);

struct gr_selection_test {
	size_t at;
	struct gr_slice values; /* v1|v2 */
};

/* "column=v1|v2". */
GR_MUST_USE enum gr_status gr_selection_test(const struct gr_header *header,
    struct gr_slice text, struct gr_selection_test *out, struct gr_err *err);

/* Whether the field is one of the values; "" is one of "" and of "a|". */
bool gr_selection_holds(const struct gr_selection_test *test,
    const struct gr_slice *field);

struct gr_selection_key {
	size_t at;
	bool number; /* :n - whole numbers by value, before all else */
	bool down;   /* :r - last first */
};

/* "a,b:n,c:r" */
GR_MUST_USE enum gr_status gr_selection_keys(struct gr_arena *keep,
    const struct gr_header *header, struct gr_slice text,
    const struct gr_selection_key **out, size_t *n, struct gr_err *err);

int gr_selection_compare(const struct gr_selection_key *key, size_t n,
    const struct gr_slice *a, const struct gr_slice *b);

#endif
