/**
 * The arithmetic of one cell, with the digits as they are shown. Every number is rounded once, from
 * its true value; where the digits shown then do not agree, the line says so with one "≈".
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("../symbols.js").Run} Run
 * @typedef {{ text: string, value: number, token: string }} Shown  token: the matrix it comes from
 * @typedef {{ label: Run[], cells: Shown[], here?: number }} Row  here: the cell to point out
 * @typedef {{ sign: string, text: string, zero: boolean }} Term
 * @typedef {Shown & { kind: "number" } | { kind: "sign" | "fraction" | "words", text: string }} Part
 * @typedef {{
 *   kind: "product" | "entry" | "column", heads: Run[][], rows: Row[], terms: Term[],
 *   rounded: boolean, more: string, result: Shown, relation: "=" | "≈", parts: Part[],
 *   note: string, total: string, about: boolean, table: Table | null,
 * }} Arithmetic  heads: what each column of the rows belongs to; rounded: a product shown is not
 *   that of the digits shown; about: nor is the sum; total: the sum, where the last line has it
 * @typedef {{ heads: Run[][], labels: Run[][], columns: Shown[][], total: Shown | null }} Table
 */

import { agrees, fine, four, short, typed } from "../numbers.js";
import { column } from "./column.js";
import { shownEntry } from "./entries.js";
import { evaluate, lex } from "./expression.js";
import { TERMS } from "./fit.js";
import { mean } from "./mean.js";
import { product } from "./product.js";
import { isFraction } from "./sizes.js";

export { entry, shown, shownEntry } from "./entries.js";

/**
 * The arithmetic of a cell of the step's result.
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {number} [limit] more products than this are not all shown
 * @returns {Arithmetic}
 */
export function arithmetic(step, items, state, cell, limit = TERMS) {
  if (step.pattern === "mean") return mean(items, state, cell, limit, step.example);
  const left = items.find((item) => item.type === "matrix" && item.role === "left");
  if (left?.type === "matrix") return product(step, items, state, cell, { left, limit });
  if (step.pattern === "column" || step.pattern === "blocks")
    return column(step, items, state, cell);
  return entrywise(items, state, cell);
}

/**
 * The last line: the result, and what the equation makes of the sum.
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {{ left: MatrixItem, right: MatrixItem, total: Shown } | null} sum
 */
export function ending(items, state, [r, c], sum) {
  /** @type {Part[]} */
  const parts = [];
  const write = divides(items) ? fine : four;
  for (const item of items.slice(2)) {
    if (sum && (item === sum.right || item === items[items.indexOf(sum.left) + 1])) continue;
    if (sum && item === sum.left) parts.push({ kind: "number", ...sum.total });
    else parts.push(...partsOf(item, state, r, c, write));
  }
  const first = /** @type {MatrixItem} */ (items[0]);
  const result = { ...shownEntry(state, first, r, c), token: "result" };
  return { result, parts, relation: relationOf(parts, result, state) };
}

/** Whether a matrix stands in a divisor or under a root. @param {Item[]} items */
const divides = (items) =>
  items.some((item) => (item.type === "operator" ? item.text === "/" : isRoot(item)));

/** @param {Item} item */
const isRoot = (item) => item.type === "matrix" && item.prefix.includes("√");

/**
 * @param {Item} item
 * @param {State} state
 * @param {number} r
 * @param {number} c
 * @param {(v: number) => string} [write]
 * @returns {Part[]}
 */
export function partsOf(item, state, r, c, write) {
  if (item.type === "operator") return [{ kind: "sign", text: item.text }];
  if (item.type === "scalar") {
    if (!isFraction(item.text)) return [{ kind: "number", ...scalar(item.value) }];
    return [{ kind: "fraction", text: fractionText(item.text, state) }];
  }
  const around = (/** @type {string} */ text) =>
    text.trim() ? [{ kind: /** @type {const} */ ("words"), text: text.trim() }] : [];
  const value = { kind: /** @type {const} */ ("number"), ...shownEntry(state, item, r, c, write) };
  return [...around(item.prefix), value, ...around(item.suffix)];
}

/** @param {number} value */
function scalar(value) {
  return { text: short(value), value, token: "" };
}

/**
 * 1/m with its numbers: "1/8".
 * @param {string} text
 * @param {State} state
 */
export function fractionText(text, state) {
  const { m, l2 } = state.scalars;
  return text
    .replace("λ", short(l2))
    .replace(/(\d*)m/, (_, times) => short((Number(times) || 1) * m));
}

/**
 * Whether the digits shown give the result's digits.
 * @param {Part[]} parts
 * @param {Shown} result
 * @param {State} state
 * @returns {"=" | "≈"}
 */
export function relationOf(parts, result, state) {
  if (!Number.isFinite(result.value)) return "=";
  /** @type {import("./expression.js").Lexeme[]} */
  const lexemes = [];
  for (const part of parts) {
    const number = part.kind === "number" ? typed(part.text) : null;
    const found =
      number === null ? lex(part.kind === "fraction" ? `(${part.text})` : part.text) : null;
    if (number !== null)
      lexemes.push(
        { kind: "mark", text: "(" },
        { kind: "number", value: number },
        { kind: "mark", text: ")" },
      );
    else if (found) lexemes.push(...found);
    else return closed(parts, result);
  }
  const value = evaluate(lexemes, { scalars: state.scalars });
  if (value === null) return closed(parts, result);
  return agrees(result.text, value) ? "=" : "≈";
}

/**
 * A function of one number: equal digits, 0 and 1 are exact; more is not claimed.
 * @param {Part[]} parts
 * @param {Shown} result
 */
function closed(parts, result) {
  const same = parts.some((part) => part.kind === "number" && part.text === result.text);
  return same || result.value === 0 || result.value === 1 ? "=" : "≈";
}

/** What an arithmetic has that is no sum of products. */
export const PLAIN = {
  heads: [],
  rows: [],
  terms: [],
  rounded: false,
  more: "",
  total: "",
  about: false,
};

/**
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @returns {Arithmetic}
 */
export function entrywise(items, state, cell) {
  const end = ending(items, state, cell, null);
  return {
    ...PLAIN,
    ...{ kind: "entry", note: "", table: null },
    ...end,
  };
}

/**
 * The arithmetic as plain text, one line for each row.
 * @param {Arithmetic} sum
 */
export function spoken(sum) {
  const plain = (/** @type {Run[]} */ list) => list.map((run) => run.text).join("");
  const lines = sum.rows.map(
    (row) => `${plain(row.label)}: ${row.cells.map((c) => c.text).join(", ")}`,
  );
  if (sum.more) lines.unshift(sum.heads.map(plain).join(", "));
  if (sum.terms.length) {
    const terms = sum.terms.map((t) => `${t.sign} ${t.text}`.trim()).join(" ");
    lines.push([`${productsLabel(sum)}: ${terms}`, sum.more].filter(Boolean).join(" "));
  }
  const right = sum.parts.map((part) => part.text).join(" ");
  return [...lines, `${sum.result.text} ${sum.relation} ${right}`.trim()];
}

/**
 * What stands before the line of the products: its one sign for digits that do not agree.
 * @param {Arithmetic} sum
 */
export function productsLabel({ rounded, terms }) {
  return `${terms.length > 1 ? "products" : "product"}${rounded ? " ≈" : ""}`;
}
