/**
 * A small network computed in plain loops, with the steps and matrices a trace of it would carry,
 * so that what is claimed of a trace can be tested on many nets.
 */
import { map, softmax, sum, table, times, turned, UNITS } from "./numbers.js";

/** The steps of one iteration, as they are written one after the other. */
class Program {
  constructor(net) {
    this.net = net;
    this.steps = [];
    this.matrices = {};
    this.depth = net.W.length;
    this.m = net.X[0].length;
    this.layers = [net.X.length, ...net.W.map((w) => w.length)];
    this.activations = [...net.hidden, net.output];
  }

  values(name) {
    return this.matrices[name].values;
  }

  keep(name, dims, values) {
    this.matrices[name] = { shape: [values.length, values[0].length], dims, values };
    return values;
  }

  /** A step whose equation names the matrices it reads. */
  put(writes, dims, pattern, equation, values, more = []) {
    const named = [...equation, ...more].map((token) => token.replace(".T", ""));
    const reads = [...new Set(named)].filter((token) => this.matrices[token]);
    const layer = Number(/\d+/.exec(writes)?.[0] ?? 0) || null;
    const { length: index } = this.steps;
    this.steps.push({ index, phase: "", layer, writes, reads, pattern, equation, title: "" });
    return this.keep(writes, dims, values);
  }

  /** Where dZ and dA are derivatives of J they hold the 1/m. */
  get inside() {
    return this.net.average === "loss" ? 1 / this.m : 1;
  }
}

function forward(p) {
  const { X, Y, W, b } = p.net;
  let A = p.keep("A0", ["n0", "m"], X);
  p.keep("Y", [`n${p.depth}`, "m"], Y);
  for (let l = 1; l <= p.depth; l += 1) {
    const dims = [`n${l}`, "m"];
    const g = p.activations[l - 1];
    p.keep(`W${l}`, [`n${l}`, `n${l - 1}`], W[l - 1]);
    p.keep(`b${l}`, [`n${l}`, "1"], b[l - 1]);
    const equation = [`W${l}`, "·", `A${l - 1}`, "+", `b${l}`];
    const received = map(times(W[l - 1], A), (v, r) => v + b[l - 1][r][0]);
    const Z = p.put(`Z${l}`, dims, "row-column-bias", equation, received);
    const whole = g === "softmax";
    const sent = whole ? softmax(Z) : map(Z, UNITS[g][0]);
    A = p.put(`A${l}`, dims, whole ? "column" : "entrywise", [g, "(", `Z${l}`, ")"], sent);
  }
}

/** −y log a, and for a single output −(1 − y) log (1 − a); squared for the identity. */
function cost(output, y, a) {
  if (output === "identity") return (a - y) ** 2 / 2;
  const one = y ? -y * Math.log(a) : 0;
  return output === "sigmoid" && y < 1 ? one - (1 - y) * Math.log(1 - a) : one;
}

function loss(p) {
  const { Y, W, output, l2 } = p.net;
  const last = `A${p.depth}`;
  const row = p
    .values(last)[0]
    .map((_, c) => sum(Y.map((line, r) => cost(output, line[c], p.values(last)[r][c]))));
  const equation =
    output === "identity"
      ? ["½ Σₖ", "(", last, "−", "Y", ")²"]
      : ["−Σₖ", "Y", "⊙", "log softmax", "(", `Z${p.depth}`, ")"];
  p.put("L", ["1", "m"], "column", equation, [row]);
  const squares = sum(W.flat(2).map((w) => w * w));
  const names = W.flatMap((_, i) => [i ? "² + Σ" : "+ λ/2m Σ", `W${i + 1}`]);
  const J = sum(row) / p.m + (l2 / (2 * p.m)) * squares;
  p.put("J", ["1", "1"], "mean", ["1/m", "Σᵢ", "L", ...(l2 ? [...names, "²"] : [])], [[J]]);
}

function outputGradient(p) {
  const [last, dims] = [`A${p.depth}`, [`n${p.depth}`, "m"]];
  const [A, { Y }] = [p.values(last), p.net];
  if (p.net.chain) return longWay(p, last, dims);
  const plain = [last, "−", "Y"];
  const equation = p.inside === 1 ? plain : ["1/m", "(", ...plain, ")"];
  const difference = map(A, (a, r, c) => p.inside * (a - Y[r][c]));
  return p.put(`dZ${p.depth}`, dims, "entrywise", equation, difference);
}

