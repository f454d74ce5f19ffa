/**
 * Size and manner of the numbers of a matrix, so that the widest of them fits its cell.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("../numbers.js").Value} Value
 * @typedef {{ write: (v: Value) => string, font: string, spacing: string }} Digits
 */
import { cellText, NUMBERS_FROM, powerOf, real } from "../numbers.js";
import { TWO_DECIMALS } from "./fit.js";

/** Lower cells show no numbers. */
export const LOWEST = 15;
/** Digits are equally wide, so that a few of the longest numbers tell how wide they are. */
const MEASURED = 6;
/** The sign of a z tells whether its gate is shut: it stands even before a −0.00. */
const DECIDES = /^Z\d/;
/** Two decimals may be set this much smaller; then the 0 before the point is left out. */
const SHRUNK = 0.78;
/** Air at both sides, for the frame of the selected cell: in pixels at scale 1, in cells. */
const AIR = 4;
const SHARE = 0.08;
const TIGHT = 0.025;

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Frame} frame
 * @param {Value[][]} values
 * @param {{ scale: number, cells: number, family: string, gap: number }} how
 * @returns {Digits | null} null where cells are too small for numbers
 */
export function digitsOf(pen, frame, values, { scale, cells, family, gap }) {
  const cw = frame.cw / cells;
  const flat = frame.down.entries.flatMap(({ index }) => values[index] ?? []);
  const integers = flat.every((v) => Number.isInteger(v));
  if (cw < (integers ? 15 : NUMBERS_FROM) || frame.ch < LOWEST * cells) return null;
  const wanted = (cw >= TWO_DECIMALS ? 12.5 : 12) * cells;
  const free = frame.cw - gap - 2 * Math.min(AIR * scale, SHARE * frame.cw);
  const unit = 10 ** powerOf(values);
  pen.letterSpacing = `${-TIGHT * wanted}px`;
  pen.font = `450 ${wanted}px ${family}`;
  const fit = (/** @type {number} */ format) => {
    const plain = (/** @type {Value} */ v) =>
      cellText(unit < 1 && Number.isFinite(v) ? real(v) / unit : v, format, integers);
    const write = DECIDES.test(frame.item.name)
      ? (/** @type {Value} */ v) => plain(v).replace(/^(?=[0.]+$)/, real(v) < 0 ? "−" : "")
      : plain;
    const size = Math.min(wanted, (wanted * free) / widest(pen, flat.map(write)));
    return { write, size };
  };
  const full = fit(cw >= TWO_DECIMALS ? 40 : cw);
  const { write, size } =
    cw >= TWO_DECIMALS && full.size < SHRUNK * wanted ? fit(TWO_DECIMALS - 1) : full;
  const used = Math.max(8 * cells, size);
  return { write, font: `450 ${used}px ${family}`, spacing: `${-TIGHT * used}px` };
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {string[]} words
 */
function widest(pen, words) {
  const most = Math.max(...words.map((word) => word.length));
  const longest = new Set(words.filter((word) => word.length === most));
  return Math.max(...[...longest].slice(0, MEASURED).map((word) => pen.measureText(word).width));
}
