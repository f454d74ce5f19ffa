/**
 * What stands beside the rows and above the columns of a matrix: a₁ a₂ …, x₁ …, (1) …, ○ △ □; ŷ for
 * an output that is no class.
 * @typedef {{
 *   kind: "example" | "input" | "unit" | "output" | "class" | "none", text: string, shape: string,
 *   index: number, off: boolean, name?: string,
 * }} Label
 * @typedef {import("./symbols.js").Run} Run
 * @typedef {import("./stage/types.d.ts").State} State
 */
import { dimsOf, italic, upright } from "./symbols.js";

/** All the examples, in words. @param {number} m */
export const examples = (m) => (m === 1 ? "the one example" : `all ${m} examples`);

/** Classes are told apart by shape, up to five of them. */
export const SHAPES = ["circle", "triangle", "square", "diamond", "pentagon"];
const SHAPE_TEXT = ["○", "△", "□", "◇", "⬠"];

/**
 * The labels along a matrix: a₁ a₂ …, x₁ …, (1) …, a shape for each class.
 * @param {string} name
 * @param {0 | 1} axis 0 down the rows, 1 along the columns
 * @param {State} state
 * @returns {Label[]}
 */
export function unitLabels(name, axis, state) {
  return dimLabels(dimsOf(name, state)[axis], state);
}

/**
 * @param {string} dim
 * @param {State} state
 * @returns {Label[]}
 */
export function dimLabels(dim, state) {
  if (dim === "m") {
    return Array.from({ length: state.m }, (_, i) =>
      label("example", `(${(state.examples?.[i] ?? i) + 1})`, i),
    );
  }
  if (dim.includes("*")) {
    const [unit] = dim.split("*");
    const size = state.layers[Number(unit.slice(1))];
    const none = label("none", "", 0);
    return dimLabels("m", state).flatMap((example) =>
      Array.from({ length: size }, (_, k) => (k === (size - 1) >> 1 ? example : none)),
    );
  }
  if (dim[0] !== "n") return [label("none", "", 0)];
  const layer = Number(dim.slice(1));
  const size = state.layers[layer];
  const last = layer > 0 && layer === state.layers.length - 1;
  const classes = last && size > 1 && state.activations.at(-1) !== "identity";
  const names = classNames(state);
  return Array.from({ length: size }, (_, i) => {
    if (layer === 0) return label("input", `x${i + 1}`, i);
    if (last && !classes) return label("output", `ŷ${size > 1 ? i + 1 : ""}`, i);
    if (!classes) return { ...label("unit", `a${i + 1}`, i), off: isOff(layer, i, state) };
    const one = { ...label("class", SHAPE_TEXT[i], i), shape: SHAPES[i], name: names[i] };
    return size <= SHAPES.length ? one : { ...one, text: String(i), shape: "" };
  });
}

/**
 * What the learner's own data call the classes; nothing where they have no names.
 * @param {{ labels?: string[], spec?: any, layers: number[] }} state
 * @returns {string[]}
 */
export function classNames({ labels = [], spec, layers }) {
  return spec?.data === "custom" && labels.length === layers.at(-1) ? labels : [];
}

/**
 * @param {Label["kind"]} kind
 * @param {string} text
 * @param {number} index
 * @returns {Label}
 */
function label(kind, text, index) {
  return { kind, text, index, shape: "", off: false };
}

/**
 * Whether a hidden unit is off: 0 for all examples shown.
 * @param {number} layer
 * @param {number} unit
 * @param {State} state
 */
function isOff(layer, unit, state) {
  const row = layer < state.layers.length - 1 ? state.matrices[`A${layer}`]?.values[unit] : null;
  return Boolean(row?.every((v) => v === 0));
}

/**
 * A label within a line of text: a₁, x₂, (4), △.
 * @param {Label} one
 * @returns {Run[]}
 */
export function labelRuns(one) {
  if (["unit", "input", "output"].includes(one.kind)) {
    const [letter, number] = [one.text[0], one.text.slice(1)];
    return number ? [italic(letter), upright(number, "sub")] : [italic(letter)];
  }
  return [{ text: one.text, face: one.shape ? "s" : "u" }];
}

/**
 * A label as one would say it: "unit 4", "example 2", "circle", "the output".
 * @param {Label} one
 */
export function spokenLabel(one) {
  if (one.kind === "none") return "";
  if (one.kind === "class") return one.name || one.shape || `class ${one.text}`;
  if (one.text === "ŷ") return "the output";
  return `${one.kind} ${one.kind === "example" ? one.text.slice(1, -1) : one.index + 1}`;
}
