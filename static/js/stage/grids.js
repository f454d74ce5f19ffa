/**
 * The matrices for those who do not see the stage, or go by keyboard: a grid beside every heatmap,
 * with one tab stop; the arrows move within it.
 *
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("../numbers.js").Value} Value
 */
import { full } from "../numbers.js";
import { dimLabels, spoken, spokenLabel } from "../symbols.js";
import { valuesOf } from "./paint.js";

/** Larger grids hold only the row of the selected cell. */
const WHOLE = 160;

/**
 * @param {Frame} frame
 * @param {State} state
 */
export function createGrid(frame, state) {
  const { rows, cols, pending, dims } = frame;
  const element = document.createElement("div");
  const name = frame.item.ones ? `a column of ${rows} ones` : spoken(frame.token, state);
  element.setAttribute("role", "grid");
  element.dataset.matrix = frame.token;
  element.ariaLabel = `${name}, ${rows} × ${cols}${pending ? ": not computed yet" : ""}`;
  element.ariaRowCount = String(rows);
  element.ariaColCount = String(cols);
  if (pending) element.dataset.pending = "";
  if (frame.across.edges || frame.down.edges) element.dataset.condensed = "";
  const values = pending ? [] : valuesOf(frame, state);
  const [rowWords, colWords] = dims.map((dim) => dimLabels(dim, state).map(spokenLabel));
  const whole = rows * cols <= WHOLE;
  /** @type {Map<string, HTMLElement>} */
  const cells = new Map();
  let at = /** @type {[number, number]} */ ([0, 0]);

  /** @param {number} r */
  function row(r) {
    const line = document.createElement("div");
    line.setAttribute("role", "row");
    line.ariaRowIndex = String(r + 1);
    line.ariaLabel = rowWords[r] ? `row ${rowWords[r]}` : `row ${r + 1}`;
    for (const { index: c } of frame.across.entries) if (c >= 0) line.append(cell(r, c));
    return line;
  }

  /**
   * @param {number} r
   * @param {number} c
   */
  function cell(r, c) {
    const one = document.createElement("span");
    const value = pending ? "" : full(/** @type {Value} */ (values[r]?.[c]));
    one.setAttribute("role", "gridcell");
    one.ariaColIndex = String(c + 1);
    one.ariaLabel = `${name}${words(rowWords[r], "row")}${words(colWords[c], "column")}: ${value || "not computed yet"}`;
    one.textContent = value;
    one.dataset.at = `${r},${c}`;
    if (!pending) one.tabIndex = -1;
    cells.set(`${r},${c}`, one);
    return one;
  }

  /** @param {number} r */
  function fill(r) {
    cells.clear();
    const shown = whole
      ? frame.down.entries.flatMap(({ index }) => (index < 0 ? [] : [index]))
      : [r];
    element.replaceChildren(...shown.map(row));
  }

  /**
   * Makes a cell the tab stop.
   * @param {number} r
   * @param {number} c
   * @param {boolean} focus
   */
  function move(r, c, focus) {
    if (!whole && (r !== at[0] || !cells.size)) fill(r);
    const old = cells.get(at.join());
    if (old && !pending) old.tabIndex = -1;
    at = [r, c];
    const now = cells.get(at.join()) ?? cells.values().next().value;
    if (!now || pending) return;
    now.tabIndex = 0;
    if (focus) now.focus({ preventScroll: true });
  }

  fill(0);
  move(0, 0, false);
  return { element, frame, move };
}

/**
 * @param {string | undefined} word
 * @param {string} axis
 */
function words(word, axis) {
  return word ? `, ${axis} ${word}` : "";
}
