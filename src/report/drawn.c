/* drawn.c - a picture of the report alone */
#include "report/drawn.h"

enum gr_status gr_report_drawn(const struct gr_report *report,
    void (*draw)(struct gr_page *page), struct gr_buf *to, struct gr_err *err)
{
	struct gr_report_facts facts;
	struct gr_page page = { .facts = &facts, .chinese = report->chinese };
	enum gr_status status = gr_report_facts_read(report, &facts, err);

	if (status == GR_OK && facts.n_waves > 0) {
		draw(&page);
		gr_buf_add(to, gr_buf_slice(&page.to));
		status = gr_buf_check(&page.to, err);
	}
	gr_page_free(&page);
	gr_report_facts_free(&facts);
	return status == GR_OK ? gr_buf_check(to, err) : status;
}
