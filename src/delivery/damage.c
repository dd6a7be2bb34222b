/* damage.c - signs that a record is not what it seems, by its quotes. */
#include "delivery/damage.h"
#include "text/blank.h"

/* A record's text, as it is gone through. */
struct text {
	struct gr_slice rest;
	char delimiter;
	uint64_t line; /* of the first byte of `rest` */
};

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

/* Bytes of the line end that `s` begins with; 0 if it begins with none. */
static size_t break_bytes(struct gr_slice s)
{
	if (s.len == 0 || !is_break(s.ptr[0]))
		return 0;
	return s.ptr[0] == '\r' && s.len > 1 && s.ptr[1] == '\n' ? 2 : 1;
}

static struct gr_slice without_end(struct gr_slice text)
{
	while (text.len > 0 && is_break(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

/* Bytes up to the quote that closes the cell, or all. */
static size_t to_closing(struct gr_slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] != '"')
			continue;
		if (i + 1 == s.len || s.ptr[i + 1] != '"')
			return i;
		i++;
	}
	return s.len;
}

static size_t to_delimiter(struct gr_slice s, char delimiter)
{
	const char *end = s.len > 0 ? memchr(s.ptr, delimiter, s.len) : NULL;

	return end ? (size_t)(end - s.ptr) : s.len;
}

/* The next cell as it is written, without the quotes around it; false behind
 * the last.  A text that ends in a delimiter has a last cell. */
static bool next_cell(struct text *t, struct gr_slice *cell, bool *quoted)
{
	if (!t->rest.ptr)
		return false;
	*quoted = t->rest.len > 0 && t->rest.ptr[0] == '"';
	if (*quoted)
		t->rest = gr_slice_skip(t->rest, 1);
	size_t n = *quoted ? to_closing(t->rest)
	                   : to_delimiter(t->rest, t->delimiter);
	*cell = gr_slice_make(t->rest.ptr, n);
	t->rest = gr_slice_skip(t->rest,
	    n < t->rest.len && *quoted ? n + 1 : n);
	if (t->rest.len > 0)
		t->rest = gr_slice_skip(t->rest, 1); /* the delimiter */
	else
		t->rest.ptr = NULL;
	return true;
}

/* ---- stray quotes ---- */

static bool is_stray(struct gr_slice cell)
{
	struct gr_slice trimmed = gr_blank_trim(cell);
	size_t quotes = 0;

	for (size_t i = 0; i < cell.len; i++)
		quotes += cell.ptr[i] == '"';
	return quotes % 2 == 1
	    || (trimmed.len > 0 && trimmed.ptr[0] == '"'
	        && trimmed.ptr != cell.ptr);
}

static bool is_place(const struct gr_layout *layout, size_t i)
{
	return i == layout->role[GR_ROLE_CITY_NAME]
	    || i == layout->role[GR_ROLE_COUNTY_NAME]
	    || i == layout->role[GR_ROLE_STREET];
}

/* Whether the unquoted cell at position `i` holds a stray quote. */
static bool is_stray_at(const struct gr_damage_table *table, size_t i,
    struct gr_slice cell)
{
	return is_stray(cell)
	    && !(is_place(table->layout, i)
	        && gr_slice_eq(gr_blank_trim(cell), GR_S("\"")));
}

static bool has_stray(const struct gr_damage_table *table,
    const struct gr_csv_record *record)
{
	struct text t = { without_end(record->text), table->delimiter, 0 };
	struct gr_slice cell;
	bool quoted, found = false;

	for (size_t i = 0; !found && next_cell(&t, &cell, &quoted); i++)
		found = !quoted && is_stray_at(table, i, cell);
	return found;
}

void gr_damage_strays(const struct gr_damage_table *table,
    const struct gr_csv_record *record, bool *stray, size_t n)
{
	struct text t = { without_end(record->text), table->delimiter, 0 };
	struct gr_slice cell;
	bool quoted;

	memset(stray, 0, n * sizeof(*stray));
	for (size_t i = 0; i < n && next_cell(&t, &cell, &quoted); i++)
		stray[i] = !quoted && is_stray_at(table, i, cell);
}

/* ---- rows that a quoted cell has swallowed ---- */

