/* delimiter.c - what separates the cells of a text. */
#include "csv/delimiter.h"

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

size_t gr_delimiter_count(struct gr_slice line, char delimiter, bool *open)
{
	size_t n = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '"')
			quoted = !quoted;
		n += !quoted && line.ptr[i] == delimiter;
	}
	*open = quoted;
	return n;
}

char gr_delimiter_of(struct gr_slice line)
{
	char best = ',';
	size_t most = 0;
	bool open;

	for (const char *d = GR_DELIMITERS; *d != '\0'; d++) {
		size_t n = gr_delimiter_count(line, *d, &open);

		if (n > most) {
			most = n;
			best = *d;
		}
	}
	return best;
}

bool gr_delimiter_line(struct gr_slice *text, struct gr_slice *line)
{
	bool quoted = false;
	size_t n = 0;

	while (text->len > 0 && ends_line(text->ptr[0]))
		*text = gr_slice_skip(*text, 1);
	for (; n < text->len && (quoted || !ends_line(text->ptr[n])); n++)
		quoted ^= text->ptr[n] == '"';
	*line = gr_slice_make(text->ptr, n);
	*text = gr_slice_skip(*text, n);
	return n > 0;
}
