import assert from "node:assert/strict";
import { test } from "node:test";
import { questionOf } from "../../static/js/explain/asked.js";

const STEPS = ["Z1", "A1", "Z2", "A2", "L", "J", "dZ2", "dW2", "dA1", "gprime1", "dZ1"];

/** A 1-2-1 net of two examples. */
function net(step, matrices, more = {}) {
  const steps = STEPS.map((writes) => ({ writes }));
  const held = Object.entries({ W1: [[1], [1]], W2: [[1, 1]], J: [[1]], ...matrices });
  return {
    ...{ step, steps, beat: 2, iteration: 1, J: 1, m: 2, spec: { batch: 0 }, status: "ok" },
    ...{ layers: [1, 2, 1], activations: ["relu", "sigmoid"] },
    history: { iterations: [0, 1], J: [2, 1] },
    matrices: Object.fromEntries(
      held.map(([name, values]) => [
        name,
        { values, shape: [values.length, values[0].length], dims: ["n", "m"] },
      ]),
    ),
    ...more,
  };
}

const NONE = [
  [0, 0],
  [0, 0],
];
const HALF = [
  [1, 1],
  [0, 0],
];
const ZERO = { W1: [[0], [0]], W2: [[0, 0]] };
const OFF = { A1: NONE, gprime1: NONE, dZ1: NONE };

for (const [what, state, question] of [
  ["weights that are all 0", net("dA1", { ...ZERO, A1: NONE, dA1: NONE }), "zeros"],
  ["only some weights 0", net("dA1", { W2: [[0, 0]], dA1: NONE, A1: HALF }), null],
  ["a result before it is shown", net("dA1", { ...ZERO, dA1: NONE }, { beat: 1 }), null],
  ["one unit off", net("dZ1", { A1: HALF, gprime1: HALF, dZ1: HALF }), "off"],
  ["all units off after an update", net("dZ1", OFF), "step"],
  ["all units off from the start", net("dZ1", OFF, { iteration: 0 }), "off"],
  ["a loss that rose", net("J", {}, { J: 3 }), "step"],
  ["a loss that fell", net("J", {}), null],
  ["a loss of other examples", net("J", {}, { J: 3, spec: { batch: 1 } }), null],
  ["a loss of which none is known before", net("J", {}, { J: 3, iteration: 0 }), null],
]) {
  test(`${what}: ${question ?? "no"} question`, () => assert.equal(questionOf(state), question));
}
