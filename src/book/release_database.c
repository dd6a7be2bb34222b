/* release_database.c - a release as a database */
#include "base/wording.h"
#include "book/book_tables.h"
#include "book/book_views.h"
#include "book/book_words.h"
#include "book/database.h"
#include "standard/heading.h"

struct loading { /* of a table */
	const struct gr_release_book *book;
	enum gr_book_part part;
	struct gr_database *base;
	struct gr_buf sql, title;
	bool *number; /* by column */
	size_t n;
};

/* A name as SQL takes any. */
static void add_name(struct gr_buf *to, struct gr_slice name)
{
	gr_buf_byte(to, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '"')
			gr_buf_byte(to, '"');
		gr_buf_byte(to, name.ptr[i]);
	}
	gr_buf_byte(to, '"');
}

/* Words behind --, which a line end would end. */
static void add_comment(struct gr_buf *to, struct gr_slice words)
{
	gr_buf_text(to, " -- ");
	for (size_t i = 0; i < words.len; i++)
		gr_buf_byte(to,
		    (unsigned char)words.ptr[i] < ' ' ? ' ' : words.ptr[i]);
	gr_buf_byte(to, '\n');
}

static void add_names(struct gr_buf *to, struct gr_slice list)
{
	struct gr_slice name;
	size_t n = 0;

	while (list.len > 0) {
		(void)gr_slice_split(&list, ',', &name);
		gr_buf_text(to, n++ > 0 ? ", " : "");
		add_name(to, name);
	}
}

static const char *type_of(enum gr_heading_kind kind)
{
	switch (kind) {
	case GR_HEADING_YEAR:
	case GR_HEADING_WHOLE:
		return "INTEGER";
	case GR_HEADING_DECIMAL:
	case GR_HEADING_PERCENT:
	case GR_HEADING_CHANGE:
	case GR_HEADING_POINTS:
		return "REAL";
	case GR_HEADING_ANY:
		return "NUMERIC";
	case GR_HEADING_TEXT:
	case GR_HEADING_WORD:
		break;
	}
	return "TEXT";
}

static struct gr_heading heading_of(struct loading *l,
    const struct gr_header *header, size_t i)
{
	struct gr_heading out = { .kind = GR_HEADING_TEXT, .unit = "" };

	gr_buf_clear(&l->title);
	if (gr_book_query_title(l->part, header->name[i], l->book->chinese,
	        &l->title))
		return out;
	return gr_heading_of(l->book->standard, header->name[i],
	    gr_heading_has_places(header->name, header->n), l->book->chinese,
	    &l->title);
}

static void add_column(struct loading *l, const struct gr_header *header,
    size_t i, bool last)
{
	struct gr_heading heading = heading_of(l, header, i);

	l->number[i] = heading.kind != GR_HEADING_TEXT
	    && heading.kind != GR_HEADING_WORD;
	gr_buf_text(&l->sql, "\t");
	add_name(&l->sql, header->name[i]);
	gr_buf_format(&l->sql, " %s%s", type_of(heading.kind), last ? "" : ",");
	if (heading.unit[0] != '\0')
		gr_buf_format(&l->title, " [%s]", heading.unit);
	add_comment(&l->sql, gr_buf_slice(&l->title));
}

static void add_keys(struct loading *l, const struct gr_book_table *table)
{
	if (table->key != NULL) {
		gr_buf_text(&l->sql, "\t, PRIMARY KEY (");
		add_names(&l->sql, gr_slice_of(table->key));
		gr_buf_text(&l->sql, ")\n");
	}
	for (size_t i = 0; i < 3 && table->reference[i] != NULL; i++) {
		struct gr_slice to = gr_slice_of(table->reference[i]), from;

		(void)gr_slice_split(&to, '>', &from);
		gr_buf_text(&l->sql, "\t, FOREIGN KEY (");
		add_names(&l->sql, from);
		gr_buf_format(&l->sql, ") REFERENCES %.*s\n", GR_ARG(to));
	}
}

