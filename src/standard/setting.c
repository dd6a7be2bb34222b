/* setting.c - one setting of a standard */
#include "standard/setting.h"

#include "base/buf.h"
#include "csv/table.h"

#include <errno.h>
#include <sys/stat.h>

enum gr_status gr_standard_folder(const char *path, struct gr_err *err)
{
	struct stat st;
	int why = stat(path, &st) == 0 ? 0 : errno;

	/* what cannot be looked at may be one */
	if (why != 0
	    && gr_err_named(err, path, "cannot be examined", why) == GR_ESYS)
		return GR_ESYS;
	return why == 0 && S_ISDIR(st.st_mode)
	    ? GR_OK
	    : gr_err_at(err, GR_EUSAGE, path, 0, NULL,
	        "no such standard: it is a folder of tables");
}

enum gr_status gr_setting_read(struct gr_arena *keep, const char *folder,
    struct gr_slice key, struct gr_slice *out, struct gr_err *err)
{
	static const char *const required[] = { "key", "value", NULL };
	struct gr_buf path = { 0 };
	struct gr_table table;

	*out = GR_S("");
	gr_buf_format(&path, "%s/standard.csv", folder);
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK)
		status = gr_standard_folder(folder, err);
	if (status == GR_OK)
		status = gr_table_read_plain(keep, path.ptr, required, NULL,
		    &table, err);
	for (size_t i = 0; status == GR_OK && i < table.rows; i++)
		if (gr_slice_eq(gr_table_cell(&table, &table.row[i], "key"),
		        key)) {
			*out = gr_table_cell(&table, &table.row[i], "value");
			break;
		}
	gr_buf_free(&path);
	return status;
}
