/* Holding the books against each other. */
#include "audit/books.h"

#include "base/wording.h"

/* The order in which records pass; what a run did not use is passed over.
 * Between the first two stands AMEND, but only for the parts that somebody has
 * answered. */
static const char *const chain[] = { "green-ingest", "green-clean",
	"green-match", "green-dedup", "green-normalise", "green-score",
	"green-tally", NULL };

#define AMEND GR_S("green-amend")

/* Of these every run by itself reads all that the program before it wrote. */
static const struct {
	const char *from, *to;
} whole[] = { { "green-score", "green-absent" },
	{ "green-tally", "green-stats" } };

struct check {
	struct gr_audit *audit;
	gr_audit_fn *report;
	void *context;
	struct gr_buf detail;
};

static enum gr_status compare(struct check *check, const char *what,
    struct gr_slice program, struct gr_slice part, struct gr_slice wave,
    uint64_t expected, uint64_t found, struct gr_err *err)
{
	struct gr_audit_result result = { wave, program, part, what, expected,
		found, NULL };
	enum gr_status status;

	gr_buf_byte(&check->detail, '\0');
	status = gr_buf_check(&check->detail, err);
	if (status != GR_OK)
		return status;
	result.detail = check->detail.ptr;
	status = check->report(check->context, &result, err);
	gr_buf_clear(&check->detail);
	return status;
}

