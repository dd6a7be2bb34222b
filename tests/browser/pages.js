// pages.js - what people see of the report, in Debian's Chromium.
// usage: pages.js FOLDER [SHOTS], of what `run` makes; pictures to SHOTS; TAP
// ONLY=PATTERN: of the tests, while one works on them
//
// One browser is started, and one page for each of the pages; the states of
// theme, width and paper follow in it, as they would on somebody's desk.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { Units } from "../../src/report/browser/units.js";
import { faultsOfBoxes } from "./boxes.js";
import { csvCells, pageData, readTable } from "./page-data.js";

const [room, shots] = process.argv.slice(2);
const modules = createRequire(`${process.env.BROWSER_MODULES}/`);
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const url = (name) => `file://${room}/pages/${name}`;
const csv = (name) => {
  const [head, ...rows] = readFileSync(`${room}/${name}`, "utf8").split("\n")
    .filter(Boolean).map(csvCells);
  return rows.map((r) => Object.fromEntries(head.map((n, i) => [n, r[i]])));
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
});
let noise = [];

async function open(name, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (m) => noise.push(`${name}: ${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => noise.push(`${name}: ${e.stack}`));
  page.on("dialog", (d) => {
    noise.push(`${name}: dialog: ${d.message()}`);
    void d.dismiss();
  });
  page.on("request", (r) => {
    if (r.url().split("#")[0] !== url(name)
        && !r.isNavigationRequest()) noise.push(`${name}: asks for ${r.url()}`);
  });
  await page.goto(url(name));
  await alive(page);
  // What is far below has its place only when it is near: here, at once.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets = [sheet];
  });
  return page;
}

const alive = (page) => page.waitForFunction(
  () => document.documentElement.dataset.alive === "1");

// ---- the tests, each of which throws or gives the faults that it found

const tests = [];
const test = (name, run) => tests.push({ name, run });
const check = (holds, words) => { if (!holds) throw new Error(words); };
const seenText = (page, selector) => page.locator(selector).innerText();

const cities = csv("province/releases/current/cities.csv")
  .filter((row) => row.wave === "2022");
const byName = (name) => cities.find((row) => row.name === name);

test("which cities miss, and by how many, is there at once", async () => {
  const page = await open("province-zh/report.html");
  const picture = await page.locator("#fig-bars .live svg text")
    .allTextContents();
  for (const row of cities.filter((r) => r.level === "city")) {
    check(picture.includes(row.name), `no ${row.name}`);
    if (Number(row.gap) > 0)
      check(picture.some((t) => t.includes(row.attained_rate)
        && t.includes(`差${row.gap}个`)), `no ${row.name} ${row.gap}`);
  }
  const missing = cities.filter((r) => r.level === "city" && Number(r.gap) > 0);
  const told = await seenText(page, "#fig-bars figcaption");
  check(told.includes(String(missing.length)), told);
  await page.context().close();
});

test("the numbers of the page are those of cities.csv", async () => {
  const page = await open("province-en/report.html");
  const data = pageData(`${room}/pages/province-en/report.html`);
  const [head, ...rows] = readFileSync(
    `${room}/province/releases/current/cities.csv`, "utf8").split("\n")
    .filter(Boolean).map(csvCells);
  check(JSON.stringify(data.tables.cities)
    === JSON.stringify({ columns: head, rows }), "the embedded table differs");
  const shown = await page.$$eval("#fig-bars tr[data-code]", (all) =>
    Object.fromEntries(all.map((tr) => [tr.dataset.code,
      [...tr.cells].map((cell) => cell.textContent.trim())])));
  for (const row of cities.filter((r) => r.level === "city"))
    for (const column of ["registered", "attained", "attained_rate", "gap"])
      check(shown[row.code]?.includes(row[column]),
        `${row.name} ${column} ${row[column]}: ${shown[row.code]}`);
  // and what-if begins with them
  const begun = await page.$$eval("#what-if tr[data-code]", (all) =>
    all.map((tr) => [tr.dataset.code, ...["attained", "attained_rate", "gap"]
      .map((c) => tr.querySelector(`[data-column=${c}]`)?.textContent)]));
  for (const [code, ...cells] of begun.filter((line) => line[1])) {
    const row = cities.find((r) => r.code === code);
    check(cells.join() === [row.attained, row.attained_rate, row.gap].join(),
      `${code}: ${cells}`);
  }
  for (const column of ["change_pp", "newly_attained", "no_longer_attained"]) {
    const changes = await page.$$eval(`#what-if [data-column=${column}]`, (all) =>
      all.map((td) => [td.closest("tr").dataset.code, td.textContent].join(" ")));
    check(changes.join() !== "" && cities.filter((row) => row.level !== "county")
      .every((row) => changes.includes(`${row.code} ${row[column]}`)),
    `against the wave before: ${column}: ${changes}`);
  }
  const moved = await page.$$eval("#what-if tbody :is([data-column=rank_moved], "
    + "[data-column=gained], [data-column=lost])", (all) =>
    all.map((td) => td.textContent));
  check(moved.length > 0 && moved.every((text) => text === ""),
    `what is in force changes something: ${moved}`);
  check(begun.length >= cities.length, `what-if shows ${begun.length} places`);
  await page.context().close();
});

