/* chain.h - the programs of a night and the files of a release, once.
 *
 * Records pass from program to program in one order; every program leaves side
 * files of the same kinds; a release has these files and no others.  The
 * auditor, the manifest, the inventory and the tests of what the README and
 * the scripts say read it here; `green-manifest --list` prints it.  How the
 * programs are called is the text of pipelines/nightly.
 */
#ifndef GREEN_RELEASE_CHAIN_H
#define GREEN_RELEASE_CHAIN_H

#include "base/slice.h"

enum gr_chain_role {
	GR_CHAIN_LINE,     /* passes records on to the next of the line */
	GR_CHAIN_ANSWERED, /* stands behind `after` where there are answers */
	GR_CHAIN_WHOLE,    /* each run reads all that `after` wrote */
	GR_CHAIN_HELPER    /* passes no records */
};

enum { /* what it leaves beside its output */
	GR_CHAIN_FINDINGS = 1u << 0,
	GR_CHAIN_SET_ASIDE = 1u << 1,
	GR_CHAIN_LEDGER = 1u << 2,
	GR_CHAIN_LAYOUT = 1u << 3,
	GR_CHAIN_BOOKS = GR_CHAIN_FINDINGS | GR_CHAIN_SET_ASIDE
	    | GR_CHAIN_LEDGER
};

enum {                                 /* how a night runs it */
	GR_CHAIN_IN_A_CHAIN = 1u << 0, /* as a stage of green-chain */
	GR_CHAIN_READS = 1u << 1 /* what it writes of a delivery is kept */
};

struct gr_chain_program {
	const char *name; /* "green-clean" */
	enum gr_chain_role role;
	const char *after; /* or NULL */
	unsigned side;     /* GR_CHAIN_FINDINGS | ... */
	unsigned how;      /* GR_CHAIN_IN_A_CHAIN, GR_CHAIN_READS */
	const char *mark;  /* a column that only what it wrote has, or NULL */
};

/* SHA256SUMS and manifest.json last: the manifest names neither. */
struct gr_chain_file {
	const char *name;  /* "cities.csv"; "queries/" is a folder */
	const char *maker; /* "green-stats" */
};

/* Every program of a night, those of the line in its order. */
extern const struct gr_chain_program gr_chain[];
extern const size_t gr_chain_programs;

/* The program of that name; NULL: none, or no name. */
const struct gr_chain_program *gr_chain_find(const char *name);

/* Every file of a release. */
extern const struct gr_chain_file gr_chain_file[];
extern const size_t gr_chain_files;

/* The file or folder of a release that `path` is or lies in; NULL: none. */
const struct gr_chain_file *gr_chain_find_file(struct gr_slice path);

#endif
