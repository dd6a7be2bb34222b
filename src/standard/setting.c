/* setting.c - one setting of a standard */
#include "standard/setting.h"

#include "base/buf.h"
#include "csv/table.h"

#include <sys/stat.h>

enum gr_status gr_setting_read(struct gr_arena *keep, const char *folder,
    struct gr_slice key, struct gr_slice *out, struct gr_err *err)
{
	static const char *const required[] = { "key", "value", NULL };
	struct gr_buf path = { 0 };
	struct stat st;
	struct gr_table table;

	*out = GR_S("");
	gr_buf_format(&path, "%s/standard.csv", folder);
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK && (stat(folder, &st) != 0 || !S_ISDIR(st.st_mode)))
		status = gr_err_at(err, GR_EUSAGE, folder, 0, NULL,
		    "no such standard: it is a folder of tables");
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
