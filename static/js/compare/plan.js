/**
 * Where the compared matrices stand: a row for each, three columns: pinned, now, difference.
 * @typedef {import("./rows.js").Row} Row
 */
import { condensed } from "../ledger-grid.js";
import { rangeOf } from "../state.js";

const WIDE = { label: 92, gap: 36, between: 40 };
const NARROW = { label: 56, gap: 12, between: 62 };
/** Below this width everything stands closer, and heads are short. */
const PHONE = 600;
const LEAST = 8;
const MOST = { cw: 56, ch: 34 };
const TOP = 26;

/** What the heatmaps of a row are called: never by the bare name, but for what is shown now. @param {string} name @param {number} iteration the pinned one */
export function namesOf(name, iteration) {
  return { pinned: `${name}@${iteration}`, now: name, difference: `${name}-${name}@${iteration}` };
}

/**
 * @param {Row[]} rows
 * @param {{ width: number, height: number }} size
 * @param {number} iteration the pinned one
 * @param {Record<string, number>} ranges
 */
export function planOf(rows, { width, height }, iteration, ranges) {
  const narrow = width < PHONE;
  const { label, gap, between } = narrow ? NARROW : WIDE;
  const block = Math.floor((width - label - 2 * gap) / 3);
  const room = Math.max(60, height - TOP - rows.length * between);
  const all = rows.map((row) => row.now ?? row.pinned ?? [[0]]);
  const across = Math.floor(block / LEAST);
  const down = Math.max(6, Math.floor(room / rows.length / LEAST));
  const columns = Math.max(...all.map((values) => Math.min(values[0].length, across)));
  const lines = all.reduce((sum, values) => sum + Math.min(values.length, down), 0);
  const cw = Math.max(LEAST, Math.min(MOST.cw, Math.floor(block / columns)));
  const ch = Math.max(LEAST, Math.min(MOST.ch, cw, Math.floor(room / lines)));
  const starts = [0, 1, 2].map((i) => label + i * (block + gap));
  let y = TOP;
  const made = rows.map((row, i) => {
    const r = rangeOf(row.name, ranges);
    const names = namesOf(row.name, iteration);
    const like = condensed(all[i], down, across);
    const boxes = /** @type {const} */ (["pinned", "now", "difference"]).map((which, n) => {
      const values = row[which];
      const at = { name: names[which], x: starts[n], y, cw, ch, r };
      const size = { width: like[0].length * cw, height: like.length * ch };
      if (!values) return { which, ...size, box: { ...at, kind: "value", z: null } };
      const kind = which !== "difference" && isMask(row.name, values) ? "mask" : "value";
      return { which, ...size, box: { ...at, kind, z: condensed(values, down, across) } };
    });
    const placed = { ...row, y, height: like.length * ch, r, boxes };
    y += placed.height + between;
    return placed;
  });
  return { width, height: y, rows: made, starts, block, narrow, size: cw, ch };
}

/** @param {string} name @param {any[][]} values */
function isMask(name, values) {
  return name.startsWith("gprime") && values.every((row) => row.every((v) => v === 0 || v === 1));
}
