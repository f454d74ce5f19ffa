/** Which class the net gives to every point of the plane, and the examples; for two inputs only. */
const NS = "http://www.w3.org/2000/svg";
const SIZE = 106;
/** Points along a side: a finer picture would weigh more than the page itself can spare. */
const GRID = 24;
/** Quiet time before the server is asked. */
const QUIET = 300;
/** Classes are shapes: circle, triangle, square, diamond, pentagon, as paths of radius one. */
const SHAPES = [
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
function classOf(outputs) {
  if (outputs.length === 1) return Number(outputs[0]) > 0.5 ? 1 : 0;
  return outputs.reduce((best, v, k) => (Number(v) > Number(outputs[best]) ? k : best), 0);
}

/** Whether there is a plane to show, and classes on it. @param {any} state */
function applies(state) {
  const { layers, activations, matrices } = state;
  const known = matrices.A0 && matrices.Y;
  return layers[0] === 2 && activations.at(-1) !== "identity" && known;
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  let timer = 0;
  let asked = new AbortController();
  const off = store.on(
    (s) => `${s.query} ${s.iteration} ${s.status === "diverged"}`,
    () => {
      clearTimeout(timer);
      asked.abort();
      const { state } = store;
      root.hidden = !applies(state) || state.status === "diverged";
      if (root.hidden) return;
      asked = new AbortController();
      const { signal } = asked;
      timer = setTimeout(() => {
        actions.boundary(GRID, signal).then(
          (/** @type {any} */ reply) => !signal.aborted && root.replaceChildren(draw(reply, state)),
          () => {},
        );
      }, QUIET);
    },
  );
  return () => {
    off();
    clearTimeout(timer);
    asked.abort();
  };
}

/** @param {any} reply @param {any} state */
function draw(reply, state) {
  const label = "What the net says everywhere on the plane, and the examples";
  const view = { viewBox: `0 0 ${SIZE} ${SIZE}`, class: "plane", role: "img", "aria-label": label };
  const picture = svg("svg", view);
  const { x, y, values } = reply;
  const cell = SIZE / x.length;
  y.forEach((/** @type {number} */ _, /** @type {number} */ i) => {
    const top = SIZE - (i + 1) * cell;
    const row = x.map((/** @type {number} */ _, /** @type {number} */ j) =>
      classOf(values.map((/** @type {any} */ grid) => grid[i][j])),
    );
    for (let from = 0; from < row.length; ) {
      let to = from + 1;
      while (to < row.length && row[to] === row[from]) to += 1;
      const size = { width: (to - from) * cell + 0.5, height: cell + 0.5 };
      picture.append(svg("rect", { class: `class-${row[from]}`, x: from * cell, y: top, ...size }));
      from = to;
    }
  });
  picture.append(...points(reply, state));
  return picture;
}

/** The examples, filled. @param {any} reply @param {any} state */
function points({ x, y }, { matrices }) {
  const [across, up] = matrices.A0.values;
  const place = (/** @type {number} */ v, /** @type {number[]} */ axis) =>
    ((v - axis[0]) / (axis[axis.length - 1] - axis[0] || 1)) * SIZE;
  return across.map((/** @type {number} */ v, /** @type {number} */ i) => {
    const truth = classOf(matrices.Y.values.map((/** @type {any[]} */ row) => row[i]));
    const at = `translate(${place(v, x).toFixed(1)} ${(SIZE - place(up[i], y)).toFixed(1)}) scale(3)`;
    return svg("path", { class: "example", d: SHAPES[truth % SHAPES.length], transform: at });
  });
}
