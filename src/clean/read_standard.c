/* read_standard.c - a standard, read and validated whole */
#include "clean/read_standard.h"

#include "clean/rules.h"

enum gr_status gr_standard_read(struct gr_arena *keep, const char *path,
    struct gr_standard *out, struct gr_err *err)
{
	enum gr_status status = gr_standard_load(keep, path,
	    GR_STANDARD_WITH_CELLS, out, err);

	return status == GR_OK ? gr_cell_rules_check(out, err) : status;
}
