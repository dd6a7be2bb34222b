/* A preload under which one call of one of our programs fails, by its site.
 *
 * A site is a program, a call and a kind of file: "green-chain write cache".
 * With GREEN_SITE_LOG each call of a green-* program appends the line of its
 * site to that file.  With GREEN_SITE, a site and then N and an error number,
 * the N-th call there fails so, counted over all processes by the 64-bit counter
 * in the file GREEN_SITE_COUNT.  What the loader and the C library do among
 * themselves is not seen; words on stderr are left alone.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	char program[32], call[16], kind[16];
	uint64_t n;
	int error;
} plan;
static uint64_t *count;
static const char *log_path;
static bool ready;

__attribute__((constructor)) static void begin(void)
{
	const char *site = getenv("GREEN_SITE");
	const char *path = getenv("GREEN_SITE_COUNT");

	if (strncmp(program_invocation_short_name, "green-", 6) != 0)
		return;
	log_path = getenv("GREEN_SITE_LOG");
	if (site != NULL && path != NULL
	    && sscanf(site, "%31s %15s %15s %ju %d", plan.program, plan.call,
	           plan.kind, &plan.n, &plan.error)
	        == 5
	    && strcmp(plan.program, program_invocation_short_name) == 0) {
		int fd = (int)syscall(SYS_openat, AT_FDCWD, path,
		    O_RDWR | O_CLOEXEC);
		void *map = fd < 0
		    ? MAP_FAILED
		    : mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE,
		        MAP_SHARED, fd, 0);

		if (fd >= 0)
			syscall(SYS_close, fd);
		if (map != MAP_FAILED)
			count = map;
	}
	ready = count != NULL || log_path != NULL;
}

/* In this order, since a part of the cache is made beside it. */
static const char *kind_of_path(const char *path)
{
	static const char *const part[][2] = { { "/.parts", "part" },
		{ "/.cache", "cache" }, { "/.work", "work" },
		{ "/releases", "release" }, { "/inbox", "delivery" },
		{ "/answers", "answer" }, { "/.lock", "lock" },
		{ "/standard", "standard" }, { ".csv", "table" },
		{ "pipe:", "pipe" }, { "/dev/", "device" } };

	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (strstr(path, part[i][0]) != NULL)
			return part[i][1];
	return "other";
}

/* Whether the call is one that has to fail; errno is set. */
static bool fails(const char *call, const char *path)
{
	char line[128];
	const char *kind;
	int saved = errno;

	if (!ready)
		return false;
	kind = kind_of_path(path);
	if (log_path != NULL) {
		int len = snprintf(line, sizeof line, "%s %s %s\n",
		    program_invocation_short_name, call, kind);
		int fd = (int)syscall(SYS_openat, AT_FDCWD, log_path,
		    O_WRONLY | O_APPEND | O_CLOEXEC);

		if (fd >= 0) {
			syscall(SYS_write, fd, line, (size_t)len);
			syscall(SYS_close, fd);
		}
	}
	errno = saved;
	if (count == NULL || strcmp(call, plan.call) != 0
	    || strcmp(kind, plan.kind) != 0
	    || __atomic_add_fetch(count, 1, __ATOMIC_RELAXED) != plan.n)
		return false;
	errno = plan.error;
	return true;
}

static bool fails_at(const char *call, int dir, const char *path)
{
	char whole[PATH_MAX + 64], name[64];
	ssize_t len;

	if (!ready)
		return false;
	if (path[0] == '/')
		return fails(call, path);
	snprintf(name, sizeof name, "/proc/self/fd/%d", dir);
	len = syscall(SYS_readlink, dir == AT_FDCWD ? "/proc/self/cwd" : name,
	    whole, PATH_MAX / 2);
	snprintf(whole + (len < 0 ? 0 : len), PATH_MAX / 2, "/%s", path);
	return fails(call, whole);
}

static bool fails_of(const char *call, int fd)
{
	char name[64], path[PATH_MAX];
	ssize_t len;

	if (!ready || fd == STDERR_FILENO)
		return false;
	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	len = syscall(SYS_readlink, name, path, sizeof path - 1);
	path[len < 0 ? 0 : len] = '\0';
	return fails(call, path);
}

/* The C library's own function of this name. */
#define NEXT(name) \
	static __typeof__(&name) next; \
	if (next == NULL) \
	*(void **)&next = dlsym(RTLD_NEXT, #name)

int open(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t)
	                                              : 0;
	va_end(more);
	NEXT(open);
	return fails_at("open", AT_FDCWD, path) ? -1 : next(path, flags, mode);
}

#define OF_FD(type, name, parameters, arguments, failed) \
	type name parameters \
	{ \
		NEXT(name); \
		return fails_of(#name, fd) ? failed : next arguments; \
	}
#define OF_PATH(type, name, parameters, arguments, failed) \
	type name parameters \
	{ \
		NEXT(name); \
		return fails_at(#name, AT_FDCWD, path) ? failed \
		                                       : next arguments; \
	}

OF_FD(ssize_t, read, (int fd, void *to, size_t n), (fd, to, n), -1)
OF_FD(ssize_t, pread, (int fd, void *to, size_t n, off_t at), (fd, to, n, at),
    -1)
OF_FD(ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n), -1)
OF_FD(int, syncfs, (int fd), (fd), -1)
OF_FD(int, fsync, (int fd), (fd), -1)
OF_FD(int, flock, (int fd, int how), (fd, how), -1)
OF_FD(int, fstat, (int fd, struct stat *to), (fd, to), -1)
OF_FD(off_t, lseek, (int fd, off_t at, int from), (fd, at, from), -1)
OF_FD(int, dup, (int fd), (fd), -1)
OF_PATH(int, stat, (const char *path, struct stat *to), (path, to), -1)
OF_PATH(int, lstat, (const char *path, struct stat *to), (path, to), -1)
OF_PATH(int, access, (const char *path, int how), (path, how), -1)
OF_PATH(DIR *, opendir, (const char *path), (path), NULL)
OF_PATH(ssize_t, readlink, (const char *path, char *to, size_t n),
    (path, to, n), -1)
OF_PATH(int, mkdir, (const char *path, mode_t mode), (path, mode), -1)
OF_PATH(int, unlink, (const char *path), (path), -1)
OF_PATH(char *, mkdtemp, (char *path), (path), NULL)
OF_PATH(int, mkostemp, (char *path, int flags), (path, flags), -1)

int rename(const char *from, const char *to)
{
	NEXT(rename);
	return fails_at("rename", AT_FDCWD, to) ? -1 : next(from, to);
}

int symlink(const char *to, const char *path)
{
	NEXT(symlink);
	return fails_at("symlink", AT_FDCWD, path) ? -1 : next(to, path);
}

struct dirent *readdir(DIR *dir)
{
	NEXT(readdir);
	return fails_of("readdir", dirfd(dir)) ? NULL : next(dir);
}

/* A close that fails has closed. */
int close(int fd)
{
	NEXT(close);
	if (!fails_of("close", fd))
		return next(fd);
	int error = errno;
	next(fd);
	errno = error;
	return -1;
}

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t from)
{
	NEXT(mmap);
	return fd >= 0 && fails_of("mmap", fd)
	    ? MAP_FAILED
	    : next(at, n, prot, flags, fd, from);
}
