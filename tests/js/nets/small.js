/** Nets made for one point each, small enough to follow by hand. */
import { trace } from "./trace.js";

/** One layer, identity, so that dZ is W X + b − Y. */
export const line = (given) =>
  trace({ b: [given.W.map(() => [0])], output: "identity", ...given, W: [given.W] });

/** Weights 0, so that dZ is −Y. */
export const error = (dZ, X, more = {}) =>
  line({ X, Y: dZ.map((row) => row.map((v) => -v)), W: dZ.map(() => X.map(() => 0)), ...more });

/** One input, hidden units and one identity output; `back` is dZ2. */
export function hidden(activation, W1, b1, X, W2, back, more = {}) {
  const net = {
    X: [X],
    W: [W1.map((w) => [w]), [W2]],
    b: [b1.map((v) => [v]), [[0]]],
    hidden: [activation],
  };
  const forward = trace({ ...net, output: "identity", Y: [X.map(() => 0)] });
  const Y = [forward.matrices.A2.values[0].map((a, i) => a - back[i])];
  return trace({ ...net, output: "identity", Y, ...more });
}

/** One layer and softmax over three classes; X is 0, so that b says it all. */
export const classes = (b, truth, more = {}) =>
  trace({
    X: [truth.map(() => 0)],
    W: [b.map(() => [0])],
    b: [b.map((v) => [v])],
    Y: b.map((_, k) => truth.map((own) => Number(own === k))),
    ...more,
  });
