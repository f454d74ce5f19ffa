/**
 * One example: a step of all m columns as a step of one. Columns are named as NumPy writes them, so
 * that none is taken for the whole; to a gradient the example adds the product of two such columns.
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./types.d.ts").Matrix} Matrix
 * @typedef {import("../numbers.js").Value} Value
 * @typedef {import("./view.js").View} View
 */

import { words } from "../insight/words.js";
import { real } from "../numbers.js";
import { columnOf, rangeOf } from "../state.js";
import { italic, runs, split } from "../symbols.js";
import { same, spanOf } from "./view.js";

/**
 * What a step is for the chosen example.
 * @param {Step} step
 * @param {State} state
 * @returns {View | null} null if it is the same for all
 */
export function oneExample(step, state) {
  const i = columnOf(state);
  if (i === null) return null;
  const { base, layer } = split(step.writes);
  if (step.pattern === "mean") return { ...same(step, state), step: { ...step, example: i } };
  if (base === "dW" || base === "db") return share(step, state, i, base, Number(layer));
  const span = spanOf(step, state);
  if (!span.count) return null;
  const names = new Map(
    [step.writes, ...step.reads].map((name) => [name, columnName(name, state, i)]),
  );
  const shown = [...names].filter(([name, own]) => name !== own);
  const deciders = shown.map(([name]) => name.replace(/^gprime/, "Z"));
  const pattern =
    step.pattern === "row-column-bias" || base === "dZ" ? product(step) : step.pattern;
  return {
    step: { ...renamed(step, names), pattern },
    state: withColumns(state, [...shown.map(([name]) => name), ...deciders], i),
    ...span,
  };
}

/** A product of one column needs no copies and no blocks. @param {Step} step */
function product({ pattern }) {
  return ["row-column-bias", "blocks"].includes(pattern) ? "row-column" : pattern;
}

/**
 * The name of an example's part of a matrix; its own if that has no column for each.
 * @param {string} name
 * @param {State} state
 * @param {number} i
 */
export function columnName(name, state, i) {
  const matrix = state.matrices[name];
  if (matrix?.dims[1] === "m") return `${name}[:,${i}]`;
  if (!matrix?.dims[1].endsWith("*m")) return name;
  const n = matrix.shape[0];
  return `${name}[:,${i * n}:${(i + 1) * n}]`;
}

/**
 * @param {Step} step
 * @param {Map<string, string>} names
 * @returns {Step}
 */
function renamed(step, names) {
  const own = (/** @type {string} */ token) => {
    const [, name, turned] = /^(.*?)(\.T)?$/.exec(token) ?? ["", token, ""];
    return `${names.get(name) ?? name}${turned ?? ""}`;
  };
  return {
    ...step,
    writes: own(step.writes),
    reads: step.reads.map(own),
    equation: step.equation.map(own),
  };
}

/**
 * The state with an example's parts of some matrices beside these; colours as they have them.
 * @param {State} state
 * @param {string[]} names
 * @param {number} i
 * @returns {State}
 */
function withColumns(state, names, i) {
  const matrices = { ...state.matrices };
  const ranges = { ...state.ranges };
  for (const name of names) {
    const matrix = state.matrices[name];
    if (!matrix) continue;
    const own = columnName(name, state, i);
    const [rows, last] = matrix.dims;
    const wide = last === "m" ? 1 : matrix.shape[0];
    const values = matrix.values.map((row) => row.slice(i * wide, (i + 1) * wide));
    const dim = last === "m" ? "1" : last.split("*")[0];
    matrices[own] = { shape: [matrix.shape[0], wide], dims: [rows, dim], values };
    ranges[own] = rangeOf(name, state.ranges);
  }
  return { ...state, matrices, ranges, examples: [state.examples[i]] };
}

/**
 * What an example adds to a gradient: dz aᵀ to dW, dz to db.
 * @param {Step} step
 * @param {State} state
 * @param {number} i
 * @param {"dW" | "db"} base
 * @param {number} layer
 * @returns {View}
 */
function share(step, state, i, base, layer) {
  const [error, sent] = [`dZ${layer}`, `A${layer - 1}`].map((name) => columnName(name, state, i));
  const weights = base === "dW";
  const writes = shareName(base, layer, i);
  const reads = weights ? [error, sent] : [error];
  const equation = weights ? [error, "·", `${sent}.T`] : [error];
  const with_ = withColumns(state, [`dZ${layer}`, ...(weights ? [`A${layer - 1}`] : [])], i);
  const { shape, dims } = state.matrices[step.writes];
  with_.matrices[writes] = { shape, dims, values: shareOf(state, base, layer, i) };
  with_.ranges[writes] = weights ? shareRange(state, layer) : rangeOf(error, with_.ranges);
  const pattern = weights ? "row-column" : "entrywise";
  return {
    ...{ step: { ...step, writes, reads, equation, pattern }, state: with_ },
    ...{ from: 0, count: 0, told: toldOf(step.writes, state) },
  };
}

/**
 * How the shares make the gradient.
 * @param {string} name
 * @param {State} state
 */
function toldOf(name, state) {
  const { base, layer } = split(name);
  const products = base === "dW" ? "outer products" : "columns";
  const how = state.spec.average === "loss" ? "sum" : "mean";
  const penalty = base === "dW" && state.scalars.l2 > 0;
  const more = penalty
    ? words`, with ${[italic("λ")]}/${[italic("m")]} ${runs("W".concat(String(layer)))},`
    : words``;
  return {
    strong: words`One of ${String(state.m)} ${products}:`,
    rest: words` their ${how}${more} is ${runs(name)}.`,
  };
}

/** @param {"dW" | "db"} base @param {number} layer @param {number} i */
export function shareName(base, layer, i) {
  const right = base === "dW" ? `A${layer - 1}.T[${i},:]` : "1";
  return `dZ${layer}[:,${i}] · ${right}`;
}

/**
 * The values of an example's share of a gradient.
 * @param {State} state
 * @param {"dW" | "db"} base
 * @param {number} layer
 * @param {number} i
 * @returns {Value[][]}
 */
export function shareOf(state, base, layer, i) {
  const error = state.matrices[`dZ${layer}`].values.map((row) => row[i]);
  if (base === "db") return error.map((v) => [v]);
  const sent = state.matrices[`A${layer - 1}`].values.map((row) => real(row[i]));
  return error.map((v) => sent.map((a) => finite(real(v) * a)));
}

/** @param {number} v @returns {Value} as the wire writes it */
function finite(v) {
  return Number.isFinite(v) ? v : String(v);
}

/**
 * The value of full colour in the shares of dW: the largest of any example.
 * @param {State} state
 * @param {number} layer
 */
export function shareRange(state, layer) {
  const most = (/** @type {string} */ name) =>
    state.examples.map((_, i) =>
      Math.max(...state.matrices[name].values.map((row) => Math.abs(real(row[i])))),
    );
  const [errors, sent] = [most(`dZ${layer}`), most(`A${layer - 1}`)];
  const all = errors.map((v, i) => v * sent[i]).filter(Number.isFinite);
  return Math.max(0, ...all) || 1;
}
