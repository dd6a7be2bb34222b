/**
 * card.js - one community: its criteria with the evidence, the cell of the
 * delivery that each rests on, and what would change the verdict.
 */
import { data, el, isolated, say } from "./dom.js";
import { bytesOf } from "./packed.js";

const { units, criteria, atoms, columns, sources, counties, groups } = data;
const stride = (atoms.length * 2 + 7) >> 3;
const MARK = /** @type {Record<string, string>} */ (
  { 0: "\u2717", 1: "\u2713", N: "\u2013", U: "?" });
const LETTERS = "01NU";
/** @type {Uint8Array | null} */
let packed = null;

/** @param {number} unit @param {number} atom */
function resultOf(unit, atom) {
  packed ??= bytesOf(units.atoms);
  return LETTERS[(packed[unit * stride + (atom >> 2)] >> ((atom & 3) * 2)) & 3];
}

const LETTER = /** @type {Record<string, string>} */ (
  { 1: "1", 0: "0", "?": "?", n: "n/a" });

/**
 * A unit's answers by column: a letter for each of yes or no, then the others,
 * each behind a TAB.
 * @param {number} unit
 * @returns {string[]}
 */
function valuesOf(unit) {
  const [letters, ...texts] = units.values[unit].split("\t");
  let bool = 0, other = 0;
  if (units.values[unit] === "") return [];
  return columns.map((/** @type {any} */ column) => column.type === "bool"
    ? LETTER[letters[bool++]] ?? "" : texts[other++] ?? "");
}

/** A mark and the word for it. @param {string} result */
const verdict = (result) => el("span", { class: `result result-${result}` },
  el("span", { "aria-hidden": "true" }, `${MARK[result]} `),
  say(`result_${result}`));

/**
 * Where a value stood: file, line, column of the delivery.
 * @param {number} unit
 * @param {number} column
 */
function cellOf(unit, column) {
  const source = sources[units.source[unit]];
  if (!source) return "";
  const at = source.at[column];
  if (!at) return say("cell_missing", { file: source.src });
  const [, position, heading] = /^([^:]*):([^]*)$/.exec(at) ?? ["", at, ""];
  return say("cell", { file: source.src, line: units.line[unit],
    column: position, heading });
}

/** @param {string} value @param {any} column */
const valueOf = (value, column) => value === "" ? say("value_missing")
  : value === "?" ? say("value_query") : value === "n/a" ? say("value_na")
    : column.type === "bool" ? say(value === "1" ? "yes" : "no")
      : column.unit ? `${value} ${column.unit}` : value;

/** The test with the standard's numbers in it. @param {string} test */
const testOf = (test) => test.replace(/\$([a-z0-9_]+)/g,
  (whole, name) => data.parameters?.[name] ?? whole);

/**
 * @param {number} unit
 * @param {number} i
 * @param {string[]} values
 */
function atomLine(unit, i, values) {
  const atom = atoms[i], result = resultOf(unit, i);
  const evidence = el("ul", { class: "evidence" },
    ...(values.length === 0 ? [] : atom.columns).map(
      (/** @type {number} */ c) => el("li", {},
        el("span", { class: "asked" }, columns[c].title), " ",
        el("strong", {}, valueOf(values[c] ?? "", columns[c])), " ",
        el("span", { class: "where" }, cellOf(unit, c)))));
  return el("tr", { "data-atom": atom.id },
    el("th", { scope: "row" }, `${atom.id} ${atom.title}`,
      atom.hard ? "" : el("em", {}, ` ${say("soft")}`)),
    el("td", {}, verdict(result)),
    el("td", {}, el("code", {}, testOf(atom.test)),
      atom.applies ? el("div", {}, say("applies_if"), " ",
        el("code", {}, testOf(atom.applies))) : "", evidence));
}

/**
 * @param {number} unit
 * @param {number} c
 * @param {string[]} values
 */
