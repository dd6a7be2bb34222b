/* stage.h - all that is needed to write a stage of one's own.
 *
 * A stage is a descriptor (program/filter.h) whose functions see the world
 * through their run (program/run.h): rows come from it and go to it.  This is
 * one umbrella over the headers of the wings, which stay beside their code, so
 * that a stage names one header and not the plan of the house.  The interface
 * is number 0: promised to nobody, and it will change.  green-stage(7), beside
 * this file, has a whole stage.
 */
#ifndef GREEN_STAGE_H
#define GREEN_STAGE_H

#define GR_INTERFACE_VERSION 0

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/slice.h"
#include "program/filter.h"
#include "program/option.h"
#include "program/run.h"
#include "stream/finding.h"
#include "stream/record.h"
#include "stream/taker.h"

#endif
