/**
 * A small field over one cell, with its value to the last digit. What cannot be taken is told
 * there, and what was typed stays.
 * @typedef {{
 *   place: import("./weights.js").Place, words: string, text: string,
 *   whole: boolean, anchor: () => { left: number, top: number, height: number } | null,
 * }} Cell  whole: the text is the value and gives way to what is typed
 */
import { make } from "../explain/dom.js";
import { numberOf } from "./number.js";

const EDGE = 8;

/**
 * @param {HTMLElement} root
 * @param {{ apply: (place: import("./weights.js").Place, value: number) => void, left: () => void }} to
 */
export function createField(root, to) {
  const input = /** @type {HTMLInputElement} */ (
    make("input", { type: "text", class: "value", autocomplete: "off", spellcheck: "false" })
  );
  input.enterKeyHint = "done";
  const name = make("p", { class: "name", id: "edit-name" });
  const problem = make("p", { class: "problem", role: "alert", id: "edit-problem" });
  const set = make("button", { type: "submit" }, "Set");
  const leave = make("button", { type: "button" }, "Leave");
  const form = make(
    "form",
    { class: "edit-cell", novalidate: "", "aria-labelledby": "edit-name" },
    ...[make("div", { class: "row" }, input, set, leave), name, problem],
  );
  input.setAttribute("aria-labelledby", "edit-name");
  /** @type {Cell | null} */
  let cell = null;

  function put() {
    const at = cell?.anchor();
    if (!at) return;
    const { width, height } = form.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - width - EDGE);
    const top = Math.min(at.top, innerHeight - height - EDGE);
    form.style.left = `${Math.max(EDGE, left)}px`;
    form.style.top = `${Math.max(EDGE, top)}px`;
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    problem.textContent = sentence;
    input.ariaInvalid = sentence ? "true" : null;
    if (sentence) input.setAttribute("aria-describedby", problem.id);
    else input.removeAttribute("aria-describedby");
    put();
  }

  function close() {
    if (!cell) return;
    cell = null;
    const had = form.contains(document.activeElement);
    form.remove();
    if (had) to.left();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value, problem: wrong } = numberOf(input.value);
    if (value === null) refuse(wrong);
    else if (cell) to.apply(cell.place, value);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
    event.stopPropagation();
  });
  input.addEventListener("input", () => refuse(""));
  leave.addEventListener("click", close);
  addEventListener("resize", put);

  return {
    put,
    refuse,
    close,
    /** The cell that is open. */
    open: () => cell?.place ?? null,
    /** Whether something was typed that is not applied. */
    touched: () => input.value.trim() !== cell?.text,
    /** @param {Cell} next */
    show(next) {
      cell = next;
      name.textContent = next.words;
      input.value = next.text;
      root.append(form);
      refuse("");
      input.focus({ preventScroll: true });
      if (next.whole) input.select();
    },
  };
}
