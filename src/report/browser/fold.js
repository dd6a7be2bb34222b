/**
 * fold.js - texts as they are compared: NFKC, which takes full width and half
 * width for one, small letters, without blanks and what cannot be seen.
 */

/** @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[\s\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|[\u{e0100}-\u{e01ef}]/gu,
    "");

/** What was typed, by its blanks. @param {string} text */
export const termsOf = (text) =>
  text.normalize("NFKC").split(/\s+/u).map(fold).filter(Boolean);
