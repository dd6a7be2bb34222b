/**
 * paths.js - is it getting better: for the whole and each city a small chart
 * of its rate by wave, the path that the target requires, and what the pace
 * so far leads to.  All have the same axes, from zero to a hundred percent.
 */
import { fit, FONT } from "./chart.js";
import { fontOf } from "./bars.js";
import { say } from "./dom.js";

/** @typedef {import("./chart.js").Context} Context */
/** @typedef {import("./chart.js").Picture} Picture */
/**
 * @typedef {object} Path
 * @property {string} code
 * @property {string} name
 * @property {[string, string][]} rates wave and rate
 * @property {Record<string, string>} pace a row of pace.csv
 * @property {boolean} misses its target, by the newest wave
 */

const HEAD = 30, HIGH = 96, FOOT = 28, LEFT = 40;

/** @param {Path} path */
function linesOf(path) {
  const { pace } = path;
  const lines = [path.name,
    ...path.rates.map(([wave, rate]) => say("path_rate", { wave, rate }))];
  if (pace.target_rate)
    lines.push(say("path_target", { rate: pace.target_rate,
      year: pace.due.slice(0, 4) }));
  if (pace.required_pp)
    lines.push(say("path_pace", { observed: pace.observed_pp,
      required: pace.required_pp }));
  if (pace.projected)
    lines.push(say("path_projected", { rate: pace.projected,
      low: pace.projected_low, high: pace.projected_high }));
  return lines;
}

/**
 * @param {Path[]} paths
 * @param {string[]} waves
 * @param {Context} context
 * @returns {Picture}
 */
export function drawPaths(paths, waves, { width, colour }) {
  const columns = Math.max(1, Math.min(5, Math.floor(width / 150)));
  const rows = Math.ceil(paths.length / columns);
  const each = width / columns, high = HEAD + HIGH + FOOT;
  const family = fontOf();
  const font = { fontSize: FONT, fontFamily: family };
  const years = [...waves];
  for (const { pace } of paths) {
    const due = pace.due?.slice(0, 4);
    if (due && pace.target_rate && !years.includes(due)) years.push(due);
  }
  years.sort();
  const whole = (each - LEFT - 14) / years.length > 34;
  /** @type {any} */
  const option = {
    textStyle: { fontFamily: family },
    grid: [], xAxis: [], yAxis: [], series: [], title: [],
  };

  paths.forEach((path, i) => {
    const column = i % columns, row = Math.floor(i / columns);
    const axis = { gridIndex: i, axisTick: { show: false } };
    const on = { xAxisIndex: i, yAxisIndex: i, silent: true,
      symbol: "none", emphasis: { disabled: true } };
    const { pace } = path;
    const due = pace.due?.slice(0, 4) ?? "";
    const begin = path.rates.find(([wave]) => wave === pace.wave_first);
    const last = path.rates[path.rates.length - 1];
    const line = path.misses ? colour.accent : colour.reached;

    option.grid.push({ left: column * each + LEFT, width: each - LEFT - 14,
      top: row * high + HEAD, height: HIGH });
    option.xAxis.push({ ...axis, type: "category", data: years,
      boundaryGap: ["8%", "8%"],
      axisLine: { lineStyle: { color: colour.muted } },
      axisLabel: { ...font, color: colour.muted, interval: 0, margin: 5,
        formatter: (/** @type {string} */ year) => whole ? year
          : `’${year.slice(2)}` } });
    option.yAxis.push({ ...axis, type: "value", min: 0, max: 100, interval: 50,
      name: fit(path.name, each - 20), nameLocation: "end", nameGap: 14,
      nameTextStyle: { ...font, color: colour.ink, fontWeight: "bold",
        align: "left", padding: [0, 0, 0, -LEFT + 8] },
      axisLabel: { ...font, color: colour.muted, margin: 5,
        formatter: "{value}%" },
      splitLine: { lineStyle: { color: colour.line } } });
    option.series.push({ type: "line", ...on, silent: false, cursor: "pointer",
      symbol: "circle", symbolSize: 7,
      data: path.rates.map(([wave, rate]) => [wave, Number(rate)]),
      lineStyle: { color: line, width: 2.5 },
      itemStyle: { color: line },
      emphasis: { itemStyle: { color: colour.ink, borderColor: colour.ink,
        borderWidth: 3 } },
      endLabel: undefined,
      label: { show: true, ...font, color: colour.ink, position: "top",
        distance: 3, backgroundColor: colour.paper, padding: [0, 2],
        formatter: (/** @type {any} */ p) => p.dataIndex
          === path.rates.length - 1 ? path.rates[p.dataIndex][1] : "" } });
    option.series.push({ type: "line", ...on,
      data: begin && pace.target_rate
        ? [[begin[0], Number(begin[1])], [due, Number(pace.target_rate)]] : [],
      lineStyle: { color: colour.muted, width: 1.5, type: "dashed" },
      itemStyle: { color: colour.muted } });
    const projected = pace.projected && last && due >= last[0];
    option.series.push({ type: "line", ...on, symbol: "emptyCircle",
      data: projected ? [
        ...(due > last[0] ? [{ value: [last[0], Number(last[1])],
          symbol: "none" }] : []),
        { value: [due, Number(pace.projected)], symbolSize: 7 }] : [],
      lineStyle: { color: line, width: 1.5, type: "dotted" },
      itemStyle: { color: line } });
    option.series.push({ type: "line", ...on,
      data: projected && pace.projected_low && pace.projected_high
        ? [[due, Number(pace.projected_low)], [due, Number(pace.projected_high)]]
        : [],
      lineStyle: { color: colour.muted, width: 1 },
      itemStyle: { color: colour.muted } });
  });
  return {
    height: rows * high,
    option,
    key: [{ form: "line", ink: colour.accent, word: say("key_misses_line") },
      { form: "line", ink: colour.reached, word: say("key_reaches_line") },
      { form: "dash", ink: colour.muted, word: say("key_required") },
      ...(paths.some(({ pace }) => pace.projected) ? [
        { form: /** @type {"dots"} */ ("dots"), ink: colour.muted,
          word: say("key_projected") }] : [])],
    points: paths.map((path, i) => ({
      row: Math.floor(i / columns), column: i % columns, series: 4 * i,
      index: Math.max(0, path.rates.length - 1), code: path.code,
      lines: linesOf(path) })),
  };
}
