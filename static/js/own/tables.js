/** Matrices set as tables: Markdown, and LaTeX. */
import { blank, cut } from "./cells.js";
import { isNumber } from "./entry.js";

const RULE = /^[\s|:+=-]*-[\s|:+=-]*$/;

/** @param {string} text @returns {import("./parse.js").Form} */
export function table(text) {
  const all = [...text.matchAll(/[^\r\n]+/g)]
    .map((found) => ({ text: found[0], at: found.index }))
    .filter(({ text: line }) => line.trim());
  const rule = all.findIndex(({ text: line }) => RULE.test(line));
  const rows = all.filter((_, i) => i !== rule).map(bars);
  const comma = rows.flat().some(({ text: cell }) => /^[-+\u2212]?\d+,\d+$/.test(cell));
  const named = rule === 1 && !rows[0].some(({ text: cell }) => isNumber(cell, comma));
  return {
    rows: (named ? rows.slice(1) : rows).filter((row) => row.length),
    comma,
    notes: named ? ["The table's head was left out."] : [],
  };
}

/** @param {import("./parse.js").Cell} line */
function bars({ text, at }) {
  const inside = text.replace(/^\s*\|/, blank).replace(/\|\s*$/, "");
  return cut(inside, at, "|", true);
}

const COMMAND =
  /\\(?:begin|end)\s*\{[a-zA-Z]*\*?\}(?:\s*\{[lcr|\s]*\})?|\\(?:left|right|[bB]igg?[lr]?)\s*[.([\])|]|\\hline|\\[[\],;!:]|\$/g;

/** @param {string} text @returns {import("./parse.js").Form} */
export function latex(text) {
  const bare = text.replace(COMMAND, blank);
  const rows = [];
  let start = 0;
  for (const part of bare.split("\\\\")) {
    if (part.trim()) rows.push(cut(part, start, "&", true));
    start += part.length + 2;
  }
  const comma = rows.flat().some(({ text: cell }) => /^[-+\u2212]?\d+,\d+$/.test(cell));
  return { rows, comma };
}
