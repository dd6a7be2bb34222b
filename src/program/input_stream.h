/* input_stream.h - a stream of a run's input; private to the harness.
 *
 * All streams of a run have one header, and each must be whole, of the stage that
 * the program comes after.
 */
#ifndef GREEN_PROGRAM_INPUT_STREAM_H
#define GREEN_PROGRAM_INPUT_STREAM_H

#include "program/run_internal.h"

/* Open it, and begin the run with the first one's header; *out NULL if there is
 * none; and its rows have ended, but it is not closed. */
GR_MUST_USE enum gr_status gr_input_open_stream(struct gr_run *run,
    struct gr_source *source, struct gr_stream **out, struct gr_err *err);
GR_MUST_USE enum gr_status gr_input_end_stream(struct gr_run *run,
    struct gr_source *source, struct gr_stream *stream, struct gr_err *err);

/* Complaints of a stage about the input know no file: add it. */
void gr_input_name_place(struct gr_err *err, const char *name, uint64_t line);

#endif
