/* obligation_status.c - the words for how an obligation stands. */
#include "track/obligation_status.h"

struct gr_slice gr_obligation_status_name(enum gr_obligation_status status)
{
	static const char *const name[GR_OBLIGATION_STATUSES] = {
		[GR_OBLIGATION_INDICATOR] = "indicator",
		[GR_OBLIGATION_NOT_DUE] = "not_due",
		[GR_OBLIGATION_MET] = "met",
		[GR_OBLIGATION_MET_ON_TIME] = "met_on_time",
		[GR_OBLIGATION_MET_LATE] = "met_late",
		[GR_OBLIGATION_NOT_MET] = "not_met",
		[GR_OBLIGATION_NO_RECORD] = "no_record",
		[GR_OBLIGATION_UNDETERMINED] = "undetermined",
	};

	return gr_slice_of(name[status]);
}

struct gr_slice gr_obligation_outlook_name(enum gr_obligation_outlook outlook)
{
	static const char *const name[GR_OUTLOOKS] = {
		[GR_OUTLOOK_NONE] = "",
		[GR_OUTLOOK_CERTAIN] = "certain",
		[GR_OUTLOOK_LIKELY] = "likely",
		[GR_OUTLOOK_UNLIKELY] = "unlikely",
		[GR_OUTLOOK_OUT_OF_REACH] = "out_of_reach",
	};

	return gr_slice_of(name[outlook]);
}
