/**
 * Words on the stage that belong to no matrix: the key to press, the name of the arrow.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 */
import { BASE, make, put } from "./text.js";

/**
 * @param {NonNullable<Arrangement["turn"]>} turn
 * @param {number} scale
 */
export function turnWord({ from, to, y }, scale) {
  const made = make("div", "at extra", "transpose");
  return put(made, (from + to) / 2, y - 6 * scale, 11 * scale);
}

/**
 * @param {Frame} frame
 * @param {number} scale
 */
export function press(frame, scale) {
  const key = make("kbd", "", "→");
  const wide = frame.width > 140 * scale;
  const small = Math.min(frame.width, frame.height) < 60 * scale;
  const tall = small
    ? make("div", "at press", key)
    : make("div", "at press tall", make("span", "", "press"), key, make("span", "", "to compute"));
  const made = wide ? make("div", "at press", "press ", key, " to compute") : tall;
  return put(
    made,
    frame.x + frame.width / 2,
    frame.y + frame.height / 2 + BASE * 12.5 * scale,
    12.5 * scale,
  );
}
