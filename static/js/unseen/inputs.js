/** Where inputs are typed: a field for each number, or, of many, a line for each input. */
import { element } from "../training/dom.js";
import { FIELDS, linesOf, MOST, read } from "./read.js";

const STORED = "stepgrad.try";

/** What was typed last, if it fits. Storage is refused in a sandboxed frame. @param {number} n @returns {string[][] | null} */
function recalled(n) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORED) ?? "null");
    return kept?.n === n ? kept.columns : null;
  } catch {
    return null;
  }
}

/** @param {number} n @param {string[][]} columns */
function recall(n, columns) {
  try {
    sessionStorage.setItem(STORED, JSON.stringify({ n, columns }));
  } catch {}
}

/** @param {{ changed: (reading: import("./read.js").Reading) => void }} to */
export function createInputs(to) {
  const board = element("div", "try-fields");
  const problem = element("p", "try-problem");
  problem.role = "alert";
  problem.id = "try-problem";
  const [more, less] = [button("+ example"), button("− example")];
  const deeds = element("div", "try-deeds", more, less);
  /** @type {string[][]} */
  let columns = [];
  let n = 0;
  /** The input that is typed: what is pointed at goes there. */
  let current = 0;

  /** @param {string} label */
  function button(label) {
    const made = element("button", "", label);
    made.setAttribute("type", "button");
    return /** @type {HTMLButtonElement} */ (made);
  }

  function tell() {
    const reading = read(columns, n);
    recall(n, columns);
    refuse(reading.problem?.text ?? "", reading.problem);
    more.disabled = columns.length >= MOST;
    less.disabled = columns.length <= 1;
    to.changed(reading);
  }

  /** @param {string} sentence @param {{ row: number | null, column: number } | null} [at] */
  function refuse(sentence, at) {
    problem.textContent = sentence;
    for (const field of board.querySelectorAll("input, textarea")) {
      const { row, column } = /** @type {HTMLElement} */ (field).dataset;
      const own =
        at && (row === undefined || (Number(row) === at.row && Number(column) === at.column));
      field.ariaInvalid = own ? "true" : null;
      if (own) field.setAttribute("aria-describedby", problem.id);
      else field.removeAttribute("aria-describedby");
    }
  }

  /** @param {number} row @param {number} column */
  function fieldOf(row, column) {
    const made = /** @type {HTMLInputElement} */ (element("input", "value"));
    Object.assign(made, { type: "text", autocomplete: "off", spellcheck: false });
    made.value = columns[column][row];
    const which = columns.length > 1 ? ` of example ${column + 1}` : "";
    made.ariaLabel = `x${row + 1}${which}`;
    Object.assign(made.dataset, { row, column });
    made.addEventListener("input", () => {
      columns[column][row] = made.value;
      tell();
    });
    made.addEventListener("focus", () => {
      current = column;
    });
    return made;
  }

  function table() {
    const rows = Array.from({ length: n }, (_, row) => {
      const letter = element(
        "span",
        "letter",
        element("i", "", "x"),
        element("sub", "", String(row + 1)),
      );
      return element("div", "try-row", letter, ...columns.map((_, column) => fieldOf(row, column)));
    });
    const heads = columns.map((_, i) => element("span", "quiet", `(${i + 1})`));
    const head = element("div", "try-row", element("span", "letter"), ...heads);
    board.replaceChildren(...(columns.length > 1 ? [head] : []), ...rows);
  }

  function text() {
    const area = /** @type {HTMLTextAreaElement} */ (element("textarea", "link-field"));
    area.rows = 7;
    area.value = columns.map((column) => column.join(" ")).join("\n");
    area.ariaLabel = `Inputs, ${n} numbers in each line`;
    area.addEventListener("input", () => {
      columns = linesOf(area.value);
      tell();
    });
    board.replaceChildren(
      area,
      element("p", "quiet", `${n} numbers in each line; each line is an example.`),
    );
  }

  function draw() {
    deeds.hidden = n > FIELDS;
    if (n > FIELDS) text();
    else table();
    tell();
  }

  more.addEventListener("click", () => {
    columns.push([...(columns.at(-1) ?? [])]);
    current = columns.length - 1;
    draw();
  });
  less.addEventListener("click", () => {
    columns.pop();
    current = columns.length - 1;
    draw();
  });

  return {
    element: element("div", "try-inputs", board, deeds, problem),
    refuse,
    /**
     * Another number of inputs begins with what was typed for it, else with an example.
     * @param {number} size @param {number[]} example @returns {boolean} whether the example was taken
     */
    fit(size, example) {
      if (size === n) return false;
      n = size;
      current = 0;
      const typed = recalled(n);
      columns = typed ?? [example.map(String)];
      draw();
      return !typed;
    },
    /** @param {number[]} x in place of the input typed last */
    put(x) {
      columns[Math.min(current, columns.length - 1)] = x.map(String);
      draw();
    },
    /** The input typed last, where it can be read. */
    current: () => read([columns[current] ?? []], n).X?.map(([v]) => v) ?? null,
  };
}
