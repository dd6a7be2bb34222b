/* scope.c - what a city or county has settled for itself, where it binds. */
#include "standard/scope.h"

struct gr_slice gr_scope_state_name(enum gr_scope_state state)
{
	switch (state) {
	case GR_SCOPE_OFF:
		return GR_S("off");
	case GR_SCOPE_SOFT:
		return GR_S("soft");
	case GR_SCOPE_HARD:
		break;
	}
	return GR_S("hard");
}

/* ---- which row decides ---- */

enum { NO_FIT = -1, CITY = 0, ATOM = 1, COUNTY = 2, FITS = 4 };

/* How specific a row is for a place: the city's criterion, its atom, the
 * county's criterion, its atom. */
static int fit(const struct gr_scope *scope, struct gr_slice city,
    struct gr_slice county)
{
	int of_atom = scope->atom != GR_NONE ? ATOM : 0;

	if (gr_slice_eq(scope->scope, county))
		return COUNTY + of_atom;
	return gr_slice_eq(scope->scope, city) ? CITY + of_atom : NO_FIT;
}

static void decide(const struct gr_standard *standard,
    const struct gr_scope *scope, const struct gr_scope **decides)
{
	const struct gr_criterion *c = &standard->criterion[scope->criterion];

	if (scope->atom != GR_NONE)
		decides[scope->atom] = scope;
	for (size_t i = 0; scope->atom == GR_NONE && i < c->atoms; i++)
		decides[c->first_atom + i] = scope;
}

void gr_scope_find(const struct gr_standard *standard, struct gr_slice city,
    struct gr_slice county, int32_t day, const struct gr_scope **decides)
{
	for (size_t i = 0; i < standard->atoms; i++)
		decides[i] = NULL;
	/* Of one fit, item and day there is one row (checked on load). */
	for (int wanted = 0; standard->scopes > 0 && wanted < FITS; wanted++)
		for (size_t i = 0; i < standard->scopes; i++) {
			const struct gr_scope *scope = &standard->scope[i];

			if (day >= scope->valid_from && day <= scope->valid_to
			    && fit(scope, city, county) == wanted)
				decide(standard, scope, decides);
		}
}

bool gr_scope_is_off(const struct gr_scope *const *decides, size_t atom)
{
	return decides != NULL && decides[atom] != NULL
	    && decides[atom]->state == GR_SCOPE_OFF;
}

bool gr_scope_counts(const struct gr_standard *standard,
    const struct gr_scope *const *decides, size_t atom)
{
	return standard->atom[atom].hard
	    && (decides == NULL || decides[atom] == NULL
	        || decides[atom]->state == GR_SCOPE_HARD);
}

/* ---- what it may not do ---- */

/* What becomes of a criterion: whether the standard has an atom that counts,
 * whether the place has, and the row that takes the first one out. */
struct remains {
	bool had, left;
	const struct gr_scope *by;
};

static struct remains remains_of(const struct gr_standard *standard,
    const struct gr_scope *const *decides, const struct gr_criterion *c)
{
	struct remains out = { false, false, NULL };

	for (size_t i = c->first_atom; i < c->first_atom + c->atoms; i++) {
		bool counts = gr_scope_counts(standard, decides, i);

		out.had |= standard->atom[i].hard;
		out.left |= counts;
		if (standard->atom[i].hard && !counts && out.by == NULL)
			out.by = decides[i];
	}
	return out;
}

static enum gr_status refuse(const struct gr_standard *standard,
    const struct gr_scope *by, struct gr_slice place,
    const struct gr_criterion *mandatory, struct gr_err *err)
{
	struct gr_buf path = { 0 };

	gr_buf_format(&path, "%s/scopes.csv", standard->path);
	gr_buf_byte(&path, '\0');
	enum gr_status status = gr_buf_check(&path, err);
	if (status == GR_OK && mandatory != NULL)
		status = gr_err_at(err, GR_EUSAGE, path.ptr, by->line, "item",
		    "takes '%.*s' out in %.*s: it is mandatory",
		    GR_ARG(mandatory->criterion), GR_ARG(place));
	else if (status == GR_OK)
		status = gr_err_at(err, GR_EUSAGE, path.ptr, by->line, "item",
		    "leaves %.*s without a criterion", GR_ARG(place));
	gr_buf_free(&path);
	return status;
}

