/** One entry of a matrix: what is written, as a number; and a number as it is written. */
import { Fault, quoted } from "./fault.js";

/** The largest entry that a spec takes. */
const LARGEST = 1e100;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const FRACTION = /^([+-]?)(?:\\d?frac\{([\d.]+)\}\{([\d.]+)\}|([\d.]+)\/([\d.]+))$/;
const NO_NUMBER = /^[+-]?(?:nan|inf|infinity|∞|oo|na|n\/a|null|none)$/i;
const MINUS = /[\u2212\u2010-\u2014\uFE63\uFF0D]/g;

/**
 * @param {string} written
 * @param {boolean} [comma] whether a comma is the decimal sign
 * @returns {number}
 */
export function numberOf(written, comma = false) {
  const text = plain(written, comma);
  const value = NUMBER.test(text) ? Number(text) : fraction(text);
  if (value === null) throw new Fault(reason(written));
  if (Math.abs(value) <= LARGEST) return value;
  throw new Fault("expected a number between −1e100 and 1e100.");
}

/** Whether a text is a matrix by itself, with brackets or a name, not a block of cells. @param {string} text */
export function isWhole(text) {
  return /[[({|=\\]/.test(text);
}

/** Whether a text is a number. @param {string} written @param {boolean} [comma] */
export function isNumber(written, comma = false) {
  const text = plain(written, comma);
  return NUMBER.test(text) && Math.abs(Number(text)) <= LARGEST;
}

/** With the minus and the decimal sign of a keyboard. @param {string} text @param {boolean} comma */
function plain(text, comma) {
  const ascii = text.replace(MINUS, "-");
  return comma ? ascii.replace(",", ".") : ascii;
}

/** @param {string} text @returns {number|null} */
function fraction(text) {
  const [, sign, ...parts] = FRACTION.exec(text) ?? [];
  const [above, below] = parts.filter(Boolean);
  if (!below || !NUMBER.test(above) || !NUMBER.test(below)) return null;
  const value = Number(above) / Number(below);
  if (!Number.isFinite(value)) throw new Fault("a fraction cannot have 0 below its line.");
  return sign === "-" ? -value : value;
}

/** Why something is no number. @param {string} written */
function reason(written) {
  if (written === "_") return "expected a number, this entry is empty.";
  const found = quoted(written);
  if (NO_NUMBER.test(written)) return `expected a finite number, found ${found}.`;
  if (/^(true|false)$/i.test(written)) return `expected a number, found ${found}: write 1 or 0.`;
  if (/^[+-]?[\d.]+[ij]$/i.test(written)) return `expected a real number, found ${found}.`;
  return `expected a number, found ${found}.`;
}

/** A number in the fewest digits that give it back. @param {number} value */
export function written(value) {
  return String(value).replace("e+", "e");
}

/** What was typed into one cell, where neither spaces nor commas separate. @param {string} typed */
export function typed(typed) {
  const text = typed.replace(/\s+/g, "");
  return /^[^,.]*,[^,.]*$/.test(text) ? text.replace(",", ".") : text;
}
