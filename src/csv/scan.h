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

/* Write to `at` (room for n) the offset of every delimiter, '"', CR and LF in
 * text[0 .. n - 1], each plus `base`, ascending.  Returns how many. */
typedef size_t gr_scan_fn(const char *text, size_t n, char delimiter,
    uint32_t base, uint32_t *at);
gr_scan_fn gr_scan, gr_scan_scalar;

/* The kinds of scan that this machine can run, the scalar one first; NULL
 * behind the last.  For the test that they agree. */
gr_scan_fn *gr_scan_kind(size_t i);

/* Whether text[0 .. n - 1] holds the UTF-8 of U+FFFD, of U+951F U+65A4 U+62F7
 * (which it becomes in GBK), or "??": signs that characters were lost. */
bool gr_scan_damage(const char *text, size_t n);
bool gr_scan_damage_scalar(const char *text, size_t n);

#endif
