/**
 * Scales of the charts: where a value stands between the ends of an axis, and which values are
 * written beside it. Nothing here touches the page.
 * @typedef {{ at: (v: number) => number | null, ticks: { share: number, text: string }[] }} Scale
 *   `at` is 0 at the foot of the axis and 1 at its top; null for what cannot be drawn
 */

/** Room under a log axis for what is exactly 0. */
const ZERO = 0.12;
const MOST_TICKS = 4;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** @param {number[]} values */
function finite(values) {
  return values.filter((v) => Number.isFinite(v));
}

/** The smallest of 1, 2, 5 times a power of ten that is no less. @param {number} v */
export function nice(v) {
  if (v <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(v));
  const found = [1, 2, 5, 10].find((step) => step * power >= v * (1 - 1e-9)) ?? 10;
  return Number((found * power).toPrecision(3));
}

/** From 0 up. @param {number[]} values @param {number} [top] @returns {Scale} */
export function linear(values, top) {
  const most = top ?? Math.max(...finite(values), 0);
  const step = nice(most / MOST_TICKS);
  const end = top ?? Math.max(step, Math.ceil((most / step) * (1 - 1e-9)) * step);
  const count = Math.round(end / step);
  return {
    at: (v) => (Number.isFinite(v) ? Math.min(v, end) / end : null),
    ticks: Array.from({ length: count + 1 }, (_, i) => ({
      share: i / count,
      text: short(i * step),
    })),
  };
}

/** @param {number} v */
function short(v) {
  if (v !== 0 && (v >= 1e5 || v < 1e-3))
    return v.toExponential(0).replace("e+", "e").replace("-", "−");
  return String(Number(v.toPrecision(3)));
}

/** @param {number} exponent */
function power(exponent) {
  const digits = [...String(Math.abs(exponent))].map((d) => RAISED[Number(d)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** By powers of ten; what is exactly 0 stands on a line of its own below. @param {number[]} values @returns {Scale} */
export function log(values) {
  const known = finite(values).filter((v) => v > 0);
  const zero = values.some((v) => v === 0);
  const low = Math.floor(Math.log10(Math.min(...known, Infinity)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...known, 0)) - 1e-9);
  const [from, to] = known.length ? [low, Math.max(high, low + 1)] : [-1, 0];
  const foot = zero ? ZERO : 0;
  const place = (/** @type {number} */ e) => foot + ((1 - foot) * (e - from)) / (to - from);
  const every = Math.ceil((to - from) / MOST_TICKS);
  const ticks = [];
  for (let e = to; e >= from; e -= every) ticks.push({ share: place(e), text: power(e) });
  if (zero) ticks.push({ share: 0, text: "0" });
  return {
    at: (v) => (v === 0 ? 0 : v > 0 && Number.isFinite(v) ? place(Math.log10(v)) : null),
    ticks: ticks.reverse(),
  };
}

/**
 * Marks pushed apart until each has its room, in their own order, within the axis.
 * @param {number[]} wanted where they would stand @param {number} room @param {number} low @param {number} high
 */
export function apart(wanted, room, low, high) {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = wanted.slice();
  order.forEach((i, n) => {
    const before = n ? placed[order[n - 1]] + room : low;
    placed[i] = Math.max(placed[i], before);
  });
  order.reverse().forEach((i, n) => {
    const after = n ? placed[order[n - 1]] - room : high;
    placed[i] = Math.min(placed[i], after);
  });
  return placed;
}
