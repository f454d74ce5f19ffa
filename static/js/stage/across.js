/**
 * The widths of a step's matrices: which columns are shown, and how wide their cells are.
 *
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {[string, string]} Dims
 * @typedef {{
 *   dims: Dims[], shown: number[][], gutters: number[], signs: number[], cws: number[],
 *   wides: number[], slack: number,
 * }} Across  wides: of the matrices with their words; slack: the pixels left over
 */
import { dimLabels, dimsOf, sizeOf } from "../symbols.js";
import { GLYPHS, LIMIT, shownOf, TWO_DECIMALS, widths } from "./fit.js";
import { SIZE, signWidth, symbolWidth } from "./sizes.js";

const LIMITS = [LIMIT, 28, 20, 14, 10, 6, 4];
const LEAST = 6;
/** n₁ × 1 3 × 1, under a single column. */
const SHAPE = 92;
/** Signs stand closer where cells would otherwise be too narrow for numbers. */
const SQUEEZED = [0.76, 0.6];

/**
 * @param {MatrixItem} item
 * @param {State} state
 * @returns {Dims}
 */
export function frameDims(item, state) {
  return item.ones ? ["m", "1"] : dimsOf(item.token, state);
}

/**
 * The selected index along a letter of the shapes, −1 if there is none.
 * @param {string} dim
 * @param {Dims} result
 * @param {State} state
 * @param {[number, number] | null} cell
 */
export function selectedOn(dim, result, state, cell) {
  if (!cell) return -1;
  if (dim === result[1]) return cell[1];
  if (dim === result[0]) return cell[0];
  const [unit, times] = dim.split("*");
  return times && result[1] === "m" ? cell[1] * sizeOf(unit, state) : -1;
}

/**
 * The width that the words over and under a matrix need.
 * @param {MatrixItem} item
 * @param {Dims} dims
 * @param {number} scale
 * @param {boolean} ample with room for the shape under a single column
 */
function widthOf(item, dims, scale, ample) {
  const shape = ample && dims[1] === "1" ? Math.round(SHAPE * scale) : 0;
  return Math.max(shape, symbolWidth(item, scale));
}

/**
 * @param {MatrixItem[]} matrices
 * @param {Dims[]} dims
 * @param {number[][]} shown
 * @param {number} scale
 * @param {boolean} ample with room for the shape under a single column
 */
function groupsOf(matrices, dims, shown, scale, ample) {
  /** @type {Map<string, import("./fit.js").Group>} */
  const groups = new Map();
  matrices.forEach((item, i) => {
    const key = dims[i][1];
    const group = groups.get(key) ?? { counts: [], labels: [], left: false, single: key === "1" };
    group.counts.push(shown[i].length);
    group.labels.push(widthOf(item, dims[i], scale, ample));
    group.left ||= item.role === "left";
    groups.set(key, group);
  });
  return groups;
}

/**
 * The room for labels beside the rows; numbers of three digits and units that are off need more.
 * @param {string} dim
 * @param {State} state
 * @param {number} scale
 */
function gutterOf(dim, state, scale) {
  const off = dimLabels(dim, state).some((label) => label.off);
  return Math.round((SIZE.gutter + (off || sizeOf(dim, state) >= 100 ? 9 : 0)) * scale);
}

/**
 * Rows are labelled once for every letter, at the first matrix that has it.
 * @param {Dims[]} dims
 */
function labelledOf(dims) {
  const seen = new Set(["1"]);
  return dims.map(([rows]) => !seen.has(rows) && Boolean(seen.add(rows)));
}

/**
 * @param {Item[]} items
 * @param {State} state
 * @param {number} inner pixels from the left edge to the right one
 * @param {{ scale: number, cells: number, cell: [number, number] | null }} how  cells: their scale
 * @returns {Across}
 */
export function across(items, state, inner, how) {
  const ample = fitted(items, state, inner, { ...how, squeeze: 1, ample: true });
  if (ample.slack >= 0 && Math.min(...ample.cws) >= TWO_DECIMALS * how.cells) return ample;
  const roomy = fitted(items, state, inner, { ...how, squeeze: 1 });
  if (Math.min(...roomy.cws) >= GLYPHS * how.cells) return roomy;
  let best = roomy;
  for (const squeeze of SQUEEZED) {
    const tight = fitted(items, state, inner, { ...how, squeeze });
    const wider = Math.min(...tight.cws) > Math.min(...best.cws);
    if (wider || (best.slack < 0 && tight.slack > best.slack)) best = tight;
  }
  return best;
}

/**
 * @param {Item[]} items
 * @param {State} state
 * @param {number} inner
 * @param {{
 *   scale: number, cells: number, cell: [number, number] | null, squeeze: number, ample?: boolean,
 * }} how
 * @returns {Across}
 */
function fitted(items, state, inner, { scale, cells, cell, squeeze, ample = false }) {
  const matrices = items.filter((item) => item.type === "matrix");
  const dims = matrices.map((item) => frameDims(item, state));
  const labelled = labelledOf(dims);
  const signs = items.map((item) => Math.round(signWidth(item, scale) * squeeze));
  const gutters = dims.map(([d], i) => (labelled[i] ? gutterOf(d, state, scale) : 0));
  const room = inner - [...gutters, ...signs].reduce((a, b) => a + b, 0);
  const at = dims.map(([, d]) => selectedOn(d, dims[0], state, cell));
  for (const limit of LIMITS) {
    const shown = dims.map(([, d], i) => shownOf(sizeOf(d, state), limit, at[i]));
    const groups = groupsOf(matrices, dims, shown, scale, ample);
    const found = widths([...groups.values()], room, cells);
    const last = limit === LIMITS.at(-1);
    if (!last && (!found || Math.min(...found) < LEAST)) continue;
    const keys = [...groups.keys()];
    const cws = dims.map(([, d]) => found?.[keys.indexOf(d)] ?? LEAST);
    const wides = matrices.map((item, i) =>
      Math.max(shown[i].length * cws[i], widthOf(item, dims[i], scale, ample)),
    );
    const slack = room - wides.reduce((a, b) => a + b, 0);
    return { dims, shown, gutters, signs, cws, wides, slack };
  }
  throw new Error("the last limit always returns");
}
