/**
 * The ledger's grid: how wide and high its cells are, where its columns begin, and which rows and
 * columns of a large matrix are shown.
 */
import { NUMBERS_FROM } from "./numbers.js";

const RAIL = { label: 48, cell: 6, least: 3, gap: 9, between: 7, top: 18, side: 0, high: 16 };
const OPEN = { label: 88, cell: 36, least: 10, gap: 26, between: 5, top: 24, side: 46, high: 24 };
/** A line of the rail, and of cells that hold numbers. */
const LINE = 14;
const WRITTEN = 13;
/** From so many columns on, the input's among them, everything stands closer. */
const MANY = 5;

/** @param {number} low @param {number} v @param {number} high */
function fitted(low, v, high) {
  return Math.max(low, Math.min(high, Math.floor(v)));
}

/** @param {number[]} list */
function sum(list) {
  return list.reduce((a, b) => a + b, 0);
}

/** Lines shown of many: the first ones, a gap (−1), the last four. @param {number} count @param {number} most @returns {number[]} */
export function lines(count, most) {
  const all = Array.from({ length: count }, (_, i) => i);
  return count <= most ? all : [...all.slice(0, most - 5), -1, ...all.slice(-4)];
}

/** The entries shown of a large matrix; the gap is empty. @param {any[][]} values @param {number} rows @param {number} columns */
export function condensed(values, rows, columns) {
  if (values.length <= rows && values[0].length <= columns) return values;
  const across = lines(values[0].length, columns);
  return lines(values.length, rows).map((r) =>
    across.map((c) => (r < 0 || c < 0 ? null : values[r][c])),
  );
}

/** The distances of a ledger: small or open, of few layers or many. @param {boolean} open @param {boolean} many */
function distances(open, many) {
  const from = open ? OPEN : RAIL;
  const beside = open ? OPEN.side + OPEN.gap / 2 : RAIL.gap;
  if (!many) return { ...from, beside };
  return open
    ? { ...from, least: 8, gap: 14, side: 46, beside: 10 }
    : { ...from, label: 38, gap: 3, beside: 1 };
}

/**
 * @param {any} state
 * @param {{label: string, cells: string[][]}[]} rows
 * @param {{open: boolean, width: number, height: number}} how
 */
export function gridOf(state, rows, { open, width, height: free }) {
  const count = state.layers.length;
  const many = count >= MANY;
  const { label, cell, least, gap, top, side, beside, ...rest } = distances(open, many);
  const room = (width - label - (count - 1) * gap) / count - side - (many ? beside : 0);
  const most = Math.max(many && !open ? 6 : 9, Math.floor(room / least));
  // Beside a W stands its b: in a crowd both together take no more room than one matrix.
  const pair = many && most > 8 ? 2 : 0;
  const shown = (/** @type {string} */ name) =>
    Math.min(state.matrices[name].shape[1], /W/.test(name) ? most - pair : most);
  const columns = (/** @type {string[]} */ list) => sum(list.map(shown));
  const needs = state.layers.map((/** @type {number} */ _, /** @type {number} */ l) =>
    Math.max(...rows.map(({ cells }) => columns(cells[l]))),
  );
  const high = fitted(open ? 8 : 6, (free - top - 20) / rows.length / least - 1, rest.high);
  const tallest = rows.map(({ cells }) =>
    Math.max(...cells.flat().map((name) => Math.min(state.matrices[name].shape[0], high))),
  );
  const inRail = (/** @type {number} */ size) => sum(tallest.map((n) => Math.max(n * size, LINE)));
  const lowest = free - top - 20;
  let cw = fitted(least, (room * count) / sum(needs), cell);
  while (!open && cw > least && inRail(cw) + rows.length > lowest) cw -= 1;
  const spare = lowest - inRail(cw);
  const between = open ? rest.between : fitted(1, spare / rows.length, rest.between);
  const turn = open ? 16 : 0;
  const all = lowest - turn - rows.length * between;
  const low = cw >= NUMBERS_FROM ? WRITTEN : least;
  const ch = open ? fitted(low, all / sum(tallest), Math.min(16, cw)) : cw;
  const starts = /** @type {number[]} */ ([]);
  const narrow = open || count < 4 ? 40 : 14;
  let x = label;
  for (let l = 0; l < count; l += 1) {
    starts.push(x);
    const widths = rows.map(({ cells }) => columns(cells[l]) * cw + (cells[l].length - 1) * beside);
    x += Math.max(...widths, narrow) + gap + side;
  }
  return {
    label,
    cw,
    ch,
    high,
    most,
    pair,
    starts,
    top,
    between,
    beside,
    many,
    width: x - gap,
  };
}
