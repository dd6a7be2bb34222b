/**
 * bars.js - how far each city is from the target: a bar of what has attained,
 * a hatched band of what is still open, a tick at the target, the shortfall in
 * words at the end.  From zero to a hundred percent.
 */
import { fit, FONT, hatch } from "./chart.js";
import { say } from "./dom.js";

/** @typedef {import("./chart.js").Context} Context */
/** @typedef {import("./chart.js").Picture} Picture */
/**
 * @typedef {object} Bar
 * @property {string} code
 * @property {string} name
 * @property {Record<string, string>} cells as cities.csv has them
 * @property {string} target percent
 * @property {Record<string, string>} [published] to be set beside
 */

export const shortfall = (/** @type {Record<string, string>} */ cells) =>
  Number(cells.gap) > 0 ? say("short_by", { n: cells.gap }) : say("reached");

/** @param {Bar} bar */
function linesOf(bar) {
  const { cells } = bar;
  const lines = [bar.name,
    say("bar_attained", { n: cells.attained, of: cells.registered,
      rate: cells.attained_rate }),
    say("bar_need", { need: cells.need, target: bar.target }),
    shortfall(cells),
    say("bar_open", { undetermined: cells.undetermined,
      not_responded: cells.not_responded, rate: cells.attained_rate_high })];
  if (bar.published)
    lines.push(say("bar_published", { n: bar.published.attained,
      rate: bar.published.attained_rate }));
  return lines;
}

/**
 * @param {Bar[]} bars
 * @param {Context} context
 * @returns {Picture}
 */
export function drawBars(bars, { width, narrow, colour }) {
  const text = { color: colour.ink, fontSize: FONT, fontFamily: "inherit" };
  const numbers = bars.map((bar) => [Number(bar.cells.attained_rate || 0),
    Number(bar.cells.attained_rate_high || 0)]);
  const tick = (/** @type {any} */ api, /** @type {number} */ percent,
    /** @type {number} */ i, /** @type {number} */ reach,
    /** @type {any} */ style) => {
    const [x, y] = api.coord([percent, i]), half = api.size([0, 1])[1] / 2;
    return { type: "line", silent: true, style, shape: {
      x1: x, x2: x, y1: y - half * reach, y2: y + half * reach } };
  };
  const category = bars.map((bar) => fit(bar.name, Math.min(width * 0.28, 180)));

  return {
    height: bars.length * (narrow ? 28 : 30) + 40,
    option: {
      textStyle: { fontFamily: fontOf() },
      grid: { left: 8, right: 8, top: 4, bottom: 8, containLabel: true },
      xAxis: { type: "value", min: 0, max: 100, interval: narrow ? 50 : 20,
        axisLabel: { ...text, color: colour.muted, formatter: "{value}%",
          fontFamily: fontOf() },
        splitLine: { lineStyle: { color: colour.line } } },
      yAxis: [
        { type: "category", inverse: true, data: category,
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colour.muted } },
          axisLabel: { ...text, interval: 0, fontFamily: fontOf() } },
        { type: "category", inverse: true, position: "right",
          data: bars.map((bar) => narrow ? shortfall(bar.cells)
            : `${bar.cells.attained_rate}%  ${shortfall(bar.cells)}`),
          axisTick: { show: false }, axisLine: { show: false },
          axisLabel: { ...text, interval: 0, fontFamily: fontOf() } },
      ],
      series: [
        { type: "bar", stack: "all", barWidth: "56%", cursor: "pointer",
          data: numbers.map(([low], i) => ({ value: low,
            itemStyle: { color: Number(bars[i].cells.gap) > 0 ? colour.accent
              : colour.reached } })),
          emphasis: { itemStyle: { borderColor: colour.ink,
            borderWidth: 3 } } },
        { type: "bar", stack: "all", silent: true,
          data: numbers.map(([low, high]) => Math.max(0, high - low)),
          itemStyle: { color: colour.band, borderColor: colour.hatch,
            borderWidth: 1, decal: hatch(colour.hatch) },
          emphasis: { disabled: true } },
        { type: "custom", silent: true, z: 5,
          data: bars.map((_, i) => i),
          renderItem: (/** @type {any} */ params, /** @type {any} */ api) => {
            const bar = bars[params.dataIndex];
            const marks = [tick(api, Number(bar.target), params.dataIndex, 0.86,
              { stroke: colour.target, lineWidth: 3 })];
            if (bar.published)
              marks.push(tick(api, Number(bar.published.attained_rate),
                params.dataIndex, 0.6,
                { stroke: colour.ink, lineWidth: 2, lineDash: [2, 2] }));
            return { type: "group", children: marks };
          } },
      ],
    },
    key: [
      { form: "box", fill: colour.accent, word: say("key_misses") },
      { form: "box", fill: colour.reached, word: say("key_reaches") },
      { form: "hatch", ink: colour.hatch, edge: colour.hatch,
        word: say("key_open") },
      { form: "tick", ink: colour.target, word: say("key_target") },
      ...(bars.some((bar) => bar.published)
        ? [{ form: /** @type {"dash"} */ ("dash"), ink: colour.ink,
          word: say("key_published") }] : []),
    ],
    points: bars.map((bar, i) => ({
      row: i, column: 0, series: 0, index: i, code: bar.code,
      lines: linesOf(bar) })),
  };
}

/** The page's own type: a picture does not inherit it. */
export const fontOf = () => getComputedStyle(document.body).fontFamily;
