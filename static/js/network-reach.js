/**
 * Which cell of the step's matrix a place on the network map points to.
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {import("./network.js").Drawing} Drawing
 */
import { split } from "./symbols.js";

/** How near, in the drawing's own units, the pointer has to be. */
const REACH = 7;

/**
 * The cell of the step's matrix that a place on the drawing points to: the nearest edge of a
 * matrix of weights, else the nearest node.
 * @param {Drawing} drawing
 * @param {{ x: number, y: number }} at
 * @param {State} state
 * @returns {[number, number] | null}
 */
export function cellAt({ nodes, edges }, at, state) {
  const { base, layer } = split(state.step);
  if (layer === null || state.beat === 1) return null;
  if (base.endsWith("W")) {
    const edge = nearest(
      edges.filter((one) => one.layer === layer),
      (one) => toSegment(at, one.from, one.to),
    );
    return edge && [edge.to.unit, edge.from.unit];
  }
  const node = nearest(
    nodes.filter((one) => one.layer === layer),
    (one) => Math.hypot(at.x - one.x, at.y - one.y) - one.radius,
  );
  return node && [node.unit, base.endsWith("b") ? 0 : (state.cell?.[1] ?? 0)];
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * The cell an arrow key leads to: up and down to another unit, left and right to another wire or
 * example; at the edge it stays.
 * @param {State} state
 * @param {string} key
 * @returns {[number, number] | null} null for other keys, and where nothing can be selected
 */
export function moved(state, key) {
  const move = MOVES[key];
  const matrix = state.matrices[state.step];
  if (!move || !matrix || !state.cell || state.beat === 1) return null;
  const within = (/** @type {number} */ v, /** @type {number} */ n) =>
    Math.max(0, Math.min(n - 1, v));
  const [rows, columns] = matrix.shape;
  return [within(state.cell[0] + move[0], rows), within(state.cell[1] + move[1], columns)];
}

/**
 * @template T
 * @param {T[]} list
 * @param {(one: T) => number} distance
 * @returns {T | null} null where none is within reach
 */
function nearest(list, distance) {
  let best = null;
  let least = REACH;
  for (const one of list) {
    const d = distance(one);
    if (d < least) {
      least = d;
      best = one;
    }
  }
  return best;
}

/**
 * @param {{ x: number, y: number }} p
 * @param {{ x: number, y: number }} a
 * @param {{ x: number, y: number }} b
 */
function toSegment(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
