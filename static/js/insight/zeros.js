/**
 * Exact zeros in a cell of a product: how many, and why.
 *
 * @typedef {import("./products.js").Product} Product
 * @typedef {import("../symbols.js").Run} Run
 */
import { dimsOf, italic, split, upright } from "../symbols.js";
import { facts, offFor, offUnits } from "./facts.js";
import {
  areOff,
  capital,
  count,
  extent,
  labelAt,
  named,
  outOf,
  sentence,
  sign,
  words,
} from "./words.js";

/**
 * Every product is exactly 0, and why.
 * @param {Product} p
 */
export function nothing(p) {
  const { state, step } = p;
  const result = facts(state.matrices[step.writes].values);
  const own = p.added.some(({ value }) => value !== 0);
  const what = result.most === 0 ? words`All of ${sign(step.writes)}` : words`This entry`;
  const strong = own ? words`Every product is exactly 0` : words`${what} is exactly 0`;
  const why = reason(p, result.most === 0);
  return why ? sentence(words`${strong}:`, words` ${why}.`) : sentence(words`${strong}.`);
}

/**
 * Why all products of a cell are 0.
 * @param {Product} p
 * @param {boolean} whole the whole result is
 * @returns {Run[] | null}
 */
function reason(p, whole) {
  const { step, left, right, state, cell } = p;
  for (const item of right.ones ? [left] : [left, right]) {
    if (facts(state.matrices[item.name].values).most === 0)
      return words`all of ${sign(item.name)} is 0`;
  }
  if (whole) return null;
  const [r, c] = cell;
  const row = p.a.every((v) => v === 0);
  const { base, layer } = split(left.name);
  if (row && base === "dZ" && offUnits(layer, state).includes(r)) return offForAll(p, layer, r);
  if (row && step.pattern !== "blocks") return words`so is all of its row of ${sign(left.token)}`;
  const column = p.b.every((v) => v === 0);
  const sent = split(right.name);
  const unit = sent.base === "A" && sent.transposed === false && right.transposed ? c : -1;
  if (column && offUnits(sent.layer, state).includes(unit)) return offForAll(p, sent.layer, unit);
  if (column) return words`so is all of its column of ${sign(right.token)}`;
  const each = p.a.every((v, k) => v === 0 || p.b[k] === 0);
  return each ? words`in each product one factor is 0` : null;
}

/**
 * @param {Product} p
 * @param {number | null} layer
 * @param {number} unit
 */
function offForAll({ state }, layer, unit) {
  return words`${areOff(Number(layer), [unit], state)} ${extent(state)}`;
}

/**
 * Where products are exactly 0: the examples for which a unit is off, or how many.
 * @param {Product} p
 */
export function zeros(p) {
  const { dim, state, cell, left, right } = p;
  const none = p.products.flatMap((v, k) => (v === 0 ? [k] : []));
  if (!none.length) return null;
  const n = none.length;
  const sent = split(right.name);
  const [row, column] = [none.every((k) => p.a[k] === 0), none.every((k) => p.b[k] === 0)];
  if (dim === "m" && row && split(left.name).base === "dZ") {
    return sentence(words`For ${examples(n)} ${[italic("dz")]} is exactly 0.`);
  }
  if (dim === "m" && column && sent.base === "A") {
    const off = none.every((k) => offFor(Number(sent.layer), cell[1], k, state));
    const label = named(labelAt(dimsOf(right.token, state)[1], cell[1], state));
    return sentence(words`For ${examples(n)} ${label} is ${off ? "off" : "0"}.`);
  }
  if (sent.base === "A" && none.every((k) => offFor(Number(sent.layer), k, cell[1], state))) {
    const label = named(labelAt("m", cell[1], state));
    const list = areOff(Number(sent.layer), none, state);
    return sentence(words`In ${label}, ${lower(list)}.`);
  }
  const verb = n === 1 ? "is" : "are";
  return sentence(words`${capital(outOf(n, p.a.length))} products ${verb} exactly 0.`);
}

/** @param {number} n */
function examples(n) {
  return `${count(n)} example${n > 1 ? "s" : ""}`;
}

/**
 * @param {Run[]} list
 * @returns {Run[]}
 */
function lower([first, ...rest]) {
  return first.face === "u" ? [upright(first.text.toLowerCase()), ...rest] : [first, ...rest];
}
