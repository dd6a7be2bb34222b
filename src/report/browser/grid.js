/**
 * grid.js - what stands in rows and columns: the tiles of the cities, the
 * criteria by city, the obligations by city.  Every cell says in it what its
 * colour says.
 */
import { fit, FONT, widthOf, wrap } from "./chart.js";
import { fontOf } from "./bars.js";

/** @typedef {import("./chart.js").Context} Context */
/** @typedef {import("./chart.js").Picture} Picture */
/**
 * @typedef {object} Cell
 * @property {number} row from 0
 * @property {number} column from 0
 * @property {string[]} text its lines
 * @property {string} fill
 * @property {string} ink
 * @property {string} [edge] a line around
 * @property {string} [code]
 * @property {string[]} lines what is said of it
 */
/**
 * @typedef {object} Grid
 * @property {string[]} rows their names; none: no axis
 * @property {string[]} columns
 * @property {Cell[]} cells
 * @property {number} cellHeight
 * @property {number} cellWidth at least
 * @property {number} [font]
 * @property {boolean} [upright] names of columns from below
 * @property {boolean} [wraps] the first line of a cell, if it is too long
 * @property {number} [cellMost] no cell is wider
 * @property {import("./chart.js").Key[]} [key]
 */

/** What is longer is cut short, over a column and beside a row. */
const OVER = 96, BESIDE = 0.42;

/** @param {string[]} names @param {number} font */
const widest = (names, font) =>
  Math.max(0, ...names.map((name) => widthOf(name, font)));

/**
 * @param {Grid} grid
 * @param {Context} context
 * @returns {Picture}
 */
export function drawGrid(grid, { width, colour }) {
  const font = grid.font ?? FONT, family = fontOf();
  const beside = grid.rows.map((name) => fit(name, width * BESIDE, font));
  const over = grid.columns.map((name) => fit(name, OVER, font));
  const left = beside.some(Boolean) ? Math.ceil(widest(beside, font)) + 10 : 2;
  const across = Math.ceil(widest(over, font));
  /* Chinese stands upright by itself, letters are turned */
  const stacked = grid.upright && over.every((name) =>
    [...name].every((c) => c > "\u2e7f" || c === "\u2026"));
  const line = font + 2;
  const top = !grid.columns.some(Boolean) ? 2 : stacked
    ? Math.max(...over.map((name) => [...name].length)) * line + 10
    : grid.upright ? across + 12 : font + 12;
  const n = grid.columns.length, least = left + n * grid.cellWidth + 4;
  const wide = Math.min(Math.max(width, least) - left - 4,
    n * (grid.cellMost ?? Infinity));
  const axis = (/** @type {string[]} */ names) => ({
    type: "category", data: names,
    axisTick: { show: false }, axisLine: { show: false },
    splitLine: { show: false },
    axisLabel: { color: colour.ink, fontSize: font, fontFamily: family,
      interval: 0, margin: 6 },
  });

  return {
    width: least,
    key: grid.key,
    height: top + grid.rows.length * grid.cellHeight + 4,
    option: {
      textStyle: { fontFamily: family },
      grid: { left, top, bottom: 4, width: wide },
      xAxis: { ...axis(over), position: "top",
        axisLabel: { ...axis([]).axisLabel, lineHeight: line,
          rotate: grid.upright && !stacked ? 90 : 0,
          formatter: (/** @type {string} */ name) =>
            stacked ? [...name].join("\n") : name } },
      yAxis: { ...axis(beside), inverse: true,
        axisLabel: { ...axis([]).axisLabel, align: "left", margin: left - 2 } },
      series: [{
        type: "custom", cursor: "pointer",
        data: grid.cells.map((cell) => [cell.column, cell.row]),
        renderItem: (/** @type {any} */ params, /** @type {any} */ api) =>
          tile(grid, grid.cells[params.dataIndex], api, colour, family),
      }],
    },
    points: grid.cells.map((cell, i) => ({
      row: cell.row, column: cell.column, series: 0, index: i,
      code: cell.code, lines: cell.lines })),
  };
}

/**
 * @param {Grid} grid
 * @param {Cell} cell
 * @param {any} api
 * @param {Record<string, string>} colour
 * @param {string} family
 */
function tile(grid, cell, api, colour, family) {
  const [x, y] = api.coord([cell.column, cell.row]);
  const [wide, high] = api.size([1, 1]);
  const gap = cell.edge ? 1.5 : 0.5; /* on each side, the edge outside of it */
  const box = { x: x - wide / 2 + gap, y: y - high / 2 + gap,
    width: wide - 2 * gap, height: high - 2 * gap };
  const font = grid.font ?? FONT, [name, ...rest] = cell.text;
  const texts = [...grid.wraps ? wrap(name, box.width - 2, font) : [name],
    ...rest];
  const line = font + 3, from = y - (texts.length - 1) * line / 2;

  return {
    type: "group",
    children: [
      { type: "rect", shape: box,
        style: { fill: cell.fill, stroke: cell.edge,
          lineWidth: cell.edge ? 1 : 0 },
        emphasis: { style: { fill: cell.fill, stroke: colour.ink,
          lineWidth: 3 } } },
      ...texts.map((text, i) => ({
        type: "text", silent: true,
        style: { text: fit(text, box.width, font), x, y: from + i * line, fill: cell.ink,
          font: `${font}px ${family}`, align: "center",
          verticalAlign: "middle" },
      })),
    ],
  };
}