static enum gr_status check_balance(struct check *check, struct gr_err *err)
{
	for (size_t i = 0; i < check->audit->entries; i++) {
		const struct gr_audit_entry *e = &check->audit->entry[i];
		const uint64_t *n = e->n;
		enum gr_status status;

		if (!e->rows)
			continue;
		gr_buf_format(&check->detail,
		    gr_wording(
		        "%ju records came in, but %ju "
		        "went out, %ju were set aside, %ju merged and %ju "
		        "skipped"),
		    (uintmax_t)n[GR_RECORDS_IN], (uintmax_t)n[GR_RECORDS_OUT],
		    (uintmax_t)n[GR_SET_ASIDE], (uintmax_t)n[GR_MERGED],
		    (uintmax_t)n[GR_SKIPPED]);
		status = compare(check, "balance", e->program, e->part, e->wave,
		    n[GR_RECORDS_IN],
		    n[GR_RECORDS_OUT] + n[GR_SET_ASIDE] + n[GR_MERGED]
		        + n[GR_SKIPPED],
		    err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

static bool ran(const struct gr_audit *audit, const char *program)
{
	for (size_t i = 0; i < audit->entries; i++)
		if (gr_slice_eq(audit->entry[i].program, gr_slice_of(program)))
			return true;
	return false;
}

static uint64_t sum(const struct gr_audit *audit, struct gr_slice program,
    struct gr_slice wave, enum gr_counter counter)
{
	uint64_t n = 0;

	for (size_t i = 0; i < audit->entries; i++)
		if (gr_slice_eq(audit->entry[i].program, program)
		    && gr_slice_eq(audit->entry[i].wave, wave))
			n += audit->entry[i].n[counter];
	return n;
}

/* True if no earlier entry has the wave of entry `i`. */
static bool is_first_of_wave(const struct gr_audit *audit, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (gr_slice_eq(audit->entry[k].wave, audit->entry[i].wave))
			return false;
	return audit->entry[i].wave.len > 0;
}

static enum gr_status compare_link(struct check *check, const char *from,
    struct gr_slice to, struct gr_slice part, struct gr_slice wave, uint64_t in,
    struct gr_err *err)
{
	uint64_t out = sum(check->audit, gr_slice_of(from), wave,
	    GR_RECORDS_OUT);

	if (from == chain[0]) /* what it amended, as it came from there */
		out = out - sum(check->audit, AMEND, wave, GR_RECORDS_IN)
		    + sum(check->audit, AMEND, wave, GR_RECORDS_OUT);
	gr_buf_format(&check->detail,
	    gr_wording("it read %ju records of wave %.*s where "
	               "%s wrote %ju"),
	    (uintmax_t)in, GR_ARG(wave), from, (uintmax_t)out);
	return compare(check, "chain", to, part, wave, out, in, err);
}

/* All runs of `to` together read what all runs of `from` wrote. */
static enum gr_status check_link(struct check *check, const char *from,
    const char *to, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < audit->entries && status == GR_OK; i++)
		if (is_first_of_wave(audit, i))
			status = compare_link(check, from, gr_slice_of(to),
			    GR_S(""), audit->entry[i].wave,
			    sum(audit, gr_slice_of(to), audit->entry[i].wave,
			        GR_RECORDS_IN),
			    err);
	return status;
}

static enum gr_status check_whole(struct check *check, const char *from,
    const char *to, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < audit->entries && status == GR_OK; i++) {
		const struct gr_audit_entry *e = &audit->entry[i];

		if (gr_slice_eq(e->program, gr_slice_of(to)) && e->wave.len > 0)
			status = compare_link(check, from, e->program, e->part,
			    e->wave, e->n[GR_RECORDS_IN], err);
	}
	return status;
}

/* What ingest wrote of a part, or of all where it knows no such part. */
static uint64_t ingested(const struct gr_audit *audit,
    const struct gr_audit_entry *of)
{
	uint64_t n = 0;
	bool known = false;

	for (size_t i = 0; i < audit->entries; i++) {
		const struct gr_audit_entry *e = &audit->entry[i];

		if (!gr_slice_eq(e->program, gr_slice_of(chain[0]))
		    || !gr_slice_eq(e->part, of->part)
		    || !gr_slice_eq(e->wave, of->wave))
			continue;
		known = true;
		n += e->n[GR_RECORDS_OUT];
	}
	return known
	    ? n
	    : sum(audit, gr_slice_of(chain[0]), of->wave, GR_RECORDS_OUT);
}

/* Each run of amend read all that was ingested of its part. */
static enum gr_status check_amend(struct check *check, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	enum gr_status status = GR_OK;

	if (!ran(audit, chain[0]))
		return GR_OK;
	for (size_t i = 0; i < audit->entries && status == GR_OK; i++) {
		const struct gr_audit_entry *e = &audit->entry[i];
		uint64_t out;

		if (!gr_slice_eq(e->program, AMEND) || e->wave.len == 0)
			continue;
		out = ingested(audit, e);
		gr_buf_format(&check->detail,
		    gr_wording("it read %ju records of wave "
		               "%.*s where %s wrote %ju"),
		    (uintmax_t)e->n[GR_RECORDS_IN], GR_ARG(e->wave), chain[0],
		    (uintmax_t)out);
		status = compare(check, "chain", e->program, e->part, e->wave,
		    out, e->n[GR_RECORDS_IN], err);
	}
	return status;
}

static enum gr_status check_chain(struct check *check, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;
	const char *before = NULL;
	enum gr_status status = check_amend(check, err);

	for (size_t i = 0; chain[i] != NULL && status == GR_OK; i++) {
		if (!ran(audit, chain[i]))
			continue;
		if (before != NULL)
			status = check_link(check, before, chain[i], err);
		before = chain[i];
	}
	for (size_t i = 0; i < sizeof whole / sizeof *whole && status == GR_OK;
	     i++)
		if (ran(audit, whole[i].from) && ran(audit, whole[i].to))
			status = check_whole(check, whole[i].from, whole[i].to,
			    err);
	return status;
}

/* What files say about a program, against what its ledger says. */
static const struct {
	enum gr_audit_count kind;
	enum gr_counter counter;
	const char *word, *what;
} book[] = {
	{ GR_COUNT_STREAM, GR_RECORDS_OUT, "stream",
	    GR_WORDS("lines of its output") },
	{ GR_COUNT_SET_ASIDE, GR_SET_ASIDE, "set-aside",
	    GR_WORDS("records set aside") },
	{ GR_COUNT_FLAG, GR_CELLS_FLAGGED, "flags", GR_WORDS("FLAG findings") },
	{ GR_COUNT_ASK, GR_CELLS_ASKED, "queries", GR_WORDS("ASK findings") },
	{ GR_COUNT_MERGE, GR_MERGED, "merges", GR_WORDS("MERGE findings") },
	{ GR_COUNT_SKIP, GR_SKIPPED, "skips", GR_WORDS("SKIP findings") },
	{ GR_COUNT_RESPONDED, GR_RECORDS_IN, "responded",
	    GR_WORDS("responded in its tallies") },
};

static enum gr_status check_book(struct check *check, struct gr_slice program,
    struct gr_slice wave, const struct gr_audit_counts *seen,
    struct gr_err *err)
{
	struct gr_audit_counts *counts = gr_audit_counts(check->audit, program,
	    wave, err);
	enum gr_status status = counts ? GR_OK : GR_ESYS;

	for (size_t k = 0; k < sizeof book / sizeof *book && status == GR_OK;
	     k++) {
		uint64_t ledger = sum(check->audit, program, wave,
		    book[k].counter);

		if (!seen->seen[book[k].kind])
			continue;
		gr_buf_format(&check->detail,
		    gr_wording("wave %.*s: %ju %s where its "
		               "ledger counts %ju"),
		    GR_ARG(wave), (uintmax_t)counts->n[book[k].kind],
		    gr_wording(book[k].what), (uintmax_t)ledger);
		status = compare(check, book[k].word, program, GR_S(""), wave,
		    ledger, counts->n[book[k].kind], err);
	}
	return status;
}

static enum gr_status missing_ledger(struct check *check,
    struct gr_slice program, struct gr_err *err)
{
	gr_buf_text(&check->detail, "it has left files, but no ledger");
	return compare(check, "ledger", program, GR_S(""), GR_S(""), 1, 0, err);
}

static enum gr_status check_books(struct check *check, struct gr_err *err)
{
	struct gr_audit *audit = check->audit;
	size_t known = audit->counts;

