/**
 * The heights of rows. The rows of one equation are of one height, so that a row of the result and
 * the signs between the matrices lie on one line; a much taller right factor has lower ones.
 *
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./frames.js").Down} Down
 * @typedef {import("./types.d.ts").State} State
 */
import { sizeOf } from "../symbols.js";
import { selectedOn } from "./across.js";
import { down } from "./frames.js";

/** All rows are as low as the lowest, unless these are lower than so much of the highest. */
const LEVEL = 0.5;

/**
 * Matrices with the same letter for their rows show the same ones.
 * @param {import("./across.js").Across} fit
 * @param {MatrixItem[]} matrices
 * @param {State} state
 * @param {{
 *   room: number, tall: number, scale: number, cells: number, cell: [number, number] | null,
 * }} space  tall: what the right factor has, beside the arithmetic
 * @returns {Map<string, Down>}
 */
export function heights(fit, matrices, state, { room, tall, scale, cells, cell }) {
  /** @type {Map<string, Down>} */
  const found = new Map();
  const widest = Math.max(...fit.cws);
  let bound = Number.POSITIVE_INFINITY;
  matrices.forEach((item, i) => {
    const [dim] = fit.dims[i];
    const free = item.role === "right" || item.ones;
    const at = selectedOn(dim, [fit.dims[0][0], ""], state, cell);
    const one = down(sizeOf(dim, state), free ? tall : room, widest, {
      scale,
      cells,
      selected: at,
    });
    const other = found.get(dim);
    if (!other || one.shown.length < other.shown.length || one.ch < other.ch) found.set(dim, one);
    if (!free) bound = Math.min(bound, one.ch);
  });
  const all = [...found.values()].map(({ ch }) => ch);
  if (Math.min(...all) >= LEVEL * Math.max(...all)) bound = Math.min(...all);
  for (const one of found.values()) one.ch = Math.min(one.ch, bound);
  return found;
}
