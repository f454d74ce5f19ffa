/**
 * On a narrow stage, what is no product stands one under the other; few columns stand side by side.
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./narrow.js").Size} Size
 * @typedef {import("./narrow.js").Part} Part
 */
import { powerOf } from "../numbers.js";
import { sizeOf } from "../symbols.js";
import { selectedOn } from "./across.js";
import { down, frameOf } from "./frames.js";
import { columnsOf, EQUATION, GUTTER, HEAD, PAD, PLAIN } from "./narrow.js";

/** A name and the labels of the columns, above the cells. */
const NAME = 45;
/** Heights of the arithmetic: of one cell, of a column without and with its rows. */
const ENTRY = 100;
const TABLE = { least: 144, row: 27, most: 250 };
/** A matrix of many rows has no more room than so many of one of few. */
const ROWS = 5;
/** Between two side by side; with a power of ten beside the labels. */
const APART = 16;
const POWER = 52;

/**
 * @param {Part[]} parts
 * @param {State} state
 * @param {Size} size
 */
export function stacked(parts, state, size) {
  const { width, height, cell, table } = size;
  const fits = parts.map(({ dims }) =>
    columnsOf([dims[1]], parts, state, size, width - 2 * PAD - GUTTER),
  );
  const counts = parts.map(({ dims }) => sizeOf(dims[0], state));
  const powers = parts.some(({ item }) => powerOf(state.matrices[item.name]?.values ?? []));
  const apart = powers ? POWER : APART;
  const wide = GUTTER + Math.max(...fits.map(({ shown, cw }) => shown[0].length * cw)) + apart;
  const beside = Math.max(1, Math.floor((width - 2 * PAD + apart) / wide));
  const lines = Math.ceil(parts.length / beside);
  const each = Math.ceil(parts.length / lines);
  const weights = Array.from({ length: lines }, (_, line) =>
    Math.min(ROWS, Math.max(...counts.slice(line * each, (line + 1) * each))),
  );
  const most = Math.min(TABLE.most, TABLE.least + TABLE.row * Math.max(...counts));
  const rows = height - HEAD - EQUATION - (table ? most : ENTRY) - NAME * lines;
  const share = rows / weights.reduce((a, b) => a + b);
  let y = HEAD + EQUATION;
  const frames = parts.map(({ item, dims }, i) => {
    const [line, at] = [Math.floor(i / each), i % each];
    const { shown, cw } = fits[i];
    const selected = selectedOn(dims[0], [parts[0].dims[0], ""], state, cell);
    const made = frameOf(item, state, {
      ...{ dims, shown: shown[0], cw, gutter: dims[0] === "1" ? 0 : GUTTER, scale: 1 },
      down: down(counts[i], share * weights[line], cw, { ...PLAIN, selected }),
    });
    const placed = { ...made, x: PAD + GUTTER + at * wide, y: y + NAME };
    if (at === each - 1) y += NAME + made.height;
    const tag = { x: placed.x, y: placed.y - 29, side: /** @type {const} */ ("left") };
    return { ...placed, tag };
  });
  return { frames, tie: "" };
}
