/* book_words.c - the words of ours that stand in a book's cells */
#include "book/book_words.h"

#include "base/wording.h"

struct gr_slice gr_book_word(struct gr_slice word, bool chinese)
{
	static const char *const words[] = {
		GR_WORDS_AS("status", "attained"),
		GR_WORDS_AS("status", "not_attained"),
		GR_WORDS_AS("status", "undetermined"),
		GR_WORDS_AS("status", "not_participating"),
		GR_WORDS_AS("status", "not_responded"),
		GR_WORDS_AS("status", "met"),
		GR_WORDS_AS("status", "met_on_time"),
		GR_WORDS_AS("status", "met_late"),
		GR_WORDS_AS("status", "not_met"),
		GR_WORDS_AS("status", "no_record"),
		GR_WORDS_AS("status", "not_due"),
		GR_WORDS_AS("status", "indicator"),
		GR_WORDS_AS("status", "certain"),
		GR_WORDS_AS("status", "likely"),
		GR_WORDS_AS("status", "unlikely"),
		GR_WORDS_AS("status", "out_of_reach"),
		GR_WORDS_AS("status", "province"),
		GR_WORDS_AS("status", "city"),
		GR_WORDS_AS("status", "county"),
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (gr_slice_eq(word,
		        gr_slice_of(gr_wording_in(false, words[i]))))
			return gr_slice_of(gr_wording_in(chinese, words[i]));
	return word;
}

bool gr_book_query_title(enum gr_book_part part, struct gr_slice column,
    bool chinese, struct gr_buf *title)
{
	static const struct {
		const char *column, *words;
	} titles[] = {
		{ "query", GR_WORDS_AS("heading of a sheet", "query") },
		{ "city", GR_WORDS_AS("heading of a sheet", "city") },
		{ "county", GR_WORDS_AS("heading of a sheet", "county") },
		{ "community", GR_WORDS_AS("heading of a sheet", "community") },
		{ "heading", GR_WORDS_AS("heading of a sheet", "heading") },
		{ "place", GR_WORDS_AS("heading of a sheet", "where") },
		{ "written", GR_WORDS_AS("heading of a sheet", "written") },
		{ "reason", GR_WORDS_AS("heading of a sheet", "reason") },
		{ "answer", GR_WORDS_AS("heading of a sheet", "answer") },
		{ "earlier",
		    GR_WORDS_AS("heading of a sheet", "release corrected") },
	};

	if (part != GR_BOOK_QUERIES && part != GR_BOOK_CORRECTIONS)
		return false;
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		if (!gr_slice_eq(column, gr_slice_of(titles[i].column)))
			continue;
		gr_buf_text(title, gr_wording_in(chinese, titles[i].words));
		return true;
	}
	return false;
}
