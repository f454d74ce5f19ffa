/**
 * Where everything of a step stands on the stage: pure geometry in whole pixels, no page needed.
 *
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../labels.js").Label} Label
 * @typedef {import("./fit.js").Axis} Axis
 * @typedef {"value" | "mask" | "ones"} Kind
 * @typedef {{
 *   item: MatrixItem, token: string, dims: [string, string], rows: number, cols: number,
 *   x: number, y: number, cw: number, ch: number, width: number, height: number,
 *   across: Axis, down: Axis, rowLabels: Label[] | null, colLabels: Label[] | null,
 *   pending: boolean, kind: Kind, centre: number, gutter: number, extra: string,
 *   tag: { x: number, y: number, side: "left" | "right" } | null,
 * }} Frame  extra: what stands over a matrix that is not part of the equation
 * @typedef {{ item: Exclude<Item, MatrixItem>, centre: number, caption: string }} Sign
 * @typedef {{
 *   x: number, y: number, width: number, aligned: boolean, room: number, terms: number,
 *   equals?: number,
 * }} Place  terms: how many products there is room for; equals: where the sign of a folded one is
 * @typedef {{
 *   scale: number, cells: number, words: number, low: boolean,
 *   width: number, height: number, symbolY: number,
 *   captionY: number, indexY: number, top: number, middle: number, floor: number,
 *   frames: Frame[], signs: Sign[], tie: string, sum: Place, letters: number, folded: boolean,
 *   turn: { from: number, to: number, y: number, up: number } | null,
 * }} Arrangement  cells, words: the scales of the numbers and of the small words; turn: an arrow
 *   from a matrix as stored to its transpose
 */
import { captionRuns } from "../symbols.js";
import { across } from "./across.js";
import { beside, deciding, extras } from "./extras.js";
import { FOUR_DECIMALS, TERMS, TWO_DECIMALS } from "./fit.js";
import { folded } from "./folded.js";
import { captionOf, frameOf, middleOf, tieOf, untold } from "./frames.js";
import { heights } from "./heights.js";
import { SIZE, SUMS, scaleOf } from "./sizes.js";

/** How far signs may be drawn apart when there is room. */
const STRETCH = 36;
/** The left factor's cells, at least this wide, can hold four decimals. */
const ALIGNED_FROM = 44;
/** The number of one cell, under a single column. */
const ENTRY_WIDE = 104;
/** Room for the words before the arithmetic, and for "+ 94 more = …" behind it. */
const ROW_LABEL = 150;
const MORE = 110;
/** Under a narrower matrix the range stands on a line of its own. */
export const NARROW = 72;
const RANGE_LINE = 14;
/** What a bias copied to all examples takes at its right. */
const COPIES = 20;
/** Letters of the words under an operator; half of what stands under a symbol. */
const CAPTION = { sign: 11, symbol: 36 };
/** On a narrower stage the matrices of a product are folded into a square. */
const FOLDED_BELOW = 560;

/**
 * The place of the arithmetic: under the left factor, else under all.
 * @param {Frame[]} frames
 * @param {number} width
 * @param {{ scale: number, cells: number, words: number, gap: number }} scales
 * @returns {Place}
 */
function sumOf(frames, width, { scale, cells, words, gap }) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const left = frames.find(({ item }) => item.role === "left");
  const right = frames.find(({ item }) => item.role === "right");
  const edge = width - px(SIZE.pad);
  const bottoms = frames.filter((frame) => frame !== right).map((f) => f.y + f.height);
  const y = Math.max(...bottoms) + px(SIZE.shape);
  if (!left) {
    const x = px(SIZE.pad);
    const narrow = frames.some((frame) => frame.width < NARROW * scale);
    return {
      x,
      y: y + (narrow ? px(RANGE_LINE) : 0),
      width: edge - x,
      aligned: false,
      room: edge,
      terms: TERMS,
    };
  }
  const tall = right !== undefined && right.y + right.height + px(SIZE.shape) > y;
  const aligned = left.cw >= ALIGNED_FROM * cells && left.cols <= TERMS && !left.across.edges;
  const room = tall ? right.x - right.gutter - px(8) : edge;
  const beside = px(SIZE.pad) + (ROW_LABEL + MORE) * words;
  const fits = Math.floor((room - beside) / Math.round(FOUR_DECIMALS * cells));
  const terms = aligned || fits >= left.cols ? TERMS : Math.max(3, Math.min(6, fits));
  return { x: left.x, y: y + gap, width: left.width, aligned, room, terms };
}

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {{ width: number, height: number, cell?: [number, number] | null }} size
 * @returns {Arrangement}
 */
