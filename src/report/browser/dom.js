/**
 * dom.js - elements and words of a page, by its own methods only: text is
 * text, whatever a name holds, and nothing is ever parsed as markup.
 */

import { inflate } from "./inflate.js";
import { bytesOf } from "./packed.js";

/**
 * @param {string} tag
 * @param {Record<string, any>} attributes a function is a listener, false or
 *   null is left out, true is an empty attribute
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const out = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") out.addEventListener(name, value);
    else if (value === true) out.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined)
      out.setAttribute(name, String(value));
  }
  out.append(...children);
  return out;
}

/** The data that the page was written with; what grows with places is packed. */
export const data = JSON.parse(
  document.querySelector('script[type="application/json"]')?.textContent ?? "{}");
if (data.grown)
  Object.assign(data, JSON.parse(new TextDecoder().decode(
    inflate(bytesOf(data.grown)))));

/**
 * A word of the page's language, its places filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [places]
 * @returns {string}
 */
export function say(key, places = {}) {
  const text = data.words?.[key] ?? key;
  return text.replace(/\{([a-z_]+)\}/g,
    (/** @type {string} */ whole, /** @type {string} */ name) =>
      name in places ? String(places[name]) : whole);
}

/**
 * A name without what turns the direction of the text around it.
 * @param {string} name
 */
export const plain = (name) =>
  name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");

/**
 * A name that cannot change the direction of what stands beside it.
 * @param {string} name
 */
export const isolated = (name) => el("bdi", {}, name);

/**
 * The rows of a table as objects by column.
 * @param {{columns: string[], rows: string[][]} | undefined | null} table
 * @returns {Record<string, string>[]}
 */
export function records(table) {
  if (!table) return [];
  return table.rows.map((row) => Object.fromEntries(
    table.columns.map((name, i) => [name, row[i] ?? ""])));
}

/** Call once the page is idle, in turn. */
export const later = (/** @type {() => void} */ then) =>
  void setTimeout(then, 0);
