/* source_internal.h - what the files of source.h share.
 *
 * source.c reads, and inflates; source_again.c gives the bytes again, or others
 * in their place.
 */
#ifndef GREEN_STREAM_SOURCE_INTERNAL_H
#define GREEN_STREAM_SOURCE_INTERNAL_H

#include <sys/types.h>
#include <zlib.h>

#include "stream/source.h"

enum { GR_SOURCE_RAW_BYTES = 128 * 1024 };

enum gr_source_stage {
	GR_SOURCE_SNIFF, /* nothing was read yet */
	GR_SOURCE_PLAIN,
	GR_SOURCE_MEMBER,  /* inside a gzip member */
	GR_SOURCE_BETWEEN, /* a member ended; another one or the end follows */
	GR_SOURCE_END
};

struct gr_source {
	int fd;
	bool owns_fd;
	bool gzip;
	bool at_end;    /* read() gave 0 */
	bool inflating; /* `z` is initialised */
	bool spooled;   /* the bytes are decoded already */
	bool is_part;   /* it ends at size_bytes from start */
	enum gr_source_stage stage;
	off_t start; /* where the first byte is; -1: cannot seek */
	uint64_t size_bytes;
	uint64_t raw_bytes;
	uint64_t whole_bytes, whole_raw_bytes; /* of the last whole reading */
	uint64_t bytes;
	struct gr_source_limits limits;
	z_stream z;
	unsigned char *next; /* raw bytes not yet used: next .. next + left */
	size_t left;
	unsigned char raw[GR_SOURCE_RAW_BYTES];
	char name[];
};

#endif
