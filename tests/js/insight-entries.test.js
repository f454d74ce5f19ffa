import assert from "node:assert/strict";
import { test } from "node:test";
import { said } from "./claims/said.js";
import { classes, error, hidden, line } from "./nets/small.js";
import { trace } from "./nets/trace.js";

test("units that are off are named where their error stops", () => {
  const net = (b) => hidden("relu", [1, 1, 1], b, [1, 2], [1, 1, 1], [1, 1]);
  assert.match(
    said(net([0, -9, 0]), "dZ1"),
    /^a2 is off for all 2 examples: nothing of its error passes\./,
  );
  assert.match(
    said(net([-9, 0, -9]), "dZ1"),
    /^a1 and a3 are off .*: nothing of their errors passes\./,
  );
  assert.match(
    said(net([-9, -9, -9]), "dZ1"),
    /^All three units are off for all 2 examples: all of dZ\[1\] is 0\./,
  );
  assert.match(
    said(net([-9, -9, -9]), "A1"),
    /^All three units are off .* no z of their rows is above 0\.$/,
  );
  assert.match(
    said(net([0, -9, 0]), "gprime1"),
    /^a2 is off for all 2 examples: each of its slopes is 0\.$/,
  );
  assert.match(
    said(net([0, -1.5, 0]), "dZ1"),
    /^a1 lets 2 of 2 examples through, example 1 among them\./,
  );
  assert.match(said(net([0, -1.5, 0]), "dZ1", [1, 0]), /^a2 lets 1 of 2 .* example 1 is stopped\./);
  assert.match(said(net([0, 0, 0]), "dZ1"), /^Every slope is 1: dZ\[1\] equals dA\[1\]\./);
});

test("an error that at least halves or doubles on its way back", () => {
  const net = (w) => hidden("identity", [1], [0], [1, 2], [w], [1, 1]);
  assert.match(said(net(0.4), "dZ1"), /Typical size \(RMS\) of dZ\[2\] 1, of dZ\[1\] 0\.40\.$/);
  assert.match(said(net(-2.5), "dZ1"), /Typical size \(RMS\) of dZ\[2\] 1, of dZ\[1\] 2\.5\.$/);
  assert.doesNotMatch(said(net(0.6), "dZ1"), /RMS/);
  assert.doesNotMatch(said(net(1.9), "dZ1"), /RMS/);
});

test("gates that are open, and z exactly on the corner", () => {
  const net = (X) =>
    hidden(
      "relu",
      [1, -1, 1],
      [0, 0, 1],
      X,
      [1, 1, 1],
      X.map(() => 1),
    );
  assert.equal(
    said(net([1, 2, -0.5]), "gprime1"),
    "6 of 9 gates are open. Of those of a1: 2 of 3.",
  );
  assert.match(said(net([1, -2, 0]), "gprime1"), /^4 of 9 gates are open\./);
  assert.match(
    said(hidden("relu", [1], [0], [0, 1], [1], [1, 1]), "gprime1"),
    /One z is exactly 0/,
  );
  assert.equal(
    said(hidden("relu", [1], [0], [1], [1], [1]), "gprime1"),
    "Every slope is 1: what arrives will pass unchanged.",
  );
});

test("the slope of the selected entry; how many are nearly flat, from a tenth of them on", () => {
  const net = (flat) =>
    hidden(
      "sigmoid",
      [1],
      [0],
      [...Array(flat).fill(6), ...Array(20 - flat).fill(0)],
      [1],
      Array(20).fill(1),
    );
  assert.match(
    said(net(2), "gprime1"),
    /^At a1, example 3 .* 0\.25: .* 2 of 20 slopes are under 0\.05\.$/,
  );
  assert.match(said(net(1), "gprime1", [0, 4]), /^At a1, example 5 .* No slope is above 0\.25\.$/);
  assert.equal(
    said(hidden("tanh", [1], [0], [0, 0.6], [1], [1, 1]), "gprime1"),
    "At a1, example 1 the slope is 1: what arrives will be multiplied by it.",
  );
  assert.match(
    said(net(0), "dZ1"),
    /^From dZ\[2\] to dZ\[1\] the gradients shrink: .* goes from 1 to 0\.25\.$/,
  );
  const two = hidden("sigmoid", [1], [0], [0], [3], [1]);
  assert.equal(said(two, "dZ1"), "A share of 0.25 passes: 3 arrives, 0.75 goes on.");
});

test("activations: zeros, nothing changed, an output beside its truth", () => {
  const relu = (X) =>
    hidden(
      "relu",
      [1],
      [0],
      X,
      [1],
      X.map(() => 1),
    );
  assert.equal(
    said(relu([1, -1, 2, 0]), "A1"),
    "Two of four entries are 0: there z is not above 0.",
  );
  assert.equal(said(relu([1, 2]), "A1"), "A[1] equals Z[1]: nothing is changed here.");
  assert.equal(said(hidden("tanh", [1], [0], [1, 0], [1], [1, 1]), "A1"), "");
  const binary = (z, Y) => trace({ X: [z], Y: [Y], W: [[[1]]], b: [[[0]]], output: "sigmoid" });
  assert.equal(
    said(binary([1, -1, 2], [1, 1, 1]), "A1", [0, 1]),
    "Example 2 gets 0.27: its truth is 1. Two of three lie on the right side of ½.",
  );
  assert.equal(said(binary([1, 0], [1, 1]), "A1"), "");
});

