/* parts.c - the keys of parts, and why each part is made */
#include "inbox/inbox_internal.h"

#include <nettle/sha2.h>
#include <sys/stat.h>

#include "release/file_facts.h"
#include "release/walk.h"

static enum gr_status digest(struct gr_arena *keep, const struct gr_buf *text,
    struct gr_slice *out, struct gr_err *err)
{
	char hex[GR_SHA256_DIGITS + 1];
	uint8_t sum[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	enum gr_status status = gr_buf_check(text, err);

	sha256_init(&sha);
	if (text->len > 0)
		sha256_update(&sha, text->len, (const uint8_t *)text->ptr);
	sha256_digest(&sha, sizeof(sum), sum);
	gr_file_hex(sum, sizeof(sum), hex);
	*out = gr_arena_copy(keep, gr_slice_of(hex));
	return status == GR_OK && out->ptr == NULL ? gr_err_memory(err)
	                                           : status;
}

/* ---- doubles ---- */

/* The delivery that stands for others of the same bytes in its wave is the
 * first by its name, or the first of those whose queries were answered. */
static enum gr_status choose(struct gr_inbox *inbox, struct gr_map *stands,
    struct gr_slice key, size_t i, struct gr_err *err)
{
	uint64_t at;
	bool known = key.ptr != NULL && gr_map_get(stands, key, &at);

	if (known
	    && (inbox->delivery[at].sheets > 0
	        || inbox->delivery[i].sheets == 0))
		return GR_OK;
	key = gr_arena_copy(inbox->keep, key);
	return key.ptr ? gr_map_put(stands, key, i, err) : gr_err_memory(err);
}

static struct gr_slice bytes_key(struct gr_buf *key,
    const struct gr_inbox_delivery *d)
{
	struct gr_slice part[] = { d->wave, d->sha256 };

	return gr_buf_join(key, part, 2, '\t');
}

/* Answers go with the delivery that they are about: if there are some to
 * several of the same bytes, all of these are read, and green-dedup merges. */
enum gr_status gr_inbox_twins(struct gr_inbox *inbox, struct gr_err *err)
{
	struct gr_map stands = gr_map_make(inbox->keep);
	struct gr_buf key = { 0 };
	enum gr_status status = GR_OK;
	uint64_t at;

	for (size_t i = 0; status == GR_OK && i < inbox->deliveries; i++)
		status = choose(inbox, &stands,
		    bytes_key(&key, &inbox->delivery[i]), i, err);
	for (size_t i = 0; status == GR_OK && i < inbox->deliveries; i++) {
		struct gr_inbox_delivery *d = &inbox->delivery[i];
		struct gr_slice joined = bytes_key(&key, d);

		status = gr_buf_check(&key, err);
		if (status == GR_OK && gr_map_get(&stands, joined, &at)
		    && at != i && d->sheets == 0)
			d->twin = &inbox->delivery[at];
	}
	gr_buf_free(&key);
	return status;
}

/* ---- what all parts depend on ---- */

static enum gr_status add_basis(struct gr_inbox *inbox, const char *name,
    struct gr_slice sha256, struct gr_err *err)
{
	return gr_inventory_add(&inbox->inventory,
	    (struct gr_inventory_item){ .kind = GR_INVENTORY_BASIS,
	        .path = gr_slice_of(name),
	        .sha256 = sha256 },
	    err);
}

static enum gr_status add_digest(struct gr_inbox *inbox, const char *name,
    enum gr_inventory_kind kind, bool (*reads)(struct gr_slice),
    struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct gr_slice sha256;

	for (size_t i = 0; i < inbox->inventory.n; i++) {
		const struct gr_inventory_item *item =
		    &inbox->inventory.item[i];

		if (item->kind == kind && reads(item->path))
			gr_buf_format(&text, "%.*s  %.*s\n",
			    GR_ARG(item->sha256), GR_ARG(item->path));
	}
	enum gr_status status = digest(inbox->keep, &text, &sha256, err);
	gr_buf_free(&text);
	return status == GR_OK ? add_basis(inbox, name, sha256, err) : status;
}

/* ---- each part ---- */

static enum gr_status add_answers(struct gr_inbox *inbox,
    const struct gr_inbox_delivery *delivery, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	struct gr_slice sha256;

	for (size_t i = 0; i < delivery->sheets; i++) {
		const struct gr_inbox_sheet *sheet = delivery->sheet[i];

		gr_buf_format(&text, "%.*s  %.*s\n", GR_ARG(sheet->sha256),
		    GR_ARG(sheet->src));
		if (sheet->old)
			gr_buf_format(&text, "  %.*s\n",
			    GR_ARG(gr_inbox_converter_sum(&inbox->inventory)));
	}
	enum gr_status status = digest(inbox->keep, &text, &sha256, err);
	gr_buf_free(&text);
	return status == GR_OK ? gr_inventory_add(&inbox->inventory,
	           (struct gr_inventory_item){ .kind = GR_INVENTORY_ANSWERS,
	               .path = delivery->src,
	               .sha256 = sha256 },
	           err)
	                       : status;
}

static struct gr_slice sum_of(const struct gr_inventory *inventory,
    enum gr_inventory_kind kind, struct gr_slice path)
{
	const struct gr_inventory_item *item = gr_inventory_find(inventory,
	    kind, path);

