/* sheet.h - changes to a delivery as people make them, for the fuzzer: rows
 * and cells copied, moved, dropped, filled with the standard's own words, the
 * whole saved with another delimiter, line end or character set.
 *
 * Changes of single bytes hardly ever make a heading of two levels or a total
 * that is wrong; these do.  The input is cut at line feeds and delimiters with
 * no regard to quotes: what comes out need not be a good table.
 */
#ifndef FUZZ_SHEET_H
#define FUZZ_SHEET_H

#include <iconv.h>
#include <stdint.h>

#include "base/buf.h"
#include "delivery/layout_words.h"
#include "standard/standard.h"

enum { SHEET_ROWS = 48, SHEET_CELLS = 48, SHEET_WORDS = 4096 };

struct sheet {
	struct gr_slice cell[SHEET_ROWS][SHEET_CELLS];
	size_t width[SHEET_ROWS], rows;
	struct gr_slice rest; /* behind the rows that there is room for */
	char delimiter;
};

/* Words that a delivery may hold: those of the standard, then of the trade. */
struct sheet_words {
	struct gr_slice at[SHEET_WORDS];
	size_t n;
};

static void sheet_word(struct sheet_words *words, struct gr_slice word)
{
	if (words->n < SHEET_WORDS && word.len > 0)
		words->at[words->n++] = word;
}

static void sheet_words_of(struct sheet_words *words,
    const struct gr_standard *standard, const struct gr_layout_words *layout)
{
	static const char *const plain[] = { "", "0", "1", "2", "3", "(1)",
		"100", "1,234", "12.5%", "2021", "44561", "-", "/", "\"", "!",
		"13812345678", "230102001001", "2.30102E+11", "'230102001001",
		"\xef\xbf\xbd", "\xe3\x80\x80", "\xc2\xa0", "\xef\xbb\xbf",
		"#REF!", "a\tb", "\"a\nb\"", "１２３", "1.2亿", "3千5百",
		"一百二十三", "三千零五十", "一亿二千零三万", "两百五", "廿五",
		"二〇二一", "百分之五", "23010219800101123Ｘ" };

	for (size_t i = 0; i < standard->columns; i++) {
		const struct gr_column *column = &standard->column[i];
		sheet_word(words, column->title_zh);
		sheet_word(words, column->title_zh);
		sheet_word(words, column->title_en);
		sheet_word(words, column->unit);
		for (size_t k = 0; k < column->aliases; k++)
			sheet_word(words, column->alias[k].text);
		for (size_t k = 0; k < column->values; k++)
			sheet_word(words, column->value[k]);
	}
	for (size_t i = 0; i < standard->places && i < 200; i++)
		sheet_word(words, standard->place[i].name_zh);
	for (size_t kind = 0; kind < GR_LAYOUT_WORDS; kind++)
		for (size_t k = 0; k < layout->n[kind]; k++)
			for (int often = 0; often < 4; often++)
				sheet_word(words, layout->word[kind][k]);
	for (size_t i = 0; i < 10 * sizeof(plain) / sizeof(*plain); i++)
		sheet_word(words, gr_slice_of(plain[i / 10]));
}

static void sheet_cut(struct sheet *sheet, struct gr_slice text)
{
	struct gr_slice line, cell;

	sheet->rows = 0;
	sheet->rest = text;
	sheet->delimiter = ',';
	for (const char *c = "\t;"; *c; c++)
		if (text.len > 0 && memchr(text.ptr, *c, text.len)
		    && !memchr(text.ptr, ',', text.len))
			sheet->delimiter = *c;
	while (sheet->rows < SHEET_ROWS
	    && gr_slice_split(&sheet->rest, '\n', &line)) {
		size_t n = 0;
		struct gr_slice *row = sheet->cell[sheet->rows];
		while (n < SHEET_CELLS - 1
		    && gr_slice_split(&line, sheet->delimiter, &cell))
			row[n++] = cell;
		if (line.len > 0)
			row[n++] = line;
		sheet->width[sheet->rows++] = n;
	}
}

static void sheet_join(const struct sheet *sheet, struct gr_buf *to)
{
	for (size_t i = 0; i < sheet->rows; i++) {
		for (size_t k = 0; k < sheet->width[i]; k++) {
			if (k > 0)
				gr_buf_byte(to, sheet->delimiter);
			gr_buf_add(to, sheet->cell[i][k]);
		}
		gr_buf_byte(to, '\n');
	}
	gr_buf_add(to, sheet->rest);
}

static size_t sheet_draw(uint64_t *seed, size_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return below > 0 ? (size_t)(*seed >> 33) % below : 0;
}

/* A row to put at `at`; the last one falls off a full sheet. */
static void sheet_open_row(struct sheet *sheet, size_t at)
{
	if (sheet->rows == SHEET_ROWS)
		sheet->rows--;
	memmove(sheet->cell[at + 1], sheet->cell[at],
	    (sheet->rows - at) * sizeof(*sheet->cell));
	memmove(&sheet->width[at + 1], &sheet->width[at],
	    (sheet->rows - at) * sizeof(*sheet->width));
	sheet->rows++;
}

