/* directory.h - a register made ready for looking units up in it.
 *
 * What green-match needs of the register, its changes and the words of names is
 * made once, for all records of a run and of those that come after in the same
 * process: nothing in it is about a record.
 */
#ifndef GREEN_REGISTER_DIRECTORY_H
#define GREEN_REGISTER_DIRECTORY_H

#include "register/identify.h"

struct gr_directory {
	struct gr_name_index name_index;
	struct gr_near_names near_names;
	struct gr_changes changes; /* none if changes_path is NULL */
	/* what it was made of */
	const struct gr_standard *standard;
	const char *register_path, *changes_path;
	/* private */
	struct gr_register reg;
	struct gr_name_words words;
	struct gr_arena *keep;
};

/* Of a register that was read from `register_path` and, like the standard, must
 * outlive it.  Fails as the functions do that read the other tables. */
GR_MUST_USE enum gr_status gr_directory_make(const struct gr_standard *standard,
    const struct gr_register *reg, const char *register_path,
    const char *changes_path, struct gr_directory **out, struct gr_err *err);

/* Whether it was made of these. */
bool gr_directory_is_of(const struct gr_directory *directory,
    const struct gr_standard *standard, const char *register_path,
    const char *changes_path);

void gr_directory_free(struct gr_directory *directory); /* NULL is allowed */

#endif