	return item ? item->sha256 : GR_S("");
}

static enum gr_status make_key(struct gr_inbox *inbox,
    struct gr_inbox_delivery *delivery, struct gr_err *err)
{
	const struct gr_inventory *now = &inbox->inventory;
	const struct gr_slice part[] = { delivery->wave, delivery->src,
		delivery->sha256,
		sum_of(now, GR_INVENTORY_ANSWERS, delivery->src),
		sum_of(now, GR_INVENTORY_BASIS, GR_S("rule")),
		sum_of(now, GR_INVENTORY_BASIS, GR_S("program")),
		sum_of(now, GR_INVENTORY_BASIS, GR_S("register")),
		delivery->old ? gr_inbox_converter_sum(now) : GR_S("") };
	struct gr_buf text = { 0 };

	(void)gr_buf_join(&text, part, sizeof part / sizeof *part, '\t');
	enum gr_status status = digest(inbox->keep, &text, &delivery->key, err);
	gr_buf_free(&text);
	return status;
}

static bool differs(const struct gr_inventory *now,
    const struct gr_inventory *before, enum gr_inventory_kind kind,
    struct gr_slice path)
{
	return !gr_slice_eq(sum_of(now, kind, path),
	    sum_of(before, kind, path));
}

static unsigned why(const struct gr_inventory *now,
    const struct gr_inventory *before, const struct gr_inbox_delivery *d)
{
	const struct gr_slice src = d->src;
	static const struct {
		const char *basis;
		unsigned why;
	} bases[] = { { "rule", GR_WHY_RULE }, { "program", GR_WHY_PROGRAM },
		{ "register", GR_WHY_REGISTER } };
	unsigned because = 0;

	if (gr_inventory_find(before, GR_INVENTORY_INPUT, src) == NULL)
		return GR_WHY_NEW;
	if (differs(now, before, GR_INVENTORY_INPUT, src))
		because |= GR_WHY_CHANGED;
	if (differs(now, before, GR_INVENTORY_ANSWERS, src))
		because |= GR_WHY_ANSWERED;
	for (size_t i = 0; i < sizeof bases / sizeof *bases; i++)
		if (differs(now, before, GR_INVENTORY_BASIS,
		        gr_slice_of(bases[i].basis)))
			because |= bases[i].why;
	if (d->old
	    && !gr_slice_eq(gr_inbox_converter_sum(now),
	        gr_inbox_converter_sum(before)))
		because |= GR_WHY_PROGRAM;
	return because ? because : GR_WHY_LOST;
}

static bool is_kept(struct gr_inbox *inbox, const char *cache,
    struct gr_slice key)
{
	const char *path = cache ? gr_walk_path(inbox->keep, cache, key) : NULL;
	struct stat st;

	return path != NULL && lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* What is no inventory, or one of another version, says nothing. */
static enum gr_status read_previous(struct gr_inbox *inbox, const char *path,
    struct gr_inventory *before, struct gr_err *err)
{
	struct stat st;

	*before = (struct gr_inventory){ .keep = inbox->keep };
	/* nor does what is none of ours, and that is not waited for */
	if (path == NULL || (lstat(path, &st) == 0 && !S_ISREG(st.st_mode)))
		return GR_OK;
	enum gr_status status = gr_inventory_read(before, path, err);

	if (status != GR_EDATA)
		return status;
	*before = (struct gr_inventory){ .keep = inbox->keep };
	return GR_OK;
}

enum gr_status gr_inbox_parts(struct gr_inbox *inbox,
    const struct gr_inbox_job *job, struct gr_err *err)
{
	struct gr_inventory before;
	enum gr_status status = add_digest(inbox, "rule", GR_INVENTORY_TABLE,
	    gr_inbox_reads_table, err);

	if (status == GR_OK)
		status = add_digest(inbox, "program", GR_INVENTORY_PROGRAM,
		    gr_inbox_reads_program, err);
	if (status == GR_OK)
		status = add_basis(inbox, "register", job->common, err);
	if (status == GR_OK)
		status = read_previous(inbox, job->previous, &before, err);
	for (size_t i = 0; status == GR_OK && i < inbox->deliveries; i++) {
		struct gr_inbox_delivery *d = &inbox->delivery[i];

		if (d->twin != NULL)
			continue;
		if (d->sheets > 0)
			status = add_answers(inbox, d, err);
		if (status == GR_OK)
			status = make_key(inbox, d, err);
		if (status == GR_OK && !is_kept(inbox, job->cache, d->key))
			d->why = why(&inbox->inventory, &before, d);
	}
	return status;
}

void gr_inbox_why(unsigned because, struct gr_buf *to)
{
	static const struct {
		unsigned bit;
		const char *word;
	} words[] = { { GR_WHY_NEW, "new" }, { GR_WHY_CHANGED, "changed" },
		{ GR_WHY_ANSWERED, "answered" }, { GR_WHY_RULE, "rule" },
		{ GR_WHY_PROGRAM, "program" }, { GR_WHY_REGISTER, "register" },
		{ GR_WHY_LOST, "lost" } };
	size_t before = to->len;

	if (because == 0)
		gr_buf_text(to, "kept");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (because & words[i].bit)
			gr_buf_format(to, "%s%s", to->len > before ? ";" : "",
			    words[i].word);
}
