/* submissions.h - which of several submissions of one unit and wave stands.
 *
 * Records of equal content are one, whatever their revisions and dates; of
 * others that with the highest revision stands, then that with the later
 * report date; where neither decides, none stands and the unit is in query.  The order in which
 * records come never decides, so that deliveries can be read in any order.
 * All records are shown twice: first noted, then asked about.  A unit takes 26
 * to 30 bytes (a record, if it is said beforehand how many come), a contested
 * one about 100 more, and so does what records of one delivery, revision and
 * report date share.
 */
#ifndef GREEN_DEDUP_SUBMISSIONS_H
#define GREEN_DEDUP_SUBMISSIONS_H

#include "base/arena.h"
#include "base/map.h"

struct gr_submissions;

struct gr_submissions *gr_submissions_new(void); /* NULL: out of memory */
void gr_submissions_free(
    struct gr_submissions *submissions); /* NULL is allowed */

/* What decides, as canonical cells. */
struct gr_submission {
	struct gr_slice wave, code;
	struct gr_slice src, line; /* where it stands: unlike any other */
	struct gr_slice revision, report_date;
	uint64_t content;  /* hash of its answers */
	uint64_t reporter; /* hash of who sends it, 0: not known */
	/* What gr_submission_number makes of unit, revision and report date,
	 * which then need not be there; 0: it was not made. */
	uint64_t key, rank;
	/* by column: 1 where something is said; `columns` bits.  Of a record
	 * that others are held against alone, so it may be NULL and then is
	 * asked for, within the call */
	const uint8_t *answered;
	const uint8_t *(*read_answered)(void *record);
	void *record;
};

static inline const uint8_t *gr_submission_answered(
    const struct gr_submission *submission)
{
	return submission->answered || !submission->read_answered
	    ? submission->answered
	    : submission->read_answered(submission->record);
}

/* Make numbers of what decides, so that it need not be kept as text; a unit that
 * is no number stays one of text. */
void gr_submission_number(struct gr_submission *submission);

/* How many bits `answered` has; before the first note. */
void gr_submissions_columns(struct gr_submissions *submissions, size_t columns);

/* So many records are going to be noted: the room for their units is made at
 * once, if it can be.  Before the first note. */
void gr_submissions_expect(struct gr_submissions *submissions, size_t records);

/* Ask for the memory that noting a record looks at, which is in no cache: who
 * notes many does that for some of them beforehand. */
void gr_submissions_fetch(const struct gr_submissions *submissions,
    const struct gr_submission *submission);

/* Note a record.  GR_EDATA: a line that is no number below 2^39, more than
 * 2^24 different triples of source, revision and report date; GR_ESYS: no
 * memory. */
GR_MUST_USE enum gr_status gr_submissions_note(
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_err *err);

/* Show it again when all are noted, so that what a superseded record is compared
 * with is known before any is asked about. */
GR_MUST_USE enum gr_status gr_submissions_note_again(
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_err *err);

/* After that: true if each record can be asked about without regard to those
 * before it, and from now on it must be: no two that were noted stand in one
 * place. */
bool gr_submissions_settle(struct gr_submissions *submissions);

enum gr_submission_verdict {
	GR_STANDS,     /* the record goes on */
	GR_IDENTICAL,  /* another with the same content does */
	GR_SUPERSEDED, /* a later one does, or two that tie */
	GR_TIED,       /* none stands; this one goes on in query */
	GR_TIED_TOO    /* none stands; another goes on in query */
};

/* What became of a record, and by which other. */
struct gr_submission_answer {
	enum gr_submission_verdict verdict;
	struct gr_slice src; /* of the one that goes on */
	uint64_t line;
	bool other_reporter;     /* they come from different senders */
	const uint8_t *answered; /* of the one that goes on; superseded */
};

/* Ask about a record, after all were noted, in the order they were noted in.
 * *answer is valid until the next call. */
GR_MUST_USE enum gr_status gr_submissions_ask(
    struct gr_submissions *submissions, const struct gr_submission *submission,
    struct gr_submission_answer *answer, struct gr_err *err);

/* Whether a record is the only one that was noted of its unit, so that it
 * stands: then it is not asked about.  False if that is not told at once.  Only
 * where nothing else than what was noted can come; where that is settled, what
 * was not noted is alone. */
bool gr_submissions_is_alone(struct gr_submissions *submissions,
    struct gr_slice wave, struct gr_slice code);

size_t gr_submissions_units(const struct gr_submissions *submissions);

#endif
