/**
 * What the lower part of the stage adds to the equation: the Z that decides a mask, and a weight
 * matrix as it is stored beside its transpose.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 */
import { dimLabels } from "../symbols.js";
import { matricesOf } from "./equation.js";
import { axisOf, FOUR_DECIMALS, TWO_DECIMALS } from "./fit.js";
import { kindOf } from "./frames.js";
import { GUTTER, PAD } from "./narrow.js";
import { SIZE } from "./sizes.js";

const LOW_ROW = 27;
const LEAST_ROW = 15;
/** A row of the Z that decides, high enough for its numbers; and of the mask above it, at least. */
const DECIDING = 21;
const DECIDED = 30;
/** Height of the arithmetic of one cell, with its words. */
const ENTRY = 112;
/** The arrow with its word: as drawn where there is room, and the shortest. */
const ARROW = 150;
const LEAST_ARROW = 66;
/** A column of the arithmetic that does not stand under the left factor's own. */
const COLUMN = 58;

/**
 * @param {Step} step
 * @param {State} state
 * @param {Arrangement} arrangement
 * @returns {Arrangement}
 */
export function extras(step, state, arrangement) {
  const asStored = stored(state, arrangement);
  const more = [decider(step, state, arrangement), asStored].filter((f) => f !== null);
  if (!more.length) return arrangement;
  const frames = [...arrangement.frames, ...more];
  return { ...arrangement, frames, turn: turnOf(asStored, arrangement) };
}

/**
 * The height that the Z under its mask asks of the equation above: none where that has none to spare.
 * @param {Step} step
 * @param {import("./equation.js").Item[]} items
 * @param {State} state
 * @param {{ free: number, scale: number }} space
 */
export function deciding(step, items, state, { free, scale }) {
  if (step.pattern !== "entrywise") return 0;
  const mask = matricesOf(items).find(
    ({ name, role }) => role === "operand" && isMask(name, state),
  );
  const rows = mask ? (state.matrices[mask.name]?.shape[0] ?? 0) : 0;
  const asked = (26 + rows * DECIDING) * scale;
  return rows && free - asked > rows * DECIDED * scale ? asked : 0;
}

/** @param {string} name @param {State} state */
const isMask = (name, state) => kindOf(name, state) === "mask";

/**
 * Z under the mask it decides, where it is not an operand itself.
 * @param {Step} step
 * @param {State} state
 * @param {Arrangement} arrangement
 * @returns {Frame | null}
 */
function decider(step, state, { frames, sum, floor, scale }) {
  const mask = frames.find((f) => f.kind === "mask" && f.item.role === "operand");
  if (!mask || step.pattern !== "entrywise") return null;
  const name = mask.item.name.replace(/^gprime/, "Z");
  if (!state.matrices[name]) return null;
  const y = sum.y + Math.round((ENTRY + 26) * scale);
  return lower(mask, name, { x: mask.x, y, floor, scale }, `${name} from the forward pass decides`);
}

/**
 * The same on a narrow stage: beside the arithmetic, where there is room.
 * @param {State} state
 * @param {Arrangement} arrangement
 * @returns {Arrangement}
 */
export function beside(state, arrangement) {
  const { sum, frames } = arrangement;
  const more = stored(state, {
    ...arrangement,
    sum: { ...sum, y: sum.y + 34 },
    floor: sum.y + 124,
  });
  return more ? { ...arrangement, frames: [...frames, more] } : arrangement;
}

/**
 * A weight matrix as stored, at the right of the arithmetic that reads its transpose.
 * @param {State} state
 * @param {Arrangement} arrangement
 * @returns {Frame | null}
 */
function stored(state, { frames, sum, floor, width, scale, cells, words, folded }) {
  const left = frames.find(({ item }) => item.role === "left");
  const right = frames.find(({ item }) => item.role === "right");
  if (!left?.item.transposed || !right || left.down.edges || left.across.edges) return null;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const y = Math.max(right.y + right.height + px(SIZE.shape + 46), sum.y);
  const columns = sum.aligned ? sum.width : Math.min(left.cols, sum.terms) * COLUMN * cells;
  const from = sum.x + Math.max(columns, px(160));
  const ends = [FOUR_DECIMALS, TWO_DECIMALS].map((wide) => {
    const cw = Math.min(Math.ceil(wide * cells), left.cw);
    return { cw, end: width - (folded ? PAD : px(SIZE.pad)) - left.rows * cw };
  });
  const roomy = ends[0].end - px(LEAST_ARROW + SIZE.gutter + 30) >= from;
  const { cw, end } = roomy ? ends[0] : ends[1];
  if (end - (folded ? GUTTER + 4 : px(60)) < from) return null;
  const x = folded ? end : Math.min(end, from + Math.round(ARROW * words) + px(SIZE.gutter));
  const turned = {
    ...left,
    ...{ cw, dims: /** @type {[string, string]} */ ([left.dims[1], left.dims[0]]) },
    ...{ rows: left.cols, cols: left.rows, item: { ...left.item, transposed: false } },
    across: axisOf(left.rows, [...Array(left.rows).keys()], cw, cw),
    width: left.rows * cw,
    gutter: px(SIZE.gutter),
    rowLabels: dimLabels(left.dims[1], state),
    colLabels: dimLabels(left.dims[0], state),
  };
  return lower(turned, left.item.name, { x, y, floor, scale }, `${left.item.name} as stored`);
}

/**
 * The arrow from a matrix as stored to the foot of its transpose; none where there is no room.
 * @param {Frame | null} from
 * @param {Arrangement} arrangement
 */
function turnOf(from, { frames, sum, words, scale }) {
  const left = frames.find(({ item }) => item.role === "left");
  if (!from || !left || !sum.aligned) return null;
  const to = sum.x + sum.width + 18 * scale;
  const start = from.x - from.gutter - 4 * scale;
  const up = left.y + left.height + 18 * scale;
  const y = from.y + from.height / 2;
  return start - to > LEAST_ARROW * words ? { from: start, to, y, up } : null;
}

/**
 * @param {Frame} like
 * @param {string} name
 * @param {{ x: number, y: number, floor: number, scale: number }} at
 * @param {string} extra
 * @returns {Frame | null} null where there is no room
 */
function lower(like, name, { x, y, floor, scale }, extra) {
  const { rows } = like;
  const ch = Math.floor(Math.min(LOW_ROW * scale, (floor - y) / rows));
  if (ch < LEAST_ROW * scale) return null;
  const item = {
    ...like.item,
    token: name,
    name,
    prefix: "",
    suffix: "",
    role: /** @type {const} */ ("operand"),
  };
  const high = axisOf(rows, [...Array(rows).keys()], ch, ch);
  return {
    ...like,
    ...{ item, token: name, x, y, ch, height: high.total, down: high, centre: x + like.width / 2 },
    ...{ kind: "value", pending: false, extra, tag: null },
  };
}
