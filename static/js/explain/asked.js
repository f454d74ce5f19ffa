/** The question of the list that the numbers of a step raise: a link to it under the reason why. */
import { offUnits } from "../insight/facts.js";
import { indexOf, isPending } from "../state.js";
import { split } from "../symbols.js";
import { deadLayer, weightless } from "../trouble.js";
import { make } from "./dom.js";

const QUESTIONS = {
  zeros: "Why does nothing move from zero weights?",
  off: "What does a ReLU that is off do to those before it?",
  step: "What if the step is too large?",
};

/**
 * Which question it is.
 * @param {any} state
 * @returns {keyof typeof QUESTIONS | null}
 */
export function questionOf(state) {
  const { step, matrices, iteration } = state;
  const { base, layer } = split(step);
  if (indexOf(state.steps, step) < 0 || isPending(state, step)) return null;
  if (step === "J") return rose(state) ? "step" : null;
  const zero = (/** @type {string} */ name) =>
    matrices[name]?.values.every((/** @type {any[]} */ row) => row.every((v) => v === 0));
  if (/^d[AW]$/.test(base) && zero(step) && weightless(state)) return "zeros";
  if (/^(A|d[AZWb])$/.test(base) && zero(step) && iteration > 0 && deadLayer(state) !== null)
    return "step";
  return /^(gprime|dZ)$/.test(base) && offUnits(layer, state).length ? "off" : null;
}

/** Whether an update of all examples has made the loss larger. @param {any} state */
function rose({ J, iteration, history, spec, m }) {
  const before = history?.J[history.iterations.indexOf(iteration - 1)];
  return (!spec.batch || spec.batch >= m) && J > before;
}

/**
 * @param {Element | null} article the reasons of the step
 * @param {any} state
 */
export function show(article, state) {
  article?.querySelector(".asked")?.remove();
  const slug = questionOf(state);
  if (!slug) return;
  const link = make("a", { href: `/questions#${slug}` }, QUESTIONS[slug]);
  article?.querySelector(".part")?.append(make("p", { class: "asked" }, link));
}
