/* green-lock: run a command while no other one of its kind runs. */
#include "release/lock.h"
#include "tools/tools.h"

struct lock_state {
	uint64_t wait;
	const char *held;
};

static const struct gr_option lock_options[] = {
	GR_OPTION_NUMBER(0, "wait", struct lock_state, wait, "SECONDS", 0,
	    86400, "Wait so long for it (default: 0, not at all)"),
	GR_OPTION_TEXT(0, "held", struct lock_state, held, "WORDS",
	    "Say this line if another one has it"),
	GR_OPTION_END
};

enum { HELD = 75, NOT_STARTED = 127, KILLED = 128 };

static enum gr_status run_command(struct gr_run *run, struct gr_err *err)
{
	size_t n = gr_run_operands(run);
	char **argv = GR_NEW_ARRAY(gr_run_keep(run), n, char *);
	struct gr_err what = { .line = 0 };
	int code;

	if (argv == NULL)
		return gr_err_memory(err);
	for (size_t i = 1; i < n;
	     i++) { /* exec takes what it does not change */
		struct gr_slice word = gr_slice_of(gr_run_operand(run, i));

		argv[i - 1] = gr_arena_bytes(gr_run_keep(run), word.len + 1);
		if (argv[i - 1] == NULL)
			return gr_err_memory(err);
		memcpy(argv[i - 1], word.ptr, word.len + 1);
	}
	enum gr_status status = gr_lock_run(argv, &code, err);
	if (status != GR_OK)
		return status;
	if (code == NOT_STARTED)
		return gr_err_at(err, GR_ESYS, argv[0], 0, NULL,
		    "cannot be started");
	if (code > KILLED) {
		(void)gr_err_at(&what, GR_ESYS, argv[0], 0, NULL,
		    "was killed by signal %d", code - KILLED);
		gr_warn(run, &what);
	}
	gr_run_ends(run, code);
	return GR_OK;
}

static enum gr_status give_up(struct gr_run *run, const char *path,
    const char *words)
{
	struct gr_err what = { .line = 0 };

	(void)gr_err_at(&what, GR_EDATA, path, 0, NULL,
	    "is locked: another one is at work");
	if (words == NULL)
		gr_warn(run, &what);
	else
		gr_tell(words);
	gr_run_ends(run, HELD);
	return GR_OK;
}

static enum gr_status lock_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	const struct lock_state *given = state;
	const char *path = gr_run_operand(run, 0);
	bool held;
	int fd; /* nobody's but this process's, and closed with it */
	enum gr_status status = gr_lock_take(path, given->wait, &fd, &held,
	    err);

	if (status == GR_OK && held)
		return give_up(run, path, given->held);
	return status == GR_OK && gr_run_operands(run) > 1
	    ? run_command(run, err)
	    : status;
}

const struct gr_tool gr_lock = {
	.program = "green-lock",
	.summary = "Run a command while a file is locked, so that no other one "
	           "runs; without a command, say whether it could be locked.",
	.args = "FILE [COMMAND...]",
	.operands = 1,
	.options = lock_options,
	.state_bytes = sizeof(struct lock_state),
	.traits = GR_NO_OUTPUT | GR_MORE_OPERANDS,
	.run = lock_run,
};
