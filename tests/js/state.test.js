import assert from "node:assert/strict";
import { test } from "node:test";
import {
  after,
  afterPhase,
  before,
  isPending,
  quantity,
  rangeOf,
  rangesOf,
  start,
} from "../../static/js/state.js";

const STEPS = /** @type {any[]} */ (
  [
    ["Z1", "forward"],
    ["A1", "forward"],
    ["J", "loss"],
    ["dW1", "backward"],
    ["W1_next", "update"],
  ].map(([writes, phase], index) => ({ writes, phase, index }))
);
const at = (iteration, step, beat = 2) => ({ iteration, step, beat });

test("→ goes from result to result, or beat by beat", () => {
  assert.deepEqual(after(STEPS, at(0, "Z1", 1), 1), at(0, "Z1"));
  assert.deepEqual(after(STEPS, at(0, "Z1"), 1), at(0, "A1"));
  assert.deepEqual(after(STEPS, at(0, "Z1"), 2), at(0, "A1", 1));
  assert.deepEqual(after(STEPS, at(4, "W1_next"), 1), at(5, "Z1"));
});

test("← goes back the same way and stays at iteration 0", () => {
  assert.deepEqual(before(STEPS, at(0, "A1"), 1), at(0, "Z1"));
  assert.deepEqual(before(STEPS, at(0, "A1"), 2), at(0, "A1", 1));
  assert.deepEqual(before(STEPS, at(3, "Z1"), 1), at(2, "W1_next"));
  assert.deepEqual(before(STEPS, at(0, "Z1"), 1), at(0, "Z1", 1));
  assert.deepEqual(before(STEPS, at(0, "Z1", 1), 1), at(0, "Z1", 1));
});

test("phases and the beginning", () => {
  assert.deepEqual(afterPhase(STEPS, at(0, "Z1", 1), 1), at(0, "J"));
  assert.deepEqual(afterPhase(STEPS, at(0, "W1_next"), 1), at(1, "Z1"));
  assert.deepEqual(start(STEPS, at(6, "J")), at(6, "Z1", 1));
  assert.deepEqual(start(STEPS, at(6, "Z1", 1)), at(0, "Z1", 1));
});

test("what is computed later is pending, what was given is not", () => {
  const matrices = Object.fromEntries(["W1", ...STEPS.map((s) => s.writes)].map((n) => [n, {}]));
  const state = { steps: STEPS, step: "J", beat: 2, matrices };
  assert.equal(isPending(state, "W1"), false);
  assert.equal(isPending(state, "J"), false);
  assert.equal(isPending({ ...state, beat: 1 }, "J"), true);
  assert.equal(isPending(state, "dW1"), true);
});

test("quantities that are joined cell by cell share one range", () => {
  assert.equal(quantity("A1.T"), "Z");
  assert.equal(quantity("dA2"), "dZ");
  assert.equal(quantity("W1_next"), "W");
  const of = (...values) => /** @type {any} */ ({ values: [values] });
  const matrices = { Z1: of(-3, 1), A1: of(0, 1), W1: of(0, 0), dZ1: of(0.5), L: of("Infinity") };
  const ranges = rangesOf(matrices, { average: "gradients" }, 4);
  assert.deepEqual(ranges, { Z: 3, W: 1, dZ: 0.5, L: 1 });
  assert.equal(rangesOf(matrices, { average: "loss" }, 4).dZ, 2);
});

test("probabilities and what is true have their own range, ±1; other outputs share Z's", () => {
  const of = (...values) => /** @type {any} */ ({ values: [values] });
  const matrices = { Z1: of(5), A1: of(5), Z2: of(40), A2: of(0.9), Y: of(1), dZ2: of(0.1) };
  for (const output of ["softmax", "sigmoid"]) {
    const ranges = rangesOf(matrices, { output }, 4, 2);
    const found = ["A2", "A2.T", "Y", "Z2", "A1", "dZ2"].map((name) => rangeOf(name, ranges));
    assert.deepEqual(found, [1, 1, 1, 40, 40, 0.1]);
  }
  const shared = rangesOf({ ...matrices, A2: of(40) }, { output: "identity" }, 4, 2);
  assert.deepEqual(
    ["A2", "Y"].map((name) => rangeOf(name, shared)),
    [40, 40],
  );
});
