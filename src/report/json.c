/* json.c - data within a page */
#include "report/json.h"

#include <nettle/base64.h>
#include <zlib.h>

struct gr_slice gr_json_taken(struct gr_json *json, const struct gr_buf *text)
{
	json->to->failed = json->to->failed || text->failed;
	return gr_buf_slice(text);
}

static void separate(struct gr_json *json)
{
	if (json->follows)
		gr_buf_byte(json->to, ',');
	json->follows = true;
}

/* U+2028 and U+2029, which end a line of a script. */
static bool ends_line(struct gr_slice text, size_t at)
{
	return text.len - at >= 3 && memcmp(text.ptr + at, "\xe2\x80", 2) == 0
	    && ((unsigned char)text.ptr[at + 2] & 0xfe) == 0xa8;
}

static void put_string(struct gr_buf *to, struct gr_slice text)
{
	gr_buf_byte(to, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		if (c == '"' || c == '\\') {
			gr_buf_byte(to, '\\');
			gr_buf_byte(to, (char)c);
		} else if (c == '\t') {
			gr_buf_text(to, "\\t");
		} else if (c < ' ' || c == 0x7f || c == '<' || c == '>'
		    || c == '&') {
			gr_buf_format(to, "\\u%04x", c);
		} else if (c == 0xe2 && ends_line(text, i)) {
			gr_buf_format(to, "\\u202%x",
			    (unsigned)(unsigned char)text.ptr[i + 2] & 0xfU);
			i += 2;
		} else {
			gr_buf_byte(to, (char)c);
		}
	}
	gr_buf_byte(to, '"');
}

void gr_json_text(struct gr_json *json, struct gr_slice text)
{
	separate(json);
	put_string(json->to, text);
}

void gr_json_int(struct gr_json *json, int64_t number)
{
	separate(json);
	gr_buf_int(json->to, number);
}

void gr_json_bool(struct gr_json *json, bool value)
{
	separate(json);
	gr_buf_text(json->to, value ? "true" : "false");
}

void gr_json_name(struct gr_json *json, const char *name)
{
	separate(json);
	put_string(json->to, gr_slice_of(name));
	gr_buf_byte(json->to, ':');
	json->follows = false;
}

void gr_json_open(struct gr_json *json, char bracket)
{
	separate(json);
	gr_buf_byte(json->to, bracket);
	json->follows = false;
}

void gr_json_close(struct gr_json *json, char bracket)
{
	gr_buf_byte(json->to, bracket);
	json->follows = true;
}

void gr_json_member(struct gr_json *json, const char *name,
    struct gr_slice text)
{
	gr_json_name(json, name);
	gr_json_text(json, text);
}

void gr_json_member_int(struct gr_json *json, const char *name, int64_t number)
{
	gr_json_name(json, name);
	gr_json_int(json, number);
}

void gr_json_bytes(struct gr_json *json, struct gr_slice bytes)
{
	size_t n = BASE64_ENCODE_RAW_LENGTH(bytes.len);

	separate(json);
	gr_buf_byte(json->to, '"');
	char *to = gr_buf_reserve(json->to, n + 1);
	if (to != NULL) {
		base64_encode_raw(to, bytes.len, (const uint8_t *)bytes.ptr);
		json->to->len += n;
	}
	gr_buf_byte(json->to, '"');
}

enum gr_status gr_json_packed(struct gr_json *json, struct gr_slice bytes,
    struct gr_err *err)
{
	uLongf n = compressBound((uLong)bytes.len);
	struct gr_buf packed = { 0 };
	Bytef *to = (Bytef *)gr_buf_reserve(&packed, n);

	/* of what can fail only memory is left: the room is there */
	if (to == NULL
	    || compress2(to, &n,
	           bytes.len > 0 ? (const Bytef *)bytes.ptr : (const Bytef *)"",
	           (uLong)bytes.len, Z_BEST_COMPRESSION)
	        != Z_OK) {
		gr_buf_free(&packed);
		return gr_err_memory(err);
	}
	packed.len = n;
	gr_json_bytes(json, gr_buf_slice(&packed));
	gr_buf_free(&packed);
	return GR_OK;
}

static void put_row(struct gr_json *json, const struct gr_slice *cell, size_t n)
{
	gr_json_open(json, '[');
	for (size_t i = 0; i < n; i++)
		gr_json_text(json, cell[i]);
	gr_json_close(json, ']');
}

void gr_json_table(struct gr_json *json, const char *name,
    const struct gr_table *table, gr_json_wanted_fn *wanted,
    const void *context)
{
	gr_json_name(json, name);
	gr_json_open(json, '{');
	gr_json_name(json, "columns");
	put_row(json, table->header.name, table->header.n);
	gr_json_name(json, "rows");
	gr_json_open(json, '[');
	for (size_t i = 0; i < table->rows; i++)
		if (wanted == NULL || wanted(context, table, &table->row[i]))
			put_row(json, table->row[i].cell, table->header.n);
	gr_json_close(json, ']');
	gr_json_close(json, '}');
}
