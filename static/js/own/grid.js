/**
 * A matrix as cells to write into: the arrow keys go from cell to cell, a block that is pasted
 * fills from the cell it is pasted into, a matrix with its brackets takes the place of all. Of a large matrix a window is shown, which the cell that
 * has the focus takes along.
 */
import { colourOf, css, darkTextOn, palette } from "../colours.js";
import { make } from "../explain/dom.js";
import { labelRuns, spokenLabel } from "../labels.js";
import { cellText } from "../numbers.js";
import { fragment } from "../symbols.js";
import { isWhole, numberOf, typed } from "./entry.js";

/** The most rows and columns shown at once. */
const SHOWN = [10, 12];
/** The width of a cell, for the decimals it has room for. */
const WIDE = 50;

/**
 * @param {HTMLElement} root
 * @param {{write: (cells: string[][]) => void, paste: (text: string) => string[][]|null}} to
 */
export function createGrid(root, to) {
  /** @type {string[][]} */
  let cells = [];
  /** @type {{rows: import("../labels.js").Label[], cols: import("../labels.js").Label[], name: string}} */
  let labels = { rows: [], cols: [], name: "" };
  /** @type {[number, number]} the first row and column shown */
  let from = [0, 0];
  /** @type {Map<string, HTMLInputElement>} */
  const inputs = new Map();

  /** @param {number} axis @param {number} size */
  const span = (axis, size) => {
    const shown = Math.min(size, SHOWN[axis]);
    from[axis] = Math.max(0, Math.min(from[axis], size - shown));
    return Array.from({ length: shown }, (_, i) => from[axis] + i);
  };

  function draw() {
    inputs.clear();
    if (!cells.length) {
      root.replaceChildren();
      return;
    }
    const rows = span(0, cells.length);
    const cols = span(1, cells[0].length);
    const head = make("tr", {}, make("td"), ...cols.map((j) => heading("col", labels.cols[j])));
    const body = rows.map((i) =>
      make("tr", {}, heading("row", labels.rows[i]), ...cols.map((j) => cell(i, j))),
    );
    const table = make("table", { "aria-label": `${labels.name}, cells` });
    table.append(make("thead", {}, head), make("tbody", {}, ...body));
    root.replaceChildren(make("div", { class: "own-cells" }, table), ...turns());
    paint();
  }

  /** @param {string} scope @param {import("../labels.js").Label|undefined} label */
  function heading(scope, label) {
    const made = make("th", { scope });
    if (label) made.append(fragment(labelRuns(label)));
    return made;
  }

  /** @param {number} i @param {number} j */
  function cell(i, j) {
    const at = [labels.rows[i], labels.cols[j]].map((one) => (one ? spokenLabel(one) : ""));
    const said = [`${labels.name}, row ${i + 1}, column ${j + 1}`, ...at].filter(Boolean);
    const input = /** @type {HTMLInputElement} */ (
      make("input", { type: "text", inputmode: "text", "aria-label": said.join(", ") })
    );
    input.autocomplete = "off";
    input.spellcheck = false;
    input.dataset.at = `${i},${j}`;
    inputs.set(input.dataset.at, input);
    return make("td", {}, input);
  }

  /** Ways to what is not shown. */
  function turns() {
    return [1, 0].flatMap((axis) => {
      const size = axis ? cells[0].length : cells.length;
      const last = from[axis] + SHOWN[axis];
      if (size <= SHOWN[axis]) return [];
      const what = axis ? "columns" : "rows";
      const [less, more] = [turn(axis, -1, "‹"), turn(axis, 1, "›")];
      less.ariaLabel = `Earlier ${what}`;
      more.ariaLabel = `Later ${what}`;
      less.disabled = from[axis] === 0;
      more.disabled = last >= size;
      const said = `${what} ${from[axis] + 1} to ${Math.min(last, size)} of ${size}`;
      return [make("p", { class: "own-turn" }, less, said, more)];
    });
  }

  /** @param {number} axis @param {number} by @param {string} text */
  function turn(axis, by, text) {
    const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button" }, text));
    button.addEventListener("click", () => {
      from[axis] += by * SHOWN[axis];
      const label = button.ariaLabel;
      draw();
      /** @type {HTMLElement|null} */ (root.querySelector(`[aria-label="${label}"]`))?.focus();
    });
    return button;
  }

  /** Numbers and colours of the cells shown. */
  function paint() {
    const { stops, lightText, darkText } = palette();
    const numbers = cells.map((row) => row.map(valueIn));
    const whole = numbers.flat().every((v) => Number.isNaN(v) || Number.isInteger(v));
    let r = 0;
    for (const row of numbers) for (const v of row) if (Math.abs(v) > r) r = Math.abs(v);
    for (const [at, input] of inputs) {
      const [i, j] = at.split(",").map(Number);
      const text = cells[i][j];
      const value = numbers[i][j];
      const none = Number.isNaN(value);
      const rgb = colourOf(value, r, stops);
      input.classList.toggle("none", none);
      input.style.background = none ? "" : css(rgb);
      input.style.color = none ? "" : darkTextOn(rgb) ? darkText : lightText;
      if (input !== document.activeElement)
        input.value = none ? text : cellText(value, WIDE, whole);
      input.title = text;
    }
  }

  /** @param {HTMLInputElement} input @returns {[number, number]} */
  const placeOf = (input) =>
    /** @type {[number, number]} */ (input.dataset.at?.split(",").map(Number));

  /** The cell at a place, brought into the window. @param {number} i @param {number} j */
  function go(i, j) {
    if (!cells[i] || j < 0 || j >= cells[i].length) return;
    [i, j].forEach((index, axis) => {
      if (index < from[axis]) from[axis] = index;
      if (index >= from[axis] + SHOWN[axis]) from[axis] = index - SHOWN[axis] + 1;
    });
    if (!inputs.has(`${i},${j}`)) draw();
    inputs.get(`${i},${j}`)?.focus();
  }

  root.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const [i, j] = placeOf(target);
    target.value = cells[i][j];
    target.select();
  });
  root.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLInputElement && target.isConnected) setTimeout(paint);
  });
  root.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const [i, j] = placeOf(target);
    cells = cells.map((row, r) => (r === i ? row.with(j, typed(target.value)) : row));
    to.write(cells);
    paint();
  });
  root.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLInputElement) || event.ctrlKey || event.metaKey) return;
    const [i, j] = placeOf(target);
    const step = stepOf(target, key, event.shiftKey);
    if (!step) return;
    event.preventDefault();
    go(i + step[0], j + step[1]);
  });
  root.addEventListener("paste", (event) => {
    const { target } = event;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!(target instanceof HTMLInputElement) || !/\S\s*[\s,;&|]\s*\S/.test(text.trim())) return;
    event.preventDefault();
    const block = to.paste(text);
    if (!block) return;
    const [i, j] = placeOf(target);
    cells = isWhole(text) ? block : filled(cells, block, i, j);
    draw();
    to.write(cells);
    (inputs.get(`${i},${j}`) ?? inputs.get("0,0"))?.focus();
  });

  return {
    /** @param {string[][]} next @param {typeof labels} with_ */
    show(next, with_) {
      const same = with_.name === labels.name;
      if (!same) from = [0, 0];
      [cells, labels] = [next, with_];
      draw();
    },
    go,
    paint,
    /** @param {number} i @param {number} j @param {string} describedBy */
    accuse(i, j, describedBy) {
      for (const [at, input] of inputs) {
        const wrong = at === `${i},${j}`;
        input.ariaInvalid = wrong ? "true" : null;
        if (wrong) input.setAttribute("aria-describedby", describedBy);
        else input.removeAttribute("aria-describedby");
      }
    },
  };
}

