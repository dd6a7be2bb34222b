// boxes.js - what is cut or lies over something else on a page, by the boxes
// of its texts.  Runs inside the page; returns a line for each fault.
export function faultsOfBoxes() {
  const faults = [];
  const name = (text) => JSON.stringify(text.trim().slice(0, 40));
  const seen = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.display === "none" || style.visibility === "hidden"
          || Number(style.opacity) === 0) return false;
      if (e.tagName === "DETAILS" && !e.open
          && !element.closest("summary")) return false;
      if (e.classList.contains("tip") || e.classList.contains("skip"))
        return false;
    }
    return true;
  };
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth + 1)
    faults.push(`the page is ${page.scrollWidth} wide, the window ${
      page.clientWidth}`);

  // ---- every text, with what may cut it
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent
        || /^(SCRIPT|STYLE|NOSCRIPT|OPTION|title|desc)$/.test(parent.tagName)
        || !seen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      texts.push({ text: node.data, parent, svg: parent.closest("svg"),
        x: box.left, y: box.top, right: box.right, bottom: box.bottom });
    }
  }
  for (const t of texts) {
    if (t.svg) {
      const room = t.svg.getBoundingClientRect();
      if (t.x < room.left - 1 || t.right > room.right + 1
          || t.y < room.top - 2 || t.bottom > room.bottom + 2)
        faults.push(`${name(t.text)} leaves its picture`);
      continue;
    }
    for (let e = t.parent; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.overflowX === "auto" || style.overflowX === "scroll") break;
      if (style.overflowX === "hidden" || style.overflowX === "clip") {
        const room = e.getBoundingClientRect();
        if (t.right > room.right + 1 || t.x < room.left - 1)
          faults.push(`${name(t.text)} is cut by ${e.tagName}`);
        break;
      }
    }
  }

  // ---- texts over texts: compared within squares of the page
  const squares = new Map(), side = 120;
  texts.forEach((t, i) => {
    for (let x = Math.floor(t.x / side); x <= Math.floor(t.right / side); x++)
      for (let y = Math.floor(t.y / side); y <= Math.floor(t.bottom / side); y++) {
        const key = `${x},${y}`;
        if (!squares.has(key)) squares.set(key, []);
        squares.get(key).push(i);
      }
  });
  const told = new Set();
  for (const inside of squares.values())
    for (let a = 0; a < inside.length; a++)
      for (let b = a + 1; b < inside.length; b++) {
        const s = texts[inside[a]], t = texts[inside[b]];
        const wide = Math.min(s.right, t.right) - Math.max(s.x, t.x);
        // Lines of one type lie close: a third of the lower one may be shared.
        const high = Math.min(s.bottom, t.bottom) - Math.max(s.y, t.y);
        const least = Math.min(s.bottom - s.y, t.bottom - t.y);
        const key = `${inside[a]} ${inside[b]}`;
        if (wide <= 1 || high <= least * 0.4 || told.has(key)) continue;
        if (s.parent === t.parent && s.text === t.text) continue;
        told.add(key);
        // What scrolls inside something does not lie on what is outside it.
        if (hidden(s) || hidden(t)) continue;
        faults.push(`${name(s.text)} lies over ${name(t.text)}`);
      }

  function hidden(t) {
    for (let e = t.parent; e && e !== document.body; e = e.parentElement) {
      if (getComputedStyle(e).overflowX === "visible") continue;
      const room = e.getBoundingClientRect();
      if (t.x >= room.right || t.right <= room.left || t.y >= room.bottom
          || t.bottom <= room.top) return true;
    }
    return false;
  }
  return faults;
}
