/** The plane of two inputs as a picture: the class that the net gives to every point, and the examples. */
const NS = "http://www.w3.org/2000/svg";
/** Classes are shapes: circle, triangle, square, diamond, pentagon, as paths of radius one. */
export const SHAPES = [
  "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
  "M0-1.15L1.1.8H-1.1z",
  "M-.9-.9H.9V.9H-.9z",
  "M0-1.2L1.2 0L0 1.2L-1.2 0z",
  "M0-1.1L1.05-.34L.65.9H-.65L-1.05-.34z",
];

/** @param {string} name @param {Record<string, any>} attributes */
function svg(name, attributes) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** The class of a column of outputs: the largest, or one output's yes or no. @param {any[]} outputs */
export function classOf(outputs) {
  if (outputs.length === 1) return Number(outputs[0]) > 0.5 ? 1 : 0;
  return outputs.reduce((best, v, k) => (Number(v) > Number(outputs[best]) ? k : best), 0);
}

/** One column of a matrix. @param {any} matrix @param {number} i @returns {any[]} */
export function columnOf({ values }, i) {
  return values.map((/** @type {any[]} */ row) => row[i]);
}

/** Whether there is a plane to show, and classes on it. @param {any} state */
export function hasPlane({ layers, activations, matrices }) {
  return layers[0] === 2 && activations.at(-1) !== "identity" && matrices.A0 && matrices.Y;
}

/**
 * @param {any} reply of `boundary`
 * @param {any} state
 * @param {{ size: number, radius: number, said?: any }} how with what the net says, those it
 *   tells wrong are hollow
 */
export function drawPlane(reply, state, { size, radius, said }) {
  const label = "What the net says everywhere on the plane, and the examples";
  const view = { viewBox: `0 0 ${size} ${size}`, class: "plane", role: "img", "aria-label": label };
  const picture = svg("svg", view);
  const { x, y, values } = reply;
  const cell = size / x.length;
  y.forEach((/** @type {number} */ _, /** @type {number} */ i) => {
    const top = size - (i + 1) * cell;
    const row = x.map((/** @type {number} */ _, /** @type {number} */ j) =>
      classOf(values.map((/** @type {any} */ grid) => grid[i][j])),
    );
    for (let from = 0; from < row.length; ) {
      let to = from + 1;
      while (to < row.length && row[to] === row[from]) to += 1;
      const area = { width: (to - from) * cell + 0.5, height: cell + 0.5 };
      picture.append(svg("rect", { class: `class-${row[from]}`, x: from * cell, y: top, ...area }));
      from = to;
    }
  });
  picture.append(...examples(reply, state, { size, radius, said }));
  return picture;
}

/** @param {any} reply @param {any} state @param {any} how */
function examples({ x, y }, { matrices }, { size, radius, said }) {
  const [across, up] = matrices.A0.values;
  const place = (/** @type {number} */ v, /** @type {number[]} */ axis) =>
    ((v - axis[0]) / (axis[axis.length - 1] - axis[0] || 1)) * size;
  return across.map((/** @type {number} */ v, /** @type {number} */ i) => {
    const truth = classOf(columnOf(matrices.Y, i));
    const at = `translate(${place(v, x).toFixed(1)} ${(size - place(up[i], y)).toFixed(1)}) scale(${radius})`;
    const wrong = said && classOf(columnOf(said, i)) !== truth;
    const attributes = { d: SHAPES[truth % SHAPES.length], transform: at };
    return svg("path", { class: `example${wrong ? " wrong" : ""}`, ...attributes });
  });
}
