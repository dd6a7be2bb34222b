/* explanation_words.c - the words of a card, in two languages. */
#include "explain/explanation_words.h"

#include "base/wording.h"

const char *gr_explanation_verdict(struct gr_slice verdict, bool chinese)
{
	switch (verdict.len == 1 ? *verdict.ptr : '\0') {
	case '1':
		return gr_wording_in(chinese, GR_WORDS_AS("verdict", "1 met"));
	case '0':
		return gr_wording_in(chinese,
		    GR_WORDS_AS("verdict", "0 not met"));
	case 'N':
		return gr_wording_in(chinese, GR_WORDS_AS("verdict", "N n/a"));
	case 'U':
		return gr_wording_in(chinese,
		    GR_WORDS_AS("verdict", "U undetermined"));
	default:
		return "";
	}
}

struct gr_slice gr_explanation_label(struct gr_slice column, bool chinese)
{
	static const char *const words[] = {
		GR_WORDS_AS("column", "city_code"),
		GR_WORDS_AS("column", "city_name"),
		GR_WORDS_AS("column", "county_code"),
		GR_WORDS_AS("column", "county_name"),
		GR_WORDS_AS("column", "community_name"),
		GR_WORDS_AS("column", "street_name"),
		GR_WORDS_AS("column", "participating"),
		GR_WORDS_AS("column", "pilot"),
		GR_WORDS_AS("column", "points"),
		GR_WORDS_AS("column", "criteria_met"),
		GR_WORDS_AS("column", "criteria_applicable"),
		GR_WORDS_AS("column", "criteria_undetermined"),
		GR_WORDS_AS("column", "reported"),
		GR_WORDS_AS("column", "flags"),
		GR_WORDS_AS("column", "basis"),
		GR_WORDS_AS("column", "status_common"),
		GR_WORDS_AS("column", "status"),
	};

	return gr_wording_name(words, sizeof words / sizeof *words, column,
	    chinese);
}

/* What stands above the first line of a kind. */
const char *gr_explanation_heading(enum gr_explanation_kind kind, bool chinese)
{
	switch (kind) {
	case GR_SHOW_CRITERION:
		return gr_wording_in(chinese,
		    GR_WORDS_AS("heading of a card", "criteria"));
	case GR_SHOW_SCOPE:
		return gr_wording_in(chinese,
		    "settled by the city or county for itself");
	case GR_SHOW_FINDING:
		return gr_wording_in(chinese, "rules applied");
	case GR_SHOW_QUERY:
		return gr_wording_in(chinese, "open queries");
	case GR_SHOW_NEED:
		return gr_wording_in(chinese, "what it lacks to attain");
	case GR_SHOW_ROBUSTNESS:
		return gr_wording_in(chinese, "cells that a verdict rests on");
	case GR_SHOW_ASIDE:
		return gr_wording_in(chinese, "submissions set aside");
	case GR_SHOW_FIGURE:
		return gr_wording_in(chinese,
		    GR_WORDS_AS("heading of a card", "figures"));
	case GR_SHOW_WARNING:
	case GR_SHOW_CARD:
	case GR_SHOW_ATOM:
	case GR_SHOW_EVIDENCE:
	case GR_SHOW_PARAMETER:
	case GR_SHOW_PART:
	case GR_SHOW_UNIT:
	case GR_SHOW_KINDS:
		break;
	}
	return NULL;
}
