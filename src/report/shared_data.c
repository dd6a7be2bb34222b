/* shared_data.c - what the data of both pages hold alike */
#include "report/shared_data.h"

void gr_report_data_begin(struct gr_page *page, struct gr_json *json)
{
	gr_page_html(page, "<script type=\"application/json\" id=\"data\">");
	*json = (struct gr_json){ .to = &page->to };
	gr_json_open(json, '{');
}

void gr_report_data_end(struct gr_page *page, struct gr_json *json)
{
	gr_json_close(json, '}');
	gr_page_html(page, "</script>\n");
}

static void put_standard(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	const struct gr_standard *s = facts->standard;
	struct gr_buf text = { 0 };

	gr_json_name(json, "standard");
	gr_json_open(json, '{');
	gr_json_member(json, "id", s->id);
	gr_json_member(json, "title",
	    gr_report_title(facts, s->title_zh, s->title_en));
	gr_json_member(json, "region", s->region);
	gr_json_member(json, "region_name",
	    gr_report_title(facts, s->region_name_zh, s->region_name_en));
	gr_json_member(json, "pass_rule",
	    s->by_points ? GR_S("points") : GR_S("all"));
	gr_dec_print(&text, s->points_pass);
	gr_json_member(json, "points_pass", gr_json_taken(json, &text));
	gr_json_member(json, "rounding",
	    s->rounding == GR_HALF_EVEN ? GR_S("half-even") : GR_S("half-up"));
	gr_json_member(json, "target_pct", gr_buf_slice(&facts->target_text));
	gr_json_close(json, '}');
	gr_buf_free(&text);
}

static void put_criteria(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	const struct gr_standard *s = facts->standard;

	gr_json_name(json, "groups");
	gr_json_open(json, '[');
	for (size_t i = 0; i < s->groups; i++) {
		gr_json_open(json, '{');
		gr_json_member(json, "id", s->group[i].group);
		gr_json_member(json, "title",
		    gr_report_title(facts, s->group[i].title_zh,
		        s->group[i].title_en));
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
	gr_json_name(json, "criteria");
	gr_json_open(json, '[');
	for (size_t i = 0; i < s->criteria; i++) {
		const struct gr_criterion *c = &s->criterion[i];

		gr_json_open(json, '{');
		gr_json_member(json, "id", c->criterion);
		gr_json_member(json, "group",
		    c->group != GR_NONE ? s->group[c->group].group : GR_S(""));
		gr_json_member(json, "title",
		    gr_report_title(facts, c->title_zh, c->title_en));
		gr_json_member_int(json, "weight", c->weight);
		gr_json_name(json, "mandatory");
		gr_json_bool(json, c->mandatory);
		gr_json_close(json, '}');
	}
	gr_json_close(json, ']');
}

void gr_report_data_about(struct gr_json *json,
    const struct gr_report_facts *facts)
{
	gr_json_member_int(json, "version", 1);
	gr_json_member(json, "lang", facts->chinese ? GR_S("zh") : GR_S("en"));
	gr_json_member(json, "as_of", facts->as_of);
	gr_json_member(json, "wave", facts->wave);
	gr_json_name(json, "waves");
	gr_json_open(json, '[');
	for (size_t i = 0; i < facts->n_waves; i++)
		gr_json_text(json, facts->waves[i]);
	gr_json_close(json, ']');
	put_standard(json, facts);
	gr_json_name(json, "release");
	gr_json_open(json, '{');
	gr_json_member(json, "key", facts->report->release->manifest.key);
	gr_json_close(json, '}');
	put_criteria(json, facts);
}

void gr_report_data_atom(struct gr_json *json,
    const struct gr_report_facts *facts, size_t atom)
{
	const struct gr_atom *a = &facts->standard->atom[atom];

	gr_json_member(json, "id", a->atom);
	gr_json_member_int(json, "criterion", (int64_t)a->criterion);
	gr_json_member(json, "title",
	    gr_report_title(facts, a->title_zh, a->title_en));
	gr_json_name(json, "hard");
	gr_json_bool(json, a->hard);
	gr_json_name(json, "annual");
	gr_json_bool(json, a->annual);
}

/* ---- answers ---- */

unsigned gr_report_bits(char result)
{
	return result == '0' ? 0 : result == '1' ? 1 : result == 'N' ? 2 : 3;
}

void gr_report_pack(struct gr_buf *to, const char *result, size_t n)
{
	for (size_t i = 0; i < n; i += 4) {
		unsigned byte = 0;

		for (size_t k = 0; k < 4 && i + k < n; k++)
			byte |= gr_report_bits(result[i + k]) << (k * 2);
		gr_buf_byte(to, (char)byte);
	}
}

/* ---- counties ---- */

enum gr_status gr_report_counties_find(const struct gr_report_judged *judged,
    struct gr_report_counties *out, struct gr_err *err)
{
	struct gr_arena *keep = judged->facts->keep;
	enum gr_status status = GR_OK;
	uint64_t there;

	*out = (struct gr_report_counties){ .index = gr_map_make(keep) };
	out->code = GR_NEW_ARRAY(keep, judged->units + 1, struct gr_slice);
	if (out->code == NULL)
		return gr_err_memory(err);
	for (size_t i = 0; status == GR_OK && i < judged->units; i++) {
		struct gr_slice county = judged->unit[i].county;

		if (gr_map_get(&out->index, county, &there))
			continue;
		status = gr_map_put(&out->index, county, out->n, err);
		out->code[out->n++] = county;
	}
	return status;
}

size_t gr_report_county_at(const struct gr_report_counties *counties,
    struct gr_slice code)
{
	uint64_t at = 0;

	return gr_map_get(&counties->index, code, &at) ? (size_t)at : 0;
}
