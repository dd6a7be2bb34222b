/* end-stream: a header and rows from standard input as the stream that they
 * are, with the trailer that PROGRAM would have written behind them.  Counted
 * and hashed here again, in one piece, so that a reader that goes wrong is
 * not met by a writer that goes wrong with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

int main(int argc, char **argv)
{
	size_t n = 0, room = 1 << 16, lines = 0, got;
	char *text = malloc(room);

	if (argc < 2 || argc > 3 || text == NULL) {
		fputs("usage: end-stream PROGRAM [foreign] <BODY\n", stderr);
		return 2;
	}
	while ((got = fread(text + n, 1, room - n, stdin)) > 0) {
		n += got;
		if (n == room && (text = realloc(text, room *= 2)) == NULL)
			return 1;
	}
	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n';
	fwrite(text, 1, n, stdout);
	printf("#end\t%s\t%zu\t%zu\t%016llx%s%s\n", argv[1],
	    lines > 0 ? lines - 1 : 0, n,
	    (unsigned long long)XXH3_64bits(text, n), argc > 2 ? "\t" : "",
	    argc > 2 ? argv[2] : "");
	free(text);
	return fflush(stdout) != 0 || ferror(stdout) || ferror(stdin);
}
