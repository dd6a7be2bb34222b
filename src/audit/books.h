/* books.h - the auditor's books; books.c keeps them, enter.c
 * fills them from files, check.c asks whether they balance. */
#ifndef GREEN_AUDIT_BOOKS_H
#define GREEN_AUDIT_BOOKS_H

#include "audit/audit.h"
#include "stream/finding.h"

/* Words that no wave and no column can be. */
#define GR_ANY_WAVE GR_S("\n")     /* such a file was entered */
#define GR_WHOLE_RECORD GR_S("\n") /* set aside or stopped */
#define GR_EVERY_ANSWER GR_S("\r") /* a tie */

struct gr_audit_entry { /* a line of a ledger */
	struct gr_slice program, part, wave;
	bool rows;
	uint64_t n[GR_COUNTERS];
};

enum gr_audit_count { /* what is counted by program and wave */
	GR_COUNT_STREAM,
	GR_COUNT_FLAG,
	GR_COUNT_ASK,
	GR_COUNT_MERGE,
	GR_COUNT_SKIP,
	GR_COUNT_SET_ASIDE,
	GR_COUNT_RESPONDED,
	GR_COUNT_KINDS
};

struct gr_audit_counts {
	struct gr_slice program, wave;
	uint64_t n[GR_COUNT_KINDS];
	bool seen[GR_COUNT_KINDS]; /* such a file was entered */
};

struct gr_audit_place { /* a cell or record that needs a finding */
	struct gr_slice wave, src, line, column, rule;
	const char *file;
};

enum gr_audit_file_kind {
	GR_FILE_LEDGER,
	GR_FILE_FINDINGS,
	GR_FILE_ASIDE,
	GR_FILE_TALLY,
	GR_FILE_ROWS,   /* records: wave src line ... */
	GR_FILE_COUNTS, /* figures of waves: wave ... */
	GR_FILE_OTHER   /* only its trailer says something */
};

/* What every file gives: rows under a program that its trailer names. */
struct gr_audit_file {
	enum gr_audit_file_kind kind;
	const char *name;
	const struct gr_header *header;
	struct gr_audit_file_counts {
		struct gr_slice wave;
		uint64_t n[GR_COUNT_KINDS];
	} * count;
	size_t counts, room;
	const bool *answers; /* by column: a "?" needs a finding */
};

struct gr_audit {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	struct gr_buf key;
	struct gr_audit_entry *entry;
	size_t entries, entries_room;
	struct gr_audit_counts *count;
	size_t counts, counts_room;
	struct gr_map count_index;
	struct gr_audit_place *queried; /* cells that are "?" */
	size_t queries, queries_room;
	struct gr_audit_place *aside; /* records set aside */
	size_t asides, asides_room;
	struct gr_map known;          /* of places: what findings name */
	struct gr_map met;            /* queried cells entered already */
	struct gr_map said;           /* findings, word for word */
	struct gr_audit_place *twice; /* findings that stand twice */
	size_t twices, twices_room;
	uint64_t places;             /* of the statistics */
	struct gr_audit_place *over; /* where more responded than there are */
	size_t overs, overs_room;
	const char **foreign; /* files made from foreign input */
	size_t foreigns, foreigns_room;
	struct gr_audit_file file; /* the one that is entered */
};

/* The key of a place; valid until the next call.  {NULL, 0}: no memory. */
struct gr_slice gr_audit_key(struct gr_audit *audit, struct gr_slice wave,
    struct gr_slice src, struct gr_slice line, struct gr_slice column);

/* The counts of a program and wave, made if need be; NULL: no memory. */
struct gr_audit_counts *gr_audit_counts(struct gr_audit *audit,
    struct gr_slice program, struct gr_slice wave, struct gr_err *err);

/* Put a key into a map of keys, once. */
GR_MUST_USE enum gr_status gr_audit_remember(struct gr_audit *audit,
    struct gr_map *map, struct gr_slice key, struct gr_err *err);

/* Add a place, whose texts are copied, to one of the lists of places. */
GR_MUST_USE enum gr_status gr_audit_place(struct gr_audit *audit,
    struct gr_audit_place **places, size_t *n, size_t *room,
    struct gr_audit_place place, struct gr_err *err);

/* The file `name`, which lives as long as the books, is of foreign input. */
GR_MUST_USE enum gr_status gr_audit_foreign(struct gr_audit *audit,
    const char *name, struct gr_err *err);

#endif
