/* little.h - a little standard on disk, for tests of what reads records by it.
 *
 * Two criteria; answers a and b, of which b is also asked of the last wave; a
 * parameter that one town and one county there have for themselves.
 */
#ifndef GREEN_TEST_LITTLE_H
#define GREEN_TEST_LITTLE_H

#include "clean/read_standard.h"
#include "standard/standard.h"

#include "scratch.h"

static const char *const little_tables[][2] = {
	{ "standard.csv",
	    "key,value\nid,little\ntitle_en,Little\nlanguage,en\nregion,99\n"
	    "waves,2020|2021\n" },
	{ "columns.csv",
	    "name,title_en,aliases,type,values,min,max,requirement,na,role,"
	    "sum,personal\n"
	    "id,Code,,code,,,,R,,code,,\n"
	    "town,Town,,code,,,,R,,city,,\n"
	    "shire,County,,code,,,,R,,county,,\n"
	    "joins,Joins,,bool,,,,R,,participating,,\n"
	    "says,Says,,bool,,,,R,,claim,,\n"
	    "phone,Phone,,text,,,,O,,,,yes\n"
	    "a,A,,int,,0,99,R,,,yes,\n"
	    "b,B,,int,,0,99,R,,,,\n"
	    "seen,Seen,,date,,,,R,,survey_date,,\n" },
	{ "rules.csv", "rule,phase,type,columns,pattern,action,value,note\n" },
	{ "units.csv", "unit,pattern,column_unit,numerator,denominator\n" },
	{ "groups.csv", "group,title_en\nG,First\n" },
	{ "criteria.csv",
	    "criterion,group,title_en,weight,mandatory\n"
	    "P,G,First,1,no\nQ,G,Second,1,no\n" },
	{ "atoms.csv",
	    "atom,criterion,source,strength,period,applies,test\n"
	    "P.1,P,eval,hard,annual,,a >= $least\n"
	    "P.2,P,eval,soft,,,b >= prev(b)\n"
	    "Q.1,Q,eval,hard,,,b == 1\n" },
	{ "parameters.csv",
	    "name,scope,valid_from,valid_to,value\n"
	    "least,,,,2\nleast,9901,2021-07-01,,3\nleast,990102,,,4\n" },
	{ "checks.csv",
	    "check,level,expression,columns,action,message_zh,message_en\n" },
	{ "derived.csv", "name,title_en,numerator,denominator,decimals\n" },
	{ "indicators.csv",
	    "name,title_en,numerator,denominator,decimals,threshold\n" },
	{ "obligations.csv",
	    "id,title_en,level,due,window_from,source,expression,note\n" },
	{ "places.csv", "code,name_en,row,col\n" },
};

static struct gr_arena *keep;
static struct gr_standard standard;
static struct gr_err err;

/* Write the tables and read them; one may be replaced (else NULL). */
static inline void little_read(const char *replaced, const char *text)
{
	for (size_t i = 0; i < sizeof(little_tables) / sizeof(*little_tables);
	     i++)
		scratch_text(little_tables[i][0], little_tables[i][1]);
	if (replaced != NULL)
		scratch_text(replaced, text);
	cr_assert_eq(gr_standard_read(keep, scratch_folder, &standard, &err),
	    GR_OK, "%s", scratch_said(&err));
}

/* The folder and the arena alone, for a test that writes its own tables. */
static inline void little_open(void)
{
	scratch_open();
	keep = gr_arena_new();
	cr_assert_not_null(keep);
}

static inline void little_setup(void)
{
	little_open();
	little_read(NULL, NULL);
}

static inline void little_teardown(void)
{
	gr_arena_free(keep);
	scratch_close();
}

/* Words parted by '|' as fields, in the keep arena. */
static inline struct gr_slice *little_fields(const char *line, size_t *n)
{
	struct gr_slice rest = gr_slice_of(line), part;
	struct gr_slice *field = GR_NEW_ARRAY(keep, 64, struct gr_slice);

	*n = 0;
	while (gr_slice_split(&rest, '|', &part))
		field[(*n)++] = part;
	return field;
}

static inline struct gr_header little_header(const char *line)
{
	struct gr_header header;
	size_t n;
	struct gr_slice *name = little_fields(line, &n);

	cr_assert_eq(gr_header_make(keep, name, n, &header, &err), GR_OK, "%s",
	    err.message);
	return header;
}

static inline struct gr_row little_row(const char *line)
{
	struct gr_row row = { .source = "in.tsv", .line = 8 };

	row.field = little_fields(line, &row.n);
	return row;
}

#endif
