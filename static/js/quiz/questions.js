/**
 * What is asked of a step before its result is shown. The same moment asks everybody the same.
 *
 * @typedef {[number, number]} Pair
 * @typedef {{
 *   kind: "shape" | "sign" | "cells", name: string, pattern: string,
 *   cells: Pair[], values: number[], shape: Pair, shapes: Pair[],
 * }} Question  values: of the cells; shapes: the right one among tempting ones
 * @typedef {import("../stage/scene.js").Moment} Moment
 */
import { real } from "../numbers.js";

/** So many cells are asked for where the address does not say. */
const USUAL = 2;
/** Cells are chosen from this corner, which is seen on every screen. */
const CORNER = [6, 8];
const CHOICES = 4;

/**
 * Numbers from 0 to 1 that hang on a text alone.
 * @param {string} text
 */
export function randomOf(text) {
  let h = 2166136261;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return () => {
    h = (h + 0x6d2b79f5) | 0;
    let t = Math.imul(h ^ (h >>> 15), 1 | h);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @template T
 * @param {T[]} list
 * @param {() => number} random
 * @returns {T[]}
 */
function shuffled(list, random) {
  return list
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

/**
 * Cells with something to work out come first, and no row, column or sign twice if it can be helped.
 * @param {import("../numbers.js").Value[][]} values
 * @param {number} count
 * @param {(v: number) => number} rank the lower the better
 * @param {() => number} random
 * @returns {Pair[]}
 */
export function chosenCells(values, count, rank, random) {
  /** @type {Pair[]} */
  const all = values
    .slice(0, CORNER[0])
    .flatMap((row, r) => row.slice(0, CORNER[1]).map((_, c) => /** @type {Pair} */ ([r, c])));
  const at = (/** @type {Pair} */ [r, c]) => real(values[r][c]);
  let left = shuffled(
    all.filter((cell) => Number.isFinite(at(cell))),
    random,
  );
  /** @type {Pair[]} */
  const chosen = [];
  const cost = (/** @type {Pair} */ cell) =>
    chosen.filter(([r, c]) => r === cell[0] || c === cell[1]).length +
    chosen.filter((one) => Math.sign(at(one)) === Math.sign(at(cell))).length / 2 +
    4 * rank(at(cell));
  while (chosen.length < count && left.length) {
    const best = left.reduce((a, b) => (cost(b) < cost(a) ? b : a));
    chosen.push(best);
    left = left.filter((one) => one !== best);
  }
  return chosen.sort(([a, b], [c, d]) => a - c || b - d);
}

/** Nothing to work out: 0, 1, or too small to write with two digits. @param {number} v */
const trivial = (v) => Number(v === 0 || Math.abs(v) === 1 || Math.abs(v) < 0.001);

/**
 * The right shape among those that are tempting: turned round, that of a factor, nothing added up.
 * @param {Pair} shape
 * @param {Pair[]} others of the operands
 * @param {() => number} random
 */
export function temptingShapes([rows, cols], others, random) {
  const [first = [rows, cols], last = first] = [others[0], others.at(-1)];
  /** @type {Pair[]} */
  const tempting = [
    [cols, rows],
    ...others,
    [first[1], last[0]],
    [first[0], 1],
    [1, cols],
    [1, 1],
    ...others.map(([r, c]) => /** @type {Pair} */ ([c, r])),
  ];
  const key = (/** @type {Pair} */ pair) => pair.join();
  const found = new Map(tempting.map((pair) => [key(pair), pair]));
  found.delete(key([rows, cols]));
  return shuffled(
    [/** @type {Pair} */ ([rows, cols]), ...found.values()].slice(0, CHOICES),
    random,
  );
}

/**
 * @param {string} ask "shape", "sign", "cells" or "cells:3"
 * @param {Moment} moment
 * @returns {Question | null} null where there is nothing to ask for
 */
export function questionOf(ask, { step, state, arrangement, whole }) {
  const [kind, count = USUAL] = ask.split(":");
  const { values, shape } = state.matrices[step.writes];
  const { query, iteration, example } = whole.state;
  const random = randomOf([query, iteration, whole.step.writes, example ?? ""].join("|"));
  const others = arrangement.frames
    .slice(1)
    .filter((frame) => !frame.extra)
    .map(({ rows, cols }) => /** @type {Pair} */ ([rows, cols]));
  const asked = kind === "shape" ? 0 : Number(count);
  const cells = chosenCells(values, asked, kind === "cells" ? trivial : () => 0, random);
  const shapes = kind === "shape" ? temptingShapes(shape, others, random) : [];
  if (kind === "shape" ? shapes.length < 2 : !cells.length) return null;
  const { pattern } = step;
  return {
    ...{ kind: /** @type {Question["kind"]} */ (kind), name: step.writes, pattern },
    ...{ cells, values: cells.map(([r, c]) => real(values[r][c])), shape, shapes },
  };
}
