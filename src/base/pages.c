/* pages.c - memory in large pages */
#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

enum { LARGE = 2 << 20 };

void gr_pages_large(void *from, size_t bytes)
{
	uintptr_t at = (uintptr_t)from, end = (at + bytes) / LARGE * LARGE;

	at = (at + LARGE - 1) / LARGE * LARGE;
	if (at < end)
		(void)madvise((void *)at, end - at, MADV_HUGEPAGE);
}
