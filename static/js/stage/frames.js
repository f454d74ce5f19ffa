/**
 * The parts of an arrangement: one matrix's frame, its rows, what stands under an operator, the tie.
 *
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./equation.js").MatrixItem} MatrixItem
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./arrange.js").Kind} Kind
 * @typedef {{ shown: number[], ch: number, gap: number }} Down
 */
import { dimLabels, sizeOf, split, whole } from "../symbols.js";
import { axisOf, LIMIT, shownOf } from "./fit.js";
import { SIZE } from "./sizes.js";

const ROW_LIMITS = [LIMIT, 28, 20, 12, 8, 5];
const LEAST_HEIGHT = 9;
/** Rows grow with their numbers up to this. */
const GROWN = 1.29;
/** Room for what stands in place of hidden columns and rows, at scale 1. */
const GAP = { across: 13, down: 20 };

/**
 * What stands in small type under an operator.
 * @param {Item[]} items
 * @param {number} at
 * @param {Step} step
 */
export function captionOf(items, at, step) {
  const item = items[at];
  if (item.type !== "operator") return "";
  const right = items[at + 1];
  if (item.text === "·" && right?.type === "matrix" && (right.role === "right" || right.ones)) {
    return { "row-sum": "row sum", blocks: "block × column" }[step.pattern] ?? "row × column";
  }
  const first = items.findIndex((one, i) => i > 1 && one.type === "operator");
  if (at !== (first < 0 ? 1 : first) || split(step.writes).one) return "";
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
  const values = state.matrices[whole(name)]?.values ?? [[Number.NaN]];
  return values.every((row) => row.every((v) => v === 0 || v === 1)) ? "mask" : "value";
}

/**
 * @param {number} count
 * @param {number} room
 * @param {number} cw
 * @param {{ scale: number, cells: number, selected: number }} how
 * @returns {Down}
 */
export function down(count, room, cw, { scale, cells, selected }) {
  const gap = Math.round(GAP.down * scale);
  const row = SIZE.row * Math.min(cells, GROWN * scale);
  const highest = Math.min(row, Math.max(22 * scale, cw * 1.4));
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
 * The height at which signs stand between matrices: of the selected row, else of the middle one.
 * @param {Frame} frame of the result
 * @param {number} [selected]
 */
export function middleOf({ y, down: { entries } }, selected = -1) {
  const shown = entries.filter(({ index }) => index >= 0);
  const row = shown.find(({ index }) => index === selected) ?? shown[(shown.length - 1) >> 1];
  return y + row.at + row.size / 2;
}

/**
 * Which units are off is not told before the step that decides it has been computed.
 * @param {Frame[]} frames
 * @returns {Frame[]}
 */
export function untold(frames) {
  const [{ item, pending }] = frames;
  const { base, layer } = split(item.name);
  if (!pending || (base !== "Z" && base !== "A")) return frames;
  const shown = (/** @type {Frame["rowLabels"]} */ labels, /** @type {string} */ dim) =>
    dim === `n${layer}` && labels ? labels.map((one) => ({ ...one, off: false })) : labels;
  return frames.map((frame) => ({
    ...frame,
    rowLabels: shown(frame.rowLabels, frame.dims[0]),
    colLabels: shown(frame.colLabels, frame.dims[1]),
  }));
}

/**
 * From the width of the left factor to the height of the right one, where these are one and the same:
 * of blocks side by side only one meets a column.
 * @param {Frame[]} frames
 * @param {number} scale
 */
export function tieOf(frames, scale) {
  const left = frames.find(({ item }) => item.role === "left");
  const right = frames.find(({ item }) => item.role === "right");
  if (!left || left.dims[1] !== right?.dims[0]) return "";
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
 * A frame, not yet put in its place.
 * @param {MatrixItem} item
 * @param {State} state
 * @param {{
 *   dims: [string, string], shown: number[], cw: number, gutter: number, down: Down, scale: number,
 * }} fit
 * @returns {Frame}
 */
export function frameOf(
  item,
  state,
  { dims, shown, cw, gutter, down: { ch, gap, ...rows }, scale },
) {
  const [height, width] = dims.map((dim) => sizeOf(dim, state));
  const wide = axisOf(width, shown, cw, Math.max(cw, Math.round(GAP.across * scale)));
  const high = axisOf(height, rows.shown, ch, gap);
  return {
    ...{ item, token: item.token, dims, cw, ch, across: wide, down: high, gutter },
    ...{ rows: height, cols: width, width: wide.total, height: high.total },
    ...{ x: 0, y: 0, centre: 0, extra: "", tag: null },
    rowLabels: gutter ? dimLabels(dims[0], state) : null,
    colLabels: dims[1] === "1" ? null : dimLabels(dims[1], state),
    pending: state.beat === 1 && item.role === "result",
    kind: item.ones ? "ones" : kindOf(item.name, state),
  };
}
