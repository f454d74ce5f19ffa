/**
 * How numbers are written: a real minus, "0" only for exactly zero, never "−0.00" (but in the cells of a Z).
 * Values come from the wire, where non-finite ones are the strings "NaN", "Infinity", "-Infinity".
 * @typedef {number | string} Value
 */

const WORDS = new Map([
  [Number.POSITIVE_INFINITY, "∞"],
  [Number.NEGATIVE_INFINITY, "−∞"],
]);

/** The smallest cell width, in CSS pixels, at which cells show numbers. */
export const NUMBERS_FROM = 26;
export const TWO_DECIMALS_FROM = 40;
/** What is smaller is rounding, or as good as none. */
const NOTHING = 1e-15;
/** Below this four decimals say too little: a power has four digits that count. */
const FINE = 0.001;
/** Of a matrix whose entries are all smaller two decimals would leave one digit that counts, or none. */
const UNREAD = 0.03;
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
 * Four decimals, so that arithmetic can be followed by hand; of what is tiny or huge the first
 * digits and a power: 6.123·10⁻⁵.
 * @param {Value} value
 */
export function four(value) {
  const v = real(value);
  if (!Number.isFinite(v)) return word(v);
  if (v === 0) return "0";
  const size = Math.abs(v);
  if (size < NOTHING) return "0.0000";
  if (size < FINE) return power(v, 3);
  return size < LONGEST ? fixed(v, 4) : power(v, 4);
}

/**
 * How the numbers of one sum are written: all with four decimals if these say enough of the largest.
 * @param {number[]} values
 * @returns {(v: number) => string}
 */
export function together(values) {
  if (!values.some((v) => Math.abs(v) >= FINE)) return four;
  return (v) => (v !== 0 && Math.abs(v) < FINE ? fixed(v, 4) : four(v));
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** "10⁻⁵" @param {number} exponent */
export function ten(exponent) {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (d) => RAISED[Number(d)]);
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/**
 * @param {number} v
 * @param {number} digits after the point
 */
function power(v, digits) {
  const [mantissa, exponent] = v.toExponential(digits).split("e");
  return `${signed(mantissa)}·${ten(Number(exponent))}`;
}

/** Two or three figures of a number in a sentence: 0.53, 41, 1.1·10¹⁹. @param {number} v */
export function brief(v) {
  const plain = Math.abs(v) >= FINE && Math.abs(v) < LONGEST;
  return plain ? signed(String(Number(v.toPrecision(3)))) : power(v, 1);
}

/**
 * The two digits of a value that count: "−0.0068", "0.015", "6.8·10⁻⁵".
 * @param {number} v
 */
export function two(v) {
  const size = Math.abs(v);
  if (Number.isInteger(v) || size >= 9.95) return cellText(v, TWO_DECIMALS_FROM, v % 1 === 0);
  return size < FINE ? power(v, 1) : signed(v.toPrecision(2));
}

/**
 * As `four`, but of what is small as many digits that count: a divisor tells the quotient's digits.
 * @param {Value} value
 */
export function fine(value) {
  const size = Math.abs(real(value));
  return size >= FINE && size < 1 ? signed(real(value).toPrecision(4)) : four(value);
}

/** @type {WeakMap<object, number>} */
const powers = new WeakMap();

/**
 * The power of ten that the cells of a matrix are written in: 0, unless two decimals would say too little of all.
 * @param {Value[][]} values
 */
export function powerOf(values) {
  const known = powers.get(values);
  if (known !== undefined) return known;
  let most = 0;
  for (const row of values) for (const v of row) most = Math.max(most, Math.abs(real(v)) || 0);
  const found = most > 0 && most < UNREAD ? Math.floor(Math.log10(most)) : 0;
  powers.set(values, found);
  return found;
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
  const [digits, exponent] = text.replaceAll("−", "-").split("·10");
  return Number(exponent === undefined ? digits : `${digits}e${lowered(exponent)}`);
}

/** @param {string} exponent */
function lowered(exponent) {
  return exponent.replace("⁻", "-").replace(/[⁰-⁹¹²³]/gu, (d) => String(RAISED.indexOf(d)));
}

/**
 * Whether a text of `four` is a value, rounded to its last digit; a tie may fall either way.
 * @param {string} text
 * @param {number} value
 */
export function agrees(text, value) {
  const [, decimals, exponent] = /^[^.]*(?:\.(\d+))?(?:·10(.*))?$/.exec(text) ?? [];
  const last = decimals ? 10 ** (Number(lowered(exponent ?? "0")) - decimals.length) : 0;
  const noise = NOTHING + 1e-9 * Math.max(last, Math.abs(value));
  return Math.abs(typed(text) - value) <= last / 2 + noise;
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
