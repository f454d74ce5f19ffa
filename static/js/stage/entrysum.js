/**
 * The arithmetic of a step that goes cell by cell: a large number under every matrix.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {{
 *   frame: Frame, value: Shown, wide: number, middle: number, before: number, after: number,
 * }} Spot
 */
import { measure } from "./measure.js";
import { LONG } from "./sizes.js";
import { box, chip, lastNodes, partNodes } from "./sum.js";
import { letters, make, wide as wideOf } from "./text.js";

/** Letters of the words around a number. */
const AROUND = 19;

/**
 * The arithmetic of a step that goes cell by cell: a large number under every matrix. Where these do
 * not fit side by side, it is written as a line that folds.
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {{ token: string, pending: boolean, cell: [number, number], below: (frame: Frame) => string }} how
 */
export function entryNodes(sum, arrangement, state, { token, pending, cell, below }) {
  const { words: scale, signs, sum: place, folded, width } = arrangement;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const spots = folded ? [] : spotsOf(sum, arrangement, cell);
  if (folded || crowded(spots, signs, px)) {
    const { x, y, room } = place;
    const from = folded ? y - 12 : y + px(24);
    return lastNodes(sum, arrangement, state, { ...{ token, pending, y: from, x, room }, all: 0 });
  }
  const high = px(44);
  const y = place.y + px(24);
  /** @type {HTMLElement[]} */
  const made = [];
  for (const { frame, value, wide, middle } of spots) {
    const result = frame.item.role === "result";
    const mark = frame.kind === "mask" && !pending ? ` gate-${value.value ? "open" : "shut"}` : "";
    const hollow = pending;
    const plain = mark ? { ...value, token: "" } : value;
    const one = hollow
      ? make("span", "chip-number pending")
      : chip(plain, token, state, `large${result ? " result" : ""}${mark}`);
    if (!hollow) made.push(box(make("span", "drop"), middle, place.y + px(3), px(1), px(17)));
    made.push(box(one, middle - wide / 2, y, wide, high));
    made.push(...aroundNodes(frame, middle, wide, y, scale));
    const words = below(frame);
    if (words) {
      const left = Math.max(px(4), Math.min(middle - px(110), width - px(240)));
      made.push(box(make("span", "sum-below", words), left, y + high + px(4), px(220), px(22)));
    }
  }
  signs.forEach(({ item, centre }) => {
    const node = signNode(item, sum, pending);
    made.push(box(node, centre - px(30), y, px(60), high));
  });
  return made;
}

/**
 * The number of each matrix: how wide it is with the words around it, and where its middle is.
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {[number, number]} cell
 * @returns {Spot[]}
 */
function spotsOf(sum, { words: scale, frames, width }, cell) {
  const numbers = [sum.result, ...sum.parts.filter((p) => p.kind === "number" && p.token)];
  const own = frames.filter((frame) => !frame.extra);
  return own.flatMap((frame, i) => {
    const value = /** @type {Shown | undefined} */ (numbers[i]);
    if (!value) return [];
    const wide = Math.round(Math.max(76, 18 * wideOf(value.text) + 18) * scale);
    const [before, after] = [frame.item.prefix, frame.item.suffix].map((text) =>
      text && text.length <= LONG ? Math.round((measure(text.trim(), AROUND) + 6) * scale) : 0,
    );
    const middle = centreOf(frame, cell, wide, { before, after }, width);
    return [{ frame, value, wide, middle, before, after }];
  });
}

/**
 * Whether numbers, with their words, run into each other, into a sign or over the edge.
 * @param {Spot[]} spots
 * @param {Arrangement["signs"]} signs
 * @param {(n: number) => number} px
 */
function crowded(spots, signs, px) {
  const all = [
    ...spots.map((s) => [s.middle - s.wide / 2 - s.before, s.middle + s.wide / 2 + s.after]),
    ...signs.map(({ centre }) => [centre - px(9), centre + px(9)]),
  ].toSorted(([a], [b]) => a - b);
  return all.some(([from], i) => i > 0 && from < all[i - 1][1]);
}

/**
 * @param {import("./arrange.js").Sign["item"]} item
 * @param {Arithmetic} sum
 * @param {boolean} pending
 */
function signNode(item, sum, pending) {
  if (item.type === "operator") {
    const equals = item.text === "=" || item.text === ":=";
    const text = equals ? (pending ? "=" : sum.relation) : item.text;
    return make("span", "sum-equals", text === "⊙" || text === "·" ? make("span", "dot") : text);
  }
  const part = sum.parts.find(
    (p) => p.kind === "fraction" || (p.kind === "number" && !p.token && p.value === item.value),
  );
  const [node] = part ? partNodes([part]) : [make("span", "")];
  return make("span", "sum-equals factor", node);
}

/**
 * @param {Frame} frame
 * @param {number} middle
 * @param {number} wide
 * @param {number} y
 * @param {number} scale
 */
function aroundNodes({ item }, middle, wide, y, scale) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const made = [];
  const root = /√\s*$/.test(item.prefix);
  const text = (/** @type {string} */ words, /** @type {string} */ side) =>
    make("span", `sum-around ${side}`, letters(words.trim()));
  if (item.prefix && item.prefix.length <= LONG) {
    const words = text(item.prefix.replace(/√\s*$/, ""), "before");
    if (root) words.append(make("span", "root", "√"));
    const gap = root ? px(1) : px(6);
    made.push(box(words, middle - wide / 2 - px(120) - gap, y, px(120), px(44)));
  }
  if (root)
    made.push(
      box(make("span", "sum-line"), middle - wide / 2 - px(2), y - px(3), wide + px(4), px(1.6)),
    );
  if (item.suffix && item.suffix.length <= LONG) {
    made.push(box(text(item.suffix, "after"), middle + wide / 2 + px(6), y, undefined, px(44)));
  }
  return made;
}

/**
 * Under the selected column, as far as that leaves the box, and the words around it, over its
 * matrix and on the stage.
 * @param {Frame} frame
 * @param {[number, number]} cell
 * @param {number} wide
 * @param {{ before: number, after: number }} around
 * @param {number} edge
 */
function centreOf(frame, [, c], wide, { before, after }, edge) {
  const at = frame.across.entries.find((e) => e.index === Math.min(c, frame.cols - 1));
  const middle = frame.x + (at ? at.at + at.size / 2 : frame.width / 2);
  const half = wide / 2;
  const low = frame.x + Math.min(half, frame.width / 2) + before;
  const inside = Math.max(0, Math.min(after, frame.width - wide - before));
  const high = frame.x + frame.width - Math.min(half, frame.width / 2) - inside;
  const most = edge - half - after - 4;
  return Math.round(Math.min(most, Math.max(half + 4, low, Math.min(high, middle))));
}
