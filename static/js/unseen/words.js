/** The words of a chain of matrices, which stand around its heatmaps. */
import { fragment, labelRuns, unitLabels } from "../symbols.js";
import { element } from "../training/dom.js";
import { symbolOf } from "./answer.js";

/** The symbol over a matrix, its letters beside the rows, its shape below. @param {import("./chain.js").Link} link @param {any} state */
export function wordsOf({ name, x, y, height, shown, box }, state) {
  const { m } = state;
  const at = (
    /** @type {HTMLElement} */ made,
    /** @type {number} */ left,
    /** @type {number} */ top,
  ) => {
    made.style.left = `${left}px`;
    made.style.top = `${top}px`;
    return made;
  };
  const labels = unitLabels(name, 0, state);
  const rows = shown.map((r, i) => {
    const inside = r < 0 ? "⋮" : fragment(labelRuns(labels[r]));
    const kind = labels[r]?.kind === "class" ? "unit of-class" : "unit";
    return at(element("span", kind, inside), x, box.y + (i + 0.5) * box.ch);
  });
  const heads = Array.from({ length: m > 1 ? m : 0 }, (_, c) =>
    at(element("span", "column", `(${c + 1})`), box.x + (c + 0.5) * box.cw, box.y - 9),
  );
  return [
    at(element("span", "symbol", symbolOf(name, m === 1)), box.x, y),
    at(
      element("span", `caption${name === "A0" ? " plain-words" : ""}`, ...captionOf(state, name)),
      box.x,
      y + 29,
    ),
    ...heads,
    ...rows,
    at(
      element("span", "shape", `${state.layers[Number(name.slice(1))]} × ${m}`),
      box.x,
      box.y + height + 5,
    ),
  ].map((one) => Object.assign(one, { ariaHidden: "true" }));
}

/** How a matrix comes about: W x + b, ReLU(z). @param {any} state @param {string} name @returns {(string | Node)[]} */
function captionOf({ m, steps }, name) {
  const layer = Number(name.slice(1));
  const of = (/** @type {string} */ one) => symbolOf(one, m === 1);
  if (name === "A0") return ["the input"];
  if (name[0] === "Z") {
    return [of(`W${layer}`), " ", of(`A${layer - 1}`), " + ", of(`b${layer}`)];
  }
  const by = steps.find((/** @type {any} */ step) => step.writes === name)?.equation[0] ?? "";
  return by === `Z${layer}` ? [of(by)] : [by, "(", of(`Z${layer}`), ")"];
}
