/** The strip under the stage: what is asked, the fields, what comes of them, and the score. */
import { make } from "../explain/dom.js";
import { symbol } from "../symbols.js";
import { answersOf, fieldsOf, markFields } from "./fields.js";

/**
 * Text in which `$` is the symbol of a matrix.
 * @param {string} text
 * @param {string} name
 */
function withSymbol(text, name) {
  return text.split("$").flatMap((piece, i) => (i ? [symbol(name), piece] : [piece]));
}

/**
 * @param {{
 *   check(): void, reveal(): void, startOver(): void, typed(answers: string[]): void,
 *   light(i: number): void,
 * }} on
 */
export function createStrip(on) {
  const said = make("p", { class: "quiz-said", "aria-live": "polite" });
  const points = make("span");
  const again = make("button", { type: "button", class: "quiz-again" }, "start over");
  const score = make("p", { class: "quiz-score" }, points, " ", again);
  const place = make("div", {
    class: "quiz-fields",
    role: "group",
    "aria-label": "Your prediction",
  });
  const check = make("button", { type: "button", class: "quiz-check" }, "Check");
  const reveal = make("button", { type: "button", class: "linked" }, "Show me");
  const row = make("div", { class: "quiz-row" }, place, check, reveal);
  const element = make("section", { class: "quiz", "aria-label": "Predict" }, said, score, row);
  /** @type {HTMLElement[]} */
  let fields = [];

  /** @param {EventTarget | null} target */
  const indexOf = (target) =>
    fields.findIndex((field) => target instanceof Node && field.contains(target));

  check.addEventListener("click", on.check);
  reveal.addEventListener("click", on.reveal);
  again.addEventListener("click", on.startOver);
  place.addEventListener("focusin", ({ target }) => on.light(indexOf(target)));
  place.addEventListener("focusout", () => on.light(-1));
  place.addEventListener("input", ({ target }) => {
    const field = fields[indexOf(target)];
    if (field) field.dataset.verdict = "";
    on.typed(answersOf(fields));
  });
  // A form would not be sent within a sandboxed frame, and nothing is to be sent.
  place.addEventListener("keydown", (event) => {
    if (event.key === "Enter") on.check();
    else if (event.key === "Escape") /** @type {HTMLElement} */ (event.target).blur();
    else return;
    event.preventDefault();
  });

  return {
    element,
    /** @param {import("./questions.js").Question} question @param {string[]} answers */
    ask(question, answers) {
      fields = fieldsOf(question, answers);
      place.replaceChildren(...fields);
      row.hidden = false;
    },
    /** No question any more. */
    rest() {
      row.hidden = true;
    },
    /** @param {string} strong @param {string} text @param {string} name what `$` stands for */
    say(strong, text, name) {
      const lead = strong ? [make("strong", {}, strong), " "] : [];
      said.classList.toggle("long", text.length > 140);
      said.replaceChildren(...lead, ...withSymbol(text, name));
    },
    /** @param {{ right: number, of: number }} now */
    count({ right, of }) {
      score.hidden = of === 0;
      points.textContent = `${right} of ${of}`;
      points.title = "right at the first try";
    },
    answers: () => answersOf(fields),
    /** @param {string[]} verdicts */
    mark: (verdicts) => markFields(fields, verdicts),
    /** The first field, or the first that is not right. */
    focus() {
      const first = fields.find((field) => field.dataset.verdict !== "right") ?? fields[0];
      const input = first?.querySelector("input:checked, input");
      /** @type {HTMLElement | null} */ (input)?.focus({ preventScroll: true });
      // In a low window the studio scrolls; a frame must not move the page it stands in.
      if (element.closest(".studio")) element.scrollIntoView({ block: "nearest" });
    },
    focused: () => element.contains(document.activeElement),
  };
}
