/* chained.h - the stages that can stand in a chain. */
#ifndef GREEN_STAGES_CHAINED_H
#define GREEN_STAGES_CHAINED_H

#include "program/filter.h"

/* NULL at its end. */
extern const struct gr_filter *const gr_chained[];

#endif