test("A − Y: the true class and what it gets", () => {
  const net = classes([0, 1, 0], [1, 0]);
  const sums = "Every column of dZ[1] adds up to 0.";
  assert.equal(said(net, "dZ1", [0, 1]), `Example 2 is a ○, and ○ gets only 0.21. ${sums}`);
  assert.equal(said(net, "dZ1", [0, 0]), `Example 1 is a △, and △ gets 0.58. ${sums}`);
  const many = classes([0, 0, 0, 0, 0, 0], [4]);
  assert.match(said(many, "dZ1"), /^Example 1 is class 4, and class 4 gets only 0\.17\./);
  const real = line({ X: [[1, 2]], Y: [[3, 1]], W: [[1]] });
  assert.equal(
    said(real, "dZ1", [0, 0]),
    "Example 1 gets 1 where 3 is true: too little, so negative.",
  );
  assert.equal(
    said(real, "dZ1", [0, 1]),
    "Example 2 gets 2 where 1 is true: too much, so positive.",
  );
  assert.equal(said(line({ X: [[1]], Y: [[1]], W: [[1]] }), "dZ1"), "");
});

test("with the 1/m at the loss the same is true and said", () => {
  const net = classes([0, 1, 0], [1, 0], { average: "loss" });
  assert.match(said(net, "dZ1", [0, 1]), /^Example 2 is a ○, and ○ gets only 0\.21\. Every column/);
  const plain = error([[0.1, 0.9]], [[1, 3]], { average: "loss" });
  assert.equal(
    said(plain, "dW1"),
    "Example 2 contributes most: dz 0.45 times x1 3. Both products are positive.",
  );
});

test("softmax: the class that leads, and whether it is the true one", () => {
  const net = classes([0, 1, 0], [1, 0]);
  assert.equal(
    said(net, "A1", [1, 0]),
    "△ leads in example 1 with 0.58, and △ is true. The true class leads in one of two examples.",
  );
  assert.match(
    said(net, "A1", [0, 1]),
    /^△ leads in example 2 with 0\.58, but ○ is true with 0\.21\./,
  );
  assert.equal(said(classes([0, 0, 0], [1]), "A1"), "Three equal shares in example 1: 0.33 each.");
  assert.doesNotMatch(said(classes([1, 1, 0], [1, 1]), "A1"), /leads/);
});

test("losses: the example that costs most, how far apart they are, the penalty", () => {
  const net = classes([0, 1, 0], [1, 0, 1]);
  assert.equal(said(net, "L"), "Example 2 costs most: ℒ = 1.55. Its true class ○ gets only 0.21.");
  assert.match(said(net, "L", [0, 0]), /^Example 1 costs 0\.\d+; example 2 costs most, 1\.55\.$/);
  assert.equal(said(net, "J"), "The losses run from 0.55 to 1.55.");
  const two = classes([0, 1, 0], [1, 0]);
  assert.equal(said(two, "J"), "From 0.55 to 1.55: example 1 costs least, example 2 most.");
  assert.equal(said(classes([0, 1, 0], [2, 0]), "L"), "Every example costs the same: 1.55.");
  assert.equal(said(classes([0, 1, 0], [0]), "L"), "");
  const held = line({ X: [[1, 1]], Y: [[0, 3]], W: [[2]], l2: 0.5 });
  assert.match(said(held, "J"), /The penalty adds 0\.50 to their mean\.$/);
  assert.doesNotMatch(said(line({ X: [[1, 1]], Y: [[0, 3]], W: [[2]] }), "J"), /penalty/);
});

test("an update: what moves most, what does not move", () => {
  const step = (dZ, X, more) => said(error(dZ, X, more), "W1_next");
  assert.equal(
    step(
      [[1, 3]],
      [
        [1, 0],
        [0, 1],
      ],
    ),
    "wŷ2 moves most: by −0.75, to −0.75.",
  );
  assert.equal(
    said(
      error(
        [[1, 3]],
        [
          [1, 0],
          [0, 1],
        ],
      ),
      "W1_next",
      [0, 0],
    ),
    "wŷ1 moves: by −0.25, to −0.25; the largest move is wŷ2’s −0.75.",
  );
  assert.equal(
    step(
      [[1, 3]],
      [
        [1, 1],
        [0, 0],
      ],
    ),
    "wŷ1 moves most: by −1, to −1. One of two entries does not move: its dW[1] is 0.",
  );
  assert.equal(
    step(
      [[1, 1]],
      [
        [1, 1],
        [1, 1],
      ],
    ),
    "Every entry moves by nearly 0.50, down.",
  );
  assert.equal(step([[1, 1]], [[1, 1]]), "wŷ1 moves: by −0.50, to −0.50.");
  assert.equal(step([[0, 0]], [[1, 1]]), "Nothing moves: all of dW[1] is 0.");
  assert.equal(step([[1, 1]], [[1, 1]], { lr: 0 }), "Nothing moves: α is 0.");
  assert.equal(
    step(
      [[1, 1, 1]],
      [
        [1, 1, 1],
        [1, 1, 1],
        [0, 3, 0],
        [0, -1, 0],
      ],
    ),
    "wŷ1 moves: by −0.50, to −0.50.",
  );
});

test("memories of an optimizer", () => {
  const net = error(
    [[1, 3]],
    [
      [1, 0],
      [0, 1],
    ],
    { optimizer: "adam" },
  );
  assert.equal(said(net, "mW1_next"), "mW[1] was all 0: the new one comes from dW[1] alone.");
  assert.equal(said(net, "mW1hat"), "Divided by 0.1: 10 times as large.");
  net.matrices.mW1.values = [[0, 1e-9]];
  assert.equal(said(net, "mW1_next"), "");
});
