/**
 * The head and the foot of the stage: which step this is, the question before a result is shown,
 * and how to read labels and colours.
 *
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {import("../symbols.js").Run} Run
 */

import { classNames, examples } from "../labels.js";
import { dimLabels, fragment, italic, upright } from "../symbols.js";
import { showChain } from "./chain.js";
import { make } from "./text.js";

const SIGNS = new Map([
  ["alpha", "α"],
  ["lambda", "λ"],
  ["mu", "μ"],
  ["varepsilon", "ε"],
  ["partial", "∂"],
  ["sum", "Σ"],
  ["odot", "⊙"],
  ["cdot", "·"],
  ["log", "log"],
  ["mathcal{L}", "ℒ"],
]);

/**
 * Simple TeX, letters with what is raised and lowered, as runs.
 * @param {string} tex
 * @returns {Run[]}
 */
export function texRuns(tex) {
  /** @type {Run[]} */
  const found = [];
  const atom =
    /\\(mathcal\{L\}|[A-Za-z]+)|([\^_])(?:\{([^{}]*)\}|(\\?\w))|([A-Za-z]+)|\{|\}|([^\\^_A-Za-z{}]+)/gu;
  for (const [, command, place, group, single, name, rest] of tex.matchAll(atom)) {
    if (command) found.push(upright(SIGNS.get(command) ?? command));
    else if (place) {
      const at = place === "^" ? "sup" : "sub";
      for (const run of texRuns(group ?? single)) found.push({ ...run, at });
    } else if (name) found.push(italic(name));
    else if (rest) found.push(upright(rest.replace("-", "−").replaceAll("'", "′")));
  }
  return found;
}

/**
 * Text with TeX between \( and \).
 * @param {string} text
 */
export function sentence(text) {
  const made = document.createDocumentFragment();
  text.split(/\\\((.*?)\\\)/u).forEach((piece, i) => {
    if (i % 2) made.append(make("span", "math", fragment(texRuns(piece))));
    else made.append(piece);
  });
  return made;
}

/** The most classes whose names the legend has room for. */
const NAMED = 5;

/** The shapes of classes, and what they are called. @param {State} state */
function namedClasses(state) {
  const all = dimLabels(`n${state.layers.length - 1}`, state).slice(0, NAMED);
  return all.map(({ text, name }) => `${text} ${name}`).join("   ");
}

/** How the legend reads. */
const KEY = [upright("("), italic("i"), upright(") example "), italic("i")];
const FULL = "full colour at the ± of each matrix";
const SHARED =
  "± is the same for a quantity in all layers: for Z and A of all layers, for dA and dZ, for W";

/** @param {string} word */
function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

/**
 * Where in its phase a step is: "2 of 8".
 * @param {Step} step
 * @param {State} state
 */
export function placeOf(step, { steps, beat, beats, page }) {
  const own = steps.filter((one) => one.phase === step.phase);
  const number = own.findIndex((one) => one.writes === step.writes) + 1;
  const first = beats === 2 && beat === 1 && page !== "present" ? ", first of two beats" : "";
  return `${number} of ${own.length}${first}`;
}

/** @param {HTMLElement} root the stage, which may hold a head made by the server */
export function createHead(root) {
  const element = root.querySelector(".head") ?? make("header", "head");
  element.replaceChildren(
    make("p", "phase", make("span", "phase-word"), " ", make("span", "quiet")),
    make("h1", "title"),
    make("p", "chain"),
  );
  const [word, place] = element.querySelectorAll("p > span");
  const title = /** @type {HTMLElement} */ (element.querySelector("h1"));
  const links = /** @type {HTMLElement} */ (element.querySelector(".chain"));
  return {
    element,
    /**
     * @param {Step} step
     * @param {State} state
     * @param {string} note
     */
    show(step, state, note) {
      word.textContent = capital(step.phase);
      place.textContent = [placeOf(step, state), note].filter(Boolean).join(" · ");
      title.textContent = step.title;
      showChain(links, step, state.steps, state.spec.average);
    },
  };
}

/** The foot: a question while the result is pending, then what is worth seeing; and the legend. */
export function createFoot() {
  const ask = make("p", "ask");
  const example = make("span", "legend-item");
  const off = make("span", "legend-item", "✕ off for all examples shown");
  const bar = make("span", "legend-bar");
  bar.ariaHidden = "true";
  const scale = make("span", "legend-scale", "−", bar, "+", make("span", "", FULL));
  scale.title = SHARED;
  const classes = make("span", "legend-item");
  const legend = make("p", "legend", example, classes, off, scale);
  const element = make("footer", "foot", ask, legend);
  let reading = "";
  return {
    element,
    /**
     * @param {Step} step
     * @param {State} state
     * @param {boolean} anyOff
     */
    show(step, state, anyOff) {
      const question = state.beat === 1 && step.ask;
      ask.replaceChildren(
        ...(question ? [make("strong", "", "Before you press: "), sentence(step.ask)] : []),
      );
      ask.classList.remove("told");
      reading = "";
      example.replaceChildren(fragment(KEY));
      classes.hidden = !classNames(state).length;
      if (!classes.hidden) classes.textContent = namedClasses(state);
      off.hidden = !anyOff;
      off.textContent = `✕ off for ${examples(state.m)}`;
    },
    /**
     * @param {string} words of the cell under the pointer; none where there is no cell
     */
    read(words) {
      if (words === reading) return;
      reading = words;
      example.replaceChildren(words || fragment(KEY));
    },
    /**
     * What is worth seeing in a result that is shown; nothing where it is silent.
     * @param {import("../insight/words.js").Sentence | null} found
     */
    tell(found) {
      ask.classList.add("told");
      if (!found) ask.replaceChildren();
      else ask.replaceChildren(make("strong", "", fragment(found.strong)), fragment(found.rest));
    },
  };
}
