/** What the panel of one's own answer is made of. */
import { make } from "../explain/dom.js";

/** @param {string} text @param {string} [className] */
const button = (text, className = "linked") =>
  make("button", { type: "button", class: className }, text);

/** @param {string} name @param {string} label */
const size = (name, label) =>
  /** @type {HTMLInputElement} */ (
    make("input", { type: "text", inputmode: "numeric", class: "value", name, "aria-label": label })
  );

export function build() {
  const title = make("h2", { id: "mine-title" });
  const [close, check, turn, clear, hide] = [
    button("Close"),
    button("Check", "mine-check"),
    button("As text"),
    button("Clear"),
    button(""),
  ];
  const [rows, cols] = [size("mine-rows", "Rows"), size("mine-cols", "Columns")];
  const text = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { rows: "7", spellcheck: "false", "aria-label": "Your matrix as text" })
  );
  const fault = make("p", { class: "mine-fault", role: "alert" });
  const out = make("div", { class: "mine-said", role: "status" });
  const element = make("div", {
    ...{ id: "mine", class: "sheet-over aside mine", popover: "manual" },
    ...{ role: "dialog", "aria-labelledby": "mine-title" },
  });
  const lead = "Type or paste what you worked out. It is checked to the digits you give.";
  const grid = make("div", { class: "mine-place" });
  const own = make("div", { class: "mine-own" });
  own.append(
    make("div", { class: "mine-head" }, title, close),
    make("p", {}, lead),
    make("p", { class: "mine-shape" }, "Shape ", rows, " × ", cols, turn),
    grid,
    text,
    fault,
    make("p", { class: "mine-deeds" }, check, clear, hide),
  );
  element.append(own, out);
  return { element, title, close, check, turn, clear, hide, rows, cols, text, fault, out, grid };
}
