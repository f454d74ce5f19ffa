/**
 * What a question shows on the stage: the chosen cells in the empty frame of the result, the row
 * and column that lead to one of them; or, where the shape is asked for, no frame at all.
 *
 * @typedef {import("../stage/scene.js").Moment} Moment
 * @typedef {import("./questions.js").Question} Question
 */
import { make } from "../explain/dom.js";
import { lit, rectOf } from "../stage/selection.js";
import { markOf } from "./words.js";

/** What stands around a frame at scale 1: labels over and beside it, its shape below. */
const AROUND = { over: 18, side: 30, below: 46, half: 82, sign: 16 };
/** The frame of a shape not known yet. */
const UNKNOWN = 104;
/** The mark of a cell at scale 1. */
const MARK = 19;
/** The least side of what marks a cell. */
const LEAST = 15;

/**
 * @param {HTMLElement} element
 * @param {{ x: number, y: number, width: number, height: number }} at
 */
function place(element, { x, y, width, height }) {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px` });
  Object.assign(element.style, { width: `${width}px`, height: `${height}px` });
  return element;
}

/**
 * A frame of no shape over that of the result, which would tell it.
 * @param {Moment["arrangement"]} arrangement
 */
function cover({ frames: [frame], signs, scale, words }) {
  const { x, y, width, height, centre } = frame;
  const beside = frame.tag ? 0 : AROUND.side * words;
  const half = frame.tag ? 0 : AROUND.half * scale;
  const left = Math.max(0, Math.min(x - beside, centre - half));
  const sign = signs[0] && !frame.tag ? signs[0].centre - AROUND.sign * scale : Infinity;
  const right = Math.max(x + width + 2, Math.min(centre + half, sign));
  const top = y - (frame.tag ? 2 : AROUND.over * words);
  const bottom = y + height + (frame.tag ? 2 : AROUND.below * scale);
  const size = Math.min(UNKNOWN * scale, right - left, bottom - top);
  const unknown = make("div", { class: "quiz-unknown" }, "? × ?");
  const own = { x: centre - size / 2 - left, y: y - top + 2, width: size, height: size };
  const at = {
    x: left,
    y: top,
    width: right - left,
    height: Math.max(bottom - top, size + y - top + 4),
  };
  const made = place(make("div", { class: "quiz-cover" }), at);
  made.append(place(unknown, own));
  return made;
}

/**
 * @param {Moment} moment
 * @param {[number, number]} cell
 * @param {number} i
 */
function badge({ arrangement, step }, cell, i) {
  const [result] = arrangement.frames;
  const part = lit(result, step, cell, result);
  const at = part && rectOf(result, part);
  if (!at) return null;
  const made = place(
    make("div", { class: "quiz-cell", "data-cell": String(i) }, markOf(i)),
    readable(at),
  );
  made.style.fontSize = `${Math.min(MARK * arrangement.words, 0.9 * Math.max(LEAST, Math.min(at.height, at.width)))}px`;
  return made;
}

/**
 * A small cell's mark is larger than it.
 * @param {{ x: number, y: number, width: number, height: number }} at
 */
function readable({ x, y, width, height }) {
  const [more, higher] = [Math.max(0, LEAST - width) / 2, Math.max(0, LEAST - height) / 2];
  return { x: x - more, y: y - higher, width: width + 2 * more, height: height + 2 * higher };
}

/**
 * What leads to a cell.
 * @param {Moment} moment
 * @param {[number, number]} cell
 */
function sources({ arrangement: { frames }, step }, cell) {
  return frames.slice(1).flatMap((frame) => {
    const part = frame.extra ? null : lit(frame, step, cell, frames[0]);
    const at = part && rectOf(frame, part);
    return at ? [place(make("div", { class: "quiz-source" }), at)] : [];
  });
}

/** @param {HTMLElement} slot of the stage */
export function createMarks(slot) {
  const element = make("div", { class: "quiz-marks", "aria-hidden": "true" });
  slot.append(element);
  /** @type {Moment | null} */
  let shown = null;
  /** @type {Question | null} */
  let question = null;
  let on = -1;

  function lightUp() {
    for (const old of element.querySelectorAll(".quiz-source")) old.remove();
    const cell = question?.cells[on];
    if (shown && cell) element.append(...sources(shown, cell));
    for (const one of element.querySelectorAll(".quiz-cell")) {
      one.toggleAttribute("data-on", /** @type {HTMLElement} */ (one).dataset.cell === String(on));
    }
  }

  return {
    /** @param {Moment} moment @param {Question | null} asked nothing: no marks */
    show(moment, asked) {
      shown = moment;
      if (asked !== question) on = -1;
      question = asked;
      if (!asked) element.replaceChildren();
      else if (asked.kind === "shape") element.replaceChildren(cover(moment.arrangement));
      else {
        const made = asked.cells.map((cell, i) => badge(moment, cell, i));
        element.replaceChildren(...made.filter((one) => one !== null));
        lightUp();
      }
    },
    /** Light what leads to a cell. @param {number} i −1: to none */
    light(i) {
      on = i;
      lightUp();
    },
  };
}
