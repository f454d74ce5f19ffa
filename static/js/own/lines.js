/** A matrix without brackets: a line is a row. */
import { cut } from "./cells.js";

const DECIMAL = /^[+\-\u2212]?\d*(?:,\d+)?(?:[eE][+\-\u2212]?\d+)?$/;

/** @param {string} text @returns {import("./parse.js").Form} */
export function lines(text) {
  const all = [...text.matchAll(/[^\r\n]+/g)]
    .map((found) => ({ text: found[0].trimEnd(), at: found.index }))
    .filter((line) => line.text.trim());
  const listed = all.length > 1 && all.every((line) => /;.*[^;\s]/.test(line.text));
  const rows = listed ? all : all.flatMap(bySemicolon);
  const comma = rows.length > 0 && decimal(rows, listed);
  const hard = `${listed ? ";" : ""}${comma ? "" : ","}\t`;
  const made = rows.map((row) => {
    const lead = row.text.length - row.text.trimStart().length;
    return cut(row.text.slice(lead), row.at + lead, hard);
  });
  return { rows: made, comma, notes: notes(text, comma) };
}

/** @param {import("./parse.js").Cell} line */
function bySemicolon({ text, at }) {
  let start = at;
  return text
    .split(";")
    .map((part) => {
      const row = { text: part, at: start };
      start += part.length + 1;
      return row;
    })
    .filter((row) => row.text.trim());
}

/**
 * Whether commas are decimal signs: each stands within a number, and something else separates.
 * @param {import("./parse.js").Cell[]} rows @param {boolean} listed
 */
function decimal(rows, listed) {
  const words = rows.map((row) => row.text.trim().split(listed ? /[;\s]+/ : /\s+/));
  const all = words.flat().filter(Boolean);
  return (
    all.some((word) => word.includes(",")) &&
    all.every((word) => DECIMAL.test(word)) &&
    (listed || words.some((row) => row.length > 1))
  );
}

/** What a reader may have meant otherwise. @param {string} text @param {boolean} comma */
function notes(text, comma) {
  if (comma) return ["Commas are read as decimal signs: 1,5 is 1.5."];
  const doubtful = /\d,\d/.test(text) && !/\d?\.\d|,\s|,.*,/.test(text);
  if (!doubtful) return [];
  return ["Commas separate entries here. If they are decimal signs, write points: 1.5."];
}