/** Through dA and the Jacobians of the softmax, side by side. */
function longWay(p, last, dims) {
  const [A, { Y }, k] = [p.values(last), p.net, p.layers[p.depth]];
  const [dAName, Jac] = [`dA${p.depth}`, `Jac${p.depth}`];
  const slopes = map(A, (a, r, c) => (Y[r][c] ? (-p.inside * Y[r][c]) / a : 0));
  const dA = p.put(dAName, dims, "entrywise", ["−", "Y", "/", last], slopes);
  const entry = (r, j, i) => A[r][i] * (Number(r === j) - A[j][i]);
  const squares = table(k, k * p.m, (r, c) => entry(r, c % k, Math.floor(c / k)));
  const words = "diag(a) − a aᵀ for each column of";
  p.put(Jac, [dims[0], `${dims[0]}*m`], "blocks", [words, last], squares);
  const dZ = table(k, p.m, (r, c) => sum(dA.map((row, j) => squares[r][c * k + j] * row[c])));
  return p.put(`dZ${p.depth}`, dims, "blocks", [Jac, "·", dAName], dZ);
}

function backward(p) {
  let dZ = outputGradient(p);
  for (let l = p.depth; l >= 1; l -= 1) {
    parameters(p, l, dZ);
    if (l > 1) dZ = before(p, l, dZ);
  }
}

function parameters(p, l, dZ) {
  const { W, l2, average } = p.net;
  const mean = average === "loss" ? [] : ["1/m"];
  const scale = 1 / (p.m * p.inside);
  const product = times(dZ, turned(p.values(`A${l - 1}`)));
  const penalty = l2 ? ["+", "λ/m", `W${l}`] : [];
  const equation = [...mean, `dZ${l}`, "·", `A${l - 1}.T`, ...penalty];
  const dW = map(product, (v, r, c) => scale * v + (l2 / p.m) * W[l - 1][r][c]);
  p.put(`dW${l}`, [`n${l}`, `n${l - 1}`], "row-column", equation, dW);
  const db = dZ.map((row) => [scale * sum(row)]);
  p.put(`db${l}`, [`n${l}`, "1"], "row-sum", [...mean, `dZ${l}`, "·", "1"], db);
}

function before(p, l, dZ) {
  const [dims, k] = [[`n${l - 1}`, "m"], l - 1];
  const back = times(turned(p.net.W[k]), dZ);
  const dA = p.put(`dA${k}`, dims, "row-column", [`W${l}.T`, "·", `dZ${l}`], back);
  const [, slope, equation] = UNITS[p.activations[k - 1]];
  const slopes = map(p.values(`Z${k}`), slope);
  const G = p.put(`gprime${k}`, dims, "entrywise", equation(k), slopes);
  const passed = map(dA, (v, r, c) => v * G[r][c]);
  return p.put(`dZ${k}`, dims, "entrywise", [`dA${k}`, "⊙", `gprime${k}`], passed);
}

function update(p, q) {
  const { dims, values } = p.matrices[q];
  const { lr, optimizer } = p.net;
  const slope = p.values(`d${q}`);
  const next = (name, equation, made) => p.put(name, dims, "entrywise", equation, made);
  const moved = (by) => map(values, (v, r, c) => v - lr * by[r][c]);
  if (optimizer === "sgd") {
    next(`${q}_next`, [q, "−", "α", `d${q}`], moved(slope));
    return;
  }
  const [memory, kept, hat] = [`m${q}`, `m${q}_next`, `m${q}hat`];
  p.keep(
    memory,
    dims,
    map(values, () => 0),
  );
  const fresh = map(slope, (v) => (1 - 0.9) * v);
  next(kept, ["μ", memory, "+ (1 − μ)", `d${q}`], fresh);
  const whole = map(fresh, (v) => v / (1 - 0.9));
  next(hat, [kept, "/ (1 − μᵗ)"], whole);
  next(`${q}_next`, [q, "−", "α", hat], moved(whole));
}

const DEFAULTS = {
  hidden: [],
  output: "softmax",
  lr: 0.5,
  l2: 0,
  average: "gradients",
  optimizer: "sgd",
  chain: false,
  batch: 0,
};

/**
 * One iteration as the page's state holds it. `W` and `b` have one entry per layer, `hidden` one
 * activation per hidden layer; the output's loss is the one whose gradient is A − Y.
 */
export function trace(given) {
  const net = { ...DEFAULTS, ...given };
  const p = new Program(net);
  forward(p);
  loss(p);
  backward(p);
  for (let l = 1; l <= p.depth; l += 1) {
    update(p, `W${l}`);
    update(p, `b${l}`);
  }
  const { steps, matrices, layers, activations, m } = p;
  return {
    ...{ steps, matrices, layers, activations, m, iteration: 0, beat: 2, cell: null },
    examples: net.examples ?? net.X[0].map((_, i) => i),
    spec: { batch: net.batch, average: net.average },
    scalars: { m, lr: net.lr, l2: net.l2, mu: 0.9, t: 1 },
  };
}
