// what-if.js - the what-if of the report against the C programs.
// usage: what-if.js settings PAGE STANDARD DIR SEED N [OPTION...]
//        what-if.js compare PAGE DIR
//
// `settings` draws N settings of the rules, writes each as a standard of its
// own (DIR/N/standard) and DIR/tasks, the chains of green-chain --tasks that
// judge DIR/rows by each; OPTION... are what score is given.  `compare` says in
// TAP whether the page's engine comes to every figure that those chains wrote.
// What has changed since the wave before, stats finds beside DIR/before, the
// tallies of the earlier waves; what a setting changes, beside DIR/published,
// those of the newest wave as if they were of the one before.
import {
  mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync,
} from "node:fs";
import { resolve } from "node:path";
import {
  judge, milestone, modelOf, publishedSetting, refused, targetCount,
} from "../../src/report/browser/judge.js";
import { csvCells, csvLine, pageData, readTable } from "./page-data.js";

const [what, page, ...rest] = process.argv.slice(2);
const data = pageData(page);
const model = modelOf(data);

// A small generator of numbers, the same everywhere (Park and Miller's).
function numbers(seed) {
  let state = (Number(seed) % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function percent(draw) {
  const some = ["0", "50", "60", "60.0", "66.67", "80", "87.5", "93.75", "100"];
  return draw(2) ? some[draw(some.length)]
    : `${draw(101)}${["", ".5", ".25", ".3333"][draw(4)]}`.replace(/^100\..*/, "100");
}

// The n-th setting: few or many atoms, criteria, scopes changed.
function drawSetting(draw) {
  const setting = structuredClone(publishedSetting(data));
  const places = [...data.places.map((p) => p.code),
    ...data.answers.counties.map((c) => c.code)];
  const items = [...data.criteria.map((c) => c.id), ...data.atoms.map((a) => a.id)];
  if (draw(3)) setting.target = percent(draw);
  if (draw(2)) {
    setting.byPoints = draw(3) > 0;
    setting.pointsPass = percent(draw);
  }
  const often = [0, 40, 8, 3][draw(4)];
  if (often)
    setting.counts = setting.counts.map((on) => draw(often) === 0 ? !on : on);
  for (let k = draw(4); k > 0; k--) {
    const c = draw(data.criteria.length);
    setting.counts.fill(false, model.first[c], model.first[c + 1]);
  }
  setting.scopes = setting.scopes.filter(() => draw(3) > 0);
  for (let k = draw(6); k > 0; k--) {
    const scope = { item: items[draw(2) ? draw(data.criteria.length)
      : draw(items.length)], scope: places[draw(places.length)],
    state: ["off", "soft", "hard"][draw(3)] };
    setting.scopes = setting.scopes.filter((other) =>
      other.item !== scope.item || other.scope !== scope.scope);
    setting.scopes.push(scope);
  }
  return setting;
}

// A table of a standard, some cells of which are others.
function rewrite(from, to, change) {
  const lines = readFileSync(from, "utf8").split("\n").filter(Boolean);
  const names = csvCells(lines[0]);
  writeFileSync(to, lines.map((line, i) => {
    const cells = csvCells(line);
    if (i > 0) {
      const row = Object.fromEntries(names.map((n, k) => [n, cells[k] ?? ""]));
      change(row);
      return csvLine(names.map((n) => row[n]));
    }
    return csvLine(cells);
  }).join(""));
}

// The tables that a setting changes; the others are those of `from`.
function writeStandard(setting, from, to) {
  const counts = Object.fromEntries(
    data.atoms.map((atom, i) => [atom.id, setting.counts[i]]));
  const change = {
    "atoms.csv": (row) => { row.strength = counts[row.atom] ? "hard" : "soft"; },
    "parameters.csv": (row) => {
      if (row.name === "attained_target_pct" && row.scope === "")
        row.value = setting.target;
    },
    "standard.csv": (row) => {
      if (row.key === "pass_rule") row.value = setting.byPoints ? "points" : "all";
      if (row.key === "points_pass") row.value = setting.pointsPass;
      if (row.key === "sources") row.value = "eval+std";
    },
  };

  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from))
    if (change[name]) rewrite(`${from}/${name}`, `${to}/${name}`, change[name]);
    else if (name !== "scopes.csv")
      symlinkSync(resolve(from, name), `${to}/${name}`);
  writeFileSync(`${to}/scopes.csv`,
    "item,scope,valid_from,valid_to,state,source,note\n"
    + setting.scopes.map((s) =>
      csvLine([s.item, s.scope, "", "", s.state, "what if", ""])).join(""));
}

// The day on which milestones are judged: of every other setting, one on which
// those of the target are due.
const dayOf = (i) => i % 2 ? data.as_of : `${data.wave}-12-31`;

