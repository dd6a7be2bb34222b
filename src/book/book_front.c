/* book_front.c - cover and contents of a workbook */
#include "book/book_front.h"

#include "base/wording.h"

struct front { /* where the next line goes; sticky */
	struct gr_book_work *work;
	size_t sheet;
	uint32_t row;
	enum gr_status status;
	struct gr_err *err;
};

static const char *words(const struct front *f, const char *text)
{
	return gr_wording_in(f->work->book->chinese, text);
}

static void put(struct front *f, uint32_t column, struct gr_slice text,
    unsigned look)
{
	if (f->status == GR_OK)
		f->status = gr_table_book_text(f->work->to, f->sheet,
		    (struct gr_cell_place){ f->row, column }, text, look,
		    f->err);
}

static void put_number(struct front *f, uint32_t column, struct gr_slice text,
    unsigned look)
{
	if (f->status == GR_OK)
		f->status = gr_table_book_number(f->work->to, f->sheet,
		    (struct gr_cell_place){ f->row, column }, text, look,
		    f->err);
}

static void put_link(struct front *f, uint32_t column, struct gr_slice text,
    size_t to, uint32_t row)
{
	if (f->status == GR_OK)
		f->status = gr_table_book_link(f->work->to, f->sheet,
		    (struct gr_cell_place){ f->row, column }, text, to,
		    (struct gr_cell_place){ row, 1 }, f->err);
}

static void heading(struct front *f, uint32_t column, const char *text)
{
	put(f, column, gr_slice_of(words(f, text)), GR_BOOK_HEADING);
}

/* ---- cover ---- */

/* A figure of the whole, in large: its title from the table of figures. */
static void put_figure(struct front *f, const char *column, unsigned look)
{
	struct gr_slice value = gr_book_sheet_region(f->work, column);
	struct gr_buf title = { 0 };
	struct gr_heading what = gr_heading_of(f->work->book->standard,
	    gr_slice_of(column), true, f->work->book->chinese, &title);

	if (value.len > 0) {
		put(f, 2, gr_buf_slice(&title), GR_BOOK_LABEL);
		put_number(f, 3, value, look);
		put(f, 4, gr_slice_of(what.unit), GR_BOOK_SUBTITLE);
		f->row++;
	}
	if (f->status == GR_OK)
		f->status = gr_buf_check(&title, f->err);
	gr_buf_free(&title);
}

static void put_fact(struct front *f, const char *what, struct gr_slice value)
{
	if (value.len == 0)
		return;
	put(f, 2, gr_slice_of(words(f, what)), GR_BOOK_LABEL);
	put(f, 3, value, GR_BOOK_TEXT);
	f->row++;
}

static void put_facts(struct front *f)
{
	const struct gr_manifest *manifest = &f->work->book->release->manifest;

	put_fact(f, GR_WORDS("as of"), manifest->as_of);
	put_fact(f, GR_WORDS("newest wave"), f->work->wave);
	put_fact(f, GR_WORDS("standard applied"), manifest->standard);
	put_fact(f, GR_WORDS("hash of the inputs"), manifest->key);
}

enum gr_status gr_book_front_cover(struct gr_book_work *work, size_t sheet,
    struct gr_err *err)
{
	static const char *const shown[] = { "registered", "responded",
		"attained", "undetermined", "not_responded", "need", "gap" };
	const struct gr_standard *standard = work->book->standard;
	const bool zh = work->book->chinese;
	struct front f = { work, sheet, 3, GR_OK, err };
	struct gr_slice name = zh ? standard->region_name_zh
	                          : standard->region_name_en;

	gr_table_book_upright(work->to, sheet);
	gr_table_book_width(work->to, sheet, 1, 4, false);
	gr_table_book_width(work->to, sheet, 2, 34, false);
	gr_table_book_width(work->to, sheet, 3, 24, false);
	gr_table_book_width(work->to, sheet, 4, 26, false);
	gr_table_book_height(work->to, sheet, 3, 40);
	put(&f, 2, name.len > 0 ? name : standard->id, GR_BOOK_TITLE);
	f.row = 4;
	put(&f, 2, zh ? standard->title_zh : standard->title_en,
	    GR_BOOK_SUBTITLE);
	f.row = 5;
	put(&f, 2, gr_slice_of(words(&f, GR_WORDS("the figures of a release"))),
	    GR_BOOK_SUBTITLE);
	f.row = 7;
	put_facts(&f);
	f.row++;
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		put_figure(&f, shown[i], GR_BOOK_LARGE);
		if (i == 2)
			put_figure(&f, "attained_rate", GR_BOOK_LARGE);
	}
	f.row++;
	put(&f, 2,
	    gr_slice_of(words(&f,
	        GR_WORDS(
	            "Nothing here is calculated: every number is that of the "
	            "release's tables."))),
	    GR_BOOK_TEXT);
	return f.status;
}

