/**
 * What is true of a whole matrix, found once for each: how many zeros, how large, which rows are
 * all zero; and which units are off.
 *
 * @typedef {import("../numbers.js").Value} Value
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {{
 *   count: number, zeros: number, finite: boolean, most: number, rms: number, gates: boolean,
 *   zeroRows: Set<number>,
 * }} Facts  most: largest magnitude; gates: every entry is 0 or 1
 */
import { real } from "../numbers.js";

/** @type {WeakMap<object, Facts>} */
const known = new WeakMap();

/**
 * @param {Value[][]} values
 * @returns {Facts}
 */
export function facts(values) {
  const before = known.get(values);
  if (before) return before;
  const found = { count: 0, zeros: 0, finite: true, most: 0, rms: 0, gates: true };
  const zeroRows = /** @type {Set<number>} */ (new Set());
  let squares = 0;
  values.forEach((row, r) => {
    let zeros = 0;
    for (const value of row) {
      const size = typeof value === "number" ? Math.abs(value) : Number.NaN;
      if (value === 0) zeros += 1;
      if (value !== 0 && value !== 1) found.gates = false;
      if (!(size < Infinity)) found.finite = false;
      if (size > found.most) found.most = size;
      squares += size * size;
    }
    found.count += row.length;
    found.zeros += zeros;
    if (zeros === row.length) zeroRows.add(r);
  });
  found.rms = Math.sqrt(squares / found.count);
  const all = { ...found, zeroRows };
  known.set(values, all);
  return all;
}

/**
 * The values of a matrix as numbers, or none if it is not here or not all finite.
 * @param {string} name
 * @param {State} state
 * @returns {number[][] | null}
 */
export function valuesOf(name, state) {
  const values = state.matrices[name]?.values;
  return values && facts(values).finite ? /** @type {number[][]} */ (values) : null;
}

/**
 * Whether a hidden unit is off for an example: it sends on 0, and its slope is 0.
 * @param {number} layer
 * @param {number} unit
 * @param {number} example
 * @param {State} state
 */
export function offFor(layer, unit, example, state) {
  const at = (/** @type {string} */ name) =>
    real(state.matrices[`${name}${layer}`]?.values[unit]?.[example]);
  return layer < state.layers.length - 1 && at("A") === 0 && at("gprime") === 0;
}

/**
 * The hidden units of a layer that are off for every example shown.
 * @param {number | null} layer
 * @param {State} state
 * @returns {number[]}
 */
export function offUnits(layer, state) {
  const [sent, slopes] = [valuesOf(`A${layer}`, state), valuesOf(`gprime${layer}`, state)];
  if (layer === null || layer >= state.layers.length - 1 || !sent || !slopes) return [];
  const shut = facts(slopes).zeroRows;
  return [...facts(sent).zeroRows].filter((unit) => shut.has(unit));
}

/**
 * The class that is true of an example, if its column of Y has a single 1 and nothing else.
 * @param {number} example
 * @param {State} state
 * @returns {number} −1 if there is none
 */
export function trueClass(example, state) {
  const column = (state.matrices.Y?.values ?? []).map((row) => row[example]);
  const rest = column.filter((y) => y !== 0);
  return column.length > 1 && rest.length === 1 && rest[0] === 1 ? column.indexOf(1) : -1;
}

/**
 * The place of the largest of some numbers, if it is ahead of every other by a hundredth.
 * @param {number[]} list
 * @returns {number} −1 if there is none
 */
export function leader(list) {
  let [first, second] = [-1, -1];
  list.forEach((v, i) => {
    if (first < 0 || v > list[first]) [first, second] = [i, first];
    else if (second < 0 || v > list[second]) second = i;
  });
  if (second < 0) return -1;
  return list[first] - list[second] > 0.01 * Math.abs(list[first]) ? first : -1;
}

/**
 * Whether the entries of every column add up to 0, as far as rounding lets them.
 * @param {number[][]} values
 */
export function balanced(values) {
  if (values.length < 2 || facts(values).most === 0) return false;
  return values[0].every((_, c) => {
    const sum = values.reduce((s, row) => s + row[c], 0);
    const size = values.reduce((s, row) => s + Math.abs(row[c]), 0);
    return Math.abs(sum) <= 1e-9 * size;
  });
}
