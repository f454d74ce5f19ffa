/**
 * The arithmetic of softmax, powers of e and their shares, and of its Jacobian.
 *
 * @typedef {import("./arithmetic.js").Part} Part
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arithmetic.js").Table} Table
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 */
import { agrees, four, typed } from "../numbers.js";
import { italic, runs, upright } from "../symbols.js";
import { entry, relationOf, shown } from "./arithmetic.js";

/** Beyond this, powers of e are shown less the largest, so that they stay readable. */
const LARGE = 12;

/**
 * Powers of e, their sum, and the share of the selected one.
 * @param {MatrixItem} operand
 * @param {State} state
 * @param {[number, number]} cell
 * @param {Table} table
 * @param {Shown} result
 */
export function softmax(operand, state, [r, c], table, result) {
  const zs = table.columns[0].map(({ value }) => value);
  const top = Math.max(...zs);
  const less = Math.abs(top) > LARGE ? top : 0;
  const powers = zs.map((z) => shown(Math.exp(z - less)));
  const total = shown(powers.reduce((a, { value }) => a + value, 0));
  const exponent = [italic("e"), { ...italic("z"), at: /** @type {const} */ ("sup") }];
  if (less) exponent.push({ ...upright(` − ${four(less)}`), at: "sup" });
  /** @type {Part[]} */
  const parts = [
    { kind: "number", ...powers[r] },
    { kind: "sign", text: "/" },
    { kind: "number", ...total },
  ];
  const shares = powers.map(({ value }) => shown(value / total.value, "result"));
  return {
    table: {
      ...table,
      heads: [...table.heads, exponent, runs(operand.name.replace(/^Z/, "A"))],
      columns: [...table.columns, powers, shares],
      total,
    },
    parts,
    relation: relationOf(parts, result, state),
    about: !agrees(
      total.text,
      powers.reduce((a, { text }) => a + typed(text), 0),
    ),
    note: `shares of column (${(state.examples[c] ?? c) + 1} )`.replace(" )", ")"),
  };
}

/**
 * The example a column of blocks belongs to, and the column within its block.
 * @param {State} state
 * @param {MatrixItem[]} operands
 * @param {number} r
 * @param {number} c
 */
export function blockOf(state, operands, r, c) {
  const rows = state.matrices[operands[0]?.name]?.shape[0] ?? 1;
  return { row: r, col: Math.floor(c / rows), other: c % rows };
}

/**
 * An entry of diag(a) − a aᵀ.
 * @param {MatrixItem} operand
 * @param {State} state
 * @param {{ row: number, col: number, other: number }} at
 * @param {Shown} result
 */
export function jacobian(operand, state, { row, col, other }, result) {
  const a = shown(entry(state, operand, row, col), operand.token);
  const b = shown(entry(state, operand, other, col), operand.token);
  /** @type {Part[]} */
  const square = [
    { kind: "number", ...a },
    { kind: "sign", text: "·" },
    { kind: "number", ...b },
  ];
  /** @type {Part[]} */
  const parts =
    row === other
      ? [{ kind: "number", ...a }, { kind: "sign", text: "−" }, ...square]
      : [{ kind: "sign", text: "−" }, ...square];
  return { parts, relation: relationOf(parts, result, state), note: "" };
}
