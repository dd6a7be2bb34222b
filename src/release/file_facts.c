/* file_facts.c - a file's hash, bytes and lines */
#include "release/file_facts.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <nettle/sm3.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* A regular file: to open another one could wait for ever. */
static enum gr_status open_regular(const char *path, int *fd,
    struct gr_err *err)
{
	struct stat st;

	do {
		*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	} while (*fd < 0 && errno == EINTR);
	if (*fd < 0)
		return gr_err_named(err, path, "cannot be opened", errno);
	int why = fstat(*fd, &st) != 0 ? errno
	    : S_ISDIR(st.st_mode)      ? EISDIR
	                               : 0;
	if (why == 0 && S_ISREG(st.st_mode))
		return GR_OK;
	(void)close(*fd); /* only read from: nothing to lose */
	return why != 0
	    ? gr_err_named(err, path, "cannot be read", why)
	    : gr_err_at(err, GR_EDATA, path, 0, NULL, "is no regular file");
}

static enum gr_status read_facts(const char *path, int fd, struct sm3_ctx *sm3,
    struct gr_file_facts *out, struct gr_err *err)
{
	char block[65536];
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	ssize_t got;

	sha256_init(&sha);
	while ((got = read(fd, block, sizeof(block))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return gr_err_named(err, path, "cannot be read", errno);
		sha256_update(&sha, (size_t)got, (const uint8_t *)block);
		if (sm3 != NULL)
			sm3_update(sm3, (size_t)got, (const uint8_t *)block);
		out->bytes += (uint64_t)got;
		out->lines += lines_in(block, (size_t)got);
	}
	sha256_digest(&sha, sizeof(digest), digest);
	gr_file_hex(digest, sizeof(digest), out->sha256);
	return GR_OK;
}

static enum gr_status find_facts(const char *path, struct sm3_ctx *sm3,
    struct gr_file_facts *out, struct gr_err *err)
{
	int fd;
	enum gr_status status = open_regular(path, &fd, err);

	*out = (struct gr_file_facts){ .bytes = 0 };
	if (status != GR_OK)
		return status;
	status = read_facts(path, fd, sm3, out, err);
	(void)close(fd); /* only read from: nothing to lose */
	return status;
}

enum gr_status gr_file_open(const char *path, FILE **file, struct gr_err *err)
{
	int fd;
	enum gr_status status = open_regular(path, &fd, err);

	*file = status == GR_OK ? fdopen(fd, "rb") : NULL;
	if (status != GR_OK || *file != NULL)
		return status;
	(void)close(fd); /* only read from: nothing to lose */
	return gr_err_memory(err);
}

enum gr_status gr_file_facts(const char *path, struct gr_file_facts *out,
    struct gr_err *err)
{
	return find_facts(path, NULL, out, err);
}

enum gr_status gr_file_facts_sm3(const char *path, struct gr_file_facts *out,
    struct gr_err *err)
{
	uint8_t digest[SM3_DIGEST_SIZE];
	struct sm3_ctx sm3;

	sm3_init(&sm3);
	enum gr_status status = find_facts(path, &sm3, out, err);
	sm3_digest(&sm3, sizeof(digest), digest);
	if (status == GR_OK)
		gr_file_hex(digest, sizeof(digest), out->sm3);
	return status;
}

enum gr_status gr_file_sha256(const char *path, char to[GR_SHA256_DIGITS + 1],
    struct gr_err *err)
{
	struct gr_file_facts facts;
	enum gr_status status = gr_file_facts(path, &facts, err);

	memcpy(to, facts.sha256, sizeof(facts.sha256));
	return status;
}
