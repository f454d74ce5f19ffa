import assert from "node:assert/strict";
import { test } from "node:test";
import { extended } from "../../static/js/seen.js";

const matrix = (values) => ({ shape: [values.length, values[0].length], values });

/** Two units, the second off; dW and dZ of lengths that can be told by heart. */
const traceAt = (iteration) => ({
  iteration,
  J: 0.5,
  accuracy: 0.75,
  matrices: {
    A1: matrix([
      [1, 0],
      [0, 0],
    ]),
    gprime1: matrix([
      [1, 0],
      [0, 0],
    ]),
    dW1: matrix([[3], [4]]),
    dZ1: matrix([
      [1, -1],
      [1, "NaN"],
    ]),
    dW2: matrix([[0, 2]]),
    dZ2: matrix([[3, -3]]),
  },
});

const START = {
  iterations: [0],
  J: [1],
  accuracy: [0.5],
  gradient_norm: { 1: [9], 2: [9] },
  dz_rms: { 1: [9], 2: [9] },
  off: { 1: [0] },
};

test("the next iteration adds one figure of each kind", () => {
  const made = extended(START, traceAt(1));
  assert.deepEqual(made.iterations, [0, 1]);
  assert.deepEqual(made.J, [1, 0.5]);
  assert.deepEqual(made.accuracy, [0.5, 0.75]);
  assert.deepEqual(made.gradient_norm, { 1: [9, 5], 2: [9, 2] });
  assert.deepEqual(made.dz_rms[2], [9, 3]);
  assert.ok(Number.isNaN(made.dz_rms[1][1]));
  assert.deepEqual(made.off, { 1: [0, 0.5] });
});

test("what is not next, or not whole, is asked of the server", () => {
  assert.equal(extended(null, traceAt(1)), null);
  assert.equal(extended(START, traceAt(2)), null);
  assert.equal(extended(START, { ...traceAt(1), partial: true }), null);
});

test("a long run keeps its ends and a bounded number of points", () => {
  let history = START;
  for (let k = 1; k <= 5000; k += 1) history = extended(history, traceAt(k));
  assert.ok(history.iterations.length <= 1000);
  assert.equal(history.iterations[0], 0);
  assert.equal(history.iterations.at(-1), 5000);
  for (const list of [history.J, history.accuracy, history.gradient_norm[2], history.off[1]]) {
    assert.equal(list.length, history.iterations.length);
  }
});
