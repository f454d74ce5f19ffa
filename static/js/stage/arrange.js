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
 * }} Frame  extra: what stands over a matrix that is not part of the equation
 * @typedef {{ item: Exclude<Item, MatrixItem>, centre: number, caption: string }} Sign
 * @typedef {{
 *   x: number, y: number, width: number, aligned: boolean, room: number, terms: number,
 * }} Place  terms: how many products there is room for
 * @typedef {{
 *   scale: number, low: boolean, width: number, height: number, symbolY: number,
 *   captionY: number, indexY: number, top: number, middle: number, floor: number,
 *   frames: Frame[], signs: Sign[], tie: string, sum: Place,
 * }} Arrangement
 */
import { dimLabels, sizeOf, split } from "../symbols.js";
import { across, selectedOn } from "./across.js";
import { extras } from "./extras.js";
import { axisOf, FOUR_DECIMALS, LIMIT, shownOf, TERMS } from "./fit.js";
import { LOW, ROOMY, SIZE, SUMS, scaleOf, symbolWidth } from "./sizes.js";

const ROW_LIMITS = [LIMIT, 28, 20, 12, 8, 5];
const LEAST_HEIGHT = 9;
/** How far signs may be drawn apart when there is room. */
const STRETCH = 36;
/** The left factor's cells, at least this wide, can hold four decimals. */
const ALIGNED_FROM = 44;
/** Room for the words before the arithmetic, and for "+ 94 more = …" behind it. */
const ROW_LABEL = 150;
const MORE = 110;
/** Under a narrower matrix the range stands on a line of its own. */
export const NARROW = 72;

/**
 * What stands in small type under an operator.
 * @param {Item[]} items
 * @param {number} at
 * @param {Step} step
 */
function captionOf(items, at, step) {
  const item = items[at];
  if (item.type !== "operator") return "";
  const right = items[at + 1];
  if (item.text === "·" && right?.type === "matrix" && (right.role === "right" || right.ones)) {
    return { "row-sum": "row sum", blocks: "block × column" }[step.pattern] ?? "row × column";
  }
  const first = items.findIndex((one, i) => i > 1 && one.type === "operator");
  if (at !== (first < 0 ? 1 : first)) return "";
  return { entrywise: "cell by cell", column: "column by column" }[step.pattern] ?? "";
}

/**
 * A matrix of slopes that are all 0 or 1 is a mask.
 * @param {string} name
 * @param {State} state
 * @returns {Kind}
 */
export function kindOf(name, state) {
  if (split(name).base !== "gprime") return "value";
  const values = state.matrices[name]?.values ?? [[Number.NaN]];
  return values.every((row) => row.every((v) => v === 0 || v === 1)) ? "mask" : "value";
}

/**
 * @param {number} count
 * @param {number} room
 * @param {number} cw
 * @param {number} scale
 * @param {number} selected
 */
function down(count, room, cw, scale, selected) {
  const gap = Math.round(20 * scale);
  const highest = Math.min(SIZE.row * scale, Math.max(22 * scale, cw * 1.4));
  for (const limit of ROW_LIMITS) {
    const shown = shownOf(count, limit, selected);
    const gaps = shown.filter((i) => i < 0).length;
    const ch = Math.floor(Math.min(highest, (room - gaps * gap) / (shown.length - gaps)));
    if (ch < LEAST_HEIGHT * scale && limit !== ROW_LIMITS.at(-1)) continue;
    return { shown, ch: Math.max(3, ch), gap };
  }
  throw new Error("the last limit always returns");
}

/**
 * Matrices with the same letter for their rows have rows of one height.
 * @param {import("./across.js").Across} fit
 * @param {MatrixItem[]} matrices
 * @param {State} state
 * @param {{ room: number, tall: number, scale: number, cell: [number, number] | null }} space
 */
function downs(fit, matrices, state, { room, tall, scale, cell }) {
  /** @type {Map<string, ReturnType<typeof down>>} */
  const found = new Map();
  matrices.forEach((item, i) => {
    const [dim] = fit.dims[i];
    const free = item.role === "right" || item.ones;
    const at = selectedOn(dim, [fit.dims[0][0], ""], state, cell);
    const widest = Math.max(...fit.cws.filter((_, k) => fit.dims[k][0] === dim));
    const one = down(sizeOf(dim, state), free ? tall : room, widest, scale, at);
    const other = found.get(dim);
    if (!other || one.shown.length < other.shown.length || one.ch < other.ch) found.set(dim, one);
  });
  return found;
}

/**
 * From the width of the left factor to the height of the right one.
 * @param {Frame[]} frames
 * @param {number} scale
 */
function tieOf(frames, scale) {
  const left = frames.find(({ item }) => item.role === "left");
  const right = frames.find(({ item }) => item.role === "right");
  if (!left || !right) return "";
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const under = left.y + left.height + px(6);
  const x = right.x - (right.rowLabels ? right.gutter - px(1) : px(8));
  const end = right.y + right.height;
  const low = under + px(5);
  return (
    `M${left.x + 1} ${under}V${low}H${x} M${x + px(5)} ${right.y + 1}H${x}V${Math.max(low, end - 1)}` +
    ` M${x} ${end - 1}h${px(5)}`
  );
}

