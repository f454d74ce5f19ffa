/**
 * The only file that names Plotly. A figure holds one heatmap per box. All stand on one pair of
 * axes that count pixels, y downwards, so that row 0 is on top: an axis pair for each would cost
 * twice the time. Heatmaps are drawn with gaps: without, Plotly needs style attributes, which the
 * page's policy refuses, and blurs the cells.
 *
 * @typedef {import("./numbers.js").Value} Value
 * @typedef {{
 *   name: string, z: Value[][], x: number, y: number, cw: number, ch: number,
 *   kind: "value" | "mask" | "ones", r: number,
 *   xEdges?: number[], yEdges?: number[],
 * }} Box  x, y: the upper left corner in whole CSS pixels; edges only where cells differ in size
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{
 *   draw(boxes: Box[], size: Size): Promise<void>, destroy(): void, readonly element: HTMLElement,
 * }} Figure
 */
import { palette, scaleOf } from "./colours.js";

const WIDE_GAP_FROM = 20;
/** @type {Promise<any> | null} */
let loading = null;

/** @returns {Promise<any>} the vendored Plotly, fetched once */
export function load() {
  loading ??= import("../vendor/plotly/plotly.js").then((module) => module.default);
  return loading;
}

/**
 * @param {number} cw
 * @param {number} ch
 * @returns {number} pixels between cells
 */
export function gapOf(cw, ch) {
  return Math.min(cw, ch) >= WIDE_GAP_FROM ? 2 : 1;
}

/**
 * Where the columns of a box stand: evenly, or by their edges.
 * @param {Box} box
 */
function across({ x, cw, xEdges }) {
  return xEdges ? { x: xEdges.map((edge) => x + edge) } : { x0: x + cw / 2, dx: cw };
}

/**
 * Where its rows stand.
 * @param {Box} box
 */
function down({ y, ch, yEdges }) {
  return yEdges ? { y: yEdges.map((edge) => y + edge) } : { y0: y + ch / 2, dy: ch };
}

/** @param {Box} box */
function colorscale(box) {
  const { stops, shut, open, paperRgb } = palette();
  if (box.kind === "value") return scaleOf(stops);
  return box.kind === "mask" ? scaleOf([shut, open]) : scaleOf([paperRgb, paperRgb]);
}

/** @param {Box} box */
function traceOf(box) {
  const gap = gapOf(box.cw, box.ch);
  return {
    type: "heatmap",
    name: box.name,
    z: box.z,
    ...across(box),
    ...down(box),
    ...limits(box),
    xgap: gap,
    ygap: gap,
    zauto: false,
    colorscale: colorscale(box),
    showscale: false,
    hoverinfo: "skip",
    zsmooth: false,
  };
}

/** @param {Box} box */
function limits({ kind, r }) {
  return kind === "value" ? { zmin: -(r || 1), zmax: r || 1 } : { zmin: 0, zmax: 1 };
}

/** @param {Size} size */
function layoutOf({ width, height }) {
  const axis = { visible: false, fixedrange: true };
  return {
    width,
    height,
    margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    hovermode: false,
    dragmode: false,
    xaxis: { ...axis, range: [0, width] },
    yaxis: { ...axis, range: [height, 0] },
  };
}

/**
 * What must stay the same for the values alone to be exchanged.
 * @param {Box[]} boxes
 * @param {Size} size
 */
function signature(boxes, size) {
  const { stops } = palette();
  const cells = boxes.map((b) => [
    ...[b.name, b.x, b.y, b.cw, b.ch, b.kind, b.z.length, b.z[0]?.length],
    ...[b.xEdges?.join(), b.yEdges?.join()],
  ]);
  return JSON.stringify([size.width, size.height, stops[0], cells]);
}

/**
 * @param {HTMLElement} root
 * @returns {Figure}
 */
export function createFigure(root) {
  const element = document.createElement("div");
  element.className = "figure";
  root.append(element);
  let drawn = "";
  let gone = false;

  return {
    element,
    async draw(boxes, size) {
      const plotly = await load();
      if (gone) return;
      const next = signature(boxes, size);
      if (next === drawn) {
        const all = boxes.map(limits);
        const change = {
          z: boxes.map((box) => box.z),
          zmin: all.map(({ zmin }) => zmin),
          zmax: all.map(({ zmax }) => zmax),
        };
        plotly.restyle(element, change, [...boxes.keys()]);
        return;
      }
      drawn = next;
      const config = { staticPlot: true, displayModeBar: false, responsive: false };
      plotly.react(element, boxes.map(traceOf), layoutOf(size), config);
    },
    destroy() {
      gone = true;
      loading?.then((plotly) => plotly.purge(element));
      element.remove();
    },
  };
}
