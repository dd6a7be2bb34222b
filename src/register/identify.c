/* identify.c - which unit of the register a record is about */
#include "register/identify_agree.h"
#include "register/identify_ask.h"

#include "text/same.h"

static bool is_in_query(struct gr_slice cell)
{
	return gr_slice_eq(cell, GR_S("?"));
}

/* ---- the code is the register's ---- */

static enum gr_status by_code(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err)
{
	struct gr_slice name = ev->cell[GR_CELL_NAME];

	if (gr_slice_eq(name, gr_unit_name(unit))) /* nearly always */
		return gr_agree_places(who, ev, out, unit, false, err);
	if (is_in_query(name))
		return gr_ask_name_in_query(who, out, unit, err);
	if (gr_cell_is_given(name)) {
		struct gr_slice folded = gr_buf_slice(
		    &out->folded[GR_CELL_NAME]);
		unsigned forms = gr_agree_forms(who, out, unit, folded);

		if (forms != GR_FORMS) {
			gr_agree_remark(out, forms,
			    gr_agree_county_before(who, ev, out, unit));
		} else if (gr_agree_before(who, out, gr_unit_code(unit), folded)
		    || gr_agree_former(who, out, unit, ev->prev_name)) {
			out->remark[GR_CELL_NAME] = GR_FINDING_K20_TAKEN;
		} else {
			return gr_ask_name(who, ev, out, unit, err);
		}
	}
	return gr_agree_places(who, ev, out, unit, false, err);
}

/* ---- the code was the register's ---- */

/* The code became `unit`'s; can the name be its own or that of before? */
static enum gr_status by_successor(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err)
{
	struct gr_slice code = ev->cell[GR_CELL_CODE];
	struct gr_slice name = gr_buf_slice(&out->folded[GR_CELL_NAME]);
	struct gr_sought sought;
	size_t rows;

	if (is_in_query(ev->cell[GR_CELL_NAME]))
		return gr_ask_name_in_query(who, out, unit, err);
	out->remark[GR_CELL_CODE] = GR_FINDING_K13_TAKEN;
	unsigned forms = name.len ? gr_agree_forms(who, out, unit, name) : 0;
	if (forms != GR_FORMS) {
		if (name.len > 0)
			gr_agree_remark(out, forms,
			    gr_agree_county_before(who, ev, out, unit));
		return gr_agree_places(who, ev, out, unit, true, err);
	}
	out->remark[GR_CELL_NAME] = GR_FINDING_K20_TAKEN;
	if (gr_agree_before(who, out, code, name)
	    || gr_agree_former(who, out, unit, ev->prev_name))
		return gr_agree_places(who, ev, out, unit, true, err);
	/* The register does not tell the name of before: the changes table
	 * vouches for the code, unless the name is somebody else's. */
	enum gr_status status = gr_identify_search(who, ev, out, name, &sought,
	    err);
	if (status != GR_OK)
		return status;
	gr_register_periods(who->name_index->reg, code, &rows);
	if (rows > 0 || sought.n > 0)
		return gr_ask_name(who, ev, out, unit, err);
	return gr_agree_places(who, ev, out, unit, true, err);
}

static enum gr_status by_old_code(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err)
{
	const struct gr_register *reg = who->name_index->reg;
	struct gr_slice code = ev->cell[GR_CELL_CODE];
	struct gr_fate fate = { .changed = false };

	if (who->changes)
		fate = gr_changes_follow(who->changes, code, ev->day);
	if (fate.changed && fate.code.len > 0) {
		const struct gr_unit *unit = gr_register_find_on(reg, fate.code,
		    ev->day);

		/* What is true of a part is not true of the whole. */
		if (unit && fate.kind == GR_CHANGE_MERGED)
			return gr_ask_merged(who, out, unit, err);
		if (unit)
			return by_successor(who, ev, out, unit, err);
	}
	/* The delivery says itself what the unit was before. */
	const struct gr_unit *before = fate.changed
	    ? NULL
	    : gr_register_find_on(reg, ev->prev_code, ev->day);
	if (before && gr_cell_is_given(ev->cell[GR_CELL_NAME])) {
		struct gr_slice name = gr_buf_slice(&out->folded[GR_CELL_NAME]);
		unsigned forms = gr_agree_forms(who, out, before, name);

		if (forms != GR_FORMS
		    || gr_agree_former(who, out, before, ev->prev_name)) {
			if (forms != GR_FORMS)
				gr_agree_remark(out, forms,
				    gr_agree_county_before(who, ev, out,
				        before));
			else
				out->remark[GR_CELL_NAME] =
				    GR_FINDING_K20_TAKEN;
			out->remark[GR_CELL_CODE] = GR_FINDING_K20_TAKEN;
			return gr_agree_places(who, ev, out, before, true, err);
		}
	}
	return gr_ask_code(who, ev, out, &fate, err);
}

