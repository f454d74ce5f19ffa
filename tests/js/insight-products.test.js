import assert from "node:assert/strict";
import { test } from "node:test";
import { dimLabels, labelRuns, spokenLabel } from "../../static/js/labels.js";
import { said } from "./claims/said.js";
import { classes, error, hidden, line } from "./nets/small.js";
import { trace } from "./nets/trace.js";

test("a product that outweighs all others together is named with its factors", () => {
  const z = (W, b = 0) => said(line({ X: W[0].map(() => [1]), Y: [[0]], W, b: [[[b]]] }), "Z1");
  assert.match(z([[-2, 1.2]]), /^x1 contributes most: weight −2 times 1\./);
  assert.doesNotMatch(z([[1.5, 1, 0.6]]), /most/);
  assert.doesNotMatch(z([[-1, -1]]), /most/);
  assert.doesNotMatch(z([[-2, 1.2]], 1), /most/);
  assert.match(z([[-2, 1.2]], 4), /^The bias outweighs the products: 4\./);
});

test("dW names the example, and the unit's largest activation where it is", () => {
  const net = (a) => hidden("relu", [1], [0], a, [1], [0.1, 0.9, -0.2]);
  assert.equal(
    said(net([1, 3, 1]), "dW2"),
    "Example 2 contributes most: dz 0.90 times a1’s largest activation 3.",
  );
  assert.equal(said(net([1, 1, 1.5]), "dW2"), "Example 2 contributes most: dz 0.90 times a1 1.");
  const first = error([[0.1, 0.9, -0.2]], [[1, 3, 1]]);
  assert.equal(said(first, "dW1"), "Example 2 contributes most: dz 0.90 times x1 3.");
});

test("a single product that is not 0 stands alone, unless something is added to it", () => {
  const net = (b) => line({ X: [[2], [0], [0]], Y: [[0]], W: [[1, 5, 7]], b: [[[b]]] });
  assert.match(said(net(0), "Z1"), /^Only x1 contributes: weight 1 times 2\./);
  assert.doesNotMatch(said(net(1), "Z1"), /Only/);
});

test("products that nearly cancel", () => {
  const z = (w) => said(line({ X: [[1], [1]], Y: [[0]], W: [[1, w]] }), "Z1", [0, 0]);
  assert.match(z(-0.95), /^The products nearly cancel: 1 against −0\.95\./);
  assert.doesNotMatch(z(-0.75), /cancel/);
  assert.doesNotMatch(z(0.95), /cancel/);
});

test("products that all agree in sign, none of them 0", () => {
  const z = (...W) => said(line({ X: W.map(() => [1]), Y: [[0]], W: [W] }), "Z1");
  assert.match(z(-1, -1, -1), /All three products are negative\./);
  assert.match(z(1, 1), /Both products are positive\./);
  assert.doesNotMatch(z(-1, -1, 0), /products are negative/);
  assert.doesNotMatch(z(-1, -1, 1), /products are/);
});

test("off is a unit that sends 0 and whose slope is 0, not one that happens to send 0", () => {
  const net = (g) => hidden(g, [1], [0], [0, 0, 2, 3], [1], [1, 1, 1, 1]);
  assert.match(said(net("relu"), "dW2"), /For two examples a1 is off\.$/);
  assert.match(said(net("tanh"), "dW2"), /For two examples a1 is 0\.$/);
  const two = hidden("relu", [1, -1], [0, 0], [1], [1, 1], [1]);
  assert.match(said(two, "Z2"), /In example 1, a2 is off\.$/);
});

test("all of a matrix is exactly 0, and why", () => {
  const none = classes([0, 0, 0], [0, 1]);
  assert.equal(said(none, "Z1"), "All of Z[1] is exactly 0: all of W[1] is 0.");
  assert.equal(
    said(error([[0, 0]], [[1, 2]]), "db1"),
    "All of db[1] is exactly 0: all of dZ[1] is 0.",
  );
  const added = line({ X: [[1]], Y: [[0]], W: [[0]], b: [[[2]]] });
  assert.equal(said(added, "Z1"), "Every product is exactly 0: all of W[1] is 0.");
});

