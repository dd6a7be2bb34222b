/* verdict_internal.h - an obligation ready to be judged; private to
 * verdict.c (preparing), verdict_test.c, verdict_stats.c, verdict_show.c and
 * verdict_filings.c (judging).
 */
#ifndef GREEN_TRACK_VERDICT_INTERNAL_H
#define GREEN_TRACK_VERDICT_INTERNAL_H

#include "standard/obligation.h"
#include "track/obligation_status.h"
#include "track/verdict.h"

/* Where a name of an expression is read from: columns of the statistics. */
struct gr_verdict_reading {
	unsigned slot;
	bool first;       /* of the first wave */
	bool by_due;      /* counts only what was in time */
	bool registered;  /* the denominator, of the newest wave */
	size_t low, high; /* open cases badly, well; equal if none is open */
	size_t late_low, late_high; /* by_due: at any time */
	struct gr_slice stem;       /* set: of an indicator */
	bool gap;                   /* an indicator's <stem>_gap */
	size_t need, most; /* of the gap to the target: the columns need
				      and attained_high, else GR_NONE */
	size_t within; /* of attained (_common): the reading of participating in
				  the same wave, which is no less, or GR_NONE */
};

enum { GR_READINGS_MAX = 16 }; /* of a test: each is read either way */

struct gr_obligation_test {
	const struct gr_obligation *o;
	const struct gr_expr *expr; /* NULL: an indicator */
	struct gr_verdict_reading *reading;
	size_t readings;
	bool by_due;   /* some reading is */
	bool target;   /* a share of `registered` */
	bool uses_due; /* $due */
	bool newest;   /* the newest document decides */
	bool uses[GR_FILING_COLUMNS];
	size_t *shown; /* columns of what an indicator shows */
};

struct gr_verdicts {
	struct gr_arena *keep;
	const struct gr_standard *standard;
	const struct gr_header *header;
	const struct gr_filings *filings; /* may be NULL */
	int32_t as_of;
	bool chinese;
	struct gr_obligation_test *judged;
	size_t responded; /* column of the statistics */
	/* one evaluation at a time */
	struct gr_slice *name;      /* cells by slot */
	struct gr_slice *parameter; /* cells by slot */
	char as_of_text[16], wave_text[16], due_text[16], window_text[16];
	char number[32], least[2][32]; /* gap of the newest, the first wave */
};

/* A place as an obligation sees it: its first line, and the one that judges. */
struct gr_verdict_case {
	struct gr_slice code;
	bool province;
	struct gr_slice wave;          /* of `newest` */
	const struct gr_slice *newest; /* of the wave that the obligation
					   names, else the newest there is */
	const struct gr_slice *first;
};

/* What is printed behind the place and the due day; texts are appended to. */
struct gr_verdict_cells {
	enum gr_obligation_status status;
	enum gr_obligation_outlook outlook;
	struct gr_buf *value, *target, *gap, *note;
};

/* verdict_test.c: false if there is no survey of the wave that the obligation
 * names */
bool gr_verdict_find_case(const struct gr_obligation_test *judged,
    const struct gr_verdict_place *place, struct gr_verdict_case *out);

/* verdict_test.c: a day as text in `to`; nothing for INT32_MIN */
struct gr_slice gr_verdict_day(char to[16], int32_t day);
/* set the '$' names for a judged and a place; `due` stands for $due */
void gr_verdict_parameters(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, int32_t due);
/* the test over v->name and v->parameter */
enum gr_tri gr_verdict_test(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged);

/* verdict_show.c: the figures of an indicator of the statistics */
void gr_verdict_show(const struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out);

/* Each kind of obligation_kind.def has a judge, in a file of its own; the
 * verdict is that of an indicator until the judge says more. */
typedef void gr_obligation_judge(struct gr_verdicts *v,
    const struct gr_obligation_test *judged,
    const struct gr_verdict_case *place, struct gr_verdict_cells *out);
#define GR_OBLIGATION_KIND(name) gr_obligation_judge gr_verdict_judge_##name;
#include "standard/obligation_kind.def"
#undef GR_OBLIGATION_KIND

#endif
