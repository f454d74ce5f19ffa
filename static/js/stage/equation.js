/**
 * A step's equation as items from left to right: the result, then what stands right of the sign.
 * Everything is read off the tokens: matrices, operators between them, and whatever text is left,
 * which goes before or after the matrix it belongs to.
 *
 * @typedef {{
 *   type: "matrix", token: string, name: string, transposed: boolean, ones: boolean,
 *   prefix: string, suffix: string, role: "result" | "left" | "right" | "operand",
 * }} MatrixItem
 * @typedef {{ type: "operator", text: string }} OperatorItem
 * @typedef {{ type: "scalar", text: string, value: number }} ScalarItem
 * @typedef {MatrixItem | OperatorItem | ScalarItem} Item
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./types.d.ts").Scalars} Scalars
 */
import { evaluate, lex } from "./expression.js";

const OPERATORS = new Set(["=", "·", "⊙", "+", "−", "/"]);
const CLOSING = /^[)²]+$/;

/**
 * @param {string} token
 * @param {Step} step
 */
function isMatrix(token, step) {
  const name = token.replace(/\.T$/, "");
  return name === step.writes || step.reads.includes(name);
}

/**
 * @param {string} token
 * @param {MatrixItem["role"]} role
 * @param {string} [prefix]
 * @returns {MatrixItem}
 */
function matrix(token, role, prefix = "") {
  const transposed = token.endsWith(".T");
  const name = token.replace(/\.T$/, "");
  return { type: "matrix", token, name, transposed, ones: token === "1", prefix, suffix: "", role };
}

/**
 * The text between two matrices: what closes the first, the operator, what opens the second.
 * @param {string[]} atoms
 */
function between(atoms) {
  let at = 0;
  while (at < atoms.length && CLOSING.test(atoms[at])) at += 1;
  const closing = atoms.slice(0, at).join("");
  const operator = OPERATORS.has(atoms[at]) ? atoms[at] : null;
  return { closing, operator, opening: atoms.slice(operator ? at + 1 : at) };
}

/**
 * Text before a matrix: numbers (α, 1/m, (1 − μ)) and operators are items of their own, up to the
 * first word; a number before a word that is no sum belongs to the words ("1 where").
 * @param {string[]} atoms
 * @param {Scalars} scalars
 * @returns {{ items: Item[], prefix: string }}
 */
function open(atoms, scalars) {
  /** @type {Item[]} */
  const items = [];
  let at = 0;
  while (at < atoms.length) {
    if (items.at(-1)?.type === "scalar" && OPERATORS.has(atoms[at])) {
      items.push({ type: "operator", text: atoms[at] });
      at += 1;
      continue;
    }
    const end = number(atoms, at, scalars);
    if (!end) break;
    items.push({ type: "scalar", text: atoms.slice(at, end.to).join(" "), value: end.value });
    at = end.to;
  }
  const prefix = atoms.slice(at).join(" ");
  if (items.length && prefix && !/^[(√Σ−]/.test(prefix))
    return { items: [], prefix: atoms.join(" ") };
  return { items, prefix };
}

/**
 * The longest run of atoms that is one number.
 * @param {string[]} atoms
 * @param {number} from
 * @param {Scalars} scalars
 */
function number(atoms, from, scalars) {
  for (let to = atoms.length; to > from; to -= 1) {
    const lexemes = lex(atoms.slice(from, to).join(" "));
    const value = lexemes && evaluate(lexemes, { scalars });
    if (value !== null && !Number.isNaN(value)) return { to, value };
  }
  return null;
}

/**
 * @param {Step} step
 * @param {Scalars} scalars
 * @returns {Item[]}
 */
export function parse(step, scalars) {
  /** @type {Item[]} */
  const items = [
    matrix(step.writes, "result"),
    { type: "operator", text: step.writes.endsWith("_next") ? ":=" : "=" },
  ];
  /** @type {string[]} */
  let atoms = [];
  /** @type {MatrixItem | null} */
  let last = null;
  for (const token of step.equation) {
    const ones = token === "1" && step.pattern === "row-sum" && atoms.at(-1) === "·";
    if (!ones && !isMatrix(token, step)) {
      atoms.push(...token.split(/\s+/).filter(Boolean));
      continue;
    }
    const { closing, operator, opening } = last
      ? between(atoms)
      : { closing: "", operator: null, opening: atoms };
    if (last) last.suffix += closing;
    if (operator) items.push({ type: "operator", text: operator });
    const { items: before, prefix } = open(opening, scalars);
    last = matrix(token, "operand", prefix);
    items.push(...before, last);
    atoms = [];
  }
  if (last && atoms.length) last.suffix += (CLOSING.test(atoms[0]) ? "" : " ") + atoms.join(" ");
  for (const item of matricesOf(items)) {
    if (item.suffix === "²" && !item.prefix) Object.assign(item, { prefix: "(", suffix: ")²" });
  }
  return withFactors(items, step.pattern);
}

/**
 * Marks the two factors of a product; what a mean is taken of stands for a left factor.
 * @param {Item[]} items
 * @param {string} pattern
 */
function withFactors(items, pattern) {
  const dot = items.findIndex((item) => item.type === "operator" && item.text === "·");
  const left = items[dot - 1];
  const right = items[dot + 1];
  if (dot > 0 && left?.type === "matrix" && right?.type === "matrix") {
    left.role = "left";
    right.role = "right";
  }
  const first = pattern === "mean" && matricesOf(items)[1];
  if (first) first.role = "left";
  return items;
}

/**
 * @param {Item[]} items
 * @returns {MatrixItem[]}
 */
export function matricesOf(items) {
  return items.filter((item) => item.type === "matrix");
}
