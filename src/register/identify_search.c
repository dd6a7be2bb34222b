/* identify_search.c - a name looked up in all the ways it can be written */
#include "register/identify_search.h"
#include "text/utf8.h"

enum {
	/* bytes of the parents that stand before a name, city and office
	 * included; where a cell is longer, that is no place, and to cut it
	 * everywhere would take hours */
	PARENTS_BYTES = 120
};

const unsigned gr_form_order[GR_FORMS] = { 0, 1, 2, 4, 8, 3, 5, 6, 9, 10, 12, 7,
	11, 13, 14, 15 };

struct gr_parents gr_outer_parents(struct gr_parents parents)
{
	parents.name[GR_PARENTS_MAX - 1] = (struct gr_slice){ NULL, 0 };
	return parents;
}

/* One search: what it is for and where it puts what it finds. */
struct search {
	const struct gr_identifier *who;
	struct gr_written written;
	int32_t day;
	struct gr_identity *scratch; /* its form and key */
	struct gr_sought *sought;
	struct gr_sought before; /* found by a name of another time */
};

struct gr_written gr_written_of(const struct gr_evidence *ev,
    const struct gr_identity *out)
{
	struct gr_slice code[2] = { ev->cell[GR_CELL_CITY_CODE],
		ev->cell[GR_CELL_COUNTY_CODE] };

	/* only a whole code says anything: none in query, none damaged */
	for (size_t i = 0; i < 2; i++)
		if (!gr_cell_is_given(code[i])
		    || code[i].ptr[code[i].len - 1] == '~')
			code[i] = GR_S("");
	return (struct gr_written){
		.city = gr_buf_slice(&out->folded[GR_CELL_CITY]),
		.county = gr_buf_slice(&out->folded[GR_CELL_COUNTY]),
		.street = gr_buf_slice(&out->folded[GR_CELL_STREET]),
		.city_code = code[0],
		.county_code = code[1],
	};
}

static void add(struct gr_sought *sought, const struct gr_unit *unit)
{
	for (size_t i = 0; i < sought->n && i < GR_FOUND_MAX; i++)
		if (gr_slice_eq(gr_unit_code(sought->unit[i]),
		        gr_unit_code(unit)))
			return;
	if (sought->n < GR_FOUND_MAX)
		sought->unit[sought->n] = unit;
	sought->n++;
}

/* The unit that a row of another time is on the day. */
static const struct gr_unit *unit_now(const struct search *s,
    const struct gr_unit *then)
{
	const struct gr_register *reg = s->who->name_index->reg;
	const struct gr_unit *now = gr_register_find_on(reg, gr_unit_code(then),
	    s->day);

	if (now || !s->who->changes)
		return now;
	struct gr_fate fate = gr_changes_follow(s->who->changes,
	    gr_unit_code(then), s->day);
	return fate.code.len ? gr_register_find_on(reg, fate.code, s->day)
	                     : NULL;
}

/* Whether `unit` lies in the street of this full name, where one is asked. */
static bool is_in(const struct search *s, const struct gr_unit *unit,
    struct gr_slice full_street)
{
	const struct gr_name_index *g = s->who->name_index;

	return full_street.len == 0
	    || gr_slice_eq(gr_place_without_office(g->words,
	                       gr_street_folded(unit->street)),
	        gr_place_without_office(g->words, full_street));
}

/* Look one reading of the name up.  True in *done if it is a unit's now. */
static enum gr_status look_up(struct search *s,
    const struct gr_written *written, struct gr_slice name, unsigned forms,
    struct gr_slice full_street, bool *done, struct gr_err *err)
{
	struct gr_found found = { .n_now = 0 };
	enum gr_status status = gr_name_index_find(s->who->name_index, written,
	    name, s->day, &s->scratch->key, &found, err);

	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < found.n_now && i < GR_FOUND_MAX; i++)
		if (is_in(s, found.now[i], full_street))
			add(s->sought, found.now[i]);
	if (found.n_now > GR_FOUND_MAX)
		s->sought->n = found.n_now;
	*done = s->sought->n > 0;
	if (*done) {
		s->sought->forms = forms;
	} else if (s->before.n == 0) {
		for (size_t i = 0; i < found.n_then && i < GR_FOUND_MAX; i++) {
			const struct gr_unit *now = unit_now(s, found.then[i]);

			if (now && is_in(s, found.then[i], full_street))
				add(&s->before, now);
		}
		s->before.forms = forms;
	}
	return GR_OK;
}

/* The street stands only before the name: try every cut. */
static enum gr_status split_street(struct search *s,
    const struct gr_written *written, struct gr_slice name, unsigned forms,
    bool *done, struct gr_err *err)
{
	struct gr_written w = *written;
	enum gr_status status = GR_OK;

	if (w.street.len > 0)
		return look_up(s, &w, name, forms, GR_S(""), done, err);
	for (size_t at = gr_utf8_step(name, NULL);
	     status == GR_OK && !*done && at < name.len && at <= PARENTS_BYTES;
	     at += gr_utf8_step(gr_slice_skip(name, at), NULL)) {
		w.street = gr_slice_make(name.ptr, at);
		status = look_up(s, &w, gr_slice_skip(name, at), forms,
		    w.street, done, err);
		if (*done)
			s->sought->street_known = true;
	}
	return status;
}

