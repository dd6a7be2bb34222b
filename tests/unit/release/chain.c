/* chain.h: the list of the chain and of the files of a release holds together. */
#include "release/chain.h"

#include <criterion/criterion.h>

Test(chain_table, records_pass_only_from_what_is_there_before)
{
	for (size_t i = 0; i < gr_chain_programs; i++) {
		bool found = gr_chain[i].after == NULL;

		for (size_t k = 0; k < i && !found; k++)
			found = strcmp(gr_chain[k].name, gr_chain[i].after)
			    == 0;
		cr_expect(found, "%s stands before %s", gr_chain[i].name,
		    gr_chain[i].after);
	}
}

Test(chain_table, every_file_has_a_maker_of_the_chain)
{
	for (size_t f = 0; f < gr_chain_files; f++) {
		bool found = false;

		for (size_t i = 0; i < gr_chain_programs; i++)
			found = found
			    || strcmp(gr_chain[i].name, gr_chain_file[f].maker)
			        == 0;
		cr_expect(found, "%s", gr_chain_file[f].name);
	}
}

Test(chain_table, a_file_is_found_by_its_name_or_its_folder)
{
	cr_expect_not_null(gr_chain_find_file(GR_S("cities.csv")));
	cr_expect_not_null(gr_chain_find_file(GR_S("queries/230100.csv")));
	cr_expect_null(gr_chain_find_file(GR_S("cities.csv.partial")));
	cr_expect_null(gr_chain_find_file(GR_S("queries")));
	cr_expect_null(gr_chain_find_file(GR_S("other/cities.csv")));
	cr_expect_null(gr_chain_find_file(GR_S("")));
}
