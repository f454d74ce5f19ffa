/** A small network's state as the page holds it, with values made from a seed. */

/** @param {number} seed */
function random(seed) {
  let s = seed;
  return () => {
    s = (s * 1103515245 + 12345) % 2147483648;
    return s / 1073741824 - 1;
  };
}

/** The rows of a matrix. */
export function filled(rows, cols, next) {
  return Array.from({ length: rows }, () => Array.from({ length: cols }, next));
}

const SCALARS = { m: 8, lr: 0.5, l2: 0.1, mu: 0.9, t: 1 };

/**
 * @param {string} writes
 * @param {string[]} equation
 * @param {string} pattern
 */
export function stepOf(writes, equation, pattern) {
  const reads = [...new Set(equation.map((t) => t.replace(/\.T$/, "")))].filter((t) =>
    /^[A-Zdmvg]\w*\d|^[YL]$/.test(t),
  );
  return {
    index: 0,
    phase: "backward",
    layer: 2,
    writes,
    reads,
    equation,
    pattern,
    title: "",
    ask: "",
  };
}

/**
 * @param {object} step
 * @param {number[]} layers
 * @param {number} m
 */
export function stateOf(step, layers = [2, 4, 3], m = 8) {
  const next = random(7);
  const state = {
    spec: { average: "gradients" },
    steps: [step],
    layers,
    activations: layers.slice(1).map((_, i) => (i === layers.length - 2 ? "softmax" : "relu")),
    m,
    examples: [...Array(m).keys()],
    scalars: { ...SCALARS, m },
    ranges: {},
    matrices: {},
    iteration: 0,
    step: step.writes,
    beat: 2,
    beats: 1,
    cell: null,
  };
  for (const name of [step.writes, ...step.reads]) {
    const [, base, digits] = /^(d?[WbZA]|gprime|[LJY])(\d*)/.exec(name);
    const l = Number(digits);
    const rows = base === "L" || base === "J" ? 1 : base === "Y" ? layers.at(-1) : layers[l];
    const cols = base.endsWith("W") ? layers[l - 1] : base.endsWith("b") || base === "J" ? 1 : m;
    const dims = [
      base === "L" || base === "J" ? "1" : base === "Y" ? `n${layers.length - 1}` : `n${l}`,
      base.endsWith("W") ? `n${l - 1}` : base.endsWith("b") || base === "J" ? "1" : "m",
    ];
    const mask = () => (next() > 0 ? 1 : 0);
    state.matrices[name] = {
      shape: [rows, cols],
      dims,
      values: filled(rows, cols, base === "gprime" ? mask : next),
    };
  }
  return state;
}

export const STEPS = {
  Z1: stepOf("Z1", ["W1", "·", "A0", "+", "b1"], "row-column-bias"),
  A1: stepOf("A1", ["ReLU", "(", "Z1", ")"], "entrywise"),
  L: stepOf("L", ["−Σₖ", "Y", "⊙", "log softmax", "(", "Z2", ")"], "column"),
  J: stepOf("J", ["1/m", "Σᵢ", "L"], "mean"),
  dZ2: stepOf("dZ2", ["A2", "−", "Y"], "entrywise"),
  dW2: stepOf("dW2", ["1/m", "dZ2", "·", "A1.T", "+", "λ/m", "W2"], "row-column"),
  db2: stepOf("db2", ["1/m", "dZ2", "·", "1"], "row-sum"),
  dA1: stepOf("dA1", ["W2.T", "·", "dZ2"], "row-column"),
  dZ1: stepOf("dZ1", ["dA1", "⊙", "gprime1"], "entrywise"),
  W1_next: stepOf("W1_next", ["W1", "−", "α", "dW1"], "entrywise"),
};
