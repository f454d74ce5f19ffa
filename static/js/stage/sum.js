/**
 * One cell's arithmetic as text put under the matrices it comes from: the row, the column laid
 * flat, their products, and the last line. Dashed and empty while the result is pending.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Part} Part
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 */
import { colourOf, css, darkTextOn, palette } from "../colours.js";
import { fragment } from "../symbols.js";
import { rangeOf } from "./paint.js";
import { fraction, letters, make } from "./text.js";

const NARROW = 58;

/** Room for "+ 94 more = 0.0210". */
const MORE = 128;

/**
 * @param {HTMLElement} element
 * @param {number} x left edge
 * @param {number} y top
 * @param {number} [width]
 * @param {number} [height]
 */
export function box(element, x, y, width, height) {
  const { style } = element;
  style.left = `${x}px`;
  style.top = `${y}px`;
  if (width !== undefined) style.width = `${width}px`;
  if (height !== undefined) style.height = `${height}px`;
  return element;
}

/**
 * A number on the colour that its matrix gives it.
 * @param {Shown} shown
 * @param {string} token of the step's result, for the result
 * @param {State} state
 * @param {string} [className]
 */
export function chip(shown, token, state, className = "") {
  const name = (shown.token === "result" ? token : shown.token).replace(/\.T$/, "");
  const tight = shown.text.length > 7 ? " tight" : "";
  const made = make("span", `chip-number ${className}${tight}`, shown.text);
  if (!name || !Number.isFinite(shown.value)) return made;
  const { stops, darkText, lightText } = palette();
  const back = colourOf(shown.value, rangeOf(name, state), stops);
  made.style.background = css(back);
  if (shown.value === 0) made.classList.add("zero");
  else made.style.color = darkTextOn(back) ? darkText : lightText;
  return made;
}

/**
 * What follows the sign in the last line.
 * @param {Part[]} parts
 */
export function partNodes(parts) {
  const list = tidied(parts);
  return list.flatMap((part, i) => {
    const made = partNode(part, i > 0);
    const next = list[i + 1]?.kind;
    const times = part.kind === "fraction" || part.kind === "number";
    return times && next === "number" ? [made, make("span", "sum-sign", "·")] : [made];
  });
}

/**
 * Adding a negative number is written as taking it away.
 * @param {Part[]} parts
 * @returns {Part[]}
 */
function tidied(parts) {
  return parts.map((part, i) => {
    const negative = (/** @type {Part | undefined} */ p) => p?.kind === "number" && p.value < 0;
    const before = parts[i - 1];
    if (part.kind === "sign" && part.text === "+" && negative(parts[i + 1])) {
      return { kind: "sign", text: "−" };
    }
    if (negative(part) && before?.kind === "sign" && before.text === "+") {
      return { ...part, text: part.text.replace("−", "") };
    }
    return part;
  });
}

/**
 * @param {Part} part
 * @param {boolean} inside not the first: a negative number stands in brackets
 */
function partNode(part, inside = false) {
  if (part.kind === "number") {
    const brackets = inside && part.text.startsWith("−");
    return make("b", "", brackets ? `(${part.text})` : part.text);
  }
  if (part.kind === "sign") return make("span", "sum-sign", part.text === "⊙" ? "·" : part.text);
  if (part.kind === "words") return make("span", "sum-words", letters(part.text));
  const [top, bottom] = part.text.split("/");
  return make("span", "sum-fraction", fraction(top, bottom));
}

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
  const { scale } = arrangement;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const { place, columns, width } = columnsOf(sum, arrangement);
  const high = px(29);
  const made = [];
  sum.rows.forEach((row, i) => {
    const y = place.y + i * px(36);
    const label = make("span", "sum-label", pending ? general(row.label) : fragment(row.label));
    if (!arrangement.folded) made.push(box(label, place.x - px(251), y, px(240), high));
    row.cells.forEach((cell, k) => {
      const one = pending ? make("span", "chip-number pending") : chip(cell, token, state);
      made.push(box(one, columns[k] + 1, y, width - 2, high));
    });
  });
  const line = place.y + sum.rows.length * px(36) + px(1);
  const all = columns.length * width;
  if (!pending) made.push(box(make("span", "sum-line"), place.x, line - 2, all, px(1.2)));
  if (!pending) made.push(...termNodes(sum, { columns, width }, line, arrangement));
  const last = line + (sum.terms.length ? px(44) : px(14));
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
    place: { ...place, x },
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
 * @param {{ columns: number[], width: number }} grid
 * @param {number} y
 * @param {Arrangement} arrangement
 */
function termNodes(sum, { columns, width }, y, { scale, cells, sum: { room } }) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const made = sum.terms.flatMap(({ sign, text, zero, about }, k) => {
    const words = about ? `≈${text}` : text;
    const tight = words.length > 7 ? " tight" : "";
    const number = make("span", `term${zero ? " zero" : ""}${tight}`, words);
    box(number, columns[k], y + px(6), width, px(24));
    if (!sign) return [number];
    return [
      box(make("span", "term-sign", sign), columns[k] - px(8), y + px(6), px(16), px(24)),
      number,
    ];
  });
  const x = (columns.at(-1) ?? 0) + width + px(6);
  if (sum.more && x + MORE * cells <= room) {
    made.push(box(make("span", "term more", sum.more), x, y + px(6), px(150), px(24)));
  }
  return made;
}

/**
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {{ token: string, pending: boolean, y: number, x: number, room: number, all: number }} at
 */
export function lastNodes(
  sum,
  { scale, cells, signs, sum: { equals: equalsAt } },
  state,
  { token, pending, y, x, room, all },
) {
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const equals = equalsAt ?? signs[0].centre;
  const wide = Math.round(Math.max(84, 11.6 * sum.result.text.length + 12) * cells);
  const high = Math.round(28 * cells);
  const left = Math.max(px(8), Math.min(equals - px(22), x - px(40)) - wide);
  const sign = Math.max(equals, left + wide + px(20));
  const result = pending
    ? make("span", "chip-number pending")
    : chip(sum.result, token, state, "result");
  const middle = make("span", "sum-equals", pending ? "=" : sum.relation);
  const behind =
    x + all + MORE * cells > room && sum.more ? `, ${sum.more.replace(/^[+−] /, "")}` : "";
  const note = `${sum.about ? "≈ " : ""}${sum.note}${behind}`;
  const right = make("span", "sum-parts", ...(pending ? pendingParts(sum) : partNodes(sum.parts)));
  right.append(make("span", "sum-note", pending ? sum.note : note));
  box(right, sign + px(20), y);
  right.style.minHeight = `${high}px`;
  right.style.maxWidth = `${Math.max(px(200), room - sign - px(20))}px`;
  return [box(result, left, y, wide, high), box(middle, sign - px(20), y, px(40), high), right];
}

/** @param {Arithmetic} sum */
function pendingParts(sum) {
  const [first] = sum.parts;
  return first?.kind === "fraction" ? [partNode(first), make("span", "sum-sign", "·")] : [];
}
