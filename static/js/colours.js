/**
 * Colours of the page as the tokens of tokens.css give them, and colours of values made from them.
 * @typedef {readonly [number, number, number]} Rgb
 * @typedef {{
 *   stops: readonly Rgb[], shut: Rgb, open: Rgb, shutText: string, openText: string,
 *   darkText: string, lightText: string, ink: string, ink2: string, ink3: string, paper: string,
 *   off: string, hatch: string, select: string, font: string, paperRgb: Rgb,
 * }} Palette
 */

const STOPS = ["n4", "n3", "n2", "n1", "0", "p1", "p2", "p3", "p4"];
/** How much of its colour a blocked value keeps. */
export const GHOST = 0.32;

/** @type {Palette | null} */
let current = null;

/**
 * @param {string} text "#rgb", "#rrggbb" or "rgb(r, g, b)"
 * @returns {Rgb}
 */
export function parseColour(text) {
  const hex = /^#([0-9a-f]{3,6})$/i.exec(text.trim())?.[1];
  if (hex) {
    const wide = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    const at = (/** @type {number} */ i) => Number.parseInt(wide.slice(i, i + 2), 16);
    return [at(0), at(2), at(4)];
  }
  const [r = 0, g = 0, b = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b];
}

/** @returns {Palette} the tokens now in force */
export function palette() {
  if (current) return current;
  const style = getComputedStyle(document.documentElement);
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  current = {
    stops: STOPS.map((name) => parseColour(token(`v-${name}`))),
    shut: parseColour(token("gate-shut")),
    open: parseColour(token("gate-open")),
    shutText: token("gate-shut-text"),
    openText: token("gate-open-text"),
    darkText: token("cell-dark-text"),
    lightText: token("cell-light-text"),
    ink: token("ink"),
    ink2: token("ink-2"),
    ink3: token("ink-3"),
    paper: token("paper"),
    paperRgb: parseColour(token("paper")),
    off: token("off"),
    hatch: token("hatch"),
    select: token("select"),
    font: token("font-ui"),
  };
  return current;
}

/**
 * Calls `run` whenever the page turns light or dark, after the palette has been read again.
 * @param {() => void} run
 * @returns {() => void} stops it
 */
export function onTheme(run) {
  const changed = () => {
    current = null;
    run();
  };
  const media = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  media.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", changed);
  };
}

/**
 * @param {number} v
 * @param {number} r the value that has full colour
 * @param {readonly Rgb[]} stops from −r to r
 * @returns {Rgb}
 */
export function colourOf(v, r, stops) {
  const last = stops.length - 1;
  const share = Number.isNaN(v) ? 0 : v / (2 * (r || 1));
  const at = Math.min(1, Math.max(0, 0.5 + share)) * last;
  const low = Math.min(last - 1, Math.floor(at));
  return mix(stops[low], stops[low + 1], at - low);
}

/**
 * @param {Rgb} a
 * @param {Rgb} b
 * @param {number} t 0 is a, 1 is b
 * @returns {Rgb}
 */
export function mix(a, b, t) {
  const one = (/** @type {number} */ i) => Math.round(a[i] + (b[i] - a[i]) * t);
  return [one(0), one(1), one(2)];
}

/** @param {Rgb} rgb */
export function css(rgb) {
  return `rgb(${rgb.join(", ")})`;
}

/**
 * Relative luminance of WCAG 2.
 * @param {Rgb} rgb
 */
export function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast that text needs. */
const ENOUGH = 4.5;

/**
 * Whether text on a colour is black: wherever that has contrast enough, so that ink changes but once.
 * @param {Rgb} rgb
 */
export function darkTextOn(rgb) {
  return (luminance(rgb) + 0.05) / 0.05 >= ENOUGH;
}

/**
 * A heatmap's colour scale of evenly spaced stops.
 * @param {readonly Rgb[]} stops
 * @returns {[number, string][]}
 */
export function scaleOf(stops) {
  return stops.map((rgb, i) => [i / (stops.length - 1), css(rgb)]);
}