	for (size_t c = 0; c < known; c++) {
		struct gr_audit_counts seen = audit->count[c];

		if (!gr_slice_eq(seen.wave, GR_ANY_WAVE)
		    || !gr_slice_starts(seen.program, GR_S("green-")))
			continue;
		if (!ran(audit, seen.program.ptr)) {
			enum gr_status status = missing_ledger(check,
			    seen.program, err);

			if (status != GR_OK)
				return status;
			continue;
		}
		for (size_t i = 0; i < audit->entries; i++) {
			enum gr_status status;

			if (!is_first_of_wave(audit, i))
				continue;
			status = check_book(check, seen.program,
			    audit->entry[i].wave, &seen, err);
			if (status != GR_OK)
				return status;
		}
	}
	return GR_OK;
}

static bool is_known(struct gr_audit *audit, const struct gr_audit_place *place,
    struct gr_slice line, struct gr_slice column)
{
	uint64_t there;

	return gr_map_get(&audit->known,
	    gr_audit_key(audit, place->wave, place->src, line, column), &there);
}

static enum gr_status check_queries(struct check *check, struct gr_err *err)
{
	struct gr_audit *audit = check->audit;
	uint64_t found = 0;

	for (size_t i = 0; i < audit->queries; i++) {
		const struct gr_audit_place *p = &audit->queried[i];

		if (is_known(audit, p, p->line, p->column)
		    || is_known(audit, p, GR_S(""), p->column)
		    || is_known(audit, p, p->line, GR_EVERY_ANSWER))
			found++;
		else if (check->detail.len == 0)
			gr_buf_format(&check->detail,
			    gr_wording("%s: %.*s:%.*s: %.*s is "
			               "in query, but no finding says why"),
			    p->file, GR_ARG(p->src), GR_ARG(p->line),
			    GR_ARG(p->column));
	}
	return compare(check, "queried-cells", GR_S(""), GR_S(""), GR_S(""),
	    audit->queries, found, err);
}

static enum gr_status check_asides(struct check *check, struct gr_err *err)
{
	struct gr_audit *audit = check->audit;
	uint64_t found = 0;

	for (size_t i = 0; i < audit->asides; i++) {
		const struct gr_audit_place *p = &audit->aside[i];

		if (is_known(audit, p, p->line, GR_WHOLE_RECORD))
			found++;
		else if (check->detail.len == 0)
			gr_buf_format(&check->detail,
			    gr_wording("%s: %.*s:%.*s is set "
			               "aside, but no finding says why"),
			    p->file, GR_ARG(p->src), GR_ARG(p->line));
	}
	return compare(check, "set-aside-records", GR_S(""), GR_S(""), GR_S(""),
	    audit->asides, found, err);
}

static enum gr_status check_twins(struct check *check, struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;

	if (audit->twices > 0) {
		const struct gr_audit_place *p = &audit->twice[0];

		gr_buf_format(&check->detail,
		    gr_wording("%s: the finding %.*s of "
		               "%.*s:%.*s stands there twice"),
		    p->file, GR_ARG(p->rule), GR_ARG(p->src), GR_ARG(p->line));
	}
	return compare(check, "twice", GR_S(""), GR_S(""), GR_S(""), 0,
	    audit->twices, err);
}

static enum gr_status check_foreign(struct check *check, struct gr_err *err)
{
	struct gr_audit *audit = check->audit;

	if (audit->foreigns > 0)
		gr_buf_format(&check->detail,
		    gr_wording("%s was made from foreign "
		               "input, which no run may publish"),
		    audit->foreign[0]);
	return compare(check, "foreign", GR_S(""), GR_S(""), GR_S(""), 0,
	    audit->foreigns, err);
}

enum gr_status gr_audit_check(struct gr_audit *audit, gr_audit_fn *report,
    void *context, struct gr_err *err)
{
	static enum gr_status (*const step[])(struct check *,
	    struct gr_err *) = { check_balance, check_chain, check_books,
		check_queries, check_asides, check_twins, check_foreign };
	struct check check = { audit, report, context, { 0 } };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < sizeof step / sizeof *step && status == GR_OK;
	     i++)
		status = step[i](&check, err);
	gr_buf_free(&check.detail);
	return status;
}
