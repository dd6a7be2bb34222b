/**
 * chart.js - a figure that answers: Apache ECharts in place of the plain
 * picture, and the ways to what it shows by pointer, by keyboard and from the
 * rows of the figure's table.
 *
 * Only its SVG renderer is used, which makes elements and sets styles by
 * properties; tooltips are ours, since those of ECharts are markup with
 * styles in it, which the page's policy forbids.
 */
import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { el, plain, say } from "./dom.js";
import { colours, onTheme } from "./theme.js";

use([BarChart, CustomChart, LineChart, GridComponent, SVGRenderer]);

/**
 * @typedef {object} Point what can be pointed at
 * @property {number} row of the keyboard's grid
 * @property {number} column
 * @property {number} series
 * @property {number} index of the series' data
 * @property {string} [code] of the place
 * @property {string[]} lines what is said of it
 */
/**
 * @typedef {object} Picture
 * @property {any} option of ECharts
 * @property {number} height
 * @property {number} [width] at least; the figure scrolls if it has less
 * @property {Point[]} points
 * @property {Key[]} [key] what its colours and marks mean
 */
/**
 * @typedef {object} Key
 * @property {string} word
 * @property {string} [mark]
 * @property {string} [fill]
 * @property {string} [ink]
 * @property {string} [edge]
 * @property {"box" | "hatch" | "tick" | "line" | "dash" | "dots"} form
 */
/**
 * @typedef {object} Context
 * @property {number} width
 * @property {boolean} narrow
 * @property {Record<string, string>} colour
 */

/** What lies over a part that is not certain: lines across, in any print. */
export const hatch = (/** @type {string} */ colour) => ({
  symbol: "rect", symbolSize: 1, color: colour,
  dashArrayX: [1, 0], dashArrayY: [1.6, 4.4], rotation: -Math.PI / 4,
});

/** @param {Key} key */
function keyLine({ form, fill, edge, ink, mark, word }) {
  const sign = el("span", { class: `sign sign-${form}`, "aria-hidden": "true" },
    mark ?? "");
  if (fill) sign.style.backgroundColor = fill;
  if (edge) sign.style.borderColor = edge;
  if (ink) sign.style.color = ink;
  return el("li", {}, sign, word);
}

/**
 * How wide a text is, near enough: Latin letters are a little over half as wide
 * as they are high, Chinese is square, and no sign of others is wider.
 * @param {string} text
 * @param {number} font pixels
 */
export const widthOf = (text, font) => [...text].reduce((sum, c) =>
  sum + (c > "\u024f" && (c < "\u2010" || c > "\u2027") ? 1
    : c >= "A" && c <= "Z" ? 0.68 : 0.56), 0) * font;

/**
 * A name as it fits: without what turns the direction of the text around it,
 * its end left out if there is no room for it.
 * @param {string} name
 * @param {number} room pixels
 * @param {number} [font]
 */
export function fit(name, room, font = FONT) {
  const letters = [...plain(name)];
  if (widthOf(letters.join(""), font) <= room) return letters.join("");
  while (letters.length > 1 && widthOf(`${letters.join("")}\u2026`, font) > room)
    letters.pop();
  return `${letters.join("").trimEnd()}\u2026`;
}

/**
 * A name on two lines if it does not fit on one: Chinese anywhere, letters
 * behind a mark, or with a hyphen.
 * @param {string} name
 * @param {number} room pixels
 * @param {number} font
 */
