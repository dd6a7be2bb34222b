/* explain_internal.h - what the files of explain.h share.
 *
 * named.c finds the code of a name; line.c has the words and cells that all lines are made of; explain.c decides
 * what a code is; unit.c makes a community's cards;
 * cells.c finds the cells of a record in its delivery; why.c
 * says what rests on what; own_rules.c says what a place has settled for itself;
 * withdrawn.c finds what was withdrawn of a community;
 * place.c opens the figures of a place, and
 * members.c those of a county to its communities, which count
 * (counts.c) or add their answers (addend.c).
 */
#ifndef GREEN_EXPLAIN_EXPLAIN_INTERNAL_H
#define GREEN_EXPLAIN_EXPLAIN_INTERNAL_H

#include "delivery/raw_cell.h"
#include "explain/explain.h"
#include "score/count_record.h"
#include "score/score_row.h"
#include "standard/standard_figure.h"

/* The tables of a release that say something of a community. */
struct gr_explain_tables {
	struct gr_table records; /* of this code, all waves */
	struct gr_table communities, findings, layouts, absent, aside;
};

enum gr_explain_raw {
	GR_RAW_READ,
	GR_RAW_GONE,    /* the delivery is not there any more */
	GR_RAW_CHANGED, /* it has another hash, or no such record */
	GR_RAW_UNREADABLE
};

/* A record, and where its cells stand. */
struct gr_explain_sheet {
	const struct gr_table_row *row;       /* of records */
	const struct gr_table_row *published; /* of communities, or NULL */
	struct gr_slice wave, src, line;
	const struct gr_table_row **layout; /* by column, or NULL */
	uint64_t number, heading;           /* lines in the delivery */
	struct gr_raw_record raw;
	enum gr_explain_raw state;
};

/* One explanation of a community at work. */
struct gr_explain_card {
	struct gr_explain *explain;
	struct gr_explain_tables table;
	struct gr_raw_cell *raw;
	struct gr_explain_sheet *sheet; /* by row of records */
	struct gr_view view;
	struct gr_score_row *scored;
	struct gr_row row; /* the record at hand */
	struct gr_score score;
};

/* A text in the language of the explanation. */
struct gr_slice gr_explain_say(const struct gr_explain *explain,
    const char *text);

/* A formatted text in the arena; empty when memory ran out (*err says so). */
struct gr_slice gr_explain_text(const struct gr_explain *explain,
    struct gr_err *err, const char *format, ...) GR_PRINTF(3, 4);

/* Whether a record's answer under a role is the code that is explained. */
bool gr_explain_has(const struct gr_explain *explain, enum gr_role role,
    const struct gr_header *header, const struct gr_row *row);

struct gr_slice gr_explain_cell(const struct gr_table *t,
    const struct gr_table_row *row, const char *column);

/* A line about an atom: which, its verdict and title; NULL: *err says why. */
struct gr_explanation_line *gr_explain_atom(struct gr_explain_card *u,
    enum gr_explanation_kind kind, size_t atom, struct gr_err *err);

/* The day that a wave is judged as of in the release; false: the release has
 * none, or the wave is no year. */
bool gr_explain_day(const struct gr_explain *explain, struct gr_slice wave,
    int32_t *out);

/* Lay out a record under a view of its table, as of its wave or of the
 * release, whichever is earlier.  `row` has room for the table's columns. */
GR_MUST_USE enum gr_status gr_explain_load(const struct gr_explain *explain,
    const struct gr_table *records, const struct gr_table_row *record,
    struct gr_view *view, struct gr_row *row, struct gr_err *err);

/* Whose rules of their own are asked for: these codes', or everybody's. */
struct gr_explain_settlers {
	const struct gr_slice *code;
	size_t n;
	bool all;
};

/* own_rules.c: a line for all that they have settled and that holds on a day;
 * and added to a note, by which row these atoms are decided, if it is one:
 * "off: the document (scopes.csv:2)". */
GR_MUST_USE enum gr_status gr_explain_settled(struct gr_explain *explain,
    const struct gr_explain_settlers *of, int32_t day, struct gr_err *err);
GR_MUST_USE enum gr_status gr_explain_note_decided(struct gr_explain_card *u,
    size_t first, size_t atoms, struct gr_slice *note, struct gr_err *err);

/* named.c: set explain->code to the code of who is called so in the release.
 * GR_EUSAGE: several are. */
GR_MUST_USE enum gr_status gr_explain_by_name(struct gr_explain *explain,
    bool *found, struct gr_err *err);

