import assert from "node:assert/strict";
import { test } from "node:test";
import { draw, gatesOf, light, MOST, passing, unitsOff } from "../../static/js/network.js";
import { captionOf } from "../../static/js/network-caption.js";
import { cellAt, moved } from "../../static/js/network-reach.js";
import { runs } from "../../static/js/symbols.js";

const SIZE = { width: 204, height: 150, margin: 18 };
const matrix = (values, dims) => ({ shape: [values.length, values[0].length], dims, values });
const ORDER = ["Z1", "A1", "Z2", "A2", "dZ2", "dW2", "db2", "dA1", "gprime1", "dZ1", "W2_next"];
const MATRICES = {
  A0: matrix([[1, 2]], ["n0", "m"]),
  W1: matrix([[1], [-1]], ["n1", "n0"]),
  Z1: matrix(
    [
      [1, -2],
      [-1, -2],
    ],
    ["n1", "m"],
  ),
  A1: matrix(
    [
      [1, 0],
      [0, 0],
    ],
    ["n1", "m"],
  ),
  W2: matrix([[3, 4]], ["n2", "n1"]),
  dZ2: matrix([[5, 6]], ["n2", "m"]),
  dW2: matrix([[0.5, 0.25]], ["n2", "n1"]),
  db2: matrix([[0.5]], ["n2", "1"]),
  dA1: matrix(
    [
      [7, 8],
      [9, 10],
    ],
    ["n1", "m"],
  ),
  gprime1: matrix(
    [
      [1, 0],
      [0, 0],
    ],
    ["n1", "m"],
  ),
  W2_next: matrix([[2, 3]], ["n2", "n1"]),
};
const at = (step, cell = [0, 0], more = {}) => ({
  ...{ steps: ORDER.map((writes) => ({ writes })), layers: [1, 2, 1], m: 2, examples: [0, 1] },
  ...{ activations: ["relu", "sigmoid"], matrices: MATRICES, step, beat: 2, cell, example: null },
  ...more,
});
const caption = (state) => captionOf(state).map((line) => line.map(({ text }) => text).join(""));

test("what is lit is what the caption names", () => {
  const input = runs("A0")
    .map(({ text }) => text)
    .join("");
  const z = at("Z1", [1, 1]);
  assert.deepEqual([...light(z).edges], [["1,1,0", -1]]);
  assert.deepEqual(Object.fromEntries(light(z).nodes), { "0,0": 2, "1,0": -2, "1,1": -2 });
  assert.deepEqual(caption(z), [
    "edges: W[1], wires into a2",
    `nodes: Z[1] and ${input}, example 2`,
  ]);
  const da = at("dA1", [1, 0]);
  assert.deepEqual([...light(da).edges], [["2,0,1", 4]]);
  assert.deepEqual(caption(da).slice(0, 2), [
    "edges: W[2], wires out of a2",
    "nodes: dA[1] and dZ[2], example 1",
  ]);
  assert.equal(caption(at("dW2"))[0], "edges: dW[2], the gradient, not the weight");
  assert.equal(caption(at("db2"))[0], "nodes: db[2], the gradient, not the bias");
  assert.equal(caption(at("W2_next"))[0], "edges: new W[2], after the update");
  assert.deepEqual(caption(at("Z1", [0, 0], { beat: 1 })), ["Z[1]: not computed yet"]);
});

test("rings and crosses stand once their matrices are computed, not before", () => {
  assert.equal(passing(at("dA1"), 1), null);
  assert.deepEqual(passing(at("gprime1"), 1), [0.5, 0]);
  assert.equal(passing(at("gprime1", [0, 0], { beat: 1 }), 1), null);
  assert.deepEqual([...unitsOff(at("Z1"), 1)], []);
  assert.deepEqual([...unitsOff(at("A1"), 1)], [1]);
  assert.deepEqual([...unitsOff(at("A1"), 2)], []);
  assert.deepEqual(caption(at("A1")).slice(1), ["✕ off for all 2 examples"]);
  assert.deepEqual(caption(at("gprime1")).slice(1), [
    "ring: share of examples that pass",
    "✕ off for all 2 examples",
  ]);
});

test("slopes of 0 and 1 are gates; others have the colours of values", () => {
  assert.ok(gatesOf(at("gprime1")));
  const slopes = { ...MATRICES, gprime1: matrix([[0.5, 1]], ["n1", "m"]) };
  assert.ok(!gatesOf(at("gprime1", [0, 0], { matrices: slopes })));
  assert.ok(!gatesOf(at("A1")));
});

test("the place pointed at is the nearest edge of the weights, else the nearest node", () => {
  const drawing = draw([1, 2, 1], SIZE);
  for (const { from, to, layer } of drawing.edges) {
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const found = cellAt(drawing, middle, at("dW2"));
    assert.deepEqual(found, layer === 2 ? [to.unit, from.unit] : null);
  }
  for (const node of drawing.nodes) {
    const found = cellAt(drawing, node, at("dA1", [0, 1]));
    assert.deepEqual(found, node.layer === 1 ? [node.unit, 1] : null);
  }
  assert.deepEqual(cellAt(drawing, drawing.nodes[3], at("db2")), [0, 0]);
});

test("arrow keys move the cell and stop at the edge", () => {
  assert.deepEqual(moved(at("dA1", [0, 1]), "ArrowDown"), [1, 1]);
  assert.deepEqual(moved(at("dA1", [0, 1]), "ArrowRight"), [0, 1]);
  assert.equal(moved(at("dA1"), "Enter"), null);
});

test("a wide layer is condensed and says how many are left out", () => {
  const { nodes, more } = draw([64, 128, 10], SIZE);
  for (const layer of [0, 1]) {
    const drawn = nodes.filter((node) => node.layer === layer).length;
    assert.ok(drawn <= MOST);
    assert.equal(drawn + more[layer].hidden, [64, 128][layer]);
  }
});