/* ---- no code to go by ---- */

bool gr_code_gives(struct gr_slice code, struct gr_slice shown)
{
	size_t n = shown.len;

	if (n > code.len)
		return false;
	/* As long as a code: its zeros stand for digits that were lost. */
	if (n == code.len)
		while (n > 0 && shown.ptr[n - 1] == '0')
			n--;
	if (n == 0 || n == code.len)
		return false;
	if (memcmp(code.ptr, shown.ptr, n) == 0)
		return true;
	uint64_t cut, digits;
	return code.ptr[n] >= '5' && code.ptr[n] <= '9'
	    && gr_slice_to_uint64(gr_slice_make(code.ptr, n), &cut)
	    && gr_slice_to_uint64(gr_slice_make(shown.ptr, n), &digits)
	    && cut + 1 == digits;
}

/* Which of the catalogue's damages the digits of a damaged code are. */
static const struct gr_damage *damage(struct gr_slice shown)
{
	static const struct gr_damage displayed = { GR_FINDING_K06_TAKEN,
		GR_FINDING_K06_OTHER, GR_FINDING_K06_NONE };
	static const struct gr_damage zeros = { GR_FINDING_K08_TAKEN,
		GR_FINDING_K08_OTHER, GR_FINDING_K08_NONE };
	static const struct gr_damage street = { GR_FINDING_K09_TAKEN,
		GR_FINDING_K09_OTHER, GR_FINDING_K09_NONE };

	if (shown.len >= 12)
		return &zeros; /* filled with them */
	return shown.len == 9 ? &street : &displayed;
}

/* Keep of what was found the units whose codes give the digits shown. */
static void keep_given(struct gr_sought *sought, struct gr_slice shown)
{
	size_t kept = 0,
	       n = sought->n < GR_FOUND_MAX ? sought->n : GR_FOUND_MAX;

	for (size_t i = 0; i < n; i++)
		if (gr_code_gives(gr_unit_code(sought->unit[i]), shown))
			sought->unit[kept++] = sought->unit[i];
	if (sought->n <= GR_FOUND_MAX)
		sought->n = kept;
}

static enum gr_status by_name(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    struct gr_slice shown, struct gr_err *err)
{
	const struct gr_damage *damaged = shown.len ? damage(shown) : NULL;
	struct gr_sought sought;
	enum gr_status status = gr_identify_search(who, ev, out,
	    gr_buf_slice(&out->folded[GR_CELL_NAME]), &sought, err);

	if (status == GR_OK && sought.n == 0
	    && gr_cell_is_given(ev->prev_name)) {
		/* the code is not folded, so its buffer is free */
		struct gr_buf *before = &out->folded[GR_CELL_CODE];

		gr_buf_clear(before);
		gr_name_fold(before, ev->prev_name);
		status = gr_identify_search(who, ev, out, gr_buf_slice(before),
		    &sought, err);
		sought.renamed = true;
	}
	if (status != GR_OK)
		return status;
	struct gr_sought given = sought;
	if (shown.len > 0)
		keep_given(&given, shown);
	if (given.n != 1 || !given.county_known)
		return gr_ask_unfound(who, ev, out, &sought, damaged, err);
	out->remark[GR_CELL_CODE] = damaged ? damaged->taken
	                                    : GR_FINDING_K15_TAKEN;
	if (given.renamed)
		out->remark[GR_CELL_NAME] = GR_FINDING_K20_TAKEN;
	else
		gr_agree_remark(out, given.forms, given.county_from_name);
	return gr_agree_places(who, ev, out, given.unit[0], given.renamed, err);
}

/* A place without the former name that stands behind it in brackets. */
static enum gr_status drop_former(const struct gr_identifier *who,
    struct gr_identity *out, unsigned cell, struct gr_err *err)
{
	struct gr_buf *folded = &out->folded[cell];

	if (gr_name_take_back(who->name_index->words, GR_FORM_FORMER, NULL,
	        gr_buf_slice(folded), &out->form)) {
		gr_buf_clear(folded);
		gr_buf_add(folded, gr_buf_slice(&out->form));
		out->former |= 1u << cell;
	}
	return gr_buf_check(folded, err);
}

