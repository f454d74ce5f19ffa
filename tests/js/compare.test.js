import assert from "node:assert/strict";
import { test } from "node:test";
import { namesOf, planOf } from "../../static/js/compare/plan.js";
import { largest, minus, rowsOf } from "../../static/js/compare/rows.js";

const matrix = (values) => ({ shape: [values.length, values[0].length], values });
const STEPS = [
  { writes: "Z1", reads: ["W1", "A0"] },
  { writes: "A1", reads: ["Z1"] },
];
const state = (Z1, more = {}) => ({
  steps: STEPS,
  step: "Z1",
  beat: 2,
  matrices: { Z1: matrix(Z1), W1: matrix([[1, 2]]), A0: matrix([[1], [1]]) },
  ...more,
});

test("the difference is now minus pinned, entry by entry; what is not finite differs by none", () => {
  assert.deepEqual(minus([[3, "Infinity"]], [[1, "Infinity"]]), [[2, Number.NaN]]);
  const [result, weights] = rowsOf(state([[3]]), state([[1]]));
  assert.deepEqual([result.name, result.pinned, result.now], ["Z1", [[1]], [[3]]]);
  assert.deepEqual(result.difference, [[2]]);
  assert.deepEqual(weights.difference, [[0, 0]]);
});

test("nothing is shown before it is computed, and nothing subtracted that does not fit", () => {
  const [early] = rowsOf(state([[3]], { beat: 1 }), state([[1]]));
  assert.deepEqual([early.pinned, early.now, early.difference], [null, null, null]);
  const [other] = rowsOf(state([[3]]), state([[1], [2]]));
  assert.equal(other.difference, null);
  assert.match(other.note, /2 × 1 there, 1 × 1 here/);
  const [gone] = rowsOf(state([[3]]), { matrices: {} });
  assert.match(gone.note, /not in the pinned network/);
});

test("the largest difference, none where all are 0", () => {
  assert.deepEqual(
    largest([
      [0, -3],
      [2, Number.NaN],
    ]),
    [0, 1],
  );
  assert.equal(largest([[0, 0]]), null);
});

test("heatmaps are named so that only what is shown now has the bare name", () => {
  assert.deepEqual(namesOf("dW2", 12), {
    pinned: "dW2@12",
    now: "dW2",
    difference: "dW2-dW2@12",
  });
});

test("three columns of one size and one range, and room for every row", () => {
  const rows = rowsOf(state([[3]]), state([[1]]));
  const plan = planOf(rows, { width: 1100, height: 560 }, 12, { Z: 4, W: 2 });
  for (const { boxes, r } of plan.rows) {
    assert.deepEqual(new Set(boxes.map(({ box }) => box.r)), new Set([r]));
    assert.deepEqual(new Set(boxes.map(({ width }) => width)).size, 1);
  }
  assert.ok(plan.height <= 560);
  const large = matrix(Array.from({ length: 128 }, () => Array(500).fill(1)));
  const wide = { ...state([[1]]), matrices: { Z1: large, W1: large, A0: large } };
  const condensed = planOf(rowsOf(wide, wide), { width: 1100, height: 560 }, 12, {});
  for (const { box } of condensed.rows.flatMap(({ boxes }) => boxes)) {
    assert.ok(box.z.length < 60 && box.z[0].length * box.cw <= 360);
  }
});
