/* line_ends.c - whether every line of a text ends with CR CR LF. */
#include "csv/line_ends.h"

void gr_line_ends_add(struct gr_line_ends *ends, const char *p, size_t n)
{
	for (size_t i = 0; i < n && !ends->other; i++) {
		char c = p[i];

		if (c == '"')
			ends->quoted = !ends->quoted;
		if (ends->quoted || (c != '\r' && c != '\n')) {
			ends->other |= ends->returns > 0;
		} else if (c == '\r') {
			ends->other |= ++ends->returns > 2;
		} else {
			ends->other |= ends->returns != 2;
			ends->seen = true;
			ends->returns = 0;
		}
	}
}

bool gr_line_ends_are_doubled(const struct gr_line_ends *ends)
{
	return ends->seen && !ends->other && ends->returns == 0;
}
