/**
 * A pen that writes what is drawn on a canvas as SVG: as much of CanvasRenderingContext2D as the
 * stage uses. Text stands on its line, so that any program sets it in the same place.
 */
import { draw } from "../explain/dom.js";

/** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} r */
const rounded = (x, y, w, h, r) =>
  `M${x + r} ${y}h${w - 2 * r}q${r} 0 ${r} ${r}v${h - 2 * r}q0 ${r} ${-r} ${r}` +
  `h${2 * r - w}q${-r} 0 ${-r} ${-r}v${2 * r - h}q0 ${-r} ${r} ${-r}z`;

let clips = 0;

export class Pen {
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 1;
  font = "";
  letterSpacing = "0px";
  textAlign = "center";
  textBaseline = "middle";
  #path = "";
  /** @type {number[]} */
  #dash = [];
  /** @type {Element[]} */
  #into;
  #measure = /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );

  /** @param {Element} into */
  constructor(into) {
    this.#into = [into];
  }

  /** @param {Element} made */
  #put(made) {
    this.#into[this.#into.length - 1].append(made);
  }

  beginPath() {
    this.#path = "";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path += `M${x} ${y}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path += `L${x} ${y}`;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h */
  rect(x, y, w, h) {
    this.#path += `M${x} ${y}h${w}v${h}h${-w}z`;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} r */
  roundRect(x, y, w, h, r) {
    this.#path += rounded(x, y, w, h, r);
  }

  /** @param {string} [rule] */
  fill(rule = "nonzero") {
    this.#put(draw("path", { d: this.#path, fill: this.fillStyle, "fill-rule": rule }));
  }

  stroke() {
    this.#put(draw("path", { d: this.#path, fill: "none", ...this.#line() }));
  }

  #line() {
    const dash = this.#dash.join(" ") || "none";
    return { stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-dasharray": dash };
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    this.#put(draw("rect", { x, y, width, height, fill: this.fillStyle }));
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    this.#put(draw("rect", { x, y, width, height, fill: "none", ...this.#line() }));
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.#dash = dash;
  }

  save() {
    const group = draw("g", {});
    this.#put(group);
    this.#into.push(group);
  }

  restore() {
    this.#into.pop();
  }

  /** All that follows in this group. */
  clip() {
    clips += 1;
    const id = `clip-${clips}`;
    this.#put(draw("clipPath", { id }, draw("path", { d: this.#path })));
    const inside = draw("g", { "clip-path": `url(#${id})` });
    this.#put(inside);
    this.#into[this.#into.length - 1] = inside;
  }

  /** @param {string} text */
  measureText(text) {
    const { font, letterSpacing } = this;
    Object.assign(this.#measure, { font, letterSpacing });
    return this.#measure.measureText(text);
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const probe = this.#measure;
    probe.textBaseline = "alphabetic";
    const line = this.measureText(text);
    probe.textBaseline = "middle";
    const down = line.fontBoundingBoxAscent - this.measureText(text).fontBoundingBoxAscent;
    const [, weight, size, family] = /^(\d+) ([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const font = { "font-family": family, "font-size": size, "font-weight": weight };
    const place = { x, y: y + down, "text-anchor": "middle", fill: this.fillStyle };
    const spread = { textLength: line.width, lengthAdjust: "spacingAndGlyphs" };
    this.#put(draw("text", { ...place, ...font, ...spread }, text));
  }
}
