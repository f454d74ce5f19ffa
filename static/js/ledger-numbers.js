/** The numbers of the open ledger, on one canvas over the figure. */
import { colourOf, darkTextOn, palette } from "./colours.js";
import { cellText, real } from "./numbers.js";

/** @param {HTMLElement} parent */
export function createNumbers(parent) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  canvas.className = "numbers";
  canvas.hidden = true;
  parent.append(canvas);
  return {
    /** @param {any[]} entries @param {{width: number, height: number, size: number}} plan */
    draw(entries, plan) {
      canvas.hidden = !entries.length || plan.size < 26;
      if (canvas.hidden) return;
      const scale = devicePixelRatio;
      canvas.width = Math.round(plan.width * scale);
      canvas.height = Math.round(plan.height * scale);
      canvas.style.width = `${plan.width}px`;
      canvas.style.height = `${plan.height}px`;
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.scale(scale, scale);
      pen.font = `450 11px ${getComputedStyle(parent).fontFamily}`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      for (const { box } of entries) {
        if (box.kind === "value") write(pen, box);
      }
    },
  };
}

/** @param {CanvasRenderingContext2D} pen @param {any} box */
function write(pen, box) {
  const { stops, darkText, lightText, ink, ink3 } = palette();
  const whole = box.z.flat().every((/** @type {any} */ v) => v === null || Number.isInteger(v));
  box.z.forEach((/** @type {any[]} */ row, /** @type {number} */ r) => {
    row.forEach((v, c) => {
      if (v === null) return;
      const dark = darkTextOn(colourOf(real(v), box.r, stops));
      const onColour = dark ? darkText : lightText;
      pen.fillStyle = v === 0 ? ink3 : Number.isFinite(v) ? onColour : ink;
      pen.fillText(
        cellText(v, box.cw, whole),
        box.x + (c + 0.5) * box.cw,
        box.y + (r + 0.5) * box.ch + 0.5,
      );
    });
  });
}
