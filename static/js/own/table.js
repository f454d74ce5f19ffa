/** From a CSV file to X and Y: which columns, which rows, how they are scaled, and what comes of it. */
import { make } from "../explain/dom.js";
import { chosen, kinds, LIMITS, suggested } from "./columns.js";
import { Fault } from "./fault.js";
import { button } from "./frame.js";
import { said, shapeOf } from "./shapes.js";

const KINDS = {
  classes: "classes, a row of Y for each (one-hot)",
  one: "two classes in one row, 1 for the second",
  number: "a number, one row of Y",
};
const SCALINGS = {
  none: "as they are",
  standard: "standard: (x − mean) / deviation",
  minmax: "min–max: from 0 to 1",
};
const EXAMPLES = 3;

/** A number for reading, in four digits. @param {number} v */
const short = (v) =>
  String(Number(v.toPrecision(4)))
    .replaceAll("-", "−")
    .replace("e+", "e");

/**
 * @param {HTMLElement} root
 * @param {{name: string, table: import("./csv.js").Table}} file
 * @param {{take: (made: ReturnType<typeof chosen>) => void, back: () => void}} to
 */
export function showTable(root, { name, table }, to) {
  const choice = suggested(table);
  /** @type {ReturnType<typeof chosen>|null} */
  let made = null;
  const title = make("h2", {}, `${name}: ${table.rows} rows, ${table.columns.length} columns`);
  const notes = [
    table.header ? "" : "The first row is numbers, so the columns are only counted.",
    ...table.notes,
  ].filter(Boolean);
  const list = make("tbody", {});
  const kind = make("select", { class: "value", "aria-label": "How Y is made of it" });
  const target = select(
    "Truth Y",
    table.columns.map((column, j) => [String(j), column.name]),
    String(choice.target),
  );
  const scaling = select("Inputs", Object.entries(SCALINGS), choice.scaling);
  const rows = rowsField(table.rows);
  const result = make("p", { class: "own-result", "aria-live": "polite" });
  const take = button("take", "Take these columns", "go");

  function kindsNow() {
    const found = kinds(table, choice.target);
    if (!found.includes(choice.kind)) choice.kind = found[0] ?? "number";
    kind.replaceChildren(...found.map((one) => make("option", { value: one }, KINDS[one])));
    /** @type {HTMLSelectElement} */ (kind).value = choice.kind;
  }

  function compute() {
    try {
      made = chosen(table, choice);
      const classes = made.labels.length ? ` Classes: ${made.labels.join(", ")}.` : "";
      const left = made.missing ? ` ${counted(made.missing)} left out, as a value is missing.` : "";
      const [x, y] = [made.X, made.Y].map((values) => said(shapeOf(values)));
      const turn = "Rows of the file become columns: here a column is an example.";
      result.textContent = `X ${x}, Y ${y}. ${turn}${classes}${left}`;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      made = null;
      result.textContent = error.message;
    }
    take.disabled = !made;
    result.classList.toggle("is-wrong", !made);
    list.replaceChildren(...table.columns.map(line));
  }

  /** @param {import("./csv.js").Column} column @param {number} j */
  function line(column, j) {
    const box = /** @type {HTMLInputElement} */ (
      make("input", { type: "checkbox", id: `own-column-${j}` })
    );
    box.checked = choice.inputs.includes(j) && j !== choice.target;
    box.disabled = !column.numbers || j === choice.target;
    box.addEventListener("change", () => {
      const others = choice.inputs.filter((one) => one !== j);
      choice.inputs = (box.checked ? [...others, j] : others).sort((a, b) => a - b);
      compute();
      document.getElementById(box.id)?.focus();
    });
    const at = box.checked ? choice.inputs.indexOf(j) : -1;
    return make(
      "tr",
      {},
      make("td", {}, box),
      make("th", { scope: "row" }, make("label", { for: box.id }, column.name)),
      make("td", {}, kindOf(column)),
      make("td", {}, firsts(column)),
      make("td", {}, made && at >= 0 ? formula(made, at) : j === choice.target ? "Y" : ""),
    );
  }

  target.control.addEventListener("change", () => {
    choice.target = Number(target.control.value);
    choice.inputs = choice.inputs.filter((j) => j !== choice.target);
    kindsNow();
    compute();
  });
  kind.addEventListener("change", () => {
    choice.kind = /** @type {any} */ (kind).value;
    compute();
  });
  scaling.control.addEventListener("change", () => {
    choice.scaling = /** @type {any} */ (scaling.control.value);
    compute();
  });
  rows.made.addEventListener("input", () => {
    Object.assign(choice, rows.read());
    compute();
  });
  take.addEventListener("click", () => made && to.take(made));
  const back = button("back", "Back");
  back.addEventListener("click", to.back);
  const heads = ["Input", "Column", "Holds", "First values", "As used"];
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
  const columns = make("table", {}, make("thead", {}, head), list);
  kindsNow();
  compute();
  root.replaceChildren(
    title,
    ...notes.map((note) => make("p", { class: "quiet" }, note)),
    make("div", { class: "own-fields" }, target.field, kind, scaling.field, rows.made),
    make(
      "div",
      { class: "own-columns", tabindex: "0", role: "group", "aria-label": "Columns" },
      columns,
    ),
    result,
    make("p", { class: "own-deeds" }, take, back),
  );
  title.tabIndex = -1;
  title.focus();
}

