/**
 * whatif.js - what would the figures be, were the rules others?  A form with
 * the rules, and the table, ranks and milestones that follow at once.
 *
 * The engine (judge.js) must first give the published figures again, every one
 * of them; where it does not, nothing is offered.
 */
import { drawBars } from "./bars.js";
import { Live } from "./chart.js";
import { data, el, isolated, records, say } from "./dom.js";
import { readDec } from "./exact.js";
import {
  judge, milestone, modelOf, publishedSetting, refused, targetCount,
  targetOf,
} from "./judge.js";

/** @typedef {import("./judge.js").Place} Place */
/** @typedef {import("./judge.js").Setting} Setting */

/** @returns {Map<string, Record<string, string>>} the newest wave's, by code */
const published = () => new Map(records(data.tables.cities)
  .filter((row) => row.wave === data.wave).map((row) => [row.code, row]));

/**
 * The first figure that the answers do not give again, or "".
 * @param {{cities: Place[], province: Place}} judged
 */
export function firstDifference(judged) {
  const rows = published();
  for (const place of [...judged.cities, judged.province]) {
    const row = rows.get(place.code);
    if (!row) return place.code;
    for (const [name, value] of Object.entries(place.cells))
      if (name in row && row[name] !== value) return `${place.code} ${name}`;
  }
  return "";
}

/** The wave before the newest one, or undefined. */
const before = data.waves[data.waves.indexOf(data.wave) - 1];

/** Its published figures, by code. */
const earlier = new Map(records(data.tables.cities)
  .filter((row) => row.wave === before).map((row) => [row.code, row]));

/**
 * By how many percentage points a rate is another than the one published of the
 * wave before; "" if there was none.
 * @param {Place} place
 */
