/** One matrix: its cells beside its text, what it must be, and what is wrong with it. */
import { make } from "../explain/dom.js";
import { dimLabels } from "../labels.js";
import { dimRuns, fragment, runs } from "../symbols.js";
import { Fault } from "./fault.js";
import { button } from "./frame.js";
import { createGrid } from "./grid.js";
import { parse } from "./parse.js";
import { expected, hint, said } from "./shapes.js";

/** What a matrix is, and what its rows and columns are. */
const ABOUT = /** @type {Record<string, string>} */ ({
  X: "the inputs: a row for each, a column per example",
  Y: "what is true: a column per example",
  W: "the weights at the beginning: row j leads into unit j",
  b: "the biases at the beginning: one for each unit",
});
const SIZES = /** @type {Record<string, [string, string, number, number][]>} */ ({
  X: [
    ["example", "an example", 0, 1],
    ["input", "an input", 1, 0],
  ],
  Y: [["output", "an output", 1, 0]],
});

/**
 * @param {HTMLElement} root
 * @param {ReturnType<typeof import("./draft.js").createDraft>} draft
 * @param {{state: any, changed: () => void}} page
 */
export function createPanel(root, draft, { state, changed }) {
  let name = "X";
  const symbol = make("h2", { class: "own-symbol" });
  const about = make("p", { class: "quiet" });
  const shape = make("p", { class: "own-shape" });
  const place = make("div", { class: "own-grid" });
  const deeds = make("p", { class: "own-deeds" });
  const text = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { class: "own-text", id: "own-text", spellcheck: "false", wrap: "off" })
  );
  const label = make("label", { for: "own-text", class: "quiet" });
  const wrong = make("p", { class: "own-wrong", id: "own-wrong", "aria-live": "polite" });
  const offers = make("p", { class: "own-deeds" });
  root.replaceChildren(
    make("div", { class: "own-title" }, symbol, make("div", {}, about, shape)),
    make("div", { class: "own-left" }, place, deeds),
    make("div", { class: "own-right" }, label, text),
    make("div", { class: "own-below" }, wrong, offers),
  );
  text.setAttribute("aria-describedby", "own-wrong");
  const grid = createGrid(place, {
    write(cells) {
      draft.fill(name, cells);
      text.value = draft.get(name).text;
      tell();
    },
    paste(block) {
      try {
        return parse(block).cells;
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        wrong.textContent = `What you pasted cannot be read. ${error.message}`;
        return null;
      }
    },
  });

  text.addEventListener("input", () => {
    draft.write(name, text.value);
    cells();
    tell();
  });

  /** Labels of rows and columns, as on the stage. */
  function labels() {
    const written = draft.get(name).cells;
    const [rows, cols] = dims(name, draft.names.length / 2 - 1);
    const layers = draft.layers();
    const [high, wide] = written ? [written.length, written[0].length] : [0, 0];
    layers[Number(rows.slice(1))] = high;
    if (cols[0] === "n") layers[Number(cols.slice(1))] = wide;
    const size = { ...state(), layers, examples: null, matrices: {}, m: wide };
    return { name, rows: dimLabels(rows, size), cols: dimLabels(cols, size) };
  }

  function cells() {
    grid.show(draft.get(name).cells ?? [], labels());
  }

  /** What is said of the matrix: what is wrong, else what was noticed. */
  function tell() {
    const one = draft.get(name);
    const problem = draft.problems()[name];
    const drawn = draft.drawn(name);
    const noticed = one.values && one.edited && !drawn ? hint(name, one.values) : "";
    const wanted = expected(name, draft.layers());
    const [rows, cols] = dims(name, draft.names.length / 2 - 1).map((dim) =>
      fragment(dimRuns(dim)),
    );
    const size = drawn ? [wanted && said(wanted), "drawn by the seed"] : [draft.shape(name)];
    shape.replaceChildren(
      rows,
      " × ",
      cols,
      make("b", {}, size.filter(Boolean).join(", ") || "not a matrix yet"),
    );
    place.hidden = drawn && !one.edited;
    const words = drawn
      ? ["It will be drawn by the seed in its new size. Write here to give your own."]
      : [...one.notes, noticed];
    wrong.textContent = problem?.message ?? words.filter(Boolean).join(" ");
    wrong.classList.toggle("is-wrong", Boolean(problem));
    text.ariaInvalid = String(Boolean(problem));
    const { row = 0, col = 0 } = one.fault?.place ?? {};
    grid.accuse(row - 1, col - 1, "own-wrong");
    const offer = problem?.offer ?? (noticed ? [name] : []);
    offers.replaceChildren(...(offer.length ? [turning(offer)] : []));
    changed();
  }

  /** @param {string[]} names */
  function turning(names) {
    const made = button("transpose", `Transpose ${names.join(" and ")}`);
    made.addEventListener("click", () => {
      for (const one of names) draft.transpose(one);
      show(name);
      text.focus();
    });
    return made;
  }

  /** A row or a column more or less, of X and Y alike where it is an example. @param {number} rows @param {number} cols @param {1|-1} by */
  function resize(rows, cols, by) {
    for (const each of cols ? ["X", "Y"] : [name]) {
      const old = draft.get(each).cells;
      if (!old) continue;
      const wide = Math.max(1, old[0].length + by * cols);
      const high = Math.max(1, old.length + by * rows);
      draft.fill(
        each,
        Array.from({ length: high }, (_, i) =>
          Array.from({ length: wide }, (_, j) => old[i]?.[j] ?? ""),
        ),
      );
    }
    show(name);
    const made = draft.get(name).cells;
    if (made && by > 0) grid.go(rows ? made.length - 1 : 0, cols ? made[0].length - 1 : 0);
  }

  /** @param {string} next */
  function show(next) {
    name = next;
    symbol.replaceChildren(fragment(runs(name)));
    about.textContent = ABOUT[name[0]];
    label.replaceChildren(fragment(runs(name)), " as text, a line for each row");
    text.value = draft.get(name).text;
    const ways = (SIZES[name] ?? []).flatMap(([word, said, rows, cols]) =>
      /** @type {const} */ ([1, -1]).map((by) => {
        const made = button(
          `${by > 0 ? "more" : "less"}-${word}`,
          `${by > 0 ? "+" : "−"} ${word}`,
          "plain",
        );
        made.ariaLabel = `${by > 0 ? "Add" : "Remove"} ${said}`;
        made.addEventListener("click", () => resize(rows, cols, by));
        return made;
      }),
    );
    deeds.replaceChildren(...ways);
    cells();
    tell();
  }

  return { show, refresh: () => show(name), paint: grid.paint };
}

/** What the rows and columns of a matrix are. @param {string} name @param {number} last @returns {[string, string]} */
function dims(name, last) {
  if (name === "X") return ["n0", "m"];
  if (name === "Y") return [`n${last}`, "m"];
  const layer = Number(name.slice(1));
  return [`n${layer}`, name[0] === "W" ? `n${layer - 1}` : "1"];
}
