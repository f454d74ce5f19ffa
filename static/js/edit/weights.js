/** A cell of W or b, and the matrix with that one entry changed. Nothing here touches the page. */
import { dimLabels, dimsOf, spoken, spokenLabel } from "../symbols.js";

/** @typedef {{ name: string, cell: [number, number] }} Place */

/**
 * The cell of W or b that stands at a place on the stage or in the ledger; null for other matrices.
 * @param {string} token "W2", "b1", "W2.T"
 * @param {[number, number]} at
 * @returns {Place | null}
 */
export function weightAt(token, [r, c]) {
  const [, name, turned] = /^([Wb]\d)(\.T)?$/.exec(token) ?? [];
  return name ? { name, cell: turned ? [c, r] : [r, c] } : null;
}

/** The value that stands there. @param {any} state @param {Place} place @returns {number} */
export function valueAt({ matrices }, { name, cell: [r, c] }) {
  return matrices[name].values[r][c];
}

/**
 * The spec's field with one entry changed: all others as they are, to the last digit.
 * @param {any} state @param {Place} place @param {number} value
 * @returns {Record<string, number[][]>}
 */
export function withValue({ matrices }, { name, cell: [r, c] }, value) {
  const rows = matrices[name].values.map((/** @type {number[]} */ row) => [...row]);
  rows[r][c] = value;
  return { [name]: rows };
}

/** "W layer 1, unit 2, input 1". @param {any} state @param {Place} place */
export function placeWords(state, { name, cell }) {
  const labels = dimsOf(name, state).map((dim, axis) => dimLabels(dim, state)[cell[axis]]);
  const words = labels.map((label) => (label ? spokenLabel(label) : ""));
  return [spoken(name), ...words].filter(Boolean).join(", ");
}
