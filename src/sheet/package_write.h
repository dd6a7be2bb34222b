/* package_write.h - a workbook again, with some of its members changed.
 *
 * The other members are copied as they lie there, packed: not a byte of them is
 * unpacked.  What is changed or added is dated 1980-01-01, the first day that a
 * zip archive knows, so that the same changes make the same bytes.
 */
#ifndef GREEN_SHEET_PACKAGE_WRITE_H
#define GREEN_SHEET_PACKAGE_WRITE_H

#include "sheet/package.h"

struct gr_package_change {
	size_t member; /* GR_PACKAGE_NO_MEMBER: a new one, called */
	const char *path;
	int fd; /* its bytes, borrowed */
};

/* Write it to the empty file `fd`.  GR_EDATA as gr_package_open() says. */
GR_MUST_USE enum gr_status gr_package_write(struct gr_package *package,
    const struct gr_package_change *change, size_t n, int fd,
    struct gr_err *err);

#endif
