/** Matrices in brackets: Python lists, what NumPy and PyTorch print, MATLAB. */
import { blank, cut, Located } from "./cells.js";

const NAME = /^\s*[A-Za-z_]\w*(?:\[\d+\]|\(\d+\))?\s*:?=(?!=)/;
const MAKER =
  /\b(?:(?:np|numpy|torch|tf|jnp|jax\.numpy)\.)?(?:array|asarray|matrix|mat|tensor|constant|Tensor)\s*\(/;
const OPTION = /,\s*(?:dtype|device|requires_grad|order|copy|ndmin)\s*=\s*[\w.'"<>:|]+/g;
const TAIL = /(?:\.T|\.transpose\(\)|\.?')(?=[\s);,]*$)/;
const CLOSES = /** @type {Record<string, string>} */ ({ "[": "]", "{": "}", "(": ")" });

/**
 * What stands between the outermost brackets, all else blanked.
 * @param {string} text
 * @returns {{text: string, wrapped: boolean, turned: boolean}} wrapped: line ends mean nothing in it
 */
export function unwrapped(text) {
  const turned = /[\])}\s]$/.test(text.split(TAIL)[0]) && TAIL.test(text);
  let bare = text.replace(NAME, blank);
  if (turned) bare = bare.replace(TAIL, blank);
  const wrapped = MAKER.test(bare);
  if (wrapped) {
    bare = bare.replace(MAKER, blank).replace(OPTION, blank);
    bare = bare.replace(/\)(?=[\s;,]*$)/, blank);
  }
  return { text: bare.replace(/(?<=[\])}]\s*)[;,](?=\s*$)/, blank), wrapped, turned };
}

/**
 * @param {{text: string, wrapped: boolean}} bare
 * @returns {import("./parse.js").Form}
 */
export function bracketed({ text, wrapped }) {
  /** @type {import("./parse.js").Cell[][]} */
  const rows = [];
  /** @type {{sign: string, at: number, rows: boolean}[]} */
  const open = [];
  let seen = 0; // up to where the text has been taken
  let nested = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign in CLOSES) {
      between(text, seen, at);
      if (open.length === 2) throw new Located("expected two levels of brackets, found three.", at);
      if (!open.length && nested) throw new Located("a second matrix begins here; give one.", at);
      if (open.length) open[0].rows = nested = true;
      open.push({ sign, at, rows: false });
      seen = at + 1;
    } else if ("]})".includes(sign)) {
      const last = open.pop();
      if (!last || CLOSES[last.sign] !== sign) {
        throw new Located(`this bracket ${sign} closes none.`, at);
      }
      const inside = text.slice(seen, at);
      if (last.rows) between(text, seen, at);
      else if (open.length) rows.push(row(inside, seen));
      else rows.push(...flat(inside, seen, wrapped));
      seen = at + 1;
    }
  }
  const left = open.pop();
  if (left) throw new Located(`this bracket ${left.sign} is never closed.`, left.at);
  between(text, seen, text.length);
  return { rows };
}

/** Between the brackets of two rows. @param {string} text @param {number} from @param {number} to */
function between(text, from, to) {
  const found = text.slice(from, to).search(/[^\s,;]/);
  if (found < 0) return;
  throw new Located("expected a bracket, as round the other rows, or none at all.", from + found);
}

/** A row with brackets of its own. @param {string} inside @param {number} at */
function row(inside, at) {
  const semicolon = inside.indexOf(";");
  if (semicolon >= 0) {
    throw new Located("a semicolon cannot stand inside the brackets of a row.", at + semicolon);
  }
  const cells = cut(inside, at, ",");
  if (!cells.length) throw new Located("expected a number in this row, found none.", at - 1);
  return cells;
}

/** Rows by semicolons or, unless wrapped, by line ends. @param {string} inside @param {number} at @param {boolean} wrapped */
function flat(inside, at, wrapped) {
  const rows = [];
  let start = 0;
  for (const found of inside.matchAll(wrapped ? /;|$/g : /;|(?<!,[ \t]*)[\r\n]|$/g)) {
    const cells = cut(inside.slice(start, found.index), at + start, ",");
    if (cells.length) rows.push(cells);
    start = found.index + found[0].length;
  }
  return rows;
}
