/* stage_chain.h - the command line of several stages in one process.
 *
 *   green-chain --jobs 2 ingest --wave 2021 a.csv : clean : match --register r.csv
 *
 * Before the first stage's name stand the options of the chain itself, then the
 * stages with their own words, a word ":" between two of them.
 */
#ifndef GREEN_PROGRAM_STAGE_CHAIN_H
#define GREEN_PROGRAM_STAGE_CHAIN_H

#include "program/filter.h"

/* The whole of the program, which is called `program`.  `stage` is a list of
 * those there are, NULL at its end. */
int gr_stage_chain_main(const char *program,
    const struct gr_filter *const *stage, int argc, char **argv);

#endif
