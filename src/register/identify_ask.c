/* identify_ask.c - the question to the sender where a record has no unit.
 *
 * Every question says what was written, what the register has, and the units
 * that come nearest, so that the sender can answer from the sheet alone.
 */
#include "register/identify_ask.h"

#include "register/name_nearness.h"

/* Set the record aside; the units that come near may follow. */
static void ask(const struct gr_identifier *who, struct gr_identity *out,
    enum gr_finding_kind kind, enum gr_cell cell,
    const struct gr_finding_arg *with)
{
	out->unit = NULL;
	out->kind = kind;
	out->cell = cell;
	gr_buf_clear(&out->message);
	gr_finding_say(&out->message, kind, who->chinese, with);
}

static enum gr_status asked(const struct gr_identity *out, struct gr_err *err)
{
	return out->units.failed ? gr_err_memory(err)
	                         : gr_buf_check(&out->message, err);
}

/* How units are named, valid until the next ones are. */
static struct gr_slice units_text(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *const *unit, size_t n)
{
	gr_buf_clear(&out->units);
	for (size_t i = 0; i < n && i < GR_FOUND_MAX; i++) {
		if (i > 0)
			gr_finding_say(&out->units, GR_FINDING_AND,
			    who->chinese, NULL);
		gr_finding_say(&out->units, GR_FINDING_UNIT, who->chinese,
		    GR_WITH(GR_TEXT("code", gr_unit_code(unit[i])),
		        GR_TEXT("name", gr_unit_name(unit[i])),
		        GR_TEXT("county", gr_unit_county(unit[i])->name),
		        GR_TEXT("street", gr_street_name(unit[i]->street))));
	}
	return gr_buf_slice(&out->units);
}

static struct gr_slice unit_text(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit)
{
	return units_text(who, out, &unit, 1);
}

static struct gr_slice written_name(const struct gr_identity *out)
{
	return gr_buf_slice(&out->folded[GR_CELL_NAME]);
}

/* Signs in the name that there is no such unit; true if one was found. */
static bool ask_by_words(const struct gr_identifier *who,
    struct gr_identity *out)
{
	const struct gr_name_words *words = who->name_index->words;
	struct gr_slice name = written_name(out);

	if (gr_name_words_contain(words, GR_WORD_TEST, name)) {
		ask(who, out, GR_FINDING_R10, GR_CELL_NAME, NULL);
	} else if (gr_name_words_contain(words, GR_WORD_ABOLISHED, name)) {
		ask(who, out, GR_FINDING_K22_NAME, GR_CELL_NAME, NULL);
	} else {
		return false;
	}
	return true;
}

static bool is_outside(const struct gr_identifier *who,
    const struct gr_identity *out, struct gr_slice code)
{
	const struct gr_name_words *words = who->name_index->words;

	return gr_code_is_outside(words, code)
	    || gr_name_words_suffix(words, GR_WORD_OUTSIDE, written_name(out))
	           .len
	    > 0;
}

/* Append the nearest names; *n is how many there are. */
static enum gr_status say_nearest(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_written *written, size_t *n, struct gr_err *err)
{
	const struct gr_unit *nearest[GR_NEAREST_MAX];
	struct gr_slice name = written_name(out);
	enum gr_status status = GR_OK;

	*n = 0;
	if (name.len > 0)
		status = gr_near_names_find(who->near_names, written, name,
		    ev->day, nearest, n, err);
	if (status == GR_OK && *n > 0)
		gr_finding_say(&out->message, GR_FINDING_NEAR, who->chinese,
		    GR_WITH(
		        GR_TEXT("units", units_text(who, out, nearest, *n))));
	return status;
}

static void say_found(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_sought *sought)
{
	if (sought->n == 0)
		return;
	gr_finding_say(&out->message, GR_FINDING_BY_NAME, who->chinese,
	    GR_WITH(GR_TEXT("units",
	        units_text(who, out, sought->unit, sought->n))));
}

enum gr_status gr_ask_code_in_query(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err)
{
	struct gr_sought sought;
	enum gr_status status = gr_identify_search(who, ev, out,
	    written_name(out), &sought, err);

	if (status != GR_OK)
		return status;
	if (ask_by_words(who, out))
		return asked(out, err);
	ask(who, out, GR_FINDING_K11, GR_CELL_CODE, NULL);
	say_found(who, out, &sought);
	return asked(out, err);
}

enum gr_status gr_ask_name_in_query(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err)
{
	ask(who, out, GR_FINDING_K14_NAME_IN_QUERY, GR_CELL_NAME,
	    GR_WITH(GR_TEXT("unit", unit_text(who, out, unit))));
	return asked(out, err);
}

enum gr_status gr_ask_conflict(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit,
    const struct gr_sought *sought, struct gr_err *err)
{
	ask(who, out, GR_FINDING_K14_NAME, GR_CELL_CODE,
	    GR_WITH(GR_TEXT("unit", unit_text(who, out, unit))));
	say_found(who, out, sought);
	return asked(out, err);
}

