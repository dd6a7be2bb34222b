/* lex.c - the words of an expression. */
#include "expr/expr_internal.h"
#include "text/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* 1-based position in characters, as an editor counts them. */
static size_t character_at(struct gr_slice text, size_t offset)
{
	return 1 + gr_utf8_count(gr_slice_make(text.ptr, offset));
}

enum gr_status gr_expr_fail(struct gr_expr_lexer *lexer, size_t at,
    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	gr_err_vat(lexer->err, GR_EUSAGE, lexer->source, lexer->line,
	    lexer->column, format, args);
	va_end(args);
	gr_err_add(lexer->err, ", at character %zu of: %.*s",
	    character_at(lexer->text, at), GR_ARG(lexer->text));
	return GR_EUSAGE;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Names are those of tables, whose columns may be in any script. */
static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'
	    || ((unsigned char)c & 0x80) != 0;
}

static bool is_name_byte(char c)
{
	return is_letter(c) || is_digit(c) || c == '.';
}

/* The byte behind what has been read; NUL at the end of the text. */
static char peek(const struct gr_expr_lexer *lexer)
{
	return lexer->next < lexer->text.len ? lexer->text.ptr[lexer->next]
	                                     : '\0';
}

static struct gr_slice word_so_far(const struct gr_expr_lexer *lexer)
{
	return gr_slice_make(lexer->text.ptr + lexer->at,
	    lexer->next - lexer->at);
}

static void skip_name(struct gr_expr_lexer *lexer)
{
	while (lexer->next < lexer->text.len && is_name_byte(peek(lexer)))
		lexer->next++;
}

static enum gr_status lex_number(struct gr_expr_lexer *lexer)
{
	/* Letters are taken too, so that 12abc is one bad word. */
	skip_name(lexer);
	lexer->token = GR_TOKEN_NUMBER;
	lexer->value.state = GR_TRUE;
	if (!gr_dec_parse(word_so_far(lexer), &lexer->value.as.number))
		return gr_expr_fail(lexer, lexer->at,
		    "'%.*s' is not a number (digits, with decimals if need be, "
		    "18 in all; a name begins with a letter)",
		    GR_ARG(word_so_far(lexer)));
	return GR_OK;
}

/* What stands between two equal quotes. */
static enum gr_status lex_quoted(struct gr_expr_lexer *lexer, char quote,
    struct gr_slice *inside)
{
	size_t from = lexer->next;

	while (lexer->next < lexer->text.len && peek(lexer) != quote)
		lexer->next++;
	if (lexer->next == lexer->text.len)
		return gr_expr_fail(lexer, lexer->at,
		    "the quote %c is not closed", quote);
	*inside = gr_slice_make(lexer->text.ptr + from, lexer->next - from);
	lexer->next++;
	return GR_OK;
}

static enum gr_status lex_text(struct gr_expr_lexer *lexer)
{
	lexer->token = GR_TOKEN_TEXT;
	lexer->value.state = GR_TRUE;
	return lex_quoted(lexer, '"', &lexer->value.as.text);
}

static enum gr_status lex_date(struct gr_expr_lexer *lexer)
{
	struct gr_slice inside = { NULL, 0 };
	enum gr_status status = lex_quoted(lexer, '\'', &inside);

	if (status != GR_OK)
		return status;
	lexer->token = GR_TOKEN_DATE;
	lexer->value.state = GR_TRUE;
	if (!gr_date_parse(inside, &lexer->value.as.days))
		return gr_expr_fail(lexer, lexer->at,
		    "'%.*s' is not a date: write '2021-06-30', '2021-06' or "
		    "'2021' (text stands in double quotes)",
		    GR_ARG(inside));
	return GR_OK;
}

/* A cell of a table may hold line breaks and tabs. */
static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether the next thing behind blanks is an opening parenthesis. */
static bool is_called(const struct gr_expr_lexer *lexer)
{
	size_t i = lexer->next;

	while (i < lexer->text.len && is_blank(lexer->text.ptr[i]))
		i++;
	return i < lexer->text.len && lexer->text.ptr[i] == '(';
}

