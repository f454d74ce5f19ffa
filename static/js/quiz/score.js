/** Questions settled in this session: right at the first try, or not. */
import { keep, kept } from "../kept.js";

const NAME = "predicted";

/** @returns {Record<string, boolean>} by moment and what was asked */
const all = () => kept(NAME) ?? {};

/** A question counts once. @param {string} place @param {boolean} right */
export function settle(place, right) {
  if (!(place in all())) keep(NAME, { ...all(), [place]: right });
}

/** @returns {{ right: number, of: number }} */
export function score() {
  const list = Object.values(all());
  return { right: list.filter(Boolean).length, of: list.length };
}

export function startOver() {
  keep(NAME, {});
}
