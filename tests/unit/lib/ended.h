/* ended.h - a header and rows with the trailer that a program writes behind.
 */
#ifndef GREEN_TEST_ENDED_H
#define GREEN_TEST_ENDED_H

#include "stream/hash.h"

#include <inttypes.h>
#include <stdio.h>

/* `mark` is "" or "foreign"; valid until the next call. */
static inline const char *ended(const char *body, const char *program,
    const char *mark)
{
	static char text[1 << 20];
	struct gr_hash *hash = gr_hash_new();
	size_t lines = 0, n = strlen(body);

	for (const char *c = body; *c != '\0'; c++)
		lines += *c == '\n';
	gr_hash_add(hash, gr_slice_make(body, n));
	snprintf(text, sizeof text,
	    "%s#end\t%s\t%zu\t%zu\t%016" PRIx64 "%s%s\n", body, program,
	    lines - 1, n, gr_hash_value(hash), mark[0] != '\0' ? "\t" : "",
	    mark);
	gr_hash_free(hash);
	return text;
}

#endif