export function wrap(name, room, font) {
  const letters = [...plain(name)];
  if (widthOf(letters.join(""), font) <= room) return [letters.join("")];
  const goes = (/** @type {number} */ n) =>
    widthOf(letters.slice(0, n).join(""), font) <= room - font / 2;
  let at = letters.length;
  while (at > 1 && !goes(at)) at--;
  let mark = at;
  while (mark > 1 && !/[\s'’-]/.test(letters[mark - 1])) mark--;
  at = mark > 1 ? mark : Math.min(at, Math.ceil(letters.length / 2));
  const first = letters.slice(0, at).join("");
  const hyphen = /[a-z]$/i.test(first) && /[a-z]/i.test(letters[at] ?? "");
  return [hyphen ? `${first}-` : first.trimEnd(),
    fit(letters.slice(at).join(""), room, font)];
}

export const NARROW = 560;
export const FONT = 12;

/** @type {Live[]} */
const all = [];

export class Live {
  /**
   * @param {HTMLElement} room an element of class live
   * @param {(context: Context) => Picture} draw
   * @param {HTMLElement | null} figure whose plain picture it replaces
   */
  constructor(room, draw, figure = null) {
    this.room = room;
    this.draw = draw;
    this.key = el("ul", { class: "legend", hidden: true });
    this.canvas = el("div", { class: "canvas" });
    this.tip = el("div", { class: "tip", role: "status", hidden: true });
    /** @type {Point[]} */
    this.points = [];
    this.at = -1;
    this.width = 0;
    room.hidden = false;
    room.tabIndex = 0;
    room.setAttribute("role", "group");
    room.setAttribute("aria-roledescription", say("chart"));
    room.append(this.canvas, this.tip);
    room.before(this.key);
    this.chart = init(this.canvas, null,
      { renderer: "svg", width: 100, height: 100 });
    this.update();
    this.listen();
    if (figure) this.replace(figure);
    onTheme(() => this.update());
    all.push(this);
  }

  /** @param {HTMLElement} figure */
  replace(figure) {
    const caption = figure.querySelector("figcaption");
    if (caption) {
      caption.id ||= `${figure.id}-caption`;
      this.room.setAttribute("aria-labelledby", caption.id);
    }
    figure.classList.add("is-live");
    for (const type of ["focusin", "mouseover"])
      figure.querySelector(".numbers")?.addEventListener(type, (event) => {
        const row = /** @type {HTMLElement | null} */ (
          /** @type {Element} */ (event.target).closest("tr[data-code]"));
        const at = this.points.findIndex((p) => p.code === row?.dataset.code);
        if (at >= 0) this.show(at);
      });
    figure.querySelector(".numbers")?.addEventListener("focusout",
      () => this.hide());
  }

  update() {
    const width = Math.floor(this.room.clientWidth);
    if (width === 0) return;
    this.width = width;
    const picture = this.draw(
      { width, narrow: width < NARROW, colour: colours() });
    this.points = picture.points;
    this.key.replaceChildren(...(picture.key ?? []).map(keyLine));
    this.key.hidden = !picture.key;
    this.hide();
    this.chart.resize({
      width: Math.max(width, picture.width ?? 0), height: picture.height,
      silent: true,
    });
    this.chart.setOption({ animation: false, ...picture.option },
      { notMerge: true });
    /* what it says is said of the group; inside it is shapes */
    this.canvas.querySelector("svg")?.setAttribute("aria-hidden", "true");
  }

  listen() {
    this.chart.on("mouseover", (/** @type {any} */ params) => {
      const at = this.points.findIndex((p) =>
        p.series === params.seriesIndex && p.index === params.dataIndex);
      if (at >= 0) this.show(at);
    });
    this.chart.on("mouseout", () => this.hide());
    this.chart.on("click", () => this.open());
    this.room.addEventListener("keydown", (event) => this.press(event));
    this.room.addEventListener("focus", () => {
      if (this.at < 0 && this.room.matches(":focus-visible")) this.hint();
    });
    this.room.addEventListener("focusout", () => this.hide());
  }

  /** Says to who came by keyboard how to go on. */
  hint() {
    this.tip.replaceChildren(say("chart_keys"));
    this.tip.hidden = false;
    this.tip.style.left = `${this.room.scrollLeft}px`;
    this.tip.style.top = "0px";
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = /** @type {Record<string, [number, number]>} */ ({
      ArrowUp: [-1, 0], ArrowDown: [1, 0],
      ArrowLeft: [0, -1], ArrowRight: [0, 1],
    })[event.key];
    if (event.target !== this.room || event.altKey || event.ctrlKey
        || event.metaKey) return;
    if (step) this.move(...step);
    else if (event.key === "Home") this.show(0);
    else if (event.key === "End") this.show(this.points.length - 1);
    else if (event.key === "Escape") this.hide();
    else if (event.key === "Enter") this.open();
    else return;
    event.preventDefault();
  }

  /**
   * To the nearest point that way.
   * @param {number} down
   * @param {number} right
   */
  move(down, right) {
    const from = this.points[this.at];
    if (!from) {
      if (this.points.length > 0) this.show(0);
      return;
    }
    let best = -1, distance = Infinity;
    this.points.forEach((p, i) => {
      const along = down ? (p.row - from.row) * down
        : (p.column - from.column) * right;
      const aside = Math.abs(down ? p.column - from.column : p.row - from.row);
      if (along <= 0 || (right && aside > 0)) return;
      if (along + aside * 100 < distance) {
        best = i;
        distance = along + aside * 100;
      }
    });
    if (best >= 0) this.show(best);
  }

  /** @param {number} at */
  show(at) {
    const point = this.points[at];
    if (!point) return;
    this.hide();
    this.at = at;
    this.chart.dispatchAction({
      type: "highlight", seriesIndex: point.series, dataIndex: point.index });
    this.tip.replaceChildren(
      ...point.lines.map((line, i) => el(i ? "div" : "strong", {}, line)));
    this.tip.hidden = false;
    this.place(point);
  }

  /**
   * Beside what it is about, inside the figure.
   * @param {Point} point
   */
  place(point) {
    const shape = /** @type {any} */ (this.chart).getModel()
      .getSeriesByIndex(point.series)?.getData().getItemGraphicEl(point.index);
    if (!shape) return;
    const box = shape.getBoundingRect().clone();
    const move = shape.getComputedTransform();
    if (move) box.applyTransform(move);
    const left = this.room.scrollLeft;
    if (box.x < left || box.x + box.width > left + this.room.clientWidth)
      this.room.scrollLeft = Math.max(0,
        box.x + box.width / 2 - this.room.clientWidth / 2);
    const from = this.room.scrollLeft;
    const x = Math.min(box.x + box.width / 2 - this.tip.offsetWidth / 2,
      from + this.room.clientWidth - this.tip.offsetWidth);
    const above = box.y - this.tip.offsetHeight - 6;
    this.tip.style.left = `${Math.max(from, x)}px`;
    this.tip.style.top =
      `${above >= 0 ? above : box.y + box.height + 6}px`;
  }

  hide() {
    const point = this.points[this.at];
    if (point)
      this.chart.dispatchAction({
        type: "downplay", seriesIndex: point.series, dataIndex: point.index });
    this.at = -1;
    this.tip.hidden = true;
  }

  /** To the section of the place that is shown. */
  open() {
    const code = this.points[this.at]?.code;
    const section = code && document.getElementById(`city-${code}`);
    if (!section) {
      /* of many cities it is on the second page, where a row's link leads */
      /** @type {HTMLElement | null} */ (document.querySelector(
        `main tr[data-code="${code}"] th a`))?.click();
      return;
    }
    section.tabIndex = -1;
    location.hash = section.id;
    section.focus({ preventScroll: true });
  }
}

let waiting = 0;
addEventListener("resize", () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    for (const live of all)
      if (Math.floor(live.room.clientWidth) !== live.width) live.update();
  });
});
