/**
 * How a result comes about, in under a second, when → leads to it: a product is swept in reading
 * order while its row and column are lit; what acts cell by cell slides over what it acts on, and
 * out; what is summed folds. It is a veil over the finished stage, of a few layers that only the
 * compositor moves, so that it costs a step next to nothing and any key ends it.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./scene.js").Moment} Moment
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */
import { colourOf, css, palette } from "../colours.js";
import { real } from "../numbers.js";
import { rangeOf, valuesOf } from "./paint.js";
import { make } from "./text.js";

/** Milliseconds of one swept cell, of a whole sweep at most, of one slide, of a pause or a fade. */
const CELL = 60;
const SWEEP = 900;
const SLIDE = 320;
const PAUSE = 160;
/** Pixels by which the ring of the selected cell stands out of its matrix. */
const RING = 4;
const EASE = "cubic-bezier(.2, .7, .2, 1)";

/**
 * @param {HTMLElement} slot what the panes of the stage stand in
 */
export function createMotion(slot) {
  const veil = make("div", "veil");
  veil.ariaHidden = "true";
  slot.append(veil);
  let turn = 0;

  /** @type {Animation | null} */
  let fading = null;

  function stop() {
    turn += 1;
    fading?.cancel();
    fading = null;
    if (veil.firstChild) veil.replaceChildren();
  }

  /** @param {Moment} moment what has just been shown */
  function perform(moment) {
    stop();
    if (still()) return;
    const frames = moment.arrangement.frames.filter((frame) => !frame.extra);
    if (frames.some(({ across, down }) => across.edges || down.edges)) return;
    const mine = turn;
    const ended = Promise.all(showOf(moment, frames)(veil, moment, frames));
    ended.then(() => mine === turn && stop(), stop);
  }

  /** What ← leads back to is not performed again: it fades in. @param {HTMLElement} element */
  function fade(element) {
    stop();
    if (!still()) fading = element.animate({ opacity: [0.3, 1] }, PAUSE);
  }

  for (const event of ["keydown", "pointerdown", "wheel"]) {
    document.addEventListener(event, stop, { capture: true, passive: true });
  }
  return { perform, fade, stop };
}

/** Whether nothing is to move. */
function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * @param {Moment} moment
 * @param {Frame[]} frames the result first
 * @returns {(veil: HTMLElement, moment: Moment, frames: Frame[]) => Promise<unknown>[]}
 */
function showOf({ step }, frames) {
  const [result, ...operands] = frames;
  if (operands.some(({ item }) => item.role === "right" && !item.ones)) return sweep;
  if (step.pattern === "row-sum" || step.pattern === "mean") return fold;
  const alike = operands.filter(({ rows, cols }) => rows === result.rows && cols === result.cols);
  return step.pattern === "entrywise" && alike.length ? slide : sweep;
}

/** The result appears cell by cell; its row of the left factor and column of the right are lit. */
function sweep(
  /** @type {HTMLElement} */ veil,
  /** @type {Moment} */ _,
  /** @type {Frame[]} */ frames,
) {
  const [result] = frames;
  const { rows, cols, cw, ch } = result;
  const time = Math.min(SWEEP, CELL * rows * cols);
  const each = time / rows;
  const ended = [];
  for (let r = 0; r < rows; r++) {
    const row = cover(veil, { ...boxOf(result), y: result.y + r * ch, height: ch });
    row.style.transformOrigin = "right";
    const steps = /** @type {const} */ ([{ transform: "scaleX(1)" }, { transform: "scaleX(0)" }]);
    ended.push(move(row, [...steps], each, { delay: r * each, easing: `steps(${cols})` }));
  }
  const left = frames.find(({ item }) => item.role === "left");
  const right = frames.find(({ item }) => item.role === "right" && !item.ones);
  if (left) {
    const light = layer(veil, { ...boxOf(left), height: left.ch }, "light");
    const to = { transform: `translateY(${rows * ch}px)` };
    ended.push(move(light, [{ transform: "none" }, to], time, { easing: `steps(${rows})` }));
  }
  if (right) {
    const light = layer(veil, { ...boxOf(right), width: right.cw }, "light");
    const to = { transform: `translateX(${cols * cw}px)` };
    const easing = `steps(${cols})`;
    ended.push(move(light, [{ transform: "none" }, to], each, { easing, iterations: rows }));
  }
  return ended;
}

