/**
 * judge.js - a province's figures under any setting of the rules, from the
 * answers of its communities: what score, tally, stats and track make of them.
 *
 * A setting says which atoms count, by which rule a community passes, what
 * share is aimed at, and what places have settled for themselves.  Every
 * decision is made on whole numbers (exact.js).
 */
import {
  compareRates, need, printFixed, printRate, ranks, ratio, reaches, readDec,
  spread,
} from "./exact.js";
import {
  bitsOf, MET, NOT_APPLICABLE, NOT_MET, numbersOf, OPEN, pairsOf,
} from "./packed.js";

/** @typedef {{item: string, scope: string, state: string}} Scope */
/**
 * @typedef {object} Setting
 * @property {string} target percent
 * @property {Record<string, string>} targets of places with one of their own
 * @property {boolean} byPoints
 * @property {string} pointsPass percent
 * @property {boolean[]} counts by atom
 * @property {Scope[]} scopes
 */
/**
 * @typedef {object} Model what does not change with the setting
 * @property {any} data
 * @property {number} n records
 * @property {number[]} first by criterion, its first atom; one more at the end
 * @property {Uint8Array} atoms
 * @property {Map<number, Uint8Array>} common atoms of the records that the
 *   rules of all places judge otherwise
 * @property {Uint16Array} county
 * @property {Uint8Array} participating
 * @property {Uint8Array} tied
 * @property {Uint8Array} was attained in the wave before
 * @property {Uint8Array} entered the register since
 * @property {Uint8Array} published status by record
 * @property {Map<string, number> | null} stayed by place, the units attained in
 *   the wave before that the register still has; null: not to be told
 */
/**
 * @typedef {object} Place
 * @property {string} code
 * @property {"county" | "city" | "province"} level
 * @property {Record<string, string>} cells as cities.csv has them
 * @property {Record<string, number>} counts
 * @property {number[][]} criteria by criterion: met, not met, N, U
 */

export const STATUSES =
  ["not_participating", "not_attained", "undetermined", "attained"];
const NOT_PARTICIPATING = 0, NOT_ATTAINED = 1, UNDETERMINED = 2, ATTAINED = 3;
const COUNTED = ["responded", "participating", "attained", "undetermined",
  "not_attained", "not_participating", "ready", "near_1", "near_2",
  "attained_common", "undetermined_common",
  /* of those that attain, what was known before; against what is published */
  "known_before", "both_attained", "gained", "lost"];

/**
 * @param {any} data of the page
 * @returns {Model}
 */
export function modelOf(data) {
  const { answers, atoms, criteria } = data;
  const first = criteria.map((/** @type {any} */ _, /** @type {number} */ c) =>
    atoms.findIndex((/** @type {any} */ atom) => atom.criterion === c));
  first.push(atoms.length);
  const all = pairsOf(answers.bits, answers.n, atoms.length);
  const common = new Map();
  for (const [record, atom, value] of answers.common ?? []) {
    if (!common.has(record))
      common.set(record, all.slice(record * atoms.length,
        (record + 1) * atoms.length));
    common.get(record)[atom] = value;
  }
  /** @type {Model} */
  const model = {
    data, n: answers.n, first, atoms: all, common,
    county: numbersOf(answers.county, answers.n),
    participating: pairsOf(answers.participating, 1, answers.n),
    tied: bitsOf(answers.tied, answers.n),
    was: bitsOf(answers.was_attained, answers.n),
    entered: bitsOf(answers.entered, answers.n),
    published: new Uint8Array(answers.n), stayed: null,
  };
  const counties = countRecords(model, publishedSetting(data), model.published);
  model.stayed = stayedOf(model, counties);
  return model;
}

/**
 * What is published as no longer attained, and what is attained still; null if
 * the records do not come to what is published as newly attained.
 * @param {Model} model
 * @param {Counts[]} counties under the published setting
 */
