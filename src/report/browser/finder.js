/**
 * finder.js - the page on which one community is looked up: by letters of its
 * name or by its code, and what then stands on its card.
 */
import { makeCard } from "./card.js";
import { data, el, isolated, say } from "./dom.js";
import { startList } from "./list.js";
import { Index, SHOWN } from "./search.js";
import { addSwitch } from "./theme.js";
import { Units } from "./units.js";

const { counties } = data;
const units = new Units(data);
/** @type {Index | null} */
let index = null;

function search(/** @type {string} */ text) {
  index ??= new Index(units, counties);
  return index.find(text);
}

/** @param {number} unit */
function lineOf(unit) {
  const county = counties[Number(units.county[unit])];
  return el("li", {},
    el("a", { href: `#${units.code[unit]}` }, isolated(units.name[unit])), " ",
    el("span", { class: "where" }, [county.city_name, county.name,
      units.street[unit], units.code[unit]].filter(Boolean).join(" ")), " ",
    el("span", { class: "status" }, say(`unit_${units.status(unit)}`)));
}

function startSearch() {
  const section = document.getElementById("search");
  const room = document.getElementById("finder-app");
  if (!section || !room) return;
  const found = el("ol", { class: "found", id: "found" });
  const said = el("p", { class: "found-count", role: "status" });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "search", id: "search-text", autocomplete: "off", spellcheck: "false",
    input: () => show(input.value),
  }));
  const show = (/** @type {string} */ text) => {
    const { total, found: units } = search(text);
    found.replaceChildren(...units.map(lineOf));
    said.textContent = text.trim() === "" ? ""
      : total === 0 ? say("found_none")
        : total > SHOWN ? say("found_more", { n: total, shown: SHOWN })
          : say("found", { n: total });
  };
  room.append(el("form", { role: "search",
    submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      const link = /** @type {HTMLAnchorElement | null} */ (
        found.querySelector("a"));
      if (link) location.hash = link.hash;
    } },
  el("label", { for: "search-text" }, say("search_label")), " ", input, " ",
  el("button", { type: "submit" }, say("search_open"))), said, found);
  section.hidden = false;
}

/** The card that the address names, or none. */
function openCard() {
  const room = document.getElementById("card");
  const code = decodeURIComponent(location.hash.slice(1)).replace(/^u-/, "");
  if (!room || !/^[0-9A-Za-z_.-]+$/.test(code)) return;
  index ??= new Index(units, counties);
  const unit = index.at(code);
  if (unit < 0) return;
  room.replaceChildren(makeCard(units, unit));
  room.hidden = false;
  document.getElementById("card-name")?.focus();
  room.scrollIntoView();
}

addSwitch();
startSearch();
addEventListener("hashchange", openCard);
openCard();
startList(units, counties);
performance.mark("all-alive");
document.documentElement.dataset.alive = "1";