/** The last operand slides over the first, and what they make slides out of it. */
function slide(
  /** @type {HTMLElement} */ veil,
  /** @type {Moment} */ moment,
  /** @type {Frame[]} */ frames,
) {
  const [result, ...operands] = frames;
  const alike = operands.filter(({ rows, cols }) => rows === result.rows && cols === result.cols);
  const [first] = alike;
  const last = /** @type {Frame} */ (alike.at(-1));
  cover(veil, boxOf(result));
  const wait = last === first ? 0 : SLIDE + PAUSE;
  if (wait) {
    const over = picture(veil, last, moment);
    move(over, [{ transform: "none" }, { transform: toward(last, first) }], SLIDE);
  }
  const made = picture(veil, result, moment);
  const path = [{ transform: toward(result, first), opacity: 0.001 }, { transform: "none" }];
  return [move(made, path, SLIDE, { delay: wait, fill: "both" })];
}

/** The rows of what is summed are drawn together into the column they make. */
function fold(
  /** @type {HTMLElement} */ veil,
  /** @type {Moment} */ moment,
  /** @type {Frame[]} */ [result, summed],
) {
  cover(veil, boxOf(result));
  const made = picture(veil, summed, moment);
  made.style.transformOrigin = "left top";
  const x = result.width / summed.width;
  const y = result.height / summed.height;
  const to = `${toward(summed, result)} scale(${x}, ${y})`;
  return [move(made, [{ transform: "none" }, { transform: to }], SLIDE + PAUSE)];
}

/** @param {Frame} frame @returns {Box} */
function boxOf({ x, y, width, height }) {
  return { x, y, width, height };
}

/** @param {Frame} from @param {Frame} to */
function toward(from, to) {
  return `translate(${to.x - from.x}px, ${to.y - from.y}px)`;
}

/** Hides a part of the result, the ring round a cell in it too. @param {HTMLElement} veil @param {Box} box */
function cover(veil, { x, y, width, height }) {
  const around = { x: x - RING, y: y - RING, width: width + 2 * RING, height: height + 2 * RING };
  return layer(veil, around, "cover");
}

/** @param {HTMLElement} veil @param {Box} box @param {"cover" | "light" | "ghost"} kind */
function layer(veil, { x, y, width, height }, kind) {
  const made = make("div", kind);
  Object.assign(made.style, {
    left: `${x}px`,
    top: `${y}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  veil.append(made);
  return made;
}

/**
 * A matrix without its numbers: one pixel a cell, made as large as the matrix. The open gates of a
 * mask are clear, so that what passes is seen through them.
 * @param {HTMLElement} veil
 * @param {Frame} frame
 * @param {Moment} moment
 */
function picture(veil, frame, { state }) {
  const { stops, shut } = palette();
  const canvas = document.createElement("canvas");
  canvas.width = frame.cols;
  canvas.height = frame.rows;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const range = rangeOf(frame.item.name, state);
  for (const [r, row] of valuesOf(frame, state).entries()) {
    for (const [c, value] of row.entries()) {
      if (frame.kind === "mask" && value !== 0) continue;
      pen.fillStyle = css(frame.kind === "mask" ? shut : colourOf(real(value), range, stops));
      pen.fillRect(c, r, 1, 1);
    }
  }
  const made = layer(veil, boxOf(frame), "ghost");
  made.append(canvas);
  return made;
}

/**
 * @param {HTMLElement} element
 * @param {Keyframe[]} path
 * @param {number} duration
 * @param {KeyframeAnimationOptions} [options]
 */
function move(element, path, duration, options = {}) {
  return element.animate(path, { duration, easing: EASE, fill: "forwards", ...options }).finished;
}
