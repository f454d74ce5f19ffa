/**
 * The vector layers: labels of rows and columns, the tie, dashed frames, and, over and under them,
 * what the selected cell lights up.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./fit.js").Axis} Axis
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../labels.js").Label} Label
 */
import { labelsAlong, pick, svg } from "./axes.js";
import { lit, rectOf } from "./selection.js";

/**
 * @param {Arrangement} arrangement
 * @param {Step} step
 */
export function createMarks(arrangement, step) {
  const { width, height, frames, scale, words, tie } = arrangement;
  const box = { width, height, viewBox: `0 0 ${width} ${height}` };
  const under = svg("svg", { ...box, class: "under" });
  const over = svg("svg", { ...box, class: "over" });
  const rings = svg("g", {});
  const ringed = svg("g", {});
  const spots = frames.map((frame) => ({
    frame,
    rows: labelsAlong(frame, "rows", words),
    cols: labelsAlong(frame, "cols", words),
  }));
  for (const { rows, cols } of spots) over.append(rows.made, cols.made);
  for (const frame of frames) if (frame.pending) over.append(dashed(frame));
  if (tie) over.append(svg("path", { class: "tie", d: tie, "stroke-width": 1.5 * scale }));
  if (arrangement.turn) over.append(arrow(arrangement.turn, scale));
  over.append(rings, ...spots.flatMap(({ rows, cols }) => [rows.mores, cols.mores]), ringed);

  /** @param {[number, number] | null} cell */
  function select(cell) {
    for (const mark of over.querySelectorAll(".on, .near")) mark.classList.remove("on", "near");
    rings.replaceChildren();
    under.replaceChildren();
    if (!cell) return;
    const result = frames[0];
    under.append(...bands(arrangement, step, cell));
    for (const { frame, rows, cols } of spots) {
      const part = lit(frame, step, cell, result);
      if (!part) continue;
      if (part.rows[0] === part.rows[1]) pick(rows, part.rows[0]);
      if (part.cols[0] === part.cols[1]) pick(cols, part.cols[0]);
      const rect = rectOf(frame, part);
      if (rect) rings.append(...ring(rect, part.ring, frame.item.role === "result", scale));
    }
  }

  /**
   * A ring round the cell that has the keyboard's focus.
   * @param {Frame | null} frame
   * @param {[number, number]} at
   */
  function focus(frame, [r, c]) {
    const rect = frame && rectOf(frame, { rows: [r, r], cols: [c, c], ring: true });
    const grow = 4 * scale;
    ringed.replaceChildren();
    if (!rect) return;
    const { x, y, width: w, height: h } = rect;
    const around = { x: x - grow, y: y - grow, width: w + 2 * grow, height: h + 2 * grow };
    ringed.append(svg("rect", { ...around, class: "focus-ring", rx: 5 * scale }));
  }

  return { under, over, select, focus };
}

/**
 * @param {NonNullable<Arrangement["turn"]>} turn
 * @param {number} scale
 */
function arrow({ from, to, y, up }, scale) {
  const tip = 5 * scale;
  const d = `M${from} ${y}H${to}V${up}m${-tip} ${tip}L${to} ${up}l${tip} ${tip}`;
  return svg("path", { class: "arrow", d, "stroke-width": 1.3 * scale });
}

/** @param {Frame} frame */
function dashed({ x, y, width, height }) {
  return svg("rect", {
    class: "pending",
    ...{ x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 3 },
  });
}

/**
 * The row of the result through to the left factor, and the column above the right one.
 * @param {Arrangement} arrangement
 * @param {Step} step
 * @param {[number, number]} cell
 */
function bands({ frames, scale }, step, cell) {
  const result = frames[0];
  const made = [];
  const own = lit(result, step, cell, result);
  const row = own && rectOf(result, own);
  const same = frames.filter(
    (f) => !f.extra && f.dims[0] === result.dims[0] && f.item.role !== "right",
  );
  const last = same.at(-1);
  if (row && last && result.rows > 1) {
    const from = Math.max(0, result.x - 28 * scale);
    const to = last.x + last.width + 2 * scale;
    made.push(
      svg("rect", {
        class: "band",
        x: from,
        y: row.y,
        width: to - from,
        height: row.height,
        rx: 4,
      }),
    );
  }
  for (const frame of frames) {
    const column =
      frame.item.role === "right" && frame.cols > 1 ? lit(frame, step, cell, result) : null;
    const rect = column && rectOf(frame, column);
    if (!rect) continue;
    const y = rect.y - 23 * scale;
    made.push(
      svg("rect", { class: "band", x: rect.x, y, width: rect.width, height: 23 * scale, rx: 4 }),
    );
  }
  return made;
}

/**
 * @param {{ x: number, y: number, width: number, height: number }} rect
 * @param {boolean} cell one cell, or a row or column
 * @param {boolean} result
 * @param {number} scale
 */
function ring({ x, y, width, height }, cell, result, scale) {
  const rect = { x, y, width, height, rx: 3 * scale };
  const line = (result ? 3 : 2) * scale;
  const own = svg("rect", { ...rect, class: "sel", "stroke-width": line });
  return cell
    ? [svg("rect", { ...rect, class: "halo", "stroke-width": line + 3 * scale }), own]
    : [own];
}
