/* obligation_status.h - how an obligation can stand, and what can become of it.
 *
 * Each has one word, which milestones.csv shows and the sentences of a
 * summary test.  That nothing was received is told apart from not met, and
 * what is not known from both.
 */
#ifndef GREEN_TRACK_OBLIGATION_STATUS_H
#define GREEN_TRACK_OBLIGATION_STATUS_H

#include "base/slice.h"

enum gr_obligation_status {
	GR_OBLIGATION_INDICATOR, /* nothing to meet */
	GR_OBLIGATION_NOT_DUE,
	GR_OBLIGATION_MET, /* no day to judge it by */
	GR_OBLIGATION_MET_ON_TIME,
	GR_OBLIGATION_MET_LATE,
	GR_OBLIGATION_NOT_MET,
	GR_OBLIGATION_NO_RECORD, /* nothing was received */
	GR_OBLIGATION_UNDETERMINED,
	GR_OBLIGATION_STATUSES
};

/* Of a target, whatever its due day. */
enum gr_obligation_outlook {
	GR_OUTLOOK_NONE,         /* it is no target */
	GR_OUTLOOK_CERTAIN,      /* met however the open cases turn out */
	GR_OUTLOOK_LIKELY,       /* the respondents' rate is enough */
	GR_OUTLOOK_UNLIKELY,     /* it is not */
	GR_OUTLOOK_OUT_OF_REACH, /* missed however they turn out */
	GR_OUTLOOKS
};

/* The words: "met_on_time", "out_of_reach"; that of no outlook is empty. */
struct gr_slice gr_obligation_status_name(enum gr_obligation_status status);
struct gr_slice gr_obligation_outlook_name(enum gr_obligation_outlook outlook);

#endif
