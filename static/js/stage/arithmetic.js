/**
 * The arithmetic of one cell, with the digits as they are shown. Every number is rounded once, from
 * its true value; where the digits shown then do not agree, "≈" stands instead of "=".
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("../symbols.js").Run} Run
 * @typedef {{ text: string, value: number, token: string }} Shown  token: the matrix it comes from
 * @typedef {{ label: Run[], cells: Shown[] }} Row
 * @typedef {{ sign: string, text: string, zero: boolean, about: boolean }} Term
 * @typedef {Shown & { kind: "number" } | { kind: "sign" | "fraction" | "words", text: string }} Part
 * @typedef {{
 *   kind: "product" | "entry" | "column", rows: Row[], terms: Term[], more: string, result: Shown,
 *   relation: "=" | "≈", parts: Part[], note: string, about: boolean, table: Table | null,
 * }} Arithmetic
 * @typedef {{ heads: Run[][], labels: Run[][], columns: Shown[][], total: Shown | null }} Table
 */

import { cellText, four, real, short, typed } from "../numbers.js";
import { dimLabels, labelRuns, runs, upright } from "../symbols.js";
import { column } from "./column.js";
import { evaluate, lex } from "./expression.js";
import { TERMS } from "./fit.js";
import { isFraction } from "./sizes.js";

const LARGEST = 6;

/**
 * @param {number} value
 * @param {string} [token]
 * @returns {Shown}
 */
export function shown(value, token = "") {
  return { text: four(value), value, token };
}

/**
 * An entry as it is shown; those of a matrix of integers have no decimals.
 * @param {State} state
 * @param {MatrixItem} item
 * @param {number} r
 * @param {number} c
 * @returns {Shown}
 */
export function shownEntry(state, item, r, c) {
  const value = entry(state, item, r, c);
  const whole = item.ones || allIntegers(state.matrices[item.name]?.values ?? []);
  return whole && Number.isInteger(value)
    ? { text: cellText(value, 40, true), value, token: item.token }
    : shown(value, item.token);
}

/** @type {WeakMap<object, boolean>} */
const whole = new WeakMap();

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
  if (step.pattern === "mean") return mean(items, state, cell, limit);
  const left = items.find((item) => item.type === "matrix" && item.role === "left");
  if (left?.type === "matrix") return product(step, items, state, cell, { left, limit });
  if (step.pattern === "column" || step.pattern === "blocks")
    return column(step, items, state, cell);
  return entrywise(items, state, cell);
}

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {{ left: MatrixItem, limit: number }} how
 * @returns {Arithmetic}
 */
function product(step, items, state, [r, c], { left, limit }) {
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
  const first = { label: rows, cells: kept.map((k) => shown(a[k], left.token)) };
  const second = { label: cols, cells: kept.map((k) => shown(b[k], right.token)) };
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
    note: `the sum of the ${count} ${sum ? "entries" : "products"}`,
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
function largest(products, limit) {
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

/**
 * The last line: the result, and what the equation makes of the sum.
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {{ left: MatrixItem, right: MatrixItem, value: number } | null} sum
 */
function ending(items, state, [r, c], sum) {
  /** @type {Part[]} */
  const parts = [];
  for (const item of items.slice(2)) {
    if (sum && (item === sum.right || item === items[items.indexOf(sum.left) + 1])) continue;
    if (sum && item === sum.left) parts.push({ kind: "number", ...shown(sum.value, "") });
    else parts.push(...partsOf(item, state, r, c));
  }
  const first = /** @type {MatrixItem} */ (items[0]);
  const result = { ...shownEntry(state, first, r, c), token: "result" };
  return { result, parts, relation: relationOf(parts, result, state) };
}

/**
 * @param {Item} item
 * @param {State} state
 * @param {number} r
 * @param {number} c
 * @returns {Part[]}
 */
function partsOf(item, state, r, c) {
  if (item.type === "operator") return [{ kind: "sign", text: item.text }];
  if (item.type === "scalar") {
    if (!isFraction(item.text)) return [{ kind: "number", ...scalar(item.value) }];
    return [{ kind: "fraction", text: fractionText(item.text, state) }];
  }
  const around = (/** @type {string} */ text) =>
    text.trim() ? [{ kind: /** @type {const} */ ("words"), text: text.trim() }] : [];
  const value = { kind: /** @type {const} */ ("number"), ...shownEntry(state, item, r, c) };
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
  return four(value) === result.text ? "=" : "≈";
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

/**
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @returns {Arithmetic}
 */
function entrywise(items, state, cell) {
  const end = ending(items, state, cell, null);
  return {
    kind: "entry",
    rows: [],
    terms: [],
    more: "",
    ...end,
    note: "",
    about: false,
    table: null,
  };
}

/**
 * One number from all cells of a matrix.
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @param {number} limit
 * @returns {Arithmetic}
 */
function mean(items, state, cell, limit) {
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

/**
 * The arithmetic as plain text, one line for each row.
 * @param {Arithmetic} sum
 */
export function spoken(sum) {
  const plain = (/** @type {Run[]} */ list) => list.map((run) => run.text).join("");
  const lines = sum.rows.map(
    (row) => `${plain(row.label)}: ${row.cells.map((c) => c.text).join(", ")}`,
  );
  if (sum.terms.length) {
    const terms = sum.terms
      .map((t) => `${t.sign} ${t.about ? "≈ " : ""}${t.text}`.trim())
      .join(" ");
    lines.push([terms, sum.more].filter(Boolean).join(" "));
  }
  const right = sum.parts.map((part) => part.text).join(" ");
  return [...lines, `${sum.result.text} ${sum.relation} ${right}`.trim()];
}
