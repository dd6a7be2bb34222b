/* province.c - the release of a province: may it be counted with the others? */
#include "nation/province.h"

#include "base/wording.h"
#include "register/register.h"
#include "release/verify.h"
#include "standard/setting.h"

/* What has failed, if anything has, is a reason to refuse it. */
static enum gr_status settle(const struct gr_nation *nation,
    struct gr_province *province, enum gr_status status,
    const struct gr_err *why, struct gr_err *err)
{
	return status == GR_OK ? GR_OK
	                       : gr_province_refuse(nation, province, why, err);
}

static const char *path_in(const struct gr_nation *nation,
    const struct gr_province *province, const char *name)
{
	return gr_release_path(nation->keep, province->folder,
	    gr_slice_of(name));
}

/* ---- which it is ---- */

static enum gr_status find_rule(const struct gr_nation *nation,
    struct gr_province *province, struct gr_err *err)
{
	const char *standard = path_in(nation, province, "standard");
	struct gr_err why = { .line = 0 };
	struct gr_slice region;

	if (standard == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_setting_read(nation->keep, standard,
	    GR_S("region"), &region, &why);
	if (status != GR_OK)
		return gr_province_refuse(nation, province, &why, err);
	province->rule = gr_area_rule_of(nation->standard, true, region);
	if (province->rule != NULL)
		return GR_OK;
	(void)gr_err_set(&why, GR_EDATA,
	    "areas.csv has no province of the code '%.*s'", GR_ARG(region));
	return gr_province_refuse(nation, province, &why, err);
}

/* ---- its release ---- */

struct told {
	const struct gr_nation *nation;
	struct gr_province *province;
	size_t damaged;
};

static enum gr_status tell(void *context, struct gr_slice file,
    enum gr_verify_state state, struct gr_err *err)
{
	static const char *const words[] = {
		[GR_VERIFY_CHANGED] = GR_WORDS("is not what was published"),
		[GR_VERIFY_MISSING] = GR_WORDS("is missing"),
		[GR_VERIFY_RENAMED] = GR_WORDS(
		    "is not that of the release of this name"),
		[GR_VERIFY_FORGED] = GR_WORDS("is not signed by the key"),
		[GR_VERIFY_UNSIGNED] = GR_WORDS("is not signed by the key"),
	};
	enum { TOLD_MOST = 3 };
	struct told *told = context;
	struct gr_err why = { .line = 0 };

	if (state >= GR_VERIFY_UNCHECKED || ++told->damaged > TOLD_MOST)
		return GR_OK;
	file = gr_arena_copy(told->nation->keep, file);
	if (file.ptr == NULL)
		return gr_err_memory(err);
	(void)gr_err_at(&why, GR_EDATA, file.ptr, 0, NULL, "%s", words[state]);
	return gr_province_refuse(told->nation, told->province, &why, err);
}

static struct gr_slice version_of(const struct gr_manifest *manifest)
{
	const struct gr_manifest_item *item = gr_manifest_find(manifest,
	    GR_MANIFEST_PROGRAMS, GR_S("green-chain"));

	return item != NULL ? item->mark : GR_S("");
}

/* Its name, its day, and whether it is whole. */
static enum gr_status open_release(const struct gr_nation *nation,
    struct gr_province *province, struct gr_release *release,
    struct gr_err *err)
{
	const char *path = path_in(nation, province, "releases/current");
	struct told told = { nation, province, 0 };
	const struct gr_verify_job job = { nation->keep, path, nation->key,
		tell, &told };
	struct gr_verify_result result;
	struct gr_err why = { .line = 0 };
	struct gr_slice hash;

	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_release_verify(&job, release, &result, &why);
	if (status == GR_OK)
		status = gr_release_name(release, &province->release, &hash,
		    &why);
	if (status != GR_OK)
		return settle(nation, province, status, &why, err);
	release->data = province->folder;
	province->as_of = release->manifest.as_of;
	province->version = version_of(&release->manifest);
	if (gr_slice_eq(province->as_of, nation->as_of))
		return GR_OK;
	(void)gr_err_set(&why, GR_EDATA, "it is as of %.*s, not of %.*s",
	    GR_ARG(province->as_of), GR_ARG(nation->as_of));
	return gr_province_refuse(nation, province, &why, err);
}

/* ---- its register ---- */

/* The one that the release was made with, and of this province alone: by a
 * county of another one figures would be counted there. */
static enum gr_status check_register(const struct gr_nation *nation,
    const struct gr_release *release, struct gr_province *province,
    struct gr_err *err)
{
	const struct gr_manifest_item *item = gr_manifest_find(
	    &release->manifest, GR_MANIFEST_INPUTS, GR_S("register.csv"));
	const char *path = path_in(nation, province, "register.csv");
	enum gr_manifest_state state = GR_MANIFEST_SAME;
	struct gr_err why = { .line = 0 };
	struct gr_register reg;

	if (path == NULL)
		return gr_err_memory(err);
	enum gr_status status = gr_manifest_compare(item, path, &state, &why);
	if (status == GR_OK && state != GR_MANIFEST_SAME)
		status = gr_err_at(&why, GR_EDATA, "register.csv", 0, NULL,
		    "is not the one that this release was made with");
	if (status == GR_OK)
		status = gr_register_read(nation->keep, path, nation->standard,
		    &reg, &why);
	if (status != GR_OK)
		return settle(nation, province, status, &why, err);
	for (const struct gr_county *county = reg.county; county != NULL;
	     county = county->next) {
		if (gr_area_rule_province(nation->standard, county->code)
		    == province->rule)
			continue;
		(void)gr_err_at(&why, GR_EDATA, "register.csv", 0, NULL,
		    "the county '%.*s' is not of this province",
		    GR_ARG(county->code));
		return gr_province_refuse(nation, province, &why, err);
	}
	return GR_OK;
}

enum gr_status gr_province_read(const struct gr_nation *nation,
    const char *folder, struct gr_province *out, struct gr_err *err)
{
	struct gr_release release = { .path = NULL };

	*out = (struct gr_province){ .folder = folder };
	enum gr_status status = find_rule(nation, out, err);
	if (status == GR_OK)
		status = open_release(nation, out, &release, err);
	/* of what is no release nothing more can be said */
	if (status != GR_OK || out->rule == NULL || release.path == NULL
	    || release.manifest.n[GR_MANIFEST_INPUTS] == 0)
		return status;
	status = check_register(nation, &release, out, err);
	return status == GR_OK
	    ? gr_province_check_tables(nation, &release, out, err)
	    : status;
}
