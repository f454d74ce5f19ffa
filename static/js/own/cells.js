/** A row of a matrix cut into its entries. */

/** A fault at a place of the text. */
export class Located extends Error {
  /** @param {string} message @param {number} at */
  constructor(message, at) {
    super(message);
    this.at = at;
  }
}

/**
 * The entries of a row. Between two hard separators stands at least one; white space separates too,
 * unless `whole`.
 * @param {string} row @param {number} at where the row begins in the text
 * @param {string} hard the characters that separate
 * @param {boolean} [whole]
 * @returns {import("./parse.js").Cell[]}
 */
export function cut(row, at, hard, whole = false) {
  const pieces = [];
  let start = 0;
  for (let i = 0; i <= row.length; i += 1) {
    if (i < row.length && !hard.includes(row[i])) continue;
    pieces.push({ text: row.slice(start, i), at: at + start });
    start = i + 1;
  }
  // A separator may end a row, as in Python.
  if (pieces.length > 1 && !pieces[pieces.length - 1].text.trim()) pieces.pop();
  return pieces.flatMap((piece) => {
    if (!piece.text.trim()) {
      if (pieces.length === 1) return [];
      throw new Located("expected a number, found nothing between two separators.", piece.at);
    }
    return words(piece, whole);
  });
}

/** @param {import("./parse.js").Cell} piece @param {boolean} whole */
function words({ text, at }, whole) {
  const pattern = whole ? /\S(?:.*\S)?/gs : /\S+/g;
  return [...text.matchAll(pattern)].map((found) => ({ text: found[0], at: at + found.index }));
}

/** Blanks in place of what was found, so that all else stays where it is. @param {string} found */
export const blank = (found) => found.replace(/[^\r\n]/g, " ");
