/**
 * The arithmetic of a mean: every entry, their sum, and, with a penalty, the squares of the weights.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Part} Part
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 */
import { four, real, typed } from "../numbers.js";
import { runs, upright } from "../symbols.js";
import { ending, entrywise, partsOf, relationOf, shown } from "./arithmetic.js";
import { largest } from "./product.js";

/**
 * One number from all cells of a matrix.
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {number} limit
 * @returns {Arithmetic}
 */
export function mean(items, state, cell, limit) {
  const summed = items.find((item, i) => i > 0 && item.type === "matrix");
  if (summed?.type !== "matrix") return entrywise(items, state, cell);
  const all = (state.matrices[summed.name]?.values ?? []).flat().map(real);
  const { kept, rest } = largest(all, limit);
  const hidden = shown(all.reduce((s, v, k) => (kept.includes(k) ? s : s + v), 0));
  const total = all.reduce((s, v) => s + v, 0);
  const cells = kept.map((k) => shown(all[k], summed.token));
  const added = cells.reduce((s, { text }) => s + typed(text), rest ? typed(hidden.text) : 0);
  const end = ending(items, state, cell, { left: summed, right: summed, value: total });
  return {
    ...{
      kind: "product",
      rows: [{ label: [upright("every "), ...runs(summed.token)], cells }],
      terms: [],
    },
    more: rest ? `+ ${rest} more = ${hidden.text}` : "",
    ...totals(end, items, state, summed, total),
    note: `the sum of the ${all.length} entries`,
    about: four(added) !== four(total),
    table: null,
  };
}

/**
 * The last line of a mean: every other matrix stands there with the sum of its squares.
 * @param {ReturnType<typeof ending>} end
 * @param {Item[]} items
 * @param {State} state
 * @param {MatrixItem} summed
 * @param {number} total
 */
function totals(end, items, state, summed, total) {
  /** @type {Part[]} */
  const parts = items.slice(2).flatMap((item) => {
    if (item === summed) return [{ kind: /** @type {const} */ ("number"), ...shown(total) }];
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
