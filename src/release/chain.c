/* chain.c - the programs of a night and the files of a release */
#include "release/chain.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define STAGE GR_CHAIN_IN_A_CHAIN
#define READS GR_CHAIN_READS

const struct gr_chain_program gr_chain[] = {
	{ "green-ingest", GR_CHAIN_LINE, NULL, GR_CHAIN_BOOKS | GR_CHAIN_LAYOUT,
	    STAGE, NULL },
	{ "green-amend", GR_CHAIN_ANSWERED, "green-ingest", GR_CHAIN_BOOKS,
	    STAGE, NULL },
	{ "green-clean", GR_CHAIN_LINE, "green-ingest", GR_CHAIN_BOOKS, STAGE,
	    "flags" },
	{ "green-match", GR_CHAIN_LINE, "green-clean", GR_CHAIN_BOOKS, STAGE,
	    "street_code" },
	{ "green-dedup", GR_CHAIN_LINE, "green-match", GR_CHAIN_BOOKS, STAGE,
	    NULL },
	{ "green-normalise", GR_CHAIN_LINE, "green-dedup", GR_CHAIN_BOOKS,
	    STAGE, "prev.status" },
	{ "green-score", GR_CHAIN_LINE, "green-normalise", GR_CHAIN_BOOKS,
	    STAGE, "status" },
	{ "green-tally", GR_CHAIN_LINE, "green-score", GR_CHAIN_BOOKS, STAGE,
	    "measure" },
	{ "green-stats", GR_CHAIN_WHOLE, "green-tally", GR_CHAIN_BOOKS, STAGE,
	    "level" },
	{ "green-track", GR_CHAIN_HELPER, "green-stats", GR_CHAIN_BOOKS, STAGE,
	    NULL },
	{ "green-absent", GR_CHAIN_WHOLE, "green-score", GR_CHAIN_BOOKS, STAGE,
	    NULL },
	{ "green-query", GR_CHAIN_HELPER, NULL, GR_CHAIN_BOOKS, STAGE, NULL },
	{ "green-mark", GR_CHAIN_HELPER, NULL, 0, STAGE, NULL },
	{ "green-export", GR_CHAIN_HELPER, NULL, 0, STAGE, NULL },
	{ "green-cat", GR_CHAIN_HELPER, NULL, GR_CHAIN_BOOKS, STAGE, NULL },
	{ "green-ledger", GR_CHAIN_HELPER, NULL, 0, STAGE, NULL },
	{ "green-register", GR_CHAIN_HELPER, NULL, 0, STAGE, NULL },
	{ "green-chain", GR_CHAIN_HELPER, NULL, 0, READS, NULL },
	{ "green-audit", GR_CHAIN_HELPER, NULL, 0, 0, NULL },
	{ "green-inbox", GR_CHAIN_HELPER, NULL,
	    GR_CHAIN_FINDINGS | GR_CHAIN_LEDGER, 0, NULL },
	{ "green-report", GR_CHAIN_HELPER, NULL, 0, 0, NULL },
	{ "green-manifest", GR_CHAIN_HELPER, NULL, 0, 0, NULL },
};
const size_t gr_chain_programs = COUNT(gr_chain);

const struct gr_chain_program *gr_chain_find(const char *name)
{
	for (size_t i = 0; name != NULL && i < gr_chain_programs; i++)
		if (strcmp(gr_chain[i].name, name) == 0)
			return &gr_chain[i];
	return NULL;
}

const struct gr_chain_file gr_chain_file[] = {
	{ "cities.csv", "green-stats" },
	{ "counties.csv", "green-stats" },
	{ "criteria.csv", "green-stats" },
	{ "milestones.csv", "green-track" },
	{ "pace.csv", "green-track" },
	{ "communities.csv", "green-score" },
	{ "not-responded.csv", "green-absent" },
	{ "layouts.csv", "green-ingest" },
	{ "findings.csv", "green-export" },
	{ "set-aside.csv", "green-export" },
	{ "withdrawn.csv", "green-inbox" },
	{ "queries/", "green-query" },
	{ "records.tsv", "green-normalise" },
	{ "tallies.tsv", "green-tally" },
	{ "ledger.csv", "green-ledger" },
	{ "report.html", "green-report" },
	{ "finder.html", "green-report" },
	{ "release.xlsx", "green-report" },
	{ "SHA256SUMS", "green-manifest" },
	{ "manifest.json", "green-manifest" },
};
const size_t gr_chain_files = COUNT(gr_chain_file);

const struct gr_chain_file *gr_chain_find_file(struct gr_slice path)
{
	for (size_t i = 0; i < gr_chain_files; i++) {
		struct gr_slice name = gr_slice_of(gr_chain_file[i].name);

		if (gr_slice_eq(path, name)
		    || (gr_slice_ends(name, GR_S("/"))
		        && gr_slice_starts(path, name)))
			return &gr_chain_file[i];
	}
	return NULL;
}
