/**
 * Names of matrices as people write them. A name's symbol is a list of runs, pieces of one manner:
 * "i" italic, "u" upright, "s" a class's shape, each on the line, raised or lowered.
 * @typedef {{ text: string, face: "i" | "u" | "s", at?: "sup" | "sub" }} Run
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {{ base: string, layer: number | null, suffix: string, transposed: boolean }} Name
 */

const NAME = /^(dW|db|dZ|dA|gprime|Jac|[mv][Wb]|[WbZA])(\d+)(_next|hat)?(\.T)?$/;

export { dimLabels, labelRuns, SHAPES, spokenLabel, unitLabels } from "./labels.js";

const WORDS = {
  Y: "what is true",
  L: "the loss of each example",
  J: "the mean loss",
  gprime: "the slope in each entry",
};

/**
 * @param {string} name
 * @returns {Name} "A1.T" is base "A", layer 1, transposed; "Y" is base "Y", layer null
 */
export function split(name) {
  const match = NAME.exec(name);
  if (match) {
    const [, base, layer, suffix, transposed] = match;
    return { base, layer: Number(layer), suffix: suffix ?? "", transposed: Boolean(transposed) };
  }
  const transposed = name.endsWith(".T");
  return { base: name.replace(/\.T$/, ""), layer: null, suffix: "", transposed };
}

/**
 * @param {string} text
 * @param {Run["at"]} [at]
 * @returns {Run}
 */
export const italic = (text, at) => ({ text, face: "i", at });

/**
 * @param {string} text
 * @param {Run["at"]} [at]
 * @returns {Run}
 */
export const upright = (text, at) => ({ text, face: "u", at });

/**
 * @param {string} name
 * @param {{ short?: boolean }} [how] short: the slopes are g′[1] instead of g′(Z[1])
 * @returns {Run[]}
 */
export function runs(name, how = {}) {
  const { base, layer, transposed } = split(name);
  const up = layer === null ? [] : [upright(`[${layer}]`, "sup")];
  const tail = transposed ? [upright("T", "sup")] : [];
  if (base === "A" && layer === 0) return [italic("X"), ...tail];
  if (base === "L") return [upright("ℒ"), ...tail];
  if (base === "Jac") return [upright("Jac"), ...up, ...tail];
  if (base === "gprime" && how.short) return [italic("g′"), ...up, ...tail];
  if (base === "gprime") {
    return [italic("g′"), upright("("), italic("Z"), ...up, upright(")"), ...tail];
  }
  if (/^[mv][Wb]$/.test(base)) {
    const hat = split(name).suffix === "hat" ? "\u0302" : "";
    return [italic(base[0] + hat), italic(base[1], "sub"), ...up, ...tail];
  }
  return [italic(base), ...up, ...tail];
}

/**
 * @param {Run} run
 * @returns {Node}
 */
function node(run) {
  /** @type {Node} */
  let inner = document.createTextNode(run.text);
  if (run.face === "i") {
    const element = document.createElement("i");
    element.append(inner);
    inner = element;
  }
  if (!run.at) return inner;
  const element = document.createElement(run.at);
  element.append(inner);
  return element;
}

/**
 * @param {Run[]} list
 * @returns {DocumentFragment}
 */
export function fragment(list) {
  const made = document.createDocumentFragment();
  made.append(...list.map(node));
  return made;
}

/**
 * The symbol of a matrix: `dW2` is dW raised [2].
 * @param {string} name
 * @param {{ short?: boolean }} [how]
 */
export function symbol(name, how) {
  return fragment(runs(name, how));
}

/**
 * What stands in small type under a symbol: ∂J/∂W[2] under a gradient, else a few plain words.
 * @param {string} name
 * @param {unknown} [average] field of the spec: where the 1/m stands
 * @returns {Run[]}
 */
export function captionRuns(name, average = "gradients") {
  const { base, layer, suffix, transposed } = split(name);
  if (/^d[WbZA]$/.test(base)) {
    const summed = base === "dW" || base === "db" || average === "loss";
    const of = runs(`${base.slice(1)}${layer}`);
    return [upright("∂"), summed ? italic("J") : upright("ℒ"), upright(" ∕ ∂"), ...of];
  }
  if (base === "Jac")
    return [upright("∂"), ...runs(`A${layer}`), upright(" ∕ ∂"), ...runs(`Z${layer}`)];
  if (base === "W" && transposed) {
    return [upright("∂"), ...runs(`Z${layer}`), upright(" ∕ ∂"), ...runs(`A${Number(layer) - 1}`)];
  }
  if (transposed) return [upright("transposed")];
  if (suffix === "_next") return [upright("new")];
  if (base === "A" && layer === 0) {
    return [italic("A"), upright("[0]", "sup"), upright(", the data")];
  }
  if (base === "A") return [upright("what each unit sends on")];
  if (base === "Z") return [upright("what each unit receives")];
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

/**
 * A name as one would say it: "dW layer 2".
 * @param {string} name
 */
export function spoken(name) {
  const { base, layer, suffix, transposed } = split(name);
  if (base === "A" && layer === 0) return transposed ? "the data X, transposed" : "the data X";
  const first = base.replace("gprime", "slope").replace("Jac", "Jacobian").replace(/^L$/, "loss");
  const words = [suffix === "_next" ? `new ${first}` : first];
  if (suffix === "hat") words.push("corrected");
  if (layer !== null) words.push(`layer ${layer}`);
  return words.join(" ") + (transposed ? ", transposed" : "");
}

/**
 * The shape of a matrix in letters.
 * @param {string} name may end in ".T"
 * @param {State} state
 * @returns {[string, string]}
 */
export function dimsOf(name, state) {
  const { transposed } = split(name);
  const [rows, columns] = stored(name.replace(/\.T$/, ""), state);
  return transposed ? [columns, rows] : [rows, columns];
}

/**
 * @param {string} name
 * @param {State} state
 * @returns {[string, string]}
 */
function stored(name, state) {
  const known = state.matrices[name]?.dims;
  if (known) return [known[0], known[1]];
  const { base, layer } = split(name);
  if (base === "Y") return [`n${state.layers.length - 1}`, "m"];
  if (layer === null) return ["1", base === "L" ? "m" : "1"];
  if (base === "Jac") return [`n${layer}`, `n${layer}*m`];
  if (base.endsWith("W")) return [`n${layer}`, `n${layer - 1}`];
  return [`n${layer}`, base.endsWith("b") ? "1" : "m"];
}

/**
 * A letter of a shape as a number.
 * @param {string} dim "n2", "m", "1" or "n2*m"
 * @param {State} state
 * @returns {number}
 */
export function sizeOf(dim, state) {
  return dim
    .split("*")
    .map((one) =>
      one === "m" ? state.m : one[0] === "n" ? state.layers[Number(one.slice(1))] : Number(one),
    )
    .reduce((a, b) => a * b, 1);
}

/**
 * A letter of a shape as runs: n lowered 2, m.
 * @param {string} dim
 * @returns {Run[]}
 */
export function dimRuns(dim) {
  return dim.split("*").flatMap((one, i) => {
    const dot = i ? [upright(" ")] : [];
    if (one === "m") return [...dot, italic("m")];
    if (one[0] !== "n") return [...dot, upright(one)];
    return [...dot, italic("n"), upright(one.slice(1), "sub")];
  });
}
