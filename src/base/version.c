/* The version; the Makefile gives it on the command line. */
#include "base/version.h"

#ifndef GR_VERSION
#define GR_VERSION "0.1.0"
#endif

const char *gr_version(void)
{
	return GR_VERSION;
}
