/* words.c - what the scripts of the pages say */
#include "report/shared_data.h"

#include "base/wording.h"

enum { REPORT = 1, FINDER = 2, BOTH = 3 };

#define GR_REPORT_WORD(page, key, words) \
	{ \
		page, #key, words \
	}

/* A row a text: the page whose script says it (REPORT, FINDER, BOTH), the key
 * under which it finds it among the page's words, and the words, which go to
 * src/po; a single word that is also a name in data stands as
 * GR_WORDS_AS("page", "attained").  {places} are the script's to fill. */
static const struct {
	int pages;
	const char *key, *words;
} script_words[] = {
	GR_REPORT_WORD(BOTH, attained, GR_WORDS_AS("page", "attained")),
	GR_REPORT_WORD(BOTH, not_attained, "not attained"),
	GR_REPORT_WORD(BOTH, undetermined, GR_WORDS_AS("page", "undetermined")),
	GR_REPORT_WORD(BOTH, not_participating, "not taking part"),
	GR_REPORT_WORD(BOTH, not_responded, "not responded"),
};

void gr_report_data_words(struct gr_json *json, bool chinese,
    enum gr_report_page_kind kind)
{
	int page = kind == GR_REPORT_REPORT ? REPORT : FINDER;

	gr_json_name(json, "words");
	gr_json_open(json, '{');
	for (size_t i = 0; i < sizeof script_words / sizeof *script_words; i++)
		if ((script_words[i].pages & page) != 0)
			gr_json_member(json, script_words[i].key,
			    gr_slice_of(
			        gr_wording_in(chinese, script_words[i].words)));
	gr_json_close(json, '}');
}
