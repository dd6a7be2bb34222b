// hostile.js - names that want to be something else, for the pages' tests.
// usage: hostile.js NAMES REGISTER >REGISTER
//
// The lines of NAMES, each with a number of its own, are what cities, and here
// and there counties, streets and communities of the register are called.
import { readFileSync } from "node:fs";
import { csvCells, csvLine } from "./page-data.js";

const [namesFile, register] = process.argv.slice(2);
const names = readFileSync(namesFile, "utf8").split("\n").filter(Boolean);
const [head, ...rows] = readFileSync(register, "utf8").replace(/^\ufeff/, "")
  .split(/\r?\n/).filter(Boolean).map(csvCells);
const at = Object.fromEntries(head.map((name, i) => [name, i]));
const called = new Map();

for (const row of rows)
  for (const kind of ["city", "county", "street", "community"]) {
    const key = `${kind} ${row[at[`${kind}_code`]]}`;
    if (!called.has(key)) called.set(key, called.size);
    const n = called.get(key);
    if (kind === "city" || n % 4 === 0)
      row[at[`${kind}_name`]] = `${names[n % names.length]}${n}`;
  }
process.stdout.write([head, ...rows].map(csvLine).join(""));
