/* version.h - the version, and what git called the sources this was built from.
 *
 * It stands in a file of its own, so that a new commit compiles one file.
 */
#ifndef GREEN_BASE_VERSION_H
#define GREEN_BASE_VERSION_H

/* What the version follows in the bytes of a program. */
#define GR_VERSION_MARK "greenline's version: "

const char *gr_version(void);

#endif
