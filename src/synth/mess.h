/* mess.h - what people do to answers on their way into a file: mess.csv.
 * Private to the library and green-synth.
 *
 * The code knows how to draw a row of the table, to fill its form and to keep
 * account; which slips there are, how often they come and what must be read
 * from them stands in the table alone.
 */
#ifndef GREEN_SYNTH_MESS_H
#define GREEN_SYNTH_MESS_H

#include "synth/recipe.h"

/* ---- what people write: mess.csv (mess.c, form.c) ---- */

enum gr_mess_part {
	GR_MESS_BASE,   /* how a canonical value is written by default */
	GR_MESS_CELL,   /* another way to write a cell */
	GR_MESS_HEADER, /* another way to write a heading */
	GR_MESS_FILE,   /* bytes and separators of a delivery */
	GR_MESS_LAYOUT, /* rows round the data, columns beside them */
	GR_MESS_ROW,    /* what happens to a whole record */
	GR_MESS_SPOILT, /* what makes a delivery, sent once more, useless */
	GR_MESS_SHARE,  /* a rate, in a file that has them as parts of one */
	GR_MESS_NAMED,  /* a name, in a file without a column of counties */
	GR_MESS_RATE,   /* how often cells are touched, per 100 000 */
	GR_MESS_TEXT,   /* words for rows that are no data */
	GR_MESS_PARTS
};

enum gr_mess_outcome {
	GR_OUTCOME_FIX,
	GR_OUTCOME_FLAG,
	GR_OUTCOME_ASK,
	GR_OUTCOME_NOTE,
	GR_OUTCOME_SKIP,
	GR_OUTCOME_MERGE,
	GR_OUTCOME_SETASIDE,
	GR_OUTCOME_STOP,
	GR_OUTCOMES
};

extern const char *const gr_synth_outcome_name[GR_OUTCOMES];

enum gr_mess_level { GR_MESS_NONE, GR_MESS_LIGHT, GR_MESS_HEAVY };

struct gr_mess_row {
	struct gr_slice id, when, form, value;
	const struct gr_expr *given; /* of the unit's answers; may be NULL */
	enum gr_mess_part part;
	enum gr_mess_outcome outcome;
	unsigned types;       /* bit 1 << enum gr_type */
	const size_t *column; /* if any: only these ... */
	size_t columns;
	const size_t *except; /* ... or never these */
	size_t excepts;
	uint32_t weight; /* at the level of this run */
	int64_t factor;  /* the header's unit is so much less */
	uint64_t line;
};

/* Rows that may be applied to one column. */
struct gr_mess_choices {
	const struct gr_mess_row **row;
	uint32_t *weight;
	size_t n;
};

struct gr_mess {
	const char *path;
	enum gr_mess_level level;
	const struct gr_mess_row *row;
	size_t rows;
	struct gr_mess_choices *base;   /* by column: GR_MESS_BASE */
	struct gr_mess_choices *mend;   /* by column: FIX and FLAG of a cell */
	struct gr_mess_choices *ask;    /* by column: ASK of a cell */
	struct gr_mess_choices *header; /* by column */
	struct gr_mess_choices *share;  /* by column */
	struct gr_mess_choices *named;  /* by column */
	struct gr_mess_choices record;  /* GR_MESS_ROW */
	uint32_t mend_rate, ask_rate;   /* cells per 100 000 */
};

GR_MUST_USE enum gr_status gr_mess_read(struct gr_arena *keep, const char *path,
    const struct gr_recipes *recipes, enum gr_mess_level level,
    struct gr_mess *out, struct gr_err *err);

/* Whether a choice of the table that comes `weight` times in a thousand (FILE,
 * LAYOUT) comes this time; which row says so, or NULL. */
const struct gr_mess_row *gr_mess_has(const struct gr_mess *mess,
    enum gr_mess_part part, struct gr_slice form, uint64_t draw);

/* Words of the table ("preamble.1"), or an empty slice. */
struct gr_slice gr_mess_text(const struct gr_mess *mess, const char *name);

/* What a form can speak of. */
struct gr_synth_form_args {
	struct gr_slice value;             /* canonical */
	const struct gr_column *column;    /* may be NULL */
	const struct gr_synth_unit *unit;  /* may be NULL */
	const struct gr_synth_unit *other; /* a neighbour; may be NULL */
	struct gr_slice wave;
	uint64_t number; /* {n} */
};

/* Whether `row` may be applied to this value. */
bool gr_synth_form_fits(const struct gr_mess_row *row, struct gr_slice value);

/* Write `form` with its {places} filled; false (and *out as it was) if one of
 * them cannot be made from the value. */
bool gr_synth_form_expand(struct gr_buf *out, struct gr_slice form,
    const struct gr_synth_form_args *args);

/* One place ("v", "unit"); false and *out unfinished if there is none. */
bool gr_synth_form_place(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args);
bool gr_synth_form_number(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args);
bool gr_synth_form_date(struct gr_buf *out, struct gr_slice name,
    const struct gr_synth_form_args *args);

/* Pieces of forms that deserve a test of their own. */
void gr_synth_form_chinese(struct gr_buf *out, uint64_t value); /* 一千零五 */
void gr_synth_form_wide(struct gr_buf *out, struct gr_slice text); /* １２ */

#endif
