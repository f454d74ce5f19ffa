/**
 * The words of the stage: symbols, signs, captions, shapes, put where the arrangement has them.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../symbols.js").Run} Run
 */

import { range, real } from "../numbers.js";
import {
  captionRuns,
  dimRuns,
  fragment,
  runs,
  split,
  spoken,
  symbol,
  upright,
} from "../symbols.js";
import { NARROW } from "./arrange.js";
import { press, turnWord } from "./hints.js";
import { measure } from "./measure.js";
import { writerOf } from "./moments.js";
import { rangeOf } from "./paint.js";
import { powerOn, signsOf } from "./signs.js";
import { aroundSize, LONG, SIZE } from "./sizes.js";
import { letters, make, put } from "./text.js";

/**
 * @param {string} text
 * @param {string} side
 * @param {number} scale
 * @param {string} [before] what stands before the symbol
 */
function around(text, side, scale, before = "") {
  const size = aroundSize(text, before);
  const small = text.length > LONG;
  const made = make(
    "span",
    `around ${side}${small ? " long" : ""}`,
    letters(text.trim().replace(/\s+\($/, "(")),
  );
  made.style.fontSize = `${size * scale}px`;
  if (small) made.style.maxWidth = `${190 * scale}px`;
  return made;
}

/**
 * @param {Frame} frame
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {State} state
 */
function symbolOf(frame, { letters: letters_, symbolY }, step, state) {
  const scale = letters_ / SIZE.symbol;
  const { item } = frame;
  const glyph = item.ones ? make("span", "", "1") : make("span", "", symbol(item.token));
  const goes = item.role !== "result" && !item.ones && writerOf(item.name, state) !== null;
  const own = make(goes ? "button" : "span", "symbol", glyph);
  if (goes) {
    own.setAttribute("type", "button");
    own.dataset.goto = item.name;
    own.setAttribute("aria-label", `${spoken(item.name, state)}: go to the step that wrote it`);
  }
  const parts = [own];
  own.classList.toggle("radicand", /√\s*$/.test(item.prefix));
  if (item.prefix) parts.unshift(around(item.prefix, "before", scale));
  if (item.suffix) parts.push(around(item.suffix, "after", scale, item.prefix));
  const line = make("div", "at symbol-line", ...parts);
  line.dataset.role = item.role;
  line.dataset.phase = step.phase;
  return put(line, frame.centre, symbolY, letters_);
}

/** Half of the estimated width, and a little more: the page's own letters may be wide. */
const WIDE = 0.62;

/**
 * What stands under a symbol.
 * @param {Frame} frame
 * @param {Step} step
 * @param {State} state
 * @returns {Run[]}
 */
function under(frame, step, state) {
  const { item } = frame;
  if (step.pattern === "row-column-bias" && frame.dims[1] === "1") {
    return [{ text: "copied to all ", face: "u" }, ...dimRuns("m")];
  }
  if (item.ones) return [...dimRuns("m"), { text: " ones", face: "u" }];
  if (item.prefix === "(1 −" || (step.phase === "loss" && /\w \($/.test(item.prefix))) {
    return [upright("the cells show "), ...runs(item.token)];
  }
  const { base, layer } = split(item.token);
  if (base === "A" && layer === state.layers.length - 1) {
    return [{ text: "what the net says", face: "u" }];
  }
  return captionRuns(item.token, state.spec.average);
}

/**
 * @param {Frame} frame
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {State} state
 */
function captionOf(frame, { scale, words, captionY, width }, step, state) {
  const list = under(frame, step, state);
  const plain = list.every((run) => run.text !== "∂");
  const size = (plain ? 12 : 13) * words;
  const half = measure(list, size) * WIDE + 4;
  const edge = width - SIZE.pad * scale + 4;
  const x = Math.min(edge - half, Math.max(half, frame.centre));
  const made = make("div", `at caption${plain ? " plain" : ""}`, fragment(list));
  return put(made, x, captionY, size);
}

/** Which letter of its shape a factor shares with the other one: −1 if it is none. @param {Frame} frame */
function asFactor({ item }) {
  return item.ones || item.role === "right" ? 0 : item.role === "left" ? 1 : -1;
}

/**
 * The letters of a shape: the one that two factors share is marked, in n₂ m, many blocks, only n₂.
 * @param {Frame} frame
 * @param {Frame[]} frames
 */
function lettersOf(frame, frames) {
  const own = asFactor(frame);
  const other = frames.find((one) => own >= 0 && asFactor(one) === 1 - own);
  const met = other?.dims[1 - own].split("*");
  return frame.dims.map((dim, i) => {
    const runs = dim.split("*").map((one) => {
      const shared = i === own && met?.includes(one);
      return make("span", shared ? "shared" : "", fragment(dimRuns(one)));
    });
    return make("span", "", ...runs.flatMap((run, k) => (k ? ["\u2009", run] : [run])));
  });
}

/**
 * n₂ × m, 3 × 8, ±0.84.
 * @param {Frame} frame
 * @param {Arrangement} arrangement
 * @param {State} state
 */
function shapeOf(frame, arrangement, state) {
  const { scale, frames } = arrangement;
  const dims = lettersOf(frame, frames);
  const values = state.matrices[frame.item.name]?.values;
  const told = values?.some((row) => row.some((v) => Number.isFinite(real(v))));
  const zero = state.matrices[frame.item.name]?.values.every((row) =>
    row.every((v) => real(v) === 0),
  );
  const r = frame.kind === "value" && !frame.pending && told;
  const narrow = frames.some((one) => !one.extra && isNarrow(one, scale));
  const made = make(
    "div",
    `at shape${narrow ? " narrow" : ""}`,
    make("span", "letters", dims[0], " × ", dims[1]),
    make("span", "count", `${frame.rows} × ${frame.cols}`),
    ...(r ? [make("span", "range", range(zero ? 0 : rangeOf(frame.item.name, state)))] : []),
  );
  const half = (narrow ? 44 : 76) * scale;
  const right = asFactor(frame) === 0;
  const clear = right && isNarrow(frame, scale) ? 9 * scale : 0;
  const edge = arrangement.width - SIZE.pad * scale;
  const tied = right && arrangement.tie ? frame.x - frame.gutter + 8 * scale : 4;
  const x = Math.min(edge - half, Math.max(half + tied, frame.centre + clear));
  return put(made, x, frame.y + frame.height + 28 * scale, 17 * scale);
}

/**
 * Where one matrix is narrow, the ranges of all stand on a line of their own.
 * @param {Frame} frame
 * @param {number} scale
 */
export function isNarrow(frame, scale) {
  return frame.width < NARROW * scale;
}

/**
 * @param {Frame} frame
 * @param {Arrangement} arrangement
 */
function headOf(frame, { words }) {
  const [name, rest] = [frame.item.name, frame.extra.slice(frame.item.name.length)];
  const made = make("div", "at extra", symbol(name), rest);
  return put(
    made,
    frame.centre,
    frame.y - (frame.rowLabels || frame.colLabels ? 23 : 9) * words,
    12.5 * words,
  );
}

/** Beside a narrower matrix there is no room for its range. */
const TAGGED = 88;

/**
 * The name of a folded matrix beside it, with its range.
 * @param {Frame} frame
 * @param {State} state
 */
function tagOf(frame, state) {
  const { x, y, side } = /** @type {NonNullable<Frame["tag"]>} */ (frame.tag);
  const name = frame.item.ones ? "1" : symbol(frame.item.token);
  const wide = side === "right" ? x >= TAGGED : frame.width >= TAGGED;
  const r = wide && frame.kind === "value" && !frame.pending;
  return put(
    make(
      "div",
      `at name-tag from-${side}`,
      name,
      make("span", "range", r ? range(rangeOf(frame.item.name, state)) : ""),
    ),
    x,
    y + 5,
    15,
  );
}

/**
 * All words of a step.
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {State} state
 * @returns {HTMLElement[]}
 */
export function words(arrangement, step, state) {
  const made = arrangement.signs.flatMap((sign) => signsOf(sign, arrangement, state));
  for (const frame of arrangement.frames) {
    if (frame.extra) made.push(headOf(frame, arrangement));
    else made.push(symbolOf(frame, arrangement, step, state));
    if (frame.tag) made.push(tagOf(frame, state));
    made.push(...powerOn(frame, arrangement, state));
    if (frame.extra || frame.tag) continue;
    made.push(captionOf(frame, arrangement, step, state), shapeOf(frame, arrangement, state));
  }
  if (arrangement.turn) made.push(turnWord(arrangement.turn, arrangement.words));
  const [result] = arrangement.frames;
  if (result.pending) made.push(press(result, arrangement.words));
  return made;
}
