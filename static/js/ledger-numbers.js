/** The numbers of the open ledger, on one canvas over the figure. */
import { colourOf, darkTextOn, palette } from "./colours.js";
import { cellText, NUMBERS_FROM, real } from "./numbers.js";

/** The narrowest cells that are hatched. */
const HATCHED_FROM = 10;

/** What writes the numbers of a canvas again, by another pen. @type {WeakMap<HTMLCanvasElement, (pen: CanvasRenderingContext2D) => void>} */
export const written = new WeakMap();

/** @param {HTMLElement} parent */
export function createNumbers(parent) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  canvas.className = "numbers";
  canvas.hidden = true;
  parent.append(canvas);
  return {
    /** @param {any[]} entries @param {{width: number, height: number, size: number}} plan @param {any} [state] where what stopped is hatched */
    draw(entries, plan, state) {
      canvas.hidden = !entries.length || plan.size < HATCHED_FROM;
      if (canvas.hidden) return;
      const scale = devicePixelRatio;
      canvas.width = Math.round(plan.width * scale);
      canvas.height = Math.round(plan.height * scale);
      canvas.style.width = `${plan.width}px`;
      canvas.style.height = `${plan.height}px`;
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      pen.scale(scale, scale);
      const font = `450 11px ${getComputedStyle(parent).fontFamily}`;
      const all = (/** @type {CanvasRenderingContext2D} */ by) => {
        Object.assign(by, { font, textAlign: "center", textBaseline: "middle" });
        for (const one of entries) {
          if (state) hatch(by, one, state);
          if (one.box.kind === "value" && plan.size >= NUMBERS_FROM) write(by, one.box);
        }
      };
      all(pen);
      written.set(canvas, all);
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

/** Hatching is what a shut gate stopped: dZ where g′ is 0. @param {CanvasRenderingContext2D} pen @param {any} entry @param {any} state */
function hatch(pen, { name, box, down, across }, { matrices }) {
  const gates = /^dZ\d/.test(name) && matrices[name.replace("dZ", "gprime")]?.values;
  if (!gates) return;
  const { hatch: colour, paper } = palette();
  pen.strokeStyle = colour;
  down.forEach((/** @type {number} */ row, /** @type {number} */ r) => {
    across.forEach((/** @type {number} */ column, /** @type {number} */ c) => {
      if (row < 0 || column < 0 || gates[row][column] !== 0) return;
      const [x, y, w, h] = [box.x + c * box.cw, box.y + r * box.ch, box.cw - 1, box.ch - 1];
      pen.save();
      pen.beginPath();
      pen.rect(x, y, w, h);
      pen.clip();
      pen.fillStyle = paper;
      pen.fill();
      pen.beginPath();
      for (let at = 3; at < w + h; at += 5) {
        pen.moveTo(x + at, y);
        pen.lineTo(x + at - h, y + h);
      }
      pen.stroke();
      pen.restore();
    });
  });
}
