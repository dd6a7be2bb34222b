/**
 * units.js - the communities of the finder's page: what a search asks of all,
 * unpacked at once, and what a card asks of one, in pieces, each unpacked when
 * it is asked for (card_units.h says how they lie).
 */
import { inflate } from "./inflate.js";
import { bytesOf } from "./packed.js";

/** @typedef {Record<string, string>} Card by line of the piece */

const STATUS = /** @type {Record<string, string>} */ ({ a: "attained",
  n: "not_attained", u: "undetermined", p: "not_participating",
  "-": "not_responded" });
const LINES = ["points", "criteria", "source", "line", "flags", "needs", "own",
  "rests", "letters"];
const RESULTS = "01NU";
const LETTER = /** @type {Record<string, string>} */ (
  { 1: "1", 0: "0", "?": "?", n: "n/a" });

const textOf = (/** @type {Uint8Array} */ bytes) =>
  new TextDecoder().decode(bytes);

/** @param {string} line @returns {string[]} */
function codesOf(line) {
  /** @type {string[]} */
  const out = [];
  let before = "";
  for (const cell of line.split("\t")) {
    before = cell[0] === "=" ? cell.slice(1) : before.length < 16
      ? String(Number(before) + Number(cell)).padStart(before.length, "0")
      : String(BigInt(before) + BigInt(cell)).padStart(before.length, "0");
    out.push(before);
  }
  return out;
}

/** @param {string} line @param {number} n @returns {string[]} */
function runsOf(line, n) {
  const cells = line.split("\t"), out = new Array(n);
  for (let i = 0, at = 0; at < n; i += 2)
    for (let k = Number(cells[i + 1]); k > 0; k--) out[at++] = cells[i];
  return out;
}

export class Units {
  /** @param {any} data of the finder's page */
  constructor(data) {
    this.data = data;
    this.n = data.n;
    const lines = data.n > 0
      ? textOf(inflate(bytesOf(data.index))).split("\n")
      : ["", "", "", "", ""];
    this.code = data.n > 0 ? codesOf(lines[0]) : [];
    this.name = data.n > 0 ? lines[1].split("\t") : [];
    this.street = runsOf(lines[2], data.n);
    this.county = runsOf(lines[3], data.n);
    this.letters = lines[4];
    /** @type {Map<number, {lines: string[][], queries: any[], atoms: Uint8Array}>} */
    this.pieces = new Map();
    /** @type {any[] | null} */
    this.sources = null;
  }

  /** @param {number} unit */
  status(unit) {
    return STATUS[this.letters[unit]];
  }

  /** @param {number} unit */
  piece(unit) {
    const at = Math.floor(unit / this.data.each);
    const known = this.pieces.get(at);
    if (known) return known;
    const bytes = inflate(bytesOf(this.data.pieces[at]));
    const lines = LINES.length + this.data.columns.filter(
      (/** @type {any} */ c) => c.type !== "bool").length;
    let end = -1;
    for (let i = 0; i <= lines; i++) end = bytes.indexOf(10, end + 1);
    const text = textOf(bytes.subarray(0, end)).split("\n");
    const piece = { lines: text.slice(0, lines).map((l) => l.split("\t")),
      queries: JSON.parse(text[lines]), atoms: bytes.subarray(end + 1) };
    this.pieces.set(at, piece);
    return piece;
  }

  /** @param {number} unit @returns {Card} */
  card(unit) {
    const { lines } = this.piece(unit), at = unit % this.data.each;
    return Object.fromEntries(LINES.map((name, i) => [name, lines[i][at]]));
  }

  /** Its answers by column. @param {number} unit @returns {string[]} */
  values(unit) {
    const { lines } = this.piece(unit), at = unit % this.data.each;
    const letters = lines[LINES.length - 1][at];
    let bool = 0, other = LINES.length;
    if (this.letters[unit] === "-") return [];
    return this.data.columns.map((/** @type {any} */ column) =>
      column.type === "bool" ? LETTER[letters[bool++]] ?? ""
        : lines[other++][at]);
  }

  /** The result of an atom. @param {number} unit @param {number} atom */
  result(unit, atom) {
    const stride = (this.data.atoms.length * 2 + 7) >> 3;
    const byte = this.piece(unit).atoms[(unit % this.data.each) * stride
      + (atom >> 2)];
    return RESULTS[(byte >> ((atom & 3) * 2)) & 3];
  }

  /** @param {number} unit @returns {any[]} column, written, why, id */
  queries(unit) {
    return this.piece(unit).queries.filter((q) => q[0] === unit)
      .map((q) => q.slice(1));
  }

  /** The delivery by its position. @param {string} at */
  source(at) {
    this.sources ??= /** @type {any[]} */ (
      JSON.parse(textOf(inflate(bytesOf(this.data.sources)))));
    return at === "" ? undefined : this.sources[Number(at)];
  }
}