/**
 * The place of the arithmetic: under the left factor, else under all.
 * @param {Frame[]} frames
 * @param {number} width
 * @param {number} scale
 * @returns {Place}
 */
function sumOf(frames, width, scale) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const left = frames.find(({ item }) => item.role === "left");
  const right = frames.find(({ item }) => item.role === "right");
  const edge = width - px(SIZE.pad);
  const bottoms = frames.filter((frame) => frame !== right).map((f) => f.y + f.height);
  const narrow = frames.some((frame) => frame !== right && frame.width < NARROW * scale);
  const y = Math.max(...bottoms) + px(SIZE.shape + (narrow ? 14 : 0));
  if (!left) {
    const x = px(SIZE.pad);
    return { x, y, width: edge - x, aligned: false, room: edge, terms: TERMS };
  }
  const tall = right !== undefined && right.y + right.height + px(SIZE.shape) > y;
  const aligned = left.cw >= ALIGNED_FROM * scale && left.cols <= TERMS && !left.across.edges;
  const room = tall ? right.x - right.gutter - px(8) : edge;
  const fits = Math.floor((room - px(SIZE.pad + ROW_LABEL + MORE)) / px(FOUR_DECIMALS));
  const terms = aligned || fits >= left.cols ? TERMS : Math.max(3, Math.min(6, fits));
  return { x: left.x, y: y + px(30), width: left.width, aligned, room, terms };
}

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {{ width: number, height: number, cell?: [number, number] | null }} size
 * @returns {Arrangement}
 */
export function arrange(step, items, state, { width, height, cell = null }) {
  const { scale, low } = scaleOf(width, height);
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const v = low ? LOW : ROOMY;
  const top = v.head + px(v.top);
  const floor = height - px(v.foot);
  const fit = across(items, state, width - 2 * px(SIZE.pad), scale, cell);
  const matrices = items.filter((item) => item.type === "matrix");
  const tall = floor - top - px(SIZE.shape);
  const room = Math.max(px(30), tall - px(SUMS.get(step.pattern) ?? v.sum));
  const { frames, signs } = place(step, items, state, {
    ...{ fit, scale, top, width },
    heights: downs(fit, matrices, state, { room, tall, scale, cell }),
  });
  return extras(step, state, {
    ...{ scale, low, width, height, top, floor, frames, signs },
    symbolY: v.head + px(v.symbol),
    captionY: v.head + px(v.caption),
    indexY: v.head + px(v.index),
    middle: top + frames[0].height / 2,
    tie: tieOf(frames, scale),
    sum: sumOf(frames, width, scale),
  });
}

/**
 * @param {Step} step
 * @param {Item[]} items
 * @param {State} state
 * @param {{
 *   fit: import("./across.js").Across, scale: number, top: number, width: number,
 *   heights: ReturnType<typeof downs>,
 * }} with_
 */
function place(step, items, state, { fit, scale, top, heights }) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const count = items.filter((item) => item.type !== "matrix").length;
  const each = Math.min(px(STRETCH), Math.floor(Math.max(0, fit.slack) / Math.max(1, count)));
  let x = Math.max(px(4), px(SIZE.pad) + Math.floor((fit.slack - each * count) / 2));
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
    const frame = frameOf(item, state, { fit, n, heights, scale });
    const wide = Math.max(frame.width, symbolWidth(item, scale));
    frames.push({
      ...frame,
      x: Math.round(x + (wide - frame.width) / 2),
      y: top,
      centre: x + wide / 2,
    });
    x += wide;
  });
  return { frames, signs };
}

/**
 * A frame, not yet put in its place.
 * @param {MatrixItem} item
 * @param {State} state
 * @param {{
 *   fit: import("./across.js").Across, n: number, heights: ReturnType<typeof downs>, scale: number,
 * }} with_
 * @returns {Frame}
 */
function frameOf(item, state, { fit, n, heights, scale }) {
  const dims = fit.dims[n];
  const [rows, cols] = dims.map((dim) => sizeOf(dim, state));
  const cw = fit.cws[n];
  const { shown, ch, gap } = /** @type {ReturnType<typeof down>} */ (heights.get(dims[0]));
  const wide = axisOf(cols, fit.shown[n], cw, Math.max(cw, Math.round(13 * scale)));
  const high = axisOf(rows, shown, ch, gap);
  return {
    ...{ item, token: item.token, dims, rows, cols, cw, ch, across: wide, down: high },
    ...{ x: 0, y: 0, width: wide.total, height: high.total, centre: 0 },
    rowLabels: fit.gutters[n] ? dimLabels(dims[0], state) : null,
    colLabels: dims[1] === "1" ? null : dimLabels(dims[1], state),
    pending: state.beat === 1 && item.role === "result",
    kind: item.ones ? "ones" : kindOf(item.name, state),
    gutter: fit.gutters[n],
    extra: "",
  };
}
