/** Text of the page as SVG: a run for each line, on its line and as wide as it is on the page. */
import { draw } from "../explain/dom.js";

const pen = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);

/** @param {CSSStyleDeclaration} style */
export function fontOf(style) {
  const { fontFamily, fontSize, fontWeight, fontStyle } = style;
  return {
    "font-family": fontFamily.replace(/"/g, "'"),
    "font-size": Number.parseFloat(fontSize),
    "font-weight": fontWeight,
    "font-style": fontStyle,
  };
}

/**
 * How far down in its box the line is that letters stand on.
 * @param {CSSStyleDeclaration} style
 * @param {number} height of the box
 */
function lineIn({ fontWeight, fontSize, fontFamily }, height) {
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = pen.measureText("x");
  return (height * up) / (up + down);
}

/**
 * @param {Text} node
 * @param {CSSStyleDeclaration} style of its parent
 * @param {DOMRect} origin
 * @returns {Element[]}
 */
export function textsOf(node, style, origin) {
  if (style.textIndent !== "0px") return [];
  return linesOf(node).map(({ text, x, y, width, height }) => {
    const place = { x: x - origin.x, y: y - origin.y + lineIn(style, height) };
    const spread = { textLength: width, lengthAdjust: "spacingAndGlyphs" };
    return draw("text", { ...place, ...fontOf(style), fill: style.color, ...spread }, text);
  });
}

/** The words of each line, from the first to the last. @param {Text} node */
function linesOf(node) {
  /** @type {{ text: string, x: number, y: number, width: number, height: number }[]} */
  const lines = [];
  const range = document.createRange();
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    const line = lines.at(-1);
    if (!width) continue;
    if (line && Math.abs(line.y - y) < height / 2) {
      line.text += ` ${word}`;
      line.width = x + width - line.x;
    } else lines.push({ text: word, x, y, width, height });
  }
  return lines;
}