function criterionPart(unit, c, values) {
  const result = units.criteria[unit][c] ?? "U";
  const mine = atoms.map((/** @type {any} */ a, /** @type {number} */ i) =>
    ({ a, i })).filter((/** @type {any} */ x) => x.a.criterion === c);
  return el("details", { open: result === "0", "data-criterion": criteria[c].id,
    class: `criterion criterion-${result}` },
  el("summary", {}, verdict(result), " ",
    el("span", {}, `${criteria[c].id} ${criteria[c].title}`)),
  el("div", { class: "wide", tabindex: "0", role: "region",
    "aria-label": criteria[c].id },
  el("table", {}, el("thead", {}, el("tr", {},
    ...["test", "result", "evidence"].map((name) =>
      el("th", { scope: "col" }, say(`col_${name}`))))),
  el("tbody", {}, ...mine.map((/** @type {any} */ x) =>
    atomLine(unit, x.i, values))))));
}

/** What would change the verdict. @param {number} unit */
function changes(unit) {
  const needs = units.needs[unit].split(" ").filter(Boolean);
  const status = units.status[unit];
  if (status === "not_responded") return el("p", {}, say("needs_answer"));
  const out = el("div", { class: "needs" },
    el("h3", {}, say("needs_title")));
  if (needs.length === 0)
    out.append(el("p", {}, say(status === "attained" ? "needs_nothing"
      : "needs_none")));
  else
    out.append(el("p", {}, say("needs_these", { n: needs.length })),
      el("ul", {}, ...needs.map((/** @type {string} */ id) => {
        const atom = atoms.find((/** @type {any} */ a) => a.id === id);
        return el("li", {}, `${id} ${atom?.title ?? ""}`);
      })));
  return out;
}

/** What was asked back of it and is not answered. @param {number} unit */
function queries(unit) {
  const mine = (data.queries ?? []).filter((/** @type {any[]} */ q) =>
    q[0] === unit);
  if (mine.length === 0) return "";
  return el("div", { class: "queries" }, el("h3", {}, say("queries_title")),
    el("ul", {}, ...mine.map((/** @type {any[]} */ [, column, written, why, id]) =>
      el("li", {}, el("strong", {},
        columns.find((/** @type {any} */ c) => c.name === column)?.title
          ?? column), " ", el("q", {}, isolated(written)), ` ${why} `,
      el("code", {}, id)))));
}

/**
 * @param {number} unit its position
 * @returns {HTMLElement}
 */
export function makeCard(unit) {
  const county = counties[units.county[unit]];
  const values = valuesOf(unit);
  const source = sources[units.source[unit]];
  const facts = el("dl", { class: "facts" });
  const fact = (/** @type {string} */ key, /** @type {string | Node} */ value) =>
    value === "" ? undefined
      : facts.append(el("div", {}, el("dt", {}, say(key)), el("dd", {}, value)));

  fact("fact_code", units.code[unit]);
  fact("fact_place", [county.city_name, county.name, units.street[unit]]
    .filter(Boolean).join(" "));
  fact("fact_status", say(`unit_${units.status[unit]}`));
  fact("fact_points", units.points[unit]);
  if (source)
    fact("fact_source", say("source_line",
      { file: source.src, line: units.line[unit] }));
  fact("fact_own", units.own?.[unit] ?? "");
  fact("fact_flags", units.flags[unit]);

  const card = el("article", { class: `card card-${units.status[unit]}`,
    "aria-labelledby": "card-name" },
  el("h2", { id: "card-name", tabindex: "-1" }, isolated(units.name[unit])),
  facts, changes(unit), queries(unit));
  if (units.status[unit] === "not_responded") return card;
  card.append(el("h3", {}, say("criteria_title")));
  for (const group of [...groups, { id: "", title: "" }]) {
    const mine = criteria.map((/** @type {any} */ _, /** @type {number} */ c) =>
      c).filter((/** @type {number} */ c) =>
      (criteria[c].group ?? "") === group.id);
    if (mine.length === 0) continue;
    if (group.title) card.append(el("h4", {}, `${group.id} ${group.title}`));
    card.append(...mine.map((/** @type {number} */ c) =>
      criterionPart(unit, c, values)));
  }
  return card;
}
