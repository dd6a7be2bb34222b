/* inbox.h - what lies there, and which parts of a night have to be made.
 *
 * A night reads a delivery again only if something that its part depends on
 * has changed: its bytes or name, the answers to its queries, the tables,
 * programs and registers that reading needs.  All of that goes into the part's
 * key, and what the last night found, its inventory, says which of it changed.
 * Names lie, and so do times of change: everything goes by its hash.
 */
#ifndef GREEN_INBOX_INBOX_H
#define GREEN_INBOX_INBOX_H

#include "inbox/arrival.h"
#include "query/sheet_complaint.h"
#include "release/inventory.h"
#include "release/manifest.h"
#include "release/withdrawn.h"
#include "standard/standard.h"
#include "stream/source.h"

#include <nettle/sha2.h>

struct gr_inbox_job {
	const char *root;     /* folder with register.csv, inbox, answers ... */
	const char *cache;    /* folder of parts, by key; NULL: none */
	const char *previous; /* the last night's inventory; NULL: none */
	const char *published; /* manifest of what is published; NULL: none */
	const struct gr_standard *standard;
	struct gr_slice as_of;    /* "2021-11-15" */
	struct gr_slice language; /* "zh" or "en" */
	struct gr_slice common;   /* hash of what every part is matched with */
	struct gr_arrival_clock clock;
	bool sm3; /* find that of every input and table, too */
};

/* Why a part is made: what has changed since the last night. */
enum {
	GR_WHY_NEW = 1u << 0,      /* no such delivery */
	GR_WHY_CHANGED = 1u << 1,  /* its bytes */
	GR_WHY_ANSWERED = 1u << 2, /* the answers to its queries */
	GR_WHY_RULE = 1u << 3,     /* a table of the standard */
	GR_WHY_PROGRAM = 1u << 4,  /* a program that reads deliveries */
	GR_WHY_REGISTER = 1u << 5, /* the register, or its changes */
	GR_WHY_LOST = 1u << 6      /* nothing, but it is not there any more */
};

/* The words of these bits, joined by ';'; "kept" for 0. */
void gr_inbox_why(unsigned because, struct gr_buf *to);

struct gr_inbox_sheet {       /* what lies among the answers */
	struct gr_slice path; /* its bytes */
	struct gr_slice src;  /* as streams call it */
	struct gr_slice sha256;
	bool old; /* a converter has to read it (sheet/old_book.h) */
	struct gr_slice
	    *asked; /* deliveries it answers queries about, sorted */
	size_t n;
	struct gr_sheet_complaint *complaint; /* what of it cannot be used */
	size_t complaints;
};

struct gr_inbox_delivery {
	struct gr_slice wave, path, src, sha256;
	bool old; /* a converter has to read it (sheet/old_book.h) */
	const struct gr_inbox_delivery *twin; /* the same bytes, which stand */
	const struct gr_inbox_sheet **sheet;  /* that answer its queries */
	size_t sheets, sheets_room;
	struct gr_slice key; /* of its part */
	unsigned why;        /* 0: its part is there */
};

enum gr_unread {
	GR_UNREAD_LINK,     /* no regular file */
	GR_UNREAD_ASTRAY,   /* in no wave's folder */
	GR_UNREAD_TEMPORARY /* by its name */
};

struct gr_inbox_unread { /* what is passed over */
	struct gr_slice wave, src;
	enum gr_unread what;
};

struct gr_inbox_waiting { /* still arriving, and in no inventory */
	struct gr_slice wave, src;
	bool published; /* what is published was made from it as it was */
};

struct gr_inbox_left_out { /* a delivery or answers that were withdrawn */
	struct gr_slice wave, src; /* wave empty: answers */
	const struct gr_withdrawal *by;
};

struct gr_inbox {
	struct gr_arena *keep;
	struct gr_inventory inventory;
	struct gr_inbox_delivery *delivery; /* by path */
	struct gr_inbox_sheet *sheet;
	struct gr_inbox_unread *unread;
	size_t deliveries, deliveries_room, sheets, sheets_room;
	size_t unreads, unreads_room;
	struct gr_inbox_waiting *waiting;
	size_t waitings, waitings_room;
	struct gr_manifest published;
	bool published_unread; /* there is one, and it cannot be read */
	struct gr_withdrawn withdrawn;
	bool *named; /* by row of the list: there is what it names */
	struct gr_map withdrawn_bytes; /* wave and hash -> row of the list */
	struct gr_inbox_left_out *left_out;
	size_t left_outs, left_outs_room;
	struct gr_map masked; /* names with a number in them: how many so far */
};

/* Add what is left of a source to a hash. */
GR_MUST_USE enum gr_status gr_inbox_hash(struct sha256_ctx *hash,
    struct gr_source *source, struct gr_err *err);

/* Look at everything.  GR_EDATA: something cannot be read; GR_EUSAGE: a table
 * cannot; GR_ESYS: a program is missing. */
GR_MUST_USE enum gr_status gr_inbox_look(struct gr_arena *keep,
    const struct gr_inbox_job *job, struct gr_inbox *out, struct gr_err *err);

/* Whether a delivery of this name lies in the inbox and stands. */
bool gr_inbox_has(const struct gr_inbox *inbox, struct gr_slice src);

/* Whether what is left out is not itself withdrawn, but has the bytes of one
 * that is. */
bool gr_inbox_is_copy(const struct gr_inbox_left_out *left_out);

/* Whether a row of the list is in force, and nothing that it could name lies
 * there. */
bool gr_inbox_names_nothing(const struct gr_inbox *inbox,
    const struct gr_inbox_job *job, size_t row);

#endif
