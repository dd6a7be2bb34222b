/* personal_place.h - where a cell stands, for who looks for personal numbers.
 *
 * What the digits of a cell can be depends on its column: 15 digits are a
 * unit's code where codes stand, and 13812.345678 a measure where measures do.
 */
#ifndef GREEN_STANDARD_PERSONAL_PLACE_H
#define GREEN_STANDARD_PERSONAL_PLACE_H

#include "standard/standard.h"
#include "text/personal.h"

/* Of a column of the standard; GR_NONE: of none that it knows. */
struct gr_personal_place gr_personal_place_of(
    const struct gr_standard *standard, size_t column);

#endif
