/**
 * What comes back to a unit: each unit it feeds pushes with w·dz. Who pushes most, and whether they
 * push the same way.
 *
 * @typedef {import("./products.js").Product} Product
 * @typedef {import("../symbols.js").Run} Run
 * @typedef {import("./words.js").Sentence} Sentence
 */
import { two } from "../numbers.js";
import { dimsOf, italic, split } from "../symbols.js";
import { leader } from "./facts.js";
import { all, capital, entryName, labelAt, named, say, sentence, words } from "./words.js";

/** More names than these are not listed. */
const NAMED = 3;

/**
 * @param {Product} p
 * @returns {{ full: Sentence | null, brief: Sentence | null } | null} null where nothing comes back;
 *   brief: beside another sentence
 */
export function pushes(p) {
  const { products, state, left } = p;
  if (split(p.step.writes).base !== "dA" || split(left.name).base !== "W") return null;
  const size = products.length;
  if (size === 1) return { full: single(p), brief: null };
  const most = leader(products.map(Math.abs));
  const [up, down] = [products.filter((v) => v > 0), products.filter((v) => v < 0)];
  if (Math.max(up.length, down.length) === size) {
    const ahead = split(left.name).layer === state.layers.length - 1 ? "outputs" : "units";
    const strong = words`${capital(all(size))} ${ahead} push the same way:`;
    const who = most < 0 ? (tie(p) ?? together(p)) : gives(p, most);
    return { full: sentence(strong, words` ${who}.`), brief: null };
  }
  const who = most < 0 ? tie(p) : gives(p, most);
  const brief = who && sentence(words`${who}.`);
  if (most < 0) return { full: brief, brief };
  return { full: sentence(gives(p, most), words`${against(p, most)}.`), brief };
}

/** One unit alone is fed. @param {Product} p */
function single({ a, b, products }) {
  if (products[0] === 0) return null;
  const factors = words` weight ${two(a[0])} times ${[italic("dz")]} ${two(b[0])}.`;
  return sentence(words`One way back only:`, factors);
}

/**
 * "w△4 dz△"
 * @param {Product} p
 * @param {number} k
 * @returns {Run[]}
 */
function product({ left, dim, state, cell }, k) {
  const weight = entryName(left.name, [k, cell[0]], dimsOf(left.name, state), state);
  const label = labelAt(dim, k, state);
  const text = label.kind === "unit" ? String(label.index + 1) : label.text;
  return [...words`${weight} `, italic("dz"), { text, face: label.shape ? "s" : "u", at: "sub" }];
}

/**
 * @param {Product} p
 * @param {number} k
 */
function gives(p, k) {
  return words`${product(p, k)} gives most, ${two(p.products[k])}`;
}

/**
 * Who pushes the other way than the one that gives most.
 * @param {Product} p
 * @param {number} most
 */
function against({ products, dim, state }, most) {
  const others = products.flatMap((v, k) => (v * products[most] < 0 ? [k] : []));
  if (!others.length || others.length > NAMED) return [];
  const list = others.flatMap((k, i) => {
    const between = i === 0 ? "" : i === others.length - 1 ? " and " : ", ";
    return words`${between}${named(labelAt(dim, k, state))}`;
  });
  return words`; ${list} push${others.length > 1 ? "" : "es"} the other way`;
}

/** @param {Product} p */
function together({ products }) {
  return words`together ${say(products.reduce((s, v) => s + v, 0))}`;
}

/**
 * Two that give nearly the same, more than any other; null where there is more than one such pair.
 * @param {Product} p
 */
function tie(p) {
  const { products } = p;
  const sizes = products.map(Math.abs);
  const [i, j, third] = [...sizes.keys()].toSorted((a, b) => sizes[b] - sizes[a]);
  if (third === undefined || leader([sizes[j], sizes[third]]) !== 0) return null;
  const [one, other] = [i, j].toSorted((a, b) => a - b);
  const values = words`${two(products[one])} and ${two(products[other])}`;
  return words`${product(p, one)} and ${product(p, other)} give most, ${values}`;
}
