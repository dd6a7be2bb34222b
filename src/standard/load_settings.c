/* load_settings.c - standard.csv: keys and values about the whole */
#include "standard/standard_internal.h"

#include "number/date.h"

static const char *const keys[] = { "id", "title_zh", "title_en", "language",
	"region", "region_name_zh", "region_name_en", "waves", "pass_rule",
	"points_pass", "sources", "rounding", "annual_day", "utc_offset",
	"identity_blocks", "no_answer_rules", "no_answer_words", "code_digits",
	"code_places", "note", NULL };

static void read_keys(struct gr_loader *l)
{
	struct gr_standard *std = l->std;
	struct gr_slice *value = gr_load_items(l, sizeof(*value));

	std->key = gr_map_make(l->keep);
	std->key_value = value;
	for (size_t i = 0; gr_load_row(l, i); i++) {
		struct gr_slice key = gr_load_id(l, "key", &std->key, i);

		if (l->status == GR_OK)
			gr_load_word_of(l, "key", key, keys);
		value[i] = gr_load_cell(l, "value");
	}
}

/* Stand on the row of a key, so that what is wrong with it has a place.
 * False if there is none or its value is empty. */
static bool at_key(struct gr_loader *l, const char *key, bool must)
{
	uint64_t i = 0;
	bool there = gr_map_get(&l->std->key, gr_slice_of(key), &i);

	l->row = there ? &l->table.row[i] : NULL;
	if (there && gr_load_cell(l, "value").len > 0)
		return l->status == GR_OK;
	if (must && there)
		gr_load_need(l, "value");
	else if (must)
		gr_load_fail(l, "key", "the key '%s' is missing", key);
	return false;
}

static size_t choose(struct gr_loader *l, const char *key, bool must,
    const char *const *words, size_t otherwise)
{
	return at_key(l, key, must) ? gr_load_word(l, "value", words, otherwise)
	                            : otherwise;
}

static void read_waves(struct gr_loader *l)
{
	if (!at_key(l, "waves", true))
		return;
	l->std->wave = gr_load_list(l, "value", &l->std->waves);
	for (size_t i = 0; i < l->std->waves && l->status == GR_OK; i++) {
		struct gr_slice wave = l->std->wave[i];
		uint64_t year;

		if (wave.len != 4 || !gr_slice_to_uint64(wave, &year)
		    || year == 0)
			gr_load_fail(l, "value",
			    "the wave '%.*s' is no year "
			    "of four digits",
			    GR_ARG(wave));
		else if (i > 0 && gr_slice_cmp(l->std->wave[i - 1], wave) >= 0)
			gr_load_fail(l, "value",
			    "the wave '%.*s' does not come after '%.*s'",
			    GR_ARG(wave), GR_ARG(l->std->wave[i - 1]));
	}
}

static void read_points(struct gr_loader *l)
{
	struct gr_dec *points = &l->std->points_pass;
	const struct gr_dec most = { 100, 0 };

	*points = most;
	if (!at_key(l, "points_pass", l->std->by_points))
		return;
	struct gr_slice text = gr_load_cell(l, "value");
	if (!gr_dec_parse(text, points) || points->coef < 0
	    || gr_dec_cmp(*points, most) > 0)
		gr_load_fail(l, "value", "'%.*s' is no number from 0 to 100",
		    GR_ARG(text));
}

static void read_words(struct gr_loader *l)
{
	static const char *const languages[] = { "zh", "en", NULL };
	static const char *const rules[] = { "all", "points", NULL };
	static const char *const sources[] = { "eval", "eval+std", NULL };
	static const char *const roundings[] = { "half-up", "half-even", NULL };
	struct gr_standard *std = l->std;

	std->chinese = choose(l, "language", true, languages, 0) == 0;
	std->by_points = choose(l, "pass_rule", false, rules, 0) == 1;
	(void)choose(l, "sources", false, sources, 1);
	std->rounding = choose(l, "rounding", false, roundings, 0) == 0
	    ? GR_HALF_UP
	    : GR_HALF_EVEN;
}

/* The day of the year's summary, MM-DD, that every year has. */
static void check_annual_day(struct gr_loader *l)
{
	struct gr_buf date = { 0 };
	struct gr_days days;

	if (!at_key(l, "annual_day", false))
		return;
	struct gr_slice day = gr_load_cell(l, "value");
	gr_buf_format(&date, "2001-%.*s", GR_ARG(day));
	if (gr_load_ok(l, gr_buf_check(&date, l->err))
	    && (day.len != 5 || !gr_date_parse(gr_buf_slice(&date), &days)))
		gr_load_fail(l, "value",
		    "'%.*s' is no day of a year: write "
		    "11-15",
		    GR_ARG(day));
	gr_buf_free(&date);
}

