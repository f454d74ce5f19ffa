/** The fields of a question: a number or a sign for each chosen cell, or one of some shapes. */
import { make } from "../explain/dom.js";
import { cellName, lineOf, markOf, shapeText } from "./words.js";

/** @typedef {import("./questions.js").Question} Question */

const SIGNS = [
  ["+", "positive"],
  ["0", "zero"],
  ["−", "negative"],
];

/**
 * One of a few, as buttons that belong together.
 * @param {string} name
 * @param {string} label
 * @param {string[][]} choices value and how it is said
 * @param {string} [chosen]
 */
function choice(name, label, choices, chosen) {
  const options = choices.map(([value, spoken]) => {
    const radio = /** @type {HTMLInputElement} */ (
      make("input", { type: "radio", name, value, "aria-label": spoken })
    );
    radio.checked = value === chosen;
    return make("label", { class: "quiz-option" }, radio, make("span", {}, value));
  });
  const group = make("span", { class: "quiz-choice", role: "radiogroup", "aria-label": label });
  group.append(...options);
  return group;
}

/** @param {string} label @param {string} answer */
function number(label, answer) {
  const field = make("input", {
    ...{ type: "text", class: "value quiz-number", "aria-label": label, autocomplete: "off" },
    ...{ spellcheck: "false", autocapitalize: "off", maxlength: "24", value: answer },
  });
  return field;
}

/**
 * @param {Question} question
 * @param {string[]} answers
 * @returns {HTMLElement[]} a shape has one
 */
export function fieldsOf(question, answers) {
  if (question.kind === "shape") {
    const shapes = question.shapes.map((shape) => [shapeText(shape), shape.join(" by ")]);
    return [choice("quiz-shape", `Shape of ${lineOf(question.name)}`, shapes, answers[0])];
  }
  return question.cells.map((_, i) => {
    const label = cellName(question, i);
    const field =
      question.kind === "sign"
        ? choice(`quiz-sign-${i}`, `Sign of ${label}`, SIGNS, answers[i])
        : number(label, answers[i] ?? "");
    const mark = make("b", { class: "quiz-mark", "aria-hidden": "true" }, markOf(i));
    return make("span", { class: "quiz-field", "data-field": String(i) }, mark, field);
  });
}

/**
 * What stands in the fields.
 * @param {HTMLElement[]} fields
 */
export function answersOf(fields) {
  return fields.map((field) => {
    const input = /** @type {HTMLInputElement|null} */ (
      field.querySelector("input[type=text], input:checked")
    );
    return input?.value ?? "";
  });
}

/**
 * Each field says how it stands, by a sign and not by colour.
 * @param {HTMLElement[]} fields
 * @param {string[]} verdicts none: nothing is said
 */
export function markFields(fields, verdicts) {
  for (const [i, field] of fields.entries()) {
    const how = verdicts[i] ?? "";
    field.dataset.verdict = how;
    const input = field.querySelector("input[type=text]");
    input?.setAttribute("aria-invalid", String(how === "wrong" || how === "coarse"));
  }
}
