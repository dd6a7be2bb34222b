/* book_words.c - the titles of what only sheets of queries and notices have */
#include "book/book_words.h"

#include "base/wording.h"

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
