/**
 * Moments of the stage: a step with its values and its arrangement, now and one step away.
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./scene.js").Moment} Moment
 */
import { after, before, currentStep, held, rangesOf } from "../state.js";
import { whole } from "../symbols.js";
import { arrange } from "./arrange.js";
import { parse } from "./equation.js";
import { largestCell } from "./selection.js";
import { spanOf, toPart, toWhole, viewed } from "./view.js";

const LEAST = 80;

/**
 * @param {State} state
 * @param {{ width: number, height: number }} size
 * @param {[number, number] | null} cell of what is performed
 * @returns {Moment | null} null while its values are not there, or the stage has no size
 */
export function momentOf(state, size, cell) {
  const step = /** @type {Step | undefined} */ (currentStep(state));
  if (!step || Math.min(size.width, size.height) < LEAST) return null;
  if (![step.writes, ...step.reads].every((name) => state.matrices[name])) return null;
  const view = viewed(step, state);
  const items = parse(view.step, state.scalars);
  const arrangement = arrange(view.step, items, view.state, { ...size, cell });
  return { step: view.step, state: view.state, items, arrangement, view, whole: { step, state } };
}

/**
 * The selected cell, else the largest of what is shown of the result; none before it is shown.
 * @param {State} state
 * @returns {[number, number] | null}
 */
export function cellOf(state) {
  const result = state.matrices[state.step];
  const step = /** @type {Step | undefined} */ (currentStep(state));
  if (state.beat === 1 || !result || !step) return null;
  const [r, c] = state.cell ?? [-1, -1];
  const inside = r >= 0 && c >= 0 && r < result.shape[0] && c < result.shape[1];
  const span = spanOf(step, state);
  if (inside) return toWhole(span, toPart(span, [r, c]));
  if (span.count) return largestCell(state, state.step, span);
  const view = viewed(step, state);
  return largestCell(view.state, view.step.writes);
}

/** The cell chosen, else the one that stands out. @param {any} state @returns {[number, number]} */
export function chosenCell(state) {
  return cellOf(state) ?? largestCell(state, state.step);
}

/**
 * The same cell, in what is performed of the result.
 * @param {State} state
 * @returns {[number, number] | null}
 */
export function partCell(state) {
  const cell = cellOf(state);
  const step = /** @type {Step} */ (currentStep(state));
  return cell && toPart(spanOf(step, state), cell);
}

/**
 * Where a matrix was written: in this iteration, or, as the new one, in the one before.
 * @param {string} part a matrix, or its column of one example
 * @param {Pick<State, "steps" | "iteration">} state
 * @returns {{ iteration: number, step: string, beat: number } | null} null for what is given
 */
export function writerOf(part, { steps, iteration }) {
  const name = whole(part);
  const writes = (/** @type {string} */ written) => steps.some((step) => step.writes === written);
  if (writes(name)) return { iteration, step: name, beat: 2 };
  const before = `${name}_next`;
  return iteration > 0 && writes(before)
    ? { iteration: iteration - 1, step: before, beat: 2 }
    : null;
}

/**
 * The states that → and ← lead to, as far as their values are here.
 * @param {State} state
 * @returns {State[]}
 */
export function neighbours(state) {
  const at = { iteration: state.iteration, step: state.step, beat: state.beat };
  const next = after(state.steps, at, state.beats);
  const last = before(state.steps, at, state.beats);
  const forth = next.iteration === state.iteration ? state : later(state, next.iteration);
  const found = forth ? [moved(forth, next)] : [];
  if (last.iteration === state.iteration && (last.step !== at.step || last.beat !== at.beat)) {
    found.push(moved(state, last));
  }
  return found;
}

/**
 * The state a click would lead to, while the pointer is over a step's button.
 * @param {State} state
 * @param {string} step
 * @returns {State[]}
 */
export function wished(state, step) {
  const known = step !== state.step && state.steps.some((one) => one.writes === step);
  return known ? [moved(state, { iteration: state.iteration, step, beat: 2 })] : [];
}

/**
 * A selected cell belongs to its step.
 * @param {State} state
 * @param {{ iteration: number, step: string, beat: number }} to
 * @returns {State}
 */
function moved(state, to) {
  return { ...state, ...to, cell: to.step === state.step ? state.cell : null };
}

/**
 * The state at the next iteration, if its trace is here already.
 * @param {State} state
 * @param {number} iteration
 * @returns {State | null}
 */
function later(state, iteration) {
  const { next } = state;
  if (next?.iteration !== iteration) return null;
  const last = state.layers.length - 1;
  const ranges = rangesOf(/** @type {any} */ (next.matrices), state.spec, state.m, last);
  return { ...state, ...next, ranges: held(state, ranges), query: state.query };
}
