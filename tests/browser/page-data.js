// page-data.js - what a page of the report was written with, read by node.
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

/** The JSON inside a page, or a file of JSON by itself. */
export function pageData(path) {
  const text = readFileSync(path, "utf8");
  if (!path.endsWith(".html")) return JSON.parse(text);
  const found =
    /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(text);
  if (!found) throw new Error(`${path}: no data`);
  const data = JSON.parse(found[1]);
  return data.grown ? { ...data, ...JSON.parse(inflateSync(
    Buffer.from(data.grown, "base64"))) } : data;
}

/** A stream or CSV -> objects by column; the trailer is left out. */
export function readTable(path, delimiter = "\t") {
  const lines = readFileSync(path, "utf8").split("\n")
    .filter((line) => line !== "" && !line.startsWith("#end\t"));
  const cells = (line) => delimiter === "\t" ? line.split("\t") : csvCells(line);
  const names = cells(lines[0]);
  return lines.slice(1).map((line) => {
    const row = cells(line);
    return Object.fromEntries(names.map((name, i) => [name, row[i] ?? ""]));
  });
}

export function csvCells(line) {
  const out = [];
  for (const m of line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)) {
    out.push(m[1].startsWith('"') ? m[1].slice(1, -1).replace(/""/g, '"') : m[1]);
    if (m[2] === "") break;
  }
  return out;
}

export const csvLine = (cells) => `${cells.map((cell) =>
  /[",\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell).join(",")}\n`;
