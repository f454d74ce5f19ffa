/**
 * A difference of two matrices, one column as distances: from what is true to what the net says.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./equation.js").Item} Item
 * @typedef {import("./types.d.ts").State} State
 */
import { colourOf, css, palette } from "../colours.js";
import { four, real } from "../numbers.js";
import { dimLabels, fragment, labelRuns, split } from "../symbols.js";
import { svg } from "./axes.js";
import { rangeOf } from "./paint.js";
import { box } from "./sum.js";
import { make } from "./text.js";

const MOST = 6;
const LINE = 32;
const WIDE = 400;

/**
 * The two matrices whose difference a step is, if it is one of what the net says and what is true.
 * @param {Item[]} items
 */
export function differenceOf(items) {
  const names = items.slice(2).map((item) => (item.type === "matrix" ? item.name : item.text));
  const [said, sign, due] = names;
  if (names.length !== 3 || sign !== "−" || split(due).base !== "Y" || split(said).base !== "A")
    return null;
  return { said, due };
}

/**
 * @param {{ said: string, due: string }} of
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {{ cell: [number, number], token: string }} how
 * @returns {HTMLElement[]} none where there is no room
 */
export function distanceNodes(of, arrangement, state, { cell, token }) {
  const { words: scale, sum, frames, floor, width } = arrangement;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const column = (/** @type {string} */ name) =>
    (state.matrices[name]?.values ?? []).map((row) => real(row[cell[1]]));
  const [said, due] = [column(of.said), column(of.due)];
  const top = sum.y + px(104);
  const finite = [...said, ...due].every(Number.isFinite);
  if (!finite || said.length > MOST || top + px(62 + LINE * said.length) > floor) return [];
  const [low, high] = [Math.min(0, ...said, ...due), Math.max(1, ...said, ...due)];
  const at = (/** @type {number} */ v) => Math.round(((v - low) / (high - low)) * px(WIDE));
  const x = Math.min(frames[0].x, Math.max(px(50), width - px(WIDE + 250)));
  const from = top + px(30);
  const label = dimLabels("m", state)[cell[1]];
  const head = make("span", "gates-head strong", "the whole column, example ", label.text);
  const picture = chart({ said, due, at, token, state, px, ends: [low, high] });
  const made = [box(head, x, top, px(300), px(20)), box(picture, x - px(10), from)];
  const classes = dimLabels(`n${state.layers.length - 1}`, state);
  said.forEach((a, k) => {
    const y = from + px(k * LINE);
    const words = make("span", "distance", `${four(a)} − ${short(due[k])}`);
    words.append(make("b", "", four(a - due[k])));
    const mark = make("span", "sum-label gates-label", fragment(labelRuns(classes[k])));
    made.push(
      box(mark, x - px(48), y, px(38), px(24)),
      box(words, x + px(WIDE + 24), y, px(200), px(24)),
    );
  });
  const key = make("span", "distance-key");
  key.append(keyMark("said", px), "what the net says", keyMark("due", px), "what is true");
  made.push(box(key, x + px(WIDE + 24), top, px(300), px(20)));
  return made;
}

/** @param {number} v */
function short(v) {
  return Number.isInteger(v) ? String(v) : four(v);
}

/**
 * @param {{
 *   said: number[], due: number[], at: (v: number) => number, token: string, state: State,
 *   px: (n: number) => number, ends: number[],
 * }} how
 */
function chart({ said, due, at, token, state, px, ends }) {
  const { stops } = palette();
  const left = px(10);
  const height = px(LINE * said.length);
  const picture = svg("svg", { width: px(WIDE) + 2 * left, height: height + px(20) });
  picture.ariaHidden = "true";
  for (const v of [...ends, (ends[0] + ends[1]) / 2]) {
    const x = left + at(v);
    picture.append(
      svg("line", { class: "distance-grid", x1: x, x2: x, y1: 0, y2: height }),
      svg(
        "text",
        { x, y: height + px(14), "text-anchor": "middle", "font-size": px(11) },
        String(Number(v.toFixed(2))),
      ),
    );
  }
  said.forEach((a, k) => {
    const y = px(k * LINE + 12);
    const [from, to] = [at(Math.min(a, due[k])), at(Math.max(a, due[k]))];
    const bar = svg("rect", { x: left + from, y: y - px(7), width: to - from, height: px(14) });
    bar.style.fill = css(colourOf(a - due[k], rangeOf(token, state), stops));
    picture.append(bar, mark("due", left + at(due[k]), y, px), mark("said", left + at(a), y, px));
  });
  const made = make("span", "distances");
  made.append(picture);
  return made;
}

/**
 * @param {"said" | "due"} which
 * @param {number} x
 * @param {number} y
 * @param {(n: number) => number} px
 */
function mark(which, x, y, px) {
  if (which === "due") {
    return svg("line", {
      class: "distance-due",
      x1: x,
      x2: x,
      y1: y - px(9),
      y2: y + px(9),
      "stroke-width": px(3),
    });
  }
  const r = px(6);
  return svg("path", {
    class: "distance-said",
    d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`,
  });
}

/**
 * @param {"said" | "due"} which
 * @param {(n: number) => number} px
 */
function keyMark(which, px) {
  const made = svg("svg", { width: px(20), height: px(18) }, mark(which, px(10), px(9), px));
  made.ariaHidden = "true";
  return made;
}
