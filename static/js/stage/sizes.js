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
  foot: 74,
};
export const LOW = { head: 44, symbol: 34, caption: 54, index: 70, top: 76, sum: 186, foot: 8 };
/** Height that a pattern's arithmetic takes, where it is not that of a product. */
export const SUMS = new Map([
  ["entrywise", 112],
  ["mean", 100],
]);
const LONGEST_AROUND = 200;
/** Longer texts beside a symbol are set small, in two lines. */
export const LONG = 18;

/**
 * @param {number} width
 * @param {number} height
 * @returns {{ scale: number, low: boolean }}
 */
export function scaleOf(width, height) {
  const low = height < 500;
  if (width < 700) return { scale: Math.max(0.6, width / 700), low };
  if (low)
    return { scale: Math.min(1.2, Math.max(0.75, Math.min(width / 896, height / 462))), low };
  const by = Math.min(width / 896, height / 640);
  return { scale: Math.min(2.2, Math.max(1, by)), low };
}

/**
 * Text around a symbol is smaller the longer it is.
 * @param {string} text
 */
export function aroundSize(text) {
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
    Math.min(LONGEST_AROUND, measure(text, aroundSize(text))),
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