enum gr_status gr_ask_place(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err)
{
	ask(who, out, GR_FINDING_K14_PLACE, GR_CELL_CODE,
	    GR_WITH(GR_TEXT("unit", unit_text(who, out, unit))));
	return asked(out, err);
}

enum gr_status gr_ask_name(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *unit, struct gr_err *err)
{
	struct gr_written place = gr_written_of(ev, out);
	struct gr_sought sought;
	size_t near;
	enum gr_status status = gr_identify_search(who, ev, out,
	    written_name(out), &sought, err);

	if (status != GR_OK)
		return status;
	if (sought.n > 0)
		return gr_ask_conflict(who, out, unit, &sought, err);
	if (ask_by_words(who, out))
		return asked(out, err);
	if (gr_name_is_near(who->name_index->words, written_name(out),
	        gr_unit_folded(unit))) {
		ask(who, out, GR_FINDING_K19_CODE, GR_CELL_NAME,
		    GR_WITH(GR_TEXT("unit", unit_text(who, out, unit))));
		return asked(out, err);
	}
	ask(who, out, GR_FINDING_K14_NAME, GR_CELL_CODE,
	    GR_WITH(GR_TEXT("unit", unit_text(who, out, unit))));
	if (place.county.len == 0)
		place.county = gr_unit_county(unit)->folded;
	status = say_nearest(who, ev, out, &place, &near, err);
	return status == GR_OK ? asked(out, err) : status;
}

enum gr_status gr_ask_merged(const struct gr_identifier *who,
    struct gr_identity *out, const struct gr_unit *unit, struct gr_err *err)
{
	if (ask_by_words(who, out))
		return asked(out, err);
	ask(who, out, GR_FINDING_K21_MERGED, GR_CELL_CODE,
	    GR_WITH(GR_TEXT("unit", unit_text(who, out, unit))));
	out->successor = gr_unit_code(unit);
	return asked(out, err);
}

/* What the changes table says of a code that has no one successor. */
static void ask_fate(const struct gr_identifier *who, struct gr_identity *out,
    const struct gr_fate *fate)
{
	if (fate->kind == GR_CHANGE_ABOLISHED) {
		ask(who, out, GR_FINDING_K22_CODE, GR_CELL_CODE, NULL);
		return;
	}
	if (fate->kind != GR_CHANGE_SPLIT) {
		ask(who, out, GR_FINDING_K13_GONE, GR_CELL_CODE,
		    GR_WITH(GR_TEXT("code", fate->code)));
		return;
	}
	gr_buf_clear(&out->units);
	for (size_t i = 0; i < fate->successors; i++) {
		if (i > 0)
			gr_finding_say(&out->units, GR_FINDING_AND,
			    who->chinese, NULL);
		gr_buf_add(&out->units, fate->last[i].new_code);
	}
	ask(who, out, GR_FINDING_K21_SPLIT, GR_CELL_CODE,
	    GR_WITH(GR_TEXT("codes", gr_buf_slice(&out->units))));
}

enum gr_status gr_ask_code(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_fate *fate, struct gr_err *err)
{
	struct gr_slice code = ev->cell[GR_CELL_CODE];
	struct gr_written place = gr_written_of(ev, out);
	struct gr_sought sought;
	size_t rows, near;
	enum gr_status status = gr_identify_search(who, ev, out,
	    written_name(out), &sought, err);

	if (status != GR_OK)
		return status;
	if (ask_by_words(who, out))
		return asked(out, err);
	gr_register_periods(who->name_index->reg, code, &rows);
	if (fate->changed) {
		ask_fate(who, out, fate);
	} else if (rows > 0) {
		ask(who, out, GR_FINDING_K13_UNEXPLAINED, GR_CELL_CODE, NULL);
	} else if (!gr_slice_starts(code, who->province)) {
		ask(who, out, GR_FINDING_K12, GR_CELL_CODE, NULL);
		return asked(out, err);
	} else if (is_outside(who, out, code)) {
		ask(who, out, GR_FINDING_K24, GR_CELL_CODE, NULL);
		return asked(out, err);
	} else {
		ask(who, out, GR_FINDING_R09_CODE, GR_CELL_CODE, NULL);
	}
	if (sought.n > 0)
		say_found(who, out, &sought);
	else
		status = say_nearest(who, ev, out, &place, &near, err);
	return status == GR_OK ? asked(out, err) : status;
}

/* A damaged code: say which units the name gives and that none fits. */
static enum gr_status ask_damaged(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, const struct gr_damage *damaged,
    struct gr_err *err)
{
	struct gr_written place = gr_written_of(ev, out);
	enum gr_status status = GR_OK;
	size_t near;