/** @param {number} n */
const counted = (n) => (n === 1 ? "1 row is" : `${n} rows are`);

/** @param {string} text @param {[string, string][]} choices @param {string} value */
function select(text, choices, value) {
  const control = /** @type {HTMLSelectElement} */ (make("select", { class: "value" }));
  control.append(...choices.map(([one, label]) => make("option", { value: one }, label)));
  control.value = value;
  return { field: make("label", { class: "own-field" }, text, control), control };
}

/** Which rows, where there are more than examples may be. @param {number} count */
function rowsField(count) {
  const most = LIMITS.examples;
  const made = make("fieldset", { class: "own-field" });
  made.hidden = count <= most;
  const radio = (/** @type {string} */ value, /** @type {string} */ text) => {
    const input = /** @type {HTMLInputElement} */ (
      make("input", { type: "radio", name: "own-rows", value })
    );
    input.checked = value === "first";
    return { input, label: make("label", {}, input, text) };
  };
  const first = radio("first", ` the first ${most}`);
  const sample = radio("sample", " a sample, seed");
  const seed = /** @type {HTMLInputElement} */ (
    make("input", {
      class: "value",
      inputmode: "numeric",
      value: "0",
      "aria-label": "Seed of the sample",
    })
  );
  made.append(make("legend", {}, `Of ${count} rows`), first.label, sample.label, seed);
  return {
    made,
    read: () => ({ sample: sample.input.checked, seed: Math.trunc(Number(seed.value)) || 0 }),
  };
}

/** @param {import("./csv.js").Column} column */
function kindOf({ numbers, words }) {
  return numbers ? "numbers" : `${words.length} different words`;
}

/** @param {import("./csv.js").Column} column */
function firsts({ numbers, words, codes }) {
  const list = numbers
    ? Array.from(numbers.subarray(0, EXAMPLES), (v) => (Number.isNaN(v) ? "(none)" : short(v)))
    : Array.from(codes?.subarray(0, EXAMPLES) ?? [], (code) =>
        (words[code] ?? "(none)").replace(/^(.{20}).{2,}$/, "$1…"),
      );
  return list.join(", ");
}

/** How a row of X comes from its column, and what it begins with. @param {ReturnType<typeof chosen>} made @param {number} at */
function formula({ X, scales }, at) {
  const { shift, divide } = scales[at];
  const values = X[at].slice(0, EXAMPLES).map(short).join(", ");
  if (shift === 0 && divide === 1) return values;
  const less = shift < 0 ? `x + ${short(-shift)}` : `x − ${short(shift)}`;
  return `(${less}) / ${short(divide)}: ${values}`;
}
