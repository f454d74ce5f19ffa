/**
 * The arithmetic of a product or a row sum: the row, the column laid flat, their products.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Term} Term
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../symbols.js").Run} Run
 */
import { agrees, together, typed } from "../numbers.js";
import { dimLabels, dimsOf, labelRuns, runs, upright } from "../symbols.js";
import { ending, entry, shownEntry } from "./arithmetic.js";

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
  const labels = dimLabels(dimsOf(left.token, state)[1].split("*")[0], state);
  const ks = [...Array(count).keys()];
  const a = ks.map((k) => entry(state, left, r, from + k));
  const b = ks.map((k) => entry(state, right, k, c));
  const all = a.map((v, k) => v * b[k]);
  const { kept, rest } = largest(all, limit);
  const first = { label: rows, cells: kept.map((k) => shownEntry(state, left, r, from + k)) };
  const second = { label: cols, cells: kept.map((k) => shownEntry(state, right, k, c)) };
  const add = (/** @type {number[]} */ list) => list.reduce((s, v) => s + v, 0);
  const write = together(all);
  const terms = kept.map((k, i) => term(all[k], write(Math.abs(all[k])), i > 0));
  const total = { text: write(add(all)), value: add(all), token: "" };
  const hidden = add(all.filter((_, k) => !kept.includes(k)));
  const last = rest ? [typed(write(hidden))] : [];
  const factors = kept.map((_, i) => typed(first.cells[i].text) * typed(second.cells[i].text));
  return {
    kind: "product",
    heads: kept.map((k) => labelRuns(labels[k] ?? labels[0])),
    rows: sum ? [first] : [first, second],
    terms: sum ? [] : terms,
    rounded: terms.some(({ text }, i) => !sum && !agrees(text, Math.abs(factors[i]))),
    more: rest ? `+ ${rest} more = ${write(hidden)}` : "",
    ...ending(items, state, [r, c], { left, right, total }),
    ...noteOn(total, count, sum ? "entries" : "products", [...terms.map(signed), ...last]),
    table: null,
  };
}

/**
 * What the sum in the last line is of; unrounded, where the digits shown have another sum.
 * @param {import("./arithmetic.js").Shown} total
 * @param {number} count
 * @param {string} what
 * @param {number[]} typed the digits shown
 */
export function noteOn(total, count, what, typed) {
  const about = !agrees(
    total.text,
    typed.reduce((s, v) => s + v, 0),
  );
  const note = `the sum of the ${count} ${about ? "unrounded " : ""}${what}`;
  return { note: count === 1 ? "" : note, total: count === 1 ? "" : total.text, about };
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
    col.kind === "none"
      ? [upright("times "), ...runs(right.token)]
      : [upright("times column "), ...labelRuns(col), upright(" of "), ...runs(right.token)],
  ];
}

/**
 * All products up to twelve, else the six largest in their order, without zeros; fewer where there
 * is less room.
 * @param {number[]} products
 * @param {number} limit
 */
export function largest(products, limit) {
  const all = [...products.keys()];
  const most = Math.min(LARGEST, limit);
  if (all.length <= limit) return { kept: all, rest: 0 };
  const size = (/** @type {number} */ k) =>
    Number.isNaN(products[k]) ? Infinity : Math.abs(products[k]);
  const [first, ...others] = all.toSorted((j, k) => size(k) - size(j)).slice(0, most);
  const kept = [first, ...others.filter((k) => products[k] !== 0)].toSorted((j, k) => j - k);
  return { kept, rest: all.length - kept.length };
}

/**
 * @param {number} value
 * @param {string} text its digits, without a sign
 * @param {boolean} inside not the first
 * @returns {Term}
 */
function term(value, text, inside) {
  return { sign: value < 0 ? "−" : inside ? "+" : "", text, zero: value === 0 };
}

/** @param {Term} term as it is shown */
function signed({ sign, text }) {
  return typed(sign === "−" ? `−${text}` : text);
}
