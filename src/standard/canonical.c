/* canonical.c - the one form that each type of cell has. */
#include "standard/canonical.h"
#include "number/date.h"

/* No zero in front of another digit, none at the end of a fraction, no "-0". */
static bool is_shortest(struct gr_slice s)
{
	bool negative = s.ptr[0] == '-';
	struct gr_slice amount = gr_slice_skip(s, negative);
	const char *point = memchr(amount.ptr, '.', amount.len);

	if (amount.ptr[0] == '0' && amount.len > 1 && point != amount.ptr + 1)
		return false;
	if (point != NULL)
		return amount.ptr[amount.len - 1] != '0';
	return !negative || amount.ptr[0] != '0';
}

static bool is_decimal(struct gr_slice s)
{
	struct gr_dec value;

	if (s.len == 1)
		return *s.ptr >= '0' && *s.ptr <= '9';
	return gr_dec_parse(s, &value) && is_shortest(s);
}

static bool is_whole(struct gr_slice s)
{
	return is_decimal(s) && memchr(s.ptr, '.', s.len) == NULL;
}

/* Without the mark of a lower bound. */
static struct gr_slice least_of(struct gr_slice s)
{
	return gr_slice_starts(s, GR_S(">=")) ? gr_slice_skip(s, 2) : s;
}

/* Of items none of which is empty. */
static bool is_set(struct gr_slice s)
{
	char before = ';';

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == ';' && before == ';')
			return false;
		before = s.ptr[i];
	}
	return before != ';';
}

bool gr_cell_is_canonical(const struct gr_column *column, struct gr_slice cell)
{
	struct gr_days days;

	if (cell.len == 0 || gr_cell_is_query(cell) || gr_cell_is_na(cell))
		return true;
	switch (column->type) {
	case GR_TYPE_INT:
		return is_whole(least_of(cell));
	case GR_TYPE_DEC:
	case GR_TYPE_PCT:
		return is_decimal(least_of(cell));
	case GR_TYPE_BOOL:
		return cell.len == 1 && (*cell.ptr == '0' || *cell.ptr == '1');
	case GR_TYPE_DATE:
		return gr_date_parse(cell, &days);
	case GR_TYPE_YEAR:
		return cell.len == 4 && gr_slice_is_digits(cell);
	case GR_TYPE_SET:
		return is_set(cell);
	case GR_TYPE_TEXT:
	case GR_TYPE_CODE:
	case GR_TYPE_ENUM:
	case GR_TYPES:
		break;
	}
	return true;
}
