/**
 * Pointing at a cell: hover, tap, and the arrow keys within a grid. All end in one selected cell of
 * the result.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {import("./scene.js").Focus} Focus
 * @typedef {{ frame: Frame, at: [number, number] }} Hit
 * @typedef {() => { scene: Scene, cell: [number, number] | null }} Look
 * @typedef {{
 *   select(cell: [number, number], focus: Focus | null): void, goto(name: string): void,
 *   read(found: Hit | null): void,
 * }} Deeds
 */
import { pointed } from "./selection.js";

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @param {Frame[]} frames
 * @param {number} x
 * @param {number} y
 * @returns {Hit | null}
 */
export function hit(frames, x, y) {
  for (const frame of frames) {
    const along = (/** @type {import("./fit.js").Axis} */ axis, /** @type {number} */ from) =>
      axis.entries.find((e) => from >= e.at && from < e.at + e.size)?.index ?? -1;
    const c = along(frame.across, x - frame.x);
    const r = along(frame.down, y - frame.y);
    if (c >= 0 && r >= 0) return { frame, at: [r, c] };
  }
  return null;
}

/**
 * @param {HTMLElement} root
 * @param {Look} look
 * @param {Deeds} deeds
 * @returns {() => void}
 */
export function createPointer(root, look, deeds) {
  let asked = 0;
  /** @type {PointerEvent | null} */
  let last = null;

  /** @param {PointerEvent} event */
  function point(event) {
    const { scene, cell } = look();
    if (!scene.arrangement || !scene.step || !cell) return;
    const { frames, width } = scene.arrangement;
    const rect = scene.element.getBoundingClientRect();
    const ratio = width / rect.width || 1;
    const found = hit(
      frames,
      (event.clientX - rect.left) * ratio,
      (event.clientY - rect.top) * ratio,
    );
    deeds.read(found);
    const target = found && pointed(found.frame, scene.step, found.at, cell, frames[0]);
    if (target && target.join() !== cell.join()) deeds.select(target, null);
  }

  /** @param {PointerEvent} event */
  function moved(event) {
    last = event;
    if (event.pointerType === "touch" && !event.buttons) return;
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      if (last) point(last);
    });
  }

  function left() {
    deeds.read(null);
  }

  /** @param {Event} event */
  function clicked(event) {
    const target = /** @type {Element} */ (event.target).closest("[data-goto]");
    if (target instanceof HTMLElement && target.dataset.goto) deeds.goto(target.dataset.goto);
  }

  /** @param {Element} element */
  function placeOf(element) {
    const token = element.closest("[data-matrix]")?.getAttribute("data-matrix");
    const at = element.getAttribute("data-at")?.split(",").map(Number);
    const { scene, cell } = look();
    const frame = scene.arrangement?.frames.find((f) => f.token === token);
    if (!frame || !at || !cell || !scene.step) return null;
    return {
      frame,
      cell,
      scene,
      step: scene.step,
      at: /** @type {[number, number]} */ ([at[0], at[1]]),
    };
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const target = /** @type {Element} */ (event.target);
    const place = placeOf(target);
    if (!place) return;
    if (event.key === "Escape") {
      /** @type {HTMLElement} */ (target).blur();
      event.preventDefault();
      return;
    }
    const by = ARROWS[event.key];
    if (!by || event.shiftKey) return;
    event.preventDefault();
    const { frame, step, cell, scene } = place;
    const r = Math.min(frame.rows - 1, Math.max(0, place.at[0] + by[0]));
    const c = Math.min(frame.cols - 1, Math.max(0, place.at[1] + by[1]));
    const first = scene.arrangement?.frames[0];
    const next = first && pointed(frame, step, [r, c], cell, first);
    deeds.select(next ?? cell, { token: frame.token, at: [r, c] });
  }

  /** @param {FocusEvent} event */
  function focused(event) {
    const place = placeOf(/** @type {Element} */ (event.target));
    look().scene.focus(place?.frame ?? null, place?.at ?? [0, 0]);
    if (place?.frame.item.role !== "result") return;
    if (place.at.join() !== place.cell.join()) deeds.select(place.at, null);
  }

  function blurred() {
    look().scene.focus(null, [0, 0]);
  }

  root.addEventListener("pointermove", moved);
  root.addEventListener("pointerdown", moved);
  root.addEventListener("pointerleave", left);
  root.addEventListener("click", clicked);
  root.addEventListener("keydown", pressed);
  root.addEventListener("focusin", focused);
  root.addEventListener("focusout", blurred);
  return () => {
    root.removeEventListener("pointermove", moved);
    root.removeEventListener("pointerdown", moved);
    root.removeEventListener("pointerleave", left);
    root.removeEventListener("click", clicked);
    root.removeEventListener("keydown", pressed);
    root.removeEventListener("focusin", focused);
    root.removeEventListener("focusout", blurred);
    cancelAnimationFrame(asked);
  };
}
