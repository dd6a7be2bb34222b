/* json.h - data within a page: JSON that no markup can come out of.
 *
 * It stands in a <script> that is not run, where only "</script" and "<!--"
 * mean anything; so < > & are written as \u003c ..., and so are all controls
 * and U+2028.  Cells are texts as they are published; numbers of ours are
 * numbers.
 */
#ifndef GREEN_REPORT_JSON_H
#define GREEN_REPORT_JSON_H

#include "report/facts.h"

struct gr_json {
	struct gr_buf *to;
	bool follows; /* something stands before, so a comma is due */
};

/* What a buffer holds, to be written: if it did not get its memory, the JSON has
 * not either. */
struct gr_slice gr_json_taken(struct gr_json *json, const struct gr_buf *text);

void gr_json_text(struct gr_json *json, struct gr_slice text);
void gr_json_int(struct gr_json *json, int64_t number);
void gr_json_bool(struct gr_json *json, bool value);

/* A member's name, before its value. */
void gr_json_name(struct gr_json *json, const char *name);

/* '{' '[' and their ends. */
void gr_json_open(struct gr_json *json, char bracket);
void gr_json_close(struct gr_json *json, char bracket);

/* {"name":"text"}: a member of both. */
void gr_json_member(struct gr_json *json, const char *name,
    struct gr_slice text);
void gr_json_member_int(struct gr_json *json, const char *name, int64_t number);

/* Bytes in Base64, as a text. */
void gr_json_bytes(struct gr_json *json, struct gr_slice bytes);

/* The same, packed first (zlib's format); what is small and what is large is as
 * one text, and the same bytes pack to the same. */
GR_MUST_USE enum gr_status gr_json_packed(struct gr_json *json,
    struct gr_slice bytes, struct gr_err *err);

/* A table as {"columns":[...],"rows":[[...]]}, of the rows that `wanted` (NULL:
 * all) picks. */
typedef bool gr_json_wanted_fn(const void *context,
    const struct gr_table *table, const struct gr_table_row *row);
void gr_json_table(struct gr_json *json, const char *name,
    const struct gr_table *table, gr_json_wanted_fn *wanted,
    const void *context);

#endif
