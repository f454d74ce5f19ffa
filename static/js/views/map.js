/**
 * The network map: nodes and edges lit in value colours by the step on the stage. The caption
 * says what the colours are. Pointing at an edge or a node, or the arrow keys, selects the same cell
 * as on the stage, and what is selected there is marked here.
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("../stage/types.d.ts").Actions} Actions
 * @typedef {import("../network.js").Node} Node
 */
import { colourOf, css, darkTextOn, onTheme, palette } from "../colours.js";
import { dimLabels, labelRuns } from "../labels.js";
import { later } from "../later.js";
import { draw, gatesOf, light, passing, unitsOff } from "../network.js";
import { captionOf } from "../network-caption.js";
import { point, selected } from "../network-pointer.js";
import { cellOf } from "../stage/moments.js";
import { onParts } from "../stage/view.js";
import { rangeOf } from "../state.js";
import { fragment, split } from "../symbols.js";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = { width: 204, height: 150, margin: 18 };
const NAMED_FROM = 8;
/** The least width of a lit edge. */
const LEAST = 1.6;
/** Between layers there has to be so much room for a word. */
const APART = 38;

/**
 * @param {HTMLElement} root
 * @param {any} store
 * @param {Actions} actions
 */
export function mount(root, store, actions) {
  const picture = svg("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "application" });
  picture.setAttribute("tabindex", "0");
  const said = document.createElement("span");
  said.className = "unseen";
  said.ariaLive = "polite";
  const caption = document.createElement("p");
  caption.className = "map-caption";
  root.replaceChildren(picture, caption, said);
  /** @type {ReturnType<typeof build> | null} */
  let built = null;
  const paint = () => {
    const state = withCell(store.state);
    if (!state.layers.length || !state.steps.length) return;
    const key = state.layers.join();
    if (built?.key !== key) built = build(picture, state, key);
    show(built, state);
    describe(picture, caption, state);
    if (document.activeElement === picture) said.textContent = selected(state);
  };
  const refresh = later(paint);
  const stop = store.on(
    (/** @type {State} */ s) =>
      [s.step, s.beat, s.cell?.join(), s.example, s.iteration, s.query].join("|"),
    refresh,
  );
  const stopMatrices = store.on((/** @type {State} */ s) => s.matrices, refresh);
  const stopTheme = onTheme(refresh);
  const stopParts = onParts(refresh);
  const stopPointing = point(picture, actions, () => ({
    drawing: built?.drawing,
    width: SIZE.width,
    state: withCell(store.state),
  }));
  return () => {
    refresh.cancel();
    for (const end of [stop, stopMatrices, stopTheme, stopParts, stopPointing]) end();
  };
}

/**
 * The state with the cell that the stage shows, chosen or its largest one; the chosen example's.
 * @param {State} state
 * @returns {State}
 */
function withCell(state) {
  return { ...state, cell: cellOf(state) ?? state.cell };
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 */
function svg(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/**
 * The elements of one network, made once and recoloured at each step.
 * @param {Element} picture
 * @param {State} state
 * @param {string} key
 */
function build(picture, state, key) {
  const drawing = draw(state.layers, SIZE);
  const lines = drawing.edges.map(({ from, to, layer }) => ({
    id: `${layer},${to.unit},${from.unit}`,
    element: svg("line", {
      x1: from.x,
      y1: from.y,
      x2: to.x,
      y2: to.y,
      class: "edge",
    }),
  }));
  const nodes = drawing.nodes.map((node) => nodeOf(node, state));
  const tight = SIZE.width / state.layers.length < APART;
  const more = drawing.more.map(({ layer, hidden, x, y }) => {
    const element = svg("text", { x, y: y + 4, class: "more" });
    element.textContent = tight ? "⋮" : `+ ${hidden}`;
    return { layer, element };
  });
  picture.replaceChildren(
    ...lines.map(({ element }) => element),
    ...nodes.map(({ group }) => group),
    ...more.map(({ element }) => element),
  );
  return { key, drawing, lines, nodes, more };
}

/**
 * @param {Node} node
 * @param {State} state
 */
function nodeOf(node, state) {
  const { x, y, layer, unit, radius } = node;
  const group = svg("g", { class: "node" });
  const ring = svg("circle", {
    cx: x,
    cy: y,
    r: radius + (radius < NAMED_FROM ? 1.5 : 3),
    class: "ring",
    pathLength: 100,
  });
  ring.setAttribute("transform", `rotate(-90 ${x} ${y})`);
  const disc = svg("circle", { cx: x, cy: y, r: radius, class: "disc" });
  const text = svg("text", { x, y: y + 4, class: "name" });
  for (const run of labelRuns(dimLabels(`n${layer}`, state)[unit])) {
    const span = svg("tspan", run.at === "sub" ? { class: "sub", dy: 2.5 } : { class: run.face });
    span.textContent = run.text;
    text.append(span);
  }
  const arm = Math.min(4, radius * 0.6);
  const d = `M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x - arm} ${y + arm}L${x + arm} ${y - arm}`;
  group.append(
    ring,
    disc,
    ...(radius < NAMED_FROM ? [] : [text]),
    svg("path", { class: "cross", d }),
  );
  return { id: `${layer},${unit}`, layer, unit, group, disc, ring, text };
}

/**
 * @param {ReturnType<typeof build>} built
 * @param {State} state
 */
function show({ lines, nodes, more }, state) {
  const lit = light(state);
  const { stops } = palette();
  const wires = lit.said.includes("wires in") || lit.said.includes("wires out");
  const r = rangeOf(wires ? "W1" : state.step, state.ranges);
  const most = Math.max(1e-300, ...[...lit.edges.values()].map((v) => Math.abs(Number(v)) || 0));
  for (const { id, element } of lines) {
    const value = lit.edges.get(id);
    const on = typeof value === "number";
    const line = /** @type {SVGElement} */ (element);
    line.style.stroke = on ? css(colourOf(value, r, stops)) : "";
    line.style.strokeWidth = on ? `${LEAST + (3.2 * Math.abs(value)) / most}px` : "";
    line.classList.toggle("lit", on);
    line.classList.toggle("chosen", on && id === chosen(state));
  }
  const shares = state.layers.map((_, layer) => passing(state, layer));
  const off = state.layers.map((_, layer) => unitsOff(state, layer));
  for (const node of nodes) {
    showNode(node, lit.nodes.get(node.id), shares[node.layer], state);
    node.group.classList.toggle("off", off[node.layer].has(node.unit));
  }
  const here = chosen(state);
  const drawn = nodes.some(({ id }) => id === here) || lines.some(({ id }) => id === here);
  for (const { layer, element } of more) {
    element.classList.toggle("chosen", !drawn && layer === Number(here.split(",")[0]));
  }
}

/**
 * @param {ReturnType<typeof nodeOf>} node
 * @param {import("../numbers.js").Value | undefined} value
 * @param {number[] | null} shares
 * @param {State} state
 */
function showNode({ id, layer, unit, group, disc, ring, text }, value, shares, state) {
  const on = typeof value === "number";
  const own = layer === split(state.step).layer;
  const other = state.step.startsWith("d") ? "dZ1" : "A1";
  const r = rangeOf(own ? state.step : other, state.ranges);
  const { stops, shut, open } = palette();
  const gate = value === 0 ? shut : open;
  const colour = on ? (own && gatesOf(state) ? gate : colourOf(value, r, stops)) : null;
  /** @type {SVGElement} */ (disc).style.fill = colour ? css(colour) : "";
  /** @type {SVGElement} */ (text).style.fill = colour ? inkOn(colour) : "";
  group.classList.toggle("lit", on);
  const share = shares?.[unit];
  group.classList.toggle("chosen", id === chosen(state));
  ring.classList.toggle("shown", share !== undefined && share > 0);
  ring.setAttribute("stroke-dasharray", `${(share ?? 0) * 100} 100`);
}

/** @param {import("../colours.js").Rgb} colour */
function inkOn(colour) {
  const { darkText, lightText } = palette();
  return darkTextOn(colour) ? darkText : lightText;
}

/** The edge or node of the selected cell. @param {State} state */
function chosen(state) {
  const { base, layer } = split(state.step);
  if (!state.cell || layer === null) return "";
  return base.endsWith("W") ? `${layer},${state.cell.join()}` : `${layer},${state.cell[0]}`;
}

/**
 * @param {Element} picture
 * @param {HTMLElement} caption
 * @param {State} state
 */
function describe(picture, caption, state) {
  const lines = captionOf(state).map((part) => {
    const line = document.createElement("span");
    line.append(fragment(part));
    return line;
  });
  caption.replaceChildren(...lines);
  const sizes = state.layers.join(", ");
  const said = lines.map((line) => line.textContent).join("; ");
  picture.setAttribute(
    "aria-label",
    `The network, ${sizes} units per layer. ${said}. Arrows select.`,
  );
}
