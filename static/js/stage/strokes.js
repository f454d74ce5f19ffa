/**
 * Strokes on the canvas over the heatmaps.
 * @typedef {{ x: number, y: number, w: number, h: number }} Rect
 */
import { palette } from "../colours.js";

/**
 * A stopped cell: hatched, with room for its 0.
 * @param {CanvasRenderingContext2D} pen
 * @param {Rect} at
 * @param {number} scale
 */
export function hatchCell(pen, { x, y, w, h }, scale) {
  const { paper, hatch } = palette();
  pen.save();
  pen.beginPath();
  pen.rect(x, y, w, h);
  pen.fillStyle = paper;
  pen.fill();
  pen.clip();
  pen.beginPath();
  const step = 6 * scale;
  for (let from = x - h - ((x + y) % step); from < x + w; from += step) {
    pen.moveTo(from, y + h);
    pen.lineTo(from + h, y);
  }
  pen.strokeStyle = hatch;
  pen.lineWidth = 1.2 * scale;
  pen.stroke();
  pen.fillStyle = paper;
  const patch = Math.min(w, h) * 0.36;
  if (patch > 5) {
    pen.beginPath();
    pen.roundRect(x + w / 2 - patch * 0.8, y + h / 2 - patch, patch * 1.6, patch * 2, 2);
    pen.fill();
  }
  pen.restore();
}

/**
 * What stands for hidden rows or columns.
 * @param {CanvasRenderingContext2D} pen
 * @param {number[]} rect
 */
export function strip(pen, [x, y, w, h]) {
  const { paper, off } = palette();
  pen.fillStyle = paper;
  pen.fillRect(x, y, w, h);
  pen.strokeStyle = off;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  if (Math.min(w, h) > 4) pen.strokeRect(x + 1.5, y + 1.5, w - 3, h - 3);
  pen.setLineDash([]);
}