/* ---- contents ---- */

static void put_count(struct front *f, uint32_t column, uint64_t n)
{
	gr_buf_clear(&f->work->text);
	gr_buf_uint(&f->work->text, n);
	put_number(f, column, gr_buf_slice(&f->work->text), GR_BOOK_WHOLE);
}

static void put_sheets(struct front *f, size_t notes)
{
	struct gr_table_book *to = f->work->to;

	heading(f, 2, GR_WORDS_AS("heading of a sheet", "sheet"));
	heading(f, 3, GR_WORDS_AS("heading of a sheet", "rows"));
	heading(f, 4, GR_WORDS_AS("heading of a sheet", "file"));
	heading(f, 5, GR_WORDS_AS("heading of a sheet", "what it has"));
	f->row++;
	put_link(f, 2, gr_slice_of(gr_table_book_name(to, notes)), notes, 1);
	put(f, 5,
	    gr_slice_of(words(f,
	        GR_WORDS("how to read it, every column, and the criteria"))),
	    GR_BOOK_TEXT);
	f->row++;
	for (size_t i = 0; i < GR_BOOK_SHEETS; i++, f->row++) {
		const struct gr_book_sheet *part = &f->work->part[i];

		put_link(f, 2, gr_slice_of(gr_table_book_name(to, part->sheet)),
		    part->sheet, 1);
		put_count(f, 3, part->rows);
		put(f, 4, gr_slice_of(gr_book_table[i].file), GR_BOOK_TEXT);
		put(f, 5, gr_slice_of(words(f, gr_book_table[i].about)),
		    GR_BOOK_TEXT);
	}
}

static struct gr_slice row_words(struct front *f, uint32_t row)
{
	gr_buf_clear(&f->work->text);
	gr_buf_format(&f->work->text,
	    gr_wording_in(f->work->book->chinese, "row %u"), (unsigned)row);
	if (f->status == GR_OK)
		f->status = gr_buf_check(&f->work->text, f->err);
	return gr_buf_slice(&f->work->text);
}

/* From each city to where its rows begin in every sheet that has any. */
static void put_cities(struct front *f)
{
	static const enum gr_book_part led[] = { GR_BOOK_CITIES,
		GR_BOOK_COUNTIES, GR_BOOK_COMMUNITIES, GR_BOOK_MILESTONES,
		GR_BOOK_PACE, GR_BOOK_NOT_RESPONDED, GR_BOOK_QUERIES };
	struct gr_book_work *work = f->work;
	size_t sheet;
	uint32_t row;

	heading(f, 2, GR_WORDS_AS("heading of a sheet", "city"));
	for (uint32_t k = 0; k < sizeof led / sizeof *led; k++)
		put(f, k + 3,
		    gr_slice_of(
		        gr_table_book_name(work->to, work->part[led[k]].sheet)),
		    GR_BOOK_HEADING);
	for (size_t i = 0; i < work->cities; i++) {
		struct gr_slice rest = work->city[i], code;

		(void)gr_slice_split(&rest, '\n', &code);
		f->row++;
		put(f, 2, rest, GR_BOOK_LABEL);
		for (uint32_t k = 0; k < sizeof led / sizeof *led; k++)
			if (gr_book_sheet_find(work, led[k], work->wave, code,
			        &sheet, &row))
				put_link(f, k + 3, row_words(f, row), sheet,
				    row);
	}
}

enum gr_status gr_book_front_contents(struct gr_book_work *work, size_t sheet,
    size_t notes, struct gr_err *err)
{
	struct front f = { work, sheet, 2, GR_OK, err };

	gr_table_book_upright(work->to, sheet);
	gr_table_book_width(work->to, sheet, 1, 4, false);
	for (uint32_t i = 2; i < 10; i++)
		gr_table_book_width(work->to, sheet, i,
		    i == 2 || i == 4 ? 20 : 13, false);
	gr_table_book_height(work->to, sheet, 2, 34);
	put(&f, 2, gr_slice_of(gr_table_book_name(work->to, sheet)),
	    GR_BOOK_TITLE);
	f.row = 4;
	put_sheets(&f, notes);
	f.row += 2;
	put(&f, 2,
	    gr_slice_of(words(&f,
	        GR_WORDS("From a city to its rows of the newest wave:"))),
	    GR_BOOK_SUBTITLE);
	f.row += 1;
	put_cities(&f);
	return f.status;
}

/* ---- notes ---- */