export function arrange(step, items, state, { width, height, cell = null }) {
  const table = step.pattern === "column" || step.pattern === "blocks";
  if (width < FOLDED_BELOW)
    return beside(state, folded(items, state, { width, height, cell, table }));
  const { scale, low, v, ...larger } = scaleOf(width, height, state.page);
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const words = larger.words * scale;
  const top = v.head + px(v.top);
  const floor = height - px(v.foot);
  const copied = step.pattern === "row-column-bias" ? px(COPIES) : 0;
  const inner = width - 2 * px(SIZE.pad) - copied;
  const { fit, cells } = largest(items, state, inner, { scale, cell, factors: larger.cells });
  const matrices = items.filter((item) => item.type === "matrix");
  const tall = floor - top - px(SIZE.shape);
  const product = matrices.some(({ role }) => role === "left");
  const narrow = !product && fit.cws.some((cw, i) => cw * fit.shown[i].length < NARROW * scale);
  const sums = SUMS.get(step.pattern);
  const below =
    (sums ? sums[0] * scale + sums[1] * cells : px(v.sum)) + (narrow ? px(RANGE_LINE) : 0);
  const free = tall - below;
  const room = Math.max(px(30), free - deciding(step, items, state, { free, scale }));
  const { frames, signs } = place(step, items, state, {
    ...{ fit, scale, words, top },
    heights: heights(fit, matrices, state, { room, tall, scale, cells, cell }),
  });
  return extras(step, state, {
    ...{ scale, cells, words, low, width, height, top, floor, frames, signs },
    ...{ letters: SIZE.symbol * scale, folded: false, turn: null },
    symbolY: v.head + px(v.symbol),
    captionY: v.head + px(v.caption),
    indexY: v.head + px(v.index),
    middle: middleOf(frames[0]),
    tie: tieOf(frames, scale),
    sum: sumOf(frames, width, { scale, cells, words, gap: px(v.gap) }),
  });
}

/**
 * The largest cells in which every number has two decimals, and under whose columns a product's
 * arithmetic fits; else the largest with two decimals, else the smallest.
 * @param {Item[]} items
 * @param {State} state
 * @param {number} inner
 * @param {{ scale: number, cell: [number, number] | null, factors: number[] }} how
 */
function largest(items, state, inner, { scale, cell, factors }) {
  const left = items
    .filter((item) => item.type === "matrix")
    .findIndex(({ role }) => role === "left");
  /** @type {{ fit: import("./across.js").Across, cells: number } | null} */
  let found = null;
  for (const factor of factors) {
    const cells = factor * scale;
    const fit = across(items, state, inner, { scale, cells, cell });
    if (factor !== factors.at(-1) && Math.min(...fit.cws) < TWO_DECIMALS * cells) continue;
    found ??= { fit, cells };
    if (left < 0 || fit.cws[left] >= ALIGNED_FROM * cells) return { fit, cells };
  }
  return /** @type {NonNullable<typeof found>} */ (found);
}

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {{
 *   fit: import("./across.js").Across, scale: number, words: number, top: number,
 *   heights: ReturnType<typeof heights>,
 * }} with_
 */
function place(step, items, state, { fit, scale, words, top, heights: rows }) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const count = items.filter((item) => item.type !== "matrix").length;
  const columns = items.length - count;
  const roomy = step.pattern === "entrywise" && fit.slack > columns * ENTRY_WIDE * words;
  const least = roomy ? Math.round(ENTRY_WIDE * words) : 0;
  const lack = fit.wides.reduce((sum, one) => sum + Math.max(0, least - one), 0);
  const slack = fit.slack - lack;
  const each = Math.min(px(STRETCH), Math.floor(Math.max(0, slack) / Math.max(1, count)));
  let x = Math.max(px(4), px(SIZE.pad) + Math.floor((slack - each * count) / 2));
  /** @type {Frame[]} */
  const frames = [];
  /** @type {Sign[]} */
  const signs = [];
  items.forEach((item, i) => {
    if (item.type !== "matrix") {
      const wide = fit.signs[i] + each;
      signs.push({ item, centre: x + wide / 2, caption: captionOf(items, i, step) });
      x += wide;
      return;
    }
    const n = frames.length;
    x += fit.gutters[n];
    const dims = fit.dims[n];
    const frame = frameOf(item, state, {
      ...{ dims, shown: fit.shown[n], cw: fit.cws[n], gutter: fit.gutters[n], scale },
      down: /** @type {import("./frames.js").Down} */ (rows.get(dims[0])),
    });
    const wide = Math.max(frame.width, fit.wides[n], least);
    frames.push({
      ...frame,
      x: Math.round(x + (wide - frame.width) / 2),
      y: top,
      centre: x + wide / 2,
    });
    x += wide;
  });
  for (const sign of signs) if (meets(sign, frames, state, words)) sign.caption = "";
  return { frames: untold(frames), signs };
}

/**
 * Whether the words under an operator would run into those under a symbol beside it.
 * @param {Sign} sign
 * @param {Frame[]} frames
 * @param {State} state
 * @param {number} words
 */
function meets({ centre, caption }, frames, state, words) {
  const half = (0.27 * CAPTION.sign * caption.length + CAPTION.symbol) * words;
  return frames.some(
    ({ item, centre: other }) =>
      Math.abs(other - centre) < half && captionRuns(item.token, state.spec.average).length > 0,
  );
}
