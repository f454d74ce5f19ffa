/** Matrices in plain loops, and numbers from a seed. */

/** Numbers in [0, 1) from a seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const table = (rows, columns, of) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => of(r, c)));
export const map = (A, f) => A.map((row, r) => row.map((v, c) => f(v, r, c)));
export const times = (A, B) =>
  table(A.length, B[0].length, (r, c) => B.reduce((s, row, k) => s + A[r][k] * row[c], 0));
export const turned = (A) => table(A[0].length, A.length, (r, c) => A[c][r]);
export const sum = (list) => list.reduce((s, v) => s + v, 0);

export function softmax(Z) {
  const top = Z[0].map((_, c) => Math.max(...Z.map((row) => row[c])));
  const E = map(Z, (z, _, c) => Math.exp(z - top[c]));
  const sums = E[0].map((_, c) => sum(E.map((row) => row[c])));
  return map(E, (e, _, c) => e / sums[c]);
}

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** Each activation with its slope, and that slope's equation in a layer. */
export const UNITS = {
  relu: [(z) => Math.max(z, 0), (z) => Number(z > 0), (l) => ["1 where", `Z${l}`, "> 0, else 0"]],
  leaky_relu: [
    (z) => (z > 0 ? z : 0.01 * z),
    (z) => (z > 0 ? 1 : 0.01),
    (l) => ["1 where", `Z${l}`, "> 0, else 0.01"],
  ],
  tanh: [Math.tanh, (z) => 1 - Math.tanh(z) ** 2, (l) => ["1 −", `A${l}`, "²"]],
  sigmoid: [
    sigmoid,
    (z) => sigmoid(z) * (1 - sigmoid(z)),
    (l) => [`A${l}`, "⊙", "(1 −", `A${l}`, ")"],
  ],
  identity: [(z) => z, () => 1, (l) => ["1 for each entry of", `Z${l}`]],
};
