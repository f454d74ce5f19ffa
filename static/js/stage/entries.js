/**
 * Entries of matrices, and how the arithmetic of a cell shows them.
 *
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 */
import { cellText, four, real } from "../numbers.js";

/**
 * @param {number} value
 * @param {string} [token]
 * @param {(v: number) => string} [write]
 * @returns {Shown}
 */
export function shown(value, token = "", write = four) {
  return { text: write(value), value, token };
}

/**
 * An entry as it is shown; those of a matrix of integers have no decimals.
 * @param {State} state
 * @param {MatrixItem} item
 * @param {number} r
 * @param {number} c
 * @param {(v: number) => string} [write]
 * @returns {Shown}
 */
export function shownEntry(state, item, r, c, write) {
  const value = entry(state, item, r, c);
  const whole = item.ones || allIntegers(state.matrices[item.name]?.values ?? []);
  return whole && Number.isInteger(value) && Math.abs(value) < LARGE
    ? { text: cellText(value, 40, true), value, token: item.token }
    : shown(value, item.token, write);
}

/** @type {WeakMap<object, boolean>} */
const whole = new WeakMap();
/** Larger integers are written as powers. */
const LARGE = 1000;

/** @param {import("../numbers.js").Value[][]} values */
function allIntegers(values) {
  const known = whole.get(values);
  if (known !== undefined) return known;
  const found = values.every((row) => row.every(Number.isInteger));
  whole.set(values, found);
  return found;
}

/**
 * An entry; a matrix of one row or column is copied along the other.
 * @param {State} state
 * @param {MatrixItem} item
 * @param {number} r
 * @param {number} c
 */
export function entry(state, item, r, c) {
  if (item.ones) return 1;
  const values = state.matrices[item.name]?.values ?? [];
  const [i, k] = item.transposed ? [c, r] : [r, c];
  const row = values[Math.min(i, values.length - 1)] ?? [];
  return real(row[Math.min(k, row.length - 1)]);
}