enum gr_status gr_scope_check(const struct gr_standard *standard,
    const struct gr_scope *const *decides, struct gr_slice place,
    struct gr_err *err)
{
	const struct gr_scope *by = NULL;
	bool left = false;

	for (size_t i = 0; i < standard->criteria; i++) {
		const struct gr_criterion *c = &standard->criterion[i];
		struct remains r = remains_of(standard, decides, c);

		if (c->mandatory && r.had && !r.left)
			return refuse(standard, r.by, place, c, err);
		left |= r.left;
		if (r.by != NULL)
			by = r.by;
	}
	return left || by == NULL ? GR_OK
	                          : refuse(standard, by, place, NULL, err);
}

/* ---- what it comes to ---- */

static void put_item(struct gr_buf *to, size_t from, struct gr_slice item,
    const char *how, struct gr_slice what)
{
	if (to->len > from)
		gr_buf_byte(to, ';');
	gr_buf_add(to, item);
	gr_buf_text(to, how);
	gr_buf_add(to, what);
}

/* An atom's state where it is not the standard's, else HARD. */
static enum gr_scope_state own_state(const struct gr_standard *standard,
    const struct gr_scope *const *decides, size_t atom)
{
	if (gr_scope_is_off(decides, atom))
		return GR_SCOPE_OFF;
	return standard->atom[atom].hard
	        && !gr_scope_counts(standard, decides, atom)
	    ? GR_SCOPE_SOFT
	    : GR_SCOPE_HARD;
}

/* Whether a state is that of all a criterion's atoms; soft, of all that could
 * have been hard. */
static bool is_all(const struct gr_standard *standard,
    const struct gr_scope *const *decides, const struct gr_criterion *c,
    enum gr_scope_state state)
{
	bool some = false;

	for (size_t i = c->first_atom; i < c->first_atom + c->atoms; i++) {
		enum gr_scope_state own = own_state(standard, decides, i);

		if (own == state)
			some = true;
		else if (state == GR_SCOPE_OFF || own == GR_SCOPE_OFF
		    || standard->atom[i].hard)
			return false;
	}
	return some;
}

static void print_criterion(struct gr_buf *to, size_t from,
    const struct gr_standard *standard, const struct gr_scope *const *decides,
    const struct gr_criterion *c)
{
	for (enum gr_scope_state s = GR_SCOPE_OFF; s < GR_SCOPE_HARD; s++)
		if (is_all(standard, decides, c, s)) {
			put_item(to, from, c->criterion, ":",
			    gr_scope_state_name(s));
			return;
		}
	for (size_t i = c->first_atom; i < c->first_atom + c->atoms; i++) {
		enum gr_scope_state own = own_state(standard, decides, i);

		if (own != GR_SCOPE_HARD)
			put_item(to, from, standard->atom[i].atom, ":",
			    gr_scope_state_name(own));
	}
}

void gr_scope_print(struct gr_buf *to, const struct gr_standard *standard,
    const struct gr_scope *const *decides, const struct gr_slice *parameter,
    const struct gr_slice *common)
{
	size_t from = to->len;

	for (size_t i = 0; i < standard->criteria; i++)
		print_criterion(to, from, standard, decides,
		    &standard->criterion[i]);
	for (size_t i = GR_PARAM_BUILT_IN; i < standard->parameter_names; i++)
		if (standard->parameter_judges[i]
		    && !gr_slice_eq(parameter[i], common[i]))
			put_item(to, from, standard->parameter_name[i], "=",
			    parameter[i]);
}