function settings(standard, dir, seed, n, score) {
  const draw = numbers(seed);
  const published = publishedSetting(data);
  const drawn = [published,
    { ...published, counts: published.counts.map(() => false), scopes: [] },
    { ...published, counts: published.counts.map(() => true) },
    // what pages.js tries with its hands
    { ...published, counts: published.counts.map((on, i) =>
      on && data.criteria[data.atoms[i].criterion].id !== "C09") }];
  let refusals = 0;
  while (drawn.length < Number(n)) {
    const setting = drawSetting(draw);
    if (refused(model, setting)) {
      refusals++;
      if (refusals === 1) writeStandard(setting, standard, `${dir}/refused`);
    } else drawn.push(setting);
  }
  const tasks = drawn.map((setting, i) => {
    const own = `${dir}/${i}`, by = `--standard=${own}/standard`;
    mkdirSync(own);
    writeStandard(setting, standard, `${own}/standard`);
    const stats = (table, to, register = "register") => ["stats", by,
      `--register=${dir}/${register}.csv`, `--wave=${data.wave}`,
      `--table=${table}`, `--output=${own}/${to}`];
    return ["score", by, ...score, `${dir}/rows`, ":", "tally", by,
      `--output=${own}/tally`, ":", ...stats("places", "places"), ";",
      ...stats("criteria", "criteria"), `${own}/tally`, ";",
      ...stats("places", "since"), `${dir}/before`, `${own}/tally`, ";",
      ...stats("places", "against", "always"), `${dir}/published`,
      `${own}/tally`, ";",
      "track", by, `--as-of=${dayOf(i)}`, `--filings=${dir}/filings.csv`,
      `--output=${own}/milestones`, `${own}/places`].join("\t");
  });
  writeFileSync(`${dir}/tasks`, `${tasks.join("\n")}\n`);
  writeFileSync(`${dir}/settings.json`, JSON.stringify(drawn));
  console.log(`# ${n} settings, ${refusals} more refused`);
}

/* ---- compare ---- */

let compared = 0, moved = 0;

function* differences(setting, dir, day) {
  const judged = judge(model, setting, true);
  const places = new Map([...judged.counties, ...judged.cities, judged.province]
    .map((p) => [`${p.level} ${p.code}`, p]));
  const seen = new Set();
  for (const row of readTable(`${dir}/places`)) {
    if (row.wave !== data.wave) continue;
    const name = `${row.level} ${row.code}`, place = places.get(name);
    if (!place) {
      yield `${name}: not in the page`;
      continue;
    }
    seen.add(name);
    for (const [column, value] of Object.entries(place.cells)) {
      if (!(column in row) || SINCE.includes(column)) continue;
      compared++;
      if (row[column] !== value)
        yield `${name} ${column}: ${value}, not ${row[column]}`;
    }
  }
  for (const name of places.keys())
    if (!seen.has(name)) yield `${name}: not in the table`;
  for (const row of readTable(`${dir}/criteria`)) {
    if (row.wave !== data.wave) continue;
    const place = places.get(`${row.level} ${row.code}`);
    const c = data.criteria.findIndex((x) => x.id === row.criterion);
    const want = [row.met, row.not_met, row.na, row.undetermined].join();
    compared += 4;
    if (place?.criteria[c].join() !== want)
      yield `${row.code} ${row.criterion}: ${place?.criteria[c]}, not ${want}`;
  }
  yield* changes(places, SINCE, `${dir}/since`);
  yield* changes(places, ["gained", "lost"], `${dir}/against`);
  yield* stones(setting, judged, dir, day);
}

const SINCE = ["newly_attained", "no_longer_attained"];

// What stats calls newly and no longer attained, under the page's names.
function* changes(places, [newly, lost], table) {
  for (const row of readTable(table)) {
    if (row.wave !== data.wave) continue;
    const name = `${row.level} ${row.code}`, cells = places.get(name)?.cells;
    const is = [cells?.[newly], cells?.[lost]].join();
    const want = [row.newly_attained, row.no_longer_attained].join();
    compared += 2;
    moved += Number(row.newly_attained) > 0 && Number(row.no_longer_attained) > 0;
    if (is !== want) yield `${name} ${newly}, ${lost}: ${is}, not ${want}`;
  }
}

function* stones(setting, judged, dir, day) {
  const rows = readTable(`${dir}/milestones`);
  for (const o of data.obligations.filter(targetCount))
    for (const place of o.level === "province" ? [judged.province]
      : judged.cities) {
      const row = rows.find((r) => r.id === o.id && r.code === place.code);
      const mine = milestone({ ...data, as_of: day }, setting, o, place);
      for (const [column, value] of Object.entries(mine)) {
        compared++;
        if (row?.[column] !== value)
          yield `${o.id} ${place.code} ${column}: ${value}, not ${row?.[column]}`;
      }
    }
}

function compare(dir) {
  const drawn = JSON.parse(readFileSync(`${dir}/settings.json`, "utf8"));
  const faults = [];
  let kinds = new Set();
  drawn.forEach((setting, i) => {
    for (const fault of differences(setting, `${dir}/${i}`, dayOf(i)))
      if (faults.push(`${i}: ${fault}`) > 20) break;
    kinds.add(readFileSync(`${dir}/${i}/places`, "utf8"));
  });
  const ok = faults.length === 0 && compared > 0 && moved > drawn.length
    && kinds.size > drawn.length / 2;
  console.log(`${ok ? "ok" : "not ok"} - what if: ${compared} figures of ${
    drawn.length} settings (${kinds.size} tables) are those of score, tally, stats, track`);
  for (const fault of faults) console.log(`# ${fault}`);
}

if (what === "settings") {
  const [standard, dir, seed, n, ...score] = rest;
  settings(standard, dir, seed, n, score);
} else if (what === "compare") compare(rest[0]);
else throw new Error(`no such command: ${what}`);
