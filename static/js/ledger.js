/** Where every matrix stands in the ledger: a row for each quantity, a column for each layer. */
import { quantity } from "./state.js";

/** A row's label and the quantities in it, in the order of the pass. */
const ROWS = [
  ["W b", /^[Wb]\d+$/],
  ["Z", /^Z\d+$/],
  ["A", /^A\d+$/],
  ["Y", /^Y$/],
  ["L", /^L$/],
  ["J", /^J$/],
  ["dA", /^dA\d+$/],
  ["g′", /^gprime\d+$/],
  ["Jac", /^Jac\d+$/],
  ["dZ", /^dZ\d+$/],
  ["dW db", /^d[Wb]\d+$/],
  ["m", /^m[Wb]\d+$/],
  ["v", /^v[Wb]\d+$/],
  ["new m", /^m[Wb]\d+_next$/],
  ["new v", /^v[Wb]\d+_next$/],
  ["m̂", /^m[Wb]\d+hat$/],
  ["v̂", /^v[Wb]\d+hat$/],
  ["new W b", /^[Wb]\d+_next$/],
];
const RAIL = { label: 48, cell: 6, least: 3, gap: 9, between: 7, top: 18, side: 0 };
const OPEN = { label: 84, cell: 36, least: 10, gap: 26, between: 14, top: 28, side: 62 };

/** Layer a name belongs to; Y, ℒ and J stand with the last. @param {string} name @param {number} last */
function layerOf(name, last) {
  const digits = /\d+/.exec(name);
  return digits ? Number(digits[0]) : last;
}

/** @param {any} state @returns {{label: string, cells: string[][]}[]} */
function rowsOf(state) {
  const last = state.layers.length - 1;
  const names = Object.keys(state.matrices);
  return ROWS.map(([label, pattern]) => {
    const cells = state.layers.map(() => /** @type {string[]} */ ([]));
    for (const name of names) {
      if (/** @type {RegExp} */ (pattern).test(name)) cells[layerOf(name, last)].push(name);
    }
    for (const list of cells) list.sort((/** @type {string} */ a, /** @type {string} */ b) => rank(a) - rank(b));
    return { label: /** @type {string} */ (label), cells };
  }).filter(({ cells }) => cells.some((list) => list.length));
}

/** W stands left of b. @param {string} name */
function rank(name) {
  return /b\d/.test(name) ? 1 : 0;
}

/** Columns of cells that a layer's column needs at most. @param {any} state @param {string[]} list */
function columnsOf(state, list) {
  return list.reduce((sum, name) => sum + state.matrices[name].shape[1], 0);
}

/**
 * @param {any} state
 * @param {{open: boolean, width: number}} how
 * @returns {{width: number, height: number, entries: any[], texts: any[], size: number}}
 */
export function place(state, { open, width }) {
  const rows = rowsOf(state);
  const { label, cell, least, gap, between, top, side } = open ? OPEN : RAIL;
  const needs = state.layers.map((/** @type {number} */ _, /** @type {number} */ l) =>
    Math.max(...rows.map(({ cells }) => columnsOf(state, cells[l]))),
  );
  const total = needs.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
  const fixed = label + (needs.length - 1) * gap + needs.length * side;
  const fit = Math.floor((width - fixed) / total);
  const cw = Math.max(least, Math.min(cell, fit));
  const ch = open ? Math.max(least, Math.min(16, cw)) : cw;
  const starts = /** @type {number[]} */ ([]);
  let x = label;
  for (const need of needs) {
    starts.push(x);
    x += need * cw + gap + side;
  }
  /** @type {any[]} */
  const entries = [];
  /** @type {any[]} */
  const texts = state.layers.map((/** @type {number} */ n, /** @type {number} */ l) => columnName(state, n, l, starts[l], open));
  let y = top;
  for (const { label: name, cells } of rows) {
    const tallest = Math.max(...cells.flat().map((one) => state.matrices[one].shape[0]));
    const height = Math.max(tallest * ch, open ? 22 : 14);
    const isNew = name.startsWith("new ");
    texts.push({ kind: "row-name", x: 0, y: y + height / 2 - (open ? 10 : 7), name: name.replace(/^new /, ""), new: isNew });
    cells.forEach((list, l) => {
      let at = starts[l];
      for (const one of list) {
        const made = entryOf(state, one, at, y, height, cw, ch);
        entries.push(made);
        if (open) texts.push(shapeText(state, one, made));
        at += made.width + (open ? side + gap / 2 : gap);
      }
    });
    y += height + between;
  }
  return { width: Math.max(x - gap, 0), height: y, entries, texts, size: cw };
}

/** @param {any} state @param {number} n @param {number} l @param {number} x @param {boolean} open */
function columnName(state, n, l, x, open) {
  const what = l === 0 ? (open ? "Input" : "input") : `${open ? "Layer" : "layer"} ${l}`;
  const quiet = document.createElement("span");
  quiet.className = "quiet";
  quiet.textContent = l ? ` ${n} ${state.activations[l - 1]}` : ` ${n}`;
  return { kind: "col-name", x, y: 0, text: open ? [what, quiet] : what, head: open };
}

/** @param {any} state @param {string} name @param {any} made */
function shapeText(state, name, made) {
  const [rows, columns] = state.matrices[name].shape;
  return { kind: "shape", x: made.box.x + made.width + 6, y: made.box.y + made.height - 15, text: `${rows} × ${columns}` };
}

/**
 * @param {any} state @param {string} name @param {number} x @param {number} y
 * @param {number} height @param {number} cw @param {number} ch
 */
function entryOf(state, name, x, y, height, cw, ch) {
  const { shape, values } = state.matrices[name];
  const own = shape[0] * ch;
  const mask = name.startsWith("gprime") && values.flat().every((/** @type {any} */ v) => v === 0 || v === 1);
  return {
    name,
    width: shape[1] * cw,
    height: own,
    box: {
      ...{ name, z: values, x, cw, ch },
      y: y + Math.floor((height - own) / 2),
      kind: mask ? "mask" : "value",
      r: state.ranges[quantity(name)] ?? 1,
    },
  };
}
