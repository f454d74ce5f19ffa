import assert from "node:assert/strict";
import { test } from "node:test";
import { chain } from "../../static/js/stage/chain.js";
import { writerOf } from "../../static/js/stage/moments.js";

/** @param {string} names */
function program(names) {
  return names
    .split(" ")
    .map((writes) => ({ writes, phase: /^(d|g|Jac)/.test(writes) ? "backward" : "forward" }));
}

const SHORT = program("Z1 A1 Z2 A2 L J dZ2 dW2 db2 dA1 gprime1 dZ1 dW1 db1");
const LONG = program("Z1 A1 Z2 A2 L J dA2 Jac2 dZ2 dW2 db2 dA1 gprime1 dZ1 dW1 db1");

/** The chain at a step, as text: done, [now], (todo), and what hangs below. */
function at(name, steps, average) {
  const found = chain(
    steps.find((step) => step.writes === name),
    steps,
    average,
  );
  if (!found) return null;
  const marks = { done: ["", ""], now: ["[", "]"], todo: ["(", ")"] };
  const line = found.shown.map(({ of, by, state }) => marks[state].join(`${of}/${by}`)).join(" ");
  return found.hanging ? `${line} + ${found.hanging.of}/${found.hanging.by}` : line;
}

test("the chain grows from the loss back to the step", () => {
  assert.equal(at("Z1", SHORT), null);
  assert.equal(at("dZ2", SHORT), "[L/Z2] (Z2/A1) (A1/Z1)");
  assert.equal(at("dA1", SHORT), "L/Z2 [Z2/A1] (A1/Z1)");
  assert.equal(at("gprime1", SHORT), "L/Z2 Z2/A1 [A1/Z1]");
  assert.equal(at("dZ1", SHORT), "L/Z2 Z2/A1 [A1/Z1]");
});

test("a gradient of weights or biases hangs below the factor it multiplies", () => {
  assert.equal(at("dW2", SHORT), "L/Z2 (Z2/A1) (A1/Z1) + Z2/W2");
  assert.equal(at("db1", SHORT), "L/Z2 Z2/A1 A1/Z1 + Z1/b1");
});

test("the long way starts at the output's own a", () => {
  assert.equal(at("dA2", LONG), "[L/A2] (A2/Z2) (Z2/A1) (A1/Z1)");
  assert.equal(at("Jac2", LONG), "L/A2 [A2/Z2] (Z2/A1) (A1/Z1)");
  assert.equal(at("dW2", LONG), "L/A2 A2/Z2 (Z2/A1) (A1/Z1) + Z2/W2");
});

test("with the mean taken into the loss it is J that is derived", () => {
  assert.equal(at("dZ2", SHORT, "loss"), "[J/Z2] (Z2/A1) (A1/Z1)");
  assert.equal(at("dA2", LONG, "loss"), "[J/A2] (A2/Z2) (Z2/A1) (A1/Z1)");
});

test("of a long chain the factors around the step are shown", () => {
  const deep = program("Z4 A3 dZ4 dA3 gprime3 dZ3 dA2 gprime2 dZ2 dA1 gprime1 dZ1 dW1");
  assert.equal(at("dA2", deep), "A3/Z3 [Z3/A2] (A2/Z2)");
  assert.equal(at("dW1", deep), "A2/Z2 Z2/A1 A1/Z1 + Z1/W1");
});

test("a matrix leads to the step that wrote it, a weight to the update before", () => {
  const steps = program("Z1 A1 dW1 W1_next");
  assert.deepEqual(writerOf("A1", { steps, iteration: 3 }), { iteration: 3, step: "A1", beat: 2 });
  assert.deepEqual(writerOf("W1", { steps, iteration: 3 }), {
    iteration: 2,
    step: "W1_next",
    beat: 2,
  });
  assert.equal(writerOf("W1", { steps, iteration: 0 }), null);
  assert.equal(writerOf("A0", { steps, iteration: 3 }), null);
});