	if (sought->n > 0 && sought->county_known) {
		ask(who, out, damaged->other, GR_CELL_CODE, NULL);
		say_found(who, out, sought);
		return asked(out, err);
	}
	ask(who, out, damaged->none, GR_CELL_CODE, NULL);
	if (sought->n > 0)
		say_found(who, out, sought);
	else
		status = say_nearest(who, ev, out, &place, &near, err);
	return status == GR_OK ? asked(out, err) : status;
}

/* A city or county that is wrong where all the rest is a unit's: say which.
 * *said is false if neither is alone. */
static enum gr_status ask_wrong_part(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, bool *said,
    struct gr_err *err)
{
	struct gr_sought sought = { .n = 0 };
	bool city = true;
	enum gr_status status = gr_identify_search_without(who, ev, out,
	    GR_CELL_CITY, GR_CELL_CITY_CODE, &sought, err);

	if (status == GR_OK && sought.n == 0) {
		city = false;
		status = gr_identify_search_without(who, ev, out,
		    GR_CELL_COUNTY, GR_CELL_COUNTY_CODE, &sought, err);
	}
	*said = status == GR_OK && sought.n > 0 && sought.n <= GR_NEAREST_MAX;
	if (!*said)
		return status;
	struct gr_slice units = units_text(who, out, sought.unit, sought.n);
	if (city)
		ask(who, out, GR_FINDING_R09_CITY, GR_CELL_NAME,
		    GR_WITH(GR_TEXT("units", units)));
	else
		ask(who, out, GR_FINDING_R09_COUNTY, GR_CELL_NAME,
		    GR_WITH(GR_TEXT("units", units)));
	return GR_OK;
}

/* The units of the written county that have just this name, in other streets;
 * *n is how many. */
static enum gr_status in_other_streets(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_unit *same[GR_NEAREST_MAX], size_t *n, struct gr_err *err)
{
	const struct gr_name_words *words = who->name_index->words;
	struct gr_written place = gr_written_of(ev, out);
	struct gr_slice stem = gr_name_stem(words, written_name(out));
	enum gr_status status = gr_near_names_find(who->near_names, &place,
	    written_name(out), ev->day, same, n, err);
	size_t kept = 0;

	for (size_t i = 0; status == GR_OK && i < *n; i++)
		if (gr_slice_eq(gr_name_stem(words, gr_unit_folded(same[i])),
		        stem))
			same[kept++] = same[i];
	*n = kept;
	return status;
}

/* Place and name are none of a unit: which part of the place is wrong, or which
 * names are near? */
static enum gr_status ask_near(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out, struct gr_err *err)
{
	const struct gr_unit *same[GR_NEAREST_MAX];
	struct gr_written place = gr_written_of(ev, out);
	bool part = false;
	size_t n;
	enum gr_status status = in_other_streets(who, ev, out, same, &n, err);

	if (status == GR_OK && n > 0) {
		ask(who, out, GR_FINDING_K19_STREET, GR_CELL_NAME,
		    GR_WITH(GR_TEXT("units", units_text(who, out, same, n))));
		return GR_OK;
	}
	if (status == GR_OK)
		status = ask_wrong_part(who, ev, out, &part, err);
	if (status != GR_OK || part)
		return status;
	ask(who, out, GR_FINDING_R09_NAME, GR_CELL_NAME, NULL);
	status = say_nearest(who, ev, out, &place, &n, err);
	if (n > 0)
		out->kind = GR_FINDING_K19_NEAR; /* of the same words */
	return status;
}

/* There is no code, but a name. */
static enum gr_status ask_by_name(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, struct gr_err *err)
{
	if (sought->n > 1) {
		ask(who, out, GR_FINDING_K15_SEVERAL, GR_CELL_NAME, NULL);
		say_found(who, out, sought);
	} else if (sought->n == 0 && is_outside(who, out, GR_S(""))) {
		ask(who, out, GR_FINDING_K24, GR_CELL_NAME, NULL);
	} else if (!sought->county_known || !sought->street_known) {
		ask(who, out, GR_FINDING_K15_PLACE, GR_CELL_NAME, NULL);
		say_found(who, out, sought);
	} else {
		return ask_near(who, ev, out, err);
	}
	return GR_OK;
}

enum gr_status gr_ask_unfound(const struct gr_identifier *who,
    const struct gr_evidence *ev, struct gr_identity *out,
    const struct gr_sought *sought, const struct gr_damage *damaged,
    struct gr_err *err)
{
	if (sought->n == 0 && ask_by_words(who, out))
		return asked(out, err);
	if (damaged)
		return ask_damaged(who, ev, out, sought, damaged, err);
	if (written_name(out).len > 0) {
		enum gr_status status = ask_by_name(who, ev, out, sought, err);

		if (status != GR_OK)
			return status;
	} else if (gr_slice_eq(ev->cell[GR_CELL_NAME], GR_S("?")))
		ask(who, out, GR_FINDING_K15_NAME_IN_QUERY, GR_CELL_NAME, NULL);
	else
		ask(who, out, GR_FINDING_M01_UNIT, GR_CELL_NAME, NULL);
	return asked(out, err);
}
