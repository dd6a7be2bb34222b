/**
 * search.js - which communities a few letters mean, among a hundred thousand.
 */
import { fold, termsOf } from "./fold.js";

export const SHOWN = 50;

/** Between texts that are folded at once: nothing that folding changes. */
const BETWEEN = "\uf8ff";

/** Each of the texts as it is compared. @param {string[]} texts */
function foldAll(texts) {
  const all = fold(texts.join(BETWEEN)).split(BETWEEN);
  return all.length === texts.length ? all : texts.map(fold);
}

export class Index {
  /**
   * @param {import("./units.js").Units} units
   * @param {any[]} counties
   */
  constructor(units, counties) {
    this.units = units;
    const places = counties.map((/** @type {any} */ c) =>
      fold(`${c.name}\n${c.city_name}`));
    this.names = foldAll(units.name);
    /* what stands in one street's communities alike is folded once */
    let street = "", folded = "";
    /** @type {string[]} all that a term may be found in */
    this.hay = this.names.map((name, i) => {
      if (units.street[i] !== street) {
        street = units.street[i];
        folded = fold(street);
      }
      return `${units.code[i]}\n${name}\n${folded}\n${
        places[Number(units.county[i])]}`;
    });
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
