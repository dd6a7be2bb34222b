/* scan.h - where in a block the bytes stand that a CSV splitter must look at.
 *
 * Its vector instructions are chosen at run time (base/simd.h); the scalar twin
 * gives the same answers everywhere and is what the others are tested against.
 */
#ifndef GREEN_CSV_SCAN_H
#define GREEN_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Kernels write up to so many places behind the last that they count. */
#define GR_SCAN_SLACK ((size_t)16)

/* Where the bytes are that were found, ascending; and which of these places are
 * no delimiter, so that a run of plain cells ends there.  Each array has room
 * for all bytes of the text and the slack. */
struct gr_scan_found {
	uint32_t *at;
	size_t n;
	uint32_t *stop; /* indices of `at` */
	size_t stops;
};

/* Add the offset of every delimiter, '"', CR and LF in text[0 .. n - 1], each
 * plus `base`. */
typedef void gr_scan_fn(const char *text, size_t n, char delimiter,
    uint32_t base, struct gr_scan_found *found);
gr_scan_fn gr_scan, gr_scan_scalar;

/* The kinds of scan that this machine can run, the scalar one first; NULL
 * behind the last.  For the test that they agree. */
gr_scan_fn *gr_scan_kind(size_t i);

/* Whether text[0 .. n - 1] holds the UTF-8 of U+FFFD, of U+951F U+65A4 U+62F7
 * (which it becomes in GBK), or "??": signs that characters were lost. */
bool gr_scan_damage(const char *text, size_t n);
bool gr_scan_damage_scalar(const char *text, size_t n);

#endif
