/* outbox.h - the folder of what goes back to its senders.
 *
 * FOLDER/<city_code>/<file>.xlsx, for the owner's eyes alone, since they are
 * deliveries with all that is in them.  Each file appears whole or not at all.
 * What an earlier run made and this one does not goes away at the end; what
 * somebody else has put there stays, for FOLDER/.made says what is ours; where
 * it is in the way it is put aside, with `.kept` behind its name.
 */
#ifndef GREEN_QUERY_OUTBOX_H
#define GREEN_QUERY_OUTBOX_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

struct gr_outbox {
	struct gr_arena *keep;
	const char *folder;
	struct gr_map before, now; /* "<city_code>/<file>" -> position */
	struct gr_slice *old;      /* of before */
	size_t olds, room;
	struct gr_slice *named; /* of now */
	bool *put;              /* it has appeared */
	size_t names, names_room, put_room;
	struct gr_buf text, path;
	int fd; /* what is being written; -1: nothing */
};

/* Open it, and make it if need be.  GR_ESYS: it, or something of it, is a link
 * or no folder. */
GR_MUST_USE enum gr_status gr_outbox_open(struct gr_arena *keep,
    const char *folder, struct gr_outbox *out, struct gr_err *err);
void gr_outbox_close(struct gr_outbox *outbox);

/* A name for what comes of the delivery `file` (as streams call it, without
 * folders): <city_code>/<file>.xlsx, with the wave in front where that is taken;
 * valid until _close.  Names are given before anything is put. */
GR_MUST_USE enum gr_status gr_outbox_name(struct gr_outbox *outbox,
    struct gr_slice city_code, struct gr_slice wave, struct gr_slice file,
    struct gr_slice *name, struct gr_err *err);

/* All names are given: from now on they are known as ours. */
GR_MUST_USE enum gr_status gr_outbox_begin(struct gr_outbox *outbox,
    struct gr_err *err);

/* An empty file to write one in, the outbox's own; and what it holds then appears
 * under a name. */
GR_MUST_USE enum gr_status gr_outbox_file(struct gr_outbox *outbox, int *fd,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_outbox_put(struct gr_outbox *outbox,
    struct gr_slice name, struct gr_err *err);

/* What was not put this time goes away, and all of it is on the disk. */
GR_MUST_USE enum gr_status gr_outbox_settle(struct gr_outbox *outbox,
    struct gr_err *err);

#endif
