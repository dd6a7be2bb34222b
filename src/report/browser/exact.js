/**
 * exact.js - decimals and rates without floating point, as the C programs
 * have them (number/dec.h, number/rate.h, number/quantile.h).
 *
 * What is decided here (does 2401 of 4002 reach 60 percent?) is decided on
 * whole numbers; what is printed never crosses what was decided.
 */

/** @typedef {{coef: bigint, scale: number}} Dec  coef / 10^scale */
/** @typedef {{part: bigint, whole: bigint}} Rate  whole 0: no rate */

const DIGITS_MAX = 16; /* of a rate that must not cross its threshold */

/** @param {number} n */
export const tenTo = (n) => 10n ** BigInt(n);

/**
 * A plain decimal that is not negative: "60", "62.5"; else null.
 * @param {string} text
 * @returns {Dec | null}
 */
export function readDec(text) {
  const found = /^([0-9]{1,9})(?:\.([0-9]{1,6}))?$/.exec(text);
  if (!found) return null;
  const digits = found[2] ?? "";
  return { coef: BigInt(found[1] + digits), scale: digits.length };
}

/**
 * part / whole to so many decimals, as units of the last one; halves away
 * from zero, or to even.
 * @param {bigint} part
 * @param {bigint} whole above 0
 * @param {number} decimals
 * @param {string} rounding
 */
export function ratio(part, whole, decimals, rounding) {
  const negative = part < 0n;
  const top = (negative ? -part : part) * tenTo(decimals);
  let units = top / whole;
  const twice = (top % whole) * 2n;
  const half = twice === whole;
  if (twice > whole) units++;
  else if (half && (rounding !== "half-even" || units % 2n === 1n)) units++;
  return negative ? -units : units;
}

/**
 * @param {bigint} units of the last decimal
 * @param {number} decimals
 */
export function printFixed(units, decimals) {
  const negative = units < 0n;
  const digits = (negative ? -units : units)
    .toString().padStart(decimals + 1, "0");
  const at = digits.length - decimals;
  const text = decimals > 0
    ? `${digits.slice(0, at)}.${digits.slice(at)}` : digits;
  return negative ? `-${text}` : text;
}

/**
 * 100 * part / whole, with as many digits as it takes not to stand on the
 * other side of the threshold; "" where there is no rate.
 * @param {Rate} rate
 * @param {number} decimals
 * @param {string} rounding
 * @param {Dec | null} threshold percent
 */
export function printRate(rate, decimals, rounding, threshold) {
  if (rate.whole <= 0n) return "";
  for (let n = decimals; ; n++) {
    const units = ratio(100n * rate.part, rate.whole, n, rounding);
    if (n >= DIGITS_MAX || threshold === null
        || reaches(rate, threshold)
          === (units * tenTo(threshold.scale) >= threshold.coef * tenTo(n)))
      return printFixed(units, n);
  }
}

/**
 * Whether part of whole is at least so many percent.
 * @param {Rate} rate
 * @param {Dec} pct
 */
export const reaches = (rate, pct) =>
  100n * rate.part * tenTo(pct.scale) >= pct.coef * rate.whole;

/**
 * < 0, 0, > 0
 * @param {Rate} a
 * @param {Rate} b
 */
export function compareRates(a, b) {
  const left = a.part * b.whole, right = b.part * a.whole;
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The smallest count of `whole` that reaches so many percent.
 * @param {number} whole
 * @param {Dec} pct
 */
export function need(whole, pct) {
  const hundred = 100n * tenTo(pct.scale);
  return Number((BigInt(whole) * pct.coef + hundred - 1n) / hundred);
}

/**
 * The rank of each, highest first; ties share one, what is no rate has 0.
 * @param {Rate[]} rates
 */
export function ranks(rates) {
  return rates.map((mine) => mine.whole === 0n ? 0
    : 1 + rates.filter((other) => other.whole !== 0n
      && compareRates(other, mine) > 0).length);
}

/**
 * Mean, lower quartile, median, upper quartile of whole numbers, exact (R's
 * type 7), rounded once; null of none.
 * @param {Map<number, number>} bins value -> count
 * @param {string} rounding
 */
export function spread(bins, rounding) {
  const sorted = [...bins].sort((a, b) => a[0] - b[0]);
  let count = 0, sum = 0n;
  for (const [value, n] of sorted) {
    count += n;
    sum += BigInt(value) * BigInt(n);
  }
  if (count === 0) return null;
  const at = (/** @type {number} */ position) => {
    for (const [value, n] of sorted) {
      if (position < n) return BigInt(value);
      position -= n;
    }
    return BigInt(sorted[sorted.length - 1][0]);
  };
  const quartile = (/** @type {number} */ quarters) => {
    const position = (count - 1) * quarters;
    const below = Math.floor(position / 4), part = BigInt(position % 4);
    const low = at(below), high = part === 0n ? low : at(below + 1);
    return ratio(4n * low + part * (high - low), 4n, 0, rounding);
  };
  return {
    mean: ratio(sum, BigInt(count), 0, rounding),
    p25: quartile(1), median: quartile(2), p75: quartile(3),
  };
}
