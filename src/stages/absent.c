/* green-absent: the units of the register that no record tells of. */
#include "register/register.h"
#include "stages/stages.h"
#include <assert.h>

/* A wave, and which rows of the register have been seen in it. */
struct wave {
	struct gr_slice name;
	int32_t day;   /* its 31 December */
	uint8_t *seen; /* a bit for each unit */
};

struct absent {
	const char *register_path; /* --register */
	const char *waves_asked;   /* --wave */
	/* what the run learns */
	struct gr_register reg;
	struct wave *wave;
	size_t waves, room, last;
	size_t wave_column, code_column;
};

static const struct gr_option absent_options[] = {
	GR_OPTION_TEXT_NEEDED(0, "register", struct absent, register_path,
	    "FILE", "The register of units"),
	GR_OPTION_TEXT(0, "wave", struct absent, waves_asked, "W,...",
	    "List these waves too, of which there may be no record"),
	GR_OPTION_END
};

static enum gr_status add_wave(struct gr_run *run, struct absent *absent,
    struct gr_slice name, int32_t day, struct gr_err *err)
{
	struct gr_arena *keep = gr_run_keep(run);
	void *items = absent->wave;
	enum gr_status status = gr_arena_grow(keep, &items, &absent->room,
	    absent->waves, sizeof(*absent->wave), err);

	if (status != GR_OK)
		return status;
	struct wave wave = {
		.name = gr_arena_copy(keep, name),
		.day = day,
		.seen = GR_NEW_ARRAY(keep, absent->reg.units / 8 + 1, uint8_t),
	};
	absent->wave = items;
	absent->wave[absent->waves] = wave;
	if (!wave.name.ptr || !wave.seen)
		return gr_err_memory(err);
	absent->waves++;
	return GR_OK;
}

/* The wave of this name, added if it is new; NULL if it is not a year. */
static enum gr_status find_wave(struct gr_run *run, struct absent *absent,
    struct gr_slice name, struct wave **out, struct gr_err *err)
{
	enum gr_status status = GR_OK;
	size_t i = absent->last;
	int32_t day;

	*out = NULL;
	if (i >= absent->waves || !gr_slice_eq(absent->wave[i].name, name))
		for (i = 0; i < absent->waves; i++)
			if (gr_slice_eq(absent->wave[i].name, name))
				break;
	if (i == absent->waves) {
		if (!gr_wave_last_day(name, &day))
			return GR_OK;
		status = add_wave(run, absent, name, day, err);
	}
	absent->last = i;
	*out = &absent->wave[i];
	return status;
}

static enum gr_status add_asked(struct gr_run *run, struct absent *absent,
    struct gr_err *err)
{
	struct gr_slice rest = gr_slice_of(absent->waves_asked), name;
	enum gr_status status = GR_OK;

	while (absent->waves_asked && status == GR_OK
	    && gr_slice_split(&rest, ',', &name)) {
		struct wave *wave;

		status = find_wave(run, absent, name, &wave, err);
		if (status == GR_OK && wave == NULL)
			return gr_err_set(err, GR_EUSAGE,
			    "--wave '%.*s' is not a year", GR_ARG(name));
	}
	return status;
}

static enum gr_status absent_start(struct gr_run *run, void *state,
    struct gr_err *err)
{
	static const struct gr_slice column[] = {
		{ "wave", 4 },
		{ "community_code", 14 },
		{ "community_name", 14 },
		{ "city_code", 9 },
		{ "county_code", 11 },
		{ "street_name", 11 },
	};
	struct absent *absent = state;
	enum gr_status status = gr_input_need(run, GR_S("wave"),
	    &absent->wave_column, err);

	if (status == GR_OK)
		status = gr_input_need(run, GR_S("community_code"),
		    &absent->code_column, err);
	if (status == GR_OK)
		status = gr_run_register(run, absent->register_path,
		    &absent->reg, err);
	if (status == GR_OK)
		status = gr_register_index_room(gr_run_keep(run), &absent->reg,
		    err);
	if (status == GR_OK)
		gr_register_index(&absent->reg);
	if (status == GR_OK)
		status = add_asked(run, absent, err);
	return status == GR_OK
	    ? gr_output(run, column, sizeof(column) / sizeof(*column), err)
	    : status;
}

static enum gr_status absent_row(struct gr_run *run, void *state,
    struct gr_row *row, struct gr_err *err)
{
	struct absent *absent = state;
	struct gr_slice name = row->field[absent->wave_column];
	struct wave *wave;
	enum gr_status status = find_wave(run, absent, name, &wave, err);

	if (status != GR_OK)
		return status;
	if (wave == NULL)
		return gr_err_at(err, GR_EDATA, row->source, row->line, "wave",
		    "'%.*s' is not a year", GR_ARG(name));
	const struct gr_unit *unit = gr_register_find_on(&absent->reg,
	    row->field[absent->code_column], wave->day);
	if (unit) {
		size_t at = (size_t)(unit - absent->reg.unit);

		wave->seen[at / 8] |= (uint8_t)(1u << at % 8);
	}
	return GR_OK;
}

static enum gr_status list_wave(struct gr_run *run, const struct absent *absent,
    const struct wave *wave, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < absent->reg.units; i++) {
		const struct gr_unit *unit = &absent->reg.unit[i];

		if ((wave->seen[i / 8] >> i % 8 & 1)
		    || !gr_unit_on(unit, wave->day))
			continue;
		status = gr_emit(run,
		    (struct gr_slice[]){ wave->name, gr_unit_code(unit),
		        gr_unit_name(unit), gr_unit_county(unit)->city_code,
		        gr_unit_county(unit)->code,
		        gr_street_name(unit->street) },
		    6, err);
	}
	return status;
}

/* By wave, then code: the register is in that order, the waves are few. */
static enum gr_status absent_finish(struct gr_run *run, void *state,
    struct gr_err *err)
{
	struct absent *absent = state;
	const struct wave *before = NULL;
	enum gr_status status = GR_OK;

	for (size_t n = 0; status == GR_OK && n < absent->waves; n++) {
		const struct wave *next = NULL;

		for (size_t i = 0; i < absent->waves; i++) {
			const struct wave *at = &absent->wave[i];

			if ((!before
			        || gr_slice_cmp(before->name, at->name) < 0)
			    && (!next
			        || gr_slice_cmp(at->name, next->name) < 0))
				next = at;
		}
		assert(next != NULL); /* wave names differ */
		status = list_wave(run, absent, next, err);
		before = next;
	}
	return status;
}

const struct gr_filter gr_absent = {
	.name = "absent",
	.summary = "List the units of the register that no record tells of: "
	           "who has not responded.",
	.options = absent_options,
	.state_bytes = sizeof(struct absent),
	.traits = GR_NEEDS_STANDARD | GR_COUNTS_OUT,
	.start = absent_start,
	.row = absent_row,
	.finish = absent_finish,
};
