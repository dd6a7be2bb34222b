/* asked_unit.h - a unit that a wave asks: of the register, or an invented one. */
#ifndef GREEN_SYNTH_ASKED_UNIT_H
#define GREEN_SYNTH_ASKED_UNIT_H

#include "register/register.h"

struct gr_synth_unit {
	struct gr_slice code, name, city_code, city_name, county_code,
	    county_name, street_code, street_name;
	int32_t valid_from, valid_to; /* days, inclusive; INT32_MIN/MAX */
};

/* A unit of the register, from which it borrows. */
static inline struct gr_synth_unit gr_synth_unit_of(const struct gr_unit *unit)
{
	const struct gr_county *county = gr_unit_county(unit);

	return (struct gr_synth_unit){
		.code = gr_unit_code(unit),
		.name = gr_unit_name(unit),
		.city_code = county->city_code,
		.city_name = county->city_name,
		.county_code = county->code,
		.county_name = county->name,
		.street_code = gr_street_code(unit->street),
		.street_name = gr_street_name(unit->street),
		.valid_from = unit->valid_from,
		.valid_to = unit->valid_to,
	};
}

#endif
