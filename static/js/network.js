/**
 * The network as a drawing: where its nodes stand, and what the current step lights up.
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {import("./numbers.js").Value} Value
 * @typedef {import("./symbols.js").Run} Run
 * @typedef {{ layer: number, unit: number, x: number, y: number, radius: number }} Node
 * @typedef {{ from: Node, to: Node, layer: number }} Edge
 * @typedef {{ layer: number, hidden: number, x: number, y: number }} More
 * @typedef {{ nodes: Node[], edges: Edge[], more: More[] }} Drawing
 * @typedef {{
 *   edges: Map<string, Value>, nodes: Map<string, Value>, said: string[], matrix: string | null,
 * }} Light  keys are "layer,row,column" of W for edges and "layer,unit" for nodes
 */
import { dimLabels, labelRuns } from "./labels.js";
import { runs, split, upright } from "./symbols.js";

/** What a matrix of weights or biases is, in words. */
const MEANING = {
  W: "the weights",
  dW: "the gradient of each weight",
  b: "the biases",
  db: "the gradient of each bias",
};

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
  const lit = { edges: new Map(), nodes: new Map(), said: [], matrix: null };
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
  const [row, column] = state.cell ?? [null, 0];
  if (row !== null && base === "Z") {
    lightColumn(lit, state.matrices[`A${layer - 1}`].values, column, layer - 1);
    lightWires(lit, state.matrices[`W${layer}`].values, layer, row, null);
  } else if (row !== null && base === "dA" && state.matrices[`W${layer + 1}`]) {
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
 * The share of examples that pass each hidden unit, where its slope is 0 for some.
 * @param {State} state
 * @param {number} layer
 * @returns {number[] | null} null for an activation that stops nothing
 */
export function passing(state, layer) {
  const slopes = state.matrices[`gprime${layer}`]?.values;
  if (!slopes || layer === state.layers.length - 1) return null;
  const shares = slopes.map((row) => row.filter((v) => v !== 0).length / row.length);
  return shares.some((share) => share < 1) ? shares : null;
}

/**
 * What the colours of the drawing are, line by line.
 * @param {State} state
 * @returns {Run[][]}
 */
export function captionOf(state) {
  const { base, layer } = split(state.step);
  const lit = light(state);
  const rings = state.layers.some((_, l) => passing(state, l));
  const tail = rings ? [[upright("ring: share of examples that pass")]] : [];
  if (!lit.matrix || layer === null) {
    return [[upright("the loss is read off the last layer")], ...tail];
  }
  if (state.beat === 1) {
    return [[...runs(state.step, { short: true }), upright(": not computed yet")], ...tail];
  }
  if (/[Wb]$/.test(base)) {
    const meaning = MEANING[/** @type {keyof typeof MEANING} */ (base)] ?? "the optimizer's memory";
    const where = base.endsWith("W") ? "edges: " : "nodes: ";
    return [[upright(where), ...runs(state.step), upright(`, ${meaning}`)], ...tail];
  }
  return [...wiresCaption(lit, layer, state), ...nodesCaption(lit, state), ...tail];
}

/**
 * @param {Light} lit
 * @param {number} layer
 * @param {State} state
 * @returns {Run[][]}
 */
function wiresCaption(lit, layer, state) {
  const wires = lit.said.find((word) => word.startsWith("wires"));
  if (!wires) return [];
  const unit = labelRuns(dimLabels(`n${layer}`, state)[state.cell?.[0] ?? 0]);
  return [[upright(`edges: ${wires === "wires in" ? "wires into" : "wires out of"} `), ...unit]];
}

/**
 * @param {Light} lit
 * @param {State} state
 * @returns {Run[][]}
 */
function nodesCaption(lit, state) {
  if (!lit.said.includes("nodes")) return [];
  const example = (state.examples[state.cell?.[1] ?? 0] ?? 0) + 1;
  return [
    [upright("nodes: "), ...runs(state.step, { short: true }), upright(`, example ${example}`)],
  ];
}
