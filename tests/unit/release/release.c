/* release.h: a folder is the release that its manifest says, or it is refused.
 */
#include "release/release.h"

#include "ended.h"
#include "kept.h"

static struct gr_release release;
static struct gr_table table;

/* A manifest of the files a.csv and s.tsv as they are. */
static void write_manifest(void)
{
	char a[GR_SHA256_DIGITS + 1], s[GR_SHA256_DIGITS + 1], text[1024];

	cr_assert_eq(gr_file_sha256(scratch_path("a.csv"), a, &err), GR_OK);
	cr_assert_eq(gr_file_sha256(scratch_path("s.tsv"), s, &err), GR_OK);
	snprintf(text, sizeof(text),
	    "{\"as_of\":\"2021-11-15\",\"standard\":\"s\",\"inputs\":[],"
	    "\"tables\":[],\"programs\":[],\"outputs\":["
	    "{\"path\":\"a.csv\",\"sha256\":\"%s\"},"
	    "{\"path\":\"s.tsv\",\"sha256\":\"%s\"}]}",
	    a, s);
	scratch_text("manifest.json", text);
}

#define ROWS "wave\tsrc\tline\n2020\tf\t2\n2021\tf\t3\n"

static void setup(void)
{
	kept_open();
	scratch_text("a.csv", "code,name\n1,one\n");
	scratch_text("s.tsv", ended(ROWS, "p", ""));
	write_manifest();
	cr_assert_eq(gr_release_open(keep, scratch_folder, NULL, &release,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
}

TestSuite(release, .init = setup, .fini = kept_close);

static const char *const code_and_name[] = { "code", "name", NULL };

static bool is_2021(const void *context, const struct gr_header *header,
    const struct gr_row *row)
{
	(void)context;
	return header->n == 3 && gr_slice_eq(row->field[0], GR_S("2021"));
}

Test(release, tables_and_chosen_rows_of_streams_are_read)
{
	cr_assert_eq(gr_release_table(&release, "a.csv", code_and_name, &table,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert(gr_slice_eq(
	    gr_release_cell(&table, &table.row[0], GR_S("name")), GR_S("one")));
	cr_assert_eq(gr_release_cell(&table, &table.row[0], GR_S("other")).len,
	    0);
	cr_assert_eq(gr_release_stream(&release, "s.tsv", is_2021, NULL, &table,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(table.rows, 1);
	cr_assert_eq(table.row[0].line, 3);
	cr_assert(gr_slice_eq(table.row[0].cell[2], GR_S("3")));
}

/* A release made before 0.2: its manifest has the hash of the file. */
Test(release, of_before_trailers_had_a_hash_is_read)
{
	scratch_text("s.tsv", ROWS "#end\tp\t2\t32\n");
	write_manifest();
	cr_assert_eq(gr_release_open(keep, scratch_folder, NULL, &release,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(gr_release_stream(&release, "s.tsv", is_2021, NULL, &table,
	                 &err),
	    GR_OK, "%s", scratch_said(&err));
	cr_assert_eq(table.rows, 1);
}

Test(release, the_deliveries_are_two_folders_above)
{
	size_t n = strlen(release.data);

	cr_assert_gt(n, 6);
	cr_assert_str_eq(release.data + n - 6, "/../..");
	cr_assert_eq(gr_release_open(keep, scratch_folder, "elsewhere",
	                 &release, &err),
	    GR_OK);
	cr_assert_str_eq(release.data, "elsewhere");
}

Test(release, a_file_that_was_altered_is_refused)
{
	scratch_text("a.csv", "code,name\n1,two\n");
	cr_assert_eq(gr_release_table(&release, "a.csv", code_and_name, &table,
	                 &err),
	    GR_EDATA);
	cr_assert_str_eq(scratch_said(&err),
	    "a.csv: is not the file that was "
	    "published: manifest.json has another hash");
}

Test(release, a_file_that_was_not_published_is_refused)
{
	scratch_text("b.csv", "code,name\n");
	cr_assert_eq(gr_release_table(&release, "b.csv", code_and_name, &table,
	                 &err),
	    GR_EDATA);
	cr_assert_not_null(strstr(err.message, "has no such file"));
	cr_assert_eq(gr_release_table(&release, "c.csv", code_and_name, &table,
	                 &err),
	    GR_EDATA);
}

Test(release, a_table_without_its_columns_is_data_and_not_usage)
{
	static const char *const other[] = { "wave", NULL };

	cr_assert_eq(gr_release_table(&release, "a.csv", other, &table, &err),
	    GR_EDATA);
	cr_assert_eq(err.status, GR_EDATA);
}

Test(release, a_stream_without_its_end_is_refused)
{
	scratch_text("s.tsv", "wave\tsrc\tline\n2020\tf\t2\n");
	write_manifest();
	cr_assert_eq(
	    gr_release_open(keep, scratch_folder, NULL, &release, &err), GR_OK);
	cr_assert_eq(gr_release_stream(&release, "s.tsv", NULL, NULL, &table,
	                 &err),
	    GR_EDATA);
}

Test(release, a_folder_without_manifest_is_no_release)
{
	unlink(scratch_path("manifest.json"));
	cr_assert_eq(gr_release_open(keep, scratch_folder, NULL, &release,
	                 &err),
	    GR_EDATA);
	cr_assert_eq(gr_release_open(keep, "/nowhere", NULL, &release, &err),
	    GR_EDATA);
}
