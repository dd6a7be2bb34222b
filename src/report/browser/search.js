/**
 * search.js - which communities a few letters mean, among a hundred thousand.
 */
import { fold, termsOf } from "./fold.js";

export const SHOWN = 50;

export class Index {
  /** @param {any} data of the finder's page */
  constructor({ units, counties }) {
    this.units = units;
    const places = counties.map((/** @type {any} */ c) =>
      fold(`${c.name}\n${c.city_name}`));
    this.names = units.name.map(fold);
    /** @type {string[]} all that a term may be found in */
    this.hay = this.names.map((/** @type {string} */ name,
      /** @type {number} */ i) => `${units.code[i]}\n${name}\n${
      fold(units.street[i])}\n${places[units.county[i]]}`);
  }

  /**
   * The best first: the code itself, a name that is it, that begins with it,
   * that has it; then what has it elsewhere.
   * @param {string} text
   * @returns {{total: number, found: number[]}}
   */
  find(text) {
    const terms = termsOf(text);
    if (terms.length === 0) return { total: 0, found: [] };
    /** @type {number[][]} */
    const by = [[], [], [], []];
    let total = 0;
    for (let i = 0; i < this.hay.length; i++) {
      const hay = this.hay[i];
      if (!terms.every((term) => hay.includes(term))) continue;
      total++;
      const name = this.names[i];
      const best = terms.some((t) => t === name || t === this.units.code[i]) ? 0
        : terms.some((t) => name.startsWith(t)) ? 1
          : terms.some((t) => name.includes(t)) ? 2 : 3;
      if (by[best].length < SHOWN) by[best].push(i);
    }
    return { total, found: by.flat().slice(0, SHOWN) };
  }

  /** @param {string} code @returns {number} -1: there is none */
  at(code) {
    let low = 0, high = this.units.code.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1, here = this.units.code[middle];
      if (here === code) return middle;
      if (here < code) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}
