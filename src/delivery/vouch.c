/* vouch.c - what a row's name and code say of the row. */
#include "standard/area_rule.h"
#include "text/blank.h"
#include "text/lost.h"
#include "text/name_fold.h"

#include "delivery/state.h"

static struct gr_slice cell_of(const struct gr_row_maker *m,
    const struct gr_csv_record *record, enum gr_role role)
{
	size_t at = m->d->layout.role[role];

	return at < record->cells ? record->cell[at] : gr_slice_make(NULL, 0);
}

/* Whether a code is that of another region than the standard's. */
static bool is_foreign(struct gr_row_maker *m, struct gr_slice code)
{
	enum { LEAST = 4 }; /* digits; fewer are a serial number */
	struct gr_slice region = gr_region_prefix(
	    m->d->setup->standard->region);
	size_t digits = 0, same = 0;

	if (!gr_slice_is_digits(code))
		code = gr_blank_folded(&m->work, code, &m->failed);
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i];

		if (c < '0' || c > '9')
			continue;
		same += digits == same && digits < region.len
		    && c == region.ptr[digits];
		digits++;
	}
	return digits >= LEAST && same < region.len;
}

bool gr_row_maker_vouches(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	const struct gr_name_words *names = m->d->setup->names;
	struct gr_slice code = cell_of(m, record, GR_ROLE_CODE);

	if (is_foreign(m, code))
		return false;
	if (names == NULL || names->n[GR_WORD_TEST] == 0)
		return true;
	struct gr_slice name = cell_of(m, record, GR_ROLE_NAME);
	if (!gr_blank_is_plain(name)) {
		gr_buf_clear(&m->work);
		gr_name_fold(&m->work, name);
		m->failed |= m->work.failed;
		name = gr_buf_slice(&m->work);
	}
	return !gr_name_words_contain(names, GR_WORD_TEST, name);
}

bool gr_row_maker_name_is_lost(struct gr_row_maker *m,
    const struct gr_csv_record *record)
{
	size_t at = m->d->layout.role[GR_ROLE_NAME];
	struct gr_slice code = cell_of(m, record, GR_ROLE_CODE);

	/* a name is hardly ever lost */
	return at != GR_NONE
	    && gr_text_is_lost(cell_of(m, record, GR_ROLE_NAME))
	    && gr_cell_is_code(code);
}
