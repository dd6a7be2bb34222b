/* torture - runs a program hundreds of times, each time with one thing wrong.
 *
 * usage: torture MODE SHIM DIR INPUT STATUSES PROGRAM [ARG...]
 *
 *   cut     the input ends after n bytes, for every n below its size
 *   drop    the input lacks one line, for every line
 *   double  the input has one line twice, for every line
 *   flip    one bit of the input is another, in every byte before the last
 *           line, which is the trailer
 *   CALL    the n-th CALL fails, for every n that a good run reaches
 *   CALL+   the n-th CALL and all later ones fail
 *
 * CALL is one of fault.so's (SHIM is its path; "-" otherwise).  In the words of
 * the program, @OUT@ stands for a file that the case may leave behind only if
 * it succeeds, @IN@ for the input, which is standard input where @IN@ is not
 * used.  STATUSES are the exit statuses allowed to a failing case, as "3" or
 * "2,4", and "crash" for a program that may crash; exit 0 is allowed to a CALL
 * that fails without harm: then the output must be that of a good run.  Cases
 * are shared among as many processes as there are processors, each in a
 * directory of its own below DIR, and nothing may stay there after a failure,
 * which must have said something on stderr.
 *
 * Of all cases SLICE are tried, chosen by $SEED, among them the first and the
 * last; all of them if $SOAK is set.  Prints the cases that broke their
 * promise.  Where there is no case, or not all chosen ones were tried, nothing
 * is proven: exit 2.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "whole_file.h"

#define SLICE 40       /* cases, unless all are tried */
#define SECONDS_MAX 60 /* for one run of the program */

static const char *const call_name[] = { "read", "write", "fsync", "close",
	"rename", "malloc" };
#define CALLS (sizeof call_name / sizeof call_name[0])

static const char *mode, *shim, *statuses;
static char **words;
static size_t n_words;
static struct bytes input, reference;
static bool has_out, has_in, is_fault, may_crash;
static size_t cases, chosen; /* that there are; that are to be tried */
static uint64_t seed;
static _Atomic size_t *tried; /* by all workers */

struct place { /* of one worker */
	char dir[512], out[600], in[600], stdout_path[600], stderr_path[600],
	    count[600];
};

/* The input without, or with twice, its n-th line. */
static void lines(const char *path, size_t n, bool twice)
{
	const char *from = input.ptr, *end = input.ptr + input.len, *next;

	for (;; n--) {
		next = memchr(from, '\n', (size_t)(end - from));
		next = next == NULL ? end : next + 1;
		if (n == 0)
			break;
		from = next;
	}
	const char *to = twice ? next : from, *on = twice ? from : next;
	struct bytes part[2] = {
		{ input.ptr, (size_t)(to - input.ptr) },
		{ input.ptr + (on - input.ptr), (size_t)(end - on) },
	};

	spill(path, part, 2);
}

static void flip(const char *path, size_t n)
{
	input.ptr[n] = (char)(input.ptr[n] ^ 1 << n % 8);
	spill(path, &input, 1);
	input.ptr[n] = (char)(input.ptr[n] ^ 1 << n % 8);
}

static void make_input(const struct place *at, size_t n)
{
	struct bytes part = input;

	if (!is_fault && strcmp(mode, "flip") == 0) {
		flip(at->in, n);
		return;
	}
	if (!is_fault && strcmp(mode, "cut") != 0) {
		lines(at->in, n, strcmp(mode, "double") == 0);
		return;
	}
	if (!is_fault)
		part.len = n;
	spill(at->in, &part, 1);
}

static void redirect(const char *path, int flags, int to)
{
	int fd = open(path, flags, 0600);

	if (fd < 0 || dup2(fd, to) != to)
		_exit(125);
	if (fd != to)
		close(fd);
}

