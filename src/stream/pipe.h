/* pipe.h - a pipe that holds more than the system's 64 KiB.
 *
 * A whole block then goes in at once, and neighbours wake each other a third
 * as often.  More than that brought nothing.  Where the system does not allow
 * it, all works as before.
 */
#ifndef GREEN_STREAM_PIPE_H
#define GREEN_STREAM_PIPE_H

/* If `fd` is a pipe, let it hold two blocks, 256 KiB; never less than it does. */
void gr_pipe_widen(int fd);

#endif
