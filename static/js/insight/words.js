/**
 * How an insight is put into words: numbers, counts, names of units, examples and classes.
 *
 * @typedef {import("../symbols.js").Run} Run
 * @typedef {import("../labels.js").Label} Label
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {{ strong: Run[], rest: Run[] }} Sentence  the strong part stands first
 */
import { dimLabels, examples, labelRuns } from "../labels.js";
import { cellText, four, full } from "../numbers.js";
import { italic, runs, split, upright } from "../symbols.js";

const COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
/** More names than these are counted instead. */
const NAMED = 3;

/**
 * Runs from a template: `${name} is off`.
 * @param {TemplateStringsArray} strings
 * @param {...(Run[] | string)} parts
 * @returns {Run[]}
 */
export function words(strings, ...parts) {
  return strings
    .flatMap((text, i) => {
      const part = parts[i] ?? [];
      return [upright(text), ...(typeof part === "string" ? [upright(part)] : part)];
    })
    .filter((run) => run.text);
}

/**
 * @param {Run[]} strong
 * @param {Run[]} [rest]
 * @returns {Sentence}
 */
export function sentence(strong, rest = []) {
  return { strong, rest };
}

/**
 * A value in two decimals as in a cell; in more where these would say nothing.
 * @param {number} v
 */
export function say(v) {
  const size = Math.abs(v);
  if (size >= 999.5) return full(v);
  if (Number.isInteger(v)) return cellText(v, 40, true);
  return size < 0.01 ? four(v) : cellText(v, 40);
}

/**
 * A count, in letters up to twelve.
 * @param {number} n
 */
export function count(n) {
  return COUNTS[n] ?? String(n);
}

/**
 * "three of eight", "20 of 32"
 * @param {number} n
 * @param {number} total
 */
export function outOf(n, total) {
  return COUNTS[total] ? `${count(n)} of ${count(total)}` : `${n} of ${total}`;
}

/**
 * "both products", "all three products"
 * @param {number} n
 */
export function all(n) {
  return n === 2 ? "both" : `all ${count(n)}`;
}

/** @param {string} text */
export function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/**
 * "for all 8 examples": how far "off" reaches.
 * @param {State} state
 */
export function extent(state) {
  const shown = state.spec.batch ? " shown" : "";
  return `for ${examples(state.m)}${shown}`;
}

/**
 * A label within a sentence: a₄, x₁, △, class 3, example 4.
 * @param {Label} label
 * @returns {Run[]}
 */
export function named(label) {
  if (label.kind === "example") return [upright(`example ${label.text.slice(1, -1)}`)];
  if (label.kind === "class" && !label.shape) return [upright(`class ${label.text}`)];
  return labelRuns(label);
}

/**
 * The same at the beginning of a sentence.
 * @param {Label} label
 * @returns {Run[]}
 */
export function atStart(label) {
  const [first, ...rest] = named(label);
  return first.face === "u" ? [upright(capital(first.text)), ...rest] : [first, ...rest];
}

/**
 * @param {string} dim "m", "n2"
 * @param {number} index
 * @param {State} state
 * @returns {Label}
 */
export function labelAt(dim, index, state) {
  return dimLabels(dim, state)[index];
}

/**
 * "a₂ is off", "a₂ and a₃ are off", "5 of 16 units are off", "all four units are off".
 * @param {number} layer
 * @param {number[]} units
 * @param {State} state
 * @returns {Run[]}
 */
export function areOff(layer, units, state) {
  const size = state.layers[layer];
  if (units.length === size && size > 1) return [upright(`${capital(all(size))} units are off`)];
  if (units.length > NAMED) return [upright(`${units.length} of ${size} units are off`)];
  const labels = dimLabels(`n${layer}`, state);
  const list = units.flatMap((unit, i) => {
    const between = i === 0 ? "" : i === units.length - 1 ? " and " : ", ";
    return [upright(between), ...labelRuns(labels[unit])];
  });
  return words`${list} ${units.length > 1 ? "are" : "is"} off`;
}

/**
 * An entry of W or b by the labels of its row and column: w△4, b△, wŷ2.
 * @param {string} name "W2", "b2_next"
 * @param {[number, number]} cell
 * @param {[string, string]} dims
 * @param {State} state
 * @returns {Run[]}
 */
export function entryName(name, [r, c], dims, state) {
  const row = labelAt(dims[0], r, state);
  const own = row.kind === "class" || row.kind === "output";
  const first = own ? row.text : String(row.index + 1);
  const sub = /** @type {const} */ ("sub");
  const letter = italic(split(name).base.toLowerCase());
  const face = row.shape ? "s" : row.kind === "output" ? "i" : "u";
  const head = [letter, { text: first, face, at: sub }];
  if (dims[1] === "1") return /** @type {Run[]} */ (head);
  const plain = first === "ŷ" || (!own && Math.max(r, c) < 9);
  const comma = row.shape || plain ? "" : ",";
  return /** @type {Run[]} */ ([...head, upright(`${comma}${c + 1}`, sub)]);
}

/**
 * The symbol of a matrix within a sentence.
 * @param {string} name
 */
export function sign(name) {
  return runs(name);
}
