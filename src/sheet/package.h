/* package.h - the members of a workbook, which is a zip archive.
 *
 * A zip is read where it lies, never unpacked: a member's name is only ever
 * compared, so none leads out of anywhere.  Names are compared as OPC has them,
 * without case and with `\` for `/`; two members of one name, an encrypted
 * one, or more than 10,000 of them are refused.  What comes out is held against
 * what lies there (as a gzip is, stream/source.h), and each member's check sum
 * is looked at when its last byte has been read.
 */
#ifndef GREEN_SHEET_PACKAGE_H
#define GREEN_SHEET_PACKAGE_H

#include "base/err.h"
#include "base/slice.h"

#define GR_PACKAGE_NO_MEMBER SIZE_MAX

struct gr_package;

/* Open what lies in `fd`, which can be read at any place and stays the
 * caller's; `name` (borrowed) is for messages.  GR_EDATA, with the rule in
 * brackets at the message's end: [W01] damaged or cut off, [W02] a limit,
 * [W03] encrypted. */
GR_MUST_USE enum gr_status gr_package_open(int fd, const char *name,
    struct gr_package **out, struct gr_err *err);
void gr_package_close(struct gr_package *package); /* NULL is allowed */

const char *gr_package_name(const struct gr_package *package);

/* Which member is called `path` (no leading `/`), or GR_PACKAGE_NO_MEMBER. */
size_t gr_package_find(const struct gr_package *package, struct gr_slice path);

/* A member's bytes, a block at a time: the taker answers GR_END when it has
 * seen enough.  GR_EDATA as above, or what the taker answers. */
typedef enum gr_status gr_member_taker(void *context, struct gr_slice block,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_package_read(struct gr_package *package,
    size_t member, gr_member_taker *take, void *context, struct gr_err *err);

#endif
