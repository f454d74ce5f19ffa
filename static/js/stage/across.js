/**
 * The widths of a step's matrices: which columns are shown, and how wide their cells are.
 *
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {[string, string]} Dims
 * @typedef {{
 *   dims: Dims[], shown: number[][], gutters: number[], signs: number[], cws: number[],
 *   slack: number,
 * }} Across  slack: the pixels left over
 */
import { dimsOf, sizeOf } from "../symbols.js";
import { GLYPHS, LIMIT, shownOf, widths } from "./fit.js";
import { SIZE, signWidth, symbolWidth } from "./sizes.js";

const LIMITS = [LIMIT, 28, 20, 14, 10, 6, 4];
const LEAST = 6;
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
 * @param {MatrixItem[]} matrices
 * @param {Dims[]} dims
 * @param {number[][]} shown
 * @param {number} scale
 */
function groupsOf(matrices, dims, shown, scale) {
  /** @type {Map<string, import("./fit.js").Group>} */
  const groups = new Map();
  matrices.forEach((item, i) => {
    const key = dims[i][1];
    const group = groups.get(key) ?? { counts: [], labels: [], left: false, single: key === "1" };
    group.counts.push(shown[i].length);
    group.labels.push(symbolWidth(item, scale));
    group.left ||= item.role === "left";
    groups.set(key, group);
  });
  return groups;
}

/**
 * The room for labels beside the rows; numbers of three digits need more.
 * @param {string} dim
 * @param {State} state
 * @param {number} scale
 */
function gutterOf(dim, state, scale) {
  return Math.round((SIZE.gutter + (sizeOf(dim, state) >= 100 ? 9 : 0)) * scale);
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
 * @param {{ scale: number, cells: number, cell: [number, number] | null, squeeze: number }} how
 * @returns {Across}
 */
function fitted(items, state, inner, { scale, cells, cell, squeeze }) {
  const matrices = items.filter((item) => item.type === "matrix");
  const dims = matrices.map((item) => frameDims(item, state));
  const labelled = labelledOf(dims);
  const signs = items.map((item) => Math.round(signWidth(item, scale) * squeeze));
  const gutters = dims.map(([d], i) => (labelled[i] ? gutterOf(d, state, scale) : 0));
  const room = inner - [...gutters, ...signs].reduce((a, b) => a + b, 0);
  const at = dims.map(([, d]) => selectedOn(d, dims[0], state, cell));
  for (const limit of LIMITS) {
    const shown = dims.map(([, d], i) => shownOf(sizeOf(d, state), limit, at[i]));
    const groups = groupsOf(matrices, dims, shown, scale);
    const found = widths([...groups.values()], room, cells);
    const last = limit === LIMITS.at(-1);
    if (!last && (!found || Math.min(...found) < LEAST)) continue;
    const keys = [...groups.keys()];
    const cws = dims.map(([, d]) => found?.[keys.indexOf(d)] ?? LEAST);
    const spent = matrices.map((item, i) =>
      Math.max(shown[i].length * cws[i], symbolWidth(item, scale)),
    );
    return { dims, shown, gutters, signs, cws, slack: room - spent.reduce((a, b) => a + b, 0) };
  }
  throw new Error("the last limit always returns");
}
