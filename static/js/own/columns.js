/**
 * From a table to X and Y: which columns, which rows, how they are scaled. Columns of a file become
 * rows of a matrix, because here every column is an example.
 * @typedef {import("./csv.js").Table} Table
 * @typedef {"none"|"standard"|"minmax"} Scaling
 * @typedef {"classes"|"one"|"number"} Kind classes: a row each; one: a row, 1 for the second class
 * @typedef {{inputs: number[], target: number, kind: Kind, scaling: Scaling, sample: boolean, seed: number}} Choice
 * @typedef {{name: string, shift: number, divide: number}} Scale
 */
import { Fault } from "./fault.js";

/** The most examples and the most rows of X and Y, unless the server says otherwise. */
export const LIMITS = { examples: 500, inputs: 128 };

/** What is chosen at first: the last column is the target, the numbers are inputs. @param {Table} table @returns {Choice} */
export function suggested(table) {
  const { columns } = table;
  const worded = columns.findLastIndex(
    ({ codes, words }) => codes && words.length <= LIMITS.inputs && words.length < table.rows,
  );
  const target = worded < 0 ? columns.length - 1 : worded;
  const inputs = columns.flatMap(({ numbers, name }, j) =>
    numbers && j !== target && !/^(id|index|row|nr)$/i.test(name) ? [j] : [],
  );
  const first = inputs.slice(0, LIMITS.inputs);
  const kind = kinds(table, target)[0] ?? "number";
  return { inputs: first, target, kind, scaling: "none", sample: false, seed: 0 };
}

/** What a target may be, the likely one first. @param {Table} table @param {number} target @returns {Kind[]} */
export function kinds(table, target) {
  const { numbers, words } = table.columns[target];
  const found = numbers ? distinct(numbers) : words;
  const few = found.length >= 2 && found.length <= LIMITS.inputs;
  const classes = few ? /** @type {Kind[]} */ (["classes"]) : [];
  const both = found.length === 2 ? [...classes, /** @type {Kind} */ ("one")] : classes;
  if (!numbers) return both;
  const whole = found.length <= 10 && found.every((v) => Number.isInteger(v));
  return whole ? [...both, "number"] : ["number", ...both];
}

/** The different numbers of a column, or the first more than may be classes. @param {Float64Array} numbers */
function distinct(numbers) {
  const found = new Set();
  for (let i = 0; i < numbers.length && found.size <= LIMITS.inputs; i += 1) {
    if (!Number.isNaN(numbers[i])) found.add(numbers[i]);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * @param {Table} table @param {Choice} choice @param {{examples: number, inputs: number}} [limits]
 * @returns {{X: number[][], Y: number[][], labels: string[], scales: Scale[], rows: number[],
 *   whole: number, missing: number}} whole: the rows with nothing missing
 */
export function chosen(table, choice, limits = LIMITS) {
  const { columns } = table;
  const { inputs, target } = choice;
  if (!inputs.length) throw new Fault("Choose at least one column as an input.");
  if (inputs.length > limits.inputs) {
    throw new Fault(`At most ${limits.inputs} inputs can be used; ${inputs.length} are chosen.`);
  }
  for (const j of inputs) {
    const { name, numbers } = columns[j];
    if (!numbers) throw new Fault(`The column ${name} holds words, so it cannot be an input.`);
  }
  const has = (/** @type {number} */ j, /** @type {number} */ i) => {
    const { numbers, codes } = columns[j];
    return numbers ? !Number.isNaN(numbers[i]) : (codes?.[i] ?? -1) >= 0;
  };
  const used = [...inputs, target];
  const whole = Array.from({ length: table.rows }, (_, i) => i).filter((i) =>
    used.every((j) => has(j, i)),
  );
  if (!whole.length) throw new Fault("In every row one of the chosen columns is empty.");
  const rows = choice.sample
    ? sample(whole, limits.examples, choice.seed)
    : whole.slice(0, limits.examples);
  const made = inputs.map((j) => scaled(columns[j], rows, choice.scaling));
  const truth = truths(columns[target], rows, choice.kind, limits.inputs);
  return {
    ...truth,
    X: made.map(({ values }) => values),
    scales: made.map(({ scale }) => scale),
    rows,
    whole: whole.length,
    missing: table.rows - whole.length,
  };
}

/** So many of a list, drawn by a seed, in their order. @param {number[]} list @param {number} most @param {number} seed */
function sample(list, most, seed) {
  const left = [...list];
  let state = seed >>> 0;
  const draw = (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const count = Math.min(most, left.length);
  for (let i = 0; i < count; i += 1) {
    const j = i + draw(left.length - i);
    [left[i], left[j]] = [left[j], left[i]];
  }
  return left.slice(0, count).sort((a, b) => a - b);
}

/**
 * A column less its mean by its standard deviation, or from 0 to 1, over the rows that are used. A
 * column that is the same everywhere is only shifted.
 * @param {import("./csv.js").Column} column @param {number[]} rows @param {Scaling} scaling
 */
function scaled({ name, numbers }, rows, scaling) {
  const raw = rows.map((i) => /** @type {Float64Array} */ (numbers)[i]);
  const scale = { name, shift: 0, divide: 1 };
  if (scaling === "standard") {
    scale.shift = raw.reduce((a, b) => a + b / raw.length, 0);
    scale.divide = Math.sqrt(raw.reduce((a, v) => a + (v - scale.shift) ** 2 / raw.length, 0));
  }
  if (scaling === "minmax") {
    scale.shift = raw.reduce((a, b) => Math.min(a, b));
    scale.divide = raw.reduce((a, b) => Math.max(a, b)) - scale.shift;
  }
  if (raw.every((v) => v === raw[0]))
    Object.assign(scale, scaling === "none" ? {} : { shift: raw[0], divide: 1 });
  if (!Number.isFinite(scale.shift) || !Number.isFinite(scale.divide)) {
    throw new Fault(`The numbers of the column ${name} are too large to be scaled.`);
  }
  if (scaling === "none") return { scale, values: raw };
  // Nine decimals: what rounding leaves of a zero is no number to read.
  const values = raw.map((v) => Number(((v - scale.shift) / scale.divide).toFixed(9)) + 0);
  return { scale, values };
}

/** @param {import("./csv.js").Column} column @param {number[]} rows @param {Kind} kind @param {number} most */
function truths({ name, numbers, words, codes }, rows, kind, most) {
  if (kind === "number") {
    if (!numbers) throw new Fault(`The column ${name} holds words: choose classes.`);
    return { Y: [rows.map((i) => numbers[i])], labels: [] };
  }
  const of = (/** @type {number} */ i) => (numbers ? String(numbers[i]) : words[codes?.[i] ?? 0]);
  const order = numbers
    ? (/** @type {string} */ a, /** @type {string} */ b) => Number(a) - Number(b)
    : undefined;
  const names = [...new Set(rows.map(of))].sort(order);
  if (names.length < 2) throw new Fault(`The column ${name} has one class only: ${names[0]}.`);
  if (names.length > most) {
    throw new Fault(
      `The column ${name} has ${names.length} classes; at most ${most} are possible.`,
    );
  }
  if (kind === "one") {
    if (names.length > 2) throw new Fault(`The column ${name} has more than two classes.`);
    return { Y: [rows.map((i) => Number(of(i) === names[1]))], labels: names };
  }
  return { Y: names.map((one) => rows.map((i) => Number(of(i) === one))), labels: names };
}
