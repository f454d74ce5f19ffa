/**
 * The arithmetic of a cell that comes from a whole column: the columns of the operands side by side,
 * what is summed over them, the sum, and what the equation makes of it.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Part} Part
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arithmetic.js").Table} Table
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./expression.js").Lexeme} Lexeme
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../symbols.js").Run} Run
 */

import { agrees, four, typed } from "../numbers.js";
import { dimLabels, italic, labelRuns, runs, split, upright } from "../symbols.js";
import { entry, PLAIN, relationOf, shown, shownEntry } from "./arithmetic.js";
import { matricesOf } from "./equation.js";
import { evaluate, lex } from "./expression.js";
import { blockOf, jacobian, softmax } from "./softmax.js";

/** A longer head does not fit over its column. */
const LONG = 26;

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {[number, number]} cell
 * @returns {Arithmetic}
 */
export function column(step, items, state, [r, c]) {
  const result = shown(entry(state, /** @type {MatrixItem} */ (items[0]), r, c), "result");
  const operands = matricesOf(items).slice(1);
  const unique = operands.filter(
    (item, i) => operands.findIndex((o) => o.name === item.name) === i,
  );
  const at =
    step.pattern === "blocks" ? blockOf(state, unique, r, c) : { row: r, col: c, other: -1 };
  const base = {
    ...PLAIN,
    ...{ kind: /** @type {const} */ ("column"), note: "" },
    result,
  };
  const table = columnsOf(unique, state, at.col);
  if (at.other >= 0) return { ...base, ...jacobian(unique[0], state, at, result), table };
  const lexemes = lex(expressionOf(step)) ?? [];
  const sum = lexemes.findIndex((one) => one.kind === "name" && one.text.startsWith("Σ"));
  const soft = lexemes.findIndex((one) => one.kind === "name" && one.text.endsWith("softmax"));
  if (sum >= 0) return { ...base, ...summed(lexemes, sum, unique, state, [r, c], table, result) };
  if (soft >= 0) return { ...base, ...softmax(unique[0], state, [r, c], table, result) };
  return { ...base, table, parts: [], relation: "=" };
}

/**
 * The equation with letters for matrices; what only says which matrix a letter means is left out.
 * @param {Step} step
 */
function expressionOf(step) {
  const letters = step.equation.map((token) =>
    step.reads.includes(token) ? split(token).base : token,
  );
  return letters.join(" ").replace(/,.*$/s, "");
}

/**
 * @param {MatrixItem[]} operands
 * @param {State} state
 * @param {number} c
 * @returns {Table}
 */
function columnsOf(operands, state, c) {
  const rows = operands[0] ? (state.matrices[operands[0].name]?.shape[0] ?? 0) : 0;
  const dim = state.matrices[operands[0]?.name]?.dims[0] ?? "1";
  return {
    heads: operands.map((item) => runs(item.token)),
    labels: dimLabels(dim, state).map(labelRuns),
    columns: operands.map((item) =>
      Array.from({ length: rows }, (_, k) => shownEntry(state, item, k, c)),
    ),
    total: null,
  };
}

/**
 * The values of each operand's letter, row by row of a column.
 * @param {MatrixItem[]} operands
 * @param {Table} table
 * @param {boolean} typedOnly as the page shows them, instead of in full
 */
function rowsOf(operands, table, typedOnly) {
  return table.labels.map((_, k) =>
    Object.fromEntries(
      operands.map((item, i) => {
        const { text, value } = table.columns[i][k];
        return [split(item.name).base, typedOnly ? typed(text) : value];
      }),
    ),
  );
}

/**
 * @param {Lexeme[]} lexemes
 * @param {number} sum where the Σ stands
 * @param {MatrixItem[]} operands
 * @param {State} state
 * @param {[number, number]} cell
 * @param {Table} table
 * @param {Shown} result
 */
