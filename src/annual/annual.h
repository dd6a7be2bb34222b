/* annual.h - the year's summary of a release, in sentences.
 *
 * What the summary says is a table of the standard, annual.csv: sentences with
 * places for figures, when each is said, and the tables that are attached.
 * What it says with is the release: a figure is put in by the code that reads
 * it from there, and each is listed with the cell it was read from, so that a
 * reader can walk every claim of the text back to the tables.  A sentence of
 * which a figure is missing is left out; nothing is ever printed in its place.
 */
#ifndef GREEN_ANNUAL_ANNUAL_H
#define GREEN_ANNUAL_ANNUAL_H

#include "base/buf.h"
#include "release/release.h"
#include "standard/standard.h"
#include "stream/sink.h"

enum gr_annual_format {
	GR_ANNUAL_HTML, /* without the tables that are documents of their own */
	GR_ANNUAL_LISTS, /* HTML: those tables */
	GR_ANNUAL_MARKDOWN,
	GR_ANNUAL_CLAIMS /* CSV: what the text claims, and from where */
};

enum gr_annual_chart {
	GR_ANNUAL_CHART_BARS,
	GR_ANNUAL_CHART_PATHS,
	GR_ANNUAL_CHARTS
};

/* By its name in annual.csv, or GR_ANNUAL_CHARTS. */
enum gr_annual_chart gr_annual_chart_find(struct gr_slice name);

struct gr_annual {
	const struct gr_release *release;
	const struct gr_standard *standard;
	bool chinese;
	enum gr_annual_format format;
	const char *script; /* the standard's table of sentences */
	const char *beside; /* a folder of further tables, as pipelines/memo
			       writes them; or NULL */
	/* Draw a chart of the release as SVG; who reports of releases can */
	enum gr_status (*draw)(const struct gr_annual *annual,
	    enum gr_annual_chart chart, struct gr_buf *to, struct gr_err *err);
};

/* Write the summary of the year that the release is as of.  GR_EUSAGE at
 * annual.csv:line:column for what does not hold there; GR_EDATA: the release
 * is not usable, or has no wave of that year. */
GR_MUST_USE enum gr_status gr_annual_write(const struct gr_annual *annual,
    struct gr_sink *sink, struct gr_err *err);

#endif
