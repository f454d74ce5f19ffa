/**
 * Numbers as they are typed, read as the server reads them: to how many digits they were given is
 * part of what they say. `1/3` is exact, a comma is a decimal comma.
 */

const NUMBER = /^([+-]?)(?=[\d.,]*\d)(\d*)(?:[.,](\d*))?(?:e([+-]?\d{1,3}))?$/i;
/** What arithmetic with doubles may leave. */
const NOISE = 1e-9;
/** A number whose half unit is more than this part of what it stands for says too little. */
const COARSE = 0.1;

/** @param {string} text */
function decimal(text) {
  const found = NUMBER.exec(text.trim());
  if (!found) return null;
  const [, sign, whole, rest = "", power = "0"] = found;
  const value = Number(`${sign}${whole || 0}.${rest || 0}e${power}`);
  return Number.isFinite(value) ? { value, half: 0.5 * 10 ** (Number(power) - rest.length) } : null;
}

/**
 * A number and half a unit of its last place; null for what is none.
 * @param {string} text
 */
export function typed(text) {
  const [upper, lower, ...more] = text.replace(/[−–—]/g, "-").split("/");
  const above = decimal(upper);
  if (lower === undefined || !above || more.length) return more.length ? null : above;
  const below = decimal(lower);
  return below?.value ? { value: above.value / below.value, half: 0 } : null;
}

/**
 * @param {string} text
 * @param {number} value
 * @returns {"right" | "wrong" | "coarse" | "none"} coarse: not wrong, but too few digits to tell
 */
export function judged(text, value) {
  const one = typed(text);
  if (!one) return "none";
  const off = Math.abs(one.value - value);
  const hair = NOISE * Math.abs(value) + NOISE ** 2;
  if (off > one.half * (1 + NOISE) + hair) return "wrong";
  return off <= hair || one.half <= COARSE * Math.abs(value) ? "right" : "coarse";
}
