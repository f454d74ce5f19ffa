/**
 * What is performed of a step: all of it, or one example's part. How a part is made is fetched when
 * an example is first chosen.
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {{ from: number, count: number }} Span
 * @typedef {Span & {
 *   step: Step, state: State,
 *   told?: import("../insight/words.js").Sentence,
 * }} View  `count` columns of the step's result, the first being `from`; 0 columns: something else
 *   of the same shape, and what to say of it
 */
import { columnOf } from "../state.js";

/** @type {typeof import("./example.js") | null} */
let parts = null;

/** All of a step. @param {Step} step @param {State} state @returns {View} */
export function same(step, state) {
  return { step, state, from: 0, count: Number.POSITIVE_INFINITY };
}

/** @type {Set<() => void>} */
const waiting = new Set();

/**
 * Called once parts can be made: which cell stands out may then be another.
 * @param {() => void} then
 * @returns {() => void} no longer
 */
export function onParts(then) {
  waiting.add(then);
  return () => waiting.delete(then);
}

/**
 * Whether what is to be performed can be made yet; if not, `then` is called when it can.
 * @param {State} state
 * @param {() => void} then
 */
export function ready(state, then) {
  if (parts || columnOf(state) === null) return true;
  import("./example.js").then((module) => {
    parts = module;
    then();
    for (const told of waiting) told();
  }, reportError);
  return false;
}

/** @type {WeakMap<State, View>} */
const known = new WeakMap();

/** @param {Step} step of this state @param {State} state @returns {View} */
export function viewed(step, state) {
  const before = known.get(state);
  if (before) return before;
  const view = parts?.oneExample(step, state) ?? same(step, state);
  if (parts) known.set(state, view);
  return view;
}

/**
 * Which columns of its result a step has for the chosen example.
 * @param {Step} step
 * @param {State} state
 * @returns {Span} none where all is shown, or no columns
 */
export function spanOf(step, state) {
  const i = columnOf(state);
  const { dims = ["1", "1"], shape = [1, 1] } = state.matrices[step.writes] ?? {};
  if (i === null || !/(^|\*)m$/.test(dims[1])) return { from: 0, count: 0 };
  const wide = dims[1] === "m" ? 1 : shape[0];
  return { from: i * wide, count: wide };
}

/**
 * The cell of the whole result that a cell of the part is.
 * @param {Span} span
 * @param {[number, number]} cell
 * @returns {[number, number]}
 */
export function toWhole({ from }, [r, c]) {
  return [r, c + from];
}

/**
 * The cell of the part that a cell of the whole result is, or lies nearest to.
 * @param {Span} span
 * @param {[number, number]} cell
 * @returns {[number, number]}
 */
export function toPart({ from, count }, [r, c]) {
  return count ? [r, Math.min(Math.max(c - from, 0), count - 1)] : [r, c];
}