static enum gr_status make_table(struct loading *l,
    const struct gr_header *header, struct gr_err *err)
{
	const struct gr_book_table *table = &gr_book_table[l->part];

	l->n = header->n;
	l->number = GR_NEW_ARRAY(l->book->release->keep, l->n, bool);
	if (l->number == NULL)
		return gr_err_memory(err);
	gr_buf_clear(&l->sql);
	gr_buf_format(&l->sql, "CREATE TABLE %s (", table->name);
	gr_buf_clear(&l->title);
	gr_buf_format(&l->title, "%s: %s", table->file,
	    gr_wording_in(l->book->chinese, table->about));
	add_comment(&l->sql, gr_buf_slice(&l->title));
	for (size_t i = 0; i < l->n; i++)
		add_column(l, header, i, i + 1 == l->n);
	add_keys(l, table);
	gr_buf_text(&l->sql, ")");
	gr_buf_byte(&l->sql, '\0');
	enum gr_status status = gr_buf_check(&l->sql, err);
	if (status == GR_OK)
		status = gr_buf_check(&l->title, err);
	return status == GR_OK ? gr_database_do(l->base, l->sql.ptr, err)
	                       : status;
}

static enum gr_status prepare(struct loading *l, struct gr_err *err)
{
	gr_buf_clear(&l->sql);
	gr_buf_format(&l->sql, "INSERT INTO %s VALUES (",
	    gr_book_table[l->part].name);
	for (size_t i = 0; i < l->n; i++)
		gr_buf_text(&l->sql, i > 0 ? ", ?" : "?");
	gr_buf_text(&l->sql, ")");
	gr_buf_byte(&l->sql, '\0');
	enum gr_status status = gr_buf_check(&l->sql, err);
	return status == GR_OK ? gr_database_prepare(l->base, l->sql.ptr, err)
	                       : status;
}

static enum gr_status take_row(void *context, const struct gr_header *header,
    const struct gr_slice *cell, struct gr_err *err)
{
	struct loading *l = context;

	if (cell != NULL)
		return gr_database_put(l->base, cell, l->number, l->n, err);
	enum gr_status status = make_table(l, header, err);
	return status == GR_OK ? prepare(l, err) : status;
}

static enum gr_status make_views(struct loading *l, struct gr_err *err)
{
	enum gr_status status = GR_OK;

	for (size_t i = 0; status == GR_OK && i < gr_book_views; i++) {
		gr_buf_clear(&l->sql);
		gr_buf_format(&l->sql, "CREATE VIEW %s AS",
		    gr_book_view[i].name);
		add_comment(&l->sql,
		    gr_slice_of(gr_wording_in(l->book->chinese,
		        gr_book_view[i].question)));
		gr_buf_text(&l->sql, gr_book_view[i].sql);
		gr_buf_byte(&l->sql, '\0');
		status = gr_buf_check(&l->sql, err);
		if (status == GR_OK)
			status = gr_database_do(l->base, l->sql.ptr, err);
	}
	return status;
}

enum gr_status gr_release_book_database(const struct gr_release_book *book,
    struct gr_sink *to, struct gr_err *err)
{
	struct gr_database base;
	struct loading loading = { .book = book, .base = &base };
	enum gr_status status = gr_database_open(&base, err);

	for (size_t i = 0; status == GR_OK && i < GR_BOOK_PARTS; i++) {
		loading.part = (enum gr_book_part)i;
		status = gr_book_each(book, loading.part, take_row, &loading,
		    err);
	}
	if (status == GR_OK)
		status = make_views(&loading, err);
	if (status == GR_OK)
		status = gr_database_save(&base, to, err);
	gr_database_close(&base);
	gr_buf_free(&loading.sql);
	gr_buf_free(&loading.title);
	return status;
}
