/**
 * list.js - all communities by county: a table a county, made when it is
 * opened.  Who has no scripts has them as plain lists.
 */
import { data, el, isolated, say } from "./dom.js";

/** The ids of the criteria that came out so. */
const idsOf = (/** @type {string} */ results, /** @type {string} */ result) =>
  data.criteria.filter((/** @type {any} */ _, /** @type {number} */ i) =>
    results[i] === result).map((/** @type {any} */ c) => c.id).join(" ");

/**
 * @param {import("./units.js").Units} units
 * @param {number} from
 * @param {number} to
 * @param {string} name
 */
function tableOf(units, from, to, name) {
  const rows = [];
  for (let i = from; i < to; i++) {
    const results = units.letters[i] === "-" ? "" : units.card(i).criteria;
    rows.push(el("tr", {}, el("th", { scope: "row" },
      el("a", { href: `#${units.code[i]}` }, isolated(units.name[i]))),
    el("td", {}, units.code[i]), el("td", {}, isolated(units.street[i])),
    el("td", {}, say(`unit_${units.status(i)}`)),
    el("td", {}, idsOf(results, "0")), el("td", {}, idsOf(results, "U"))));
  }
  return el("div", { class: "wide", role: "region", tabindex: "0",
    "aria-label": name }, el("table", {}, el("thead", {}, el("tr", {},
    ...["name", "code", "street", "status", "not_met", "open"].map((column) =>
      el("th", { scope: "col" }, say(`list_${column}`))))),
  el("tbody", {}, ...rows)));
}

/**
 * @param {import("./units.js").Units} units
 * @param {any[]} counties
 */
export function startList(units, counties) {
  const section = document.getElementById("list");
  const parts = [];
  for (let from = 0, to = 0; from < units.n; from = to) {
    while (to < units.n && units.county[to] === units.county[from]) to++;
    const county = counties[Number(units.county[from])], begin = from, end = to;
    const details = el("details", { class: "place",
      toggle: () => {
        if (details.childElementCount === 1)
          details.append(tableOf(units, begin, end,
            `${county.city_name} ${county.name}`));
      } }, el("summary", {}, isolated(county.city_name), " ",
      isolated(county.name)));
    parts.push(details);
  }
  section?.append(...parts);
}