test("what holds Hegang back most is one action away", async () => {
  const page = await open("province-zh/report.html");
  await page.locator('#fig-bars a[href="#city-230400"]:visible, '
    + 'main a[href="#city-230400"]:visible').first().click();
  const section = await seenText(page, "#city-230400");
  const row = byName("鹤岗市");
  check(section.includes(row.short_1), `no ${row.short_1}: ${section}`);
  const share = csv("province/releases/current/criteria.csv").find((r) =>
    r.wave === "2022" && r.code === "230400" && r.criterion === row.short_1);
  check(section.includes(share.failure_share), `no ${share.failure_share}`);
  await page.context().close();
});

test("why a community did not attain, and on which cell that rests", async () => {
  const explained = readTable(`${room}/explained.tsv`);
  const unit = csv("province/releases/current/communities.csv").find((r) =>
    r.wave === "2022" && r.community_code === "230102001001");
  const page = await open("province-zh/report.html");
  await page.locator('a[href^="finder.html"]:visible').first().click(); // 1
  await alive(page);
  await page.locator("#search-text").fill("省报社"); // 2
  await page.locator("#search-text").press("Enter"); // 3
  await page.locator("#card").waitFor();
  const card = await seenText(page, "#card");
  check(unit.status === "not_attained", "the sample has changed");
  for (const atom of unit.failed.split(";")) {
    check(card.includes(atom), `no ${atom}`);
    const cells = explained.filter((r) => r.atom === atom && r.line
      && r.src.startsWith("inbox/2022/"));
    const line = await page.locator(`tr[data-atom="${atom}"]`).innerText();
    for (const cell of cells)
      check(line.includes(cell.src || unit.src) && line.includes(cell.line),
        `${atom}: ${line}: no ${cell.src}:${cell.line}`);
    check(line.includes(unit.src) && line.includes(unit.line),
      `${atom}: ${line}: no ${unit.src}:${unit.line}`);
  }
  await page.context().close();
});

test("what if C09 were off is two actions away", async () => {
  const page = await open("province-zh/report.html");
  await page.locator('a[href="#what-if"]:visible').first().click(); // 1
  const box = page.locator('#what-if [data-criterion="C09"]');
  await box.uncheck(); // 2
  const shown = await page.$$eval("#what-if tr[data-code]", (all) =>
    all.filter((tr) => tr.querySelector("[data-column=attained]")).map((tr) =>
      [tr.dataset.code, ...["attained", "attained_rate", "gap"].map((c) =>
        tr.querySelector(`[data-column=${c}]`).textContent)].join(" ")));
  const judged = readTable(`${room}/what-if/province/3/places`).filter((r) =>
    r.wave === "2022" && r.level !== "county");
  for (const row of judged)
    check(shown.includes([row.code, row.attained, row.attained_rate, row.gap]
      .join(" ")), `${row.code} ${row.attained}: ${shown}`);
  await movesAgainst(page, judged);
  const was = cities.find((r) => r.level === "province");
  check(judged.find((r) => r.level === "province").attained !== was.attained,
    "C09 off changes nothing");
  check(await page.locator("#what-if .band").isVisible(), "no band says so");
  await page.locator("#what-if button", { hasText: "恢复" }).click();
  check((await seenText(page, "#what-if")).includes(was.attained), "no way back");
  await page.context().close();
});

test("on a phone what a box changes is seen beside it", async () => {
  for (const language of ["zh", "en"]) {
    const page = await open(`province-${language}/report.html`,
      { viewport: { width: 360, height: 740 } });
    const result = page.locator(".what-if-result");
    const before = await result.innerText();
    const box = page.locator('#what-if [data-criterion="C15"]');
    await box.scrollIntoViewIfNeeded();
    await box.uncheck();
    await page.locator('#what-if [data-criterion="C09"]').uncheck();
    check(await result.innerText() !== before, "nothing changes");
    for (const id of ["C15", "C09"]) {
      await page.locator(`#what-if [data-criterion="${id}"]`).focus();
      const [said, at] = await page.evaluate((id) => [
        document.querySelector(".what-if-result").getBoundingClientRect(),
        document.querySelector(`[data-criterion="${id}"]`)
          .getBoundingClientRect()].map((r) => [r.top, r.bottom]), id);
      check(said[0] >= 0 && said[1] < 300, `it is not there: ${said}`);
      check(at[0] >= said[1] && at[1] <= 740, `${id} is hidden: ${at}; ${said}`);
    }
    await page.context().close();
  }
});

