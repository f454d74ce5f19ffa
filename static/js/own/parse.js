/**
 * A matrix as people write it: numbers with spaces, commas, tabs, semicolons and line ends, Python
 * lists, NumPy and PyTorch printouts, MATLAB, Markdown tables, LaTeX.
 * @typedef {{text: string, at: number}} Cell at: where it begins
 * @typedef {{rows: Cell[][], comma?: boolean, notes?: string[]}} Form
 */
import { bracketed, unwrapped } from "./brackets.js";
import { Located } from "./cells.js";
import { numberOf, written } from "./entry.js";
import { Fault } from "./fault.js";
import { lines } from "./lines.js";
import { latex, table } from "./tables.js";

/** The most text that is read at once. */
const LONGEST = 4_000_000;
const LEFT_OUT = /…|\.\.\.|\\[cdlv]?dots\b/;

/**
 * @param {string} text
 * @returns {{values: number[][], cells: string[][], notes: string[]}}
 */
export function parse(text) {
  if (text.length > LONGEST) throw new Fault("This is more text than a matrix of 128 × 500 needs.");
  if (!text.trim()) throw new Fault("Nothing is written here yet.");
  const gap = LEFT_OUT.exec(text);
  if (gap) {
    const why = "numbers are left out here. In NumPy, np.set_printoptions(threshold=np.inf)";
    throw new Fault(`${why} prints them all.`, place(text, gap.index));
  }
  try {
    return matrix(text, formOf(text));
  } catch (error) {
    if (error instanceof Located) throw new Fault(error.message, place(text, error.at));
    throw error;
  }
}

/** @param {string} text @returns {Form & {turned?: boolean}} */
function formOf(text) {
  if (/\\begin\b|\\\\|&/.test(text)) return latex(text);
  if (/^.*\|.*$/m.test(text)) return table(text);
  const bare = unwrapped(text);
  if (/[[\]{}()]/.test(bare.text)) return { ...bracketed(bare), turned: bare.turned };
  return lines(text);
}

/** The numbers of a form, which must be a rectangle. @param {string} text @param {Form & {turned?: boolean}} form */
function matrix(text, { rows, comma = false, notes = [], turned = false }) {
  const cells = rows.map((row) => row.map((cell) => cell.text));
  /** @param {string} message @param {number} row @param {number} col */
  const fault = (message, row, col) => {
    const cell = rows[row][Math.min(col, rows[row].length - 1)];
    const made = new Fault(message, { ...place(text, cell.at), row: row + 1, col: col + 1 });
    made.cells = turned ? null : cells;
    return made;
  };
  if (!rows.length) throw new Fault("There is no number in this.");
  const values = rows.map((row, i) =>
    row.map((cell, j) => {
      try {
        return numberOf(cell.text, comma);
      } catch (error) {
        throw fault(/** @type {Error} */ (error).message, i, j);
      }
    }),
  );
  const width = rows[0].length;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd > 0) {
    const [here, first] = [entries(rows[odd].length), entries(width)];
    throw fault(`row ${odd + 1} has ${here}, the first row ${first}.`, odd, width);
  }
  if (!turned)
    return { values, cells: comma ? values.map((row) => row.map(written)) : cells, notes };
  const made = transposed(values);
  return {
    values: made,
    cells: made.map((row) => row.map(written)),
    notes: [...notes, "Transposed, as the text says."],
  };
}

/** @param {number} n */
const entries = (n) => `${n} ${n === 1 ? "entry" : "entries"}`;

/**
 * Rows as columns.
 * @template T
 * @param {T[][]} rows @returns {T[][]}
 */
export function transposed(rows) {
  return rows[0].map((_, j) => rows.map((row) => row[j]));
}

/** Line and column of a place in a text, from 1. @param {string} text @param {number} at */
function place(text, at) {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** What stands for an entry that nobody has given yet. */
export const EMPTY = "_";

/** Numbers as text that reads as a matrix: columns stand under each other. @param {string[][]} cells */
export function textOf(cells) {
  const said = cells.map((row) => row.map((text) => text || EMPTY));
  const wide = said[0].map((_, j) => said.reduce((most, row) => Math.max(most, row[j].length), 0));
  return said
    .map((row) => row.map((text, j) => text.padStart(j ? wide[j] + 2 : wide[j])).join(""))
    .join("\n");
}