static _Noreturn void run_child(const struct place *at, size_t n)
{
	char **argv = calloc(n_words + 1, sizeof *argv), fault[64];

	for (size_t i = 0; argv != NULL && i < n_words; i++)
		argv[i] = strcmp(words[i], "@OUT@") == 0 ? strdup(at->out)
		    : strcmp(words[i], "@IN@") == 0      ? strdup(at->in)
		                                         : words[i];
	redirect(has_in ? "/dev/null" : at->in, O_RDONLY, STDIN_FILENO);
	redirect(at->stdout_path, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
	redirect(at->stderr_path, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
	if (is_fault) {
		size_t len = strlen(mode);
		bool ever = mode[len - 1] == '+';

		snprintf(fault, sizeof fault, "%.*s=%zu%s", (int)(len - ever),
		    mode, n, ever ? "+" : "");
		setenv("GREEN_FAULT", fault, 1);
		setenv("GREEN_FAULT_COUNT", at->count, 1);
		setenv("LD_PRELOAD", shim, 1);
	}
	alarm(SECONDS_MAX);
	if (argv != NULL)
		execvp(argv[0], argv);
	_exit(126);
}

/* Wait status of the program in this case. */
static int run(const struct place *at, size_t n)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (pid == 0)
		run_child(at, n);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die("waitpid");
	return status;
}

static bool status_allowed(int code)
{
	const char *at = statuses;

	for (;;) {
		char *end;

		if (strtol(at, &end, 10) == code)
			return true;
		if (*end != ',')
			return false;
		at = end + 1;
	}
}

static bool is_empty(const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 || st.st_size == 0;
}

static void sweep(const struct place *at)
{
	char command[2 * sizeof at->dir + 32];

	snprintf(command, sizeof command, "rm -rf '%s' && mkdir '%s'", at->dir,
	    at->dir);
	if (system(command) != 0)
		die(at->dir);
}

/* What is wrong with how the case ended, or NULL. */
static const char *judge(const struct place *at, int status)
{
	const char *result = has_out ? at->out : at->stdout_path;
	bool silent = is_empty(at->stderr_path);

	unlink(at->in);
	unlink(at->stderr_path);
	if (WIFSIGNALED(status) && WTERMSIG(status) != SIGALRM && may_crash) {
		sweep(at);
		return NULL;
	}
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGALRM ? "hangs" : "crashes";
	if (WEXITSTATUS(status) == 0) {
		struct bytes now;
		bool same;

		if (!is_fault)
			return "is accepted";
		now = slurp(result);
		same = now.len == reference.len
		    && memcmp(now.ptr, reference.ptr, now.len) == 0;
		free(now.ptr);
		unlink(at->out);
		unlink(at->stdout_path);
		return same ? NULL : "ends well with other output";
	}
	unlink(at->stdout_path);
	if (!status_allowed(WEXITSTATUS(status)))
		return "ends with another status";
	if (silent)
		return "fails without a word";
	if (access(at->out, F_OK) == 0)
		return "leaves an output file";
	if (rmdir(at->dir) != 0 || mkdir(at->dir, 0700) != 0)
		return "leaves debris";
	return NULL;
}

static struct place place_make(const char *dir, unsigned worker)
{
	struct place at;

	snprintf(at.dir, sizeof at.dir, "%s/%u", dir, worker);
	snprintf(at.out, sizeof at.out, "%s/out", at.dir);
	snprintf(at.in, sizeof at.in, "%s/in", at.dir);
	snprintf(at.stdout_path, sizeof at.stdout_path, "%s/stdout", at.dir);
	snprintf(at.stderr_path, sizeof at.stderr_path, "%s/stderr", at.dir);
	snprintf(at.count, sizeof at.count, "%s/count.%u", dir, worker);
	spill(at.count, &(struct bytes){ (char[8 * CALLS]){ 0 }, 8 * CALLS },
	    1);
	sweep(&at);
	return at;
}

/* The i-th of the chosen cases: one of each of as many stretches, by chance,
 * but for the first and the last of all. */
static size_t choice(size_t i)
{
	double from = (double)cases / (double)chosen * (double)i;
	uint64_t chance = (seed + i + 1) * 6364136223846793005u;

	if (chosen == cases || i == 0)
		return i;
	if (i + 1 == chosen)
		return cases - 1;
	chance = (chance ^ chance >> 32) * 6364136223846793005u;
	return (size_t)(from
	    + (double)(chance >> 32) / 4294967296.0 * (double)cases
	        / (double)chosen);
}

/* One worker's share of the cases; true if all kept their promise.  Ten that
 * did not are enough to see. */
static bool work(const char *dir, unsigned worker, unsigned workers)
{
	struct place at = place_make(dir, worker);
	unsigned bad = 0;

	for (size_t i = worker; i < chosen && bad < 10; i += workers) {
		size_t n = choice(i);
		const char *wrong;
		int status;

		make_input(&at, n);
		spill(at.count,
		    &(struct bytes){ (char[8 * CALLS]){ 0 }, 8 * CALLS }, 1);
		status = run(&at, is_fault ? n + 1 : n);
		wrong = judge(&at, status);
		++*tried;
		if (wrong != NULL) {
			printf("%s %zu: %s (%s %d)\n", mode, n + is_fault,
			    wrong, WIFSIGNALED(status) ? "signal" : "status",
			    WIFSIGNALED(status) ? WTERMSIG(status)
			                        : WEXITSTATUS(status));
			bad++;
			sweep(&at);
		}
	}
	return bad == 0;
}

/* How many calls a good run makes; its output becomes the reference. */
static size_t good_run(const char *dir, size_t call)
{
	struct place at = place_make(dir, 0);
	uint64_t count[CALLS];
	struct bytes counts;
	int status;

	spill(at.in, &input, 1);
	status = run(&at, 0);
	if (status != 0) {
		fprintf(stderr, "torture: the good run of %s fails: %d\n",
		    words[0], WEXITSTATUS(status));
		exit(2);
	}
	reference = slurp(has_out ? at.out : at.stdout_path);
	counts = slurp(at.count);
	memcpy(count, counts.ptr, sizeof count);
	free(counts.ptr);
	return count[call];
}

/* How many cases there are. */
static size_t count_cases(const char *dir)
{
	size_t call = 0, calls;

	while (call < CALLS
	    && strncmp(mode, call_name[call], strlen(call_name[call])) != 0)
		call++;
	is_fault = call < CALLS;
	calls = good_run(dir, is_fault ? call : 0);
	if (is_fault)
		return calls;
	if (strcmp(mode, "cut") == 0)
		return input.len;
	if (strcmp(mode, "flip") == 0) {
		const char *end = input.len > 1
		    ? memrchr(input.ptr, '\n', input.len - 1)
		    : NULL;
		return end == NULL ? 0 : (size_t)(end - input.ptr) + 1;
	}
	calls = input.len > 0 && input.ptr[input.len - 1] != '\n';
	for (size_t i = 0; i < input.len; i++)
		calls += input.ptr[i] == '\n';
	return calls;
}

static void choose(const char *dir)
{
	const char *number = getenv("SEED"), *soak = getenv("SOAK");

	seed = number == NULL ? 1 : strtoull(number, NULL, 10);
	cases = count_cases(dir);
	chosen = cases < SLICE || (soak != NULL && *soak != '\0') ? cases
	                                                          : SLICE;
	tried = mmap(NULL, sizeof *tried, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tried == MAP_FAILED)
		die("mmap");
	*tried = 0;
	if (cases > 0)
		return;
	fprintf(stderr, "torture: there is no case of '%s' for %s\n", mode,
	    words[0]);
	exit(2);
}

static void understand(int argc, char **argv)
{
	if (argc < 7) {
		fprintf(stderr,
		    "usage: torture cut|drop|double|flip|CALL[+] SHIM "
		    "DIR INPUT STATUSES PROGRAM [ARG...]\n");
		exit(2);
	}
	mode = argv[1];
	shim = argv[2];
	input = slurp(argv[4]);
	statuses = argv[5];
	may_crash = strstr(statuses, "crash") != NULL;
	words = argv + 6;
	n_words = (size_t)argc - 6;
	for (size_t i = 0; i < n_words; i++) {
		has_out |= strcmp(words[i], "@OUT@") == 0;
		has_in |= strcmp(words[i], "@IN@") == 0;
	}
}

int main(int argc, char **argv)
{
	long workers = sysconf(_SC_NPROCESSORS_ONLN);
	int status, bad = 0;

	understand(argc, argv);
	choose(argv[3]);
	fflush(stdout);
	for (long i = 0; i < workers; i++) {
		pid_t pid = fork();

		if (pid < 0)
			die("fork");
		if (pid == 0) {
			bool good = work(argv[3], (unsigned)i,
			    (unsigned)workers);

			fflush(stdout);
			_exit(!good);
		}
	}
	for (long i = 0; i < workers; i++) {
		if (wait(&status) < 0)
			die("wait");
		bad |= status != 0;
	}
	if (!bad && *tried != chosen) {
		fprintf(stderr, "torture: %zu of %zu cases were tried\n",
		    *tried, chosen);
		return 2;
	}
	return bad;
}
