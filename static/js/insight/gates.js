/**
 * What is worth seeing in slopes, and where what arrives meets them: gates open, units off, flat
 * places, gradients that shrink or grow.
 *
 * @typedef {import("../insight.js").Now} Now
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("./words.js").Sentence} Sentence
 */
import { two } from "../numbers.js";
import { matricesOf } from "../stage/equation.js";
import { dimsOf, split, upright } from "../symbols.js";
import { facts, offUnits, valuesOf } from "./facts.js";
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

/** Below this slope a unit is called nearly flat. */
const FLAT = 0.05;
/** From this share of nearly flat entries on they are worth a word. */
const MANY = 0.1;
/** Above this slope nearly all passes. */
const MUCH = 0.95;

/**
 * Where what arrives meets the slopes: which units are off, what passes, how the gradients shrink.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function through({ items, state, cell: [r, c] }) {
  const [result, arriving, slopes, ...others] = matricesOf(items);
  const dot = items.some((item) => item.type === "operator" && item.text === "⊙");
  if (!dot || others.length || items.length !== 5 || split(slopes.name).base !== "gprime")
    return [];
  const gates = /** @type {number[][]} */ (valuesOf(slopes.name, state));
  const changes = rmsChange(result.name, state);
  const off = offUnits(split(slopes.name).layer, state);
  if (off.length) return [stopped(result.name, off, state), ...changes];
  const { zeros, count: size, gates: mask } = facts(gates);
  const [arrived, passed] = [arriving, result].map((item) => valuesOf(item.name, state)?.[r][c]);
  if (mask && !zeros) {
    const equal = words` ${sign(result.name)} equals ${sign(arriving.name)}.`;
    return [sentence(words`Every slope is 1:`, equal), ...changes];
  }
  if (mask && size > 1) return [lets(result.name, gates, r, c, state), ...changes];
  const slope = gates[r][c];
  if (!(slope > 0 && slope <= MUCH) || !arrived || !passed) return changes;
  const kept = sentence(
    words`A share of ${say(slope)} passes:`,
    words` ${say(arrived)} arrives, ${say(passed)} goes on.`,
  );
  return [...changes.slice(0, 1), kept];
}

/**
 * @param {string} name of the result
 * @param {number[]} off
 * @param {State} state
 */
function stopped(name, off, state) {
  const layer = Number(split(name).layer);
  const strong = words`${areOff(layer, off, state)} ${extent(state)}:`;
  if (facts(state.matrices[name].values).most === 0) {
    return sentence(strong, words` all of ${sign(name)} is 0.`);
  }
  return sentence(
    strong,
    words` nothing of ${off.length > 1 ? "their errors" : "its error"} passes.`,
  );
}

/**
 * How many gates of the selected row are open.
 * @param {string} name
 * @param {number[][]} gates
 * @param {number} r
 * @param {number} c
 * @param {State} state
 */
function lets(name, gates, r, c, state) {
  const dims = dimsOf(name, state);
  const open = gates[r].filter((v) => v === 1).length;
  const [unit, example] = [labelAt(dims[0], r, state), labelAt("m", c, state)];
  const here = gates[r][c]
    ? open > 1
      ? words`, ${named(example)} among them.`
      : words`, ${named(example)}.`
    : words`; ${named(example)} is stopped.`;
  return sentence(
    words`${atStart(unit)} lets ${String(open)} of ${String(state.m)} examples through`,
    here,
  );
}

/**
 * The typical size of dZ against that of the layer above, where it at least halves or doubles: in
 * full, and as briefly as it can be said.
 * @param {string} name
 * @param {State} state
 * @returns {Sentence[]}
 */
function rmsChange(name, state) {
  const { base, layer } = split(name);
  const above = `dZ${Number(layer) + 1}`;
  const before = valuesOf(above, state);
  if (base !== "dZ" || !before) return [];
  const [from, to] = [facts(before).rms, facts(state.matrices[name].values).rms];
  if (!(from > 0 && to > 0 && Math.max(from, to) < Infinity)) return [];
  if (to > from / 2 && to < from * 2) return [];
  const sizes = words`from ${two(from)} to ${two(to)}`;
  return [
    sentence(
      words`From ${sign(above)} to ${sign(name)} the gradients ${to < from ? "shrink" : "grow"}:`,
      words` their typical size (RMS) goes ${sizes}.`,
    ),
    sentence(
      words`Typical size (RMS) of ${sign(above)} ${two(from)}, of ${sign(name)} ${two(to)}.`,
    ),
  ];
}

/**
 * The slopes themselves: gates open, units off, nearly flat places.
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function slopes({ step, state, cell: [r, c] }) {
  const { base, layer } = split(step.writes);
  if (base !== "gprime") return [];
  const values = /** @type {number[][]} */ (valuesOf(step.writes, state));
  const { count: size, zeros, gates, most } = facts(values);
  const off = offUnits(layer, state);
  const kinks =
    gates && step.reads[0] === `Z${layer}` ? atKink(step.reads[0], values, state) : null;
  if (off.length) {
    const strong = words`${areOff(Number(layer), off, state)} ${extent(state)}:`;
    return [
      sentence(strong, words` each of ${off.length > 1 ? "their" : "its"} slopes is 0.`),
      kinks,
    ];
  }
  if (gates && !zeros) {
    return [sentence(words`Every slope is 1:`, words` what arrives will pass unchanged.`)];
  }
  if (gates) {
    const strong = words`${String(size - zeros)} of ${String(size)} gates are open.`;
    return [sentence(strong), kinks, openFor(values[r], labelAt(`n${layer}`, r, state))];
  }
  const [unit, example] = [labelAt(`n${layer}`, r, state), labelAt("m", c, state)];
  const here = sentence(
    words`At ${named(unit)}, ${named(example)} the slope is ${say(values[r][c])}:`,
    words` what arrives will be multiplied by it.`,
  );
  const flat = values.flat().filter((v) => Math.abs(v) < FLAT).length;
  if (flat >= MANY * size) {
    const where = values.flat().some((v) => v < 0) ? `within ${FLAT} of 0` : `under ${FLAT}`;
    const strong = words`${capital(outOf(flat, size))} slopes ${flat === 1 ? "is" : "are"} ${where}.`;
    return [here, sentence(strong)];
  }
  const bound = Math.ceil(most * 100) / 100;
  return [here, most > 0.5 ? null : sentence(words`No slope is above ${say(bound)}.`)];
}

/**
 * How many gates of the selected unit are open.
 * @param {number[]} gates
 * @param {import("../labels.js").Label} unit
 */
function openFor(gates, unit) {
  const open = gates.filter((v) => v === 1).length;
  const strong = words`Of those of ${named(unit)}:`;
  return sentence(strong, words` ${String(open)} of ${String(gates.length)}.`);
}

/**
 * Entries that sit exactly on the corner of a ReLU.
 * @param {string} name
 * @param {number[][]} gates
 * @param {State} state
 */
function atKink(name, gates, state) {
  const z = valuesOf(name, state);
  if (!z) return null;
  const n = z.flatMap((row, i) => row.filter((v, k) => v === 0 && gates[i][k] === 0)).length;
  if (!n) return null;
  const where = n === 1 ? "One z is" : `${n} of the z are`;
  return sentence([upright(`${where} exactly 0; there the slope counts as 0.`)]);
}
