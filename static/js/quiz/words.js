/** What a question and its answers say. `$` stands for the symbol of the result. */
import { brief, full } from "../numbers.js";
import { runs, split } from "../symbols.js";
import { judged } from "./typed.js";

/** @typedef {import("./questions.js").Question} Question */

const NUMBERS = "①②③④⑤⑥";
/** The mark of a cell, on the stage and beside its field. @param {number} i */
export const markOf = (i) => NUMBERS[i];

/** A name in one line of text: "dW[2]". @param {string} name */
export const lineOf = (name) =>
  runs(name)
    .map((run) => run.text)
    .join("");

/** @param {Question} question @param {number} i */
export function cellName({ name, cells }, i) {
  return `${lineOf(name)} row ${cells[i][0] + 1} column ${cells[i][1] + 1}`;
}

/** @param {number} v */
export const signOf = (v) => (v > 0 ? "+" : v < 0 ? "−" : "0");

/** @param {number[]} shape */
export const shapeText = (shape) => shape.join(" × ");

/** @param {Question} question */
export function asked({ kind, cells }) {
  if (kind === "shape") return "Which shape will $ have?";
  const these = cells.length > 1 ? "these cells" : "this cell";
  if (kind === "sign") return `Which sign will ${these} of $ have?`;
  return `What will ${these} of $ be? Two digits are enough.`;
}

/** Why a result has the shape it has. */
const SHAPES = /** @type {Record<string, string>} */ ({
  "row-column": "the rows of the left factor, the columns of the right one",
  "row-column-bias": "a row for each unit, a column for each example",
  entrywise: "cell by cell, so the shape stays",
  column: "each column by itself",
  blocks: "a column for each example",
  "row-sum": "one number for each row",
  mean: "one number for all examples",
});

/** What the result is, in one sentence. @param {Question} question */
export function told(question) {
  const { kind, name, pattern, shape, values } = question;
  if (kind === "shape") {
    const gradient = /^d[Wb]$/.test(split(name).base);
    const why = gradient ? "a gradient has the shape of its variable" : SHAPES[pattern];
    return `${shapeText(shape)}: ${why ?? "as the operands have it"}.`;
  }
  const said = values.map((v, i) =>
    kind === "sign"
      ? `${markOf(i)}\u00a0is\u00a0${signOf(v)}`
      : `${markOf(i)}\u00a0is\u00a0${v ? brief(v) : full(v)}`,
  );
  return `${said.join(", ")}.`;
}

/**
 * How each answer stands; the one answer of a shape counts as one.
 * @param {Question} question
 * @param {string[]} answers
 * @returns {("right" | "wrong" | "coarse" | "none")[]}
 */
export function verdicts({ kind, values, shape }, answers) {
  if (kind === "shape") {
    return [answers[0] ? (answers[0] === shapeText(shape) ? "right" : "wrong") : "none"];
  }
  return values.map((v, i) => {
    if (!answers[i]?.trim()) return "none";
    if (kind === "sign") return answers[i] === signOf(v) ? "right" : "wrong";
    return judged(answers[i], v);
  });
}

/** "① and ③" @param {number[]} list */
function marks(list) {
  const names = list.map(markOf);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
}

/**
 * What is still to be done; nothing if all is right.
 * @param {Question} question
 * @param {string[]} answers
 */
export function missing(question, answers) {
  const how = verdicts(question, answers);
  const those = (/** @type {string} */ one) => how.flatMap((v, i) => (v === one ? [i] : []));
  const [wrong, coarse, none, right] = ["wrong", "coarse", "none", "right"].map(those);
  if (question.kind === "shape") {
    if (none.length) return "Choose a shape first.";
    return wrong.length ? `Not ${answers[0]}. Look at the shapes of the operands.` : "";
  }
  const said = [];
  if (none.length) {
    const given = none.every((i) => !answers[i]?.trim());
    const what =
      question.kind === "sign" ? "a sign" : given ? "a number" : "a number such as −0.35";
    said.push(`${marks(none)} still ${none.length > 1 ? "need" : "needs"} ${what}.`);
  }
  if (coarse.length) said.push(`${marks(coarse)}: give one digit more.`);
  if (wrong.length) {
    const lead = right.length ? `${marks(right)} right, ` : "Not yet: ";
    said.push(`${lead}${marks(wrong)} ${right.length ? "not" : "wrong"}.`);
  }
  return said.join(" ");
}

/** The slip that explains all, or the ones that might. @param {{ label: string, why: string }[]} slips */
export function slipSentence(slips) {
  const labels = [...new Set(slips.map(({ label }) => `“${label}”`))];
  if (labels.length === 1) return `Perhaps ${labels[0]}: ${slips[0].why}`;
  return labels.length ? `Perhaps ${labels.join(" or ")}.` : "";
}
