/** J along one weight, with the tangent that its slope is. */
import { real } from "../numbers.js";
import { draw } from "./dom.js";

const HEIGHT = 108;
const PAD = 10;

/**
 * @param {{deltas: number[], Js: any[], J: any, slope: any}} reply
 * @param {number} at the place of δ in `deltas`
 * @param {number} width
 */
export function curve({ deltas, Js, J, slope }, at, width) {
  const values = Js.map(real);
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const last = deltas.length - 1;
  const x = (/** @type {number} */ delta) =>
    PAD + ((delta - deltas[0]) / (deltas[last] - deltas[0])) * (width - 2 * PAD);
  const y = (/** @type {number} */ value) =>
    HEIGHT - PAD - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * PAD);
  const path = deltas
    .map((delta, i) => (Number.isFinite(values[i]) ? `${x(delta)},${y(values[i])}` : ""))
    .filter(Boolean);
  const [start, steep] = [real(J), real(slope)];
  const tangent = { x1: x(deltas[0]), x2: x(deltas[last]) };
  const foretold = start + steep * deltas[at];
  const svg = draw(
    "svg",
    { width, height: HEIGHT, role: "img", "aria-label": "J along this weight, and its tangent" },
    draw("line", { class: "axis", x1: x(0), x2: x(0), y1: 0, y2: HEIGHT }),
    draw("polyline", { class: "line", points: path.join(" ") }),
    draw("line", {
      ...tangent,
      class: "tangent",
      y1: y(start + steep * deltas[0]),
      y2: y(start + steep * deltas[last]),
    }),
    draw("line", {
      class: "left",
      x1: x(deltas[at]),
      x2: x(deltas[at]),
      y1: y(foretold),
      y2: y(values[at]),
    }),
    draw("circle", { class: "before", cx: x(0), cy: y(start), r: 4 }),
    draw("circle", { class: "after", cx: x(deltas[at]), cy: y(values[at]), r: 4 }),
  );
  return svg;
}
