/**
 * One matrix on the canvas: its numbers, corners, gates, hatching, and the strips for what is hidden.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../numbers.js").Value} Value
 * @typedef {import("./paint.js").Test} Test
 */
import { colourOf, css, darkTextOn, GHOST, mix, palette } from "../colours.js";
import { cellText, real } from "../numbers.js";
import { gapOf } from "../plot.js";
import { digitsOf } from "./digits.js";
import { rangeOf, valuesOf } from "./paint.js";
import { hatchCell, strip } from "./strokes.js";

/** No numbers, corners or hatching on matrices with more cells. */
const MOST_CELLS = 4096;

const ROUND_FROM = 20;

export class Sheet {
  /**
   * @param {CanvasRenderingContext2D} pen
   * @param {Frame} frame
   * @param {State} state
   * @param {{ scale: number, cells: number, family: string, shut: Test | null, step: Step }} how
   */
  constructor(pen, frame, state, { scale, cells, family, shut, step }) {
    this.pen = pen;
    this.frame = frame;
    this.scale = scale;
    this.cells = frame.extra ? Math.min(cells, scale) : cells;
    this.values = valuesOf(frame, state);
    this.r = rangeOf(frame.item.name, state);
    this.gap = gapOf(frame.cw, frame.ch);
    this.family = family;
    const own = frame.kind === "value" && !frame.extra;
    this.copied = step.pattern === "row-column-bias" && frame.dims[1] === "1";
    this.hatched = own && frame.item.role === "result" ? shut : null;
    this.faint = own && frame.item.role === "operand" && step.pattern === "entrywise" ? shut : null;
    const flat = this.values.length * (this.values[0]?.length ?? 0);
    this.fine = flat <= MOST_CELLS || Boolean(frame.across.edges || frame.down.edges);
  }

  paint() {
    const { frame, gap } = this;
    const inset = Math.floor(gap / 2);
    this.gaps();
    if (this.copied) this.copies();
    if (!this.fine) return;
    const texts = digitsOf(this.pen, frame, this.values, {
      ...{ scale: this.scale, cells: this.cells, family: this.family, gap },
    });
    for (const down of frame.down.entries) {
      for (const across of frame.across.entries) {
        if (down.index < 0 || across.index < 0) continue;
        this.cell(
          {
            ...{ x: frame.x + across.at + inset, y: frame.y + down.at + inset },
            ...{ w: across.size - gap, h: down.size - gap },
          },
          down.index,
          across.index,
          texts,
        );
      }
    }
  }

  /** A bias is one column, copied to every example: its copies fade out to the right. */
  copies() {
    const { frame, pen, scale } = this;
    const { stops, paperRgb } = palette();
    const wide = Math.max(2, Math.round(4 * scale));
    [0.45, 0.28, 0.14].forEach((share, k) => {
      const x = frame.x + frame.width + wide / 2 + k * (wide + 2);
      for (const { index, at, size } of frame.down.entries) {
        if (index < 0) continue;
        const v = real(this.values[index]?.[0]);
        pen.fillStyle = css(mix(paperRgb, colourOf(v, this.r, stops), share));
        if (Number.isFinite(v)) pen.fillRect(x, frame.y + at + 1, wide, size - 2);
      }
    });
  }

  /**
   * @param {{ x: number, y: number, w: number, h: number }} at
   * @param {number} r
   * @param {number} c
   * @param {import("./digits.js").Digits | null} texts
   */
  cell(at, r, c, texts) {
    const { pen, frame } = this;
    const { stops, paperRgb, ...of } = palette();
    const value = this.values[r]?.[c];
    const v = real(value);
    let back = colourOf(v, this.r, stops);
    let text = "";
    if (frame.kind === "mask") text = this.gate(at, v);
    else if (frame.kind === "ones") text = this.one(at);
    else if (!Number.isFinite(v)) {
      this.outline(at, of.ink, 1.5);
      text = of.ink;
    } else if (this.hatched?.(r, c)) {
      hatchCell(pen, at, this.scale);
      text = of.ink3;
    } else {
      if (this.faint?.(r, c)) {
        back = mix(paperRgb, back, GHOST);
        pen.fillStyle = css(back);
        pen.fillRect(at.x, at.y, at.w, at.h);
      }
      this.round(at);
      text = v === 0 ? of.ink3 : darkTextOn(back) ? of.darkText : of.lightText;
    }
    if (texts) this.write(at, texts.write(value), text, texts);
    else if (!Number.isFinite(v)) this.word(at, cellText(value, 40), text);
  }

