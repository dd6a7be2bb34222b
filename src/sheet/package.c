/* package.c - the members of a workbook, which is a zip archive */
#include "sheet/package_internal.h"

#include "base/wording.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { MEMBERS_MAX = 10000, NAME_MAX_BYTES = 1024, BLOCK_BYTES = 64 * 1024 };

/* As stream/source.h bounds what a gzip unpacks to. */
#define FREE_BYTES ((uint64_t)10 << 20)
#define RATIO ((uint64_t)1000)

/* libzip takes errno for the system's reason even where the system had none: what
 * was in it before. */
void gr_package_forget_errno(void)
{
	errno = 0;
}

enum gr_status gr_package_refuse(const struct gr_package *package,
    zip_error_t *why, struct gr_err *err)
{
	int system = zip_error_system_type(why) == ZIP_ET_SYS
	    ? zip_error_code_system(why)
	    : 0;

	if (zip_error_code_zip(why) == ZIP_ER_MEMORY)
		return gr_err_memory(err);
	if (system != 0 && system != EINVAL) {
		errno = system;
		return gr_err_sys(err, package->name, "cannot be read");
	}
	return gr_err_at(err, GR_EDATA, package->name, 0, NULL,
	    "a workbook that is damaged or cut off (%s) [W01]",
	    zip_error_strerror(why));
}

static enum gr_status refuse_limit(const struct gr_package *package,
    const char *what, struct gr_err *err)
{
	return gr_err_at(err, GR_EDATA, package->name, 0, NULL, "%s [W02]",
	    what);
}

/* ---- the list of members ---- */

/* A name as it is compared, in `to`. */
static struct gr_slice fold_name(struct gr_slice path, char *to)
{
	size_t n = 0;

	for (size_t i = 0; i < path.len; i++) {
		char c = path.ptr[i];

		if (c == '\\')
			c = '/';
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c == '/' && n == 0)
			continue;
		to[n++] = c;
	}
	return gr_slice_make(to, n);
}

static enum gr_status add_member(struct gr_package *package, uint64_t i,
    struct gr_err *err)
{
	char room[NAME_MAX_BYTES];
	zip_stat_t stat;
	uint64_t other;

	if (zip_stat_index(package->zip, i, ZIP_FL_ENC_RAW, &stat) != 0)
		return gr_package_refuse(package, zip_get_error(package->zip),
		    err);
	struct gr_slice path = gr_slice_of(stat.name);
	if (path.len > NAME_MAX_BYTES)
		return refuse_limit(package,
		    GR_WORDS("a workbook with the name of a part that is "
		             "longer than 1024 bytes"),
		    err);
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD)
	    && stat.encryption_method != ZIP_EM_NONE)
		return gr_err_at(err, GR_EDATA, package->name, 0, NULL,
		    "a workbook that is encrypted: save it without a password "
		    "[W03]");
	struct gr_slice name = gr_arena_copy(package->keep,
	    fold_name(path, room));
	if (name.len > 0 && name.ptr[name.len - 1] == '/')
		return GR_OK; /* a folder */
	if (gr_map_get(&package->by_name, name, &other))
		return gr_err_at(err, GR_EDATA, package->name, 0, NULL,
		    "a workbook with two parts called '%.*s' [W01]",
		    GR_ARG(path));
	return name.ptr != NULL ? gr_map_put(&package->by_name, name, i, err)
	                        : gr_err_memory(err);
}

static enum gr_status list_members(struct gr_package *package,
    struct gr_err *err)
{
	zip_int64_t n = zip_get_num_entries(package->zip, 0);
	enum gr_status status = GR_OK;

	if (n > MEMBERS_MAX)
		return refuse_limit(package,
		    GR_WORDS("a workbook of more than 10000 parts"), err);
	for (zip_int64_t i = 0; i < n && status == GR_OK; i++)
		status = add_member(package, (uint64_t)i, err);
	return status;
}

