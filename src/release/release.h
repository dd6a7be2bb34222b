/* release.h - a published release: its folder, manifest, tables and streams.
 *
 * A release is whole or does not exist, so whatever is missing, does not parse
 * or has another hash than the manifest says is GR_EDATA with the file's name:
 * it is no release, or no longer one.
 * Tables are held in memory (a province's are a few megabytes); of a stream
 * only the rows that are asked for.
 */
#ifndef GREEN_RELEASE_RELEASE_H
#define GREEN_RELEASE_RELEASE_H

#include "csv/table.h"
#include "release/manifest.h"

struct gr_release {
	struct gr_arena *keep;
	const char *path; /* as named */
	const char *data; /* folder of the deliveries */
	struct gr_manifest manifest;
	bool in_the_making; /* it has no manifest yet that names its files */
};

/* Open the release at `path` (borrowed), a folder or a link to one.  `data`
 * NULL: two folders above the release itself, where the nightly job has it. */
GR_MUST_USE enum gr_status gr_release_open(struct gr_arena *keep,
    const char *path, const char *data, struct gr_release *out,
    struct gr_err *err);

/* The same where a person may name the folder of the data, too: what is
 * published of them. */
GR_MUST_USE enum gr_status gr_release_open_meant(struct gr_arena *keep,
    const char *path, const char *data, struct gr_release *out,
    struct gr_err *err);

/* One that a night is making, at `path`: what it depends on is the `inventory`
 * (release/inventory.h), and its files are taken as they are. */
GR_MUST_USE enum gr_status gr_release_open_making(struct gr_arena *keep,
    const char *path, const char *inventory, struct gr_release *out,
    struct gr_err *err);

/* "2021-11-15-0badcafe0badcafe", as the nightly job names it: whatever its
 * folder is called now, this is what it was published as; `hash` (or NULL) is
 * that of its manifest. */
GR_MUST_USE enum gr_status gr_release_name(const struct gr_release *release,
    struct gr_slice *name, struct gr_slice *hash, struct gr_err *err);

/* The path of a file of the release, if it is the one that was published:
 * GR_EDATA says what is wrong with it. */
GR_MUST_USE enum gr_status gr_release_find(const struct gr_release *release,
    const char *name, const char **path, struct gr_err *err);

/* Read a table of the release; `required` (NULL-terminated) columns must be
 * there. */
GR_MUST_USE enum gr_status gr_release_table(const struct gr_release *release,
    const char *name, const char *const *required, struct gr_table *out,
    struct gr_err *err);

/* Which rows of a stream to keep. */
typedef bool gr_row_wanted_fn(const void *context,
    const struct gr_header *header, const struct gr_row *row);

/* Read a stream of the release as a table of the rows that `wanted` (NULL:
 * all) picks; their `line` is that in the stream. */
GR_MUST_USE enum gr_status gr_release_stream(const struct gr_release *release,
    const char *name, gr_row_wanted_fn *wanted, const void *context,
    struct gr_table *out, struct gr_err *err);

/* Show every row of a stream to `each`, one after the other; what fails there
 * ends it.  The row is valid during the call. */
typedef enum gr_status gr_release_row_fn(void *context,
    const struct gr_header *header, struct gr_row *row, struct gr_err *err);
GR_MUST_USE enum gr_status gr_release_rows(const struct gr_release *release,
    const char *name, gr_release_row_fn *each, void *context,
    struct gr_err *err);

/* Show the header (`cell` NULL) and then every row of a table (.csv) or stream
 * at `path` to `each`, with the cells under the header; they are valid during
 * the call. */
typedef enum gr_status gr_release_cells_fn(void *context,
    const struct gr_header *header, const struct gr_slice *cell,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_release_each(struct gr_arena *keep,
    const char *path, gr_release_cells_fn *each, void *context,
    struct gr_err *err);

/* Whether a table of the standard, an item of the manifest, is in `folder` as
 * the release was made with it. */
GR_MUST_USE enum gr_status gr_release_made_with(
    const struct gr_release *release, const char *folder,
    const struct gr_manifest_item *table, bool *same, struct gr_err *err);

/* The file that a release calls `src`, in the arena, or that has the sheet which
 * it calls so: one whose name was masked
 * is looked for among all that lie in its folder and below.  If there is none,
 * the path of a file that is not there. */
GR_MUST_USE enum gr_status gr_release_input(const struct gr_release *release,
    struct gr_slice src, const char **path, struct gr_err *err);

/* "folder/name", in the arena; NULL when memory ran out. */
const char *gr_release_path(struct gr_arena *keep, const char *folder,
    struct gr_slice name);

/* The cell of a row under a column, as it is; empty if there is none. */
struct gr_slice gr_release_cell(const struct gr_table *table,
    const struct gr_table_row *row, struct gr_slice column);

#endif
