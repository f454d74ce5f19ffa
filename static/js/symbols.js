/**
 * Names of matrices as people write them. A name's symbol is a list of runs, pieces of one manner:
 * "i" italic, "u" upright, "s" a class's shape, each on the line, raised or lowered.
 * @typedef {{ text: string, face: "i" | "u" | "s", at?: "sup" | "sub" }} Run
 * @typedef {import("./stage/types.d.ts").State} State
 * @typedef {{
 *   base: string, layer: number | null, suffix: string, transposed: boolean, one: boolean,
 * }} Name  one: the column of one example, as NumPy writes it: "A1[:,3]"
 */

const NAME = /^(dW|db|dZ|dA|gprime|Jac|[mv][Wb]|[WbZA])(\d+)(_next|hat)?(\.T)?$/;

export { caption, captionRuns } from "./captions.js";
export { dimLabels, labelRuns, SHAPES, spokenLabel, unitLabels } from "./labels.js";

const SLICE = /\[:,[\d:]+\]/;
/** What one example adds to a gradient: its column of dZ times a row, or times 1. */
const SHARE = /^dZ(\d+)\[:,\d+\] · (1$)?/;

/** The matrix that a column of one example is of: "A1[:,3].T" is of "A1". @param {string} name */
export function whole(name) {
  return name.replace(SLICE, "");
}

/**
 * @param {string} name
 * @returns {Name} "A1.T" is base "A", layer 1, transposed; "Y" is base "Y", layer null
 */
export function split(name) {
  const share = SHARE.exec(name);
  if (share) {
    const base = share[2] ? "db" : "dW";
    return { base, layer: Number(share[1]), suffix: "", transposed: false, one: true };
  }
  const one = SLICE.test(name);
  const match = NAME.exec(whole(name));
  if (match) {
    const [, base, layer, suffix = "", transposed] = match;
    return { base, layer: Number(layer), suffix, transposed: Boolean(transposed), one };
  }
  const base = whole(name).replace(/\.T$/, "");
  return { base, layer: null, suffix: "", transposed: name.endsWith(".T"), one };
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
  const { base, layer, transposed, one } = split(name);
  const up = layer === null ? [] : [upright(`[${layer}]`, "sup")];
  const mark = one ? [upright("(i)", "sup")] : [];
  const tail = transposed ? [...mark, upright("T", "sup")] : mark;
  const small = (/** @type {string} */ letter) =>
    italic(
      one && !/[Wb]$/.test(letter) ? letter.replace(/[A-Z]$/, (c) => c.toLowerCase()) : letter,
    );
  if (base === "A" && layer === 0) return [small("X"), ...tail];
  if (base === "L") return [upright("ℒ"), ...tail];
  if (base === "Jac") return [upright("Jac"), ...up, ...tail];
  if (base === "gprime" && how.short) return [italic("g′"), ...up, ...tail];
  if (base === "gprime") {
    const turn = transposed ? [upright("T", "sup")] : [];
    return [italic("g′"), upright("("), small("Z"), ...up, ...mark, upright(")"), ...turn];
  }
  if (/^[mv][Wb]$/.test(base)) {
    const hat = split(name).suffix === "hat" ? "\u0302" : "";
    return [italic(base[0] + hat), italic(base[1], "sub"), ...up, ...tail];
  }
  return [small(base), ...up, ...tail];
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
 * A name as one would say it: "dW layer 2".
 * @param {string} name
 * @param {{ example?: number | null }} [state] whose example its one column is of
 */
export function spoken(name, { example } = {}) {
  const { base, layer, suffix, transposed, one } = split(name);
  const which = example ? `example ${example}` : "one example";
  if (base === "A" && layer === 0) {
    return ["the data X", one && ` of ${which}`, transposed && ", transposed"]
      .filter(Boolean)
      .join("");
  }
  const first = base.replace("gprime", "slope").replace("Jac", "Jacobian").replace(/^L$/, "loss");
  const words = [suffix === "_next" ? `new ${first}` : first];
  if (suffix === "hat") words.push("corrected");
  if (layer !== null) words.push(`layer ${layer}`);
  if (one) words.push(`of ${which}`);
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
