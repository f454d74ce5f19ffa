/**
 * The arithmetic of a product or a row sum: the row, the column laid flat, their products.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arithmetic.js").Term} Term
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../symbols.js").Run} Run
 */
import { four, typed } from "../numbers.js";
import { dimLabels, labelRuns, runs, upright } from "../symbols.js";
import { ending, entry, shown, shownEntry } from "./arithmetic.js";

const LARGEST = 6;

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {{ left: MatrixItem, limit: number }} how
 * @returns {Arithmetic}
 */
export function product(step, items, state, [r, c], { left, limit }) {
  const right = /** @type {MatrixItem} */ (items[items.indexOf(left) + 2]);
  const sum = step.pattern === "row-sum";
  const { from, count } = span(step, state, left, c);
  const [rows, cols] = dimsLabels(step, state, left, right, [r, c]);
  const ks = [...Array(count).keys()];
  const a = ks.map((k) => entry(state, left, r, from + k));
  const b = ks.map((k) => entry(state, right, k, c));
  const { kept, rest } = largest(
    a.map((v, k) => v * b[k]),
    limit,
  );
  const first = { label: rows, cells: kept.map((k) => shownEntry(state, left, r, from + k)) };
  const second = { label: cols, cells: kept.map((k) => shownEntry(state, right, k, c)) };
  const terms = kept.map((k, i) => term(a[k] * b[k], first.cells[i], second.cells[i], i > 0));
  const total = ks.reduce((s, k) => s + a[k] * b[k], 0);
  const hidden = shown(ks.filter((k) => !kept.includes(k)).reduce((s, k) => s + a[k] * b[k], 0));
  const added = terms.reduce((s, t) => s + typed(t.sign === "−" ? `-${t.text}` : t.text), 0);
  const about = four(added + (rest ? typed(hidden.text) : 0)) !== four(total);
  return {
    kind: "product",
    rows: sum ? [first] : [first, second],
    terms: sum ? [] : terms,
    more: rest ? `${hidden.value < 0 ? "−" : "+"} ${rest} more = ${hidden.text}` : "",
    ...ending(items, state, [r, c], { left, right, value: total }),
    note: count === 1 ? "" : `the sum of the ${count} ${sum ? "entries" : "products"}`,
    about,
    table: null,
  };
}

/**
 * Which of the left factor's columns meet the right one's column c.
 * @param {Step} step
 * @param {State} state
 * @param {MatrixItem} left
 * @param {number} c
 */
function span(step, state, left, c) {
  const [rows, cols] = state.matrices[left.name]?.shape ?? [0, 0];
  if (step.pattern === "blocks") return { from: c * rows, count: rows };
  return { from: 0, count: left.transposed ? rows : cols };
}

/**
 * "row △ of dZ[2]" and "times column a₄ of A[1]T".
 * @param {Step} step
 * @param {State} state
 * @param {MatrixItem} left
 * @param {MatrixItem} right
 * @param {[number, number]} cell
 * @returns {[Run[], Run[]]}
 */
function dimsLabels(step, state, left, right, [r, c]) {
  const dims = state.matrices[step.writes]?.dims ?? ["1", "1"];
  const row = dimLabels(dims[0], state)[r];
  const col = dimLabels(dims[1], state)[c] ?? row;
  const block = step.pattern === "blocks";
  return [
    [upright("row "), ...labelRuns(row), upright(" of "), ...runs(left.token)].concat(
      block ? [upright(", block "), ...labelRuns(col)] : [],
    ),
    [upright("times column "), ...labelRuns(col), upright(" of "), ...runs(right.token)],
  ];
}

/**
 * All products up to twelve, else the six largest in their order; fewer where there is less room.
 * @param {number[]} products
 * @param {number} limit
 */
export function largest(products, limit) {
  const all = [...products.keys()];
  const most = Math.min(LARGEST, limit);
  if (all.length <= limit) return { kept: all, rest: 0 };
  const size = (/** @type {number} */ k) =>
    Number.isNaN(products[k]) ? Infinity : Math.abs(products[k]);
  const kept = all
    .toSorted((j, k) => size(k) - size(j))
    .slice(0, most)
    .toSorted((j, k) => j - k);
  return { kept, rest: all.length - most };
}

/**
 * @param {number} value
 * @param {Shown} a
 * @param {Shown} b
 * @param {boolean} signed
 * @returns {Term}
 */
function term(value, a, b, signed) {
  const negative = value < 0;
  const text = four(Math.abs(value));
  const about = Number.isFinite(value) && four(Math.abs(typed(a.text) * typed(b.text))) !== text;
  return { sign: negative ? "−" : signed ? "+" : "", text, zero: value === 0, about };
}
