/**
 * The pointer and the arrow keys on the network map.
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {import("./stage/types.d.ts").Actions} Actions
 */
import { cellAt, moved } from "./network-reach.js";
import { full } from "./numbers.js";
import { spoken } from "./symbols.js";

/** What is selected, and its value. @param {State} state */
export function selected({ step, cell, matrices }) {
  const value = matrices[step]?.values[cell?.[0] ?? 0]?.[cell?.[1] ?? 0];
  return cell ? `${spoken(step)}, row ${cell[0] + 1}, column ${cell[1] + 1}: ${full(value)}` : "";
}

/**
 * The pointer and the arrow keys select.
 * @param {Element} picture
 * @param {Actions} actions
 * @param {() => { drawing: import("./network.js").Drawing | undefined, width: number, state: State }} now
 */
export function point(picture, actions, now) {
  /** @type {DOMRect | null} */
  let box = null;
  const pointed = (/** @type {Event} */ event) => {
    const { clientX, clientY } = /** @type {PointerEvent} */ (event);
    box ??= picture.getBoundingClientRect();
    const { drawing, width, state } = now();
    const scale = width / (box.width || 1);
    const at = { x: (clientX - box.left) * scale, y: (clientY - box.top) * scale };
    const cell = drawing && cellAt(drawing, at, state);
    if (cell) actions.select(cell);
  };
  const left = () => {
    box = null;
  };
  const pressed = (/** @type {Event} */ event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const cell = moved(now().state, key);
    if (key === "Escape") /** @type {HTMLElement} */ (event.target).blur();
    if (!cell) return;
    event.preventDefault();
    actions.select(cell);
  };
  /** @type {[string, (event: Event) => void][]} */
  const all = [
    ["pointermove", pointed],
    ["click", pointed],
    ["pointerleave", left],
    ["keydown", pressed],
  ];
  for (const [name, run] of all) picture.addEventListener(name, run);
  return () => {
    for (const [name, run] of all) picture.removeEventListener(name, run);
  };
}
