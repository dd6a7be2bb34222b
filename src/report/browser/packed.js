/**
 * packed.js - the answers as the page holds them: two bits an atom.
 */

import { inflate } from "./inflate.js";

export const NOT_MET = 0, MET = 1, NOT_APPLICABLE = 2, OPEN = 3;

/**
 * @param {string} text base64
 * @returns {Uint8Array}
 */
export function bytesOf(text) {
  const binary = atob(text);
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
  return out;
}

const unpacked = (/** @type {string} */ text) => inflate(bytesOf(text));

/**
 * One result a byte, of `n` records of `each` results; every record begins at
 * a byte.
 * @param {string} text
 * @param {number} n
 * @param {number} each
 */
export function pairsOf(text, n, each) {
  const packed = unpacked(text), stride = (each * 2 + 7) >> 3;
  const out = new Uint8Array(n * each);
  for (let record = 0, to = 0; record < n; record++)
    for (let i = 0; i < each; i++)
      out[to++] = (packed[record * stride + (i >> 2)] >> ((i & 3) * 2)) & 3;
  return out;
}

/**
 * @param {string} text
 * @param {number} n
 */
export function bitsOf(text, n) {
  const packed = unpacked(text), out = new Uint8Array(n);
  for (let i = 0; i < n; i++) out[i] = (packed[i >> 3] >> (i & 7)) & 1;
  return out;
}

/**
 * @param {string} text little-endian
 * @param {number} n
 */
export function numbersOf(text, n) {
  const packed = unpacked(text), out = new Uint16Array(n);
  for (let i = 0; i < n; i++) out[i] = packed[2 * i] | (packed[2 * i + 1] << 8);
  return out;
}
