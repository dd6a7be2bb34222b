/**
 * theme.js - the page's colours, as style.css has them, and the button that
 * turns dark and light around.
 */
import { el, say } from "./dom.js";

/** @type {(() => void)[]} */
const listeners = [];
const dark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => document.documentElement.dataset.theme === "dark"
  || (document.documentElement.dataset.theme !== "light" && dark.matches);

/** Call when the colours are others. */
export const onTheme = (/** @type {() => void} */ then) =>
  void listeners.push(then);

/** @returns {Record<string, string>} by custom property, without its dashes */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "muted", "line", "accent", "reached", "band",
    "hatch", "target", "short", "soft"];
  for (let i = 0; i < 6; i++) names.push(`h${i}`, `hi${i}`);
  return Object.fromEntries(names.map((name) =>
    [name, style.getPropertyValue(`--${name}`).trim()]));
}

/** Put the button where the page has room for it. */
export function addSwitch() {
  const room = /** @type {HTMLElement | null} */ (
    document.querySelector("header .tools"));
  const label = () => say(isDark() ? "to_light" : "to_dark");
  const button = el("button", {
    type: "button", class: "switch",
    click: () => {
      document.documentElement.dataset.theme = isDark() ? "light" : "dark";
      changed();
    },
  }, label());
  function changed() {
    button.textContent = label();
    for (const listener of listeners) listener();
  }

  dark.addEventListener("change", changed);
  if (!room) return;
  room.append(button);
  room.hidden = false;
}