static size_t count(struct gr_slice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] == c;
	return n;
}

static struct gr_slice cell_at(struct gr_slice line, char delimiter, size_t at)
{
	for (; at > 0 && line.len > 0; at--)
		line = gr_slice_skip(line,
		    to_delimiter(line, delimiter) < line.len
		        ? to_delimiter(line, delimiter) + 1
		        : line.len);
	line.len = to_delimiter(line, delimiter);
	return gr_blank_unquote(line);
}

/* Whether a line holds a code in the place of codes, or, if that is blank or
 * there is none, a name in the place of names. */
static enum gr_status tells_unit(const struct gr_damage_table *table,
    struct gr_slice line, bool *yes, struct gr_err *err)
{
	static const enum gr_role role[] = { GR_ROLE_CODE, GR_ROLE_NAME };
	const struct gr_layout *layout = table->layout;

	*yes = false;
	for (size_t i = 0; i < sizeof(role) / sizeof(role[0]); i++) {
		size_t at = layout->role[role[i]];
		if (at == GR_NONE)
			continue;
		struct gr_slice cell = cell_at(line, table->delimiter, at);
		if (!gr_blank_only(cell))
			return gr_plausible_cell(table->plausible,
			    &layout->column[at], cell, yes, err);
	}
	return GR_OK;
}

/* Whether a line that begins within quotes is a row.  Where the quotes close in
 * it, what stands before them has a delimiter at least: the last line of a
 * cell that was broken is no row. */
static enum gr_status is_row(const struct gr_damage_table *table,
    struct gr_slice line, bool *yes, struct gr_err *err)
{
	struct gr_slice inside = gr_slice_make(line.ptr, to_closing(line));
	size_t n = count(inside, table->delimiter);

	*yes = table->cells > 1
	    && (n + 1 == table->cells
	        || (n > 0
	            && count(line, table->delimiter) + 1 == table->cells));
	return *yes ? tells_unit(table, line, yes, err) : GR_OK;
}

/* Look at the lines of a quoted cell, which is where `t` stands. */
static enum gr_status look_at_lines(const struct gr_damage_table *table,
    const struct text *t, size_t bytes, bool *found, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	*found = false;
	for (size_t i = 0; i < bytes && status == GR_OK && !*found;) {
		size_t end = break_bytes(gr_slice_skip(t->rest, i));
		i += end > 0 ? end : 1;
		if (end == 0 || i > bytes)
			continue;
		struct gr_slice line = gr_slice_skip(t->rest, i);
		size_t n = 0;
		while (n < line.len && !is_break(line.ptr[n]))
			n++;
		status = is_row(table, gr_slice_make(line.ptr, n), found, err);
	}
	return status;
}

static enum gr_status find_swallowed(const struct gr_damage_table *table,
    const struct gr_csv_record *record, struct gr_damage *out,
    struct gr_err *err)
{
	struct text t = { without_end(record->text), table->delimiter,
		record->line };
	enum gr_status status = GR_OK;
	struct gr_slice cell;
	bool quoted, found = false;

	while (status == GR_OK && !found) {
		struct text before = t;
		uint64_t line = t.line;
		if (!next_cell(&t, &cell, &quoted))
			break;
		if (!quoted)
			continue;
		for (size_t i = 0; i < cell.len;) {
			size_t end = break_bytes(gr_slice_skip(cell, i));
			t.line += end > 0;
			i += end > 0 ? end : 1;
		}
		if (t.line == line)
			continue;
		before.rest = gr_slice_skip(before.rest, 1);
		status = look_at_lines(table, &before, cell.len, &found, err);
		if (found)
			out->line = line;
	}
	return status;
}

enum gr_status gr_damage_find(const struct gr_damage_table *table,
    const struct gr_csv_record *record, bool is_data, struct gr_damage *out,
    struct gr_err *err)
{
	*out = (struct gr_damage){ .line = 0 };
	if (is_data && record->stray && record->cells != table->cells
	    && has_stray(table, record)) {
		out->line = record->line;
		return GR_OK;
	}
	return record->breaks > 0 ? find_swallowed(table, record, out, err)
	                          : GR_OK;
}
