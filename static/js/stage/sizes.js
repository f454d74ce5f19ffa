/** Sizes of the stage at scale 1, as the design has them, and the scale a container asks for. */
import { runs } from "../symbols.js";
import { measure } from "./measure.js";

export const SIZE = {
  pad: 24,
  gutter: 25,
  equals: 44,
  sign: 40,
  scalar: 42,
  shape: 36,
  row: 43,
  symbol: 32,
  gap: 28,
};
/** Vertical places below the head: on a roomy stage and on a low one. */
export const ROOMY = {
  head: 68,
  symbol: 64,
  caption: 84,
  index: 101,
  top: 107,
  sum: 190,
  gap: 30,
  foot: 74,
};
/** The stage alone on a page: the head scales with the rest. */
export const ALONE = {
  head: 0,
  symbol: 72,
  caption: 90,
  index: 106,
  top: 112,
  sum: 172,
  gap: 24,
  foot: 34,
};
/** On a wall: all larger, and the words nearer to what they belong to. */
export const WALL = {
  head: 0,
  symbol: 80,
  caption: 102,
  index: 120,
  top: 128,
  sum: 187,
  gap: 24,
  foot: 28,
};
export const LOW = {
  head: 44,
  symbol: 34,
  caption: 54,
  index: 70,
  top: 76,
  sum: 186,
  gap: 30,
  foot: 8,
};
/** Height that a pattern's arithmetic takes, where it is not that of a product: its own, and of its numbers. */
export const SUMS = new Map([
  ["entrywise", [0, 112]],
  ["mean", [0, 100]],
  ["row-sum", [114, 30]],
]);
const LONGEST_AROUND = 200;
/** Longer texts beside a symbol are set small, in two lines. */
export const LONG = 18;

/**
 * How much larger than the symbols numbers and small words are on a wall: they are read from the
 * back row. With more columns than fit so, numbers are less large.
 */
const ON_A_WALL = { cells: [1.44, 1.2, 1], words: 1.13 };
/** Elsewhere the numbers of a small equation are larger. */
const GROWING = [1.29, 1.15, 1];
/** A stage alone is drawn at this width and height; a wall's is larger by the same factor. */
const DRAWN = { embed: { width: 960, height: 452 }, present: { width: 960, height: 475 } };
/** Below, the letters of a drawing made smaller could not be read. */
const SMALLEST = 0.8;

/**
 * The scale of a stage, its vertical places, and by how much numbers and words are larger.
 * @typedef {{
 *   scale: number, low: boolean, v: typeof ROOMY, cells: number[], words: number,
 * }} Scale
 * @param {number} width
 * @param {number} height
 * @param {unknown} [page] that the stage stands in
 * @returns {Scale}
 */
export function scaleOf(width, height, page) {
  const plain = { cells: GROWING, words: 1 };
  const drawn = page === "embed" || page === "present" ? DRAWN[page] : null;
  if (drawn) {
    const scale = Math.min(width / drawn.width, height / drawn.height);
    if (page === "present" && scale >= SMALLEST) {
      return { scale, low: false, v: WALL, ...ON_A_WALL };
    }
    if (scale >= SMALLEST) return { scale, low: false, v: ALONE, cells: GROWING, words: 1.1 };
  }
  if (height < 500) {
    const by = Math.max(0.75, Math.min(width / 896, height / 462));
    const scale = width < 700 ? Math.max(0.6, width / 700) : Math.min(1.2, by);
    return { scale, low: true, v: LOW, cells: [1], words: 1 };
  }
  const by = Math.min(2.2, Math.max(1, Math.min(width / 896, height / 640)));
  const scale = width < 700 ? Math.max(0.6, width / 700) : by;
  return { scale, low: false, v: ROOMY, ...plain };
}

/**
 * Text around a symbol is smaller the longer it is; a bracket closes as large as it was opened.
 * @param {string} text
 * @param {string} [before] what stands before the symbol
 */
export function aroundSize(text, before = "") {
  if (/\($/.test(before.trim()) && before.length <= LONG) return aroundSize(before);
  if (text.length <= 3) return SIZE.symbol;
  return text.length <= LONG ? 23 : 15;
}

/**
 * The width of a matrix's symbol with the text around it.
 * @param {import("./equation.js").MatrixItem} item
 * @param {number} scale
 */
export function symbolWidth(item, scale) {
  const around = [item.prefix, item.suffix].map((text) =>
    Math.min(LONGEST_AROUND, measure(text, aroundSize(text, text && item.prefix))),
  );
  const own = item.ones ? 16 : measure(runs(item.token), SIZE.symbol);
  return Math.round((own + around[0] + around[1] + 10) * scale);
}

/**
 * @param {import("./equation.js").Item} item
 * @param {number} scale
 */
export function signWidth(item, scale) {
  if (item.type === "operator") {
    const equals = item.text === "=" || item.text === ":=";
    return Math.round((equals ? SIZE.equals : SIZE.sign) * scale);
  }
  if (item.type !== "scalar") return 0;
  const wide = isFraction(item.text) ? 18 : measure(item.text, 24);
  return Math.round(Math.max(SIZE.scalar, wide + 18) * scale);
}

/**
 * "1/m" and "λ/2m" are drawn as fractions.
 * @param {string} text
 */
export function isFraction(text) {
  return /^[^\s()]+\/[^\s()]+$/.test(text);
}

/**
 * Tells the style sheet the scales: of the whole, of numbers, of small words.
 * @param {HTMLElement} element
 * @param {{ scale: number, cells: number, words: number }} scales
 */
export function scaled({ style }, { scale, cells, words }) {
  style.setProperty("--s", String(scale));
  style.setProperty("--c", String(cells));
  style.setProperty("--w", String(words));
}
