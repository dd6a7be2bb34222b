/* duties_marks.c - what an obligation's status looks like and is called */
#include "base/wording.h"
#include "report/duties_internal.h"
#include "report/sections.h"

const struct gr_duty_mark gr_duty_marks[GR_DUTY_MARKS] = {
	{ GR_OBLIGATION_MET_ON_TIME, GR_WORDS("met on time"), "\u2713" },
	{ GR_OBLIGATION_MET, GR_WORDS("met, no day set"), "\u2713" },
	{ GR_OBLIGATION_MET_LATE, GR_WORDS("met late"),
	    GR_WORDS_AS("page", "L") },
	{ GR_OBLIGATION_NOT_MET, GR_WORDS("not met"), "\u2717" },
	{ GR_OBLIGATION_NO_RECORD, GR_WORDS("no record"), "\u2013" },
	{ GR_OBLIGATION_UNDETERMINED, GR_WORDS_AS("page", "undetermined"),
	    "?" },
	{ GR_OBLIGATION_NOT_DUE, GR_WORDS("not due yet"), "\u00b7" },
	{ GR_OBLIGATION_INDICATOR, GR_WORDS("indicator, no verdict"), "i" },
};

enum gr_obligation_status gr_duty_status(struct gr_slice word)
{
	for (enum gr_obligation_status s = 0; s < GR_OBLIGATION_STATUSES; s++)
		if (gr_slice_eq(gr_obligation_status_name(s), word))
			return s;
	return GR_OBLIGATION_STATUSES;
}

struct gr_slice gr_report_duty_word(bool chinese, struct gr_slice word)
{
	enum gr_obligation_status status = gr_duty_status(word);

	for (size_t i = 0; i < GR_DUTY_MARKS; i++)
		if (gr_duty_marks[i].status == status)
			return gr_slice_of(
			    gr_wording_in(chinese, gr_duty_marks[i].word));
	return word;
}
