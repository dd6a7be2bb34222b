#include "release/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TICK_NS 100000000L
#define TICKS_A_SECOND 10u

static enum gr_status cannot(const char *path, int why, struct gr_err *err)
{
	return gr_err_at(err, GR_ESYS, path, 0, NULL, "cannot be locked: %s",
	    gr_err_reason(why));
}

static enum gr_status open_lock(const char *path, int *fd, struct gr_err *err)
{
	const int how = O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
	    | O_CLOEXEC;
	struct stat st;

	*fd = open(path, O_RDWR | how, 0600);
	if (*fd < 0 && errno == EACCES) /* another's, and reading will do */
		*fd = open(path, O_RDONLY | how, 0600);
	if (*fd < 0 && errno == ELOOP)
		return gr_err_at(err, GR_ESYS, path, 0, NULL,
		    "cannot be locked: it is a link");
	if (*fd < 0)
		return cannot(path, errno, err);
	int why = fstat(*fd, &st) == 0 ? 0 : errno;
	if (why == 0 && S_ISREG(st.st_mode))
		return GR_OK;
	(void)close(*fd); /* nothing was written */
	*fd = -1;
	if (why != 0)
		return cannot(path, why, err);
	return gr_err_at(err, GR_ESYS, path, 0, NULL,
	    "cannot be locked: it is no regular file");
}

/* 0 if the file that was locked is the one that is there now, ENOENT if that is
 * another one or gone, else why it cannot be seen. */
static int why_not_there(int fd, const char *path)
{
	struct stat mine, there;

	if (fstat(fd, &mine) != 0 || lstat(path, &there) != 0)
		return errno;
	return mine.st_dev == there.st_dev && mine.st_ino == there.st_ino
	    ? 0
	    : ENOENT;
}

/* Once: *fd is -1 if another one has it, or it was taken away meanwhile. */
static enum gr_status try_once(const char *path, int *fd, struct gr_err *err)
{
	enum gr_status status = open_lock(path, fd, err);
	int no;

	if (status != GR_OK)
		return status;
	do
		no = flock(*fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
	while (no == EINTR);
	if (no == 0)
		no = why_not_there(*fd, path);
	if (no == 0)
		return GR_OK;
	(void)close(*fd); /* nothing was written */
	*fd = -1;
	return no == ENOENT || no == EWOULDBLOCK ? GR_OK
	                                         : cannot(path, no, err);
}

enum gr_status gr_lock_take(const char *path, uint64_t seconds, int *fd,
    bool *held, struct gr_err *err)
{
	const struct timespec tick = { 0, TICK_NS };
	uint64_t ticks = seconds * TICKS_A_SECOND;
	enum gr_status status = try_once(path, fd, err);

	while (status == GR_OK && *fd < 0 && ticks-- > 0) {
		(void)nanosleep(&tick, NULL); /* shorter is no matter */
		status = try_once(path, fd, err);
	}
	*held = status == GR_OK && *fd < 0;
	return status;
}

/* In the child: what is to run, or its end. */
static void become(char *const *argv, pid_t parent)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent
	    || sigaction(SIGPIPE, &usual, NULL) != 0)
		_exit(127);
	(void)execvp(argv[0], argv);
	_exit(127);
}

enum gr_status gr_lock_run(char *const *argv, int *code, struct gr_err *err)
{
	pid_t parent = getpid(), pid = fork(), got;
	int ended;

	if (pid < 0)
		return gr_err_at(err, GR_ESYS, argv[0], 0, NULL,
		    "cannot be started: %s", gr_err_reason(errno));
	if (pid == 0)
		become(argv, parent);
	do
		got = waitpid(pid, &ended, 0);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return gr_err_at(err, GR_ESYS, argv[0], 0, NULL,
		    "cannot be waited for: %s", gr_err_reason(errno));
	*code = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
	return GR_OK;
}
