/**
 * The gradient of a weight matrix as what it is a mean of: one outer product dz aᵀ for each example,
 * side by side, each a heatmap and a button that chooses its example.
 *
 * @typedef {import("./scene.js").Moment} Moment
 * @typedef {{ x: number, y: number, width: number, height: number }} Room
 * @typedef {Room} Spot  of one picture
 * @typedef {{ count: number, line: number, cell: number }} Fit
 */
import { createFigure } from "../plot.js";
import { dimLabels, fragment, runs, split, upright } from "../symbols.js";
import { svg } from "./axes.js";
import { shareName, shareOf, shareRange } from "./example.js";
import { box } from "./sum.js";
import { fraction, make } from "./text.js";

const HEAD = 24;
const LABEL = 18;
/** Room for 1/m and the bracket at the left, for + between two, for what is added at the right. */
const LEFT = 44;
const PLUS = 18;
const RIGHT = 20;
const PENALTY = 96;
const MORE = 60;
const LEAST = 4;
const MOST = 20;
/** Of more examples the first are shown. */
const FIRST = 12;
const LINES = [1, 2, 3];

/**
 * How large the pictures can be, of how many examples, and how many stand in a line.
 * @param {Moment["whole"]} whole
 * @param {Room} room
 * @param {number} scale
 * @returns {Fit | null} null where there is no room
 */
export function fitOf({ step, state }, room, scale) {
  const [rows, cols] = state.matrices[step.writes].shape;
  const [width, height] = [room.width / scale, room.height / scale];
  const free = width - LEFT - (state.scalars.l2 ? PENALTY : RIGHT);
  for (let count = Math.min(state.m, FIRST); count > 0; count -= 1) {
    const all = LINES.map((lines) => {
      const line = Math.ceil(count / lines);
      const tall = Math.floor(((height - HEAD) / lines - LABEL - 4) / rows);
      const more = count < state.m ? MORE : 0;
      const wide = Math.floor(((free - more) / line - PLUS) / cols);
      return { count, line, cell: Math.min(MOST, tall, wide) };
    });
    const best = all.reduce((a, b) => (b.cell > a.cell ? b : a));
    if (best.cell >= LEAST) return { ...best, cell: Math.floor(best.cell * scale) };
  }
  return null;
}

/**
 * @param {HTMLElement} element
 * @param {(example: number) => void} choose
 */
export function createShares(element, choose) {
  const figure = createFigure(element);
  figure.element.ariaHidden = "true";
  const words = make("div", "shares-words");
  element.append(words);
  element.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-example]");
    if (button instanceof HTMLElement) choose(Number(button.dataset.example));
  });

  return {
    /**
     * @param {Moment} moment
     * @param {[number, number]} at the selected cell
     * @param {Room} room
     * @param {Fit} fit
     * @param {number} scale
     */
    async show({ whole: { step, state } }, at, room, fit, scale) {
      const layer = Number(split(step.writes).layer);
      const [rows, cols] = state.matrices[step.writes].shape;
      const { cell } = fit;
      const spots = spotsOf(fit, rows, cols, scale);
      const r = shareRange(state, layer);
      const boxes = spots.map(({ x, y }, i) => ({
        ...{ name: shareName("dW", layer, i), z: shareOf(state, "dW", layer, i) },
        ...{ x, y, cw: cell, ch: cell, kind: /** @type {const} */ ("value"), r },
        xEdges: cols === 1 ? [0, cell] : undefined,
        yEdges: rows === 1 ? [0, cell] : undefined,
      }));
      const last = /** @type {Spot} */ (spots.at(-1));
      const size = { width: Math.round(room.width), height: last.y + last.height + 2 };
      box(element, room.x, room.y, size.width, size.height);
      const labels = dimLabels("m", state);
      words.replaceChildren(
        headOf(state, layer),
        ...spots.flatMap((spot, i) =>
          pictureNodes(labels[i], spot, ringOf(spot, cell, at), i, scale),
        ),
        ...aroundNodes(state, layer, spots, scale),
      );
      await figure.draw(boxes, size);
    },
  };
}

/**
 * @param {Fit} fit
 * @param {number} rows
 * @param {number} cols
 * @param {number} scale
 * @returns {Spot[]}
 */
function spotsOf({ count, line, cell }, rows, cols, scale) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const [width, height] = [cols * cell, rows * cell];
  return Array.from({ length: count }, (_, i) => ({
    ...{ width, height, x: px(LEFT) + (i % line) * (width + px(PLUS)) },
    y: px(HEAD + LABEL) + Math.floor(i / line) * (height + px(LABEL + 4)),
  }));
}

/**
 * @param {Spot} spot
 * @param {number} cell
 * @param {[number, number]} at
 */
function ringOf({ width, height }, cell, [r, c]) {
  const place = { x: c * cell + 1.5, y: r * cell + 1.5, width: cell, height: cell };
  const ring = svg("rect", { class: "sel", ...place });
  return svg("svg", { width: width + 4, height: height + 4 }, ring);
}

/**
 * @param {import("./types.d.ts").State} state
 * @param {number} layer
 */
function headOf(state, layer) {
  const how = state.spec.average === "loss" ? "sum" : "mean";
  const product = fragment([
    ...runs(`dZ${layer}[:,0]`),
    upright(" "),
    ...runs(`A${layer - 1}[:,0].T`),
  ]);
  return make(
    "p",
    "shares-head",
    `The same as the ${how} of ${state.m} outer products `,
    product,
    ":",
  );
}

/**
 * @param {import("../labels.js").Label} label
 * @param {Spot} spot
 * @param {Element} ring
 * @param {number} i
 * @param {number} scale
 */
function pictureNodes(label, { x, y, width, height }, ring, i, scale) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const number = label.text.slice(1, -1);
  const button = make("button", "share", ring);
  button.setAttribute("type", "button");
  button.dataset.example = number;
  button.ariaLabel = `Outer product of example ${number}: show this example alone`;
  const made = [
    box(
      make("span", "shares-label", label.text),
      x - px(10),
      y - px(LABEL + 2),
      width + px(20),
      px(LABEL),
    ),
    box(button, x - 2, y - 2, width + 4, height + 4),
  ];
  if (i) made.push(box(sign("+"), x - px(PLUS), y, px(PLUS), height));
  return made;
}

/** @param {(Node | string)[]} content */
function sign(...content) {
  return make("span", "shares-sign", ...content);
}

/**
 * 1/m and brackets around the pictures; what is left out, and what is added.
 * @param {import("./types.d.ts").State} state
 * @param {number} layer
 * @param {Spot[]} spots
 * @param {number} scale
 */
function aroundNodes(state, layer, spots, scale) {
  const [first, last] = [spots[0], /** @type {Spot} */ (spots.at(-1))];
  const { m, l2 } = state.scalars;
  const factor = state.spec.average === "loss" ? [] : [fraction("1", String(m))];
  const bracket = factor.length > 0 || l2 > 0;
  const tail = sign(m > spots.length ? `+ … ${m - spots.length} more` : "", bracket ? ")" : "");
  if (l2) tail.append(" + ", fraction("λ", "m"), fragment(runs(`W${layer}`)));
  tail.classList.add("tail");
  return [
    box(sign(...factor, bracket ? " (" : ""), 0, first.y, (LEFT - 6) * scale, first.height),
    box(tail, last.x + last.width + 4, last.y, undefined, last.height),
  ];
}
