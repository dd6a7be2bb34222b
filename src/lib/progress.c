#include <green/progress.h>
#include <green/wording.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STEP_BYTES ((uint64_t)1 << 20)
#define BAR_WIDTH 30

void gr_progress_start(struct gr_progress *progress, const char *program,
    const char *mode)
{
	progress->program = program;
	progress->drawn = false;
	progress->next_bytes = STEP_BYTES;
	progress->shown = strcmp(mode, "always") == 0
	    || (strcmp(mode, "auto") == 0 && isatty(STDERR_FILENO));
}

void gr_progress_step(struct gr_progress *progress, uint64_t done, uint64_t all,
    uint64_t records)
{
	char bar[BAR_WIDTH + 1];
	uint64_t full = all ? done * BAR_WIDTH / all : 0;

	if (!progress->shown || done < progress->next_bytes)
		return;
	progress->next_bytes = done + STEP_BYTES;
	progress->drawn = true;
	fputc('\r', stderr);
	if (all == 0) {
		fprintf(stderr, gr_wording("%s: %ju MB, %ju records"),
		    progress->program, (uintmax_t)(done / 1000000),
		    (uintmax_t)records);
		return;
	}
	if (full > BAR_WIDTH)
		full = BAR_WIDTH;
	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '#', (size_t)full);
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, gr_wording("%s: [%s] %ju%%, %ju records"),
	    progress->program, bar, (uintmax_t)(done * 100 / all),
	    (uintmax_t)records);
}

void gr_progress_stop(struct gr_progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	progress->drawn = false;
}
