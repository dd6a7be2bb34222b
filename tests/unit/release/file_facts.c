/* file_facts.h: hashes are those of the standards, and nothing is waited for. */
#include "release/file_facts.h"

#include "kept.h"

#include <sys/stat.h>

TestSuite(file_facts, .init = kept_open, .fini = kept_close);

Test(file_facts, hashes_are_those_of_the_standards)
{
	struct gr_file_facts facts;

	scratch_text("f", "abc");
	cr_assert_eq(gr_file_facts_sm3(scratch_path("f"), &facts, &err), GR_OK);
	/* FIPS 180-4, GB/T 32905-2016 A.1 */
	cr_assert_str_eq(facts.sha256,
	    "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
	cr_assert_str_eq(facts.sm3,
	    "66c7f0f462eeedd9d1f2d46bdc10e4e2"
	    "4167c4875cf2f7a2297da02b8f4ba8e0");
	cr_assert_eq(facts.bytes, 3);
	cr_assert_eq(facts.lines, 0);
	cr_assert_eq(gr_file_facts(scratch_path("f"), &facts, &err), GR_OK);
	cr_assert_str_eq(facts.sm3, "");
}

Test(file_facts, a_pipe_is_no_file_and_is_not_waited_for)
{
	struct gr_file_facts facts;

	cr_assert_eq(mkfifo(scratch_path("pipe"), 0600), 0);
	cr_assert_eq(gr_file_facts(scratch_path("pipe"), &facts, &err),
	    GR_EDATA);
	cr_assert_not_null(strstr(scratch_said(&err), "is no regular file"));
}
