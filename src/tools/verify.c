/* green-verify: is every file of a release what its manifest says? */
#include "release/verify.h"
#include "tools/tools.h"

static enum gr_status tell(void *context, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err)
{
	static const char *const word[] = { [GR_VERIFY_CHANGED] = "changed",
		[GR_VERIFY_MISSING] = "missing",
		[GR_VERIFY_RENAMED] = "renamed",
		[GR_VERIFY_UNNAMED] = "unnamed" };
	struct gr_slice field[] = { file, gr_slice_of(word[state]) };

	return gr_emit(context, field, 2, err);
}

static enum gr_status verify_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice name[] = { { "file", 4 }, { "state", 5 } };
	const char *path = gr_run_operand(run, 0);
	struct gr_verify_result result;
	enum gr_status status = gr_output(run, name, 2, err);

	(void)state;
	if (status == GR_OK)
		status = gr_release_verify(gr_run_keep(run), path, tell, run,
		    &result, err);
	if (status == GR_OK && result.damaged > 0)
		gr_run_fails(run);
	return status;
}

const struct gr_tool gr_verify = {
	.program = "green-verify",
	.summary = "Say whether a release is what was published: every file "
	           "against its manifest, the manifest against its name.",
	.args = "RELEASE",
	.operands = 1,
	.run = verify_run,
};
