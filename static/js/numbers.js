/**
 * How numbers are written: a real minus, "0" only for exactly zero, never "−0.00".
 * Values come from the wire, where non-finite ones are the strings "NaN", "Infinity", "-Infinity".
 * @typedef {number | string} Value
 */

const WORDS = new Map([
  [Number.POSITIVE_INFINITY, "∞"],
  [Number.NEGATIVE_INFINITY, "−∞"],
]);

/** The smallest cell width, in CSS pixels, at which cells show numbers. */
export const NUMBERS_FROM = 26;
const TWO_DECIMALS_FROM = 40;
/** What is smaller is rounding, or as good as none. */
const NOTHING = 1e-12;
/** Up to here every integer is written in full. */
const LONGEST = 99999.5;

/**
 * @param {Value | undefined | null} value
 * @returns {number} NaN when it is none
 */
export function real(value) {
  return typeof value === "number" ? value : Number(value ?? Number.NaN);
}

/**
 * @param {string} digits
 * @returns {string} with a real minus, and none before a zero
 */
function signed(digits) {
  return digits.replace(/^-(?=[0.]*$)/, "").replace("-", "−");
}

/**
 * @param {number} v
 * @param {number} digits after the point
 */
function scientific(v, digits) {
  const [mantissa, exponent] = v.toExponential(digits).split("e");
  return `${signed(mantissa)}e${signed(exponent.replace("+", ""))}`;
}

/** @param {number} v */
function word(v) {
  return WORDS.get(v) ?? "NaN";
}

/**
 * @param {number} v
 * @param {number} decimals
 */
function fixed(v, decimals) {
  return signed(v.toFixed(decimals));
}

/**
 * What a cell of a heatmap says.
 * @param {Value} value
 * @param {number} cw width of the cell at scale 1
 * @param {boolean} [integers] all entries of its matrix are integers
 */
export function cellText(value, cw, integers = false) {
  const v = real(value);
  if (!Number.isFinite(v)) return word(v);
  if (v === 0) return "0";
  const size = Math.abs(v);
  if (integers && size < 1000) return fixed(v, 0);
  if (size >= 999.5) return scientific(v, 0);
  if (cw >= TWO_DECIMALS_FROM) return fixed(v, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  if (size < 0.995) return fixed(v, 2).replace("0.", ".");
  return fixed(v, size < 9.95 ? 1 : 0);
}

/**
 * Four decimals, so that arithmetic can be followed by hand; where they would say nothing, a power.
 * @param {Value} value
 */
export function four(value) {
  const v = real(value);
  if (!Number.isFinite(v)) return word(v);
  if (v === 0) return "0";
  const size = Math.abs(v);
  if (size < NOTHING) return "0.0000";
  if (size < 0.00005) return scientific(v, 2);
  return size < LONGEST ? fixed(v, 4) : scientific(v, 4);
}

/**
 * Six significant digits.
 * @param {Value} value
 */
export function full(value) {
  const v = real(value);
  if (!Number.isFinite(v)) return word(v);
  if (v === 0) return "0";
  const size = Math.abs(v);
  return size < 1e-4 || size >= 1e6 ? scientific(v, 5) : signed(v.toPrecision(6));
}

/**
 * The number that a text of `four` stands for, as a reader would type it.
 * @param {string} text
 */
export function typed(text) {
  return Number(text.replaceAll("−", "-"));
}

/**
 * A scalar of the spec, as short as it can be written.
 * @param {number} v
 */
export function short(v) {
  const size = Math.abs(v);
  if (v === 0 || !Number.isFinite(v)) return full(v);
  if (size >= 1e-4 && size < 1e6) return signed(String(Number(v.toPrecision(6))));
  const [mantissa, exponent] = v.toExponential().split("e");
  return `${signed(mantissa)}e${signed(exponent.replace("+", ""))}`;
}

/**
 * The value that has full colour: "±0.84".
 * @param {number | undefined} r
 */
export function range(r) {
  if (r === undefined || !Number.isFinite(r)) return "";
  if (r === 0) return "±0";
  if (r < 1e-4 || r >= LONGEST) return `±${scientific(r, 1)}`;
  if (r < 0.01) return `±${signed(r.toPrecision(2))}`;
  return `±${fixed(r, r < 99.95 ? 2 : 0)}`;
}