test("one entry is exactly 0 because a unit is off; beside it a sum that happens to be 0 is silent", () => {
  const net = hidden("relu", [1, -1], [0, -9], [1, 2], [1, 1], [1, 1]);
  assert.equal(said(net, "dW2", [0, 1]), "This entry is exactly 0: a2 is off for all 2 examples.");
  assert.equal(said(net, "dW1", [1, 0]), "This entry is exactly 0: a2 is off for all 2 examples.");
  const sum = error([[1, -1]], [[1, 1]]);
  assert.doesNotMatch(said(sum, "dW1", [0, 0]), /exactly 0/);
});

test("a row sum: as many contributions as copies", () => {
  const db = (row) => said(error([row], [row.map(() => 1)]), "db1");
  assert.equal(db([1, -0.2, 0.3]), "One b, three copies: so three contributions come back.");
  assert.match(db([1, -0.95]), /come back, nearly cancelling: 1 against −0\.95\.$/);
  assert.match(db([-1, -2]), /come back, all of them negative\.$/);
  assert.match(db([-1, -2, 0]), /come back\. For one example dz is exactly 0\.$/);
  assert.equal(db([1]), "");
});

test("the penalty where it outweighs the products of dW", () => {
  const net = (l2) => line({ X: [[1, 1]], Y: [[1.7, 2.5]], W: [[2]], l2 });
  assert.match(said(net(0.5), "dW1"), /^The penalty outweighs the products: 0\.50\./);
  assert.doesNotMatch(said(net(0.05), "dW1"), /penalty/);
});

test("the long way round a softmax", () => {
  const net = classes([0, 1, 0], [1, 0], { chain: true });
  assert.match(said(net, "dA1"), /^One entry in each column: only where y = 1 is there one\.$/);
  assert.match(said(net, "Jac1"), /^In each of the two squares every row and every column adds up/);
  assert.match(said(net, "dZ1"), /^Only ○ contributes: 0\.17 times da −4\.72\./);
});

test("two examples that give nearly the same are both named", () => {
  const net = (dZ) => error([dZ], [[1, 1, 1]]);
  assert.match(
    said(net([0.1, 0.9, -0.8]), "dW1"),
    /^Examples 2 and 3 contribute most: products 0\.90 and −0\.80\./,
  );
  assert.match(said(net([0.1, 0.9, -0.6]), "dW1"), /^Example 2 contributes most/);
});

test("what comes back to a unit: who pushes most, and whether all push the same way", () => {
  const back = (W2, Y, cell) => {
    const [X, W1] = [[[1]], [[0]]];
    const b = [[[0]], W2.map(() => [0])];
    return said(trace({ X, Y, W: [W1, W2], b, hidden: ["identity"] }), "dA1", cell);
  };
  const Y = [[0], [1], [0]];
  assert.equal(
    back([[1], [-2], [1]], Y, [0, 0]),
    "All three outputs push the same way: w△1 dz△ gives most, 1.3.",
  );
  assert.equal(
    back([[1], [-0.4], [-0.1]], Y, [0, 0]),
    "w○1 dz○ gives most, 0.33; □ pushes the other way.",
  );
  assert.match(back([[1], [2], [3]], Y, [0, 0]), /^The products nearly cancel: .* w△1 dz△ gives/);
  const one = hidden("identity", [1], [0], [1], [0.4], [0.5]);
  assert.equal(said(one, "dA1"), "One way back only: weight 0.40 times dz 0.50.");
});

test("an output that is no class is ŷ, and a hidden unit a", () => {
  const net = hidden("identity", [1], [0], [1, 2], [1], [1, 1]);
  assert.match(said(net, "Z2"), /Example 2 drives ŷ hardest/);
  assert.match(said(net, "Z1"), /Example 2 drives a1 hardest/);
  assert.match(said(net, "W2_next"), /^wŷ1 moves/);
  const [label] = dimLabels("n2", net);
  assert.equal(spokenLabel(label), "the output");
  assert.deepEqual(labelRuns(label), [{ text: "ŷ", face: "i", at: undefined }]);
});
