/** Where every matrix stands in the ledger: a row for each quantity, a column for each layer. */
import { condensed, gridOf, lines } from "./ledger-grid.js";
import { NUMBERS_FROM, range, TWO_DECIMALS_FROM } from "./numbers.js";
import { indexOf, isPending, rangeOf } from "./state.js";

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
/** The rows of the way back begin with one of these. */
const BACKWARD = /^(dA|g′|Jac|dZ|dW)/;

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

/**
 * @param {any} state
 * @param {{open: boolean, width: number, height: number}} how
 * @returns {{width: number, height: number, entries: any[], texts: any[], size: number}}
 */
export function place(state, how) {
  const rows = rowsOf(state);
  const { open } = how;
  const grid = gridOf(state, rows, how);
  const { starts, top, between } = grid;
  /** @type {any[]} */
  const entries = [];
  /** @type {any[]} */
  const texts = state.layers.map((/** @type {number} */ n, /** @type {number} */ l) =>
    columnName(state, n, l, starts[l], open),
  );
  if (open) texts.push({ kind: "way", phase: "forward", text: "Forward →", x: 0, y: 2 });
  let y = top;
  let forward = true;
  for (const { label: name, cells } of rows) {
    if (forward && BACKWARD.test(name)) {
      forward = false;
      if (open) {
        texts.push({ kind: "turn", x: grid.label, y: y + 7, width: grid.width - grid.label });
        texts.push({ kind: "way", phase: "backward", text: "← Backward", x: 0, y });
        y += 16;
      }
    }
    const made = cells.map((list) => list.map((one) => entryOf(state, one, grid)));
    const height = Math.max(...made.flat().map((one) => one.height), open ? 18 : 14);
    texts.push(rowName(name, y + height / 2 - (open ? 10 : 7)));
    made.forEach((list, l) => {
      const remark = open && !list.length && absent(state, name, l);
      const width = (starts[l + 1] ?? grid.width) - starts[l] - 12;
      const at = { x: starts[l], y: y + height / 2 - (width < 200 ? 16 : 9), width };
      if (remark) texts.push({ kind: "remark", ...at, text: remark });
      let left = starts[l];
      for (const one of list) {
        Object.assign(one.box, { x: left, y: y + Math.floor((height - one.height) / 2) });
        entries.push(one);
        left += one.width + grid.beside;
      }
      if (open) texts.push(...shapeTexts(state, list, grid));
    });
    y += height + between;
  }
  texts.push(...norms(state, grid, y, open));
  return { width: grid.width, height: y + 20, entries, texts, size: grid.cw };
}

/** A row's label; what is written by the update is new. @param {string} name @param {number} y */
function rowName(name, y) {
  const fresh = name.startsWith("new ");
  return { kind: "row-name", x: 0, y, name: name.replace(/^new /, ""), new: fresh };
}

/** An activation as its step writes it: ReLU, softmax. @param {any} state @param {number} l */
function activationOf(state, l) {
  const step = state.steps[indexOf(state.steps, `A${l}`)];
  return step?.equation?.[0] ?? state.activations[l - 1];
}

/** @param {any} state @param {number} n @param {number} l @param {number} x @param {boolean} open */
function columnName(state, n, l, x, open) {
  const short = state.layers.length > 3 ? (l ? String(l) : "in") : l ? `layer ${l}` : "input";
  const what = open ? (l ? `Layer ${l}` : "Input") : short;
  const quiet = document.createElement("span");
  quiet.className = "quiet";
  quiet.textContent = l ? ` ${n} ${activationOf(state, l)}` : ` ${n}`;
  return { kind: "col-name", x, y: 0, text: open ? [what, quiet] : what, head: open };
}

/** The last row: how long each gradient of weights is, dashed until known; bars where there is no room. @param {any} state @param {any} grid @param {number} y @param {boolean} open */
function norms(state, { starts, many, width }, y, open) {
  const texts = [{ kind: "row-name", x: 0, y: y + 1, text: "‖dW‖", new: true, small: true }];
  const lengths = starts.map((/** @type {number} */ _, /** @type {number} */ l) => {
    const name = `dW${l}`;
    const known = l > 0 && state.matrices[name] && !isPending(state, name);
    return known ? Math.hypot(...state.matrices[name].values.flat().map(Number)) : null;
  });
  const most = Math.max(1e-300, ...lengths.filter(Number.isFinite));
  for (let l = 1; l < starts.length; l += 1) {
    const norm = lengths[l];
    const at = { x: starts[l], y: y + 2 };
    const wide = (starts[l + 1] ?? width) - starts[l] - 8;
    /** @type {any} */
    let made = { kind: "later", ...at, text: "", width: many && !open ? wide : 36 };
    if (norm !== null && many && !open) {
      made = { kind: "bar", ...at, text: "", width: Math.max(1, (wide * norm) / most) };
    } else if (norm !== null) made = { kind: "shape", ...at, text: short(norm) };
    texts.push(made);
  }
  return texts;
}

/** Two figures are enough to compare. @param {number} v */
function short(v) {
  if (!Number.isFinite(v)) return Number.isNaN(v) ? "NaN" : "∞";
  return v === 0 ? "0" : v < 0.001 || v >= 1000 ? v.toExponential(0) : v.toPrecision(2);
}

/** Range and shape beside each matrix; in a crowd the shape of the first alone. @param {any} state @param {any[]} list @param {any} grid */
function shapeTexts(state, list, { many }) {
  const shape = (/** @type {any} */ { name }) => state.matrices[name].shape.join(" × ");
  const beside = (/** @type {any} */ { box, width, height }, /** @type {string} */ text) => ({
    kind: "shape",
    x: box.x + width + 6,
    y: box.y + (height - 15 * text.split("\n").length) / 2,
    text,
  });
  if (many) return list.length ? [beside(list[list.length - 1], shape(list[0]))] : [];
  return list.map((one) => {
    const full = one.box.kind === "value" && one.height >= 28 && !isPending(state, one.name);
    return beside(one, full ? `${range(one.box.r)}\n${shape(one)}` : shape(one));
  });
}

/**
 * A matrix as it is drawn; where it stands is filled in later.
 * @param {any} state @param {string} name @param {any} grid
 */
function entryOf(state, name, { cw, ch, high, most, pair }) {
  const { values } = state.matrices[name];
  const columns = /^(d|m|v)?W/.test(name) ? most - pair : most;
  const z = condensed(values, high, columns);
  const gate = (/** @type {any} */ v) => v === 0 || v === 1;
  const mask =
    name.startsWith("gprime") && values.every((/** @type {any[]} */ row) => row.every(gate));
  const kind = mask ? "mask" : "value";
  const r = rangeOf(name, state.ranges);
  // J is one number alone: it has room for its decimals.
  const wide = name === "J" && cw >= NUMBERS_FROM ? Math.max(cw, TWO_DECIMALS_FROM) : cw;
  return {
    name,
    width: z[0].length * wide,
    height: z.length * ch,
    down: lines(values.length, high),
    across: lines(values[0].length, columns),
    box: { name, z, x: 0, y: 0, cw: wide, ch, kind, r },
  };
}