test("on paper no date and no place is broken, and cities begin a page", async () => {
  const page = await open("province-zh/report.html");
  await page.setViewportSize({ width: 680, height: 900 });
  await page.emulateMedia({ media: "print" });
  const { broken, n, breaks } = await page.evaluate(() => {
    const cells = [...document.querySelectorAll("td.d, th.s, td.s")].filter((e) =>
      !e.closest("#fig-duties"));
    const range = document.createRange();
    return { n: cells.length, broken: cells.filter((cell) => {
      range.selectNodeContents(cell);
      const tops = [...range.getClientRects()].map((r) => Math.round(r.top));
      return new Set(tops).size > 1;
    }).map((cell) => cell.textContent).slice(0, 5),
    breaks: ["#cities", "#cities > .city:nth-of-type(2)"].map((s) =>
      getComputedStyle(document.querySelector(s)).breakBefore) };
  });
  check(n > 500 && broken.length === 0, `${n}; ${broken}`);
  check(breaks.join() === "page,page", `${breaks}`);
  await page.context().close();
});

// Ranks up and down, and who attains by it and no longer does.
async function movesAgainst(page, judged) {
  const against = readTable(`${room}/what-if/province/3/against`);
  const rows = await page.$$eval("#what-if tr[data-code]", (all) => all
    .filter((tr) => tr.querySelector("[data-column=gained]")).map((tr) =>
      [tr.dataset.code, ...["rank_moved", "gained", "lost"].map((c) =>
        tr.querySelector(`[data-column=${c}]`).textContent)]));
  check(rows.some(([, rank]) => /^[↑↓]/.test(rank)), "no rank changes");
  for (const [code, rank, gained, lost] of rows) {
    const place = (r) => r.wave === "2022" && r.code === code;
    const now = against.find(place), up = Number(cities.find(place).rank)
      - Number(judged.find(place).rank);
    const want = [up > 0 ? `↑${up}` : up < 0 ? `↓${-up}` : "",
      now.newly_attained === "0" ? "" : `+${now.newly_attained}`,
      now.no_longer_attained === "0" ? "" : `−${now.no_longer_attained}`];
    check([rank, gained, lost].join() === want.join(),
      `${code}: ${[rank, gained, lost]}, not ${want}`);
  }
}

