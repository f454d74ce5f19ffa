/**
 * What is on the stage now, and what soon will be, for the view that shows one cell's arithmetic.
 *
 * @typedef {import("./scene.js").Moment} Moment
 * @typedef {{ moment: Moment, cell: [number, number] | null }} Now
 * @typedef {{ show: (now: Now) => void, prepare: (soon: Now) => void }} Listener
 */

/** @type {Now | null} */
let now = null;
/** @type {Set<Listener>} */
const listeners = new Set();

/** @param {Now} next */
export function publish(next) {
  now = next;
  for (const { show } of listeners) show(next);
}

/** @param {Now} soon */
export function announce(soon) {
  for (const { prepare } of listeners) prepare(soon);
}

/**
 * @param {Listener} listener shown at once if something is on the stage, then at every change
 * @returns {() => void} stops it
 */
export function onNow(listener) {
  listeners.add(listener);
  if (now) listener.show(now);
  return () => listeners.delete(listener);
}
