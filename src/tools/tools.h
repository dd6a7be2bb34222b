/* tools.h - the descriptors of all tools, one line each.
 *
 * A tool is a file in src/tools, as a stage is one in src/stages; its program
 * is a main that names it.
 */
#ifndef GREEN_TOOLS_TOOLS_H
#define GREEN_TOOLS_TOOLS_H

#include "program/tool.h"

extern const struct gr_tool gr_annual;
extern const struct gr_tool gr_diff;
extern const struct gr_tool gr_explain;
extern const struct gr_tool gr_lock;
extern const struct gr_tool gr_manifest;
extern const struct gr_tool gr_provinces;
extern const struct gr_tool gr_report_tool;
extern const struct gr_tool gr_standard;
extern const struct gr_tool gr_synth;
extern const struct gr_tool gr_verify;
extern const struct gr_tool gr_workbook_tool;

#endif
