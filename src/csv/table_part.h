/* table_part.h - a part of a table that is read by several at the same time.
 *
 * A register of a country takes a second to read, and nothing goes on meanwhile.
 * The lines of a file can be shared among as many readers as there are processors
 * where a line's end surely ends a row and its bytes are what they seem: in a
 * plain file in UTF-8 without a quote.  Of everything else, and of every fault,
 * a reader of a part knows nothing but that it cannot go on: then the table is
 * read by one from its first byte, who says what is wrong and where.
 */
#ifndef GREEN_CSV_TABLE_PART_H
#define GREEN_CSV_TABLE_PART_H

#include "csv/table_rows.h"

struct gr_table_part {
	struct gr_table_rows *rows; /* heading and rows of the part */
	/* private */
	int fd;
	uint64_t at, end;   /* of the file: what is left of the part */
	char *head;         /* the heading, */
	size_t head_bytes;  /* with its line's end, */
	size_t head_given;  /* and how much of it was read */
	bool behind_cr;     /* the last byte was a CR, */
	bool has_character; /* and one was no ASCII */
};

/* Open the part `which` of `parts`, each a run of lines, of the file at `path`.
 * False: it cannot be read in parts, or not now.  Lines are counted from the
 * part's beginning, and an error of its rows says no more than that there is
 * one.  Close it, also then. */
bool gr_table_part_open(struct gr_arena *keep, const char *path, size_t which,
    size_t parts, struct gr_table_part *part);
void gr_table_part_close(struct gr_table_part *part);

/* How many parts the file at `path` is worth: at most as many as there are
 * processors, and 1 if it is short or no plain file. */
size_t gr_table_parts(const char *path);

#endif
