/**
 * What a selected cell of the result lights up in every matrix, and back: which cell of the result
 * a place in an operand points to.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("./types.d.ts").State} State
 * @typedef {{ rows: [number, number], cols: [number, number], ring: boolean }} Lit  inclusive
 */
import { real } from "../numbers.js";

/**
 * The part of a matrix that the selected cell comes from.
 * @param {Frame} frame
 * @param {Step} step
 * @param {[number, number]} cell
 * @param {Frame} result
 * @returns {Lit | null}
 */
export function lit(frame, step, [r, c], result) {
  const all = { rows: frame.rows - 1, cols: frame.cols - 1 };
  const row = Math.min(r, all.rows);
  const col = Math.min(c, all.cols);
  /** @type {Lit} */
  const one = { rows: [row, row], cols: [col, col], ring: true };
  const { role, ones } = frame.item;
  if (role === "result") return one;
  if (frame.extra) return frame.dims[0] === result.dims[0] ? one : turned(frame, [r, c]);
  if (step.pattern === "mean" && step.example !== undefined) {
    return { rows: [0, all.rows], cols: [step.example, step.example], ring: true };
  }
  if (role === "left" && step.pattern === "blocks") {
    return { rows: [r, r], cols: [c * frame.rows, (c + 1) * frame.rows - 1], ring: false };
  }
  if (role === "left") return { rows: [row, row], cols: [0, all.cols], ring: false };
  if (role === "right" || ones) return { rows: [0, all.rows], cols: [col, col], ring: false };
  if (step.pattern === "mean") return { rows: [0, all.rows], cols: [0, all.cols], ring: false };
  if (step.pattern === "column") return { rows: [0, all.rows], cols: [col, col], ring: false };
  if (step.pattern === "blocks") {
    const block = Math.min(all.cols, Math.floor(c / frame.rows));
    return { rows: [0, all.rows], cols: [block, block], ring: false };
  }
  return one;
}

/**
 * A weight matrix as stored: the selected row of its transpose is a column.
 * @param {Frame} frame
 * @param {[number, number]} cell
 * @returns {Lit}
 */
function turned(frame, [r]) {
  return { rows: [0, frame.rows - 1], cols: [r, r], ring: false };
}

/**
 * The cell of the result that a place in a matrix points to.
 * @param {Frame} frame
 * @param {Step} step
 * @param {[number, number]} at row and column in that matrix
 * @param {[number, number]} now the selected cell
 * @param {Frame} result
 * @returns {[number, number] | null}
 */
export function pointed(frame, step, [r, c], now, result) {
  const { role, ones } = frame.item;
  const fit = (/** @type {number} */ row, /** @type {number} */ col) =>
    /** @type {[number, number]} */ ([
      Math.min(row, result.rows - 1),
      Math.min(col, result.cols - 1),
    ]);
  if (role === "result") return fit(r, c);
  if (frame.extra) return frame.dims[0] === result.dims[0] ? fit(r, c) : fit(c, now[1]);
  if (role === "left")
    return fit(r, step.pattern === "blocks" ? Math.floor(c / frame.rows) : now[1]);
  if (role === "right") return fit(now[0], c);
  if (ones) return null;
  if (step.pattern === "blocks") return fit(r, c * frame.rows + (now[1] % frame.rows));
  return fit(frame.rows === 1 ? now[0] : r, frame.cols === 1 ? now[1] : c);
}

/**
 * The cell that is selected while nobody has chosen one: the largest, of all columns or of some.
 * @param {State} state
 * @param {string} name
 * @param {import("./view.js").Span} [span]
 * @returns {[number, number]}
 */
export function largestCell(state, name, { from, count } = { from: 0, count: Infinity }) {
  let best = /** @type {[number, number]} */ ([0, from]);
  let most = -1;
  for (const [r, row] of (state.matrices[name]?.values ?? []).entries()) {
    for (let c = from; c < Math.min(row.length, from + count); c += 1) {
      const size = Math.abs(real(row[c]));
      if (size > most) {
        most = size;
        best = [r, c];
      }
    }
  }
  return best;
}

/**
 * The rectangle of lit cells, in pixels; only what is shown of it counts.
 * @param {Frame} frame
 * @param {Lit} part
 */
export function rectOf(frame, { rows, cols }) {
  const along = (
    /** @type {import("./fit.js").Axis} */ axis,
    /** @type {[number, number]} */ span,
  ) => {
    const all = axis.entries.filter(
      (e, i) =>
        (e.index >= span[0] && e.index <= span[1]) ||
        (e.index < 0 && between(axis.entries, i, span)),
    );
    if (!all.length) return null;
    const last = /** @type {import("./fit.js").Entry} */ (all.at(-1));
    return { at: all[0].at, size: last.at + last.size - all[0].at };
  };
  const x = along(frame.across, cols);
  const y = along(frame.down, rows);
  if (!x || !y) return null;
  return { x: frame.x + x.at, y: frame.y + y.at, width: x.size, height: y.size };
}

/**
 * Whether the hidden cells behind an entry lie within a span.
 * @param {import("./fit.js").Entry[]} entries
 * @param {number} at
 * @param {[number, number]} span
 */
function between(entries, at, span) {
  return (
    (entries[at - 1]?.index ?? -1) >= span[0] && (entries[at + 1]?.index ?? Infinity) <= span[1]
  );
}