/* unit.c */
GR_MUST_USE enum gr_status gr_explain_unit(struct gr_explain *explain,
    bool *found, struct gr_err *err);

/* cells.c */
GR_MUST_USE enum gr_status gr_explain_open_sheet(struct gr_explain_card *unit,
    struct gr_explain_sheet *sheet, struct gr_err *err);
GR_MUST_USE enum gr_status gr_explain_evidence(struct gr_explain_card *unit,
    const struct gr_explain_sheet *sheet, size_t atom, struct gr_err *err);
GR_MUST_USE enum gr_status gr_explain_participation(
    struct gr_explain_card *unit, const struct gr_explain_sheet *sheet,
    struct gr_err *err);

/* Which column of a workbook a column of the standard is, from 1; 0: of none. */
uint32_t gr_explain_letters(const struct gr_explain_card *unit,
    const struct gr_explain_sheet *sheet, struct gr_slice column);

GR_MUST_USE enum gr_status gr_explain_findings(struct gr_explain_card *unit,
    const struct gr_explain_sheet *sheet, struct gr_err *err);

/* why.c */
GR_MUST_USE enum gr_status gr_explain_queries(struct gr_explain_card *unit,
    const struct gr_explain_sheet *sheet, struct gr_err *err);
GR_MUST_USE enum gr_status gr_explain_needs(struct gr_explain_card *unit,
    struct gr_err *err);
GR_MUST_USE enum gr_status gr_explain_fragile(struct gr_explain_card *unit,
    struct gr_err *err);

/* withdrawn.c: a line for every submission of the community in a wave whose
 * delivery is withdrawn, in the release or since. */
GR_MUST_USE enum gr_status gr_explain_withdrawn(struct gr_explain_card *unit,
    struct gr_slice wave, struct gr_err *err);

/* A figure that is opened: its row of the table, and what the column says. */
struct gr_opened_figure {
	const struct gr_figure *figure; /* never NULL */
	struct gr_slice column;         /* as it is called */
	struct gr_slice stem;      /* the indicator, column or day it is of */
	struct gr_slice criterion; /* that it is about, if it is about one */
};

/* A county's figures, opened to its communities. */
struct gr_explain_members {
	struct gr_explain *explain;
	struct gr_slice wave, before; /* `before` empty: no wave before */
	const struct gr_table *communities, *absent;
	struct gr_table records;            /* of the county, all waves */
	struct gr_view view;                /* of the records */
	struct gr_row loaded;               /* the one that the view has */
	const struct gr_table_row **record; /* by row of communities */
	struct gr_count_record *counted;    /* likewise, once it was asked */
	bool *was_asked;
	/* at hand: a figure, and a community's row and what it says */
	struct gr_opened_figure opened;
	const struct gr_table_row *row;
	enum gr_tri *criterion;
};

/* line.c: the record of the community at hand, and an answer of it; NULL and
 * empty if there is none. */
const struct gr_table_row *gr_explain_record(
    const struct gr_explain_members *m);
struct gr_slice gr_explain_answer(const struct gr_explain_members *m,
    size_t column);

/* members.c */
GR_MUST_USE enum gr_status gr_explain_members_open(
    struct gr_explain_members *members, struct gr_err *err);
void gr_explain_members_close(struct gr_explain_members *members);
GR_MUST_USE enum gr_status gr_explain_members_of(
    struct gr_explain_members *members, const struct gr_opened_figure *opened,
    struct gr_err *err);

/* counts.c: of the community at hand, m->row; whether units without a record
 * count, and how the community is counted at all */
bool gr_explain_counts(struct gr_explain_members *m);
bool gr_explain_counts_absent(const struct gr_explain_members *m);
const struct gr_count_record *gr_explain_count_record(
    struct gr_explain_members *m);
bool gr_explain_is_registered(const struct gr_explain_members *m,
    struct gr_slice code, struct gr_slice wave);

/* Attained in the row's wave, not in the other, and registered in both; the
 * community at hand is another afterwards. */
bool gr_explain_attained_only(struct gr_explain_members *m,
    const struct gr_table_row *row, struct gr_slice other_wave);

/* addend.c: what the community at hand adds to the figure (empty: nothing), and
 * whether that is but a count */
GR_MUST_USE enum gr_status gr_explain_addend(struct gr_explain_members *m,
    struct gr_slice *out, bool *counted, struct gr_err *err);

/* place.c */
GR_MUST_USE enum gr_status gr_explain_place(struct gr_explain *explain,
    bool *found, struct gr_err *err);

#endif
