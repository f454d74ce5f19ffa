/** Heatmaps and drawings of the page as SVG of its own, with no style sheet. */
import { colourOf, css, parseColour } from "../colours.js";
import { draw } from "../explain/dom.js";
import { real } from "../numbers.js";
import { fontOf } from "./texts.js";

/** More cells stay the bitmap that they are. */
const MOST_CELLS = 20_000;
/** What a style says, and what goes without saying. */
const SAID = /** @type {const} */ ([
  ["fill", "fill", ""],
  ["stroke", "stroke", "none"],
  ["strokeWidth", "stroke-width", ""],
  ["strokeDasharray", "stroke-dasharray", "none"],
  ["strokeLinecap", "stroke-linecap", "butt"],
  ["strokeLinejoin", "stroke-linejoin", "miter"],
  ["opacity", "opacity", "1"],
  ["fillOpacity", "fill-opacity", "1"],
  ["strokeOpacity", "stroke-opacity", "1"],
  ["textAnchor", "text-anchor", "start"],
  ["dominantBaseline", "dominant-baseline", "auto"],
  ["paintOrder", "paint-order", "normal"],
  ["imageRendering", "image-rendering", "auto"],
]);
const SHAPES = /^(path|rect|circle|ellipse|line|polyline|polygon|text|tspan|image|use)$/;
const LEFT = /^(class|style|tabindex|role|aria-.*|data-.*|xmlns.*)$/;

/**
 * The heatmaps of a figure whose axes count pixels; null if it is none, or too fine.
 * @param {any} element
 * @returns {Element[] | null}
 */
export function heatmapsOf({ data, layout }) {
  if (!data?.length || layout?.xaxis?.visible !== false) return null;
  let count = 0;
  for (const { type, z } of data) {
    if (type !== "heatmap") return null;
    count += z.length * (z[0]?.length ?? 0);
  }
  return count > MOST_CELLS ? null : data.map(heatmap);
}

/**
 * Where cells begin and end.
 * @param {ArrayLike<number> | undefined} edges
 * @param {number} middle of the first
 * @param {number} size
 * @returns {(i: number) => [number, number]}
 */
function places(edges, middle, size) {
  if (edges) return (i) => [edges[i], edges[i + 1] - edges[i]];
  return (i) => [middle - size / 2 + i * size, size];
}

/** @param {any} trace */
function heatmap({ name, z, x, x0, dx, y, y0, dy, zmin, zmax, colorscale, xgap }) {
  const stops = colorscale.map((/** @type {[number, string]} */ [, said]) => parseColour(said));
  const [middle, r] = [(zmin + zmax) / 2, (zmax - zmin) / 2];
  const [across, down] = [places(x, x0, dx), places(y, y0, dy)];
  const inset = Math.floor(xgap / 2);
  const group = draw("g", {}, draw("title", {}, name));
  // Hidden rows and columns are there, with no size.
  for (let i = 0; i < z.length; i += 1) {
    const [top, height] = down(i);
    if (height <= xgap) continue;
    for (let j = 0; j < z[i].length; j += 1) {
      const v = real(z[i][j]);
      const [left, width] = across(j);
      if (z[i][j] === null || !Number.isFinite(v) || width <= xgap) continue;
      const at = { x: left + inset, y: top + inset, width: width - xgap, height: height - xgap };
      group.append(draw("rect", { ...at, fill: css(colourOf(v - middle, r, stops)) }));
    }
  }
  return group;
}

/**
 * A drawing with all that its style sheets say of it.
 * @param {Element} from
 * @returns {Element | null}
 */
export function drawingOf(from) {
  const style = getComputedStyle(from);
  if (style.display === "none" || style.visibility === "hidden") return null;
  const made = draw(from.localName, {});
  for (const { name, value } of from.attributes) {
    if (!LEFT.test(name)) made.setAttribute(name, value);
  }
  if (SHAPES.test(from.localName)) {
    for (const [key, name, usual] of SAID) {
      const value = style[key];
      if (value && value !== usual) made.setAttribute(name, value.replace(/"/g, "'"));
    }
    if (/^t/.test(from.localName)) {
      for (const [name, value] of Object.entries(fontOf(style))) {
        made.setAttribute(name, String(value));
      }
    }
  } else if (style.opacity !== "1") made.setAttribute("opacity", style.opacity);
  for (const node of from.childNodes) {
    if (node instanceof Text) made.append(node.data);
    else if (node instanceof Element) made.append(drawingOf(node) ?? "");
  }
  return made;
}
