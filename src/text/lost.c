/* lost.c - text of which nothing was left before it was sent. */
#include "text/lost.h"

#include "text/blank.h"
#include "text/utf8.h"

/* #N/A, #REF!, #####: neither small letters nor any but ASCII ones, which a
 * name behind a '#' has. */
static bool is_error(struct gr_slice s)
{
	/* a '#' before digits is before a number */
	if (s.len < 2 || s.ptr[0] != '#'
	    || (s.ptr[1] >= '0' && s.ptr[1] <= '9'))
		return false;
	for (size_t i = 1; i < s.len; i++) {
		char c = s.ptr[i];

		if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')
		    && (c == '\0' || !strchr("#/!?_", c)))
			return false;
	}
	return true;
}

/* Whether it begins with a digit, a letter of ASCII or a common ideograph, none
 * of which is blank or a sign of loss; 锟 has another first byte. */
static bool begins_with_a_word(struct gr_slice s)
{
	unsigned c = s.len > 0 ? (unsigned char)s.ptr[0] : 0;

	return c - '0' <= 9 || (c | 0x20) - 'a' < 26 || (c >= 0xe4 && c < 0xe9);
}

bool gr_text_is_lost(struct gr_slice s)
{
	static const struct gr_slice kun = { "锟斤拷", 9 },
	                             nbsp = { "&nbsp;", 6 };

	if (begins_with_a_word(s))
		return false;
	s = gr_blank_trim(s);
	if (is_error(s))
		return true;
	while (s.len > 0) {
		uint32_t c;
		size_t n = gr_blank_bytes(s);

		if (n == 0 && gr_slice_starts(s, kun))
			n = kun.len;
		if (n == 0 && gr_slice_starts(s, nbsp))
			n = nbsp.len;
		if (n == 0) {
			n = gr_utf8_step(s, &c);
			if (c != '?' && c != 0xff1f && c != 0xfffd)
				return false;
		}
		s = gr_slice_skip(s, n);
	}
	return true;
}

bool gr_text_is_damaged(struct gr_slice s)
{
	if (gr_slice_find(s, GR_S("\xef\xbf\xbd")) != SIZE_MAX
	    || gr_slice_find(s, GR_S("锟斤拷")) != SIZE_MAX)
		return true;
	s = gr_blank_trim(s);
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '?')
			return false;
	return s.len >= 2;
}
