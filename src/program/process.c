/* process.c - how a process of ours begins and ends. */
#include "program/process.h"

#include "base/wording.h"
#include "text/file_name.h"
#include "text/shown.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

bool gr_process_begin(void)
{
	gr_wording_begin();
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF
		    && open("/dev/null", O_RDONLY) != fd)
			return false;
	return true;
}

/* Without memory, which may be what has run out. */
static void show(struct gr_slice text, FILE *to)
{
	while (text.len > 0) {
		size_t n = gr_shown_plain(text);

		fwrite(text.ptr, 1, n, to);
		text = gr_slice_skip(text, n);
		if (text.len == 0)
			return;
		n = gr_utf8_step(text, NULL);
		for (size_t i = 0; i < n; i++)
			fprintf(to, "%%%02X", (unsigned char)text.ptr[i]);
		text = gr_slice_skip(text, n);
	}
}

void gr_process_say(struct gr_slice words, FILE *to)
{
	struct gr_buf masked = { 0 };

	if (!gr_file_name_mask(&masked, words))
		show(words, to);
	else if (!masked.failed)
		show(gr_buf_slice(&masked), to);
	gr_buf_free(&masked);
}

static void say(const char *word)
{
	gr_process_say(gr_slice_of(word), stderr);
}

void gr_process_complain(const char *program, const struct gr_err *err)
{
	fprintf(stderr, "%s: ", program);
	if (err->source[0] != '\0') {
		say(err->source);
		fputc(':', stderr);
	}
	if (err->line > 0)
		fprintf(stderr, "%ju:", (uintmax_t)err->line);
	if (err->source[0] != '\0')
		fputc(' ', stderr);
	if (err->column[0] != '\0') {
		say(err->column);
		fputs(": ", stderr);
	}
	say(err->words);
	fputc('\n', stderr);
}

int gr_process_exit_of(enum gr_status status)
{
	switch (status) {
	case GR_OK:
	case GR_END:
		return GR_EXIT_DONE;
	case GR_EUSAGE:
		return GR_EXIT_USAGE;
	case GR_EDATA:
		return GR_EXIT_INPUT;
	case GR_ESYS:
		break;
	}
	return GR_EXIT_SYSTEM;
}

int gr_process_end_by_broken_pipe(bool was_ignored)
{
	if (!was_ignored) {
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	return GR_EXIT_BROKEN_PIPE;
}