/** @param {string} text @returns {number} NaN where it is none */
function valueIn(text) {
  try {
    return numberOf(text);
  } catch {
    return Number.NaN;
  }
}

/** Where a key leads from a cell; within what is written in it the arrows move as ever. @param {HTMLInputElement} input @param {string} key @param {boolean} shift @returns {[number, number]|null} */
function stepOf({ value, selectionStart, selectionEnd }, key, shift) {
  const whole = selectionStart === 0 && selectionEnd === value.length;
  const caret = selectionStart === selectionEnd;
  if (key === "ArrowUp" || (key === "Enter" && shift)) return [-1, 0];
  if (key === "ArrowDown" || key === "Enter") return [1, 0];
  if (shift) return null;
  if (key === "ArrowLeft" && (whole || (caret && selectionStart === 0))) return [0, -1];
  if (key === "ArrowRight" && (whole || (caret && selectionEnd === value.length))) return [0, 1];
  return null;
}

/** Cells with a block put in, as large as it needs. @param {string[][]} cells @param {string[][]} block @param {number} top @param {number} left */
export function filled(cells, block, top, left) {
  const rows = Math.max(cells.length, top + block.length);
  const cols = Math.max(cells[0].length, left + block[0].length);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_, j) => block[i - top]?.[j - left] ?? cells[i]?.[j] ?? ""),
  );
}