/* Whether a county ends here; the city may stand before it. */
static bool ends_in_county(const struct gr_name_index *g, struct gr_slice place)
{
	while (place.len > 0 && !gr_name_index_has_county(g, place))
		place = gr_slice_skip(place, gr_utf8_step(place, NULL));
	return place.len > 0;
}

/* County, street or both stand only before the name. */
static enum gr_status split(struct search *s, struct gr_slice name,
    unsigned forms, bool *done, struct gr_err *err)
{
	const struct gr_name_index *g = s->who->name_index;
	struct gr_parents parents = gr_name_index_written_parents(g,
	    &s->written);
	struct gr_written w = s->written;
	enum gr_status status = GR_OK;

	name = gr_name_after_parents(g->words, &parents, name);
	if (w.county.len > 0 || w.county_code.len > 0)
		return w.street.len > 0
		    ? GR_OK
		    : split_street(s, &w, name, forms, done, err);
	for (size_t at = gr_utf8_step(name, NULL);
	     status == GR_OK && !*done && at < name.len && at <= PARENTS_BYTES;
	     at += gr_utf8_step(gr_slice_skip(name, at), NULL)) {
		w.county = gr_slice_make(name.ptr, at);
		if (!ends_in_county(g, w.county))
			continue;
		status = split_street(s, &w, gr_slice_skip(name, at), forms,
		    done, err);
		if (*done) {
			s->sought->county_known = true;
			s->sought->county_from_name = s->written.street.len > 0;
		}
	}
	return status;
}

/* All readings of one name: as written, then with its parents split off. */
static enum gr_status search_name(struct search *s, struct gr_slice name,
    bool *done, struct gr_err *err)
{
	const struct gr_name_words *words = s->who->name_index->words;
	struct gr_parents parents = gr_name_index_written_parents(
	    s->who->name_index, &s->written);
	struct gr_parents outer = gr_outer_parents(parents);
	struct gr_buf *form = &s->scratch->form;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && !*done && i < GR_FORMS; i++)
		if (gr_name_take_back(words, gr_form_order[i], &parents, name,
		        form))
			status = look_up(s, &s->written, gr_buf_slice(form),
			    gr_form_order[i], GR_S(""), done, err);
	for (size_t i = 0; status == GR_OK && !*done && i < GR_FORMS; i++)
		if ((gr_form_order[i] & GR_FORM_PARENT)
		    && gr_name_take_back(words, gr_form_order[i], &outer, name,
		        form))
			status = look_up(s, &s->written, gr_buf_slice(form),
			    gr_form_order[i], GR_S(""), done, err);
	for (size_t i = 0; status == GR_OK && !*done && i < GR_FORMS; i++) {
		unsigned forms = gr_form_order[i];

		if (!(forms & GR_FORM_PARENT)
		    && gr_name_take_back(words, forms, NULL, name, form))
			status = split(s, gr_buf_slice(form),
			    forms | GR_FORM_PARENT, done, err);
	}
	return status;
}

/* Parents that are written before the street and nowhere else: the county is
 * that, and what stands before it is held against the unit that is found. */
static void split_parents(struct search *s)
{
	const struct gr_name_index *g = s->who->name_index;
	struct gr_written *w = &s->written;
	struct gr_slice street = w->street;
	size_t at;

	if (w->county.len > 0) {
		at = gr_slice_find(street, w->county);
		if (w->city.len == 0 && at != SIZE_MAX
		    && at + w->county.len < street.len)
			w->street = gr_slice_skip(street, at + w->county.len);
		return;
	}
	if (w->county_code.len > 0)
		return;
	for (at = gr_utf8_step(street, NULL);
	     at < street.len && at <= PARENTS_BYTES;
	     at += gr_utf8_step(gr_slice_skip(street, at), NULL)) {
		struct gr_slice county = gr_slice_make(street.ptr, at);

		while (county.len > 0 && !gr_name_index_has_county(g, county))
			county = gr_slice_skip(county,
			    gr_utf8_step(county, NULL));
		if (county.len == 0)
			continue;
		w->county = county;
		w->street = gr_slice_skip(street, at);
		return;
	}
}

enum gr_status gr_identify_search(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_slice name,
    struct gr_sought *sought, struct gr_err *err)
{
	struct search s = {
		.who = who,
		.written = gr_written_of(ev, out),
		.day = ev->day,
		.scratch = out,
		.sought = sought,
	};
	bool done = false;

	split_parents(&s);
	*sought = (struct gr_sought){
		.county_known = s.written.county.len > 0
		    || s.written.county_code.len > 0,
		.street_known = s.written.street.len > 0,
	};
	if (name.len == 0)
		return GR_OK;
	enum gr_status status = search_name(&s, name, &done, err);
	if (status != GR_OK || done || s.before.n == 0)
		return status;
	for (size_t i = 0; i < s.before.n && i < GR_FOUND_MAX; i++)
		sought->unit[i] = s.before.unit[i];
	sought->n = s.before.n;
	sought->forms = s.before.forms;
	sought->renamed = true;
	return GR_OK;
}

enum gr_status gr_identify_search_without(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, unsigned name,
    unsigned code, struct gr_sought *sought, struct gr_err *err)
{
	struct gr_evidence without = *ev;
	size_t len = out->folded[name].len;

	without.cell[name] = without.cell[code] = GR_S("");
	out->folded[name].len = 0;
	enum gr_status status = gr_identify_search(who, &without, out,
	    gr_buf_slice(&out->folded[GR_CELL_NAME]), sought, err);
	out->folded[name].len = len;
	return status;
}
