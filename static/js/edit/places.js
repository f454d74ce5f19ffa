/**
 * Where a cell stands in the window: one under the pointer or with the focus on the stage, or the
 * one pointed at in the ledger.
 * @typedef {{ left: number, top: number, height: number }} Spot
 * @typedef {{
 *   token: string, at: [number, number], spot: () => Spot | null, back: () => HTMLElement | null,
 * }} Found  back: what has the focus when the field is left
 */
import { onNow } from "../stage/current.js";
import { hit } from "../stage/pointer.js";
import { rectOf } from "../stage/selection.js";

/** @type {import("../stage/arrange.js").Arrangement | null} what is on the stage */
let shown = null;
onNow({
  show({ moment }) {
    shown = moment.arrangement;
  },
  prepare() {},
});

/** The stage in the window, and how many of its own pixels one of the window's is. */
function stage() {
  const rect = document.querySelector('[data-view="stage"] .scene')?.getBoundingClientRect();
  if (!shown || !rect) return null;
  return { rect, frames: shown.frames, ratio: shown.width / rect.width || 1 };
}

/** @param {string} token @param {[number, number]} at @returns {HTMLElement | null} */
function cellOf(token, at) {
  const grid = `[data-view="stage"] [data-matrix="${token}"]`;
  return document.querySelector(`${grid} [data-at="${at}"]`);
}

/** @param {string} token @param {[number, number]} at @param {boolean} byKey @returns {Found} */
function found(token, at, byKey) {
  return {
    token,
    at,
    spot() {
      const now = stage();
      const frame = now?.frames.find((one) => one.token === token);
      if (!now || !frame) return null;
      const span = { rows: [at[0], at[0]], cols: [at[1], at[1]], ring: true };
      const box = rectOf(frame, /** @type {any} */ (span)) ?? frame;
      const { rect, ratio } = now;
      const [left, top] = [rect.left + box.x / ratio, rect.top + box.y / ratio];
      return { left, top, height: box.height / ratio };
    },
    back: () => (byKey ? cellOf(token, at) : null),
  };
}

/** @param {MouseEvent} event @returns {Found | null} */
export function underPointer({ clientX, clientY }) {
  const now = stage();
  if (!now) return null;
  const { rect, frames, ratio } = now;
  const one = hit(frames, (clientX - rect.left) * ratio, (clientY - rect.top) * ratio);
  return one && found(one.frame.token, one.at, false);
}

/** The cell of a grid on the stage. @param {Element} element @returns {Found | null} */
export function onStage(element) {
  const token = element.closest("[data-matrix]")?.getAttribute("data-matrix");
  const [r, c] = element.getAttribute("data-at")?.split(",").map(Number) ?? [];
  return token && c !== undefined ? found(token, [r, c], true) : null;
}

/** The cell pointed at in a matrix of the ledger. @param {HTMLElement} entry @returns {Found | null} */
export function inLedger(entry) {
  const cursor = /** @type {HTMLElement | null} */ (document.querySelector(".cell-cursor"));
  const { of, at } = cursor?.dataset ?? {};
  if (!cursor || cursor.hidden || of !== entry.dataset.matrix || !at) return null;
  const [r, c] = at.split(",").map(Number);
  const spot = cursor.getBoundingClientRect();
  return {
    token: of ?? "",
    at: [r, c],
    spot: () => spot,
    back: () => document.querySelector(`.ledger [data-matrix="${of}"]`),
  };
}