function stayedOf(model, counties) {
  const { answers, standard } = model.data;
  /** @type {Map<string, number>} */
  const out = new Map(), newly = new Map();
  counties.forEach((counts, i) => {
    const { code, city } = answers.counties[i];
    for (const place of [code, city, standard.region]) {
      const { both_attained: both, known_before: known } = counts.of;
      out.set(place, (out.get(place) ?? answers.lost[place]) + both);
      newly.set(place, (newly.get(place) ?? 0) + known - both);
    }
  });
  for (const [place, n] of newly)
    if (answers.newly[place] !== n) return null;
  return out;
}

/**
 * The setting that is in force.
 * @param {any} data
 * @returns {Setting}
 */
export function publishedSetting(data) {
  return {
    target: data.standard.target_pct,
    targets: data.answers.targets ?? {},
    byPoints: data.standard.pass_rule === "points",
    pointsPass: data.standard.points_pass,
    counts: data.atoms.map((/** @type {any} */ atom) => atom.hard),
    scopes: data.answers.scopes,
  };
}

/* ---- what places have settled ---- */

const HARD = 0, SOFT = 1, OFF = 2;
const STATE = /** @type {Record<string, number>} */ (
  { hard: HARD, soft: SOFT, off: OFF });

/**
 * By atom, the state that a county's records are judged by: its own rows come
 * before its city's, of one place an atom's before its criterion's.  null:
 * nothing is settled there.
 * @param {Model} model
 * @param {Scope[]} scopes
 * @param {{code: string, city: string}} county
 */
function settled(model, scopes, county) {
  const { atoms, criteria } = model.data;
  /** @type {Uint8Array | null} */
  let out = null;
  for (const place of [county.city, county.code])
    for (const ofAtom of [false, true])
      for (const row of scopes) {
        if (row.scope !== place) continue;
        const at = (ofAtom ? atoms : criteria)
          .findIndex((/** @type {any} */ x) => x.id === row.item);
        if (at < 0) continue;
        out ??= new Uint8Array(atoms.length);
        if (ofAtom) out[at] = STATE[row.state];
        else out.fill(STATE[row.state], model.first[at], model.first[at + 1]);
      }
  return out;
}

/**
 * Whether something takes out what this row says is hard again; by itself it
 * would silently do nothing.
 * @param {Model} model
 * @param {Scope[]} scopes
 * @param {Scope} hard
 */
function endsSomething(model, scopes, hard) {
  const criterionOf = (/** @type {string} */ item) =>
    model.data.atoms.find((/** @type {any} */ a) => a.id === item)?.criterion
      ?? model.data.criteria.findIndex((/** @type {any} */ c) => c.id === item);
  const isAtom = (/** @type {string} */ item) =>
    model.data.atoms.some((/** @type {any} */ a) => a.id === item);
  return scopes.some((outer) => outer.state !== "hard"
    && criterionOf(outer.item) === criterionOf(hard.item)
    && (outer.item === hard.item || !isAtom(outer.item) || !isAtom(hard.item)));
}

/**
 * What the standard refuses to have settled: a place without any criterion,
 * or without one that is mandatory; what is hard and was never taken out.
 * @param {Model} model
 * @param {Setting} setting
 * @returns {{why: "idle" | "mandatory" | "nothing", place: string,
 *   item: string} | null}
 */
export function refused(model, setting) {
  const { answers } = model.data;
  for (const scope of setting.scopes)
    if (scope.state === "hard" && !endsSomething(model, setting.scopes, scope))
      return { why: "idle", place: scope.scope, item: scope.item };
  const alone = setting.scopes.map(({ scope }) => ({ code: scope, city: "" }));
  for (const place of [...alone, ...answers.counties]) {
    const own = settled(model, setting.scopes, place);
    const no = own && refusedIn(model, setting, own);
    if (no) return { ...no, place: place.code };
  }
  return null;
}

/**
 * @param {Model} model
 * @param {Setting} setting
 * @param {Uint8Array} own
 * @returns {{why: "mandatory" | "nothing", item: string} | null}
 */
function refusedIn(model, setting, own) {
  const { criteria } = model.data;
  let left = false, took = false;
  for (let c = 0; c < criteria.length; c++) {
    let had = false, has = false;
    for (let i = model.first[c]; i < model.first[c + 1]; i++) {
      had ||= setting.counts[i];
      has ||= setting.counts[i] && own[i] === HARD;
      took ||= setting.counts[i] && own[i] !== HARD;
    }
    if (criteria[c].mandatory && had && !has)
      return { why: "mandatory", item: criteria[c].id };
    left ||= has;
  }
  return !left && took ? { why: "nothing", item: "" } : null;
}

