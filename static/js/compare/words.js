/** What the head of the comparison says: which iterations, which networks, and the way between. */
import { currentStep } from "../state.js";
import { symbol } from "../symbols.js";
import { element } from "./marks.js";

/** @param {string} text @param {() => void} run */
function deed(text, run) {
  const button = /** @type {HTMLButtonElement} */ (element("button", "go-there", text));
  button.type = "button";
  button.addEventListener("click", run);
  return button;
}

/** The fields in which two queries differ, as the pinned one has them. @param {string} pinned @param {string} now */
export function otherNetwork(pinned, now) {
  const here = new Set(now.split("&"));
  const there = pinned.split("&").filter((part) => part && !here.has(part));
  const names = new Set(there.map((part) => part.split("=")[0]));
  const left = now.split("&").filter((part) => part && !pinned.split("&").includes(part));
  const gone = left.map((part) => part.split("=")[0]).filter((name) => !names.has(name));
  const say = (/** @type {string} */ part) => decodeURIComponent(part).replace("=", " ");
  return [...there.map(say), ...gone.map((name) => `${name} as by default`)].join(", ");
}

/** @param {any} state @param {any} actions @returns {Node[]} */
export function headOf(state, actions) {
  const { pin, iteration, query } = state;
  const step = currentStep(state);
  const title = element("h1", "title");
  if (step?.writes.endsWith("_next")) title.append("New ");
  title.append(symbol(step?.writes ?? ""), ` at iteration ${iteration} beside ${pin.iteration}`);
  const same = pin.query === query;
  const told = same
    ? pin.iteration === iteration
      ? "The same iteration twice. Press N for the next one, or choose another."
      : "One range of colours for all three columns; it stays while the iteration is pinned."
    : `Pinned in another network: ${otherNetwork(pin.query, query)}.`;
  const deeds = [deed("Let go", actions.pin)];
  if (same && pin.iteration !== iteration) {
    deeds.unshift(deed(`Go to ${pin.iteration}`, () => actions.goto({ iteration: pin.iteration })));
  }
  return [title, element("p", "quiet", told), element("div", "compare-deeds", ...deeds)];
}
