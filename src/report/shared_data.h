/* shared_data.h - what the data of both pages hold alike. */
#ifndef GREEN_REPORT_SHARED_DATA_H
#define GREEN_REPORT_SHARED_DATA_H

#include "report/json.h"
#include "report/judged.h"
#include "report/page.h"

enum gr_report_page_kind { GR_REPORT_REPORT, GR_REPORT_FINDER };

/* <script type="application/json" id="data"> and its end. */
void gr_report_data_begin(struct gr_page *page, struct gr_json *json);
void gr_report_data_end(struct gr_page *page, struct gr_json *json);

/* What the page is about: version, language, days, standard, release; criteria,
 * groups. */
void gr_report_data_about(struct gr_json *json,
    const struct gr_report_facts *facts);

/* The members of an atom that both have; the caller opens and closes it. */
void gr_report_data_atom(struct gr_json *json,
    const struct gr_report_facts *facts, size_t atom);

/* The words of the page's script. */
void gr_report_data_words(struct gr_json *json, bool chinese,
    enum gr_report_page_kind kind);

/* Results of atoms, two bits each (0, 1, 2: N, 3: U), appended to `to`; begins
 * at a byte. */
unsigned gr_report_bits(char result);
void gr_report_pack(struct gr_buf *to, const char *result, size_t n);

/* Counties, as {"code","city"} and with names what they are called, in the order
 * that units refer to. */
struct gr_report_counties {
	struct gr_map index;
	struct gr_slice *code;
	size_t n;
};
GR_MUST_USE enum gr_status gr_report_counties_find(
    const struct gr_report_judged *judged, struct gr_report_counties *out,
    struct gr_err *err);
size_t gr_report_county_at(const struct gr_report_counties *counties,
    struct gr_slice code);

#endif
