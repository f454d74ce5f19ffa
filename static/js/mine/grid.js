/** An answer as cells to type into, each marked once it has been checked. */
import { make } from "../explain/dom.js";
import { labelRuns } from "../labels.js";
import { fragment } from "../symbols.js";

const WORDS = /** @type {Record<string, string>} */ ({
  right: ", right",
  wrong: ", wrong",
  coarse: ", right, but with few digits",
});

/**
 * @param {{
 *   typed(cells: string[][]): void, pasted(text: string, r: number, c: number): boolean,
 *   check(): void,
 * }} on
 */
export function createGrid(on) {
  const element = make("div", { class: "mine-cells" });
  /** @type {HTMLInputElement[][]} */
  let inputs = [];
  let name = "";

  /** @param {EventTarget | null} target @returns {[number, number]} */
  function placeOf(target) {
    const input = /** @type {HTMLInputElement} */ (target);
    const r = inputs.findIndex((row) => row.includes(input));
    return [r, r < 0 ? -1 : inputs[r].indexOf(input)];
  }

  const values = () => inputs.map((row) => row.map((input) => input.value));

  /** @param {number} r @param {number} c @param {string} [how] */
  function mark(r, c, how = "") {
    const input = inputs[r][c];
    const cell = /** @type {HTMLElement} */ (input.parentElement);
    cell.dataset.verdict = how;
    input.setAttribute("aria-invalid", String(how === "wrong" || how === "refused"));
    input.ariaLabel = `${name} row ${r + 1} column ${c + 1}${WORDS[how] ?? ""}`;
  }

  element.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLInputElement) target.select();
  });
  element.addEventListener("input", ({ target }) => {
    const [r, c] = placeOf(target);
    if (r >= 0) mark(r, c);
    on.typed(values());
  });
  element.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const [r, c] = placeOf(event.target);
    if (r >= 0 && /\S\s*[\s,;&|]\s*\S/.test(text) && on.pasted(text, r, c)) event.preventDefault();
  });
  element.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const [r, c] = placeOf(target);
    if (r < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "Enter") on.check();
    else if (key !== "ArrowUp" && key !== "ArrowDown") return;
    event.preventDefault();
    inputs[r + (key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0)]?.[c]?.focus();
  });

  return {
    element,
    /**
     * @param {string} matrix as it is said
     * @param {string[][]} cells
     * @param {import("../labels.js").Label[][]} labels of the rows and columns; none where the
     *   shape is another
     */
    draw(matrix, cells, [down, along]) {
      name = matrix;
      inputs = cells.map((row) =>
        row.map((text) => {
          const input = /** @type {HTMLInputElement} */ (make("input", { type: "text" }));
          Object.assign(input, { value: text, autocomplete: "off", spellcheck: false });
          Object.assign(input, { autocapitalize: "off", maxLength: 60 });
          return input;
        }),
      );
      const head = (/** @type {import("../labels.js").Label | undefined} */ label) =>
        make("td", { class: "label" }, label ? fragment(labelRuns(label)) : "");
      const rows = inputs.map((row, r) =>
        make("tr", {}, head(down[r]), ...row.map((input) => make("td", {}, input))),
      );
      const top = along.length
        ? [make("tr", {}, make("td"), ...inputs[0].map((_, c) => head(along[c])))]
        : [];
      element.replaceChildren(make("table", { role: "presentation" }, ...top, ...rows));
      for (const [r, row] of inputs.entries()) for (const c of row.keys()) mark(r, c);
    },
    /** @param {string[][]} verdicts */
    judge(verdicts) {
      for (const [r, row] of inputs.entries()) {
        for (const c of row.keys()) mark(r, c, verdicts[r]?.[c]);
      }
    },
    /** A cell that is no number. @param {number} r @param {number} c */
    accuse(r, c) {
      if (!inputs[r]?.[c]) return;
      mark(r, c, "refused");
      inputs[r][c].focus();
    },
    focus: () => inputs[0]?.[0]?.focus(),
  };
}
