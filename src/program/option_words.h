/* option_words.h - what argp and getopt say, in the reader's language.
 *
 * Both look their words up under the locale of the process, and we set none: a
 * Chinese one need not be installed.  So what they say is taken down in English
 * and said again, sentence by sentence, with the words of wording.h; whatever
 * is no sentence of theirs (options, and their help, which is ours) stays.
 */
#ifndef GREEN_PROGRAM_OPTION_WORDS_H
#define GREEN_PROGRAM_OPTION_WORDS_H

#include <stdbool.h>
#include <stdio.h>

struct gr_option_words {
	FILE *to; /* what they are to write to */
	char *text;
	size_t bytes;
};

/* Begin to take down; false if memory ran out. */
bool gr_option_words_take(struct gr_option_words *words);

/* Say it again and forget it; whether there was anything. */
bool gr_option_words_say(struct gr_option_words *words, FILE *to);

#endif
