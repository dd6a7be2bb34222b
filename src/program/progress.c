#include "program/progress.h"
#include "base/wording.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STEP_BYTES ((uint64_t)1 << 20)
#define BAR_WIDTH 30

void gr_progress_start(struct gr_progress *progress, const char *program,
    const char *mode)
{
	bool always = strcmp(mode, "always") == 0;
	bool unasked = strcmp(mode, "auto") == 0 && isatty(STDERR_FILENO)
	    && !isatty(STDOUT_FILENO);

	*progress = (struct gr_progress){ .program = program,
		.shown = always || unasked,
		.unasked = unasked,
		.next_bytes = STEP_BYTES };
}

void gr_progress_expect(struct gr_progress *progress, uint64_t all_bytes)
{
	progress->all_bytes = all_bytes;
	if (all_bytes == 0 && progress->unasked)
		progress->shown = false;
}

static void draw(const struct gr_progress *progress, uint64_t done,
    uint64_t records)
{
	char bar[BAR_WIDTH + 1];
	uint64_t all = progress->all_bytes;

	fputc('\r', stderr);
	if (all == 0) {
		fprintf(stderr, gr_wording("%s: %ju MB, %ju records"),
		    progress->program, (uintmax_t)(done / 1000000),
		    (uintmax_t)records);
		return;
	}
	if (done > all) /* a file that grows */
		done = all;
	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '#', (size_t)(done * BAR_WIDTH / all));
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, gr_wording("%s: [%s] %ju%%, %ju records"),
	    progress->program, bar, (uintmax_t)(done * 100 / all),
	    (uintmax_t)records);
}

void gr_progress_step(struct gr_progress *progress, uint64_t done,
    uint64_t records)
{
	uint64_t step = progress->all_bytes / 100;

	done += progress->past_bytes;
	if (!progress->shown || done < progress->next_bytes)
		return;
	progress->next_bytes = done + (step > STEP_BYTES ? step : STEP_BYTES);
	progress->drawn = true;
	draw(progress, done, progress->past_records + records);
}

void gr_progress_next(struct gr_progress *progress, uint64_t bytes,
    uint64_t records)
{
	progress->past_bytes += bytes;
	progress->past_records += records;
	gr_progress_step(progress, 0, 0);
}

void gr_progress_stop(struct gr_progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	progress->drawn = false;
}
