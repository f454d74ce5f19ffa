/**
 * A forward pass as a chain of matrices, x → z → a …, in the letters of one example where it is
 * one. Where each stands; nothing here touches the page.
 * @typedef {{
 *   name: string, layer: number, x: number, y: number, label: number, width: number, height: number,
 *   shown: number[], box: import("../plot.js").Box,
 * }} Link  shown: its rows, −1 for a gap
 */
import { condensed, lines } from "../ledger-grid.js";
import { rangeOf, rangesOf } from "../state.js";

const TOP = 58;
/** Numbers over the columns of several inputs. */
const HEADS = 14;
const FOOT = 30;
const LABEL = 30;
const GAP = 18;
/** On a phone three stand side by side. */
const CLOSE = 8;
/** A caption in small type needs so much. */
const LEAST = 80;
const ROWS = 24;

/** What the network's forward pass writes, and the input. @param {string[]} names */
function inOrder(names) {
  const order = (/** @type {string} */ name) =>
    2 * Number(name.slice(1)) + (name[0] === "A" ? 1 : 0);
  return names.filter((name) => /^[AZ]\d+$/.test(name)).sort((a, b) => order(a) - order(b));
}

/** The ranges of the stage, wider where the input asks for it. @param {any} state @param {any} matrices */
function ranges(state, matrices) {
  const own = rangesOf(matrices, state.spec, 1, state.layers.length - 1);
  const all = { ...state.ranges };
  for (const [key, r] of Object.entries(own)) all[key] = Math.max(all[key] ?? 0, r);
  return all;
}

/**
 * @param {any} state @param {any} matrices a reply of `predict`
 * @param {number} width
 */
export function chainOf(state, matrices, width) {
  const names = inOrder(Object.keys(matrices));
  const scale = ranges(state, matrices);
  const columns = matrices.A0.shape[1];
  const cw = columns > 2 ? 48 : 64;
  const tallest = Math.min(ROWS, Math.max(...state.layers));
  const ch = tallest > 12 ? 18 : 36;
  /** @type {Link[]} */
  const links = [];
  const gap = width < 480 ? CLOSE : GAP;
  let [x, y, low] = [0, 0, 0];
  for (const name of names) {
    const { values, shape } = matrices[name];
    const shown = lines(shape[0], ROWS);
    const z = condensed(values, ROWS, Number.POSITIVE_INFINITY);
    const size = { width: columns * cw, height: shown.length * ch };
    const wide = LABEL + Math.max(size.width, LEAST);
    if (x > 0 && x + wide > width) [x, y] = [0, low + gap];
    const left = x + LABEL;
    const top = y + TOP + (columns > 1 ? HEADS : 0);
    const edges = (/** @type {number} */ count, /** @type {number} */ step) =>
      count === 1 ? [0, step] : undefined;
    const box = {
      ...{ name, z, x: left, y: top, cw, ch, kind: /** @type {const} */ ("value") },
      ...{ r: rangeOf(name, scale), xEdges: edges(columns, cw), yEdges: edges(shown.length, ch) },
    };
    links.push({
      ...{ name, layer: Number(name.slice(1)), x, y, label: LABEL, shown, box },
      ...size,
    });
    low = Math.max(low, top + size.height + FOOT);
    x += wide + gap;
  }
  const right = Math.max(...links.map((one) => one.x + one.label + Math.max(one.width, LEAST)));
  return { links, width: right, height: low, size: Math.min(cw, 40) };
}
