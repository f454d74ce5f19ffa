/** Where every matrix stands in the ledger: a row for each quantity, a column for each layer. */
import { isPending, rangeOf } from "./state.js";

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
const RAIL = { label: 48, cell: 6, least: 3, gap: 9, between: 7, top: 18, side: 0, high: 16 };
const OPEN = { label: 84, cell: 36, least: 10, gap: 26, between: 9, top: 24, side: 46, high: 24 };

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
    /** @type {string[][]} */
    const cells = state.layers.map(() => []);
    for (const name of names) {
      if (/** @type {RegExp} */ (pattern).test(name)) cells[layerOf(name, last)].push(name);
    }
    for (const list of cells) list.sort(byRank);
    return { label: /** @type {string} */ (label), cells };
  }).filter(({ cells }) => cells.some((list) => list.length));
}

/** @param {string} a @param {string} b */
function byRank(a, b) {
  return rank(a) - rank(b);
}

/** W stands left of b. @param {string} name */
function rank(name) {
  return /b\d/.test(name) ? 1 : 0;
}

/** @param {number} low @param {number} v @param {number} high */
function fitted(low, v, high) {
  return Math.max(low, Math.min(high, Math.floor(v)));
}

/** Why a gradient is not there at all. @param {any} state @param {string} row @param {number} l */
function absent(state, row, l) {
  const last = state.layers.length - 1;
  if (row === "dA" && l === 0) return "not needed: the input has nothing to learn";
  if (l !== last) return "";
  if (row === "dA") return "skipped: dZ = A − Y comes in one step";
  if (row !== "g′") return "";
  return state.activations[last - 1] === "softmax"
    ? "none: softmax is not cell by cell"
    : "not needed: dZ = A − Y";
}

/** Lines shown of many: the first ones, a gap, the last four. @param {number} count @param {number} most @returns {number[]} */
function lines(count, most) {
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

/**
 * @param {any} state
 * @param {{open: boolean, width: number, height: number}} how
 * @returns {{width: number, height: number, entries: any[], texts: any[], size: number}}
 */
export function place(state, { open, width, height: free }) {
  const rows = rowsOf(state);
  const { label, cell, least, gap, top, side, high } = open ? OPEN : RAIL;
  const count = state.layers.length;
  const room = (width - label - (count - 1) * gap) / count - side;
  const most = Math.max(9, Math.floor(room / least));
  const beside = open ? side + gap / 2 : gap;
  const wide = (/** @type {string} */ name) => Math.min(state.matrices[name].shape[1], most);
  const columns = (/** @type {string[]} */ list) => list.reduce((sum, name) => sum + wide(name), 0);
  const needs = state.layers.map((/** @type {number} */ _, /** @type {number} */ l) =>
    Math.max(...rows.map(({ cells }) => columns(cells[l]))),
  );
  const total = needs.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
  const cw = Math.max(least, Math.min(cell, Math.floor((room * count) / total)));
  const tallest = rows.map(({ cells }) =>
    Math.max(...cells.flat().map((name) => Math.min(state.matrices[name].shape[0], high))),
  );
  const sum = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0);
  const spare = free - top - 20 - sum(tallest.map((n) => Math.max(n * cw, 14)));
  const between = open ? OPEN.between : fitted(1, spare / rows.length, RAIL.between);
  const all = free - top - 20 - rows.length * between;
  const ch = open ? fitted(least, all / sum(tallest), Math.min(16, cw)) : cw;
  const starts = /** @type {number[]} */ ([]);
  let x = label;
  for (let l = 0; l < count; l += 1) {
    starts.push(x);
    const widths = rows.map(({ cells }) => columns(cells[l]) * cw + (cells[l].length - 1) * beside);
    x += Math.max(...widths, open || count < 4 ? 40 : 14) + gap + side;
  }
  /** @type {any[]} */
  const entries = [];
  /** @type {any[]} */
  const texts = state.layers.map((/** @type {number} */ n, /** @type {number} */ l) =>
    columnName(state, n, l, starts[l], open),
  );
  let y = top;
  for (const { label: name, cells } of rows) {
    const made = cells.map((list) => list.map((one) => entryOf(state, one, cw, ch, high, most)));
    const height = Math.max(...made.flat().map((one) => one.height), open ? ch : 14);
    const at = y + height / 2 - (open ? 10 : 7);
    texts.push({
      kind: "row-name",
      x: 0,
      y: at,
      name: name.replace(/^new /, ""),
      new: name.startsWith("new "),
    });
    made.forEach((list, l) => {
      const remark = open && !list.length && absent(state, name, l);
      if (remark) texts.push({ kind: "remark", x: starts[l], y: y + height / 2 - 9, text: remark });
      let left = starts[l];
      for (const one of list) {
        Object.assign(one.box, { x: left, y: y + Math.floor((height - one.height) / 2) });
        entries.push(one);
        if (open) texts.push(shapeText(state, one));
        left += one.width + beside;
      }
    });
    y += height + between;
  }
  texts.push(...norms(state, starts, y));
  return { width: x - gap, height: y + 20, entries, texts, size: cw };
}

