#include "stream/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What a command of limited time may have. */
#define MEMORY_MAX_BYTES ((rlim_t)4 << 30)
#define FILE_MAX_BYTES ((rlim_t)2 << 30)

enum { WAIT_MAX_MS = 20 };

/* What it has of ours; 0 or an errno. */
static int hand_over(const struct gr_command *command,
    posix_spawn_file_actions_t *actions)
{
	int no = command->in < 0 ? posix_spawn_file_actions_addopen(actions,
	             STDIN_FILENO, "/dev/null", O_RDONLY, 0)
	                         : posix_spawn_file_actions_adddup2(actions,
	                             command->in, STDIN_FILENO);

	if (no == 0)
		no = command->out == 0
		    ? posix_spawn_file_actions_addopen(actions, STDOUT_FILENO,
		        "/dev/null", O_WRONLY, 0)
		    : posix_spawn_file_actions_adddup2(actions, command->out,
		        STDOUT_FILENO);
	if (no == 0 && !command->aloud)
		no = posix_spawn_file_actions_addopen(actions, STDERR_FILENO,
		    "/dev/null", O_WRONLY, 0);
	if (no == 0 && command->more >= 0)
		no = posix_spawn_file_actions_adddup2(actions, command->more,
		    3);
	return no;
}

/* A reader that is gone ends it as it ends others, and one whose time is
 * limited can be killed with its children; 0 or an errno. */
static int set_signals(const struct gr_command *command,
    posix_spawnattr_t *attr)
{
	short flags = POSIX_SPAWN_SETSIGDEF;
	sigset_t pipe;

	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	int no = posix_spawnattr_setsigdefault(attr, &pipe);
	if (no == 0 && command->seconds > 0) {
		flags |= POSIX_SPAWN_SETPGROUP;
		no = posix_spawnattr_setpgroup(attr, 0);
	}
	return no ? no : posix_spawnattr_setflags(attr, flags);
}

static int start(const struct gr_command *command, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	int no = posix_spawn_file_actions_init(&actions);

	if (no != 0)
		return no;
	no = posix_spawnattr_init(&attr);
	if (no == 0) {
		no = set_signals(command, &attr);
		if (no == 0)
			no = hand_over(command, &actions);
		/* argv is not written to: POSIX says so of exec */
		if (no == 0)
			no = posix_spawnp(pid, command->argv[0], &actions,
			    &attr, (char *const *)(uintptr_t)command->argv,
			    command->env != NULL
			        ? (char *const *)(uintptr_t)command->env
			        : environ);
		(void)posix_spawnattr_destroy(&attr);
	}
	(void)posix_spawn_file_actions_destroy(&actions);
	return no;
}

/* It has no time to do harm before it is bounded. */
static void bound(pid_t pid, unsigned seconds)
{
	const struct rlimit memory = { MEMORY_MAX_BYTES, MEMORY_MAX_BYTES };
	const struct rlimit file = { FILE_MAX_BYTES, FILE_MAX_BYTES };
	const struct rlimit time = { seconds, (rlim_t)seconds + 1 };

	(void)prlimit(pid, RLIMIT_AS, &memory, NULL);
	(void)prlimit(pid, RLIMIT_FSIZE, &file, NULL);
	(void)prlimit(pid, RLIMIT_CPU, &time, NULL);
}

/* Wait until it ends, or 0: until its time is over, by the pauses between looks
 * at it, for no program of ours asks what time it is. */
static pid_t wait_for(pid_t pid, unsigned seconds, int *ended)
{
	int64_t left_us = (int64_t)seconds * 1000000;
	struct timespec pause = { 0, 1000000 };
	pid_t got;

	for (;;) {
		got = waitpid(pid, ended, seconds > 0 ? WNOHANG : 0);
		if (got > 0 || (got < 0 && errno != EINTR))
			return got;
		if (got < 0)
			continue;
		if (left_us <= 0)
			return 0;
		(void)nanosleep(&pause, NULL);
		left_us -= pause.tv_nsec / 1000;
		if (pause.tv_nsec < WAIT_MAX_MS * 1000000L)
			pause.tv_nsec *= 2;
	}
}

/* It and all that it has started. */
static pid_t end(pid_t pid, int *ended)
{
	pid_t got;

	(void)kill(-pid, SIGKILL);
	do
		got = waitpid(pid, ended, 0);
	while (got < 0 && errno == EINTR);
	return got;
}

enum gr_status gr_command_run(const struct gr_command *command, int *code,
    struct gr_err *err)
{
	bool endless = false;
	int ended, no;
	pid_t pid, got;

	no = start(command, &pid);
	*code = GR_COMMAND_MISSING;
	if (no == ENOENT)
		return GR_OK;
	if (no != 0)
		return gr_err_at(err, GR_ESYS, command->argv[0], 0, NULL,
		    "cannot be started: %s", gr_err_reason(no));
	if (command->seconds > 0)
		bound(pid, command->seconds);
	got = wait_for(pid, command->seconds, &ended);
	if (got == 0) {
		endless = true;
		got = end(pid, &ended);
	}
	if (got < 0)
		return gr_err_at(err, GR_ESYS, command->argv[0], 0, NULL,
		    "cannot be waited for: %s", gr_err_reason(errno));
	if (endless)
		*code = GR_COMMAND_ENDLESS;
	else
		*code = WIFEXITED(ended) ? WEXITSTATUS(ended)
		                         : 128 + WTERMSIG(ended);
	return GR_OK;
}