function summed(lexemes, sum, operands, state, [r], table, result) {
  const end = closingOf(lexemes, sum + 1);
  const inner = lexemes.slice(sum + 1, end);
  const rows = rowsOf(operands, table, false);
  const { scalars } = state;
  const terms = rows.map((values) => evaluate(inner, { scalars, rows, values }) ?? Number.NaN);
  const total = shown(terms.reduce((a, b) => a + b, 0));
  const cells = terms.map((v) => shown(v));
  const added = cells.reduce((a, { text }) => a + typed(text), 0);
  const at = rows[Math.min(r, rows.length - 1)];
  const parts = [
    ...partsOf(lexemes.slice(0, sum), at),
    { kind: /** @type {const} */ ("number"), ...total },
    ...partsOf(lexemes.slice(end), at),
  ];
  const steps = functionColumn(inner, rows, scalars);
  const more = {
    ...table,
    heads: [
      ...table.heads,
      ...steps.heads,
      steps.heads.length ? [upright("product")] : termHead(inner),
    ],
    columns: [...table.columns, ...steps.columns, cells],
    total,
  };
  return {
    table: more,
    parts,
    relation: relationOf(parts, result, state),
    about: !agrees(total.text, added),
    note: [
      cells.length > 1 ? `the sum over the ${cells.length} rows` : "",
      ...steps.columns.map(([first]) => loggedNote(inner, rows[0], first.value)),
    ]
      .filter(Boolean)
      .join("\n"),
  };
}

/**
 * What a log softmax takes off every z of its column.
 * @param {Lexeme[]} inner
 * @param {Record<string, number>} values of the first row
 * @param {number} logged of it
 */
function loggedNote(inner, values, logged) {
  const of = inner.findIndex((one) => one.kind === "name" && one.text === "log softmax");
  const name = inner.slice(of + 1).find((one) => one.kind === "name");
  const taken = name?.kind === "name" ? values[name.text] - logged : Number.NaN;
  return of >= 0 && Number.isFinite(taken)
    ? `log softmax(z) = z − log Σ eᶻ = z − ${four(taken)}`
    : "";
}

/**
 * A function of the whole column inside a sum gets a column of its own.
 * @param {Lexeme[]} inner
 * @param {Record<string, number>[]} rows
 * @param {import("./types.d.ts").Scalars} scalars
 */
function functionColumn(inner, rows, scalars) {
  const at = inner.findIndex((one) => one.kind === "name" && one.text.endsWith("softmax"));
  if (at < 0) return { heads: [], columns: [] };
  const call = inner.slice(at);
  const cells = rows.map((values) =>
    shown(evaluate(call, { scalars, rows, values }) ?? Number.NaN),
  );
  return { heads: [wordsOf(call)], columns: [cells] };
}

/**
 * Where the bracket closes that was open before `from`; the end, if there is none.
 * @param {Lexeme[]} lexemes
 * @param {number} from
 */
function closingOf(lexemes, from) {
  let depth = 0;
  for (let i = from; i < lexemes.length; i += 1) {
    const one = lexemes[i];
    if (one.kind !== "mark") continue;
    if (one.text === "(") depth += 1;
    if (one.text === ")") depth -= 1;
    if (depth < 0) return i;
  }
  return lexemes.length;
}

/**
 * @param {Lexeme[]} lexemes
 * @param {Record<string, number>} values
 * @returns {Part[]}
 */
function partsOf(lexemes, values) {
  return lexemes.map((one) => {
    if (one.kind === "number")
      return { kind: "number", ...shown(one.value), text: String(one.value) };
    if (one.text === "½") return { kind: "number", text: "½", value: 0.5, token: "" };
    const value = values[one.text];
    if (value !== undefined) return { kind: "number", ...shown(value, one.text) };
    const sign = ["·", "⊙", "+", "−", "/"].includes(one.text);
    return { kind: sign ? "sign" : "words", text: one.text };
  });
}

/**
 * What is summed, in small letters.
 * @param {Lexeme[]} lexemes
 * @returns {Run[]}
 */
function wordsOf(lexemes) {
  return lexemes.map((one) => {
    if (one.kind === "number") return upright(String(one.value));
    const letter = one.kind === "name" && /^d?[A-Z]$/.test(one.text);
    if (letter) return italic(one.text.toLowerCase());
    return upright("·⊙+−/".includes(one.text) || one.kind === "name" ? ` ${one.text} ` : one.text);
  });
}

/**
 * @param {Lexeme[]} inner
 * @returns {Run[]}
 */
function termHead(inner) {
  const list = wordsOf(inner);
  return list.map((run) => run.text).join("").length < LONG ? list : [upright("each term")];
}
