import assert from "node:assert/strict";
import { test } from "node:test";
import { insight } from "../../static/js/insight.js";
import { parse } from "../../static/js/stage/equation.js";
import { largestCell } from "../../static/js/stage/selection.js";
import { judge, KINDS, textOf } from "./claims/judge.js";
import { said } from "./claims/said.js";
import { anyNet } from "./nets/any.js";
import { random } from "./nets/numbers.js";
import { error, hidden } from "./nets/small.js";

test("a batch: examples keep their numbers, and off reaches as far as is shown", () => {
  const batch = { batch: 2, examples: [4, 9] };
  const net = hidden("relu", [1, 1], [0, -9], [1, 3], [1, 1], [0.1, 0.9], batch);
  assert.match(said(net, "dW2"), /^Example 10 contributes most/);
  assert.match(said(net, "gprime1"), /^a2 is off for all 2 examples shown:/);
});

test("silent: before the result, with numbers that are none, with matrices missing or huge", () => {
  const net = error([[0.1, 0.9]], [[1, 3]]);
  const step = net.steps.find(({ writes }) => writes === "dW1");
  const at = (state, cell) => insight(step, parse(step, net.scalars), state, cell);
  const with_ = (name, change) => ({
    ...net,
    matrices: { ...net.matrices, [name]: { ...net.matrices[name], ...change } },
  });
  assert.notEqual(at(net, [0, 0]), null);
  assert.equal(at(net, null), null);
  assert.equal(at(with_("dW1", { values: [["Infinity"]] }), [0, 0]), null);
  assert.equal(at(with_("dZ1", { values: [[0.1, "NaN"]] }), [0, 0]), null);
  assert.equal(at(with_("A0", { shape: [500, 128] }), [0, 0]), null);
  assert.equal(at({ ...net, matrices: { dW1: net.matrices.dW1 } }, [0, 0]), null);
});

test("a name of an operation changes nothing: only pattern, equation and matrices count", () => {
  const net = hidden("relu", [1, 1], [0, -9], [1, 2], [1, 1], [1, 1]);
  const before = net.steps.map(({ writes }) => said(net, writes));
  for (const step of net.steps) Object.assign(step, { operation: "unheard of", title: "?" });
  assert.deepEqual(
    net.steps.map(({ writes }) => said(net, writes)),
    before,
  );
});

/** Checks all that is said of a net; the kinds of sentences met are added to a set. */
function allTrue(net, seed, met) {
  const next = random(seed + 1000);
  for (const step of net.steps) {
    const [rows, columns] = net.matrices[step.writes].shape;
    const other = [Math.floor(next() * rows), Math.floor(next() * columns)];
    for (const cell of [largestCell(net, step.writes), other]) {
      const text = textOf(insight(step, parse(step, net.scalars), net, cell));
      if (text === null) continue;
      const { wrong, kinds } = judge(text, { net, step, cell });
      assert.deepEqual(wrong, [], `net ${seed}, ${step.writes} at ${cell}: ${text}`);
      assert.ok(text.length <= 108, text);
      for (const kind of kinds) met.add(kind);
    }
  }
}

test("no sentence is false on 300 nets of any kind, and every kind of sentence is met", () => {
  const met = new Set();
  for (let seed = 0; seed < 300; seed += 1) allTrue(anyNet(seed), seed, met);
  const missing = KINDS.filter((kind) => !met.has(kind));
  assert.deepEqual(missing, []);
});

test("nor is one false with weights so large that sums overflow", () => {
  const met = new Set();
  for (const largest of [1e100, 1e154, 1e300]) {
    for (let seed = 0; seed < 50; seed += 1) allTrue(anyNet(seed, largest), seed, met);
  }
  assert.ok(met.size > 20);
});

test("the judge of sentences knows a false one", () => {
  const net = hidden("relu", [1, -1], [0, -9], [1, 2], [1, 1], [0.1, 0.9]);
  const wrong = (name, text) => {
    const step = net.steps.find(({ writes }) => writes === name);
    return judge(text, { net, step, cell: [0, 0] }).wrong.length;
  };
  assert.equal(
    wrong("dW2", "Example 2 contributes most: dz 0.90 times a1’s largest activation 2."),
    0,
  );
  assert.equal(wrong("dW2", "Example 1 contributes most: dz 0.10 times a1 1."), 1);
  assert.equal(wrong("dW2", "Example 2 contributes most: dz 0.91 times a1 2."), 1);
  assert.equal(wrong("dW2", "For one example a1 is off."), 1);
  assert.equal(wrong("dZ1", "a1 is off for all 2 examples: nothing of its error passes."), 1);
  assert.equal(
    wrong(
      "dZ1",
      "From dZ[2] to dZ[1] the gradients shrink: their typical size (RMS) goes from 0.64 to 0.64.",
    ),
    1,
  );
  assert.equal(wrong("W2_next", "wŷ2 moves most: by −0.48, to 0.53."), 1);
  assert.equal(wrong("J", "The losses lie close together."), 1);
});
