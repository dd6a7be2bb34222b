/* A preload that makes the system behave badly, on request.
 *
 * GREEN_FAULT is a comma-separated list of
 *   read=short     every read gives one byte
 *   read=eintr     every second read is interrupted, others give 1-3 bytes
 *   write=short    every write takes at most three bytes
 *   CALL=N         the N-th call fails, once
 *   CALL=N+        the N-th call and all after it fail
 *   disk=BYTES     the disk is full when so many were written to files
 * where CALL is read, write, fsync, close, rename or malloc (with calloc and
 * realloc).  GREEN_FAULT_COUNT names a file of 64-bit counters, in the order of
 * `enum call`, to which the number of calls is added, so that a driver knows
 * how far N can go; all processes that share one share a disk, and the last
 * counter says how many programs were started.  Writes to stderr are left alone.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum call { READ, WRITE, FSYNC, CLOSE, RENAME, MALLOC, DISK, EXEC, CALLS };

struct plan {
	uint64_t at; /* 0: never */
	bool ever_after;
	bool is_short, is_eintr;
};

static const char *const call_name[CALLS] = { "read", "write", "fsync", "close",
	"rename", "malloc", "disk", "exec" };
static struct plan plan[CALLS];
static uint64_t own_count[CALLS];
static uint64_t *count = own_count; /* or the driver's file */
static bool ready;

/* AddressSanitizer's allocator when it is in the process, else glibc's. */
extern void *__interceptor_malloc(size_t) __attribute__((weak));
extern void *__interceptor_calloc(size_t, size_t) __attribute__((weak));
extern void *__interceptor_realloc(void *, size_t) __attribute__((weak));
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static void plan_one(const char *word)
{
	for (unsigned call = 0; call < CALLS; call++) {
		size_t len = strlen(call_name[call]);
		char *end;

		if (strncmp(word, call_name[call], len) != 0
		    || word[len] != '=')
			continue;
		word += len + 1;
		plan[call].is_short = strncmp(word, "short", 5) == 0;
		plan[call].is_eintr = strncmp(word, "eintr", 5) == 0;
		plan[call].at = strtoull(word, &end, 10);
		plan[call].ever_after = *end == '+';
		return;
	}
}

__attribute__((constructor)) static void begin(void)
{
	const char *word = getenv("GREEN_FAULT");
	const char *path = getenv("GREEN_FAULT_COUNT");

	while (word != NULL && *word != '\0') {
		plan_one(word);
		word = strchr(word, ',');
		word += word != NULL;
	}
	if (path != NULL) {
		int fd = open(path, O_RDWR | O_CLOEXEC);
		void *map = fd < 0
		    ? MAP_FAILED
		    : mmap(NULL, sizeof own_count, PROT_READ | PROT_WRITE,
		        MAP_SHARED, fd, 0);

		if (map != MAP_FAILED)
			count = map;
	}
	__atomic_add_fetch(&count[EXEC], 1, __ATOMIC_RELAXED);
	ready = true;
}

/* Counts a call; true if it is one that has to fail. */
static bool fails(enum call call)
{
	uint64_t n;

	if (!ready)
		return false;
	n = __atomic_add_fetch(&count[call], 1, __ATOMIC_RELAXED);
	return plan[call].at != 0
	    && (n == plan[call].at
	        || (plan[call].ever_after && n > plan[call].at));
}

/* The C library's own function of this name. */
#define NEXT(name) \
	static __typeof__(&name) next; \
	if (next == NULL) \
	*(void **)&next = dlsym(RTLD_NEXT, #name)

ssize_t read(int fd, void *to, size_t room)
{
	static uint64_t turn;
	NEXT(read);

	if (fails(READ)) {
		errno = EIO;
		return -1;
	}
	if (plan[READ].is_eintr) {
		turn = turn * 6364136223846793005u + 1442695040888963407u;
		if (turn >> 63) {
			errno = EINTR;
			return -1;
		}
		if (room > 3)
			room = 1 + (turn >> 60 & 7) % 3;
	}
	if (plan[READ].is_short && room > 1)
		room = 1;
	return next(fd, to, room);
}

/* Whether the disk has no room for so many more bytes of a file. */
static bool is_full(int fd, size_t size)
{
	struct stat st;

	return plan[DISK].at != 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)
	    && __atomic_add_fetch(&count[DISK], size, __ATOMIC_RELAXED)
	    > plan[DISK].at;
}

ssize_t write(int fd, const void *from, size_t size)
{
	NEXT(write);

	/* Words on stderr are not what is tested. */
	if (fd != STDERR_FILENO && (fails(WRITE) || is_full(fd, size))) {
		errno = ENOSPC;
		return -1;
	}
	if (plan[WRITE].is_short && size > 3)
		size = 3;
	return next(fd, from, size);
}

int fsync(int fd)
{
	NEXT(fsync);

	if (fails(FSYNC)) {
		errno = EIO;
		return -1;
	}
	return next(fd);
}

int close(int fd)
{
	NEXT(close);

	if (fd != STDERR_FILENO && fails(CLOSE)) {
		next(fd);
		errno = EIO;
		return -1;
	}
	return next(fd);
}

int rename(const char *from, const char *to)
{
	NEXT(rename);

	if (fails(RENAME)) {
		errno = EACCES;
		return -1;
	}
	return next(from, to);
}

void *malloc(size_t size)
{
	if (fails(MALLOC)) {
		errno = ENOMEM;
		return NULL;
	}
	return __interceptor_malloc ? __interceptor_malloc(size)
	                            : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	if (fails(MALLOC)) {
		errno = ENOMEM;
		return NULL;
	}
	return __interceptor_calloc ? __interceptor_calloc(n, size)
	                            : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
	if (fails(MALLOC)) {
		errno = ENOMEM;
		return NULL;
	}
	return __interceptor_realloc ? __interceptor_realloc(old, size)
	                             : __libc_realloc(old, size);
}
