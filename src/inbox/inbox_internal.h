/* inbox_internal.h - what the files of the inbox share.
 *
 * waves.c knows the waves, files.c looks at what lies there, withdrawn.c knows what of it is left out,
 * programs.c looks at what reads it, converter.c at what old workbooks need, sheets.c at the answers, parts.c puts the
 * keys together; inbox.c calls them in order.
 */
#ifndef GREEN_INBOX_INBOX_INTERNAL_H
#define GREEN_INBOX_INBOX_INTERNAL_H

#include "inbox/inbox.h"
#include "release/walk.h"

/* files.c: what the province and the cities supply, and the tables. */
GR_MUST_USE enum gr_status gr_inbox_files(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);
GR_MUST_USE enum gr_status gr_inbox_tables(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);

/* waves.c: put down the waves that have begun. */
GR_MUST_USE enum gr_status gr_inbox_waves(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err);

/* The wave, of those that the standard has, whose folder a path lies in (or
 * is): inbox/WAVE/...; empty if there is none or it has not begun, and whether
 * that is so. */
struct gr_slice gr_inbox_wave_of(const struct gr_inbox_job *job,
    struct gr_slice path);
bool gr_inbox_is_later(const struct gr_inbox_job *job, struct gr_slice path);

/* withdrawn.c: read the list and find the bytes of what it names among all that
 * lies there; the row by which a file is left out, or NULL; and put it down. */
GR_MUST_USE enum gr_status gr_inbox_withdraw(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, const struct gr_walk *walk,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_inbox_withdrawal(const struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path,
    struct gr_slice sha256, const struct gr_withdrawal **by,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_inbox_leave_out(struct gr_inbox *inbox,
    struct gr_slice wave, struct gr_slice src, const struct gr_withdrawal *by,
    struct gr_err *err);

/* Whether reading a delivery depends on a table of the standard. */
bool gr_inbox_reads_table(struct gr_slice table);

/* converter.c: whether a file is for a converter; it, if something that lies
 * there is, and what of it a part depends on. */
GR_MUST_USE enum gr_status gr_inbox_is_old(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_slice path, bool *old,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_inbox_converter(struct gr_inbox *inbox,
    struct gr_err *err);
struct gr_slice gr_inbox_converter_sum(const struct gr_inventory *inventory);

/* programs.c: every program that a night starts, wherever PATH has it; where that
 * is, or NULL: nowhere, or no memory. */
const char *gr_inbox_program_path(struct gr_arena *keep, const char *program);
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
