/**
 * card.js - one community: its criteria with the evidence, the cell of the
 * delivery that each rests on, and what would change the verdict.
 */
import { data, el, isolated, say } from "./dom.js";

const { criteria, atoms, columns, counties, groups } = data;
const MARK = /** @type {Record<string, string>} */ (
  { 0: "\u2717", 1: "\u2713", N: "\u2013", U: "?" });
/** @typedef {import("./units.js").Units} Units */

/** A mark and the word for it. @param {string} result */
const verdict = (result) => el("span", { class: `result result-${result}` },
  el("span", { "aria-hidden": "true" }, `${MARK[result]} `),
  say(`result_${result}`));

/**
 * Where a value stood: file, line, column of the delivery.
 * @param {Units} units
 * @param {number} unit
 * @param {number} column
 */
function cellOf(units, unit, column) {
  const card = units.card(unit), source = units.source(card.source);
  if (!source) return "";
  const at = source.at[column];
  if (!at) return say("cell_missing", { file: source.src });
  const [, position, heading] = /^([^:]*):([^]*)$/.exec(at) ?? ["", at, ""];
  return say("cell", { file: source.src, line: card.line,
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
 * @param {Units} units
 * @param {number} unit
 * @param {number} i
 * @param {string[]} values
 */
function atomLine(units, unit, i, values) {
  const atom = atoms[i], result = units.result(unit, i);
  const evidence = el("ul", { class: "evidence" },
    ...(values.length === 0 ? [] : atom.columns).map(
      (/** @type {number} */ c) => el("li", {},
        el("span", { class: "asked" }, columns[c].title), " ",
        el("strong", {}, valueOf(values[c] ?? "", columns[c])), " ",
        el("span", { class: "where" }, cellOf(units, unit, c)))));
  return el("tr", { "data-atom": atom.id },
    el("th", { scope: "row" }, `${atom.id} ${atom.title}`,
      atom.hard ? "" : el("em", {}, ` ${say("soft")}`)),
    el("td", {}, verdict(result)),
    el("td", {}, el("code", {}, testOf(atom.test)),
      atom.applies ? el("div", {}, say("applies_if"), " ",
        el("code", {}, testOf(atom.applies))) : "", evidence));
}

/**
 * @param {Units} units
 * @param {number} unit
 * @param {number} c
 * @param {string[]} values
 */
function criterionPart(units, unit, c, values) {
  const result = units.card(unit).criteria[c] ?? "U";
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
    atomLine(units, unit, x.i, values))))));
}

/**
 * What would change the verdict.
 * @param {Units} units
 * @param {number} unit
 */
function changes(units, unit) {
  const { needs: least, rests } = units.card(unit);
  const needs = least.split(" ").filter(Boolean);
  const status = units.status(unit);
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
  if (rests)
    out.append(el("p", {}, say("rests_on")),
      el("ul", { class: "rests" }, ...rests.split(";").map(restLine)));
  return out;
}

/** A cell that decides the verdict. @param {string} cell column:other */
function restLine(cell) {
  const [name, other] = cell.split(":");
  const column = columns.find((/** @type {any} */ c) => c.name === name);
  const title = column?.title ?? name;
  return el("li", {}, other === "?" ? say("rests_query", { column: title })
    : say("rests_number", { column: title, value: other }));
}

/**
 * What was asked back of it and is not answered.
 * @param {Units} units
 * @param {number} unit
 */
function queries(units, unit) {
  const mine = units.queries(unit);
  if (mine.length === 0) return "";
  return el("div", { class: "queries" }, el("h3", {}, say("queries_title")),
    el("ul", {}, ...mine.map((/** @type {any[]} */ [column, written, why, id]) =>
      el("li", {}, el("strong", {},
        columns.find((/** @type {any} */ c) => c.name === column)?.title
          ?? column), " ", el("q", {}, isolated(written)), ` ${why} `,
      el("code", {}, id)))));
}

/**
 * @param {Units} units
 * @param {number} unit its position
 * @returns {HTMLElement}
 */
export function makeCard(units, unit) {
  const county = counties[Number(units.county[unit])];
  const values = units.values(unit), card = units.card(unit);
  const status = units.status(unit), source = units.source(card.source);
  const facts = el("dl", { class: "facts" });
  const fact = (/** @type {string} */ key, /** @type {string | Node} */ value) =>
    value === "" ? undefined
      : facts.append(el("div", {}, el("dt", {}, say(key)), el("dd", {}, value)));

  fact("fact_code", units.code[unit]);
  fact("fact_place", [county.city_name, county.name, units.street[unit]]
    .filter(Boolean).join(" "));
  fact("fact_status", say(`unit_${status}`));
  fact("fact_points", card.points);
  if (source)
    fact("fact_source", say("source_line",
      { file: source.src, line: card.line }));
  fact("fact_own", card.own);
  fact("fact_flags", card.flags);

  const out = el("article", { class: `card card-${status}`,
    "aria-labelledby": "card-name" },
  el("h2", { id: "card-name", tabindex: "-1" }, isolated(units.name[unit])),
  facts, changes(units, unit), queries(units, unit));
  if (status === "not_responded") return out;
  out.append(el("h3", {}, say("criteria_title")));
  for (const group of [...groups, { id: "", title: "" }]) {
    const mine = criteria.map((/** @type {any} */ _, /** @type {number} */ c) =>
      c).filter((/** @type {number} */ c) =>
      (criteria[c].group ?? "") === group.id);
    if (mine.length === 0) continue;
    if (group.title) out.append(el("h4", {}, `${group.id} ${group.title}`));
    out.append(...mine.map((/** @type {number} */ c) =>
      criterionPart(units, unit, c, values)));
  }
  return out;
}
