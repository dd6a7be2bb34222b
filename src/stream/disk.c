/* disk.c - what was written stays when the power goes. */
#include "stream/disk.h"

#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

enum gr_status gr_disk_sync(const char *folder, struct gr_err *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool failed = fd < 0 || syncfs(fd) != 0;
	enum gr_status status = failed
	    ? gr_err_sys(err, folder, "cannot be written to the disk")
	    : GR_OK;

	if (fd >= 0)
		(void)close(fd); /* only synced by */
	return status;
}
