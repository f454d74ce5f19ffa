/**
 * The arrangement for a narrow stage, such as a phone's. A product is folded: the right factor above
 * the result, the left one beside it, so that row and column meet in the cell (Falk's scheme). The
 * equation is one line above.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./arrange.js").Sign} Sign
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./narrow.js").Size} Size
 * @typedef {import("./narrow.js").Part} Part
 */
import { sizeOf } from "../symbols.js";
import { frameDims, selectedOn } from "./across.js";
import { down, frameOf, untold } from "./frames.js";
import { columnsOf, EQUATION, GUTTER, HEAD, PAD, PLAIN, WIDEST } from "./narrow.js";
import { SIZE, signWidth, symbolWidth } from "./sizes.js";
import { stacked } from "./stacked.js";

const BETWEEN = 16;
const NAME = 38;
/** At the right a product comes nearer to the edge: eight columns and four can have numbers. */
const EDGE = 13;
/** Height of the arithmetic. */
const SUM = 218;
const LARGEST_LETTERS = 25;
const TERM = 41;
/** Further left there is no room for a name before the right factor: it stands behind. */
const BESIDE = 118;

/**
 * @param {Item[]} items
 * @param {State} state
 * @param {Size} size
 * @returns {Arrangement}
 */
export function folded(items, state, size) {
  const { width, height } = size;
  const parts = items
    .filter((item) => item.type === "matrix")
    .map((item) => ({ item, dims: frameDims(item, state) }));
  const left = parts.find(({ item }) => item.role === "left");
  const right = parts.find(({ item }) => item.role === "right" || item.ones);
  const line = lineOf(items, width);
  const made = left && right ? square(parts, state, size) : stacked(parts, state, size);
  made.frames.forEach((frame, i) => {
    frame.centre = line.symbols[i];
  });
  const x = left && right ? PAD + GUTTER : PAD;
  const bottom = Math.max(...made.frames.map((f) => f.y + f.height));
  return {
    ...{ scale: 1, cells: 1, words: 1, low: false, folded: true, turn: null },
    ...{ width, height, top: made.frames[0].y, floor: height },
    ...{ frames: untold(made.frames), signs: line.signs, tie: made.tie, letters: line.letters },
    ...{ symbolY: HEAD + 26, captionY: HEAD + 26, indexY: 0, middle: 0 },
    sum: {
      ...{ x, y: bottom + 30, width: width - PAD - x, aligned: false, room: width - PAD },
      terms: Math.floor((width - PAD - x) / TERM),
      equals: PAD + 112,
    },
  };
}

/**
 * The equation in one line: letters as large as fit.
 * @param {Item[]} items
 * @param {number} width
 */
function lineOf(items, width) {
  const wide = items.map((item) =>
    item.type === "matrix" ? symbolWidth(item, 1) : signWidth(item, 0.8),
  );
  const total = wide.reduce((a, b) => a + b, 0);
  const letters = Math.min(LARGEST_LETTERS, (SIZE.symbol * (width - 2 * PAD)) / total);
  const scale = letters / SIZE.symbol;
  /** @type {Sign[]} */
  const signs = [];
  /** @type {number[]} */
  const symbols = [];
  let x = PAD;
  items.forEach((item, i) => {
    const centre = x + (wide[i] * scale) / 2;
    if (item.type === "matrix") symbols.push(centre);
    else signs.push({ item, centre, caption: "" });
    x += wide[i] * scale;
  });
  return { signs, symbols, letters };
}

/**
 * @param {Part[]} parts
 * @param {State} state
 * @param {Size} size
 */