export function changeOf(place) {
  const was = earlier.get(place.code);
  if (!was || !(Number(was.registered) > 0) || !place.counts.registered)
    return "";
  const whole = BigInt(place.counts.registered), then = BigInt(was.registered);
  const part = 10000n * (BigInt(place.counts.attained) * then
    - BigInt(was.attained) * whole);
  const size = part < 0n ? -part : part, by = whole * then;
  const hundredths = String((2n * size + by) / (2n * by)).padStart(3, "0");
  return `${part < 0n && /[1-9]/.test(hundredths) ? "-" : ""}${
    hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
}

/**
 * Whether these are the published changes: else nothing is said of them.
 * @param {{cities: Place[], province: Place}} judged
 */
const givesChanges = (judged) => [...judged.cities, judged.province].every(
  (place) => changeOf(place) === (published().get(place.code)?.change_pp ?? ""));

/** @param {Setting} setting @returns {Setting} */
const copyOf = (setting) => JSON.parse(JSON.stringify(setting));

/** The names of places, the whole among them. */
const nameOf = (/** @type {string} */ code) =>
  code === data.standard.region ? data.standard.region_name
    : data.places.find((/** @type {any} */ p) => p.code === code)?.name ?? code;

class WhatIf {
  /** @param {HTMLElement} room */
  constructor(room) {
    this.room = room;
    this.model = modelOf(data);
    this.base = publishedSetting(data);
    this.setting = copyOf(this.base);
    this.rows = published();
    this.judged = judge(this.model, this.setting);
    this.difference = firstDifference(this.judged);
    this.changes = before !== undefined && givesChanges(this.judged);
  }

  start() {
    this.message = el("p", { class: "what-if-message", role: "alert" });
    this.sentence = el("p", { class: "what-if-sentence", role: "status" });
    this.table = el("div", { class: "wide", tabindex: "0", role: "region",
      "aria-label": say("whatif_table") });
    this.stones = el("div", { class: "wide" });
    const picture = el("div", { class: "live", "aria-label": say("whatif_bars") });
    this.form = this.makeForm();
    this.was = el("p", {});
    this.room.append(
      el("div", { class: "what-if-result" }, this.message, this.sentence),
      el("div", { class: "what-if" }, this.form,
        el("div", { class: "what-if-figures" }, this.was, picture, el("p", { class: "how" }, say("whatif_moves")), this.table,
          this.stones)));
    this.chart = new Live(picture, (context) =>
      drawBars(this.bars(), context));
    this.show();
  }

  /* ---- the form ---- */

  makeForm() {
    const form = el("form", { class: "what-if-form",
      submit: (/** @type {Event} */ event) => event.preventDefault() });
    form.append(this.makeTarget(), this.makeRule(), this.makeCriteria());
    if (data.answers.counties.length > 0) form.append(this.makeScopes());
    form.append(el("p", {}, el("button", { type: "button",
      click: () => this.reset() }, say("whatif_reset"))));
    return form;
  }

  /**
   * A number in percent that is read by decimals.
   * @param {string} id
   * @param {string} label
   * @param {string} value
   * @param {(text: string) => void} take
   */
  makePercent(id, label, value, take) {
    const input = /** @type {HTMLInputElement} */ (el("input", {
      id, type: "text", inputmode: "decimal", size: "6", value,
      autocomplete: "off",
      input: () => {
        const text = input.value.trim().normalize("NFKC");
        const dec = readDec(text);
        const good = dec !== null
          && dec.coef <= 100n * 10n ** BigInt(dec.scale);
        input.setAttribute("aria-invalid", String(!good));
        if (good) take(text);
        this.changed(good ? "" : say("whatif_percent"));
      },
    }));
    return el("p", { class: "field" },
      el("label", { for: id }, label), " ", input, " %");
  }

  makeTarget() {
    return this.makePercent("what-if-target", say("whatif_target"),
      this.setting.target, (text) => { this.setting.target = text; });
  }

  makeRule() {
    const choice = (/** @type {boolean} */ byPoints,
      /** @type {string} */ word) => el("label", { class: "choice" },
      el("input", { type: "radio", name: "what-if-rule",
        checked: this.setting.byPoints === byPoints,
        value: byPoints ? "points" : "all",
        change: () => {
          this.setting.byPoints = byPoints;
          this.changed();
        } }), " ", word);
    return el("fieldset", {}, el("legend", {}, say("whatif_rule")),
      choice(false, say("whatif_all")), choice(true, say("whatif_points")),
      this.makePercent("what-if-points", say("whatif_pass"),
        this.setting.pointsPass || "60",
        (text) => { this.setting.pointsPass = text; }));
  }

  makeCriteria() {
    const list = el("div", { class: "what-if-criteria" });
    for (const group of [...data.groups, { id: "", title: "" }]) {
      const mine = data.criteria.map((/** @type {any} */ c,
        /** @type {number} */ at) => ({ c, at }))
        .filter((/** @type {any} */ x) => (x.c.group ?? "") === group.id);
      if (mine.length === 0) continue;
      if (group.title)
        list.append(el("h3", {}, `${group.id} ${group.title}`));
      for (const { c, at } of mine) list.append(this.makeCriterion(c, at));
    }
    return el("fieldset", {}, el("legend", {}, say("whatif_criteria")), list);
  }

  /**
   * One box for the criterion, one for each of its atoms.
   * @param {any} criterion
   * @param {number} at
   */
  makeCriterion(criterion, at) {
    const from = this.model.first[at], to = this.model.first[at + 1];
    const counts = this.setting.counts;
    const box = /** @type {HTMLInputElement} */ (el("input", {
      type: "checkbox", "data-criterion": criterion.id,
      change: () => {
        const some = this.base.counts.slice(from, to).some(Boolean);
        for (let i = from; i < to; i++)
          counts[i] = box.checked && (this.base.counts[i] || !some);
        refresh();
        this.changed();
      } }));
    const atoms = data.atoms.slice(from, to).map(
      (/** @type {any} */ atom, /** @type {number} */ i) => {
        const one = /** @type {HTMLInputElement} */ (el("input", {
          type: "checkbox", "data-atom": atom.id,
          change: () => {
            counts[from + i] = one.checked;
            refresh();
            this.changed();
          } }));
        return { one, line: el("li", {}, el("label", { class: "choice" }, one,
          " ", el("span", {}, `${atom.id} ${atom.title}`))) };
      });
    const refresh = () => {
      const now = counts.slice(from, to), was = this.base.counts.slice(from, to);
      atoms.forEach((/** @type {any} */ a, /** @type {number} */ i) => {
        a.one.checked = now[i];
      });
      box.checked = now.some(Boolean);
      box.indeterminate = box.checked
        && was.some((on, i) => on && !now[i]);
    };
    refresh();
    return el("div", { class: "what-if-criterion" },
      el("label", { class: "choice" }, box, " ",
        el("span", {}, `${criterion.id} ${criterion.title}`)),
      el("details", {},
        el("summary", { "aria-label": say("whatif_atoms_of",
          { id: criterion.id }) }, say("whatif_atoms", { n: to - from })),
        el("ul", {}, ...atoms.map((/** @type {any} */ a) => a.line))));
  }

  makeScopes() {
    const select = (/** @type {string} */ id, /** @type {string} */ label,
      /** @type {[string, string][]} */ options) => {
      const out = /** @type {HTMLSelectElement} */ (el("select", { id },
        ...options.map(([value, text]) => el("option", { value }, text))));
      return { out, line: el("p", { class: "field" },
        el("label", { for: id }, label), " ", out) };
    };
    const place = select("what-if-place", say("whatif_place"),
      data.places.map((/** @type {any} */ p) => [p.code, p.name]));
    const item = select("what-if-item", say("whatif_item"), [
      ...data.criteria.map((/** @type {any} */ c) =>
        [c.id, `${c.id} ${c.title}`]),
      ...data.atoms.map((/** @type {any} */ a) => [a.id, `${a.id} ${a.title}`]),
    ]);
    const state = select("what-if-state", say("whatif_state"), [
      ["off", say("state_off")], ["soft", say("state_soft")],
      ["hard", say("state_hard")]]);
    const list = el("ul", { class: "what-if-scopes" });
    this.showScopes = () => list.replaceChildren(
      ...this.setting.scopes.map((scope, i) => el("li", {},
        isolated(nameOf(scope.scope)),
        ` ${scope.item} ${say(`state_${scope.state}`)} `,
        el("button", { type: "button",
          "aria-label": say("whatif_remove_what", {
            what: `${nameOf(scope.scope)} ${scope.item}` }),
          click: () => {
            this.setting.scopes.splice(i, 1);
            this.showScopes?.();
            this.changed();
            add.focus();
          } }, say("whatif_remove")))));
    const add = el("button", { type: "button", click: () => {
      const scope = { item: item.out.value, scope: place.out.value,
        state: state.out.value };
      this.setting.scopes = this.setting.scopes.filter((other) =>
        other.item !== scope.item || other.scope !== scope.scope);
      this.setting.scopes.push(scope);
      this.showScopes?.();
      this.changed();
    } }, say("whatif_add"));
    this.showScopes();
    return el("fieldset", {}, el("legend", {}, say("whatif_scopes")),
      place.line, item.line, state.line, el("p", {}, add), list);
  }

  reset() {
    this.setting = copyOf(this.base);
    const form = this.makeForm();
    this.form?.replaceWith(form);
    this.form = form;
    this.changed();
    /** @type {HTMLElement | null} */ (form.querySelector("input"))?.focus();
  }

  /* ---- the figures ---- */

  /** @param {string} [fault] */
  changed(fault = "") {
    const no = fault ? null : refused(this.model, this.setting);
    if (no)
      fault = say(`whatif_refused_${no.why}`,
        { item: no.item, place: nameOf(no.place) });
    if (this.message) this.message.textContent = fault;
    this.room.classList.toggle("is-refused", fault !== "");
    if (fault) return;
    this.judged = judge(this.model, this.setting);
    this.show();
    this.chart?.update();
  }

  /** @returns {import("./bars.js").Bar[]} */
  bars() {
    return [...this.judged.cities]
      .sort((a, b) => b.counts.gap - a.counts.gap || (a.code < b.code ? -1 : 1))
      .map((place) => ({
        code: place.code, name: nameOf(place.code), cells: place.cells,
        target: targetOf(data, this.setting, place.code),
        published: this.rows.get(place.code) }));
  }

  show() {
    const { cities, province } = this.judged;
    const was = this.rows.get(province.code);
    const missing = cities.filter((p) => p.counts.gap > 0).length;
    const missed = cities.filter((p) =>
      Number(this.rows.get(p.code)?.gap) > 0).length;
    this.sentence?.replaceChildren(el("strong", {}, say("whatif_sentence", {
      name: nameOf(province.code), n: province.cells.attained,
      of: province.cells.registered, rate: province.cells.attained_rate,
      missing })), " ", say("whatif_moved", {
      gained: province.cells.gained, lost: province.cells.lost }));
    this.was?.replaceChildren(say("whatif_was", {
      n: was?.attained ?? "", rate: was?.attained_rate ?? "",
      missing: missed }));
    this.table?.replaceChildren(this.makeTable());
    this.stones?.replaceChildren(this.makeStones());
  }

  makeTable() {
    /* what is known of the wave before stands together, at the end */
    const since = [...(this.changes ? ["change_pp"] : []),
      ...(this.model.stayed ? ["newly_attained", "no_longer_attained"] : [])];
    const head = ["rank", "place", "attained", "moved", "attained_rate", "need",
      "gap", "undetermined", ...since];
    const line = (/** @type {Place} */ place) =>
      el("tr", { "data-code": place.code }, ...head.map((name) =>
        name === "place"
          ? el("th", { scope: "row" }, isolated(nameOf(place.code)))
          : el("td", { class: "n", "data-column": name },
            ...this.cellOf(place, name))));
    const order = [...this.judged.cities].sort((a, b) =>
      Number(a.cells.rank) - Number(b.cells.rank) || (a.code < b.code ? -1 : 1));
    return el("table", {},
      el("caption", {}, say("whatif_table_caption")),
      el("thead", {}, el("tr", {}, ...head.map((name) =>
        el("th", { scope: "col", class: name === "place" ? null : "n" },
          say(`col_${name}`, { wave: before ?? "" }))))),
      el("tbody", {}, ...order.map(line)),
      el("tfoot", {}, line(this.judged.province)));
  }

  /**
   * @param {Place} place
   * @param {string} name of the column
   * @returns {(Node | string)[]}
   */
  cellOf(place, name) {
    const { cells } = place;
    const mark = (/** @type {string} */ column, /** @type {string} */ text) =>
      el("span", { class: column, "data-column": column }, text);
    if (name === "change_pp") return [changeOf(place)];
    if (name === "rank") {
      const was = this.rows.get(place.code)?.rank;
      const up = was && cells.rank ? Number(was) - Number(cells.rank) : 0;
      return [cells.rank, " ", mark("rank_moved",
        up === 0 ? "" : up > 0 ? `\u2191${up}` : `\u2193${-up}`)];
    }
    if (name !== "moved") return [cells[name] ?? ""];
    return [mark("gained", cells.gained === "0" ? "" : `+${cells.gained}`), " ",
      mark("lost", cells.lost === "0" ? "" : `\u2212${cells.lost}`),
      cells.gained === "0" && cells.lost === "0" ? "0" : ""];
  }

  makeStones() {
    const stones = records(data.tables.milestones);
    const lines = [];
    for (const obligation of data.obligations) {
      if (!targetCount(obligation)) continue;
      const places = obligation.level === "province" ? [this.judged.province]
        : obligation.level === "city" ? this.judged.cities
          : [...this.judged.cities, this.judged.province];
      for (const place of places) {
        const now = milestone(data, this.setting, obligation, place);
        const before = stones.find((row) => row.id === obligation.id
          && row.code === place.code);
        if (!now) continue;
        const shown = (/** @type {any} */ m) => m ? [say(`status_${m.status}`),
          m.outlook ? say(`outlook_${m.outlook}`) : ""].filter(Boolean)
          .join(say("comma")) : "";
        lines.push(el("tr", { "data-code": place.code,
          class: before && (before.status !== now.status
            || before.outlook !== now.outlook) ? "is-other" : null },
        el("td", {}, obligation.id),
        el("th", { scope: "row" }, isolated(nameOf(place.code))),
        el("td", { "data-column": "status" }, shown(now)),
        el("td", {}, shown(before)),
        el("td", { class: "n" }, now.gap)));
      }
    }
    if (lines.length === 0) return el("p");
    return el("details", {}, el("summary", {}, say("whatif_stones")),
      el("table", {}, el("thead", {}, el("tr", {}, ...["obligation", "place",
        "status", "status_was", "gap"].map((name) =>
        el("th", { scope: "col" }, say(`col_${name}`))))),
      el("tbody", {}, ...lines)));
  }
}

/** Offer it, if the answers are there and give the published figures. */
export function startWhatIf() {
  const section = document.getElementById("what-if");
  const room = document.getElementById("what-if-app");
  if (!section || !room || !data.answers) return;
  const app = new WhatIf(room);
  section.hidden = false;
  for (const link of document.querySelectorAll('a[href="#what-if"]'))
    /** @type {HTMLElement} */ (link.closest("[hidden]") ?? link).hidden = false;
  if (app.difference === "") app.start();
  else room.append(el("p", { class: "what-if-message" },
    say("whatif_differs", { figure: app.difference })));
}

