/* stages.h: the real stages in one process give what they give joined by files.
 */
#include "stages/stages.h"
#include <criterion/criterion.h>
#include <criterion/redirect.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TINY "tests/e2e/fixtures/second-standard"

static const struct gr_filter *const stage[] = { &gr_ingest, &gr_clean,
	&gr_match, &gr_dedup, &gr_normalise, &gr_score, &gr_tally };
enum { STAGES = sizeof stage / sizeof *stage };

static char root[PATH_MAX];
static char folder[] = "/tmp/green-chain-XXXXXX";
static char reg[PATH_MAX + 64], north[PATH_MAX + 64], south[PATH_MAX + 64];

static void setup(void)
{
	char standard[PATH_MAX + 64];

	cr_assert_not_null(getcwd(root, sizeof root));
	cr_assert_eq(access(TINY "/register.csv", R_OK), 0,
	    "the tests are not run from the project's folder");
	snprintf(standard, sizeof standard, "%s/" TINY "/standard", root);
	snprintf(reg, sizeof reg, "%s/" TINY "/register.csv", root);
	snprintf(north, sizeof north, "%s/" TINY "/inbox/2023/north.csv", root);
	snprintf(south, sizeof south, "%s/" TINY "/inbox/2023/south.csv", root);
	cr_assert_eq(setenv("GREEN_STANDARD", standard, 1), 0);
	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
	cr_redirect_stderr();
}

static void teardown(void)
{
	cr_assert_eq(system("rm -f ./*"), 0);
	cr_assert_eq(chdir("/"), 0);
	cr_assert_eq(rmdir(folder), 0);
}

TestSuite(chain, .init = setup, .fini = teardown);

/* The words of stage `i`: where it reads (NULL: from its neighbour), where it
 * writes (NULL: to it), and its findings. */
static void words_of(size_t i, char **word, char *in, char *out, char *findings)
{
	size_t n = 0;
	static char program[STAGES][32];

	snprintf(program[i], sizeof program[i], "green-%s", stage[i]->name);
	word[n++] = program[i];
	word[n++] = "--findings";
	word[n++] = findings;
	if (stage[i] == &gr_ingest) {
		word[n++] = "--wave";
		word[n++] = "2023";
		word[n++] = north;
		word[n++] = south;
	}
	if (stage[i] == &gr_match) {
		word[n++] = "--register";
		word[n++] = reg;
	}
	if (out != NULL) {
		word[n++] = "-o";
		word[n++] = out;
	}
	if (in != NULL)
		word[n++] = in;
	word[n] = NULL;
}

static void expect_same(const char *a, const char *b)
{
	char command[128];

	snprintf(command, sizeof command, "cmp -s %s %s", a, b);
	cr_expect_eq(system(command), 0, "%s and %s differ", a, b);
}

/* From stage `from` on in one process, fed by the file of the one before. */
static void run_from(size_t from, char (*file)[32])
{
	char *words[STAGES][16], **argv[STAGES];
	char findings[STAGES][32];

	for (size_t i = from; i < STAGES; i++) {
		snprintf(findings[i], sizeof findings[i], "one.%zu.f", i);
		words_of(i, words[i], i == from && i > 0 ? file[i - 1] : NULL,
		    i + 1 == STAGES ? "one" : NULL, findings[i]);
		argv[i] = words[i];
	}
	cr_assert_eq(gr_filter_chain(stage + from, argv + from, STAGES - from,
	                 1, NULL),
	    0);
	expect_same("one", file[STAGES - 1]);
	for (size_t i = from; i < STAGES; i++) {
		char alone[32];

		snprintf(alone, sizeof alone, "%zu.f", i);
		expect_same(findings[i], alone);
	}
}

Test(chain, the_stages_in_one_process_give_the_bytes_of_the_pipe)
{
	char file[STAGES][32], findings[32];
	char *word[16];

	for (size_t i = 0; i < STAGES; i++) {
		char **argv[] = { word };

		snprintf(file[i], sizeof file[i], "%zu.tsv", i);
		snprintf(findings, sizeof findings, "%zu.f", i);
		words_of(i, word, i > 0 ? file[i - 1] : NULL, file[i],
		    findings);
		cr_assert_eq(gr_filter_chain(&stage[i], argv, 1, 1, NULL), 0,
		    "%s", stage[i]->name);
	}
	for (size_t from = 0; from < STAGES; from++)
		run_from(from, file);
}