static enum gr_status open_zip(struct gr_package *package, int fd,
    struct gr_err *err)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, 0), code = 0;

	if (own < 0)
		return gr_err_sys(err, package->name, "cannot be read");
	if (lseek(own, 0, SEEK_SET) < 0) {
		close(own);
		return gr_err_sys(err, package->name, "cannot be read");
	}
	gr_package_forget_errno();
	package->zip = zip_fdopen(own, 0, &code);
	if (package->zip != NULL)
		return GR_OK;
	close(own);
	zip_error_t why;
	zip_error_init_with_code(&why, code);
	enum gr_status status = gr_package_refuse(package, &why, err);
	zip_error_fini(&why);
	return status;
}

enum gr_status gr_package_open(int fd, const char *name,
    struct gr_package **out, struct gr_err *err)
{
	struct gr_package *package = calloc(1, sizeof *package);

	*out = NULL;
	if (package == NULL)
		return gr_err_memory(err);
	package->name = name;
	package->fd = fd;
	package->keep = gr_arena_new();
	if (package->keep == NULL) {
		free(package);
		return gr_err_memory(err);
	}
	package->by_name = gr_map_make(package->keep);
	enum gr_status status = open_zip(package, fd, err);
	if (status == GR_OK)
		status = list_members(package, err);
	if (status != GR_OK) {
		gr_package_close(package);
		return status;
	}
	*out = package;
	return GR_OK;
}

void gr_package_close(struct gr_package *package)
{
	if (package == NULL)
		return;
	if (package->zip != NULL)
		zip_discard(package->zip);
	gr_arena_free(package->keep);
	free(package);
}

const char *gr_package_name(const struct gr_package *package)
{
	return package->name;
}

size_t gr_package_find(const struct gr_package *package, struct gr_slice path)
{
	char room[NAME_MAX_BYTES];
	uint64_t at;

	return path.len <= NAME_MAX_BYTES
	        && gr_map_get(&package->by_name, fold_name(path, room), &at)
	    ? (size_t)at
	    : GR_PACKAGE_NO_MEMBER;
}

/* ---- a member's bytes ---- */

static enum gr_status check_ratio(const struct gr_package *package,
    struct gr_err *err)
{
	if (package->unpacked <= FREE_BYTES
	    || package->unpacked / RATIO <= package->packed)
		return GR_OK;
	return refuse_limit(package,
	    GR_WORDS("a workbook that unpacks to more than 1000 times its "
	             "size"),
	    err);
}

static enum gr_status read_blocks(struct gr_package *package, zip_file_t *file,
    gr_member_taker *take, void *context, struct gr_err *err)
{
	char *block = malloc(BLOCK_BYTES);
	enum gr_status status = block ? GR_OK : gr_err_memory(err);

	while (status == GR_OK) {
		gr_package_forget_errno();
		zip_int64_t n = zip_fread(file, block, BLOCK_BYTES);
		if (n < 0)
			status = gr_package_refuse(package,
			    zip_file_get_error(file), err);
		if (n <= 0)
			break;
		package->unpacked += (uint64_t)n;
		status = check_ratio(package, err);
		if (status == GR_OK)
			status = take(context, gr_slice_make(block, (size_t)n),
			    err);
	}
	free(block);
	return status == GR_END ? GR_OK : status;
}

enum gr_status gr_package_read(struct gr_package *package, size_t member,
    gr_member_taker *take, void *context, struct gr_err *err)
{
	zip_stat_t stat;
	zip_file_t *file = NULL;

	gr_package_forget_errno();
	if (zip_stat_index(package->zip, member, 0, &stat) == 0)
		file = zip_fopen_index(package->zip, member, 0);
	if (file == NULL)
		return gr_package_refuse(package, zip_get_error(package->zip),
		    err);
	package->packed += stat.comp_size;
	enum gr_status status = read_blocks(package, file, take, context, err);
	zip_fclose(file);
	return status;
}
