/**
 * What a learner has typed: texts, because the digits given count. An empty one is a cell left out.
 * @typedef {string[][]} Cells
 */
import { Fault } from "../own/fault.js";
import { EMPTY, parse, textOf } from "../own/parse.js";

/** @param {number} rows @param {number} cols @returns {Cells} */
export function empty(rows, cols) {
  return Array.from({ length: rows }, () => Array(cols).fill(""));
}

/** The same cells in another shape: what has a place there stays. @param {Cells} cells @param {number} rows @param {number} cols */
export function resized(cells, rows, cols) {
  return empty(rows, cols).map((row, r) => row.map((_, c) => cells[r]?.[c] ?? ""));
}

/**
 * A block put in at a cell. From the first cell on it brings its own shape; elsewhere what does not
 * fit makes the matrix larger.
 * @param {Cells} cells @param {Cells} block @param {number} top @param {number} left
 */
export function pasted(cells, block, top, left) {
  const rows = Math.max(cells.length, top + block.length);
  const cols = Math.max(cells[0].length, left + block[0].length);
  if (top === 0 && left === 0 && cells.flat().every((text) => !text)) return block;
  return resized(cells, rows, cols).map((row, r) =>
    row.map((text, c) => block[r - top]?.[c - left] ?? text),
  );
}

/** Cells as text, and the text of nothing. @param {Cells} cells */
export function written(cells) {
  return cells.flat().some(Boolean) ? textOf(cells) : "";
}

/**
 * A text as cells. Throws a Fault for what is no matrix.
 * @param {string} text
 * @returns {Cells}
 */
export function read(text) {
  const left = (/** @type {Cells} */ rows) =>
    rows.map((row) => row.map((one) => (one === EMPTY ? "" : one)));
  try {
    return left(parse(text).cells);
  } catch (error) {
    // Entries left out are no fault here.
    const cells = error instanceof Fault ? error.cells : null;
    const even = cells?.every((row) => row.length === cells[0].length);
    const zeros = text.replace(/(^|[\s,;[(|])_(?=$|[\s,;\])|])/gm, "$10");
    if (!cells || !even || zeros === text) throw error;
    parse(zeros);
    return left(cells);
  }
}
