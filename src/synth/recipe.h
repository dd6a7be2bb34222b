/* recipe.h - what units answer: draws, and the recipes of synth.csv.
 * Private to the library and green-synth.
 *
 * Every draw is a hash of the seed and of what is drawn, never the next number
 * of a sequence: so a unit's answers do not depend on which other units,
 * columns or waves are made, and no memory grows with the number of units.
 */
#ifndef GREEN_SYNTH_RECIPE_H
#define GREEN_SYNTH_RECIPE_H

#include "standard/standard.h"
#include "synth/asked_unit.h"

/* ---- draws (draw.c) ---- */

/* 64 bits that depend on all three and look random. */
uint64_t gr_draw(uint64_t seed, uint64_t what, uint64_t which);

/* A draw scaled to 0 .. n-1 (n > 0), every value as likely. */
uint64_t gr_draw_below(uint64_t draw, uint64_t n);

/* The index of one of n weights, as likely as its weight; GR_NONE if all are
 * zero. */
size_t gr_draw_weighted(uint64_t draw, const uint32_t *weight, size_t n);

/* ---- what units answer: synth.csv (recipe.c, record.c,
 * value.c) ---- */

enum gr_recipe_kind {
	GR_RECIPE_FIXED,    /* a text */
	GR_RECIPE_NUMBER,   /* low .. high, with decimals */
	GR_RECIPE_SHARE,    /* low .. high per mille of base, rounded down */
	GR_RECIPE_BOOL,     /* low, or its opposite where it fails */
	GR_RECIPE_CHANCE,   /* 1 with odds per mille, else 0 */
	GR_RECIPE_DATE,     /* low .. high */
	GR_RECIPE_PICK,     /* one of low, "a:3|b:1" */
	GR_RECIPE_SET,      /* some of low, in its order */
	GR_RECIPE_RATE,     /* 100 * base / low, rounded to decimals */
	GR_RECIPE_REGISTER, /* a column of the register, named by base */
	GR_RECIPE_DIGITS,   /* low, each # a digit */
	GR_RECIPE_KINDS
};

/* One end of a range in one wave: an expression, or the text as written. */
struct gr_recipe_limit {
	struct gr_slice text;
	const struct gr_expr *number;
};

struct gr_recipe {
	size_t column;     /* position, or of the parameters */
	bool is_parameter; /* its name began with '$' */
	enum gr_recipe_kind kind;
	const struct gr_expr *when; /* NULL: always */
	struct gr_slice otherwise;  /* the cell where `when` is not true */
	struct gr_slice base;
	const struct gr_expr *base_number;
	const struct gr_recipe_limit *low, *high, *bad_low,
	    *bad_high;        /* per wave */
	const uint32_t *odds; /* per wave, per mille */
	unsigned decimals;
	uint32_t missing; /* per hundred thousand */
	uint32_t spread;  /* of odds over the cities, +- per mille */
	bool keep;        /* last wave's answer stands */
	bool steady;      /* the same draw in every wave */
	bool fresh;       /* even of a chance, a new draw each wave */
	uint64_t key;     /* what its draws depend on */
	uint64_t line;
};

struct gr_recipes {
	const char *path;
	const struct gr_standard *standard;
	uint64_t seed;
	const struct gr_recipe *recipe;
	size_t recipes;
	struct gr_map parameter_index; /* name -> slot */
	struct gr_slice *parameter_name;
	size_t parameters;
	size_t good; /* slot of $good */
};

GR_MUST_USE enum gr_status gr_recipes_read(struct gr_arena *keep,
    const char *path, const struct gr_standard *standard, uint64_t seed,
    struct gr_recipes *out, struct gr_err *err);

/* A test of a unit's answers, by the names that synth.csv knows. */
GR_MUST_USE enum gr_status gr_recipes_test(struct gr_arena *keep,
    const struct gr_recipes *recipes, struct gr_slice text, const char *path,
    uint64_t line, const char *column, const struct gr_expr **out,
    struct gr_err *err);

/* A unit's answers in a wave, by column of the standard, canonical; `prev` is
 * NULL in its first wave.  `parameter` has the values of this table's
 * parameters for this unit.  Everything lies in `scratch`. */
struct gr_synth_answers {
	struct gr_slice *now;
	const struct gr_slice *prev;
	struct gr_slice *parameter;
};

/* Answers of waves 0 .. wave, one after the other.  GR_EUSAGE, naming the row
 * of synth.csv or the check, if an answer breaks the standard. */
GR_MUST_USE enum gr_status gr_synth_answers_make(
    const struct gr_recipes *recipes, const struct gr_synth_unit *unit,
    size_t wave, struct gr_arena *scratch, struct gr_synth_answers *out,
    struct gr_err *err);

/* That the answers of a wave hold what the standard demands, or the truth
 * would have queries of its own; what normalise will supply is put in. */
GR_MUST_USE enum gr_status gr_synth_answers_check(
    const struct gr_recipes *recipes, const struct gr_synth_unit *unit,
    size_t wave, struct gr_arena *scratch, struct gr_synth_answers *answers,
    const struct gr_env *names, struct gr_err *err);

/* A unit's answers being drawn, in one wave after the other. */
struct gr_synth_maker {
	const struct gr_recipes *recipes;
	const struct gr_synth_unit *unit;
	uint64_t unit_key;
	size_t wave;
	struct gr_arena *scratch;
	struct gr_synth_answers *answers;
	struct gr_env env;
};

/* What a draw is for: so that one recipe's draws do not echo each other. */
enum gr_synth_purpose {
	GR_SYNTH_FAIL = 1,
	GR_SYNTH_VALUE,
	GR_SYNTH_MISSING,
	GR_SYNTH_CITY
};

uint64_t gr_synth_draw(const struct gr_synth_maker *maker,
    const struct gr_recipe *recipe, enum gr_synth_purpose what, bool each_wave);

/* The answer that a recipe draws (value.c), in `scratch`. */
GR_MUST_USE enum gr_status gr_synth_value(const struct gr_synth_maker *maker,
    const struct gr_recipe *recipe, struct gr_slice *out, struct gr_err *err);

#endif