static void sheet_drop_row(struct sheet *sheet, size_t at)
{
	sheet->rows--;
	memmove(sheet->cell[at], sheet->cell[at + 1],
	    (sheet->rows - at) * sizeof(*sheet->cell));
	memmove(&sheet->width[at], &sheet->width[at + 1],
	    (sheet->rows - at) * sizeof(*sheet->width));
}

/* Every row's cell at `at` is there twice, or not at all. */
static void sheet_column(struct sheet *sheet, size_t at, bool twice)
{
	for (size_t i = 0; i < sheet->rows; i++) {
		struct gr_slice *row = sheet->cell[i];
		size_t *n = &sheet->width[i];
		if (at >= *n || (twice && *n == SHEET_CELLS))
			continue;
		if (twice)
			memmove(&row[at + 1], &row[at],
			    (*n - at) * sizeof(*row));
		else
			memmove(&row[at], &row[at + 1],
			    (*n - at - 1) * sizeof(*row));
		*n = twice ? *n + 1 : *n - 1;
	}
}

/* One change to one row, cell or column. */
static void sheet_change(struct sheet *sheet, const struct sheet_words *words,
    struct gr_buf *room, uint64_t *seed)
{
	static const char delimiters[] = ",\t;|";
	size_t i = sheet_draw(seed, sheet->rows);
	size_t from = sheet_draw(seed, sheet->rows);
	size_t k = sheet_draw(seed, sheet->width[i]);
	struct gr_slice word = words->at[sheet_draw(seed, words->n)];
	struct gr_slice *cell = &sheet->cell[i][k];
	struct gr_slice part[2] = { word, word };
	struct gr_slice copy[SHEET_CELLS];
	size_t width = sheet->width[from];

	memcpy(copy, sheet->cell[from], sizeof(copy));
	switch (sheet_draw(seed, 11)) {
	case 0:
	case 1: /* a row again elsewhere */
		sheet_open_row(sheet, i);
		memcpy(sheet->cell[i], copy, sizeof(copy));
		sheet->width[i] = width;
		break;
	case 2:
		sheet_drop_row(sheet, i);
		break;
	case 3: /* a row that holds one word, in its first cells or any */
		sheet_open_row(sheet, i);
		for (size_t c = 0; c < sheet->width[i]; c++)
			sheet->cell[i][c] = c == k / 2 ? word : GR_S("");
		break;
	case 4:
	case 5:
	case 6:
		*cell = word;
		break;
	case 7: /* a cell with a word before or behind it */
		part[sheet_draw(seed, 2)] = *cell;
		gr_buf_clear(room);
		gr_buf_add(room, part[0]);
		gr_buf_add(room, part[1]);
		*cell = gr_buf_slice(room);
		break;
	case 8:
		if (width > 0)
			*cell = copy[sheet_draw(seed, width)];
		break;
	case 9:
		sheet_column(sheet, k, sheet_draw(seed, 2) > 0);
		break;
	default:
		sheet->delimiter = delimiters[sheet_draw(seed, 4)];
	}
}

/* The text as another program would save it. */
static void sheet_save(struct gr_buf *text, struct gr_buf *out, uint64_t *seed)
{
	char *from = text->ptr;
	size_t left = text->len, room = 2 * text->len + 16;
	char *to = gr_buf_reserve(out, room);
	iconv_t step;

	switch (sheet_draw(seed, 3)) {
	case 0:
		gr_buf_text(out, "\xef\xbb\xbf");
		gr_buf_add(out, gr_buf_slice(text));
		break;
	case 1: /* the line ends of Windows and of old Macintoshes */
		for (size_t i = 0; i < text->len; i++)
			if (text->ptr[i] != '\n')
				gr_buf_byte(out, text->ptr[i]);
			else
				gr_buf_text(out,
				    (*seed >> 20) & 1 ? "\r\n" : "\r");
		break;
	default: /* what is no UTF-8 ends the text */
		step = iconv_open("GB18030", "UTF-8");
		if (step == (iconv_t)-1 || !to)
			return;
		char *end = to;
		iconv(step, &from, &left, &end, &room);
		iconv_close(step);
		out->len = (size_t)(end - to);
	}
}

/* `data` changed in one to four ways; its new size, at most `max`, or 0. */
static size_t sheet_mutate(const struct sheet_words *words, uint8_t *data,
    size_t size, size_t max, unsigned seed)
{
	static struct sheet sheet;
	static struct gr_buf joined, saved, word[4];
	uint64_t state = seed;
	size_t changes = 1 + sheet_draw(&state, 4);

	sheet_cut(&sheet, gr_slice_make((char *)data, size));
	for (size_t i = 0; i < changes && sheet.rows > 0; i++)
		sheet_change(&sheet, words, &word[i], &state);
	gr_buf_clear(&joined);
	gr_buf_clear(&saved);
	sheet_join(&sheet, &joined);
	if (sheet_draw(&state, 12) == 0)
		sheet_save(&joined, &saved, &state);
	struct gr_buf *out = saved.len > 0 ? &saved : &joined;
	size = out->len < max ? out->len : max;
	if (size > 0)
		memcpy(data, out->ptr, size);
	return size;
}

#endif
