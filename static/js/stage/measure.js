/**
 * Widths of symbols, estimated from their letters, so that the layout needs no page.
 * @typedef {import("../symbols.js").Run} Run
 */

const SMALL = 0.58;

/**
 * @param {string} char
 * @returns {number} width in em
 */
function em(char) {
  if (char === "\u0302") return 0;
  if (/[MWmwℒ—⊙≥≤]/.test(char)) return 0.85;
  if (/[A-Z]/.test(char)) return 0.7;
  if (/[ijltfI()[\]., ′']/.test(char)) return 0.32;
  return 0.52;
}

/**
 * @param {string | Run[]} what
 * @param {number} size of the letters, in pixels
 */
export function measure(what, size) {
  const list = typeof what === "string" ? [{ text: what, at: undefined }] : what;
  const ems = list.map(
    ({ text, at }) => [...text].reduce((sum, c) => sum + em(c), 0) * (at ? SMALL : 1),
  );
  return ems.reduce((a, b) => a + b, 0) * size;
}
