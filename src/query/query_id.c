#include "query/query_id.h"

#include "standard/canonical.h"
#include <nettle/sha2.h>

#define WAVE_DIGITS 4

void gr_query_hash(struct gr_slice raw, char to[GR_QUERY_HASH_DIGITS + 1])
{
	static const char hex[] = "0123456789abcdef";
	struct sha256_ctx sha;
	uint8_t digest[GR_QUERY_HASH_DIGITS / 2];

	sha256_init(&sha);
	if (raw.len > 0)
		sha256_update(&sha, raw.len, (const uint8_t *)raw.ptr);
	sha256_digest(&sha, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		to[2 * i] = hex[digest[i] >> 4];
		to[2 * i + 1] = hex[digest[i] & 0xF];
	}
	to[GR_QUERY_HASH_DIGITS] = '\0';
}

void gr_query_name(struct gr_buf *to, const struct gr_query *query)
{
	gr_buf_format(to, "q%.*s-%.*s-%.*s-%.*s-%.*s", GR_ARG(query->wave),
	    GR_ARG(query->src), GR_ARG(query->line), GR_ARG(query->column),
	    GR_ARG(query->hash));
}

/* Cut what stands behind the last '-' off *name. */
static bool cut_last(struct gr_slice *name, struct gr_slice *part)
{
	size_t at = name->len;

	while (at > 0 && name->ptr[at - 1] != '-')
		at--;
	if (at == 0)
		return false;
	*part = gr_slice_skip(*name, at);
	name->len = at - 1;
	return true;
}

/* Before 0.2 there were as many digits of the unit behind them. */
static bool is_hash(struct gr_slice s)
{
	if (s.len != GR_QUERY_HASH_DIGITS && s.len != 2 * GR_QUERY_HASH_DIGITS)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!(s.ptr[i] >= '0' && s.ptr[i] <= '9')
		    && !(s.ptr[i] >= 'a' && s.ptr[i] <= 'f'))
			return false;
	return true;
}

bool gr_query_parse(struct gr_slice name, struct gr_query *out)
{
	uint64_t number;

	if (!gr_slice_starts(name, GR_S("q")))
		return false;
	name = gr_slice_skip(name, 1);
	if (!cut_last(&name, &out->hash) || !is_hash(out->hash)
	    || !cut_last(&name, &out->column) || !cut_last(&name, &out->line)
	    || !gr_slice_to_uint64(out->line, &number)
	    || name.len < WAVE_DIGITS + 2 || name.ptr[WAVE_DIGITS] != '-')
		return false;
	out->hash.len = GR_QUERY_HASH_DIGITS;
	out->wave = gr_slice_make(name.ptr, WAVE_DIGITS);
	out->src = gr_slice_skip(name, WAVE_DIGITS + 1);
	return gr_slice_to_uint64(out->wave, &number);
}

struct gr_slice gr_query_written(struct gr_slice cell)
{
	if (gr_slice_starts(cell, GR_CELL_CONFIRMED))
		cell = gr_slice_skip(cell, GR_CELL_CONFIRMED.len);
	if (gr_slice_eq(cell, GR_CELL_STOPPED))
		return GR_S("");
	if (cell.len > 0 && cell.ptr[0] == '!')
		cell = gr_slice_skip(cell, 1);
	if (cell.len > 0 && cell.ptr[0] == '\\')
		cell = gr_slice_skip(cell, 1);
	return cell;
}

size_t gr_query_unit_find(const struct gr_standard *standard,
    const struct gr_header *header)
{
	struct gr_slice name = gr_standard_head(standard, GR_ROLE_NAME);

	return name.len > 0 ? gr_header_find(header, name) : GR_NONE;
}

struct gr_slice gr_query_unit_text(size_t at, const struct gr_row *row)
{
	return at < row->n ? gr_query_written(row->field[at]) : GR_S("");
}
