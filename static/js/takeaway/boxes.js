/** Boxes of the page as SVG: their ground, borders and inner frames. */
import { draw } from "../explain/dom.js";

const SIDES = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]);
const FRAME = /^(rgba?\([^)]*\)) 0px 0px 0px ([\d.]+)px inset$/;

/** @param {string} colour */
const seen = (colour) => colour !== "transparent" && !/^rgba.*, 0\)$/.test(colour);

let ramps = 0;

/**
 * A ramp from left to right.
 * @param {string} image the computed background
 */
function ramp(image) {
  const colours = image.startsWith("linear-gradient") ? image.match(/rgba?\([^)]*\)/g) : null;
  if (!colours) return null;
  ramps += 1;
  const stops = colours.map((colour, i) =>
    draw("stop", { offset: i / (colours.length - 1), "stop-color": colour }),
  );
  return draw("linearGradient", { id: `ramp-${ramps}` }, ...stops);
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {{ x: number, y: number, width: number, height: number }} at
 * @returns {Element[]}
 */
export function boxOf(style, at) {
  const made = [];
  const corner = style.borderTopLeftRadius;
  const least = Math.min(at.width, at.height) / 2;
  const rx = Math.min(least, corner.endsWith("%") ? least : Number.parseFloat(corner) || 0);
  const shade = ramp(style.backgroundImage);
  if (shade) made.push(shade, draw("rect", { ...at, rx, fill: `url(#${shade.id})` }));
  else if (seen(style.backgroundColor)) {
    made.push(draw("rect", { ...at, rx, fill: style.backgroundColor }));
  }
  const frame = FRAME.exec(style.boxShadow);
  if (frame) made.push(inner(at, rx, { stroke: frame[1], "stroke-width": Number(frame[2]) }));
  return [...made, ...borders(style, at, rx), ...outline(style, at, rx)];
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {{ x: number, y: number, width: number, height: number }} at
 * @param {number} rx
 */
function outline({ outlineStyle, outlineWidth, outlineOffset, outlineColor }, at, rx) {
  const width = Number.parseFloat(outlineWidth);
  if (outlineStyle === "none" || !width || !seen(outlineColor)) return [];
  const out = Number.parseFloat(outlineOffset) + width;
  const { x, y, width: w, height: h } = at;
  const around = { x: x - out, y: y - out, width: w + 2 * out, height: h + 2 * out };
  const dash = outlineStyle === "dashed" ? `${3 * width} ${3 * width}` : "none";
  return [
    inner(around, rx, { stroke: outlineColor, "stroke-width": width, "stroke-dasharray": dash }),
  ];
}

/**
 * @param {{ x: number, y: number, width: number, height: number }} at
 * @param {number} rx
 * @param {{ stroke: string, "stroke-width": number, "stroke-dasharray"?: string }} line
 */
function inner({ x, y, width, height }, rx, line) {
  const w = line["stroke-width"];
  const rect = { x: x + w / 2, y: y + w / 2, width: width - w, height: height - w };
  return draw("rect", { ...rect, rx: Math.max(0, rx - w / 2), fill: "none", ...line });
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {{ x: number, y: number, width: number, height: number }} at
 * @param {number} rx
 */
function borders(style, at, rx) {
  const lines = SIDES.map((side) => {
    const width = Number.parseFloat(style[`border${side}Width`]);
    const colour = style[`border${side}Color`];
    const manner = style[`border${side}Style`];
    if (!width || manner === "none" || !seen(colour)) return null;
    const dash = manner === "solid" ? "none" : `${3 * width} ${3 * width}`;
    return { stroke: colour, "stroke-width": width, "stroke-dasharray": dash };
  });
  const [top] = lines;
  if (top && lines.every((line) => JSON.stringify(line) === JSON.stringify(top))) {
    return [inner(at, rx, top)];
  }
  const [l, t, r, b] = [at.x, at.y, at.x + at.width, at.y + at.height];
  const ends = [
    [l, t, r, t],
    [r, t, r, b],
    [l, b, r, b],
    [l, t, l, b],
  ];
  return lines.flatMap((line, i) => {
    if (!line) return [];
    const inset = ((i === 0 || i === 3 ? 1 : -1) * line["stroke-width"]) / 2;
    const [dx, dy] = i % 2 ? [inset, 0] : [0, inset];
    const [x1, y1, x2, y2] = ends[i];
    return [draw("line", { x1: x1 + dx, y1: y1 + dy, x2: x2 + dx, y2: y2 + dy, ...line })];
  });
}
