/**
 * What is on the stage now, for the view that shows one cell's arithmetic beside it.
 *
 * @typedef {import("./scene.js").Moment} Moment
 * @typedef {import("./equation.js").Item} Item
 * @typedef {{ moment: Moment, items: Item[], cell: [number, number] | null }} Now
 */

/** @type {Now | null} */
let now = null;
/** @type {Set<(now: Now) => void>} */
const listeners = new Set();

/** @param {Now} next */
export function publish(next) {
  now = next;
  for (const run of listeners) run(next);
}

/**
 * @param {(now: Now) => void} run at once if something is on the stage, then at every change
 * @returns {() => void} stops it
 */
export function onNow(run) {
  listeners.add(run);
  if (now) run(now);
  return () => listeners.delete(run);
}
