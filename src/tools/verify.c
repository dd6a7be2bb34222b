/* green-verify: is every file of a release what its manifest says, and would a
 * night make it again? */
#include "release/verify.h"
#include "release/remake.h"
#include "text/file_name.h"
#include "tools/tools.h"

struct verify_state {
	const char *key, *against, *standard;
};

static const struct gr_option verify_options[] = {
	GR_OPTION_TEXT(0, "key", struct verify_state, key, "FILE",
	    "The public key that the release must be signed with"),
	GR_OPTION_TEXT(0, "against", struct verify_state, against, "DATA",
	    "Make the night again from the inputs in DATA, and compare"),
	GR_OPTION_TEXT(0, "standard", struct verify_state, standard, "DIR",
	    "With --against: the standard's tables in DIR "
	    "(default: $GREEN_STANDARD, else the one of the night)"),
	GR_OPTION_END
};

static enum gr_status emit(struct gr_run *run, struct gr_slice file,
    const char *state, struct gr_err *err)
{
	struct gr_slice field[] = { file, gr_slice_of(state) };

	return gr_emit(run, field, 2, err);
}

static enum gr_status tell(void *context, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err)
{
	static const char *const word[] = { [GR_VERIFY_CHANGED] = "changed",
		[GR_VERIFY_MISSING] = "missing",
		[GR_VERIFY_RENAMED] = "renamed",
		[GR_VERIFY_FORGED] = "forged",
		[GR_VERIFY_UNSIGNED] = "unsigned",
		[GR_VERIFY_UNCHECKED] = "unchecked",
		[GR_VERIFY_UNNAMED] = "unnamed" };

	struct gr_buf called = { 0 };
	enum gr_status status;

	/* a name that nobody of ours gave may be any bytes */
	if (state != GR_VERIFY_UNNAMED)
		return emit(context, file, word[state], err);
	(void)gr_file_name_call(&called, file);
	status = gr_buf_check(&called, err);
	if (status == GR_OK)
		status = emit(context, gr_buf_slice(&called), word[state], err);
	gr_buf_free(&called);
	return status;
}

static enum gr_status tell_remade(void *context, struct gr_slice file,
    enum gr_remake_state state, struct gr_err *err)
{
	return emit(context, file, state == GR_REMAKE_GONE ? "gone" : "forged",
	    err);
}

static enum gr_status remake(struct gr_run *run,
    const struct verify_state *given, struct gr_release *release, size_t *told,
    struct gr_err *err)
{
	release->data = given->against;
	return gr_release_remake(&(struct gr_remake_job){ release,
	                             given->standard, tell_remade, run },
	    told, err);
}

static enum gr_status verify_run(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice name[] = { { "file", 4 }, { "state", 5 } };
	const struct verify_state *given = state;
	const struct gr_verify_job job = { gr_run_keep(run),
		gr_run_operand(run, 0), given->key, tell, run };
	struct gr_verify_result result;
	struct gr_release release;
	size_t told = 0;
	enum gr_status status = gr_output(run, name, 2, err);

	if (status == GR_OK)
		status = gr_release_verify(&job, &release, &result, err);
	if (status == GR_OK && given->against != NULL)
		status = remake(run, given, &release, &told, err);
	if (status == GR_OK && result.damaged + told > 0)
		gr_run_fails(run);
	return status;
}

const struct gr_tool gr_verify = {
	.program = "green-verify",
	.summary = "Say whether a release is what was published: every file "
	           "against its manifest, the manifest against its name and "
	           "signature, and all of it against its inputs.",
	.args = "RELEASE",
	.operands = 1,
	.options = verify_options,
	.state_bytes = sizeof(struct verify_state),
	.run = verify_run,
};