function square(parts, state, size) {
  const { width, height, cell } = size;
  const result = parts[0];
  const left = /** @type {Part} */ (parts.find(({ item }) => item.role === "left"));
  const right = /** @type {Part} */ (parts.find(({ item }) => item.role === "right" || item.ones));
  const added = parts.filter((part) => ![result, left, right].includes(part));
  const beside = added.filter(({ dims }) => dims[1] === "1" && result.dims[1] !== "1");
  const room = width - PAD - EDGE - 2 * GUTTER - beside.length * (WIDEST + 8);
  const fit = columnsOf([left.dims[1], result.dims[1]], parts, state, size, room);
  const below = added.filter((part) => !beside.includes(part));
  const rows = height - HEAD - EQUATION - 3 * BETWEEN - SUM - NAME - below.length * NAME;
  const share = rows / (2 + below.length);
  const how = (/** @type {Part} */ { dims: [d] }) => ({
    ...PLAIN,
    selected: selectedOn(d, [result.dims[0], ""], state, cell),
  });
  const count = (/** @type {Part} */ part) => sizeOf(part.dims[0], state);
  const tall = Math.max(share, rows - (1 + below.length) * Math.min(share, count(left) * 30));
  const downs = {
    right: down(count(right), tall, fit.cw, how(right)),
    left: down(count(left), (rows - tall) / (1 + below.length), fit.cw, how(left)),
  };
  const make = (
    /** @type {Part} */ part,
    /** @type {Partial<Parameters<typeof frameOf>[2]>} */ how,
  ) =>
    frameOf(part.item, state, {
      ...{ dims: part.dims, shown: fit.shown[1], cw: fit.cw },
      ...{ gutter: 0, down: downs.left, scale: 1 },
      ...how,
    });
  const x = PAD + GUTTER + fit.shown[0].length * fit.cw + GUTTER;
  const y = HEAD + EQUATION + BETWEEN;
  const above = make(right, { down: downs.right, gutter: GUTTER });
  const meet = y + above.height + NAME;
  const frames = new Map([
    [result, { ...make(result, {}), x, y: meet, colLabels: null }],
    [left, { ...make(left, { shown: fit.shown[0], gutter: GUTTER }), x: PAD + GUTTER, y: meet }],
    [
      right,
      {
        ...above,
        x,
        y,
        tag:
          x < BESIDE
            ? { x: x + above.width + 8, y: y + 8, side: /** @type {const} */ ("left") }
            : { x: x - GUTTER - 8, y: y + 8, side: /** @type {const} */ ("right") },
      },
    ],
  ]);
  placeAdded(frames, { result, beside, below }, make);
  const list = parts.map((part) => /** @type {Frame} */ (frames.get(part)));
  tags(list);
  const corner = x - GUTTER + 1;
  const tied = left.dims[1] === right.dims[0];
  return { frames: list, tie: tied ? `M${PAD + GUTTER} ${meet - 20}H${corner}V${y}` : "" };
}

/**
 * A bias stands beside the result, another matrix of its shape below.
 * @param {Map<Part, Frame>} frames
 * @param {{ result: Part, beside: Part[], below: Part[] }} parts
 * @param {(part: Part, how: Partial<Parameters<typeof frameOf>[2]>) => Frame} make
 */
function placeAdded(frames, { result, beside, below }, make) {
  const own = /** @type {Frame} */ (frames.get(result));
  beside.forEach((part, i) => {
    const frame = make(part, { shown: [0], cw: WIDEST });
    frames.set(part, { ...frame, x: own.x + own.width + 8 + i * (WIDEST + 8), y: own.y });
  });
  below.forEach((part, i) => {
    frames.set(part, {
      ...make(part, {}),
      x: own.x,
      y: own.y + (i + 1) * (own.height + NAME),
      colLabels: null,
    });
  });
}

/**
 * Every frame has its name beside it: the result's and those under it below, the others' above.
 * @param {Frame[]} frames
 */
function tags(frames) {
  for (const frame of frames) {
    if (frame.tag) continue;
    const under = frame.item.role === "result" || frame.item.role === "operand";
    const y = under ? frame.y + frame.height + 14 : frame.y - 28;
    frame.tag = { x: frame.x, y, side: "left" };
  }
}
