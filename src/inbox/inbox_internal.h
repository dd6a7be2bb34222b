/* inbox_internal.h - what the files of the inbox share.
 *
 * files.c looks at what lies there, programs.c at what reads it, sheets.c at
 * the answers, parts.c puts the keys together; inbox.c calls them in order.
 */
#ifndef GREEN_INBOX_INBOX_INTERNAL_H
#define GREEN_INBOX_INBOX_INTERNAL_H

#include "inbox/inbox.h"

/* files.c: what the province and the cities supply, and the tables. */
GR_MUST_USE enum gr_status gr_inbox_files(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);
GR_MUST_USE enum gr_status gr_inbox_tables(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);

/* Whether reading a delivery depends on a table of the standard. */
bool gr_inbox_reads_table(struct gr_slice table);

/* programs.c: every program that a night starts, wherever PATH has it. */
GR_MUST_USE enum gr_status gr_inbox_programs(struct gr_inbox *inbox,
    struct gr_err *err);

/* Whether deliveries are read by it. */
bool gr_inbox_reads_program(struct gr_slice program);

/* sheets.c: whose answers each sheet holds. */
GR_MUST_USE enum gr_status gr_inbox_sheets(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);

/* parts.c: doubles, which it takes to know whose answers there are; keys, and
 * why. */
GR_MUST_USE enum gr_status gr_inbox_twins(struct gr_inbox *inbox,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_inbox_parts(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);

#endif
