/** What a forward pass says of each input, in a sentence; its matrices as tables for who listens. */
import { full } from "../numbers.js";
import { classOf, columnOf, hasPlane } from "../plane.js";
import { fragment, labelRuns, runs, SHAPES, spokenLabel, unitLabels, upright } from "../symbols.js";
import { element } from "../training/dom.js";

/** A symbol in small letters, where it is of one input. @param {string} name @param {boolean} one */
export function symbolOf(name, one) {
  return fragment(runs(one ? `${name}[:,0]` : name).filter(({ text }) => text !== "(i)"));
}

/** @param {any} state @param {any} matrices @returns {(string | Node)[]} */
export function answer(state, matrices) {
  const name = `A${state.layers.length - 1}`;
  const count = matrices[name].shape[1];
  return Array.from({ length: count }, (_, i) => {
    const said = columnOf(matrices[name], i);
    const who = count > 1 ? `Example ${i + 1}: ` : "The net says ";
    return element("span", "", who, ...verdict(state, name, said), ". ");
  });
}

/** @param {any} state @param {string} name @param {any[]} said @returns {(string | Node)[]} */
function verdict(state, name, said) {
  const labels = unitLabels(name, 0, state);
  if (state.activations.at(-1) === "identity") {
    return labels.flatMap((label, k) => [
      k ? ", " : "",
      fragment(labelRuns(label)),
      ` = ${full(said[k])}`,
    ]);
  }
  const k = classOf(said);
  if (said.length === 1) {
    const sign = hasPlane(state) ? `, ${SHAPES[k]} on the plane` : "";
    return [element("b", "", `class ${k}`), `${sign}: its output is ${full(said[0])}`];
  }
  if (said.every((v) => v === said[0]))
    return [`no class more than another: ${full(said[0])} each`];
  const word = spokenLabel(labels[k]);
  const sign = labels[k].shape ? fragment([...labelRuns(labels[k]), upright(" ")]) : "";
  const how = state.activations.at(-1) === "softmax" ? "with probability" : "with";
  return [element("b", "", sign, word), ` ${how} ${full(said[k])}`];
}

/** A matrix as a table that is heard, not seen. @param {any} state @param {string} name @param {any} matrix */
export function tableOf(state, name, { values, shape }) {
  const labels = unitLabels(name, 0, state);
  const rows = values.map((/** @type {any[]} */ row, /** @type {number} */ r) => {
    const head = element("th", "", spokenLabel(labels[r]) || `row ${r + 1}`);
    head.setAttribute("scope", "row");
    return element("tr", "", head, ...row.map((v) => element("td", "", full(v))));
  });
  const title = `${name[0]} layer ${name.slice(1)}, ${shape[0]} × ${shape[1]}`;
  const words = name === "A0" ? `the input, ${shape[0]} × ${shape[1]}` : title;
  const made = element("table", "", element("caption", "", words), element("tbody", "", ...rows));
  made.dataset.matrix = name;
  return made;
}
