/**
 * What the network map says its colours and marks are: exactly what is lit, by name.
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {import("./symbols.js").Run} Run
 * @typedef {import("./network.js").Light} Light
 */
import { dimLabels, examples, labelRuns } from "./labels.js";
import { gatesOf, light, passing, unitsOff } from "./network.js";
import { columnOf } from "./state.js";
import { runs, split, upright } from "./symbols.js";

/** What a matrix of weights or biases is, in words. */
const MEANING = {
  W: "after the update",
  dW: "the gradient, not the weight",
  b: "after the update",
  db: "the gradient, not the bias",
};

/**
 * What the colours of the drawing are, line by line.
 * @param {State} state
 * @returns {Run[][]}
 */
export function captionOf(state) {
  const { base, layer, suffix } = split(state.step);
  const lit = light(state);
  const tail = marksCaption(state);
  if (!lit.matrix || layer === null) {
    return [[upright("the loss is read off the last layer")], ...tail];
  }
  if (state.beat === 1) {
    return [[...runs(state.step, { short: true }), upright(": not computed yet")], ...tail];
  }
  if (/[Wb]$/.test(base)) {
    const meaning = MEANING[/** @type {keyof typeof MEANING} */ (base)] ?? "the optimizer's memory";
    const where = base.endsWith("W") ? "edges: " : "nodes: ";
    const fresh = suffix === "_next" && base.length === 1 ? "new " : "";
    // One example may be chosen; the gradient of a parameter is of all of them.
    const mean = /^d[Wb]$/.test(base) && columnOf(state) !== null ? " (mean over all m)" : "";
    return [[upright(where + fresh), ...runs(state.step), upright(`, ${meaning}${mean}`)], ...tail];
  }
  return [...wiresCaption(lit, layer, state), ...nodesCaption(lit, state), ...tail];
}

/** What the rings and crosses say, where there are any. @param {State} state @returns {Run[][]} */
function marksCaption(state) {
  const layers = state.layers.map((_, layer) => layer);
  const rings = layers.some((layer) => passing(state, layer));
  const off = layers.some((layer) => unitsOff(state, layer).size);
  return [
    ...(rings ? [[upright("ring: share of examples that pass")]] : []),
    ...(off ? [[upright(`✕ off for ${examples(state.m)}`)]] : []),
  ];
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
  const into = wires === "wires in";
  const unit = labelRuns(dimLabels(`n${layer}`, state)[state.cell?.[0] ?? 0]);
  const of = runs(`W${into ? layer : layer + 1}`);
  return [[upright("edges: "), ...of, upright(`, wires ${into ? "into" : "out of"} `), ...unit]];
}

/**
 * @param {Light} lit
 * @param {State} state
 * @returns {Run[][]}
 */
function nodesCaption(lit, state) {
  if (!lit.said.includes("nodes")) return [];
  const column = columnOf(state) ?? state.cell?.[1] ?? 0;
  const example = (state.examples[column] ?? 0) + 1;
  const names = lit.names.flatMap((name, i) => [
    ...(i ? [upright(" and ")] : []),
    ...runs(name, { short: true }),
  ]);
  const gates = split(state.step).base === "gprime" && gatesOf(state);
  const told = gates ? ": white open, dark shut" : "";
  return [[upright("nodes: "), ...names, upright(`, example ${example}${told}`)]];
}
