/**
 * What is worth seeing in activations, and in what separates them from what is true.
 *
 * @typedef {import("../insight.js").Now} Now
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("./words.js").Sentence} Sentence
 */
import { matricesOf } from "../stage/equation.js";
import { dimsOf, italic, split } from "../symbols.js";
import { balanced, facts, offUnits, trueClass, valuesOf } from "./facts.js";
import {
  areOff,
  atStart,
  capital,
  extent,
  labelAt,
  named,
  outOf,
  say,
  sentence,
  sign,
  words,
} from "./words.js";

/**
 * A − Y: what the example gets of what is true.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function difference({ step, items, state, cell: [r, c] }) {
  const said = subtracted(items, state);
  if (!said) return [];
  const [a, y] = said;
  const sums = balanced(/** @type {number[][]} */ (valuesOf(step.writes, state)))
    ? sentence(words`Every column of ${sign(step.writes)} adds up to 0.`)
    : null;
  const example = atStart(labelAt("m", c, state));
  const dim = dimsOf(step.writes, state)[0];
  const k = trueClass(c, state);
  const label = labelAt(dim, Math.max(k, 0), state);
  if (k >= 0 && label.kind === "class") {
    const little = a[k][c] < 0.5 ? "only " : "";
    const it = words`${label.shape ? "a " : ""}${named(label)}`;
    return [
      sentence(words`${example} is ${it}, and ${named(label)} gets ${little}${say(a[k][c])}.`),
      sums,
    ];
  }
  const [got, due] = [a[r][c], y[r][c]];
  if (got === due) return [sums];
  const where = a.length > 1 ? words` for ${named(labelAt(dim, r, state))}` : [];
  return [
    sentence(
      words`${example} gets ${say(got)}${where} where ${say(due)} is true:`,
      words` too ${got < due ? "little, so negative" : "much, so positive"}.`,
    ),
    sums,
  ];
}

/**
 * The two matrices of A − Y, with at most a number before them.
 * @param {import("../stage/equation.js").Item[]} items
 * @param {State} state
 * @returns {[number[][], number[][]] | null}
 */
function subtracted(items, state) {
  const [, a, y, ...others] = matricesOf(items);
  const at = items.indexOf(a);
  const sign = items[at + 1];
  const scaled = items.slice(2, at).every((i) => i.type === "scalar" && i.value > 0);
  const minus = sign?.type === "operator" && sign.text === "−" && items[at + 2] === y;
  if (!minus || !scaled || others.length || split(a.name).base !== "A" || y.name !== "Y")
    return null;
  if (items.at(-1) !== y || /[²√/]/.test(a.prefix + a.suffix + y.prefix + y.suffix)) return null;
  const [said, due] = [valuesOf(a.name, state), valuesOf(y.name, state)];
  return said && due ? [said, due] : null;
}

/**
 * A quotient by A that only the true class has an entry of.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function only({ step, state }) {
  const values = /** @type {number[][]} */ (valuesOf(step.writes, state));
  if (!step.reads.includes("Y") || values.length < 2) return [];
  const single = values[0].every((_, c) => {
    const k = trueClass(c, state);
    return k >= 0 && values.every((row, i) => (row[c] !== 0) === (i === k));
  });
  if (!single) return [];
  const y = words`${[italic("y")]} = 1`;
  return [sentence(words`One entry in each column:`, words` only where ${y} is there one.`)];
}

/**
 * Activations: units off, zeros, an output against its truth.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function activation({ step, state, cell: [, c] }) {
  const { base, layer } = split(step.writes);
  const [z, more] = step.reads;
  if (base !== "A" || more || z !== `Z${layer}`) return [];
  const [sent, received] = [step.writes, z].map(
    (n) => /** @type {number[][]} */ (valuesOf(n, state)),
  );
  const off = offUnits(layer, state);
  if (off.length) {
    const whose = off.length > 1 ? "their" : "its";
    const rest = words` no ${[italic("z")]} of ${whose} row${off.length > 1 ? "s" : ""} is above 0.`;
    const below = off.every((unit) => received[unit].every((v) => v <= 0));
    return [
      sentence(words`${areOff(Number(layer), off, state)} ${extent(state)}:`, below ? rest : []),
    ];
  }
  if (layer === state.layers.length - 1) return [...outputs(sent, c, state)];
  const { zeros, count: size } = facts(sent);
  const every = (/** @type {(a: number, z: number) => boolean} */ test) =>
    sent.every((row, i) => row.every((a, k) => test(a, received[i][k])));
  if (every((a, v) => a === v)) {
    return [
      sentence(words`${sign(step.writes)} equals ${sign(z)}:`, words` nothing is changed here.`),
    ];
  }
  const decided = every((a, v) => (a === 0) === v <= 0) && facts(received).zeros < zeros;
  if (!decided) return [];
  const strong = words`${capital(outOf(zeros, size))} entries ${zeros === 1 ? "is" : "are"} 0:`;
  return [sentence(strong, words` there ${[italic("z")]} is not above 0.`)];
}

/**
 * One output between 0 and 1 for truths that are 0 or 1.
 * @param {number[][]} sent
 * @param {number} c
 * @param {State} state
 */
function outputs(sent, c, state) {
  const truth = valuesOf("Y", state);
  if (sent.length !== 1 || !truth || !facts(truth).gates) return [];
  if (sent[0].some((a) => a < 0 || a > 1 || a === 0.5)) return [];
  const right = sent[0].filter((a, i) => a > 0.5 === (truth[0][i] === 1)).length;
  const example = atStart(labelAt("m", c, state));
  return [
    sentence(words`${example} gets ${say(sent[0][c])}:`, words` its truth is ${say(truth[0][c])}.`),
    state.m > 1
      ? sentence(words`${capital(outOf(right, state.m))} lie on the right side of ½.`)
      : null,
  ];
}
