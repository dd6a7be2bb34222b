// unpack.js - what the finder's page unpacks, against zlib; TAP
// usage: unpack.js SEED
import { constants, deflateSync } from "node:zlib";
import { inflate } from "../../src/report/browser/inflate.js";

let state = (Number(process.argv[2]) % 2147483646) + 1;
const draw = (below) => {
  state = (state * 48271) % 2147483647;
  return state % below;
};

// Bytes of which some repeat, from few letters or all.
function bytesOf(n, letters) {
  const out = Buffer.alloc(n);
  for (let i = 0; i < n;) {
    const back = draw(4) === 0 ? draw(Math.min(i, 40000) + 1) : 0;
    const run = back ? 1 + draw(300) : 1;
    for (let k = 0; k < run && i < n; k++, i++)
      out[i] = back ? out[i - back] : draw(letters);
  }
  return out;
}

const faults = [], { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
let tried = 0, cut = 0;
for (const n of [0, 1, 2, 255, 3000, 65536, 200000])
  for (const letters of [1, 3, 256])
    for (const options of [{ level: 0 }, { level: 1 }, { level: 9 },
      { strategy: Z_FIXED }, { strategy: Z_HUFFMAN_ONLY }, { strategy: Z_RLE }]) {
      const bytes = bytesOf(n, letters), packed = deflateSync(bytes, options);
      const what = `${n} of ${letters} by ${JSON.stringify(options)}`;
      tried++;
      if (!bytes.equals(inflate(packed))) faults.push(`${what}: others`);
      // without its end it is refused, or gives no more than there is
      const end = 2 + draw(Math.max(1, packed.length - 6));
      try {
        const some = inflate(packed.subarray(0, end));
        if (some.length > bytes.length + 258) faults.push(`${what}: too much`);
      } catch {
        cut++;
      }
    }
if (cut === 0) faults.push("none that is cut is refused");
console.log(`${faults.length ? "not ok" : "ok"} - ${tried} texts that zlib `
  + "packed are unpacked");
for (const fault of faults.slice(0, 10)) console.log(`# ${fault}`);
