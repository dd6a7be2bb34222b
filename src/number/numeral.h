/* numeral.h - numbers as people write them: 1,234, 1.2万, 一千二百, 二〇二一.
 *
 * Only complete forms with one meaning are numbers.  一千二 (1200 or 1002), 三五
 * (35, or 3 to 5) and 1万2 are refused, and the cell goes back to its sender.
 * All arithmetic is exact; more than 18 significant digits are refused.  Every
 * function takes the whole text and answers false, with *out untouched, if it
 * is not entirely such a number.
 */
#ifndef GREEN_NUMBER_NUMERAL_H
#define GREEN_NUMBER_NUMERAL_H

#include "number/dec.h"

/* Digits with an optional leading '-', decimals, and commas between digits
 * (where they may stand is the pattern's business): 1,234 12.50 .5 007 */
bool gr_numeral_plain(struct gr_slice text, struct gr_dec *out);

/* Chinese numerals in full, also 两, 廿, 卅, the formal ones and 点: 二十, 贰佰,
 * 一万零五, 三点五.  Digits alone count as positions from three on or with a
 * zero among them (一二〇〇). */
bool gr_numeral_chinese(struct gr_slice text, struct gr_dec *out);

/* A plain number before words of scale, once or in falling steps: 1.2万,
 * 3千万, 3万5千, 1万2000. */
bool gr_numeral_scaled(struct gr_slice text, struct gr_dec *out);

/* Any of the three. */
bool gr_numeral_read(struct gr_slice text, struct gr_dec *out);

/* Digits by position only, of either kind, at most 18: 2021, 二〇二一, 二零二一,
 * 二○二一. */
bool gr_numeral_digits(struct gr_slice text, int64_t *out);

/* number * 10^power.  False if it leaves 18 digits. */
bool gr_numeral_shift(struct gr_dec number, int power, struct gr_dec *out);

#endif
