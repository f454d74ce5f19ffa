/**
 * One cell's arithmetic in columns, under the matrices it comes from: the row, the column laid flat,
 * their products, and the last line.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./types.d.ts").State} State
 */
import { fragment } from "../symbols.js";
import { productsLabel } from "./arithmetic.js";
import { box, chip, lastNodes, MORE } from "./sum.js";
import { make, wide as wideOf } from "./text.js";

const NARROW = 58;
/** Letters of the rows, and the least that can be read; the air at both sides of a sign, in em. */
const LETTERS = 11;
const LEAST = 8;
const AIR = 0.22;
/** They are set this tight, in em. */
const TIGHT = 0.03;
/** On a phone every row has its label above it. */
const ABOVE = 16;
const HEADED = 16;

/**
 * The arithmetic of a product or a sum.
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {string} token
 * @param {boolean} pending
 * @returns {HTMLElement[]}
 */
export function productNodes(sum, arrangement, state, token, pending) {
  const { scale, cells, folded } = arrangement;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const { place, columns, width } = columnsOf(sum, arrangement);
  const step = folded ? 28 + ABOVE : px(36);
  const size = lettersOf(sum, width, cells);
  const high = px(29);
  /** @type {HTMLElement[]} */
  const made = [];
  const headed = !place.aligned || sum.more;
  const label = (/** @type {Node | string} */ words, /** @type {number} */ y, height = high) => {
    const one = make("span", `sum-label${folded ? " above" : ""}`, words);
    if (folded) made.push(box(one, place.x, y - ABOVE, place.room - place.x, ABOVE));
    else made.push(box(one, place.x - px(251), y, px(240), height));
  };
  const heads = folded ? place.y - ABOVE : place.y;
  if (headed) made.push(...headNodes(sum, columns, width, heads, px));
  sum.rows.forEach((row, i) => {
    const y = place.y + i * step;
    label(pending ? general(row.label) : fragment(row.label), y);
    row.cells.forEach((cell, k) => {
      const one = pending
        ? make("span", "chip-number pending")
        : chip(cell, token, state, k === row.here ? "here" : "");
      one.style.fontSize = `${size}px`;
      made.push(box(one, columns[k] + 1, y, width - 2, folded ? 26 : high));
    });
  });
  const line = place.y + sum.rows.length * step + (folded ? 1 - ABOVE : px(1));
  const all = columns.length * width;
  if (!pending) {
    made.push(box(make("span", "sum-line"), place.x, line - 2, all, px(1.2)));
    if (sum.terms.length) label(productsLabel(sum), line + (folded ? ABOVE + 2 : px(6)), px(24));
    made.push(...termNodes(sum, { columns, width, size }, line + (folded ? 8 : 0), arrangement));
  }
  const last = line + (sum.terms.length ? (folded ? 42 : px(44)) : px(14));
  return [
    ...made,
    ...lastNodes(sum, arrangement, state, {
      ...{ token, pending, y: last, x: place.x },
      room: place.room,
      all,
    }),
  ];
}

/**
 * Letters with which every number fits its column, with room for a sign between two of them.
 * @param {Arithmetic} sum
 * @param {number} width
 * @param {number} scale of numbers
 */
function lettersOf({ rows, terms }, width, scale) {
  const em = (/** @type {string} */ text) => wideOf(text, 500) - TIGHT * text.length;
  const numbers = rows.flatMap((row) => row.cells.map(({ text }) => em(text)));
  const signs = terms.map(({ text }) => em(text) + em("+") + 2 * AIR);
  const size = Math.min((width - 4) / Math.max(1, ...numbers), width / Math.max(1, ...signs));
  return Math.max(LEAST, Math.min(LETTERS * scale, Math.floor(10 * size) / 10));
}

/**
 * Which example or unit each column is, where they are not under the left factor's own.
 * @param {Arithmetic} sum
 * @param {number[]} columns
 * @param {number} width
 * @param {number} y
 * @param {(n: number) => number} px
 */
function headNodes({ heads }, columns, width, y, px) {
  return heads.map((head, k) =>
    box(make("span", "sum-head", fragment(head)), columns[k], y - px(19), width, px(18)),
  );
}

/**
 * Where the columns of the arithmetic stand: under the left factor's own, if these are wide enough.
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 */
function columnsOf(sum, { sum: place, scale, cells, words, frames, folded }) {
  const count = sum.rows[0]?.cells.length ?? 0;
  if (place.aligned && !sum.more) {
    const width = frames.find(({ item }) => item.role === "left")?.cw ?? 0;
    return { place, width, columns: Array.from({ length: count }, (_, k) => place.x + k * width) };
  }
  const label = folded ? 0 : Math.round(160 * words);
  const pad = folded ? place.x : Math.round(24 * scale);
  const left = Math.min(place.x, place.room - NARROW * cells * count);
  const from = Math.max(pad + label, Math.floor(left));
  const wide = Math.floor(Math.min(NARROW * cells, (place.room - from) / count));
  const fits = wide >= 44 * cells;
  const x = fits ? from : Math.max(pad + label, place.room - Math.floor(46 * cells) * count);
  const width = fits ? wide : Math.floor(Math.min(46 * cells, (place.room - x) / count));
  return {
    place: { ...place, x, y: place.y + (folded ? HEADED + ABOVE : 0) },
    width,
    columns: Array.from({ length: count }, (_, k) => x + k * width),
  };
}

/**
 * Before the result is shown there is no selected row: "a row of dZ[2]".
 * @param {import("../symbols.js").Run[]} label
 */
function general(label) {
  const of = label.findIndex((run) => run.text === " of ");
  if (of < 0) return fragment(label);
  const first = { ...label[0], text: label[0].text.startsWith("row") ? "a row" : "times a column" };
  return fragment([first, ...label.slice(of)]);
}

/**
 * @param {Arithmetic} sum
 * @param {{ columns: number[], width: number, size: number }} grid
 * @param {number} y
 * @param {Arrangement} arrangement
 */
function termNodes(sum, { columns, width, size }, y, { scale, cells, sum: { room } }) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const made = sum.terms.flatMap(({ sign, text, zero }, k) => {
    const number = make("span", `term${zero ? " zero" : ""}`, text);
    const parts = [box(number, columns[k], y + px(6), width, px(24))];
    const mark = sign && make("span", "term-sign", sign);
    if (mark) parts.push(box(mark, columns[k] - px(8), y + px(6), px(16), px(24)));
    for (const part of parts) part.style.fontSize = `${size}px`;
    return parts;
  });
  const x = (columns.at(-1) ?? 0) + width + px(6);
  if (sum.more && x + MORE * cells <= room) {
    const beside = sum.terms.length ? y + px(6) : y - px(34);
    made.push(box(make("span", "term more", sum.more), x, beside, px(150), px(24)));
  }
  return made;
}
