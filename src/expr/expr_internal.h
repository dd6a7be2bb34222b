/* expr_internal.h - the compiled form that parse.c makes and eval.c
 * runs: a program for a small stack machine, so that evaluation neither
 * recurses nor allocates. */
#ifndef GREEN_EXPR_EXPR_INTERNAL_H
#define GREEN_EXPR_EXPR_INTERNAL_H

#include "expr/expr.h"
#include "number/date.h"

enum {
	EXPR_NESTING = 64, /* parentheses, not and minus within each other */
	/* Each level of parentheses leaves at most two operands waiting. */
	EXPR_STACK = 2 * EXPR_NESTING + 8,
	EXPR_CLASSES = GR_NAME_PARAMETER + 1
};

enum expr_op {
	EXPR_CONSTANT,
	EXPR_LOAD,
	EXPR_NEGATE,
	EXPR_ADD,
	EXPR_SUBTRACT,
	EXPR_MULTIPLY,
	EXPR_EQ,
	EXPR_NE,
	EXPR_LT,
	EXPR_LE,
	EXPR_GT,
	EXPR_GE,
	EXPR_NOT,
	EXPR_AND,
	EXPR_OR
};

/* A cell, a literal or a result.  A test's truth is its state; anything else
 * has a value where the state is GR_TRUE. */
struct expr_value {
	enum gr_tri state;
	bool at_least; /* `number` is a lower bound */
	union {
		struct gr_dec number;
		struct gr_days days;
		struct gr_slice text;
	} as;
};

struct expr_code {
	enum expr_op op;
	enum gr_value_kind kind;    /* of what is loaded or compared */
	enum gr_name_class class;   /* EXPR_LOAD */
	unsigned slot;              /* EXPR_LOAD */
	struct expr_value constant; /* EXPR_CONSTANT */
};

struct expr_slots {
	unsigned *slot;
	size_t n, room;
};

struct gr_expr {
	struct expr_code *code;
	size_t n, room;
	struct expr_slots read[EXPR_CLASSES];
};

/* ---- lex.c ---- */

enum expr_token {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_DATE,
	TOKEN_TEXT,
	TOKEN_NAME,
	TOKEN_PARAMETER,
	TOKEN_PREV,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_NOT,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_TIMES,
	TOKEN_EQ,
	TOKEN_NE,
	TOKEN_LT,
	TOKEN_LE,
	TOKEN_GT,
	TOKEN_GE
};

/* Where the text is read, and the token that has been read. */
struct expr_lexer {
	struct gr_slice text; /* the whole expression */
	size_t next;          /* offset behind the token */
	size_t at;            /* offset of the token */
	enum expr_token token;
	struct gr_slice word;        /* the token as written */
	struct expr_value value;     /* of a literal */
	struct gr_slice name;        /* of a name or parameter */
	const char *source, *column; /* where the expression stands */
	uint64_t line;
	struct gr_err *err;
};

/* Read the next token. */
GR_MUST_USE enum gr_status expr_lex(struct expr_lexer *lexer);

/* GR_EUSAGE at the expression's place, with the character's position. */
enum gr_status expr_fail(struct expr_lexer *lexer, size_t at,
    const char *format, ...) GR_PRINTF(3, 4);

/* ---- bound.c ---- */

/* How large a number can get.  Its coefficient can be smaller than magnitude
 * and scale allow together: a cell has 18 digits, wherever its point is. */
struct expr_bound {
	gr_i128 magnitude; /* |value| rounded up */
	gr_i128 coef;      /* of the coefficient's amount */
	unsigned scale;    /* most decimals */
};

struct expr_bound expr_bound_of_cell(const struct gr_symbol *symbol);
struct expr_bound expr_bound_of_literal(struct gr_dec value);

/* a = a + b (or a - b), a * b.  False if that could leave 128 bits. */
bool expr_bound_add(struct expr_bound *a, const struct expr_bound *b);
bool expr_bound_multiply(struct expr_bound *a, const struct expr_bound *b);

/* ---- emit.c, for parse.c ---- */

struct expr_parser {
	struct expr_lexer lexer;
	struct gr_arena *keep;
	gr_symbol_fn *symbol;
	const void *context;
	struct gr_expr *expr;
	unsigned nesting;
};

/* What a piece of an expression yields. */
struct expr_piece {
	size_t at; /* offset of its first character */
	bool is_test;
	enum gr_value_kind kind; /* unless it is a test */
	struct expr_bound bound; /* of a number */
};

GR_MUST_USE enum gr_status expr_emit(struct expr_parser *p,
    struct expr_code code);

/* Note that a slot is read; each stands once in the list. */
GR_MUST_USE enum gr_status expr_note_slot(struct expr_parser *p,
    enum gr_name_class class, unsigned slot);

/* One level deeper, within limits; the caller leaves it. */
GR_MUST_USE enum gr_status expr_enter(struct expr_parser *p);

/* GR_OK if the piece is a test (a number); else says what it is and what to
 * write. */
GR_MUST_USE enum gr_status expr_need_test(struct expr_parser *p,
    const struct expr_piece *piece);
GR_MUST_USE enum gr_status expr_need_number(struct expr_parser *p,
    const struct expr_piece *piece);

/* "WANTED is missing", or "is wanted, not" the token that is there. */
enum gr_status expr_fail_found(struct expr_parser *p, const char *wanted);
const char *expr_kind_name(const struct expr_piece *piece);

#endif
