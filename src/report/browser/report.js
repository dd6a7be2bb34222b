/**
 * report.js - brings the report to life: charts that answer in place of the
 * plain pictures, and what if.  Without it the page says the same.
 */
import { drawBars } from "./bars.js";
import { FONT, Live } from "./chart.js";
import { data, later, records, say } from "./dom.js";
import { drawGrid } from "./grid.js";
import { drawPaths } from "./paths.js";
import { addSwitch } from "./theme.js";
import { startWhatIf } from "./whatif.js";

/** @typedef {import("./chart.js").Context} Context */
/** @typedef {import("./chart.js").Picture} Picture */

const cities = records(data.tables.cities);
const newest = cities.filter((row) => row.wave === data.wave);
const region = data.standard.region;
const nameOf = (/** @type {string} */ code) =>
  code === region ? data.standard.region_name
    : data.places.find((/** @type {any} */ p) => p.code === code)?.name
      ?? newest.find((row) => row.code === code)?.name ?? code;
const targetOf = (/** @type {string} */ code) =>
  data.answers?.targets?.[code] ?? data.standard.target_pct;

/** The order in which the figure's table has its places. */
const orderOf = (/** @type {HTMLElement} */ figure) =>
  [...figure.querySelectorAll("tr[data-code]")].map((row) =>
    /** @type {HTMLElement} */ (row).dataset.code ?? "");

/** From so many pixels on a row has room for its title. */
const WIDE = 800;
/** ... and from so many for its day. */
const DATED = 330;

/** The steps of the heat scale, in percent, as the plain picture has them. */
const STEPS = [0, 3, 8, 15, 25, 40];
const stepOf = (/** @type {string} */ share) =>
  STEPS.filter((from) => Number(share) >= from).length - 1;

/** The step of a city by how far it is below the target. */
function tileStep(/** @type {Record<string, string>} */ row) {
  if (!(Number(row.gap) > 0)) return 0;
  const below = Number(targetOf(row.code)) - Number(row.attained_rate);
  return below < 3 ? 2 : below < 8 ? 3 : below < 15 ? 4 : 5;
}

