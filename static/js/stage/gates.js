/**
 * How many gates each unit's row of a mask has open.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 */
import { dimLabels, fragment, labelRuns } from "../symbols.js";
import { svg } from "./axes.js";
import { valuesOf } from "./paint.js";
import { box } from "./sum.js";
import { make } from "./text.js";

const MOST = { rows: 8, columns: 30 };
const LINE = 20;

/**
 * @param {Frame} mask
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {number} selected row
 * @returns {HTMLElement[]} none where there is no room
 */
export function gateNodes(mask, { words: scale, sum, frames, floor }, state, selected) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const values = valuesOf(mask, state);
  const top = sum.y + px(108);
  if (mask.rows > MOST.rows || mask.cols > MOST.columns) return [];
  if (top + px(26 + LINE * mask.rows) > floor) return [];
  const x = frames[0].x;
  const size = px(Math.min(15, 300 / mask.cols));
  const made = [box(make("span", "gates-head", "gates open, per unit"), x, top, px(220), px(20))];
  const labels = dimLabels(mask.dims[0], state);
  values.forEach((row, r) => {
    const y = top + px(28 + r * LINE);
    const open = row.filter((v) => v === 1).length;
    const words = open ? `${open} of ${row.length}` : `none: shut for all ${row.length} examples`;
    const on = r === selected ? " on" : "";
    const label = make("span", `sum-label gates-label${on}`, fragment(labelRuns(labels[r])));
    const count = make("span", `gates-count${open ? "" : " none"}${on}`, words);
    made.push(
      box(label, x - px(48), y, px(40), size),
      box(gateRow(row, size), x, y),
      box(count, x + row.length * (size + 2) + px(12), y, px(240), size),
    );
  });
  return made;
}

/**
 * @param {import("../numbers.js").Value[]} row
 * @param {number} size
 */
function gateRow(row, size) {
  const boxes = row.map((v, c) =>
    svg("rect", {
      class: v === 1 ? "open-gate" : "shut-gate",
      ...{ x: c * (size + 2) + 0.5, y: 0.5, width: size - 1, height: size - 1, rx: 2 },
    }),
  );
  const picture = svg("svg", { width: row.length * (size + 2), height: size }, ...boxes);
  picture.ariaHidden = "true";
  const made = make("span", "gates-row");
  made.append(picture);
  return made;
}
