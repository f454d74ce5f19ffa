/** What is wrong with something given, in a sentence; and where in it, as far as that is known. */
export class Fault extends Error {
  /**
   * @param {string} message what was expected, what was found, what would do
   * @param {{line?: number, column?: number, row?: number, col?: number}} [place] counted from 1;
   *   row and col are the entry's in the matrix
   */
  constructor(message, place = {}) {
    super(place.line ? `Line ${place.line}, column ${place.column}: ${message}` : message);
    this.place = place;
    /** @type {string[][]|null} the entries as they were written, where there is a matrix of them */
    this.cells = null;
  }
}

const LONGEST = 24;

/** A piece of what was given, as it may be repeated in a sentence. @param {string} text */
export function quoted(text) {
  const short = [...text.slice(0, 4 * LONGEST)].slice(0, LONGEST).join("");
  return `“${short}${short.length < text.length ? "…" : ""}”`;
}
