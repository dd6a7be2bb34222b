#include "release/signature.h"

#include "base/buf.h"
#include "release/file_facts.h"
#include "stream/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ALLOWED "/dev/fd/3"

const char *const gr_signature_file[GR_SIGNATURE_KINDS] = {
	[GR_SIGNATURE_SSH] = "manifest.json.sig",
	[GR_SIGNATURE_MINISIGN] = "manifest.json.minisig"
};

enum gr_status gr_signature_kind_of(const char *key,
    enum gr_signature_kind *out, struct gr_err *err)
{
	static const char mark[] = "untrusted comment:";
	char first[sizeof mark];
	FILE *file;
	enum gr_status status = gr_file_open(key, &file, err);

	if (status != GR_OK)
		return status;
	size_t n = fread(first, 1, sizeof mark - 1, file);
	int why = ferror(file) ? errno : 0;
	(void)fclose(file); /* only read from: nothing to lose */
	if (why != 0)
		return gr_err_named(err, key, "cannot be read", why);
	*out = n == sizeof mark - 1 && memcmp(first, mark, n) == 0
	    ? GR_SIGNATURE_MINISIGN
	    : GR_SIGNATURE_SSH;
	return GR_OK;
}

/* Every key of a file, as ssh-keygen wants to have them: with whose it is. */
static enum gr_status allow(const char *key, struct gr_buf *to,
    struct gr_err *err)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	FILE *file;
	enum gr_status status = gr_file_open(key, &file, err);

	if (status != GR_OK)
		return status;
	while ((n = getline(&line, &room, file)) > 0)
		if (line[0] != '#' && line[0] != '\n')
			gr_buf_format(to, "%s %s%s", GR_SIGNATURE_SPACE, line,
			    line[n - 1] == '\n' ? "" : "\n");
	int why = ferror(file) ? errno : 0;
	(void)fclose(file); /* only read from: nothing to lose */
	free(line);
	return why ? gr_err_named(err, key, "cannot be read", why)
	           : gr_buf_check(to, err);
}

/* A file without a name that holds them. */
static enum gr_status hold(const struct gr_buf *text, int *fd,
    struct gr_err *err)
{
	*fd = memfd_create("keys", MFD_CLOEXEC);
	if (*fd >= 0 && write(*fd, text->ptr, text->len) == (ssize_t)text->len
	    && lseek(*fd, 0, SEEK_SET) == 0)
		return GR_OK;
	return gr_err_set(err, GR_ESYS, "the keys cannot be held: %s",
	    gr_err_reason(errno));
}

static enum gr_status allow_in_memory(const char *key, int *fd,
    struct gr_err *err)
{
	struct gr_buf text = { 0 };
	enum gr_status status = allow(key, &text, err);

	if (status == GR_OK && text.len == 0)
		status = gr_err_at(err, GR_EDATA, key, 0, NULL, "holds no key");
	if (status == GR_OK)
		status = hold(&text, fd, err);
	gr_buf_free(&text);
	return status;
}

static enum gr_status check_ssh(const char *manifest, const char *signature,
    const char *key, int *code, struct gr_err *err)
{
	const char *const by[] = { "ssh-keygen", "-Y", "verify", "-f", ALLOWED,
		"-I", GR_SIGNATURE_SPACE, "-n", GR_SIGNATURE_SPACE, "-s",
		signature, NULL };
	const char *const any[] = { "ssh-keygen", "-Y", "check-novalidate",
		"-n", GR_SIGNATURE_SPACE, "-s", signature, NULL };
	struct gr_command command = { .argv = key ? by : any, .more = -1 };
	enum gr_status status = key ? allow_in_memory(key, &command.more, err)
	                            : GR_OK;

	command.in = open(manifest, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (status == GR_OK && command.in < 0)
		status = gr_err_named(err, manifest, "cannot be opened", errno);
	if (status == GR_OK)
		status = gr_command_run(&command, code, err);
	/* only read from: nothing to lose */
	if (command.in >= 0)
		(void)close(command.in);
	if (command.more >= 0)
		(void)close(command.more);
	return status;
}

static enum gr_status check_minisign(const char *manifest,
    const char *signature, const char *key, int *code, struct gr_err *err)
{
	const char *const argv[] = { "minisign", "-V", "-q", "-p", key, "-m",
		manifest, "-x", signature, NULL };
	struct gr_command command = { .argv = argv, .in = -1, .more = -1 };

	*code = GR_COMMAND_MISSING;
	return key ? gr_command_run(&command, code, err) : GR_OK;
}

enum gr_status gr_signature_check(struct gr_arena *keep, const char *release,
    enum gr_signature_kind kind, const char *key, enum gr_signature_state *out,
    struct gr_err *err)
{
	const char *manifest = gr_arena_path(keep, release,
	    GR_S("manifest.json"));
	const char *signature = gr_arena_path(keep, release,
	    gr_slice_of(gr_signature_file[kind]));
	int code;

	if (manifest == NULL || signature == NULL)
		return gr_err_memory(err);
	enum gr_status status = kind == GR_SIGNATURE_SSH
	    ? check_ssh(manifest, signature, key, &code, err)
	    : check_minisign(manifest, signature, key, &code, err);
	if (status != GR_OK)
		return status;
	if (code == GR_COMMAND_MISSING && key != NULL)
		return gr_err_set(err, GR_ESYS, "%s is missing",
		    kind == GR_SIGNATURE_SSH ? "ssh-keygen" : "minisign");
	*out = code == GR_COMMAND_MISSING ? GR_SIGNATURE_UNCHECKED
	    : code == 0                   ? GR_SIGNATURE_GOOD
	                                  : GR_SIGNATURE_FORGED;
	return GR_OK;
}
