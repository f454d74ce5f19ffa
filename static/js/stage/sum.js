/**
 * The pieces that one cell's arithmetic is written with: numbers on their colour, what follows the
 * sign, the last line. Dashed and empty while the result is pending.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arithmetic.js").Part} Part
 * @typedef {import("./arithmetic.js").Shown} Shown
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./types.d.ts").State} State
 */
import { colourOf, css, darkTextOn, palette } from "../colours.js";
import { rangeOf } from "./paint.js";
import { SIZE } from "./sizes.js";
import { fraction, letters, make, wide as wideOf } from "./text.js";

/** Room for "+ 94 more = 0.0210". */
export const MORE = 128;
/** With less room than this behind its sign, the last line begins at the edge. */
const ROOM = 330;

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
  const made = make("span", `chip-number ${className}`, shown.text);
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
    const next = list[i + 1];
    if (isRoot(list[i - 1])) return [];
    if (isRoot(part) && next) return [root(part, next)];
    const made = partNode(part, i > 0 && !list[i - 1].text.endsWith("("));
    const times = part.kind === "fraction" || part.kind === "number";
    return times && next?.kind === "number" ? [made, make("span", "sum-sign", "·")] : [made];
  });
}

/** @param {Part | undefined} part */
function isRoot(part) {
  return part?.kind === "words" && part.text.endsWith("√");
}

/**
 * The bar of a root reaches as far as what is under it.
 * @param {Part} sign
 * @param {Part} under
 */
function root(sign, under) {
  return make("span", "sum-root", partNode(sign), make("b", "radicand", under.text));
}

/**
 * A line breaks before + and −, never within a product.
 * @param {HTMLElement[]} nodes
 */
function summands(nodes) {
  /** @type {HTMLElement[][]} */
  const groups = [[]];
  for (const node of nodes) {
    if (/^[+−]$/.test(node.textContent ?? "") && groups.at(-1)?.length) groups.push([]);
    groups.at(-1)?.push(node);
  }
  return groups.map((group) => make("span", "sum-group", ...group));
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
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {{ token: string, pending: boolean, y: number, x: number, room: number, all: number }} at
 */
export function lastNodes(sum, arrangement, state, { token, pending, y, x, room, all }) {
  const { scale, cells, signs, folded } = arrangement;
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const equals = arrangement.sum.equals ?? signs[0].centre;
  const wide = Math.round(Math.max(84, 17 * wideOf(sum.result.text) + 16) * cells);
  const high = Math.round(28 * cells);
  const edge = px(folded ? 16 : SIZE.pad);
  let left = Math.max(edge, Math.min(equals - px(22), x - px(40)) - wide);
  let sign = Math.max(equals, left + wide + px(20));
  const free = folded ? room : freeAt(arrangement, sign, y, high);
  if (!folded && free - sign < px(ROOM)) {
    left = edge;
    sign = edge + wide + px(20);
  }
  const result = pending
    ? make("span", "chip-number pending")
    : resultChip(sum.result, arrangement, token, state);
  const middle = make("span", "sum-equals", pending ? "=" : sum.relation);
  const unseen = x + all + MORE * cells > room && sum.more ? sum.more.replace(/^[+−] /, "") : "";
  const parts = pending ? pendingParts(sum) : summands(partNodes(sum.parts));
  const note = pending ? [sum.note] : noted(sum, unseen);
  const right = make("span", "sum-parts", ...parts);
  right.append(make("span", "sum-note", ...note.map((one) => make("span", "", one))));
  box(right, sign + px(20), y);
  right.style.minHeight = `${high}px`;
  right.style.maxWidth = `${Math.max(px(200), free - sign - px(20))}px`;
  return [box(result, left, y, wide, high), box(middle, sign - px(20), y, px(40), high), right];
}

/**
 * The result on its colour; a gate has none.
 * @param {Shown} result
 * @param {Arrangement} arrangement
 * @param {string} token
 * @param {State} state
 */
function resultChip(result, { frames }, token, state) {
  if (frames[0].kind !== "mask") return chip(result, token, state, "result");
  const gate = `result gate-${result.value ? "open" : "shut"}`;
  return chip({ ...result, token: "" }, token, state, gate);
}

/**
 * What the sum in the line is, and what the terms that are not shown add to it.
 * @param {Arithmetic} sum
 * @param {string} unseen
 */
function noted({ note, total, parts, about }, unseen) {
  const count = /\d+/.exec(note)?.[0];
  if (unseen) return [`${unseen}, `, `all ${count}${about ? " unrounded" : ""} = ${total}`];
  return [total && parts.length > 1 ? `${total}: ${note}` : note];
}

/**
 * How far a line reaches to the right before it meets a matrix.
 * @param {Arrangement} arrangement
 * @param {number} x
 * @param {number} y
 * @param {number} high
 */
function freeAt({ frames, width, scale }, x, y, high) {
  const met = frames.filter(
    (f) => f.x > x && f.y < y + high && y < f.y + f.height + SIZE.shape * scale,
  );
  return Math.min(width, ...met.map((f) => f.x - f.gutter)) - SIZE.gutter * scale;
}

/** @param {Arithmetic} sum */
function pendingParts(sum) {
  const [first] = sum.parts;
  return first?.kind === "fraction" ? [partNode(first), make("span", "sum-sign", "·")] : [];
}
