/* The version; the Makefile gives it on the command line. */
#include "base/version.h"

#ifndef GR_VERSION
#define GR_VERSION "0.1.0"
#endif

/* A program's bytes can be asked for it, without starting the program. */
static const char mark[] = GR_VERSION_MARK GR_VERSION;

const char *gr_version(void)
{
	return mark + sizeof(GR_VERSION_MARK) - 1;
}