static enum gr_status fold_cells(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err)
{
	out->former = 0;
	for (unsigned cell = GR_CELL_NAME; cell <= GR_CELL_STREET; cell++) {
		gr_buf_clear(&out->folded[cell]);
		if (!gr_cell_is_given(ev->cell[cell]))
			continue;
		if (cell == GR_CELL_NAME)
			gr_name_fold(&out->folded[cell], ev->cell[cell]);
		else
			gr_place_fold(&out->folded[cell], ev->cell[cell]);
		enum gr_status status = gr_buf_check(&out->folded[cell], err);
		if (status == GR_OK && cell != GR_CELL_NAME)
			status = drop_former(who, out, cell, err);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

/* Whether the street is written with its parents before it. */
static bool has_parents(const struct gr_identifier *who,
    const struct gr_identity *out)
{
	const struct gr_name_index *g = who->name_index;
	struct gr_parents parents = gr_outer_parents(
	    gr_name_index_parents(g, out->unit));
	struct gr_slice street = gr_buf_slice(&out->folded[GR_CELL_STREET]);

	return !gr_slice_eq(street, gr_street_folded(out->unit->street))
	    && gr_name_after_parents(g->words, &parents, street).len
	    < street.len;
}

/* K17 where a name or place agrees only because of how it is compared: with
 * the ideograph of a radical, without a selector that nobody sees, without a
 * street's parents or former name. */
static void remark_writing(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out)
{
	const struct gr_unit *unit = out->unit;
	const struct gr_slice value[] = { [GR_CELL_NAME] = gr_unit_name(unit),
		[GR_CELL_CITY] = gr_unit_county(unit)->city_name,
		[GR_CELL_COUNTY] = gr_unit_county(unit)->name,
		[GR_CELL_STREET] = gr_street_name(unit->street) };

	for (unsigned cell = GR_CELL_NAME; cell <= GR_CELL_STREET; cell++) {
		if (gr_slice_eq(ev->cell[cell], value[cell])
		    || gr_finding_action(out->remark[cell]) != GR_FIX)
			continue;
		if ((gr_same_is_disguised(ev->cell[cell])
		        && !gr_same_is_disguised(value[cell]))
		    || (out->former >> cell & 1)
		    || (cell == GR_CELL_STREET && has_parents(who, out)))
			out->remark[cell] = GR_FINDING_K17_TAKEN;
	}
}

/* The unit, and whatever is wrong with the record. */
static enum gr_status look(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err)
{
	struct gr_slice code = ev->cell[GR_CELL_CODE];
	enum gr_status status = fold_cells(who, ev, out, err);

	if (status != GR_OK)
		return status;
	if (unit) {
		status = by_code(who, ev, out, unit, err);
	} else if (is_in_query(code)) {
		status = gr_ask_code_in_query(who, ev, out, err);
	} else if (!gr_cell_is_given(code)) {
		status = by_name(who, ev, out, GR_S(""), err);
	} else if (code.ptr[code.len - 1] == '~') {
		code.len--;
		status = by_name(who, ev, out, code, err);
	} else {
		status = by_old_code(who, ev, out, err);
	}
	if (status == GR_OK && out->unit)
		remark_writing(who, ev, out);
	return status == GR_OK && out->form.failed
	    ? gr_buf_check(&out->form, err)
	    : status;
}

enum gr_status gr_identify(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err)
{
	struct gr_slice code = ev->cell[GR_CELL_CODE];

	out->unit = NULL;
	out->kind = GR_FINDING_NONE;
	out->successor = GR_S("");
	gr_buf_clear(&out->message);
	memset(out->remark, 0, sizeof(out->remark));
	if (gr_cell_is_given(code) && code.ptr[code.len - 1] != '~')
		out->unit = gr_register_find_behind(who->name_index->reg,
		    out->last, code, ev->day);
	if (out->unit)
		out->last = out->unit;
	return out->unit && gr_agree_is_as_it_stands(ev, out->unit)
	    ? GR_OK
	    : look(who, ev, out, out->unit, err);
}

void gr_identity_free(struct gr_identity *identity)
{
	gr_buf_free(&identity->message);
	gr_buf_free(&identity->form);
	gr_buf_free(&identity->key);
	gr_buf_free(&identity->units);
	for (size_t i = 0; i < GR_CELLS; i++)
		gr_buf_free(&identity->folded[i]);
}