static enum gr_status lex_name(struct gr_expr_lexer *lexer)
{
	skip_name(lexer);

	struct gr_slice word = word_so_far(lexer);
	bool called = is_called(lexer);

	lexer->name = word;
	if (gr_slice_eq(word, GR_S("and")))
		lexer->token = GR_TOKEN_AND;
	else if (gr_slice_eq(word, GR_S("or")))
		lexer->token = GR_TOKEN_OR;
	else if (gr_slice_eq(word, GR_S("not")))
		lexer->token = GR_TOKEN_NOT;
	else if (called && gr_slice_eq(word, GR_S("prev")))
		lexer->token = GR_TOKEN_PREV;
	else if (called)
		return gr_expr_fail(lexer, lexer->at,
		    "there is no function '%.*s', only prev(column)",
		    GR_ARG(word));
	else
		lexer->token = GR_TOKEN_NAME;
	return GR_OK;
}

static enum gr_status lex_parameter(struct gr_expr_lexer *lexer)
{
	skip_name(lexer);
	lexer->token = GR_TOKEN_PARAMETER;
	lexer->name = gr_slice_skip(word_so_far(lexer), 1);
	if (lexer->name.len == 0)
		return gr_expr_fail(lexer, lexer->at,
		    "'$' without the name of a parameter");
	return GR_OK;
}

/* An operator of one or two bytes; `first` has been read. */
static enum gr_status lex_operator(struct gr_expr_lexer *lexer, char first)
{
	bool equals = peek(lexer) == '=';

	switch (first) {
	case '(':
		lexer->token = GR_TOKEN_OPEN;
		return GR_OK;
	case ')':
		lexer->token = GR_TOKEN_CLOSE;
		return GR_OK;
	case '+':
		lexer->token = GR_TOKEN_PLUS;
		return GR_OK;
	case '-':
		lexer->token = GR_TOKEN_MINUS;
		return GR_OK;
	case '*':
		lexer->token = GR_TOKEN_TIMES;
		return GR_OK;
	case '<':
		lexer->token = equals ? GR_TOKEN_LE : GR_TOKEN_LT;
		break;
	case '>':
		lexer->token = equals ? GR_TOKEN_GE : GR_TOKEN_GT;
		break;
	case '=':
		lexer->token = GR_TOKEN_EQ;
		break;
	case '!':
		lexer->token = GR_TOKEN_NE;
		break;
	case '/':
		return gr_expr_fail(lexer, lexer->at,
		    "there is no division: multiply both sides instead "
		    "(5 * a >= 3 * n)");
	default:
		return gr_expr_fail(lexer, lexer->at,
		    "'%c' has no meaning here", first < ' ' ? '?' : first);
	}
	if (first == '=' && !equals)
		return gr_expr_fail(lexer, lexer->at, "'=' alone: write '=='");
	if (first == '!' && !equals)
		return gr_expr_fail(lexer, lexer->at,
		    "'!' alone: write 'not', or '!='");
	lexer->next += equals;
	return GR_OK;
}

enum gr_status gr_expr_lex(struct gr_expr_lexer *lexer)
{
	enum gr_status status = GR_OK;

	while (is_blank(peek(lexer)))
		lexer->next++;
	lexer->at = lexer->next;
	lexer->value = (struct gr_expr_value){ .state = GR_UNKNOWN };
	if (lexer->next == lexer->text.len) {
		lexer->token = GR_TOKEN_END;
		lexer->word = (struct gr_slice){ NULL, 0 };
		return GR_OK;
	}

	char first = lexer->text.ptr[lexer->next++];
	if (is_digit(first))
		status = lex_number(lexer);
	else if (is_letter(first))
		status = lex_name(lexer);
	else if (first == '$')
		status = lex_parameter(lexer);
	else if (first == '"')
		status = lex_text(lexer);
	else if (first == '\'')
		status = lex_date(lexer);
	else
		status = lex_operator(lexer, first);
	lexer->word = word_so_far(lexer);
	return status;
}