/* ---- a record ---- */

/**
 * The `and` of the atoms that count, into `out`; of those that are off, as if
 * they did not apply.
 * @param {Model} model
 * @param {Setting} setting
 * @param {Uint8Array | null} own
 * @param {Uint8Array} atoms
 * @param {number} from
 * @param {Uint8Array} out
 */
function judgeCriteria(model, setting, own, atoms, from, out) {
  for (let c = 0; c + 1 < model.first.length; c++) {
    let met = false, open = false, failed = false;
    for (let i = model.first[c]; i < model.first[c + 1]; i++) {
      if (!setting.counts[i] || (own !== null && own[i] !== HARD)) continue;
      const result = atoms[from + i];
      failed ||= result === NOT_MET;
      open ||= result === OPEN;
      met ||= result === MET;
    }
    out[c] = failed ? NOT_MET : open ? OPEN : met ? MET : NOT_APPLICABLE;
  }
}

/** The pass rule: by all, or by a share of the weights. */
class Rule {
  /**
   * @param {any} data
   * @param {Setting} setting
   */
  constructor(data, setting) {
    this.byPoints = setting.byPoints;
    this.pass = readDec(setting.pointsPass) ?? { coef: 0n, scale: 0 };
    this.weight = data.criteria.map((/** @type {any} */ c) => c.weight);
    this.mandatory = data.criteria.map((/** @type {any} */ c) => c.mandatory);
    this.rounding = data.standard.rounding;
    this.most = 1 + this.weight.reduce(
      (/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
    /** @type {Map<number, boolean>} */
    this.known = new Map();
    /** @type {Map<number, number>} */
    this.points = new Map();
    this.met = this.all = this.unknown = 0;
  }

  /** @param {Uint8Array} criteria */
  weigh(criteria) {
    this.met = this.all = this.unknown = 0;
    for (let c = 0; c < criteria.length; c++) {
      if (criteria[c] === NOT_APPLICABLE) continue;
      this.all += this.weight[c];
      if (criteria[c] === MET) this.met += this.weight[c];
      if (criteria[c] === OPEN) this.unknown += this.weight[c];
    }
  }

  /** @param {number} met */
  reaches(met) {
    const key = met * this.most + this.all;
    let answer = this.known.get(key);
    if (answer === undefined) {
      answer = reaches({ part: BigInt(met), whole: BigInt(this.all) },
        this.pass);
      this.known.set(key, answer);
    }
    return answer;
  }

  /** MET, NOT_MET or OPEN, of the criteria that were weighed last.
   * @param {Uint8Array} criteria */
  passes(criteria) {
    let failed = false, open = false, some = false;
    let mandatoryFailed = false, mandatoryOpen = false;
    for (let c = 0; c < criteria.length; c++) {
      const result = criteria[c];
      failed ||= result === NOT_MET;
      open ||= result === OPEN;
      some ||= result !== NOT_APPLICABLE;
      mandatoryFailed ||= this.mandatory[c] && result === NOT_MET;
      mandatoryOpen ||= this.mandatory[c] && result === OPEN;
    }
    if (!some) return OPEN;
    if (!this.byPoints) return failed ? NOT_MET : open ? OPEN : MET;
    if (mandatoryFailed) return NOT_MET;
    if (this.reaches(this.met) && !mandatoryOpen) return MET;
    return this.reaches(this.met + this.unknown) ? OPEN : NOT_MET;
  }

  /** Hundredths of points of what was weighed last, or -1. */
  pointsHundredths() {
    if (this.all === 0) return -1;
    const key = this.met * this.most + this.all;
    let points = this.points.get(key);
    if (points === undefined) {
      points = Number(ratio(100n * BigInt(this.met), BigInt(this.all), 2,
        this.rounding));
      this.points.set(key, points);
    }
    return points;
  }
}

/**
 * @param {number} participating
 * @param {number} passes
 */
function statusOf(participating, passes) {
  if (participating === NOT_MET) return NOT_PARTICIPATING;
  if (passes === NOT_MET) return NOT_ATTAINED;
  return participating === MET && passes === MET ? ATTAINED : UNDETERMINED;
}

/* ---- a place ---- */

class Counts {
  /** @param {number} criteria */
  constructor(criteria) {
    /** @type {Record<string, number>} */
    this.of = Object.fromEntries(COUNTED.map((name) => [name, 0]));
    this.criteria = Array.from({ length: criteria }, () => [0, 0, 0, 0]);
    this.onlyShort = new Array(criteria).fill(0);
    /** @type {Map<number, number>} */
    this.points = new Map();
  }

  /** @param {Counts} other */
  add(other) {
    for (const name of COUNTED) this.of[name] += other.of[name];
    other.criteria.forEach((states, c) => {
      states.forEach((count, k) => { this.criteria[c][k] += count; });
      this.onlyShort[c] += other.onlyShort[c];
    });
    for (const [value, count] of other.points)
      this.points.set(value, (this.points.get(value) ?? 0) + count);
  }
}

/**
 * Count every record at its county.
 * @param {Model} model
 * @param {Setting} setting
 * @param {Uint8Array} [keep] gets the status of every record
 * @returns {Counts[]}
 */
function countRecords(model, setting, keep) {
  const { answers, criteria } = model.data;
  const wide = model.first[criteria.length];
  const own = answers.counties.map((/** @type {any} */ county) =>
    settled(model, setting.scopes, county));
  const rule = new Rule(model.data, setting);
  const result = new Uint8Array(criteria.length);
  const counties = answers.counties.map(() => new Counts(criteria.length));

  for (let r = 0; r < model.n; r++) {
    const at = model.county[r], counts = counties[at];
    const takesPart = model.participating[r];
    const tied = model.tied[r] === 1;
    if (tied) result.fill(OPEN);
    else judgeCriteria(model, setting, own[at], model.atoms, r * wide, result);
    rule.weigh(result);
    const passes = rule.passes(result);
    const status = statusOf(tied ? OPEN : takesPart, passes);
    countOne(counts, result, rule, { takesPart, passes, status, tied });
    if (keep) keep[r] = status;
    if (status === ATTAINED) {
      if (model.was[r]) counts.of.both_attained++;
      if (!model.entered[r]) counts.of.known_before++;
      if (model.published[r] !== ATTAINED) counts.of.gained++;
    } else if (model.published[r] === ATTAINED) counts.of.lost++;

    let common = status;
    const otherwise = model.common.get(r);
    if (!tied && (own[at] !== null || otherwise !== undefined)) {
      judgeCriteria(model, setting, null, otherwise ?? model.atoms,
        otherwise ? 0 : r * wide, result);
      rule.weigh(result);
      common = statusOf(takesPart, rule.passes(result));
    }
    if (common === ATTAINED) counts.of.attained_common++;
    if (common === UNDETERMINED) counts.of.undetermined_common++;
  }
  return counties;
}

/**
 * @param {Counts} counts
 * @param {Uint8Array} result
 * @param {Rule} rule
 * @param {{takesPart: number, passes: number, status: number, tied: boolean}} r
 */
function countOne(counts, result, rule, r) {
  let failed = 0, open = 0, last = 0;
  for (let c = 0; c < result.length; c++) {
    const state = result[c];
    counts.criteria[c][state === MET ? 0 : state === NOT_MET ? 1
      : state === NOT_APPLICABLE ? 2 : 3]++;
    if (state === NOT_MET) { failed++; last = c; }
    if (state === OPEN) open++;
  }
  counts.of.responded++;
  if (r.takesPart === MET) counts.of.participating++;
  counts.of[STATUSES[r.status]]++;
  if (r.status === NOT_PARTICIPATING && r.passes === MET) counts.of.ready++;
  if (r.status === NOT_ATTAINED && r.takesPart === MET && open === 0) {
    if (failed === 1) {
      counts.of.near_1++;
      counts.onlyShort[last]++;
    }
    if (failed === 2) counts.of.near_2++;
  }
  const points = r.tied ? -1 : rule.pointsHundredths();
  if (points >= 0)
    counts.points.set(points, (counts.points.get(points) ?? 0) + 1);
}

/* ---- figures ---- */

/**
 * The target of a place in percent: its own, its city's, that of all.
 * @param {any} data
 * @param {Setting} setting
 * @param {string} code
 */
export function targetOf(data, setting, code) {
  const { targets } = setting;
  const city = data.answers.counties.find((/** @type {any} */ c) =>
    c.code === code)?.city;
  return targets[code] ?? targets[city] ?? setting.target;
}

/** @param {number} part @param {number} whole */
const rate = (part, whole) => ({ part: BigInt(part), whole: BigInt(whole) });

/**
 * The three criteria that fail most: by share, by count, by id.
 * @param {any[]} criteria
 * @param {Counts} counts
 */
function shortBoards(criteria, counts) {
  return criteria.map((_, c) => c)
    .filter((c) => counts.criteria[c][1] > 0)
    .sort((a, b) => {
      const [x, y] = [counts.criteria[a], counts.criteria[b]];
      return compareRates(rate(y[1], y[0] + y[1]), rate(x[1], x[0] + x[1]))
        || y[1] - x[1] || (criteria[a].id < criteria[b].id ? -1 : 1);
    })
    .slice(0, 3).map((c) => criteria[c].id);
}

/**
 * @param {any[]} criteria
 * @param {Counts} counts
 */
function leverage(criteria, counts) {
  let best = -1;
  counts.onlyShort.forEach((n, c) => {
    if (n > 0 && (best < 0 || n > counts.onlyShort[best]
        || (n === counts.onlyShort[best]
          && criteria[c].id < criteria[best].id))) best = c;
  });
  return best < 0 ? ["", "0"]
    : [criteria[best].id, String(counts.onlyShort[best])];
}

/**
 * @param {Model} model
 * @param {Setting} setting
 * @param {string} code
 * @param {Place["level"]} level
 * @param {Counts} counts
 * @returns {Place}
 */
function placeOf(model, setting, code, level, counts) {
  const { criteria, standard, answers } = model.data;
  const registered = answers.registered[code] ?? 0;
  const n = /** @type {Record<string, number>} */ ({ ...counts.of, registered });
  const target = readDec(targetOf(model.data, setting, code));
  const full = { coef: 100n, scale: 0 };
  const percent = (/** @type {number} */ part, /** @type {number} */ whole,
    /** @type {any} */ bound = null) =>
    printRate(rate(part, whole), 2, standard.rounding, bound);

  n.not_responded = registered - n.responded;
  n.attained_high = n.attained + n.undetermined + n.not_responded;
  n.attained_common_high = n.attained_common + n.undetermined_common
    + n.not_responded;
  if (model.stayed) {
    n.newly_attained = n.known_before - n.both_attained;
    n.no_longer_attained = (model.stayed.get(code) ?? answers.lost[code] ?? 0)
      - n.both_attained;
  }
  if (target !== null) {
    n.need = need(registered, target);
    n.gap = Math.max(0, n.need - n.attained);
  }
  const cells = /** @type {Record<string, string>} */ (Object.fromEntries(
    Object.entries(n).map(([name, count]) => [name, String(count)])));
  const boards = shortBoards(criteria, counts);
  const points = spread(counts.points, standard.rounding);
  const [most, mostCount] = leverage(criteria, counts);
  Object.assign(cells, {
    response_rate: percent(n.responded, registered, full),
    participation_rate: percent(n.participating, registered),
    attained_rate: percent(n.attained, registered, target),
    attained_rate_low: percent(n.attained, registered, target),
    attained_rate_high: percent(n.attained_high, registered, target),
    attained_of_participating: percent(n.attained, n.participating, target),
    attained_rate_of_respondents: percent(n.attained, n.responded, target),
    attained_common_rate: percent(n.attained_common, registered, target),
    short_1: boards[0] ?? "", short_2: boards[1] ?? "", short_3: boards[2] ?? "",
    points_mean: points ? printFixed(points.mean, 2) : "",
    points_p25: points ? printFixed(points.p25, 2) : "",
    points_median: points ? printFixed(points.median, 2) : "",
    points_p75: points ? printFixed(points.p75, 2) : "",
    leverage: most, leverage_count: mostCount,
    rank: "", rank_common: "", rank_gap: "", rank_best: "", rank_worst: "",
  });
  return { code, level, cells, counts: n, criteria: counts.criteria };
}

/**
 * Ranks among the cities.
 * @param {Place[]} cities
 */
function rankCities(cities) {
  const by = (/** @type {string} */ part) =>
    cities.map((p) => rate(p.counts[part], p.counts.registered));
  const low = by("attained"), high = by("attained_high");
  const put = (/** @type {string} */ name, /** @type {number[]} */ of) =>
    cities.forEach((p, i) => { p.cells[name] = of[i] ? String(of[i]) : ""; });

  put("rank", ranks(low));
  put("rank_common", ranks(by("attained_common")));
  put("rank_gap", ranks(cities.map((p) => p.counts.gap === undefined
    ? rate(0, 0) : rate(-p.counts.gap, 1))));
  const others = (/** @type {number} */ i, /** @type {any[]} */ theirs,
    /** @type {any} */ mine) => low[i].whole === 0n ? 0
    : 1 + theirs.filter((other, j) => j !== i && low[j].whole !== 0n
      && compareRates(other, mine) > 0).length;
  put("rank_best", low.map((_, i) => others(i, low, high[i])));
  put("rank_worst", low.map((_, i) => others(i, high, low[i])));
}

/**
 * The figures of every city and the whole, and of counties if they are asked
 * for.
 * @param {Model} model
 * @param {Setting} setting
 * @param {boolean} [withCounties]
 */
export function judge(model, setting, withCounties = false) {
  const { answers, criteria, standard, places } = model.data;
  const counties = countRecords(model, setting);
  const whole = new Counts(criteria.length);
  /** @type {Map<string, Counts>} */
  const cities = new Map(places.map((/** @type {any} */ p) =>
    [p.code, new Counts(criteria.length)]));

  counties.forEach((/** @type {Counts} */ counts, /** @type {number} */ i) => {
    const { city } = answers.counties[i];
    if (!cities.has(city)) cities.set(city, new Counts(criteria.length));
    cities.get(city)?.add(counts);
    whole.add(counts);
  });
  const out = {
    counties: !withCounties ? [] : counties.map(
      (/** @type {Counts} */ c, /** @type {number} */ i) =>
        placeOf(model, setting, answers.counties[i].code, "county", c)),
    cities: [...cities].sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .map(([code, c]) => placeOf(model, setting, code, "city", c)),
    province: placeOf(model, setting, standard.region, "province", whole),
  };
  rankCities(out.cities);
  return out;
}

/* ---- milestones ---- */

const TARGET_TEST =
  /^100 \* (attained|attained_common) >= \$attained_target_pct \* registered$/;

/**
 * The count that a milestone of the target goes by, or "".
 * @param {{expression?: string}} obligation
 */
export const targetCount = (obligation) =>
  TARGET_TEST.exec(obligation.expression ?? "")?.[1] ?? "";

/**
 * @param {any} data
 * @param {Setting} setting
 * @param {any} obligation whose targetCount() is not ""
 * @param {Place} place
 */
export function milestone(data, setting, obligation, place) {
  const name = targetCount(obligation), asOf = data.as_of;
  const pct = readDec(targetOf(data, setting, place.code));
  const { registered, responded } = place.counts;
  const value = place.counts[name], high = place.counts[`${name}_high`];
  if (pct === null) return null;
  const holds = (/** @type {number} */ count, /** @type {number} */ of) =>
    reaches(rate(count, of), pct);
  const sure = holds(value, registered), never = !holds(high, registered);
  const target = need(registered, pct);
  return {
    status: asOf < obligation.due ? "not_due"
      : sure ? "met" : never ? "not_met" : "undetermined",
    outlook: sure ? "certain" : never ? "out_of_reach"
      : responded > 0 && holds(value, responded) ? "likely" : "unlikely",
    value: String(value), target: String(target),
    gap: String(Math.max(0, target - value)),
  };
}
