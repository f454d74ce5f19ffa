/**
 * What is worth seeing in one cell of a matrix product, or in the sum of a row.
 *
 * @typedef {import("../insight.js").Now} Now
 * @typedef {import("../stage/equation.js").Item} Item
 * @typedef {import("../stage/equation.js").MatrixItem} MatrixItem
 * @typedef {import("../symbols.js").Run} Run
 * @typedef {import("./words.js").Sentence} Sentence
 * @typedef {Now & {
 *   left: MatrixItem, right: MatrixItem, dim: string, a: number[], b: number[],
 *   products: number[], added: { name: string, value: number }[],
 * }} Product  products: with what they are multiplied by; added: what the equation adds to them
 */
import { dimLabels } from "../labels.js";
import { two } from "../numbers.js";
import { entry } from "../stage/arithmetic.js";
import { matricesOf } from "../stage/equation.js";
import { dimsOf, italic, split, upright } from "../symbols.js";
import { leader, valuesOf } from "./facts.js";
import { pushes } from "./pushes.js";
import { all, atStart, capital, count, labelAt, named, say, sentence, words } from "./words.js";
import { nothing, zeros } from "./zeros.js";

/** The second of two is nearly as large as the first from this share on. */
const AS_LARGE = 0.8;
/** Positive and negative parts nearly cancel if their sum is at most this share of their sizes. */
const NEARLY = 0.1;

/**
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function product(now) {
  const p = read(now);
  if (!p) return [];
  if (p.products.every((v) => v === 0)) return [nothing(p)];
  const first = only(p) ?? cancelling(p) ?? pair(p);
  const back = pushes(p);
  if (back) return first ? [first, back.brief, zeros(p)] : [back.full, zeros(p)];
  return [first ?? largest(p), zeros(p), agreeing(p), hardest(p)];
}

/**
 * @param {Now} now
 * @returns {(Sentence | null)[]}
 */
export function rowSum(now) {
  const p = read(now);
  const { m } = now.state;
  if (!p || m === 1) return [];
  if (p.products.every((v) => v === 0)) return [nothing(p)];
  const parts = `${count(m)} contributions come back`;
  const { up, down, near } = balanceOf(p.a);
  const same = down === 0 ? "positive" : up === 0 ? "negative" : "";
  const how = near
    ? `, nearly cancelling: ${say(up)} against ${say(down)}`
    : same && !p.a.includes(0)
      ? `, all of them ${same}`
      : "";
  const letter = italic(split(now.step.writes).base.slice(1));
  return [
    sentence(words`One ${[letter]}, ${count(m)} copies:`, words` so ${parts}${how}.`),
    zeros(p),
  ];
}

/**
 * @param {Now} now
 * @returns {Product | null} null if the equation is more than a product with something added, or
 *   the products are too large to add up
 */
function read(now) {
  const { step, items, state, cell } = now;
  const [r, c] = cell;
  const matrices = matricesOf(items);
  const left = matrices.find(({ role }) => role === "left");
  const right = matrices.find(({ role }) => role === "right");
  if (!left || !right || [left, right].some(({ prefix, suffix }) => prefix || suffix)) return null;
  const before = items.slice(2, items.indexOf(left));
  const added = addedTo(items.slice(items.indexOf(right) + 1), now);
  if (!added || before.some(({ type }) => type !== "scalar")) return null;
  const factor = before.reduce((f, item) => (item.type === "scalar" ? f * item.value : f), 1);
  const dim = right.ones ? dimsOf(left.token, state)[1] : dimsOf(right.token, state)[0];
  const size = dimLabels(dim, state).length;
  const from = step.pattern === "blocks" ? c * size : 0;
  const a = Array.from({ length: size }, (_, k) => entry(state, left, r, from + k));
  const b = a.map((_, k) => entry(state, right, k, c));
  const products = a.map((v, k) => factor * v * b[k]);
  const whole = products.reduce((s, v) => s + Math.abs(v), 0);
  return whole < Infinity ? { ...now, left, right, dim, a, b, products, added } : null;
}

/**
 * What is added to the product: + b, + λ/m W.
 * @param {Item[]} items
 * @param {Now} now
 */
function addedTo(items, { state, cell: [r, c] }) {
  const added = [];
  let factor = 1;
  for (const item of items) {
    if (item.type === "operator" && item.text !== "+") return null;
    if (item.type === "scalar") factor *= item.value;
    if (item.type !== "matrix") continue;
    if (item.prefix || item.suffix) return null;
    added.push({ name: item.name, value: factor * entry(state, item, r, c) });
    factor = 1;
  }
  return added;
}

/**
 * A single product is not 0.
 * @param {Product} p
 */
function only(p) {
  const some = p.products.flatMap((v, k) => (v === 0 ? [] : [k]));
  if (some.length !== 1 || p.a.length < 2 || p.added.some(({ value }) => value !== 0)) return null;
  const [k] = some;
  const label = labelAt(p.dim, k, p.state);
  return sentence(words`Only ${named(label)} contributes:`, words` ${factors(p, k)}.`);
}

