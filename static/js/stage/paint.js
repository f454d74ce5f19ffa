/**
 * The canvas over the heatmaps: numbers, rounded corners, gates, hatching, words for what is no
 * number. One pass, no layout.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../numbers.js").Value} Value
 * @typedef {(r: number, c: number) => boolean} Test
 */

import { palette } from "../colours.js";
import { NUMBERS_FROM } from "../numbers.js";
import { rangeOf as fullColour } from "../state.js";
import { LOWEST } from "./digits.js";
import { Sheet } from "./sheet.js";

/**
 * The values of a frame as they are drawn: transposed, or the ones.
 * @type {WeakMap<object, Value[][]>}
 */
const turned = new WeakMap();

/**
 * @param {Frame} frame
 * @param {State} state
 * @returns {Value[][]}
 */
export function valuesOf(frame, state) {
  if (frame.item.ones) return Array.from({ length: frame.rows }, () => [1]);
  const values = state.matrices[frame.item.name]?.values ?? [];
  if (!frame.item.transposed) return values;
  const known = turned.get(values);
  if (known) return known;
  const made = (values[0] ?? []).map((_, c) => values.map((row) => row[c]));
  turned.set(values, made);
  return made;
}

/**
 * The value that has full colour in a matrix.
 * @param {string} name
 * @param {State} state
 */
export function rangeOf(name, state) {
  return fullColour(name, state.ranges);
}

/**
 * Whether the cells of a matrix are large enough for numbers.
 * @param {Frame} frame
 * @param {number} scale of numbers
 */
export function readable({ cw, ch }, scale) {
  return cw / scale >= NUMBERS_FROM && ch >= LOWEST * scale;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {State} state
 */
export function paint(canvas, arrangement, step, state) {
  const { width, height } = arrangement;
  const printing = "printing" in document.documentElement.dataset;
  const ratio = printing ? 3 : Math.min(3, Math.max(1, globalThis.devicePixelRatio || 1));
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  write(pen, arrangement, step, state);
}

/**
 * All that stands on the canvas, by any pen.
 * @param {CanvasRenderingContext2D} pen
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {State} state
 */
export function write(pen, arrangement, step, state) {
  const { frames, scale, cells } = arrangement;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const { font: family } = palette();
  const shut = shutTest(arrangement, step, state);
  for (const frame of frames) {
    if (!frame.pending) new Sheet(pen, frame, state, { scale, cells, family, shut, step }).paint();
  }
}

/**
 * Where a mask among the operands is 0: there nothing passes.
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {State} state
 * @returns {Test | null}
 */
export function shutTest({ frames }, step, state) {
  const mask = frames.find((f) => f.kind === "mask" && f.item.role === "operand" && !f.extra);
  if (!mask || step.pattern !== "entrywise") return null;
  const values = valuesOf(mask, state);
  return (r, c) => values[r]?.[c] === 0;
}
