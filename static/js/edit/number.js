/** One number as somebody types it: what it is, or what is wrong with it. */

const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** The largest entry that a matrix of one's own may have. */
const LARGEST = 1e100;

/** @param {string} text @returns {{ value: number, problem: "" } | { value: null, problem: string }} */
export function numberOf(text) {
  const plain = text.trim().replace(/^[−–]/, "-").replace(/^\+/, "").replace(/e[−–]/i, "e-");
  const no = (/** @type {string} */ problem) => ({ value: null, problem });
  if (!plain) return no("A number is expected, such as 0.5.");
  if (/^-?\d*,\d+$/.test(plain)) {
    return no(`The decimal sign is a point: ${plain.replace(",", ".")}.`);
  }
  if (!NUMBER.test(plain)) return no("A number is expected, such as 0.5, -2 or 1e-3.");
  const value = Number(plain);
  if (Math.abs(value) > LARGEST) return no("A number of at most 1e100 is expected.");
  return { value: value || 0, problem: "" };
}
