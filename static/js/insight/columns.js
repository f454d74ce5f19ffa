/**
 * What is worth seeing in steps that go column by column: which class leads, what each example
 * costs, columns that add up to 0; and in the mean of the losses.
 *
 * @typedef {import("../insight.js").Now} Now
 * @typedef {import("./words.js").Sentence} Sentence
 */
import { labelRuns } from "../labels.js";
import { matricesOf } from "../stage/equation.js";
import { dimsOf, split, upright } from "../symbols.js";
import { balanced, leader, trueClass, valuesOf } from "./facts.js";
import {
  all,
  atStart,
  capital,
  count,
  labelAt,
  named,
  outOf,
  say,
  sentence,
  sign,
  words,
} from "./words.js";

/** Numbers that differ by less than this share are the same but for rounding. */
const ROUNDING = 1e-9;

/**
 * @param {Now} now
 * @param {string} name
 */
function own({ state }, name) {
  return /** @type {number[][]} */ (valuesOf(name, state));
}

/**
 * Shares that add up to 1: which class leads in the selected column, and whether it is the true one.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function leading(now) {
  const { step, state, cell } = now;
  const values = own(now, step.writes);
  const c = cell[1];
  const column = values.map((row) => row[c]);
  const whole = values[0].every((_, i) => {
    const sum = values.reduce((s, row) => s + row[i], 0);
    return Math.abs(sum - 1) < ROUNDING && values.every((row) => row[i] >= 0);
  });
  const [dim, m] = dimsOf(step.writes, state);
  if (column.length < 2 || m !== "m" || !whole) return [];
  const example = named(labelAt("m", c, state));
  const right = truths(values, state);
  if (same(column)) {
    const classes = `${capital(count(column.length))} equal shares`;
    return [sentence(words`${classes} in ${example}:`, words` ${say(column[0])} each.`), right];
  }
  const first = leader(column);
  if (first < 0) return [right];
  const label = labelAt(dim, first, state);
  const k = trueClass(c, state);
  const truth =
    k < 0
      ? words`.`
      : k === first
        ? words`, and ${named(label)} is true.`
        : words`, but ${named(labelAt(dim, k, state))} is true with ${say(column[k])}.`;
  const strong = words`${atStart(label)} leads in ${example}`;
  return [sentence(strong, words` with ${say(column[first])}${truth}`), right];
}

/**
 * In how many examples the true class leads; nothing if two share the lead.
 * @param {number[][]} values
 * @param {import("../stage/types.d.ts").State} state
 */
function truths(values, state) {
  let right = 0;
  for (let c = 0; c < state.m; c += 1) {
    const k = trueClass(c, state);
    const most = Math.max(...values.map((row) => row[c]));
    if (k < 0 || values.filter((row) => row[c] === most).length > 1) return null;
    if (values[k][c] === most) right += 1;
  }
  if (state.m < 2) return null;
  const share = right === state.m ? all(right) : outOf(right, state.m);
  return sentence(words`The true class leads in ${share} examples.`);
}

/** @param {number[]} list */
function same(list) {
  const [least, most] = [Math.min(...list), Math.max(...list)];
  return most - least <= ROUNDING * Math.abs(most);
}

/**
 * A row of losses: what the selected example costs, and which costs most.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function losses(now) {
  const { step, state, cell } = now;
  const [rows, columns] = dimsOf(step.writes, state);
  const [row] = own(now, step.writes);
  if (rows !== "1" || columns !== "m" || row.length < 2) return [];
  if (same(row)) return [sentence(words`Every example costs the same:`, words` ${say(row[0])}.`)];
  const first = leader(row);
  if (first < 0) return [];
  const example = atStart(labelAt("m", first, state));
  const letter = [upright("ℒ")];
  if (cell[1] !== first) {
    const own = words`${atStart(labelAt("m", cell[1], state))} costs ${say(row[cell[1]])}`;
    const dearest = words`; ${named(labelAt("m", first, state))} costs most, ${say(row[first])}.`;
    return [sentence(own, dearest)];
  }
  return [
    sentence(words`${example} costs most:`, words` ${letter} = ${say(row[first])}.`),
    share(now, first),
  ];
}

/**
 * What the true class of an example gets.
 * @param {Now} now
 * @param {number} example
 */
function share({ state }, example) {
  const last = state.layers.length - 1;
  const k = trueClass(example, state);
  const said = valuesOf(`A${last}`, state)?.[k]?.[example];
  const label = labelAt(`n${last}`, Math.max(k, 0), state);
  if (said === undefined || label.kind !== "class" || said < 0 || said > 1) return null;
  const little = said < 0.5 ? "only " : "";
  return sentence(words`Its true class ${labelRuns(label)} gets ${little}${say(said)}.`);
}

/**
 * Columns that add up to 0.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function balance(now) {
  const { step, state } = now;
  if (dimsOf(step.writes, state)[1] !== "m" || !balanced(own(now, step.writes))) return [];
  return [sentence(words`Every column of ${sign(step.writes)} adds up to 0.`)];
}

/**
 * The mean: how far apart the cheapest and the dearest example are, and what else is added.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function spread(now) {
  const { step, items, state } = now;
  const [, first, ...others] = matricesOf(items);
  const list = own(now, first.name).flat();
  const mean = list.reduce((s, v) => s + v, 0) / list.length;
  const more = own(now, step.writes)[0][0] - mean;
  const added =
    others.length && more > 1e-6 * mean && more < Infinity
      ? sentence(words`The penalty adds ${say(more)} to their mean.`)
      : null;
  if (list.length < 2) return [];
  if (same(list))
    return [sentence(words`Every example costs the same:`, words` ${say(list[0])}.`), added];
  const [dearest, cheapest] = [leader(list), leader(list.map((v) => -v))];
  const ends = words`${say(Math.min(...list))} to ${say(Math.max(...list))}`;
  if (dearest < 0 || cheapest < 0) return [sentence(words`The losses run from ${ends}.`), added];
  const [low, high] = [cheapest, dearest].map((i) => named(labelAt("m", i, state)));
  return [sentence(words`From ${ends}:`, words` ${low} costs least, ${high} most.`), added];
}

/**
 * Jacobians side by side: their rows and columns add up to 0.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function jacobian(now) {
  const { step } = now;
  const values = own(now, step.writes);
  const n = values.length;
  if (split(step.writes).base !== "Jac" || n < 2 || !balanced(values)) return [];
  const rows = values.every((row) => {
    for (let from = 0; from < row.length; from += n) {
      const part = row.slice(from, from + n);
      const size = part.reduce((s, v) => s + Math.abs(v), 0);
      if (Math.abs(part.reduce((s, v) => s + v, 0)) > ROUNDING * size) return false;
    }
    return true;
  });
  if (!rows) return [];
  return [
    sentence(
      words`In each of the ${count(now.state.m)} squares every row and every column adds up to 0:`,
      words` what one class gains the others lose.`,
    ),
  ];
}
