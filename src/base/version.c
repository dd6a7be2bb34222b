/* The version; the Makefile gives it on the command line. */
#include "base/version.h"

/* A program's bytes can be asked for it, without starting the program. */
static const char mark[] = GR_VERSION_MARK GR_VERSION;

const char *gr_version(void)
{
	return mark + sizeof(GR_VERSION_MARK) - 1;
}