  /**
   * @param {{ x: number, y: number, w: number, h: number }} at
   * @param {string} text
   * @param {string} colour
   * @param {import("./digits.js").Digits} texts
   */
  write({ x, y, w, h }, text, colour, { font, spacing }) {
    const { pen } = this;
    pen.font = font;
    pen.letterSpacing = spacing;
    pen.fillStyle = colour;
    pen.fillText(text, x + w / 2, y + h / 2 + this.scale * 0.5);
  }

  /**
   * What is no number is said even in a small cell.
   * @param {{ x: number, y: number, w: number, h: number }} at
   * @param {string} text
   * @param {string} colour
   */
  word({ x, y, w, h }, text, colour) {
    if (w < 14 || h < 11) return;
    const { pen } = this;
    pen.font = `600 11px ${this.family}`;
    pen.letterSpacing = "0px";
    pen.fillStyle = colour;
    pen.fillText(text, x + w / 2, y + h / 2, w);
  }

  /** @param {{ x: number, y: number, w: number, h: number }} at */
  round({ x, y, w, h }) {
    if (Math.min(w, h) < ROUND_FROM) return;
    const { pen } = this;
    pen.beginPath();
    pen.rect(x, y, w, h);
    pen.roundRect(x, y, w, h, 2 * this.scale);
    pen.fillStyle = palette().paper;
    pen.fill("evenodd");
  }

  /**
   * @param {{ x: number, y: number, w: number, h: number }} at
   * @param {string} colour
   * @param {number} line
   */
  outline({ x, y, w, h }, colour, line) {
    const { pen } = this;
    this.round({ x, y, w, h });
    pen.strokeStyle = colour;
    pen.lineWidth = line;
    pen.beginPath();
    pen.roundRect(x + line / 2, y + line / 2, w - line, h - line, Math.min(2 * this.scale, w / 4));
    pen.stroke();
  }

  /**
   * @param {{ x: number, y: number, w: number, h: number }} at
   * @param {number} v
   */
  gate(at, v) {
    const { off, openText, shutText } = palette();
    if (v === 0) {
      this.round(at);
      return shutText;
    }
    if (at.w > 5 && at.h > 5) this.outline(at, off, 1);
    return openText;
  }

  /** @param {{ x: number, y: number, w: number, h: number }} at */
  one(at) {
    const { off, ink2 } = palette();
    if (at.w > 5 && at.h > 5) this.outline(at, off, 1);
    return ink2;
  }

  /** Hidden rows and columns: nothing but a dashed strip. */
  gaps() {
    const { frame, pen } = this;
    for (const { index, at, size } of frame.across.entries) {
      if (index < 0) strip(pen, [frame.x + at, frame.y, size, frame.height]);
    }
    for (const { index, at, size } of frame.down.entries) {
      if (index < 0) strip(pen, [frame.x, frame.y + at, frame.width, size]);
    }
    if (frame.dims[1].includes("*")) this.blocks();
  }

  /** A wider gap between the blocks of a matrix. */
  blocks() {
    const { frame, pen } = this;
    pen.fillStyle = palette().paper;
    for (const { index, at } of frame.across.entries) {
      if (index > 0 && index % frame.rows === 0) {
        pen.fillRect(frame.x + at - 2, frame.y, 4, frame.height);
      }
    }
  }
}
