#include "program/option_words.h"

#include "base/wording.h"
#include "program/process.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_GAPS = 3 };

/* The sentences, as texts of src/po; scripts/messages knows them, too. */
static const char *const sentences[] = {
	"Usage:",
	"  or: ",
	" [OPTION...]",
	"Try `%s --help' or `%s --usage' for more information.\n",
	"%s: unrecognized option '%s'\n",
	"%s: option '%s' is ambiguous; possibilities:%s\n",
	"%s: option '%s' is ambiguous\n",
	"%s: option '%s' requires an argument\n",
	"%s: option '%s' doesn't allow an argument\n",
	"%s: invalid option -- '%s'\n",
	"%s: option requires an argument -- '%s'\n",
};

struct gap {
	const char *ptr;
	size_t len;
};

/* Bytes of `text` that are the sentence, 0 if it is another; what stands for
 * each %s, the first (a program) within its line. */
static size_t match(const char *sentence, const char *text, struct gap *gap)
{
	const char *at = text, *within = "\n";

	while (*sentence != '\0') {
		size_t n = strcspn(sentence, "%");

		if (strncmp(at, sentence, n) != 0)
			return 0;
		at += n;
		sentence += n;
		if (*sentence == '\0')
			break;
		sentence += 2;
		gap->ptr = at;
		n = strcspn(sentence, "%");
		while (*at != '\0' && *at != *within
		    && strncmp(at, sentence, n) != 0)
			at++;
		within = "";
		gap->len = (size_t)(at - gap->ptr);
		gap++;
	}
	return (size_t)(at - text);
}

static void say(const char *sentence, const struct gap *gap, FILE *to)
{
	while (*sentence != '\0') {
		size_t n = strcspn(sentence, "%");

		(void)fwrite(sentence, 1, n, to);
		sentence += n;
		if (*sentence == '\0')
			return;
		gr_process_say(gr_slice_make(gap->ptr, gap->len), to);
		gap++;
		sentence += 2;
	}
}

bool gr_option_words_take(struct gr_option_words *words)
{
	*words = (struct gr_option_words){ .text = NULL };
	words->to = open_memstream(&words->text, &words->bytes);
	return words->to != NULL;
}

bool gr_option_words_say(struct gr_option_words *words, FILE *to)
{
	struct gap gap[MOST_GAPS] = { { NULL, 0 } };
	bool begins = true; /* a line does */

	if (fclose(words->to) != 0 || words->text == NULL)
		return false;
	for (const char *at = words->text; *at != '\0';) {
		size_t n = 0;

		for (size_t i = 0;
		     i < sizeof sentences / sizeof *sentences && n == 0; i++) {
			if (!begins && sentences[i][0] != ' ')
				continue;
			n = match(sentences[i], at, gap);
			if (n > 0)
				say(gr_wording(sentences[i]), gap, to);
		}
		if (n == 0) {
			(void)fputc(*at, to);
			n = 1;
		}
		begins = at[n - 1] == '\n';
		at += n;
	}
	free(words->text);
	return words->bytes > 0;
}
