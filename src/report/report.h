/* report.h - the report of a release: pages that are opened by double click.
 *
 * What a release says must be seen, not dug out.  One page has sentences,
 * tables and pictures of the newest wave, a section for every city and the data
 * behind them; a second one has every community.  Each is one file that loads
 * nothing: its policy allows its own style sheet and script, by hash.  What is
 * shown is read from the release's files, or found again from its records as
 * the chain would; so the same release gives the same bytes.
 */
#ifndef GREEN_REPORT_REPORT_H
#define GREEN_REPORT_REPORT_H

#include "release/release.h"
#include "standard/standard.h"
#include "stream/sink.h"

struct gr_report {
	const struct gr_release *release;
	const struct gr_standard *standard; /* the one it was made with */
	bool chinese;
	const char *finder; /* where the second page is written to; the first
			       leads to it by its last name.  NULL: there is none */
};

/* Write the report to `page`, and the page of communities to its file, which
 * appears when it is whole.  GR_EDATA: the release is not usable. */
GR_MUST_USE enum gr_status gr_report_write(const struct gr_report *report,
    struct gr_sink *page, struct gr_err *err);

#endif
