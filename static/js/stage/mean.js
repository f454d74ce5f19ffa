/**
 * The arithmetic of a mean: every entry, their sum, and, with a penalty, the squares of the weights.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Part} Part
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 */
import { real, together, typed } from "../numbers.js";
import { dimLabels, dimsOf, labelRuns, runs, upright } from "../symbols.js";
import { ending, entrywise, PLAIN, partsOf, relationOf, shown } from "./arithmetic.js";
import { largest, noteOn } from "./product.js";

/**
 * One number from all cells of a matrix.
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {number} limit
 * @param {number} [example] one that is shown in any case
 * @returns {Arithmetic}
 */
export function mean(items, state, cell, limit, example) {
  const summed = items.find((item, i) => i > 0 && item.type === "matrix");
  if (summed?.type !== "matrix") return entrywise(items, state, cell);
  const all = (state.matrices[summed.name]?.values ?? []).flat().map(real);
  const first = all.map((v, k) => (k === example ? Number.POSITIVE_INFINITY : v));
  const { kept, rest } = largest(first, limit);
  const add = (/** @type {number[]} */ list) => list.reduce((s, v) => s + v, 0);
  const write = together(all);
  const hidden = write(add(all.filter((_, k) => !kept.includes(k))));
  const total = { text: write(add(all)), value: add(all), token: "" };
  const cells = kept.map((k) => ({ text: write(all[k]), value: all[k], token: summed.token }));
  const end = ending(items, state, cell, { left: summed, right: summed, total });
  const labels = dimLabels(dimsOf(summed.token, state)[1], state);
  return {
    ...PLAIN,
    kind: "product",
    heads: kept.map((k) => labelRuns(labels[k] ?? labels[0])),
    rows: [
      {
        label: [upright(rest ? "the largest " : "every "), ...runs(summed.token)],
        cells,
        here: kept.indexOf(example ?? -1),
      },
    ],
    more: rest ? `+ ${rest} more = ${hidden}` : "",
    ...totals(end, items, state, summed, total),
    ...noteOn(total, all.length, "entries", [
      ...cells.map(({ text }) => typed(text)),
      rest ? typed(hidden) : 0,
    ]),
    table: null,
  };
}

/**
 * The last line of a mean: every other matrix stands there with the sum of its squares.
 * @param {ReturnType<typeof ending>} end
 * @param {Item[]} items
 * @param {State} state
 * @param {MatrixItem} summed
 * @param {import("./arithmetic.js").Shown} total
 */
function totals(end, items, state, summed, total) {
  /** @type {Part[]} */
  const parts = items.slice(2).flatMap((item) => {
    if (item === summed) return [{ kind: /** @type {const} */ ("number"), ...total }];
    if (item.type !== "matrix") return partsOf(item, state, 0, 0);
    const words = (/** @type {string} */ text) =>
      text ? [{ kind: /** @type {const} */ ("words"), text }] : [];
    const all = (state.matrices[item.name]?.values ?? []).flat().map(real);
    const squares = all.reduce((s, v) => s + v * v, 0);
    return [
      ...words(item.prefix.replace(/Σ\S*/, "").trim()),
      { kind: /** @type {const} */ ("number"), ...shown(squares) },
      ...words(item.suffix.replace("²", "").trim()),
    ];
  });
  const whole = bracketed(parts);
  return { ...end, parts: whole, relation: relationOf(whole, end.result, state) };
}

/**
 * λ/2m multiplies the whole sum of squares behind it.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
function bracketed(parts) {
  const at = parts.findIndex((part, i) => i > 0 && part.kind === "fraction") + 1;
  const behind = parts.slice(at);
  if (!at || behind.length < 2 || behind[0].kind === "words") return parts;
  const open = { kind: /** @type {const} */ ("words"), text: "(" };
  return [...parts.slice(0, at), open, ...behind, { ...open, text: ")" }];
}