/** @param {any} state @param {number} n @param {number} l @param {number} x @param {boolean} open */
function columnName(state, n, l, x, open) {
  const short = state.layers.length > 3 ? (l ? String(l) : "in") : l ? `layer ${l}` : "input";
  const what = open ? (l ? `Layer ${l}` : "Input") : short;
  const quiet = document.createElement("span");
  quiet.className = "quiet";
  quiet.textContent = l ? ` ${n} ${state.activations[l - 1]}` : ` ${n}`;
  return { kind: "col-name", x, y: 0, text: open ? [what, quiet] : what, head: open };
}

/** The last row: how long each gradient of weights is, dashed until known. @param {any} state @param {number[]} starts @param {number} y */
function norms(state, starts, y) {
  const texts = [{ kind: "row-name", x: 0, y: y + 1, text: "‖dW‖", new: true, small: true }];
  for (let l = 1; l < starts.length; l += 1) {
    const name = `dW${l}`;
    const known = !isPending(state, name);
    const norm = known ? Math.hypot(...state.matrices[name].values.flat().map(Number)) : 0;
    const text = known ? short(norm) : "";
    texts.push(
      /** @type {any} */ ({ kind: known ? "shape" : "later", x: starts[l], y: y + 2, text }),
    );
  }
  return texts;
}

/** Two figures are enough to compare. @param {number} v */
function short(v) {
  if (!Number.isFinite(v)) return Number.isNaN(v) ? "NaN" : "∞";
  return v === 0 ? "0" : v < 0.001 || v >= 1000 ? v.toExponential(0) : v.toPrecision(2);
}

/** @param {any} state @param {any} made */
function shapeText(state, { name, box, width, height }) {
  const [rows, columns] = state.matrices[name].shape;
  const text = `${rows} × ${columns}`;
  return { kind: "shape", x: box.x + width + 6, y: box.y + height - 15, text };
}

/**
 * A matrix as it is drawn; where it stands is filled in later.
 * @param {any} state @param {string} name @param {number} cw @param {number} ch
 * @param {number} high rows shown at most @param {number} most columns shown at most
 */
function entryOf(state, name, cw, ch, high, most) {
  const { values } = state.matrices[name];
  const z = condensed(values, high, most);
  const gate = (/** @type {any} */ v) => v === 0 || v === 1;
  const mask = name.startsWith("gprime") && values.flat().every(gate);
  const kind = mask ? "mask" : "value";
  const r = rangeOf(name, state.ranges);
  return {
    name,
    width: z[0].length * cw,
    height: z.length * ch,
    box: { name, z, x: 0, y: 0, cw, ch, kind, r },
  };
}
