/* buf.h - a byte string that grows.
 *
 * For text that is put together piece by piece: cells, messages, output.
 * Appending is sticky: after memory has run out, further appends do nothing
 * and gr_buf_check() reports it, so that a formatter of twenty pieces has one
 * check instead of twenty.  Check before the contents are used.  A zeroed
 * struct gr_buf is an empty buffer; the heap behind it is freed by _free.
 */
#ifndef GREEN_BASE_BUF_H
#define GREEN_BASE_BUF_H

#include <stdarg.h>

#include "base/err.h"
#include "base/slice.h"

struct gr_buf {
	char *ptr;   /* not terminated; NULL while empty */
	size_t len;  /* bytes in use */
	size_t cap;  /* bytes owned */
	bool failed; /* an append did not get its memory */
};

void gr_buf_free(struct gr_buf *buf);

/* Empty it and forget a failure; the memory is kept. */
static inline void gr_buf_clear(struct gr_buf *buf)
{
	buf->len = 0;
	buf->failed = false;
}

void gr_buf_add(struct gr_buf *buf, struct gr_slice s);
void gr_buf_byte(struct gr_buf *buf, char c);
void gr_buf_text(struct gr_buf *buf, const char *string);
void gr_buf_int(struct gr_buf *buf, int64_t value);
void gr_buf_uint(struct gr_buf *buf, uint64_t value);
void gr_buf_format(struct gr_buf *buf, const char *format, ...) GR_PRINTF(2, 3);
void gr_buf_vformat(struct gr_buf *buf, const char *format, va_list args)
    GR_PRINTF(2, 0);

/* Make it hold `n` parts with `separator` between them, as keys of several
 * words do; returns it, or {NULL, 0} when memory ran out. */
struct gr_slice gr_buf_join(struct gr_buf *buf, const struct gr_slice *part,
    size_t n, char separator);

/* Room for `more` bytes behind len: a pointer to write to, or NULL (and
 * failed).  The caller then adds what it wrote to len. */
char *gr_buf_reserve(struct gr_buf *buf, size_t more);

/* GR_OK, or GR_ESYS if an append since the last clear failed. */
GR_MUST_USE static inline enum gr_status gr_buf_check(const struct gr_buf *buf,
    struct gr_err *err)
{
	return buf->failed ? gr_err_memory(err) : GR_OK;
}

/* What it holds; valid until the next append, clear or free. */
static inline struct gr_slice gr_buf_slice(const struct gr_buf *buf)
{
	return (struct gr_slice){ buf->ptr, buf->len };
}

#endif
