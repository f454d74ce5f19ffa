/**
 * The arithmetic of a step that goes cell by cell: a large number under every matrix.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 */
import { LONG } from "./sizes.js";
import { box, chip, lastNodes, partNodes } from "./sum.js";
import { letters, make } from "./text.js";

/**
 * The arithmetic of a step that goes cell by cell: a large number under every matrix.
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {{ token: string, pending: boolean, cell: [number, number], below: (frame: Frame) => string }} how
 */
export function entryNodes(sum, arrangement, state, { token, pending, cell, below }) {
  if (arrangement.folded) {
    const { x, y, room } = arrangement.sum;
    return lastNodes(sum, arrangement, state, { ...{ token, pending, y, x, room }, all: 0 });
  }
  const { words: scale, frames, signs, sum: place } = arrangement;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const own = frames.filter((frame) => !frame.extra);
  const numbers = [sum.result, ...sum.parts.filter((p) => p.kind === "number" && p.token)];
  const high = px(44);
  const y = place.y + px(24);
  /** @type {HTMLElement[]} */
  const made = [];
  own.forEach((frame, i) => {
    const value = /** @type {Shown} */ (numbers[i]);
    if (!value) return;
    const wide = Math.max(px(76), px(12.4 * value.text.length + 14));
    const before = wordsWide(frame.item.prefix, px);
    const middle = centreOf(frame, cell, wide, before, arrangement.width);
    const mark = frame.kind === "mask" && !pending ? ` gate-${value.value ? "open" : "shut"}` : "";
    const hollow = pending && frame.item.role === "result";
    const one = hollow
      ? make("span", "chip-number pending")
      : chip(
          mark ? { ...value, token: "" } : value,
          token,
          state,
          `large${i ? "" : " result"}${mark}`,
        );
    if (!hollow) made.push(box(make("span", "drop"), middle, place.y + px(3), px(1), px(17)));
    made.push(box(one, middle - wide / 2, y, wide, high));
    made.push(...aroundNodes(frame, middle, wide, y, scale));
    const words = below(frame);
    if (words) {
      const left = Math.max(px(4), Math.min(middle - px(110), arrangement.width - px(240)));
      made.push(box(make("span", "sum-below", words), left, y + high + px(4), px(220), px(22)));
    }
  });
  signs.forEach(({ item, centre }) => {
    const node = signNode(item, sum, pending);
    made.push(box(node, centre - px(30), y, px(60), high));
  });
  return made;
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
  const text = (/** @type {string} */ words, /** @type {string} */ side) =>
    make("span", `sum-around ${side}`, letters(words.trim()));
  if (item.prefix && item.prefix.length <= LONG) {
    made.push(box(text(item.prefix, "before"), middle - wide / 2 - px(126), y, px(120), px(44)));
  }
  if (item.suffix && item.suffix.length <= LONG) {
    made.push(box(text(item.suffix, "after"), middle + wide / 2 + px(6), y, undefined, px(44)));
  }
  return made;
}

/**
 * Room for the words before a number, so that they do not run into the sign at their left.
 * @param {string} words
 * @param {(n: number) => number} px
 */
function wordsWide(words, px) {
  return words && words.length <= LONG ? Math.min(px(120), px(9 * words.trim().length)) : 0;
}

/**
 * Under the selected column, as far as that leaves the box, and the words before it, over its
 * matrix.
 * @param {Frame} frame
 * @param {[number, number]} cell
 * @param {number} wide
 * @param {number} before
 * @param {number} edge
 */
function centreOf(frame, [, c], wide, before, edge) {
  const at = frame.across.entries.find((e) => e.index === Math.min(c, frame.cols - 1));
  const middle = frame.x + (at ? at.at + at.size / 2 : frame.width / 2);
  const half = wide / 2;
  const low = frame.x + Math.min(half, frame.width / 2) + before;
  const high = frame.x + frame.width - Math.min(half, frame.width / 2);
  return Math.round(Math.min(edge - half - 4, Math.max(half + 4, low, Math.min(high, middle))));
}