test("the keyboard goes from row to chart and on to the city", async () => {
  const page = await open("province-zh/report.html");
  await page.locator("#fig-bars .numbers > summary").click();
  await page.locator("#fig-bars tr[data-code] a").nth(1).focus();
  const tip = page.locator("#fig-bars .tip");
  check(await tip.isVisible(), "the row's focus shows nothing");
  const name = await page.locator("#fig-bars tr[data-code] a").nth(1).innerText();
  check((await tip.innerText()).includes(name), "another city is shown");
  await page.keyboard.press("Tab"); // from here on it is the keyboard's
  for (const figure of ["bars", "tiles", "heat", "paths", "duties"]) {
    await page.locator(`#fig-${figure} .live`).focus();
    check(/方向键/.test(await seenText(page, `#fig-${figure} .tip`)), "no hint");
    await page.keyboard.press("ArrowDown");
    const first = await seenText(page, `#fig-${figure} .tip`);
    await page.keyboard.press("ArrowDown");
    const second = await seenText(page, `#fig-${figure} .tip`);
    check(first && second && first !== second, `${figure}: no way down`);
    await page.keyboard.press("Escape");
    check(!await page.locator(`#fig-${figure} .tip`).isVisible(), figure);
  }
  await page.locator("#fig-bars .live").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  check(/#city-\d+$/.test(page.url()), page.url());
  await page.context().close();
});

test("of many cities a chart leads to the section on the second page", async () => {
  const page = await open("many-en/report.html");
  await page.locator("#fig-bars .live").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForURL(/finder\.html#city-\d+$/);
  const code = page.url().split("-").at(-1);
  check(await page.locator(`#city-${code}`).isVisible(), `no section of ${code}`);
  await page.emulateMedia({ media: "print" });
  check(!await page.locator("#list, #search, header").first().isVisible()
    && await page.locator(`#city-${code} table`).first().isVisible(),
  "it does not print alone");
  await page.context().close();
});

test("hostile names change no markup and no chart", async () => {
  const names = readFileSync(new URL("../e2e/fixtures/hostile-names.txt",
    import.meta.url), "utf8").split("\n").filter(Boolean);
  for (const language of ["zh", "en"])
    for (const kind of ["report", "finder"]) {
      const page = await open(`hostile-${language}/${kind}.html`);
      if (kind === "finder")
        await openHostile(page, names, pageData(
          `${room}/pages/hostile-${language}/finder.html`));
      const found = await page.evaluate(() => ({
        scripts: document.scripts.length, images: document.images.length,
        charts: document.querySelectorAll(".is-live .live svg").length,
        styles: document.querySelectorAll("style").length,
        listeners: document.querySelectorAll("[onload], [onerror], "
          + "[onmouseover]").length }));
      check(found.scripts === 2 && found.images === 0 && found.styles === 1
        && found.listeners === 0, JSON.stringify(found));
      if (kind === "report") check(found.charts === 5, `${found.charts} charts`);
      const faults = await page.evaluate(faultsOfBoxes);
      check(faults.length === 0, faults.slice(0, 5).join("\n"));
      await page.context().close();
    }
});

// The cards of one community by each name, and each name found by itself.
async function openHostile(page, names, data) {
  const units = new Units(data);
  let opened = 0;
  for (const name of names) {
    const at = units.name.findIndex((n) => n.replace(/\d+$/, "") === name);
    if (at < 0) continue;
    opened++;
    await page.evaluate((code) => { location.hash = code; }, units.code[at]);
    await page.waitForFunction((code) =>
      document.querySelector("#card")?.textContent.includes(code),
    units.code[at]);
    check(await page.locator("#card-name").textContent()
      === units.name[at], `${name}: another name`);
  }
  check(opened > names.length / 2, `${opened} names are in the register`);
}

test("what looks for cut and covered texts sees them", async () => {
  const context = await browser.newContext({
    viewport: { width: 400, height: 400 } });
  const page = await context.newPage();
  const fine = '<p>all is well</p><svg width="90" height="30">'
    + '<text x="5" y="20">so is this</text></svg>';
  const faulty = {
    "is cut by": '<p style="width: 5em; overflow: hidden; white-space: nowrap">'
      + "longer than there is room</p>",
    "lies over": '<p style="position: relative">one<span style="position:'
      + ' absolute; left: 4px">another</span></p>',
    "leaves its picture": '<svg width="20" height="20" overflow="visible">'
      + '<text x="2" y="15">too long</text></svg>',
    "the page is": '<p style="width: 600px">wide</p>',
  };
  await page.setContent(fine);
  check((await page.evaluate(faultsOfBoxes)).length === 0, "of what is fine");
  for (const [words, markup] of Object.entries(faulty)) {
    await page.setContent(fine + markup);
    const found = await page.evaluate(faultsOfBoxes);
    check(found.length === 1 && found[0].includes(words),
      `${words}: ${found.join("; ")}`);
  }
  await context.close();
});

// ---- every state: language, page, theme, width, paper

// Of what is there many times alike, the states see the first two; all of it is
// seen in one.
const REPEATED = ".city:nth-of-type(n+3), #list .place:nth-of-type(n+3)";
// A4 without its margins is 680 pixels wide.
const STATES = [];
for (const theme of ["light", "dark"])
  for (const width of [1280, 360, 680])
    STATES.push({ theme, width, media: width === 680 ? "print" : undefined });

// A run tries two states of each page by its seed, three seeds in a row all of
// them; SOAK=1 tries all at once.
const seed = Number(process.env.SEED ?? 1);
const LOOKS = ["report zh", "finder zh", "finder en", "report en", "many zh",
  "many en"];
const statesOf = (kind) => STATES.filter((_, i) => process.env.SOAK || shots
  || (i + LOOKS.indexOf(kind) + seed) % 3 === 0);

// A type that is wider than any that is installed here: pages must not count on
// how wide theirs is.
const WIDER = "body { letter-spacing: .04em }";

async function look(name, kind, prepare) {
  const page = await open(name), states = statesOf(kind);
  const faults = [], whole = states[0];
  await prepare(page);
  await page.evaluate(axe);
  for (const { theme, width, media } of states) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme, media: media ?? "screen" });
    await page.evaluate(() => new Promise((done) =>
      requestAnimationFrame(() => requestAnimationFrame(done))));
    const state = `${name} ${theme} ${media ?? width}`;
    for (const fault of (await page.evaluate(faultsOfBoxes)).slice(0, 8))
      faults.push(`${state}: ${fault}`);
    // On paper nobody points at anything.
    const rules = media === "print" ? { "target-size": { enabled: false } } : {};
    if (shots)
      await page.screenshot({ fullPage: true,
        path: `${shots}/${state.replace(/[ /]/g, "-")}.png` });
    await page.evaluate(([selector, hide]) => {
      for (const e of document.querySelectorAll(selector)) e.hidden = hide;
    }, [REPEATED, whole.theme !== theme || whole.width !== width]);
    const { violations } = await page.evaluate(([tags, rules]) =>
      globalThis.axe.run(document,
        { runOnly: tags, rules, resultTypes: ["violations"] }), [TAGS, rules]);
    for (const v of violations)
      faults.push(`${state}: ${v.impact}: ${v.id}: ${v.nodes.length}: ${
        v.nodes[0].html.slice(0, 160)}`);
    await page.evaluate((selector) => {
      for (const e of document.querySelectorAll(selector)) e.hidden = false;
    }, REPEATED);
    const { scrolls, room } = await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
      const { scrollWidth, clientWidth } = document.scrollingElement;
      document.adoptedStyleSheets.pop();
      return { scrolls: scrollWidth, room: clientWidth };
    }, WIDER);
    if (scrolls > room + 1)
      faults.push(`${state}: with wider letters the page is ${scrolls} wide`);
  }
  await page.context().close();
  return faults;
}

