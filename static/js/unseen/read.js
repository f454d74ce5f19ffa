/**
 * Inputs as somebody types them, a text for each number. Nothing here touches the page.
 * @typedef {{ column: number, row: number | null, text: string }} Problem  row: null where the whole input is meant
 * @typedef {{ X: number[][], problem: null } | { X: null, problem: Problem }} Reading  X: a column for each input
 */
import { numberOf } from "../edit/number.js";

/** More inputs than this are typed in lines, not in a field for each. */
export const FIELDS = 16;
/** So many inputs can be tried side by side. */
export const MOST = 6;

/** The numbers of a line. @param {string} line */
export function words(line) {
  return line.split(/[\s,;]+/).filter(Boolean);
}

/** The lines that say something, each an input. @param {string} text @returns {string[][]} */
export function linesOf(text) {
  return text
    .split("\n")
    .map(words)
    .filter((line) => line.length > 0);
}

/**
 * @param {string[][]} columns of texts, one for each input
 * @param {number} n how many numbers an input has
 * @returns {Reading}
 */
export function read(columns, n) {
  const no = (/** @type {Problem} */ problem) => ({ X: null, problem });
  if (!columns.length) return no({ column: 0, row: null, text: `${n} numbers are expected.` });
  if (columns.length > MOST) {
    return no({ column: MOST, row: null, text: `At most ${MOST} examples can be tried at once.` });
  }
  /** @type {number[][]} */
  const X = Array.from({ length: n }, () => []);
  for (const [column, texts] of columns.entries()) {
    if (texts.length !== n) {
      const text = `Example ${column + 1}: ${n} numbers are expected, found ${texts.length}.`;
      return no({ column, row: null, text });
    }
    for (const [row, one] of texts.entries()) {
      const { value, problem } = numberOf(one);
      if (value === null)
        return no({ column, row, text: `Example ${column + 1}, x${row + 1}: ${problem}` });
      X[row].push(value);
    }
  }
  return { X, problem: null };
}

/** As the address has a matrix. @param {number[][]} X */
export function asQuery(X) {
  return `X_new=${X.map((row) => row.join(",")).join(";")}`.replaceAll("+", "%2B");
}
