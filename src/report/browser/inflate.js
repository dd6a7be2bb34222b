/**
 * inflate.js - unpacks what the page holds packed (zlib's format, RFC 1950 and
 * 1951), at once and in every browser: DecompressionStream is younger than some
 * in offices, and answers later.
 */

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35,
  43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_MORE = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3,
  4, 4, 4, 4, 5, 5, 5, 5, 0];
const BACK_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257,
  385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const BACK_MORE = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9,
  9, 10, 10, 11, 11, 12, 12, 13, 13];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const BITS = 15;

/**
 * The symbol and the length of its code for the next fifteen bits, whatever
 * they are: symbol * 16 + length.
 * @param {ArrayLike<number>} lengths by symbol
 */
function tableOf(lengths) {
  const count = new Uint16Array(BITS + 2), next = new Uint16Array(BITS + 2);
  for (let i = 0; i < lengths.length; i++) count[lengths[i]]++;
  count[0] = 0;
  for (let n = 1; n <= BITS; n++) next[n + 1] = (next[n] + count[n]) << 1;
  const table = new Uint16Array(1 << BITS);
  for (let i = 0; i < lengths.length; i++) {
    const n = lengths[i];
    if (n === 0) continue;
    let code = next[n]++, turned = 0;
    for (let k = 0; k < n; k++, code >>= 1) turned = (turned << 1) | (code & 1);
    for (let at = turned; at < 1 << BITS; at += 1 << n)
      table[at] = (i << 4) | n;
  }
  return table;
}

/** @type {[Uint16Array, Uint16Array] | null} */
let fixed = null;

function fixedTables() {
  const lengths = new Uint8Array(288).fill(8);
  lengths.fill(9, 144, 256).fill(7, 256, 280);
  fixed ??= [tableOf(lengths), tableOf(new Uint8Array(30).fill(5))];
  return fixed;
}

class Unpacker {
  /** @param {Uint8Array} from */
  constructor(from) {
    this.from = from;
    this.at = 2; /* behind the header of two bytes */
    this.bits = 0;
    this.held = 0;
    this.to = new Uint8Array(Math.max(1024, from.length * 4));
    this.length = 0;
  }

  /** So many bits more, at most 16, or zeros behind the end. @param {number} n */
  need(n) {
    while (this.held < n) {
      if (this.at > this.from.length + 4) throw new Error("cut off");
      this.bits |= (this.from[this.at++] ?? 0) << this.held;
      this.held += 8;
    }
  }

  /** @param {number} n */
  take(n) {
    this.need(n);
    const value = this.bits & ((1 << n) - 1);
    this.bits >>>= n;
    this.held -= n;
    return value;
  }

  /** @param {Uint16Array} table */
  symbol(table) {
    this.need(BITS);
    const entry = table[this.bits & ((1 << BITS) - 1)];
    if (entry === 0) throw new Error("no code");
    this.bits >>>= entry & 15;
    this.held -= entry & 15;
    return entry >> 4;
  }

  /** @param {number} n */
  room(n) {
    if (this.length + n <= this.to.length) return;
    const more = new Uint8Array(Math.max(this.to.length * 2, this.length + n));
    more.set(this.to.subarray(0, this.length));
    this.to = more;
  }

  stored() {
    this.at -= this.held >> 3; /* whole bytes that were read ahead */
    this.bits = this.held = 0;
    const n = this.from[this.at] | (this.from[this.at + 1] << 8);
    this.at += 4;
    if (this.at + n > this.from.length) throw new Error("cut off");
    this.room(n);
    this.to.set(this.from.subarray(this.at, this.at + n), this.length);
    this.at += n;
    this.length += n;
  }

  /** @returns {[Uint16Array, Uint16Array]} */
  tables() {
    const letters = this.take(5) + 257, backs = this.take(5) + 1;
    const n = this.take(4) + 4, lengths = new Uint8Array(19);
    for (let i = 0; i < n; i++) lengths[ORDER[i]] = this.take(3);
    const table = tableOf(lengths), all = new Uint8Array(letters + backs);
    for (let i = 0; i < all.length;) {
      const s = this.symbol(table);
      if (s < 16) {
        all[i++] = s;
        continue;
      }
      const value = s === 16 ? all[i - 1] : 0;
      for (let k = s === 16 ? 3 + this.take(2) : s === 17 ? 3 + this.take(3)
        : 11 + this.take(7); k > 0; k--) all[i++] = value;
    }
    return [tableOf(all.subarray(0, letters)), tableOf(all.subarray(letters))];
  }

  /** @param {[Uint16Array, Uint16Array]} tables */
  block([letters, backs]) {
    for (;;) {
      const s = this.symbol(letters);
      if (s === 256) return;
      this.room(258);
      if (s < 256) {
        this.to[this.length++] = s;
        continue;
      }
      const n = LENGTH_BASE[s - 257] + this.take(LENGTH_MORE[s - 257]);
      const b = this.symbol(backs), back = BACK_BASE[b] + this.take(BACK_MORE[b]);
      if (!(back <= this.length)) throw new Error("from before the beginning");
      const { to } = this;
      for (let i = 0, at = this.length; i < n; i++, at++) to[at] = to[at - back];
      this.length += n;
    }
  }

  all() {
    for (let last = 0; !last;) {
      last = this.take(1);
      const kind = this.take(2);
      if (kind === 0) this.stored();
      else if (kind < 3) this.block(kind === 1 ? fixedTables() : this.tables());
      else throw new Error("no kind of block");
    }
    return this.to.subarray(0, this.length);
  }
}

/**
 * @param {Uint8Array} packed
 * @returns {Uint8Array}
 */
export const inflate = (packed) => new Unpacker(packed).all();
