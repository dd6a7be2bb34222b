/* package_internal.h - what package.c and package_write.c share. */
#ifndef GREEN_SHEET_PACKAGE_INTERNAL_H
#define GREEN_SHEET_PACKAGE_INTERNAL_H

#include "base/map.h"
#include "sheet/package.h"

#include <zip.h>

struct gr_package {
	const char *name;
	int fd; /* the caller's */
	zip_t *zip;
	struct gr_arena *keep;
	struct gr_map by_name;
	uint64_t packed, unpacked; /* bytes, of what was read */
};

/* Before the library is asked for anything that may be refused. */
void gr_package_forget_errno(void);

/* The library's own words say what is wrong with the archive, and the system's
 * what it could not read. */
enum gr_status gr_package_refuse(const struct gr_package *package,
    zip_error_t *why, struct gr_err *err);

#endif
