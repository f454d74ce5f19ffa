/**
 * What is compared: for each matrix of the step its values at the pinned iteration, those now, and
 * what differs. Nothing here touches the page.
 * @typedef {import("../numbers.js").Value} Value
 * @typedef {{
 *   name: string, pinned: Value[][] | null, now: Value[][] | null, difference: Value[][] | null,
 *   note: string,
 * }} Row
 */
import { real } from "../numbers.js";
import { currentStep, isPending } from "../state.js";

/** @param {Value[][]} now @param {Value[][]} pinned */
export function minus(now, pinned) {
  return now.map((row, r) => row.map((v, c) => real(v) - real(pinned[r][c])));
}

/** @param {Value[][]} a @param {Value[][]} b */
function alike(a, b) {
  return a.length === b.length && a[0].length === b[0].length;
}

/** @param {Value[][]} values */
const shape = (values) => `${values.length} × ${values[0].length}`;

/**
 * The result first, then what it was made from.
 * @param {any} state @param {any} trace the pinned one
 * @returns {Row[]}
 */
export function rowsOf(state, trace) {
  const step = currentStep(state);
  if (!step) return [];
  return [...new Set([step.writes, ...step.reads])].map((name) => {
    const now = isPending(state, name) ? null : (state.matrices[name]?.values ?? null);
    const pinned = trace.matrices[name]?.values ?? null;
    if (!pinned) return { name, pinned, now, difference: null, note: "not in the pinned network" };
    if (!now) return { name, pinned: null, now, difference: null, note: "not computed yet" };
    if (!alike(now, pinned)) {
      const note = `${shape(pinned)} there, ${shape(now)} here: nothing to subtract`;
      return { name, pinned, now, difference: null, note };
    }
    return { name, pinned, now, difference: minus(now, pinned), note: "" };
  });
}

/** The largest entry, or null where all are 0. @param {Value[][]} values @returns {[number, number] | null} */
export function largest(values) {
  /** @type {[number, number] | null} */
  let at = null;
  let most = 0;
  values.forEach((row, r) => {
    row.forEach((v, c) => {
      if (Math.abs(real(v)) > most) {
        most = Math.abs(real(v));
        at = [r, c];
      }
    });
  });
  return at;
}
