/**
 * The arithmetic of a cell that comes from a whole column: columns side by side, with their sum.
 *
 * @typedef {import("./arithmetic.js").Arithmetic} Arithmetic
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./types.d.ts").State} State
 */
import { fragment } from "../symbols.js";
import { box, chip, partNodes } from "./sum.js";
import { make } from "./text.js";

/** How many rows are shown at most, and at least. */
const ROWS = 8;
const LEAST = 3;
/** On a phone the last line stands below. */
const FOOT = 88;

/**
 * @param {Arithmetic} sum
 * @param {Arrangement} arrangement
 * @param {State} state
 * @param {{ token: string, pending: boolean, row: number }} how
 */
export function tableNodes(
  sum,
  { scale, sum: place, width, floor, folded },
  state,
  { token, pending, row },
) {
  const { table } = sum;
  if (!table) return [];
  const px = (/** @type {number} */ n) => Math.round(n * scale);
  const top = place.y + px(folded ? 18 : 40);
  const foot = folded ? FOOT : px(30);
  const fits = Math.floor((floor - top - foot) / px(22));
  const rows = shownRows(table.labels.length, row, Math.min(ROWS, Math.max(LEAST, fits)));
  const result = table.columns.at(-1)?.[0]?.token === "result";
  const high = px(rows.length > 5 ? 22 : 27);
  const free = width - (folded ? 60 : px(540));
  const wide = Math.min(px(112), Math.floor(free / table.columns.length) - (folded ? 10 : 0));
  const x = folded ? 40 : px(70);
  /** @type {HTMLElement[]} */
  const made = [];
  table.columns.forEach((column, i) => {
    const left = x + i * (wide + px(10));
    made.push(
      box(make("span", "sum-head", fragment(table.heads[i])), left, top - px(24), wide, px(22)),
    );
    rows.forEach((k, line) => {
      const y = top + line * high;
      const own = pending && i >= (table.heads.length > 2 ? 2 : 1);
      const one = own
        ? make("span", "chip-number pending")
        : chip(column[k], token, state, k === row && result ? "here" : "");
      made.push(box(one, left, y + 1, wide, high - 2));
    });
  });
  rows.forEach((k, line) => {
    const label = make("span", "sum-label", fragment(table.labels[k]));
    made.push(box(label, x - px(60), top + line * high, px(50), high));
  });
  if (pending) return made;
  const at = folded
    ? { x: place.x, y: top + rows.length * high + 34 }
    : { x: x + table.columns.length * (wide + px(10)) + px(26), y: top };
  made.push(
    ...footNodes(sum, {
      x,
      y: top + rows.length * high,
      wide,
      px,
      hidden: table.labels.length - rows.length,
    }),
  );
  made.push(lastNode(sum, state, token, { ...at, px }));
  return made;
}

/**
 * @param {number} count
 * @param {number} row
 * @param {number} most
 */
function shownRows(count, row, most) {
  const all = [...Array(count).keys()];
  if (count <= most) return all;
  const from = Math.min(count - most, Math.max(0, row - Math.floor(most / 2)));
  return all.slice(from, from + most);
}

/**
 * @param {Arithmetic} sum
 * @param {{ x: number, y: number, wide: number, px: (n: number) => number, hidden: number }} at
 */
function footNodes({ table, about }, { x, y, wide, px, hidden }) {
  const made = [];
  if (table?.total) {
    const i =
      table.heads.length > 2 && table.columns.at(-1)?.[0].token === "result"
        ? table.columns.length - 2
        : table.columns.length - 1;
    const left = x + i * (wide + px(10));
    made.push(box(make("span", "sum-line"), left, y + px(3), wide, px(1.2)));
    const text = `${about ? "≈ " : ""}${table.total.text}`;
    made.push(box(make("b", "sum-total", text), left, y + px(6), wide, px(24)));
  }
  if (hidden > 0)
    made.push(
      box(make("span", "sum-label", `and ${hidden} more`), x - px(60), y + px(4), px(110), px(20)),
    );
  return made;
}

/**
 * @param {Arithmetic} sum
 * @param {State} state
 * @param {string} token
 * @param {{ x: number, y: number, px: (n: number) => number }} at
 */
function lastNode(sum, state, token, { x, y, px }) {
  const result = chip(sum.result, token, state, "result");
  result.style.minWidth = `${px(84)}px`;
  result.style.height = `${px(28)}px`;
  const line = make("span", "sum-row", result);
  if (sum.parts.length)
    line.append(make("span", "sum-equals", sum.relation), ...partNodes(sum.parts));
  const made = make("span", "sum-last", line);
  if (sum.note) made.append(make("span", "sum-note", sum.note));
  return box(made, x, y);
}
