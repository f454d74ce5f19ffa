/** Networks of every kind, from a seed. */
import { random, table } from "./numbers.js";
import { trace } from "./trace.js";

const HIDDEN = ["relu", "relu", "tanh", "sigmoid", "leaky_relu", "identity"];

/** A net with, now and then, zero or large weights, units that are off, or saturated slopes. */
export function anyNet(seed, largest = 8) {
  const next = random(seed);
  const pick = (...list) => list[Math.floor(next() * list.length)];
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const m = pick(1, 2, 3, 4, 5, 8, 15);
  const output = pick("softmax", "softmax", "sigmoid", "identity");
  const classes = output === "softmax" ? pick(2, 3, 5, 7) : 1;
  const sizes = [pick(1, 2, 3), ...Array.from({ length: pick(0, 1, 2) }, () => pick(1, 2, 4, 11))];
  const layers = [...sizes, classes];
  const scale = pick(0, 0.3, 1, 1, 1, largest);
  const halves = pick(false, false, true);
  const number = () => (halves ? pick(-1, -0.5, 0, 0.5, 1) : normal());
  const W = layers.slice(1).map((rows, i) => table(rows, layers[i], () => scale * number()));
  const b = layers.slice(1).map((rows) => table(rows, 1, () => pick(0, 0, number(), -40)));
  b[b.length - 1] = table(classes, 1, () => pick(0, number()));
  return trace({
    ...{ X: table(sizes[0], m, number), Y: truth(output, classes, m, pick, number), W, b, output },
    hidden: sizes.slice(1).map(() => pick(...HIDDEN)),
    ...{ lr: pick(0.5, 0.1, 0), l2: pick(0, 0, 0.3), average: pick("gradients", "loss") },
    ...{ optimizer: pick("sgd", "sgd", "adam"), chain: output === "softmax" && next() < 0.3 },
    ...{ batch: pick(0, 0, m), examples: Array.from({ length: m }, (_, i) => 3 * i) },
  });
}

function truth(output, classes, m, pick, number) {
  if (output !== "softmax") return table(1, m, output === "identity" ? number : () => pick(0, 1));
  const all = [...Array(classes).keys()];
  const own = Array.from({ length: m }, () => pick(...all));
  return table(classes, m, (r, c) => Number(own[c] === r));
}
