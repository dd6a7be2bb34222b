/* compare.c - a figure of the ledgers, and a comparison of two */
#include "audit/check.h"

enum gr_status gr_audit_compare(struct gr_audit_run *check, const char *what,
    struct gr_slice program, struct gr_slice part, struct gr_slice wave,
    uint64_t expected, uint64_t found, struct gr_err *err)
{
	struct gr_audit_result result = { wave, program, part, what, expected,
		found, NULL };
	enum gr_status status;

	gr_buf_byte(&check->detail, '\0');
	status = gr_buf_check(&check->detail, err);
	if (status != GR_OK)
		return status;
	result.detail = check->detail.ptr;
	status = check->report(check->context, &result, err);
	gr_buf_clear(&check->detail);
	return status;
}

bool gr_audit_ran(const struct gr_audit *audit, const char *program)
{
	for (size_t i = 0; i < audit->entries; i++)
		if (gr_slice_eq(audit->entry[i].program, gr_slice_of(program)))
			return true;
	return false;
}

uint64_t gr_audit_sum(const struct gr_audit *audit, struct gr_slice program,
    struct gr_slice wave, enum gr_counter counter)
{
	uint64_t n = 0;

	for (size_t i = 0; i < audit->entries; i++)
		if (gr_slice_eq(audit->entry[i].program, program)
		    && gr_slice_eq(audit->entry[i].wave, wave))
			n += audit->entry[i].n[counter];
	return n;
}

bool gr_audit_is_first_of_wave(const struct gr_audit *audit, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (gr_slice_eq(audit->entry[k].wave, audit->entry[i].wave))
			return false;
	return audit->entry[i].wave.len > 0;
}
