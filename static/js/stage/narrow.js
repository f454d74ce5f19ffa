/**
 * What the arrangements of a narrow stage share: measures, and the widths of cells.
 *
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {{ width: number, height: number, cell: [number, number] | null, table: boolean }} Size
 *   table: the arithmetic is that of a whole column
 * @typedef {{ dims: [string, string], item: MatrixItem }} Part
 */
import { sizeOf } from "../symbols.js";
import { selectedOn } from "./across.js";
import { shownOf } from "./fit.js";

export const PAD = 16;
export const GUTTER = 24;
export const HEAD = 70;
export const EQUATION = 44;
export const WIDEST = 38;
export const PLAIN = { scale: 1, cells: 1 };
const LIMITS = [40, 20, 14, 10, 7, 5];
const LEAST = 6;

/**
 * What is shown of each letter of the shapes, and how wide its cells can be.
 * @param {string[]} dims side by side
 * @param {Part[]} parts
 * @param {State} state
 * @param {Size} size
 * @param {number} room
 */
export function columnsOf(dims, parts, state, { cell }, room) {
  for (const limit of LIMITS) {
    const shown = dims.map((d) =>
      shownOf(sizeOf(d, state), limit, selectedOn(d, parts[0].dims, state, cell)),
    );
    const cw = Math.floor(Math.min(WIDEST, room / shown.reduce((n, one) => n + one.length, 0)));
    if (cw >= LEAST || limit === LIMITS.at(-1)) return { shown, cw: Math.max(3, cw) };
  }
  throw new Error("the last limit always returns");
}
