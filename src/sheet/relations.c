/* relations.c - what a part of a workbook names by an id */
#include "sheet/relations.h"

#include "base/buf.h"
#include "sheet/part.h"

enum { RELATIONS_MAX = 100000 };

struct reading {
	struct gr_package *package;
	struct gr_arena *keep;
	struct gr_slice folder; /* of the part, with its `/` */
	struct gr_relations *out;
	struct gr_buf path;
};

static struct gr_slice behind_last(struct gr_slice s, char c)
{
	for (size_t i = s.len; i > 0; i--)
		if (s.ptr[i - 1] == c)
			return gr_slice_skip(s, i);
	return s;
}

static void drop_last_step(struct gr_buf *path)
{
	if (path->len > 0)
		path->len--; /* its slash */
	while (path->len > 0 && path->ptr[path->len - 1] != '/')
		path->len--;
}

/* The path of a target from the root: `.` and `..` are taken as steps. */
static struct gr_slice resolve(struct reading *r, struct gr_slice target)
{
	bool from_root = target.len > 0
	    && (target.ptr[0] == '/' || target.ptr[0] == '\\');

	gr_buf_clear(&r->path);
	if (!from_root)
		gr_buf_add(&r->path, r->folder);
	for (size_t i = from_root; i < target.len;) {
		size_t to = i;

		while (to < target.len && target.ptr[to] != '/'
		    && target.ptr[to] != '\\')
			to++;
		struct gr_slice step = gr_slice_make(target.ptr + i, to - i);
		if (gr_slice_eq(step, GR_S("..")))
			drop_last_step(&r->path);
		else if (!gr_slice_eq(step, GR_S(".")))
			gr_buf_add(&r->path,
			    gr_slice_make(step.ptr,
			        step.len + (to < target.len)));
		i = to + 1;
	}
	return gr_buf_slice(&r->path);
}

static enum gr_status on_start(void *context, const char *name,
    const char *const *attribute, struct gr_err *err)
{
	struct reading *r = context;
	struct gr_relations *out = r->out;
	const char *mode = gr_part_attribute(attribute, "TargetMode");
	struct gr_slice target = gr_slice_of(
	    gr_part_attribute(attribute, "Target"));

	if (strcmp(name, "Relationship") != 0)
		return GR_OK;
	if (out->n == RELATIONS_MAX)
		return gr_err_at(err, GR_EDATA, gr_package_name(r->package), 0,
		    NULL, "a workbook of more than %d relations [W02]",
		    RELATIONS_MAX);
	enum gr_status status = gr_arena_grow(r->keep, (void **)&out->relation,
	    &out->room, out->n, sizeof *out->relation, err);
	if (status != GR_OK)
		return status;
	struct gr_relation *one = &out->relation[out->n++];
	one->outside = mode != NULL && strcmp(mode, "External") == 0;
	one->id = gr_arena_copy(r->keep,
	    gr_slice_of(gr_part_attribute(attribute, "Id")));
	one->type = gr_arena_copy(r->keep,
	    behind_last(gr_slice_of(gr_part_attribute(attribute, "Type")),
	        '/'));
	one->target = gr_arena_copy(r->keep, resolve(r, target));
	return one->id.ptr != NULL && one->type.ptr != NULL
	        && one->target.ptr != NULL && !r->path.failed
	    ? GR_OK
	    : gr_err_memory(err);
}

void gr_relations_path(struct gr_buf *to, struct gr_slice path)
{
	struct gr_slice file = behind_last(path, '/');

	gr_buf_add(to, gr_slice_make(path.ptr, path.len - file.len));
	gr_buf_text(to, "_rels/");
	gr_buf_add(to, file);
	gr_buf_text(to, ".rels");
}

enum gr_status gr_relations_read(struct gr_package *package,
    struct gr_slice path, struct gr_arena *keep, struct gr_relations *out,
    struct gr_err *err)
{
	static const struct gr_part_calls calls = { on_start, NULL, NULL };
	struct gr_slice file = behind_last(path, '/');
	struct reading r = { .package = package, .keep = keep, .out = out };
	struct gr_buf member = { 0 };

	*out = (struct gr_relations){ .n = 0 };
	r.folder = gr_slice_make(path.ptr, path.len - file.len);
	gr_relations_path(&member, path);
	enum gr_status status = gr_buf_check(&member, err);
	if (status == GR_OK) {
		size_t at = gr_package_find(package, gr_buf_slice(&member));

		if (at != GR_PACKAGE_NO_MEMBER)
			status = gr_part_read(package, at, &calls, &r, err);
	}
	gr_buf_free(&member);
	gr_buf_free(&r.path);
	return status;
}

const struct gr_relation *gr_relations_of_id(const struct gr_relations *from,
    struct gr_slice id)
{
	for (size_t i = 0; i < from->n; i++)
		if (gr_slice_eq(from->relation[i].id, id))
			return &from->relation[i];
	return NULL;
}

const struct gr_relation *gr_relations_of_type(const struct gr_relations *from,
    struct gr_slice type)
{
	for (size_t i = 0; i < from->n; i++)
		if (gr_slice_eq(from->relation[i].type, type))
			return &from->relation[i];
	return NULL;
}
