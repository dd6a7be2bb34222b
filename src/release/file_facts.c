/* file_facts.c - a file's hash, bytes and lines */
#include "release/file_facts.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum gr_status gr_file_cannot(struct gr_err *err, const char *path,
    const char *what, int why)
{
	bool input = why == ENOENT || why == ENOTDIR || why == EISDIR
	    || why == EACCES || why == ELOOP || why == ENAMETOOLONG;

	return gr_err_at(err, input ? GR_EDATA : GR_ESYS, path, 0, NULL,
	    "cannot be %s: %s", what, gr_err_reason(why));
}

void gr_file_hex(const unsigned char *bytes, size_t n, char *to)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = hex[bytes[i] >> 4];
		to[2 * i + 1] = hex[bytes[i] & 0xF];
	}
	to[2 * n] = '\0';
}

static uint64_t lines_in(const char *block, size_t n)
{
	uint64_t lines = 0;
	const char *end = block + n;

	for (const char *at = block; at < end; lines++) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (at == NULL)
			break;
		at++;
	}
	return lines;
}

enum gr_status gr_file_facts(const char *path, struct gr_file_facts *out,
    struct gr_err *err)
{
	char block[65536];
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	FILE *file = fopen(path, "rbe");
	size_t got;

	*out = (struct gr_file_facts){ .bytes = 0 };
	if (file == NULL)
		return gr_file_cannot(err, path, "opened", errno);
	setvbuf(file, NULL, _IONBF, 0);
	sha256_init(&sha);
	while ((got = fread(block, 1, sizeof(block), file)) > 0) {
		sha256_update(&sha, got, (const uint8_t *)block);
		out->bytes += got;
		out->lines += lines_in(block, got);
	}
	bool failed = ferror(file) != 0;
	int why = errno;
	(void)fclose(file); /* only read from: nothing to lose */
	if (failed)
		return gr_file_cannot(err, path, "read", why);
	sha256_digest(&sha, sizeof(digest), digest);
	gr_file_hex(digest, sizeof(digest), out->sha256);
	return GR_OK;
}

enum gr_status gr_file_sha256(const char *path, char to[GR_SHA256_DIGITS + 1],
    struct gr_err *err)
{
	struct gr_file_facts facts;
	enum gr_status status = gr_file_facts(path, &facts, err);

	memcpy(to, facts.sha256, sizeof(facts.sha256));
	return status;
}
