/* Holding the books against each other. */
#include "audit/check.h"

#include "base/wording.h"

static enum gr_status check_balance(struct gr_audit_run *check,
    struct gr_err *err)
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
		status = gr_audit_compare(check, "balance", e->program, e->part,
		    e->wave, n[GR_RECORDS_IN],
		    n[GR_RECORDS_OUT] + n[GR_SET_ASIDE] + n[GR_MERGED]
		        + n[GR_SKIPPED],
		    err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
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

static enum gr_status check_book(struct gr_audit_run *check,
    struct gr_slice program, struct gr_slice wave,
    const struct gr_audit_counts *seen, struct gr_err *err)
{
	struct gr_audit_counts *counts = gr_audit_counts(check->audit, program,
	    wave, err);
	enum gr_status status = counts ? GR_OK : GR_ESYS;

	for (size_t k = 0; k < sizeof book / sizeof *book && status == GR_OK;
	     k++) {
		uint64_t ledger = gr_audit_sum(check->audit, program, wave,
		    book[k].counter);

		if (!seen->seen[book[k].kind])
			continue;
		gr_buf_format(&check->detail,
		    gr_wording("wave %.*s: %ju %s where its "
		               "ledger counts %ju"),
		    GR_ARG(wave), (uintmax_t)counts->n[book[k].kind],
		    gr_wording(book[k].what), (uintmax_t)ledger);
		status = gr_audit_compare(check, book[k].word, program,
		    GR_S(""), wave, ledger, counts->n[book[k].kind], err);
	}
	return status;
}

static enum gr_status missing_ledger(struct gr_audit_run *check,
    struct gr_slice program, struct gr_err *err)
{
	gr_buf_text(&check->detail, "it has left files, but no ledger");
	return gr_audit_compare(check, "ledger", program, GR_S(""), GR_S(""), 1,
	    0, err);
}

static enum gr_status check_books(struct gr_audit_run *check,
    struct gr_err *err)
{
	struct gr_audit *audit = check->audit;
	size_t known = audit->counts;

	for (size_t c = 0; c < known; c++) {
		struct gr_audit_counts seen = audit->count[c];

		if (!gr_slice_eq(seen.wave, GR_ANY_WAVE)
		    || !gr_slice_starts(seen.program, GR_S("green-")))
			continue;
		if (!gr_audit_ran(audit, seen.program.ptr)) {
			enum gr_status status = missing_ledger(check,
			    seen.program, err);

			if (status != GR_OK)
				return status;
			continue;
		}
		for (size_t i = 0; i < audit->entries; i++) {
			enum gr_status status;

			if (!gr_audit_is_first_of_wave(audit, i))
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

static enum gr_status check_queries(struct gr_audit_run *check,
    struct gr_err *err)
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
	return gr_audit_compare(check, "queried-cells", GR_S(""), GR_S(""),
	    GR_S(""), audit->queries, found, err);
}

static enum gr_status check_asides(struct gr_audit_run *check,
    struct gr_err *err)
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
	return gr_audit_compare(check, "set-aside-records", GR_S(""), GR_S(""),
	    GR_S(""), audit->asides, found, err);
}

static enum gr_status check_twins(struct gr_audit_run *check,
    struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;

	if (audit->twices > 0) {
		const struct gr_audit_place *p = &audit->twice[0];

		gr_buf_format(&check->detail,
		    gr_wording("%s: the finding %.*s of "
		               "%.*s:%.*s stands there twice"),
		    p->file, GR_ARG(p->rule), GR_ARG(p->src), GR_ARG(p->line));
	}
	return gr_audit_compare(check, "twice", GR_S(""), GR_S(""), GR_S(""), 0,
	    audit->twices, err);
}

static enum gr_status check_foreign(struct gr_audit_run *check,
    struct gr_err *err)
{
	struct gr_audit *audit = check->audit;

	if (audit->foreigns > 0)
		gr_buf_format(&check->detail,
		    gr_wording("%s was made from foreign "
		               "input, which no run may publish"),
		    audit->foreign[0]);
	return gr_audit_compare(check, "foreign", GR_S(""), GR_S(""), GR_S(""),
	    0, audit->foreigns, err);
}

static enum gr_status check_frame(struct gr_audit_run *check,
    struct gr_err *err)
{
	const struct gr_audit *audit = check->audit;

	if (audit->places == 0)
		return GR_OK;
	if (audit->overs > 0)
		gr_buf_format(&check->detail,
		    gr_wording("%s: wave %.*s: %.*s: %.*s responded of %.*s "
		               "registered"),
		    audit->over[0].file, GR_ARG(audit->over[0].wave),
		    GR_ARG(audit->over[0].src), GR_ARG(audit->over[0].line),
		    GR_ARG(audit->over[0].column));
	return gr_audit_compare(check, "frame", GR_S(""), GR_S(""), GR_S(""), 0,
	    audit->overs, err);
}

enum gr_status gr_audit_check(struct gr_audit *audit, gr_audit_fn *report,
    void *context, struct gr_err *err)
{
	static enum gr_status (*const step[])(struct gr_audit_run *,
	    struct gr_err *) = { check_balance, gr_audit_check_chain,
		check_books, check_queries, check_asides, check_twins,
		check_frame, check_foreign };
	struct gr_audit_run check = { audit, report, context, { 0 } };
	enum gr_status status = GR_OK;

	for (size_t i = 0; i < sizeof step / sizeof *step && status == GR_OK;
	     i++)
		status = step[i](&check, err);
	gr_buf_free(&check.detail);
	return status;
}
