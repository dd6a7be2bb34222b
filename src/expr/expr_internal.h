/* expr_internal.h - the compiled form that parse.c makes and eval.c
 * runs: a program for a small stack machine, so that evaluation neither
 * recurses nor allocates. */
#ifndef GREEN_EXPR_EXPR_INTERNAL_H
#define GREEN_EXPR_EXPR_INTERNAL_H

#include "expr/expr.h"
#include "number/date.h"

enum {
	GR_EXPR_NESTING = 64, /* parentheses, not and minus within each other */
	/* Each level of parentheses leaves at most two operands waiting. */
	GR_EXPR_STACK = 2 * GR_EXPR_NESTING + 8,
	GR_EXPR_CLASSES = GR_NAME_PARAMETER + 1
};

enum gr_expr_op {
	GR_EXPR_CONSTANT,
	GR_EXPR_LOAD,
	GR_EXPR_NEGATE,
	GR_EXPR_ADD,
	GR_EXPR_SUBTRACT,
	GR_EXPR_MULTIPLY,
	GR_EXPR_EQ,
	GR_EXPR_NE,
	GR_EXPR_LT,
	GR_EXPR_LE,
	GR_EXPR_GT,
	GR_EXPR_GE,
	GR_EXPR_NOT,
	GR_EXPR_AND,
	GR_EXPR_OR
};

/* A cell, a literal or a result.  A test's truth is its state; anything else
 * has a value where the state is GR_TRUE. */
struct gr_expr_value {
	enum gr_tri state;
	bool at_least; /* `number` is a lower bound */
	union {
		struct gr_dec number;
		struct gr_days days;
		struct gr_slice text;
	} as;
};

struct gr_expr_code {
	enum gr_expr_op op;
	enum gr_value_kind kind;       /* of what is loaded or compared */
	enum gr_name_class class;      /* GR_EXPR_LOAD */
	unsigned slot;                 /* GR_EXPR_LOAD */
	struct gr_expr_value constant; /* GR_EXPR_CONSTANT */
};

struct gr_expr_slots {
	unsigned *slot;
	size_t n, room;
};

struct gr_expr {
	struct gr_expr_code *code;
	size_t n, room;
	struct gr_expr_slots read[GR_EXPR_CLASSES];
};

/* ---- lex.c ---- */

enum gr_expr_token {
	GR_TOKEN_END,
	GR_TOKEN_NUMBER,
	GR_TOKEN_DATE,
	GR_TOKEN_TEXT,
	GR_TOKEN_NAME,
	GR_TOKEN_PARAMETER,
	GR_TOKEN_PREV,
	GR_TOKEN_AND,
	GR_TOKEN_OR,
	GR_TOKEN_NOT,
	GR_TOKEN_OPEN,
	GR_TOKEN_CLOSE,
	GR_TOKEN_PLUS,
	GR_TOKEN_MINUS,
	GR_TOKEN_TIMES,
	GR_TOKEN_EQ,
	GR_TOKEN_NE,
	GR_TOKEN_LT,
	GR_TOKEN_LE,
	GR_TOKEN_GT,
	GR_TOKEN_GE
};

/* Where the text is read, and the token that has been read. */
struct gr_expr_lexer {
	struct gr_slice text; /* the whole expression */
	size_t next;          /* offset behind the token */
	size_t at;            /* offset of the token */
	enum gr_expr_token token;
	struct gr_slice word;        /* the token as written */
	struct gr_expr_value value;  /* of a literal */
	struct gr_slice name;        /* of a name or parameter */
	const char *source, *column; /* where the expression stands */
	uint64_t line;
	struct gr_err *err;
};

/* Read the next token. */
GR_MUST_USE enum gr_status gr_expr_lex(struct gr_expr_lexer *lexer);

/* GR_EUSAGE at the expression's place, with the character's position. */
enum gr_status gr_expr_fail(struct gr_expr_lexer *lexer, size_t at,
    const char *format, ...) GR_PRINTF(3, 4);

/* ---- bound.c ---- */

/* How large a number can get.  Its coefficient can be smaller than magnitude
 * and scale allow together: a cell has 18 digits, wherever its point is. */
struct gr_expr_bound {
	gr_i128 magnitude; /* |value| rounded up */
	gr_i128 coef;      /* of the coefficient's amount */
	unsigned scale;    /* most decimals */
};

struct gr_expr_bound gr_expr_bound_of_cell(const struct gr_symbol *symbol);
struct gr_expr_bound gr_expr_bound_of_literal(struct gr_dec value);

/* a = a + b (or a - b), a * b.  False if that could leave 128 bits. */
bool gr_expr_bound_add(struct gr_expr_bound *a, const struct gr_expr_bound *b);
bool gr_expr_bound_multiply(struct gr_expr_bound *a,
    const struct gr_expr_bound *b);

/* ---- emit.c, for parse.c ---- */

struct gr_expr_parser {
	struct gr_expr_lexer lexer;
	struct gr_arena *keep;
	gr_symbol_fn *symbol;
	const void *context;
	struct gr_expr *expr;
	unsigned nesting;
};

/* What a piece of an expression yields. */
struct gr_expr_piece {
	size_t at; /* offset of its first character */
	bool is_test;
	enum gr_value_kind kind;    /* unless it is a test */
	struct gr_expr_bound bound; /* of a number */
};

GR_MUST_USE enum gr_status gr_expr_emit(struct gr_expr_parser *p,
    struct gr_expr_code code);

/* Note that a slot is read; each stands once in the list. */
GR_MUST_USE enum gr_status gr_expr_note_slot(struct gr_expr_parser *p,
    enum gr_name_class class, unsigned slot);

/* One level deeper, within limits; the caller leaves it. */
GR_MUST_USE enum gr_status gr_expr_enter(struct gr_expr_parser *p);

/* GR_OK if the piece is a test (a number); else says what it is and what to
 * write. */
GR_MUST_USE enum gr_status gr_expr_need_test(struct gr_expr_parser *p,
    const struct gr_expr_piece *piece);
GR_MUST_USE enum gr_status gr_expr_need_number(struct gr_expr_parser *p,
    const struct gr_expr_piece *piece);

/* "WANTED is missing", or "is wanted, not" the token that is there. */
enum gr_status gr_expr_fail_found(struct gr_expr_parser *p, const char *wanted);
const char *gr_expr_kind_name(const struct gr_expr_piece *piece);

#endif