for (const language of ["zh", "en"]) {
  test(`report in ${language}: nothing overlaps, is cut or unusable`, () =>
    look(`province-${language}/report.html`, `report ${language}`, async (page) => {
      await page.locator("#what-if details summary").first().click();
    }));
  test(`report of many cities in ${language}: the same`, () =>
    look(`many-${language}/report.html`, `many ${language}`, async (page) => {
      check(await page.locator("#fig-heat td.h0").count() > 0, "no cell is tinted");
    }));
  test(`finder in ${language}, a card open: the same`, () =>
    look(`small-${language}/finder.html`, `finder ${language}`, async (page) => {
      await page.locator("#search-text").fill("230102");
      await page.locator("#search-text").press("Enter");
      await page.locator("#card").waitFor();
    }));
}

test("at 200 and 400 percent all is in one column, and no label is cut", async () => {
  const faults = [];
  for (const language of ["zh", "en"]) {
    const page = await open(`province-${language}/report.html`);
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(done))));
      for (const fault of (await page.evaluate(faultsOfBoxes)).slice(0, 8))
        faults.push(`${language} ${width}: ${fault}`);
      const cut = await page.locator("#fig-duties .live svg text")
        .filter({ hasText: /^O\d.*\u2026$/ }).count();
      if (width === 320 && cut) faults.push(`${language}: ${cut} labels are cut`);
    }
    await page.context().close();
  }
  return faults;
});

test("the first view's time by the browser's clock", async () => {
  const times = [];
  for (let i = 0; i < 3; i++) {
    const page = await open("province-zh/report.html");
    times.push(await page.evaluate(() => Object.fromEntries([
      ...performance.getEntriesByType("paint"),
      ...performance.getEntriesByType("mark")]
      .map((entry) => [entry.name, Math.round(entry.startTime)]))));
    await page.context().close();
  }
  // What is drawn first waits for nothing that is drawn later.
  for (const t of times)
    check(t["first-chart"] < t["all-alive"], "the first chart comes last");
  const best = Math.min(...times.map((t) => t["first-chart"]));
  return [`# the first chart after ${best} ms, the best of three`,
    ...times.map((t) => `# ${JSON.stringify(t)}`)];
});

// ---- two at a time: a state waits for the page, not for the processor

const only = new RegExp(process.env.ONLY ?? "");
tests.splice(0, tests.length, ...tests.filter((t) => only.test(t.name)));

async function worker() {
  for (let next = tests.shift(); next; next = tests.shift()) {
    const begun = Date.now();
    let faults;
    try {
      faults = await next.run() ?? [];
    } catch (error) {
      faults = [String(error.message ?? error)];
    }
    const bad = faults.filter((line) => !line.startsWith("# "));
    console.log(`${bad.length ? "not ok" : "ok"} - ${next.name} # ${
      ((Date.now() - begun) / 1000).toFixed(1)} s`);
    for (const line of faults) console.log(`# ${line.replace(/\n/g, "\n#   ")}`);
  }
}
await Promise.all([worker(), worker()]);
console.log(`${noise.length ? "not ok" : "ok"} - no console error, no request`);
for (const line of noise.slice(0, 20)) console.log(`# ${line}`);
await browser.close();
