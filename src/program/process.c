/* process.c - how a process of ours begins and ends. */
#include "program/process.h"

#include "base/wording.h"
#include "text/file_name.h"

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

/* Say a word on stderr.  Names of files, and what is quoted of them, may hold a
 * number that nobody is to read there. */
static void say(const char *word)
{
	struct gr_buf shown = { 0 };

	if (!gr_file_name_mask(&shown, gr_slice_of(word)))
		fputs(word, stderr);
	else if (!shown.failed)
		fwrite(shown.ptr, 1, shown.len, stderr);
	gr_buf_free(&shown);
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
