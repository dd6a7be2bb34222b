/* explanation.h: an explanation says the same as a stream and as text. */
#include "explain/explanation.h"

#include "scratch.h"

static struct gr_explanation exhibits;
static struct gr_err err;

static void setup(void)
{
	scratch_open();
	exhibits = (struct gr_explanation){ .keep = gr_arena_new(),
		.wave = GR_S("2021"),
		.code = GR_S("99") };
	cr_assert_not_null(exhibits.keep);
}

static void teardown(void)
{
	gr_arena_free(exhibits.keep);
	scratch_close();
}

TestSuite(explanation, .init = setup, .fini = teardown);

static struct gr_explanation_line *add(enum gr_explanation_kind kind)
{
	struct gr_explanation_line *line = gr_explanation_add(&exhibits, kind,
	    &err);

	cr_assert_not_null(line);
	return line;
}

static void add_atom(const char *id, const char *verdict)
{
	struct gr_explanation_line *line = add(GR_SHOW_ATOM);

	line->field[GR_X_ATOM] = gr_slice_of(id);
	line->field[GR_X_VERDICT] = gr_slice_of(verdict);
	line = add(GR_SHOW_EVIDENCE);
	line->field[GR_X_ATOM] = gr_slice_of(id);
	line->field[GR_X_COLUMN] = gr_slice_of("cell");
	line->field[GR_X_VALUE] = gr_slice_of(verdict);
}

static enum gr_status give(void *sink, const struct gr_slice *field, size_t n,
    struct gr_err *e)
{
	return gr_sink_record(sink, field, n, e);
}

static const char *written(bool stream, bool chinese, bool all)
{
	static char text[8192];
	struct gr_sink *sink;
	static char path[512];

	snprintf(path, sizeof(path), "%s", scratch_path("out"));
	cr_assert_eq(gr_sink_open(path, &sink, &err), GR_OK);
	cr_assert_eq(stream
	        ? gr_exhibits_rows(&exhibits, give, sink, &err)
	        : gr_explanation_text(&exhibits, chinese, all, sink, &err),
	    GR_OK);
	cr_assert_eq(gr_sink_commit(sink, &err), GR_OK);
	FILE *file = fopen(path, "rb");
	cr_assert_not_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	return text;
}

Test(explanation, a_raw_text_keeps_to_its_field_in_a_stream)
{
	add(GR_SHOW_EVIDENCE)->field[GR_X_RAW] = GR_S("a\tb\r\nc");
	const char *text = written(true, false, false);

	cr_assert_not_null(strstr(text, "\ta b  c\t"));
	cr_assert_eq(strchr(text, '\n')[1], '\0', "more than a line");
}

Test(explanation, a_raw_text_cannot_move_the_cursor)
{
	add(GR_SHOW_EVIDENCE)->field[GR_X_RAW] = GR_S("a\033[2Jb\n");
	const char *text = written(false, false, true);

	cr_assert_null(strchr(text, '\033'));
	cr_assert_not_null(strstr(text, "a\xef\xbf\xbd[2Jb"));
}

Test(explanation, only_atoms_that_are_wrong_are_opened_unless_all_are)
{
	add_atom("X.1", "1");
	add_atom("X.2", "0");
	add_atom("X.3", "N");
	add_atom("X.4", "U");
	const char *text = written(false, false, false);

	cr_assert_null(strstr(text, "X.1"));
	cr_assert_not_null(strstr(text, "X.2      0 not met"));
	cr_assert_null(strstr(text, "X.3"));
	cr_assert_not_null(strstr(text, "X.4      U undetermined"));
	text = written(false, false, true);
	cr_assert_not_null(strstr(text, "X.1      1 met"));
	cr_assert_not_null(strstr(text, "X.3      N n/a"));
}

Test(explanation, chinese_words_are_padded_by_their_width)
{
	add_atom("X.2", "0");
	add(GR_SHOW_ATOM)->field[GR_X_TITLE] = GR_S("t");
	exhibits.line[0].field[GR_X_TITLE] = GR_S("题");
	const char *text = written(false, true, true);

	/* fourteen columns: "0 未达到" takes eight of them */
	cr_assert_not_null(strstr(text, "0 未达到       题"));
}

Test(explanation, counted_units_are_lined_up_and_addends_have_a_line_each)
{
	for (int i = 0; i < 6; i++) {
		struct gr_explanation_line *line = add(GR_SHOW_UNIT);

		line->field[GR_X_PART] = GR_S("9901");
		line->field[GR_X_VERDICT] = GR_S("1");
	}
	add(GR_SHOW_UNIT)->field[GR_X_VALUE] = GR_S("7");
	const char *text = written(false, false, false);
	size_t lines = 0;

	for (const char *c = text; *c; c++)
		lines += *c == '\n';
	/* the wave; five codes and one; the addend */
	cr_assert_eq(lines, 4, "%s", text);
	cr_assert_null(strstr(text, " \n"));
}
