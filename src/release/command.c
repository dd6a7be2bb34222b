#include "release/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

/* What it has of ours; 0 or an errno. */
static int hand_over(const struct gr_command *command,
    posix_spawn_file_actions_t *actions)
{
	int no = command->in < 0 ? posix_spawn_file_actions_addopen(actions,
	             STDIN_FILENO, "/dev/null", O_RDONLY, 0)
	                         : posix_spawn_file_actions_adddup2(actions,
	                             command->in, STDIN_FILENO);

	if (no == 0)
		no = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO,
		    "/dev/null", O_WRONLY, 0);
	if (no == 0 && !command->aloud)
		no = posix_spawn_file_actions_addopen(actions, STDERR_FILENO,
		    "/dev/null", O_WRONLY, 0);
	if (no == 0 && command->more >= 0)
		no = posix_spawn_file_actions_adddup2(actions, command->more,
		    3);
	return no;
}

/* A reader that is gone ends it as it ends others; 0 or an errno. */
static int set_signals(posix_spawnattr_t *attr)
{
	sigset_t pipe;

	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	int no = posix_spawnattr_setsigdefault(attr, &pipe);
	return no ? no : posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGDEF);
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
		no = set_signals(&attr);
		if (no == 0)
			no = hand_over(command, &actions);
		/* argv is not written to: POSIX says so of exec */
		if (no == 0)
			no = posix_spawnp(pid, command->argv[0], &actions,
			    &attr, (char *const *)(uintptr_t)command->argv,
			    environ);
		(void)posix_spawnattr_destroy(&attr);
	}
	(void)posix_spawn_file_actions_destroy(&actions);
	return no;
}

enum gr_status gr_command_run(const struct gr_command *command, int *code,
    struct gr_err *err)
{
	int ended, no;
	pid_t pid, got;

	no = start(command, &pid);
	*code = GR_COMMAND_MISSING;
	if (no == ENOENT)
		return GR_OK;
	if (no != 0)
		return gr_err_at(err, GR_ESYS, command->argv[0], 0, NULL,
		    "cannot be started: %s", gr_err_reason(no));
	do
		got = waitpid(pid, &ended, 0);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return gr_err_at(err, GR_ESYS, command->argv[0], 0, NULL,
		    "cannot be waited for: %s", gr_err_reason(errno));
	*code = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
	return GR_OK;
}
