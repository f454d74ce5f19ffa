/**
 * A small network computed in plain loops, with the steps and matrices a trace of it would carry,
 * so that what is claimed of a trace can be tested on many nets.
 */

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
const map = (A, f) => A.map((row, r) => row.map((v, c) => f(v, r, c)));
const times = (A, B) =>
  table(A.length, B[0].length, (r, c) => B.reduce((s, row, k) => s + A[r][k] * row[c], 0));
export const turned = (A) => table(A[0].length, A.length, (r, c) => A[c][r]);

const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const UNITS = {
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

function softmax(Z) {
  const top = Z[0].map((_, c) => Math.max(...Z.map((row) => row[c])));
  const E = map(Z, (z, _, c) => Math.exp(z - top[c]));
  const sums = E[0].map((_, c) => E.reduce((s, row) => s + row[c], 0));
  return map(E, (e, _, c) => e / sums[c]);
}

/**
 * One iteration. `W` and `b` have one entry per layer, `hidden` one activation per hidden layer;
 * `output` is softmax, sigmoid or identity, with the loss whose gradient is A − Y.
 */
export function trace({
  X,
  Y,
  W,
  b,
  hidden = [],
  output = "softmax",
  lr = 0.5,
  l2 = 0,
  average = "gradients",
  optimizer = "sgd",
  chain = false,
  batch = 0,
  examples = X[0].map((_, i) => i),
}) {
  const depth = W.length;
  const m = X[0].length;
  const layers = [X.length, ...W.map((w) => w.length)];
  const activations = [...hidden, output];
  const matrices = {};
  const steps = [];
  const keep = (name, dims, values) => {
    matrices[name] = { shape: [values.length, values[0].length], dims, values };
    return values;
  };
  const put = (writes, dims, pattern, equation, reads, values, phase = "backward") => {
    const layer = /\d/.test(writes) ? Number(/\d+/.exec(writes)[0]) : null;
    steps.push({ index: steps.length, phase, layer, writes, reads, pattern, equation, title: "" });
    return keep(writes, dims, values);
  };
  const n = (l) => `n${l}`;
  const mean = average === "loss" ? [] : ["1/m"];
  const inside = average === "loss" ? 1 / m : 1;

  let A = keep("A0", ["n0", "m"], X);
  keep("Y", [n(depth), "m"], Y);
  for (let l = 1; l <= depth; l += 1) {
    keep(`W${l}`, [n(l), n(l - 1)], W[l - 1]);
    keep(`b${l}`, [n(l), "1"], b[l - 1]);
    const Z = put(
      `Z${l}`,
      [n(l), "m"],
      "row-column-bias",
      [`W${l}`, "·", `A${l - 1}`, "+", `b${l}`],
      [`W${l}`, `A${l - 1}`, `b${l}`],
      map(times(W[l - 1], A), (v, r) => v + b[l - 1][r][0]),
      "forward",
    );
    const g = activations[l - 1];
    A = put(
      `A${l}`,
      [n(l), "m"],
      g === "softmax" ? "column" : "entrywise",
      [g, "(", `Z${l}`, ")"],
      [`Z${l}`],
      g === "softmax" ? softmax(Z) : map(Z, UNITS[g][0]),
      "forward",
    );
  }
  const squared = output === "identity";
  const column = (f) => [X[0].map((_, c) => Y.reduce((s, row, r) => s + f(row[c], A[r][c]), 0))];
  const top = `Z${depth}`;
  const L = squared
    ? put(
        "L",
        ["1", "m"],
        "column",
        ["½ Σₖ", "(", `A${depth}`, "−", "Y", ")²"],
        [`A${depth}`, "Y"],
        column((y, a) => (a - y) ** 2 / 2),
        "loss",
      )
    : put(
        "L",
        ["1", "m"],
        "column",
        ["−Σₖ", "Y", "⊙", "log softmax", "(", top, ")"],
        [top, "Y"],
        column((y, a) => {
          const one = y ? -y * Math.log(a) : 0;
          return output === "sigmoid" && y < 1 ? one - (1 - y) * Math.log(1 - a) : one;
        }),
        "loss",
      );
  const squares = W.flat(2).reduce((s, w) => s + w * w, 0);
  const J = L[0].reduce((s, v) => s + v, 0) / m + (l2 / (2 * m)) * squares;
  const penalty = l2
    ? W.flatMap((_, i) => [i ? "² + Σ" : "+ λ/2m Σ", `W${i + 1}`]).concat("²")
    : [];
  put(
    "J",
    ["1", "1"],
    "mean",
    ["1/m", "Σᵢ", "L", ...penalty],
    ["L", ...(l2 ? W.map((_, i) => `W${i + 1}`) : [])],
    [[J]],
    "loss",
  );

  const last = `A${depth}`;
  let dZ = map(A, (a, r, c) => inside * (a - Y[r][c]));
  if (chain) {
    const dA = put(
      `dA${depth}`,
      [n(depth), "m"],
      "entrywise",
      ["−", "Y", "/", last],
      [last, "Y"],
      map(A, (a, r, c) => (Y[r][c] ? (-inside * Y[r][c]) / a : 0)),
    );
    const k = layers[depth];
    const Jac = put(
      `Jac${depth}`,
      [n(depth), `${n(depth)}*m`],
      "blocks",
      ["diag(a) − a aᵀ for each column of", last],
      [last],
      table(k, k * m, (r, c) => {
        const i = Math.floor(c / k);
        return A[r][i] * (Number(r === c % k) - A[c % k][i]);
      }),
    );
    dZ = put(
      `dZ${depth}`,
      [n(depth), "m"],
      "blocks",
      [`Jac${depth}`, "·", `dA${depth}`],
      [`Jac${depth}`, `dA${depth}`],
      table(k, m, (r, c) => dA.reduce((s, row, j) => s + Jac[r][c * k + j] * row[c], 0)),
    );
  } else {
    const difference = inside === 1 ? [last, "−", "Y"] : ["1/m", "(", last, "−", "Y", ")"];
    put(`dZ${depth}`, [n(depth), "m"], "entrywise", difference, [last, "Y"], dZ);
  }
  for (let l = depth; l >= 1; l -= 1) {
    const before = matrices[`A${l - 1}`].values;
    const scale = average === "loss" ? 1 : 1 / m;
    put(
      `dW${l}`,
      [n(l), n(l - 1)],
      "row-column",
      [...mean, `dZ${l}`, "·", `A${l - 1}.T`, ...(l2 ? ["+", "λ/m", `W${l}`] : [])],
      [`dZ${l}`, `A${l - 1}`, ...(l2 ? [`W${l}`] : [])],
      map(times(dZ, turned(before)), (v, r, c) => scale * v + (l2 / m) * W[l - 1][r][c]),
    );
    put(
      `db${l}`,
      [n(l), "1"],
      "row-sum",
      [...mean, `dZ${l}`, "·", "1"],
      [`dZ${l}`],
      dZ.map((row) => [scale * row.reduce((s, v) => s + v, 0)]),
    );
    if (l === 1) break;
    const dA = put(
      `dA${l - 1}`,
      [n(l - 1), "m"],
      "row-column",
      [`W${l}.T`, "·", `dZ${l}`],
      [`W${l}`, `dZ${l}`],
      times(turned(W[l - 1]), dZ),
    );
    const [, slope, equation] = UNITS[activations[l - 2]];
    const tokens = equation(l - 1);
    const read = [...new Set(tokens.filter((t) => /^[AZ]\d+$/.test(t)))];
    const G = put(
      `gprime${l - 1}`,
      [n(l - 1), "m"],
      "entrywise",
      tokens,
      read,
      map(matrices[`Z${l - 1}`].values, slope),
    );
    dZ = put(
      `dZ${l - 1}`,
      [n(l - 1), "m"],
      "entrywise",
      [`dA${l - 1}`, "⊙", `gprime${l - 1}`],
      [`dA${l - 1}`, `gprime${l - 1}`],
      map(dA, (v, r, c) => v * G[r][c]),
    );
  }
  for (let l = 1; l <= depth; l += 1) for (const q of ["W", "b"]) updated(`${q}${l}`);

  function updated(q) {
    const { dims, values } = matrices[q];
    const slope = matrices[`d${q}`].values;
    const next = (name, pieces, reads, made) =>
      put(name, dims, "entrywise", pieces, reads, made, "update");
    const name = q[0] + q.slice(1);
    if (optimizer === "sgd") {
      next(
        `${q}_next`,
        [q, "−", "α", `d${q}`],
        [q, `d${q}`],
        map(values, (v, r, c) => v - lr * slope[r][c]),
      );
      return;
    }
    keep(
      `m${name}`,
      dims,
      map(values, () => 0),
    );
    const hat = `m${name}hat`;
    const kept = next(
      `m${name}_next`,
      ["μ", `m${name}`, "+ (1 − μ)", `d${q}`],
      [`m${name}`, `d${q}`],
      map(slope, (v) => (1 - 0.9) * v),
    );
    const whole = next(
      hat,
      [`m${name}_next`, "/ (1 − μᵗ)"],
      [`m${name}_next`],
      map(kept, (v) => v / (1 - 0.9)),
    );
    next(
      `${q}_next`,
      [q, "−", "α", hat],
      [q, hat],
      map(values, (v, r, c) => v - lr * whole[r][c]),
    );
  }
  const spec = { batch, average };
  return {
    spec,
    steps,
    layers,
    activations,
    m,
    examples,
    matrices,
    iteration: 0,
    beat: 2,
    cell: null,
    scalars: { m, lr, l2, mu: 0.9, t: 1 },
  };
}

/** A net of any legal kind, with now and then zeros, a unit that is off, or saturated slopes. */
export function anyNet(seed) {
  const next = random(seed);
  const pick = (...list) => list[Math.floor(next() * list.length)];
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const m = pick(1, 2, 3, 4, 5, 8, 15);
  const output = pick("softmax", "softmax", "sigmoid", "identity");
  const classes = output === "softmax" ? pick(2, 3, 5, 7) : 1;
  const sizes = [pick(1, 2, 3), ...Array.from({ length: pick(0, 1, 2) }, () => pick(1, 2, 4, 11))];
  const layers = [...sizes, classes];
  const scale = pick(0, 0.3, 1, 1, 1, 8);
  const whole = pick(false, false, true);
  const number = () => (whole ? pick(-1, -0.5, 0, 0.5, 1) : normal());
  const W = layers.slice(1).map((rows, i) => table(rows, layers[i], () => scale * number()));
  const b = layers.slice(1).map((rows) => table(rows, 1, () => pick(0, 0, number(), -40)));
  b[b.length - 1] = table(classes, 1, () => pick(0, number()));
  const Y = table(classes, m, () => (output === "identity" ? number() : pick(0, 1)));
  if (output === "softmax") {
    for (let c = 0; c < m; c += 1) {
      const k = Math.floor(next() * classes);
      for (let r = 0; r < classes; r += 1) Y[r][c] = Number(r === k);
    }
  }
  return trace({
    ...{ X: table(sizes[0], m, number), Y, W, b, output },
    hidden: sizes
      .slice(1)
      .map(() => pick("relu", "relu", "tanh", "sigmoid", "leaky_relu", "identity")),
    ...{ lr: pick(0.5, 0.1, 0), l2: pick(0, 0, 0.3), average: pick("gradients", "loss") },
    ...{ optimizer: pick("sgd", "sgd", "adam"), chain: output === "softmax" && next() < 0.3 },
    ...{ batch: pick(0, 0, m), examples: Array.from({ length: m }, (_, i) => 3 * i) },
  });
}
