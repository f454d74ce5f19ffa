/**
 * What stands in small type under a symbol.
 * @typedef {import("./symbols.js").Run} Run
 */
import { fragment, italic, runs, split, upright } from "./symbols.js";

const WORDS = {
  Y: "what is true",
  L: "the loss of each example",
  J: "the mean loss",
  gprime: "the slope in each entry",
};

/**
 * What stands in small type under a symbol: ∂J/∂W[2] under a gradient, else a few plain words.
 * @param {string} name
 * @param {unknown} [average] field of the spec: where the 1/m stands
 * @returns {Run[]}
 */
export function captionRuns(name, average = "gradients") {
  const { base, layer, suffix, transposed, one } = split(name);
  if (/^d[WbZA]$/.test(base)) {
    const shared = one && /[Wb]$/.test(base);
    if (shared && average === "loss") return [upright("its share of "), ...runs(`${base}${layer}`)];
    const summed = (base === "dW" || base === "db" || average === "loss") && !shared;
    const of = runs(`${base.slice(1)}${layer}${one && !shared ? "[:,0]" : ""}`);
    const mark = one && !summed ? [upright("(i)", "sup")] : [];
    return [upright("∂"), summed ? italic("J") : upright("ℒ"), ...mark, upright(" ∕ ∂"), ...of];
  }
  if (base === "Jac")
    return [upright("∂"), ...runs(`A${layer}`), upright(" ∕ ∂"), ...runs(`Z${layer}`)];
  if (base === "W" && transposed) {
    const [of, by] = [runs(`Z${layer}`), runs(`A${Number(layer) - 1}`)];
    const slope = [upright("∂"), ...of, upright(" ∕ ∂"), ...by];
    return [upright("("), ...slope, upright(")"), upright("T", "sup")];
  }
  if (transposed) return [upright("transposed")];
  if (suffix === "_next") return [upright("new")];
  if (base === "A" && layer === 0) {
    return [italic(one ? "a" : "A"), upright("[0]", "sup"), upright(", the data")];
  }
  if (one && base === "gprime") return [upright("the slopes")];
  if (base === "A") return [upright(one ? "sent on" : "what each unit sends on")];
  if (base === "Z") return [upright(one ? "received" : "what each unit receives")];
  if (base === "L" && one) return [upright("the loss of this example")];
  return [upright(WORDS[/** @type {keyof typeof WORDS} */ (base)] ?? memory(base, suffix))];
}

/**
 * @param {string} base
 * @param {string} suffix
 */
function memory(base, suffix) {
  if (suffix === "hat") return "bias corrected";
  return base[0] === "m" ? "memory of slopes" : base[0] === "v" ? "memory of squares" : "";
}

/**
 * @param {string} name
 * @param {unknown} [average]
 */
export function caption(name, average) {
  return fragment(captionRuns(name, average));
}
