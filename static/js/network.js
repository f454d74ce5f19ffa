/**
 * The network as a drawing: where its nodes stand, and what the current step lights up.
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {import("./numbers.js").Value} Value
 * @typedef {{ layer: number, unit: number, x: number, y: number, radius: number }} Node
 * @typedef {{ from: Node, to: Node, layer: number }} Edge
 * @typedef {{ layer: number, hidden: number, x: number, y: number }} More
 * @typedef {{ nodes: Node[], edges: Edge[], more: More[] }} Drawing
 * @typedef {{
 *   edges: Map<string, Value>, nodes: Map<string, Value>, said: string[], matrix: string | null,
 *   names: string[],
 * }} Light  keys are "layer,row,column" of W for edges and "layer,unit" for nodes
 */
import { columnOf, isPending } from "./state.js";
import { split } from "./symbols.js";

/** Most nodes drawn per layer; the middle ones of larger layers are left out. */
export const MOST = 12;
const KEPT = 5;
const LARGEST = 9;

/**
 * @param {number[]} layers
 * @param {{ width: number, height: number, margin: number }} size
 * @returns {Drawing}
 */
export function draw(layers, { width, height, margin }) {
  const columns = layers.map((n, layer) =>
    column(n, layer, layers.length - 1, width, height, margin),
  );
  const edges = columns
    .slice(1)
    .flatMap(({ nodes }, i) =>
      nodes.flatMap((to) => columns[i].nodes.map((from) => ({ from, to, layer: i + 1 }))),
    );
  return {
    nodes: columns.flatMap(({ nodes }) => nodes),
    edges,
    more: columns.flatMap(({ more }) => more),
  };
}

/**
 * @param {number} n units
 * @param {number} layer
 * @param {number} last
 * @param {number} width
 * @param {number} height
 * @param {number} margin
 * @returns {{ nodes: Node[], more: More[] }}
 */
function column(n, layer, last, width, height, margin) {
  const x = last ? margin + ((width - 2 * margin) * layer) / last : width / 2;
  const whole = n <= MOST;
  const places = whole ? n : 2 * KEPT + 1;
  const gap = Math.min(44, (height - 2 * margin) / Math.max(1, places - 1));
  const top = height / 2 - (gap * (places - 1)) / 2;
  const units = whole
    ? Array.from({ length: n }, (_, unit) => ({ unit, place: unit }))
    : Array.from({ length: 2 * KEPT }, (_, i) =>
        i < KEPT ? { unit: i, place: i } : { unit: n - 2 * KEPT + i, place: i + 1 },
      );
  return {
    nodes: units.map(({ unit, place }) => ({
      layer,
      unit,
      x,
      y: top + gap * place,
      radius: Math.min(LARGEST, gap / 2 - 1.5),
    })),
    more: whole ? [] : [{ layer, hidden: n - 2 * KEPT, x, y: top + gap * KEPT }],
  };
}

/**
 * What the step on the stage lights up: one matrix, as the edges or the nodes it belongs to.
 * @param {State} state
 * @returns {Light}
 */
export function light(state) {
  const { base, layer } = split(state.step);
  const matrix = state.matrices[state.step];
  /** @type {Light} */
  const lit = { edges: new Map(), nodes: new Map(), said: [], matrix: null, names: [] };
  if (layer === null || !matrix) return lit;
  lit.matrix = state.step;
  if (state.beat === 1) return lit;
  if (base.endsWith("W")) lightWeights(lit, matrix.values, layer);
  else if (base.endsWith("b")) lightColumn(lit, matrix.values, 0, layer);
  else if (matrix.dims[1] === "m") lightExample(lit, state, base, layer);
  return lit;
}

/**
 * @param {Light} lit
 * @param {Value[][]} values
 * @param {number} layer
 */
function lightWeights(lit, values, layer) {
  values.forEach((row, j) => {
    row.forEach((v, k) => {
      lit.edges.set(`${layer},${j},${k}`, v);
    });
  });
  lit.said.push("edges");
}

/**
 * @param {Light} lit
 * @param {Value[][]} values
 * @param {number} column
 * @param {number} layer
 */
function lightColumn(lit, values, column, layer) {
  values.forEach((row, j) => {
    lit.nodes.set(`${layer},${j}`, row[column]);
  });
  if (!lit.said.includes("nodes")) lit.said.push("nodes");
}

/**
 * One example: the nodes of the layer; for a selected unit also its wires, in going forward
 * (Z), out going backward (dA), and the nodes at their other ends.
 * @param {Light} lit
 * @param {State} state
 * @param {string} base
 * @param {number} layer
 */
function lightExample(lit, state, base, layer) {
  const row = state.cell?.[0] ?? null;
  const column = columnOf(state) ?? state.cell?.[1] ?? 0;
  lit.names.push(state.step);
  if (row !== null && base === "Z") {
    lit.names.push(`A${layer - 1}`);
    lightColumn(lit, state.matrices[`A${layer - 1}`].values, column, layer - 1);
    lightWires(lit, state.matrices[`W${layer}`].values, layer, row, null);
  } else if (row !== null && base === "dA" && state.matrices[`W${layer + 1}`]) {
    lit.names.push(`dZ${layer + 1}`);
    lightColumn(lit, state.matrices[`dZ${layer + 1}`].values, column, layer + 1);
    lightWires(lit, state.matrices[`W${layer + 1}`].values, layer + 1, null, row);
  }
  lightColumn(lit, state.matrices[state.step].values, column, layer);
}

/**
 * @param {Light} lit
 * @param {Value[][]} W
 * @param {number} layer
 * @param {number | null} row
 * @param {number | null} column
 */
function lightWires(lit, W, layer, row, column) {
  W.forEach((entries, j) => {
    entries.forEach((v, k) => {
      if (j === row || k === column) lit.edges.set(`${layer},${j},${k}`, v);
    });
  });
  lit.said.push(row !== null ? "wires in" : "wires out");
}

/**
 * The units of a hidden layer that are off for all examples: 0, and shut.
 * @param {State} state
 * @param {number} layer
 * @returns {Set<number>} none before A is computed
 */
export function unitsOff(state, layer) {
  const name = `A${layer}`;
  const hidden = layer > 0 && layer < state.layers.length - 1;
  if (!hidden || !state.matrices[name] || isPending(state, name)) return new Set();
  const slopes = state.matrices[`gprime${layer}`]?.values;
  const zero = (/** @type {Value[]} */ row) => row.every((v) => v === 0);
  const shut = (/** @type {number} */ j) =>
    slopes ? zero(slopes[j]) : state.activations[layer - 1] === "relu";
  const units = state.matrices[name].values.flatMap((row, j) => (zero(row) && shut(j) ? [j] : []));
  return new Set(units);
}

/**
 * The share of examples that pass each hidden unit, where its slope is 0 for some; known once the
 * slopes are computed.
 * @param {State} state
 * @param {number} layer
 * @returns {number[] | null} null for an activation that stops nothing
 */
export function passing(state, layer) {
  const name = `gprime${layer}`;
  const slopes = state.matrices[name]?.values;
  if (!slopes || layer === state.layers.length - 1 || isPending(state, name)) return null;
  const shares = slopes.map((row) => row.filter((v) => v !== 0).length / row.length);
  return shares.some((share) => share < 1) ? shares : null;
}

/** Whether the step's slopes are gates, all 0 or 1. @param {State} state */
export function gatesOf({ step, matrices }) {
  const { base } = split(step);
  const gate = (/** @type {Value} */ v) => v === 0 || v === 1;
  return base === "gprime" && Boolean(matrices[step]?.values.every((row) => row.every(gate)));
}