/* +08:00: what the clocks of the region are ahead of UTC. */
static void read_utc_offset(struct gr_loader *l)
{
	struct gr_standard *std = l->std;
	struct gr_slice text;
	uint64_t hour, minute;

	if (!at_key(l, "utc_offset", false))
		return;
	text = gr_load_cell(l, "value");
	if (text.len != 6 || (text.ptr[0] != '+' && text.ptr[0] != '-')
	    || text.ptr[3] != ':'
	    || !gr_slice_to_uint64(gr_slice_make(text.ptr + 1, 2), &hour)
	    || !gr_slice_to_uint64(gr_slice_make(text.ptr + 4, 2), &minute)
	    || hour > 14 || minute > 59) {
		gr_load_fail(l, "value", "'%.*s' is no offset: write +08:00",
		    GR_ARG(text));
		return;
	}
	std->has_utc_offset = true;
	std->utc_offset_minutes = (int)(hour * 60 + minute)
	    * (text.ptr[0] == '-' ? -1 : 1);
}

/* Whole numbers between strokes, each from `least` to 32 and no smaller than
 * the one before; 0 and nothing said if the key is not there. */
static size_t read_numbers(struct gr_loader *l, const char *key, size_t most,
    uint64_t least, unsigned *number)
{
	size_t n = 0;

	if (!at_key(l, key, false))
		return 0;
	const struct gr_slice *part = gr_load_list(l, "value", &n);
	if (l->status == GR_OK && n > most)
		gr_load_fail(l, "value", "more than %zu numbers", most);
	for (size_t i = 0; i < n && l->status == GR_OK; i++) {
		uint64_t value;

		if (!gr_slice_to_uint64(part[i], &value) || value < least
		    || value > 32) {
			gr_load_fail(l, "value",
			    "'%.*s' is no number of digits", GR_ARG(part[i]));
			break;
		}
		number[i] = (unsigned)value;
		least = value;
	}
	return l->status == GR_OK ? n : 0;
}

static void read_code_form(struct gr_loader *l)
{
	struct gr_code_form *form = &l->std->code_form;
	unsigned place[3] = { 0, 0, 0 };

	form->lengths = read_numbers(l, "code_digits",
	    sizeof form->digits / sizeof *form->digits, 1, form->digits);
	size_t places = read_numbers(l, "code_places", 3, 1, place);
	if (l->status == GR_OK && places > 0
	    && (places != 3 || form->lengths == 0
	        || place[2] >= form->digits[0]))
		gr_load_fail(l, "value",
		    "the digits of city, county and street, fewer than "
		    "code_digits has");
	form->city = place[0];
	form->county = place[1];
	form->street = place[2];
}

static void read_identity(struct gr_loader *l)
{
	struct gr_standard *std = l->std;

	if (at_key(l, "identity_blocks", false))
		std->identity_block = gr_load_list(l, "value",
		    &std->identity_blocks);
	if (at_key(l, "no_answer_rules", false))
		std->no_answer_rule = gr_load_list(l, "value",
		    &std->no_answer_rules);
	if (at_key(l, "no_answer_words", false))
		std->no_answer_word = gr_load_list(l, "value",
		    &std->no_answer_words);
}

static void pair(struct gr_slice *zh, struct gr_slice *en)
{
	if (zh->len == 0)
		*zh = *en;
	if (en->len == 0)
		*en = *zh;
}

static void read_names(struct gr_loader *l)
{
	struct gr_standard *std = l->std;
	struct gr_map ids = gr_map_make(l->keep), regions = ids;

	if (at_key(l, "id", true))
		std->id = gr_load_id(l, "value", &ids, 0);
	if (at_key(l, "region", true))
		std->region = gr_load_id(l, "value", &regions, 0);
	std->title_zh = gr_standard_key(std, "title_zh");
	std->title_en = gr_standard_key(std, "title_en");
	std->region_name_zh = gr_standard_key(std, "region_name_zh");
	std->region_name_en = gr_standard_key(std, "region_name_en");
	pair(&std->title_zh, &std->title_en);
	pair(&std->region_name_zh, &std->region_name_en);
	if (std->title_zh.len == 0)
		std->title_zh = std->title_en = std->id;
	if (std->region_name_zh.len == 0)
		std->region_name_zh = std->region_name_en = std->region;
}

void gr_load_settings(struct gr_loader *l)
{
	static const char *const columns[] = { "key", "value", "note", NULL };
	static const char *const required[] = { "key", "value", NULL };

	if (!gr_load_open(l, "standard.csv", true, required, columns))
		return;
	read_keys(l);
	if (l->status != GR_OK)
		return;
	read_names(l);
	read_waves(l);
	read_words(l);
	read_points(l);
	check_annual_day(l);
	read_utc_offset(l);
	read_identity(l);
	read_code_form(l);
}