/** @type {Record<string, (figure: HTMLElement, context: Context) => Picture>} */
const pictures = {
  bars(figure, context) {
    const order = orderOf(figure).filter((code) => code !== region);
    const rows = newest.filter((row) => row.level === "city")
      .sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
    return drawBars(rows.map((row) => ({ code: row.code, name: nameOf(row.code),
      cells: row, target: targetOf(row.code) })), context);
  },

  tiles(_, context) {
    const { colour } = context;
    const tiles = data.places.filter((/** @type {any} */ p) => p.row && p.col);
    const span = (/** @type {"row" | "col"} */ by) => {
      const all = tiles.map((/** @type {any} */ p) => p[by]);
      return [Math.min(...all), Math.max(...all) - Math.min(...all) + 1];
    };
    const [firstRow, rows] = span("row"), [firstColumn, columns] = span("col");
    return drawGrid({
      rows: new Array(rows).fill(""), columns: new Array(columns).fill(""),
      cellHeight: 76, cellWidth: 60, cellMost: 112,
      font: context.narrow ? 11 : FONT, wraps: true,
      cells: tiles.map((/** @type {any} */ p) => {
        const row = newest.find((x) => x.code === p.code) ?? {};
        const at = tileStep(row), short = Number(row.gap) > 0;
        const end = short ? say("short_by", { n: row.gap }) : say("reached");
        return { row: p.row - firstRow, column: p.col - firstColumn,
          code: p.code, text: [p.name,
            row.attained_rate ? `${row.attained_rate}%` : "\u2013", end],
          fill: colour[`h${at}`], ink: colour[`hi${at}`],
          edge: colour.paper,
          lines: [p.name, say("bar_attained", { n: row.attained ?? "",
            of: row.registered ?? "", rate: row.attained_rate ?? "" }), end] };
      }),
    }, context);
  },

  heat(_, context) {
    const { colour } = context;
    const rows = records(data.tables.criteria)
      .filter((row) => row.wave === data.wave);
    /** @type {string[]} */
    const codes = [region, ...data.places.map((/** @type {any} */ p) => p.code)];
    /** @type {import("./grid.js").Cell[]} */
    const cells = [];
    data.criteria.forEach((/** @type {any} */ c, /** @type {number} */ y) =>
      codes.forEach((code, x) => {
        const row = rows.find((r) => r.code === code && r.criterion === c.id);
        if (!row) return;
        const at = stepOf(row.failure_share);
        cells.push({ row: y, column: x, code,
          text: [row.failure_share === "" ? "\u2013"
            : String(Math.floor(Number(row.failure_share) + 0.5))],
          fill: row.failure_share === "" ? colour.paper : colour[`h${at}`],
          ink: row.failure_share === "" ? colour.muted : colour[`hi${at}`],
          lines: [`${nameOf(code)} ${c.id}`, c.title,
            say("heat_share", { share: row.failure_share, n: row.not_met,
              of: Number(row.met) + Number(row.not_met) }),
            say("heat_rest", { na: row.na, undetermined: row.undetermined })] });
      }));
    return drawGrid({
      rows: data.criteria.map((/** @type {any} */ c) => context.width < WIDE
        ? c.id : `${c.id} ${c.title}`),
      columns: codes.map(nameOf), cells, cellHeight: 26, cellWidth: 36,
      upright: true,
      key: STEPS.map((from, i) => ({ form: "box", fill: colour[`h${i}`],
        edge: colour.line, word: i + 1 < STEPS.length
          ? say("key_from_to", { from, to: STEPS[i + 1] })
          : say("key_from", { from }) })),
    }, context);
  },

  paths(_, context) {
    const pace = records(data.tables.pace);
    const order = [region, ...data.places.map((/** @type {any} */ p) => p.code)];
    return drawPaths(order.map((code) => ({
      code, name: nameOf(code),
      rates: cities.filter((row) => row.code === code && row.attained_rate)
        .map((row) => /** @type {[string, string]} */ (
          [row.wave, row.attained_rate])),
      pace: pace.find((row) => row.code === code) ?? {},
      misses: Number(newest.find((row) => row.code === code)?.gap) > 0 })),
    data.waves, context);
  },

  duties(_, context) {
    const { colour } = context;
    const rows = records(data.tables.milestones);
    /** @type {string[]} */
    const codes = data.places.map((/** @type {any} */ p) => p.code);
    if (rows.some((row) => row.code === region)) codes.push(region);
    const byDue = [...data.obligations].sort((a, b) =>
      (a.due || "9") < (b.due || "9") ? -1 : (a.due || "9") > (b.due || "9") ? 1
        : 0);
    const { paper, ink, reached, accent, muted, line, soft } = colour;
    /** @type {Record<string, [string, string, string, string]>} */
    const look = { /* mark, fill, ink, edge */
      met_on_time: ["\u2713", reached, paper, reached],
      met: ["\u2713", soft, ink, reached],
      met_late: [say("mark_late"), paper, ink, reached],
      not_met: ["\u2717", accent, paper, accent],
      no_record: ["\u2013", paper, ink, accent],
      undetermined: ["?", soft, ink, muted],
      not_due: ["\u00b7", paper, muted, line],
      indicator: ["i", paper, muted, line],
    };
    /** @type {import("./grid.js").Cell[]} */
    const cells = [];
    byDue.forEach((o, y) => codes.forEach((code, x) => {
      const row = rows.find((r) => r.id === o.id && r.code === code);
      if (!row) return;
      const [mark, fill, inside, edge] = look[row.status]
        ?? ["", paper, ink, line];
      const lines = [`${nameOf(code)} ${o.id}`, o.title,
        say(`status_${row.status}`)];
      if (o.due) lines.push(say("duty_due", { due: o.due }));
      if (row.value)
        lines.push(say("duty_value", { value: row.value,
          target: row.target || "\u2013" }));
      if (row.note) lines.push(row.note);
      cells.push({ row: y, column: x, code, text: [mark], fill, ink: inside,
        edge, lines });
    }));
    return drawGrid({
      rows: byDue.map((o) => [o.id, context.width < DATED ? "" : o.due,
        context.width < WIDE ? "" : o.title].filter(Boolean).join(" ")),
      columns: codes.map(nameOf), cells, cellHeight: 24, cellWidth: 34,
      upright: true,
      key: Object.entries(look).filter(([status]) =>
        rows.some((row) => row.status === status)).map(
        ([status, [mark, fill, inside, edge]]) => ({ form: "box", mark, fill,
          ink: inside, edge, word: say(`status_${status}`) })),
    }, context);
  },
};

function enliven(/** @type {HTMLElement} */ figure) {
  const draw = pictures[figure.dataset.chart ?? ""];
  const room = /** @type {HTMLElement | null} */ (figure.querySelector(".live"));
  if (!draw || !room) return;
  new Live(room, (context) => draw(figure, context), figure);
}

addSwitch();
const figures = [...document.querySelectorAll("figure[data-chart]")];
const [first, ...rest] = /** @type {HTMLElement[]} */ (figures);
if (first) enliven(first);
performance.mark("first-chart");
for (const figure of rest) later(() => enliven(figure));
later(startWhatIf);
later(() => {
  performance.mark("all-alive");
  document.documentElement.dataset.alive = "1";
});
