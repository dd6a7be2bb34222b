/* file_facts.h - what a file is: its hash, its bytes, its lines.
 *
 * A night tells by them what is new, and a manifest says by them what a
 * release was made from.  The hash is that of the bytes as they lie there,
 * packed or not, so that sha256sum(1) says the same.  What is no regular file
 * (a pipe, a device) is none, and is not waited for.
 */
#ifndef GREEN_RELEASE_FILE_FACTS_H
#define GREEN_RELEASE_FILE_FACTS_H

#include "base/err.h"

#include <stdio.h>

#define GR_SHA256_DIGITS 64
#define GR_SM3_DIGITS 64

struct gr_file_facts {
	char sha256[GR_SHA256_DIGITS + 1]; /* lower-case hex and a NUL */
	char sm3[GR_SM3_DIGITS + 1];       /* the same; "" if not asked for */
	uint64_t bytes;
	uint64_t lines; /* LFs, as wc(1) counts */
};

/* Read all of a file.  GR_EDATA: there is no such file, or it may not be read;
 * GR_ESYS: the system refused for a reason of its own. */
GR_MUST_USE enum gr_status gr_file_facts(const char *path,
    struct gr_file_facts *out, struct gr_err *err);

/* Open a regular file to read; its status and words are the same. */
GR_MUST_USE enum gr_status gr_file_open(const char *path, FILE **file,
    struct gr_err *err);

/* With its SM3 (GB/T 32905-2016), which takes some four times as long. */
GR_MUST_USE enum gr_status gr_file_facts_sm3(const char *path,
    struct gr_file_facts *out, struct gr_err *err);

/* The SHA-256 alone. */
GR_MUST_USE enum gr_status gr_file_sha256(const char *path,
    char to[GR_SHA256_DIGITS + 1], struct gr_err *err);

/* Digits of a digest's bytes, and a NUL. */
void gr_file_hex(const unsigned char *bytes, size_t n, char *to);

#endif