/** @param {Product} p */
function cancelling({ products }) {
  const { up, down, near } = balanceOf(products);
  if (!near) return null;
  return sentence(words`The products nearly cancel:`, words` ${say(up)} against ${say(down)}.`);
}

/**
 * The sums of the positive and of the negative numbers.
 * @param {number[]} list
 */
function balanceOf(list) {
  const up = list.reduce((s, v) => s + Math.max(v, 0), 0);
  const down = list.reduce((s, v) => s + Math.min(v, 0), 0);
  const both = up > 0 && down < 0 && up - down < Infinity;
  return { up, down, near: both && Math.abs(up + down) <= NEARLY * (up - down) };
}

/**
 * Two products that are nearly as large, and together outweigh all others.
 * @param {Product} p
 */
function pair(p) {
  const sizes = p.a.map((v, k) => Math.abs(v * p.b[k]));
  const [i, j, ...rest] = [...sizes.keys()].toSorted((k, l) => sizes[l] - sizes[k]);
  if (p.dim !== "m" || !rest.length || sizes[j] < AS_LARGE * sizes[i]) return null;
  const others = rest.reduce((s, k) => s + sizes[k], 0);
  const scale = Math.abs(p.products[i]) / sizes[i];
  const added = p.added.reduce((s, { value }) => s + Math.abs(value), 0);
  if ((sizes[i] + sizes[j] - others) * scale <= added) return null;
  if (leader([sizes[j], sizes[rest[0]]]) !== 0) return null;
  const [one, other] = [i, j].toSorted((k, l) => k - l);
  const numbers = [one, other].map((k) => labelAt(p.dim, k, p.state).text.slice(1, -1));
  const values = [one, other].map((k) => two(p.a[k] * p.b[k]));
  return sentence(
    words`Examples ${numbers[0]} and ${numbers[1]} contribute most:`,
    words` products ${values[0]} and ${values[1]}.`,
  );
}

/**
 * One product outweighs all that is added to it, or what is added outweighs all products.
 * @param {Product} p
 */
function largest(p) {
  if (p.products.length < 2) return null;
  const sizes = p.products.map(Math.abs);
  const k = leader(sizes);
  const sum = sizes.reduce((s, v) => s + v, 0);
  const more = p.added.reduce((s, { value }) => s + Math.abs(value), 0);
  if (more > sum && p.added.length === 1) {
    const what = split(p.added[0].name).base === "b" ? "The bias" : "The penalty";
    return sentence(words`${what} outweighs the products:`, words` ${say(p.added[0].value)}.`);
  }
  if (k < 0 || 2 * sizes[k] <= sum + more) return null;
  const label = labelAt(p.dim, k, p.state);
  return sentence(words`${atStart(label)} contributes most:`, words` ${factors(p, k)}.`);
}

/**
 * The two factors of a product: "dz 0.62 times a₄ 1.12".
 * @param {Product} p
 * @param {number} k
 */
function factors(p, k) {
  return words`${factor(p.left, p.a[k], p)} times ${factor(p.right, p.b[k], p)}`;
}

/**
 * @param {MatrixItem} item
 * @param {number} value
 * @param {Product} p
 * @returns {Run[]}
 */
function factor(item, value, { state, cell, right, b }) {
  const { base, layer } = split(item.name);
  const number = say(value);
  if (base === "W") return words`weight ${number}`;
  if (/^d[AZ]$/.test(base)) return words`${[italic(base.toLowerCase())]} ${number}`;
  if (base === "A" && layer && !item.transposed) return words`activation ${number}`;
  if (base !== "A" || !item.transposed) return [upright(number)];
  const label = named(labelAt(dimsOf(right.token, state)[1], cell[1], state));
  const most = layer && b.length > 1 && leader(b) === b.indexOf(value);
  return most ? words`${label}’s largest activation ${number}` : words`${label} ${number}`;
}

/** @param {Product} p */
function agreeing({ products }) {
  const n = products.length;
  const same = products.every((v) => v > 0)
    ? "positive"
    : products.every((v) => v < 0)
      ? "negative"
      : "";
  return n > 1 && same ? sentence(words`${capital(all(n))} products are ${same}.`) : null;
}

/**
 * The example that a unit receives most from.
 * @param {Product} p
 */
function hardest({ step, state, cell: [r, c] }) {
  const values = valuesOf(step.writes, state);
  const dims = dimsOf(step.writes, state);
  if (step.pattern !== "row-column-bias" || !values || dims[1] !== "m") return null;
  if (leader(values[r]) !== c || values[r][c] <= 0) return null;
  const [unit, example] = [labelAt(dims[0], r, state), labelAt("m", c, state)];
  return sentence(
    words`${atStart(example)} drives ${named(unit)} hardest:`,
    words` ${[italic("z")]} = ${say(values[r][c])}.`,
  );
}
