/* identify_agree.c - whether what a record says can be a unit's */
#include "register/identify_agree.h"

#include "register/identify_ask.h"

static bool is_named_in(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, unsigned forms,
    const struct gr_parents *parents, struct gr_slice name)
{
	const struct gr_name_index *g = who->name_index;

	return gr_name_take_back(g->words, forms, parents, name, &out->form)
	    && gr_name_index_is_named(g, unit, gr_buf_slice(&out->form));
}

unsigned gr_agree_forms(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_slice name)
{
	struct gr_parents all = gr_name_index_parents(who->name_index, unit);
	struct gr_parents outer = gr_outer_parents(all);

	for (size_t i = 0; i < GR_FORMS; i++) {
		unsigned forms = gr_form_order[i];

		if (is_named_in(who, out, unit, forms, &all, name)
		    || ((forms & GR_FORM_PARENT)
		        && is_named_in(who, out, unit, forms, &outer, name)))
			return forms;
	}
	return GR_FORMS;
}

void gr_agree_remark(struct gr_identity *out, unsigned forms,
    bool county_from_name)
{
	if (forms == 0)
		out->remark[GR_CELL_NAME] = GR_FINDING_K16;
	else if (forms == GR_FORM_SERIAL)
		out->remark[GR_CELL_NAME] = GR_FINDING_L13;
	else if (forms == GR_FORM_PARENT && county_from_name)
		out->remark[GR_CELL_NAME] = GR_FINDING_K18;
	else
		out->remark[GR_CELL_NAME] = GR_FINDING_K17_TAKEN;
}

bool gr_agree_before(const struct gr_identifier *who, struct gr_identity *out,
    struct gr_slice code, struct gr_slice name)
{
	size_t n;
	const struct gr_unit *unit = gr_register_periods(who->name_index->reg,
	    code, &n);

	for (size_t i = 0; i < n; i++)
		if (gr_agree_forms(who, out, &unit[i], name) != GR_FORMS)
			return true;
	return false;
}

bool gr_agree_former(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_slice prev_name)
{
	bool is = false;

	if (gr_cell_is_given(prev_name)) {
		gr_buf_clear(&out->key);
		gr_name_fold(&out->key, prev_name);
		is = gr_agree_forms(who, out, unit, gr_buf_slice(&out->key))
		    != GR_FORMS;
	}
	return is;
}

/* The cells of the place that cannot be the unit's, as bits. */
static unsigned wrong_places(const struct gr_identifier *who,
    const struct gr_evidence *ev, const struct gr_identity *out,
    const struct gr_unit *unit)
{
	const struct gr_name_index *g = who->name_index;
	struct gr_written w = gr_written_of(ev, out);
	unsigned wrong = 0;

	if (!gr_name_index_city_agrees(g, unit, w.city))
		wrong |= 1u << GR_CELL_CITY;
	if (!gr_name_index_county_agrees(g, unit, w.county))
		wrong |= 1u << GR_CELL_COUNTY;
	if (!gr_name_index_street_agrees(g, unit, w.street))
		wrong |= 1u << GR_CELL_STREET;
	if (w.city_code.len > 0
	    && !gr_slice_eq(w.city_code, gr_unit_county(unit)->city_code))
		wrong |= 1u << GR_CELL_CITY_CODE;
	if (w.county_code.len > 0
	    && !gr_slice_eq(w.county_code, gr_unit_county(unit)->code))
		wrong |= 1u << GR_CELL_COUNTY_CODE;
	return wrong;
}

enum gr_status gr_agree_places(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, bool moved, struct gr_err *err)
{
	unsigned wrong = wrong_places(who, ev, out, unit);
	struct gr_sought sought;

	out->unit = unit;
	if (wrong == 0)
		return GR_OK;
	if (gr_cell_is_given(ev->cell[GR_CELL_NAME])) {
		enum gr_status status = gr_identify_search(who, ev, out,
		    gr_buf_slice(&out->folded[GR_CELL_NAME]), &sought, err);

		if (status != GR_OK)
			return status;
		for (size_t i = 0; i < sought.n && i < GR_FOUND_MAX; i++)
			if (!gr_slice_eq(gr_unit_code(sought.unit[i]),
			        gr_unit_code(unit)))
				return gr_ask_conflict(who, out, unit, &sought,
				    err);
	} else if (!moved && (wrong & ~(1u << GR_CELL_STREET))) {
		return gr_ask_place(who, out, unit, err);
	}
	for (unsigned cell = 0; cell < GR_CELLS; cell++) {
		if (!(wrong & (1u << cell)))
			continue;
		if (moved)
			out->remark[cell] = GR_FINDING_K13_TAKEN;
		else if (cell == GR_CELL_CITY_CODE
		    || cell == GR_CELL_COUNTY_CODE)
			out->remark[cell] = GR_FINDING_K14_TAKEN;
		else
			out->remark[cell] = GR_FINDING_L09_PLACE;
	}
	return GR_OK;
}

bool gr_agree_county_before(const struct gr_identifier *who,
    const struct gr_evidence *ev, const struct gr_identity *out,
    const struct gr_unit *unit)
{
	const struct gr_name_index *g = who->name_index;
	struct gr_slice name = gr_buf_slice(&out->folded[GR_CELL_NAME]);
	struct gr_parents outer = gr_outer_parents(
	    gr_name_index_parents(g, unit));

	return gr_written_of(ev, out).county.len == 0
	    && gr_slice_find(name, gr_unit_county(unit)->folded) != SIZE_MAX
	    && gr_name_index_is_named(g, unit,
	        gr_name_after_parents(g->words, &outer, name));
}

bool gr_agree_is_as_it_stands(const struct gr_evidence *ev,
    const struct gr_unit *unit)
{
	const struct gr_street *street = unit->street;
	const struct gr_county *county = street->county;
	const struct gr_slice value[GR_CELLS] = {
		[GR_CELL_CODE] = ev->cell[GR_CELL_CODE],
		[GR_CELL_NAME] = gr_unit_name(unit),
		[GR_CELL_CITY] = county->city_name,
		[GR_CELL_COUNTY] = county->name,
		[GR_CELL_STREET] = gr_street_name(street),
		[GR_CELL_CITY_CODE] = county->city_code,
		[GR_CELL_COUNTY_CODE] = county->code,
	};

	/* a place in brackets, or with blanks, is not compared as it stands */
	if (!street->plain || !county->plain)
		return false;
	for (unsigned cell = 0; cell < GR_CELLS; cell++)
		if (ev->cell[cell].len > 0
		    && !gr_slice_eq(ev->cell[cell], value[cell]))
			return false;
	return true;
}