static void put_lines(struct front *f, const char *const *line, size_t n)
{
	for (size_t i = 0; i < n; i++, f->row++)
		put(f, 2, gr_slice_of(words(f, line[i])), GR_BOOK_TEXT);
}

static void put_reading(struct front *f)
{
	static const char *const lines[] = {
		GR_WORDS("An empty cell is not known; n/a does not apply; ? is "
		         "in query, and the city is asked."),
		GR_WORDS("Of criteria and tests 1 is met, 0 not met, N does "
		         "not apply, U undetermined."),
		GR_WORDS("Rates are percentages of all registered "
		         "communities: 57.45 is shown with its percent sign."),
		GR_WORDS("Numbers are those of the tables, digit by digit; "
		         "codes and whatever has more than 15 digits are "
		         "texts."),
		GR_WORDS("The second row of each sheet has the names of its "
		         "columns, by which programs read it."),
		GR_WORDS("Columns of due days, indicators and sums are folded "
		         "away: the plus above the columns shows them."),
		GR_WORDS("Rows are by wave, then code; the filter in the "
		         "second row chooses a wave or a city."),
		GR_WORDS("Corrections of what was published before lie beside "
		         "the release (corrections/) and are in a workbook "
		         "that is made after it was published."),
	};

	put_lines(f, lines, sizeof lines / sizeof *lines);
}

static void put_columns(struct front *f)
{
	const struct gr_book_work *work = f->work;

	heading(f, 2, GR_WORDS_AS("heading of a sheet", "column"));
	heading(f, 3, GR_WORDS_AS("heading of a sheet", "title"));
	heading(f, 4, GR_WORDS_AS("heading of a sheet", "unit"));
	heading(f, 5, GR_WORDS_AS("heading of a sheet", "definition"));
	f->row++;
	for (size_t i = 0; i < work->columns; i++, f->row++) {
		const struct gr_book_column *column = &work->column[i];

		put(f, 2, column->name, GR_BOOK_TEXT);
		put(f, 3, column->title, GR_BOOK_TEXT);
		put(f, 4, gr_slice_of(column->unit), GR_BOOK_TEXT);
		put(f, 5, column->definition, GR_BOOK_TEXT);
	}
}

static void put_criteria(struct front *f)
{
	const struct gr_standard *s = f->work->book->standard;
	const bool zh = f->work->book->chinese;

	heading(f, 2, GR_WORDS_AS("heading of a sheet", "criterion"));
	heading(f, 3, GR_WORDS_AS("heading of a sheet", "title"));
	f->row++;
	for (size_t i = 0; i < s->criteria; i++) {
		const struct gr_criterion *c = &s->criterion[i];

		put(f, 2, c->criterion, GR_BOOK_LABEL);
		put(f, 3, zh ? c->title_zh : c->title_en, GR_BOOK_LABEL);
		f->row++;
		for (size_t k = 0; k < c->atoms; k++, f->row++) {
			const struct gr_atom *a = &s->atom[c->first_atom + k];

			put(f, 2, a->atom, GR_BOOK_TEXT);
			put(f, 3, zh ? a->title_zh : a->title_en, GR_BOOK_TEXT);
		}
	}
}

static void put_obligations(struct front *f)
{
	const struct gr_standard *s = f->work->book->standard;
	const bool zh = f->work->book->chinese;

	heading(f, 2, GR_WORDS_AS("heading of a sheet", "obligation"));
	heading(f, 3, GR_WORDS_AS("heading of a sheet", "title"));
	f->row++;
	for (size_t i = 0; i < s->obligations; i++, f->row++) {
		put(f, 2, s->obligation[i].id, GR_BOOK_TEXT);
		put(f, 3,
		    zh ? s->obligation[i].title_zh : s->obligation[i].title_en,
		    GR_BOOK_TEXT);
	}
}

enum gr_status gr_book_front_notes(struct gr_book_work *work, size_t sheet,
    struct gr_err *err)
{
	struct front f = { work, sheet, 2, GR_OK, err };

	gr_table_book_upright(work->to, sheet);
	gr_table_book_width(work->to, sheet, 1, 4, false);
	gr_table_book_width(work->to, sheet, 2, 32, false);
	gr_table_book_width(work->to, sheet, 3, 60, false);
	gr_table_book_width(work->to, sheet, 4, 18, false);
	gr_table_book_width(work->to, sheet, 5, 60, false);
	gr_table_book_height(work->to, sheet, 2, 34);
	put(&f, 2, gr_slice_of(gr_table_book_name(work->to, sheet)),
	    GR_BOOK_TITLE);
	f.row = 4;
	put_reading(&f);
	f.row++;
	put_criteria(&f);
	f.row++;
	put_obligations(&f);
	f.row++;
	put_columns(&f);
	return f.status;
}
