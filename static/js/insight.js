/**
 * One or two sentences that are true of the numbers of a step, and what is worth seeing in them.
 * They follow from the step's pattern and equation and from the names of its matrices; where there
 * is nothing to say there is no sentence.
 *
 * @typedef {import("./symbols.js").Run} Run
 * @typedef {import("./stage/equation.js").Item} Item
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {import("./stage/types.d.ts").Step} Step
 * @typedef {import("./insight/words.js").Sentence} Sentence
 * @typedef {{ step: Step, items: Item[], state: State, cell: [number, number] }} Now
 * @typedef {(now: Now) => (Sentence | null)[]} Rule
 */
import { balance, jacobian, leading, losses, spread } from "./insight/columns.js";
import { activation, difference, only } from "./insight/entries.js";
import { valuesOf } from "./insight/facts.js";
import { slopes, through } from "./insight/gates.js";
import { product, rowSum } from "./insight/products.js";
import { correction, memory, update } from "./insight/updates.js";

/** Two lines beside the legend hold about as many letters. */
const LETTERS = 108;
/** Beyond, a matrix is too large to be read through at every step. */
const ENTRIES = 40_000;

/** @type {Record<string, Rule[]>} */
const RULES = {
  "row-column": [product],
  "row-column-bias": [product],
  "row-sum": [rowSum],
  blocks: [product, jacobian],
  column: [leading, losses, balance],
  mean: [spread],
  entrywise: [through, slopes, difference, only, update, memory, correction, activation],
};

/**
 * @param {Step} step
 * @param {Item[]} items its equation
 * @param {State} state
 * @param {[number, number] | null} cell the selected one of the result
 * @returns {Sentence | null}
 */
export function insight(step, items, state, cell) {
  if (!cell) return null;
  const readable = [step.writes, ...step.reads].every((name) => {
    const matrix = state.matrices[name];
    return matrix && matrix.shape[0] * matrix.shape[1] <= ENTRIES && valuesOf(name, state);
  });
  if (!readable) return null;
  for (const rule of RULES[step.pattern] ?? []) {
    const found = rule({ step, items, state, cell }).filter((one) => one !== null);
    if (found.length) return joined(found);
  }
  return null;
}

/**
 * The first sentence, and the next ones as far as there is room for them.
 * @param {Sentence[]} sentences at least one
 * @returns {Sentence}
 */
function joined([{ strong, rest }, ...others]) {
  const next = others.map((one) => [...one.strong, ...one.rest]);
  const letters = (/** @type {Run[]} */ list) => list.reduce((n, run) => n + run.text.length, 0);
  const room = LETTERS - letters(strong) - letters(rest) - 1;
  const second = next.find((list) => letters(list) <= room);
  if (!second) return { strong, rest };
  return { strong, rest: [...rest, { text: " ", face: "u" }, ...second] };
}
