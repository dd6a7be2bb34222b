#include "stream/pipe.h"

#include <fcntl.h>

enum { PIPE_BYTES = 256 * 1024 };

void gr_pipe_widen(int fd)
{
	int now = fcntl(fd, F_GETPIPE_SZ); /* -1: is none */

	if (now > 0 && now < PIPE_BYTES)
		(void)fcntl(fd, F_SETPIPE_SZ, PIPE_BYTES);
}
