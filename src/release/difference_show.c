/* difference_show.c - the differences of two releases, as rows or text. */
#include "release/difference_internal.h"

#include "base/wording.h"
#include "stream/sink.h"
#include "text/width.h"

enum { CODE = 14, COLUMN = 30, NAMES_SHOWN = 3 };

static const char *const field_name[GR_D_FIELDS] = { "wave", "kind", "code",
	"column", "old", "new", "cause", "src", "line", "changed" };

void gr_difference_names(struct gr_slice name[GR_D_FIELDS])
{
	for (size_t k = 0; k < GR_D_FIELDS; k++)
		name[k] = gr_slice_of(field_name[k]);
}

enum gr_status gr_difference_rows(const struct gr_differences *differences,
    gr_row_fn *give, void *context, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < differences->n; i++)
		status = give(context, differences->line[i].field, GR_D_FIELDS,
		    err);
	return status;
}

/* ---- text ---- */

static const char *const kind_words[GR_DIFF_KINDS] = {
	GR_WORDS("communities added"),
	GR_WORDS("communities withdrawn"),
	GR_WORDS("communities revised"),
	GR_WORDS("communities reflagged"),
	GR_WORDS("places whose figures changed"),
	GR_WORDS("places and criteria whose counts changed"),
	GR_WORDS("milestones changed"),
};

static void pad(struct gr_buf *to, struct gr_slice text, size_t width)
{
	gr_width_pad(to, text, width, false);
	gr_buf_byte(to, ' ');
}

/* The first names of what changed, and how many more there are. */
static void put_names(struct gr_buf *to, struct gr_slice names)
{
	struct gr_slice name;
	size_t n = 0;

	while (gr_slice_split(&names, ';', &name)) {
		if (name.len == 0)
			continue;
		if (n < NAMES_SHOWN) {
			gr_buf_text(to, n == 0 ? " (" : ", ");
			gr_width_pad(to, name, 0, false);
		}
		n++;
	}
	if (n > NAMES_SHOWN)
		gr_buf_format(to, ", +%zu", n - NAMES_SHOWN);
	if (n > 0)
		gr_buf_byte(to, ')');
}

static void put_value(struct gr_buf *to, struct gr_slice value)
{
	if (value.len == 0)
		gr_buf_byte(to, '-');
	gr_width_pad(to, value, 0, false);
}

static void put_line(struct gr_buf *to, const struct gr_difference *line)
{
	const struct gr_slice *f = line->field;

	gr_buf_text(to, "  ");
	if (f[GR_D_WAVE].len > 0)
		pad(to, f[GR_D_WAVE], 4);
	pad(to, f[GR_D_CODE], CODE);
	pad(to, f[GR_D_COLUMN], COLUMN);
	put_value(to, f[GR_D_OLD]);
	gr_buf_text(to, " → ");
	put_value(to, f[GR_D_NEW]);
	gr_buf_text(to, "  [");
	gr_buf_add(to, f[GR_D_CAUSE]);
	gr_buf_byte(to, ']');
	put_names(to, f[GR_D_CHANGED]);
	if (f[GR_D_SRC].len > 0) {
		gr_buf_byte(to, ' ');
		gr_width_pad(to, f[GR_D_SRC], 0, false);
		gr_buf_format(to, ":%.*s", GR_ARG(f[GR_D_LINE]));
	}
	gr_buf_byte(to, '\n');
}

static enum gr_status flush(struct gr_buf *text, struct gr_sink *sink,
    struct gr_err *err)
{
	enum gr_status status = gr_buf_check(text, err);

	if (status == GR_OK)
		status = gr_sink_write(sink, gr_buf_slice(text), err);
	gr_buf_clear(text);
	return status;
}

static void put_sums(struct gr_buf *to,
    const struct gr_differences *differences, bool chinese)
{
	for (size_t k = 0; k < GR_DIFF_KINDS; k++) {
		const char *words = gr_wording_in(chinese, kind_words[k]);

		gr_buf_format(to,
		    gr_wording_in(chinese, "%s: %zu (%zu values)\n"), words,
		    differences->codes[k], differences->lines[k]);
	}
}

enum gr_status gr_difference_text(const struct gr_differences *differences,
    bool chinese, struct gr_sink *sink, struct gr_err *err)
{
	struct gr_buf text = { 0 };
	enum gr_difference_kind kind = GR_DIFF_KINDS;
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < differences->n; i++) {
		const struct gr_difference *line = &differences->line[i];

		if (line->kind != kind)
			gr_buf_format(&text, "%s%s\n", i > 0 ? "\n" : "",
			    gr_wording_in(chinese, kind_words[line->kind]));
		kind = line->kind;
		put_line(&text, line);
		status = flush(&text, sink, err);
	}
	if (differences->n > 0)
		gr_buf_byte(&text, '\n');
	put_sums(&text, differences, chinese);
	if (status == GR_OK)
		status = flush(&text, sink, err);
	gr_buf_free(&text);
	return status;
}
