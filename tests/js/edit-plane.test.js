import assert from "node:assert/strict";
import { test } from "node:test";
import {
  nearestTo,
  patchOf,
  rounded,
  wholeQuery,
  withExample,
  withoutExample,
} from "../../static/js/edit/data.js";

const MANY = {
  X: [
    [0, 1, 2],
    [0, 1, 0],
  ],
  Y: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};
const TWO = { X: MANY.X, Y: [[0, 1, 1]] };

test("an example comes last, one-hot or as the one output's 0 or 1; the others stay as they are", () => {
  const more = withExample(MANY, [3, 4], 1);
  assert.deepEqual(more.X, [
    [0, 1, 2, 3],
    [0, 1, 0, 4],
  ]);
  assert.deepEqual(
    more.Y.map((row) => row[3]),
    [0, 1, 0],
  );
  assert.deepEqual(withExample(TWO, [3, 4], 0).Y, [[0, 1, 1, 0]]);
  assert.deepEqual(withoutExample(more, 3), MANY);
});

test("one example is taken out of X and of Y alike", () => {
  assert.deepEqual(withoutExample(TWO, 0), {
    X: [
      [1, 2],
      [1, 0],
    ],
    Y: [[1, 1]],
  });
});

test("own data leave nothing of how the others were made", () => {
  const patch = patchOf(TWO);
  assert.deepEqual(patch.X, TWO.X);
  for (const name of ["data", "m", "classes", "noise", "data_seed"]) {
    assert.equal(patch[name], null, name);
  }
});

test("all data, without the batch, are asked for by what makes them", () => {
  const spec = {
    data: "moons",
    m: 9,
    data_seed: 2,
    noise: 0.1,
    output: "sigmoid",
    batch: 4,
    lr: 1,
  };
  assert.equal(wholeQuery(spec), "data=moons&m=9&noise=0.1&data_seed=2&output=sigmoid");
});

test("nearest is what looks nearest: each direction by the width of the plane", () => {
  assert.equal(nearestTo(MANY.X, [1.4, 0], [1, 1]).i, 2);
  assert.equal(nearestTo(MANY.X, [1.4, 0], [1, 100]).i, 1);
  assert.equal(nearestTo(MANY.X, [1, 1], [2, 2]).far, 0);
});

for (const [v, span, expected] of [
  [0.123456789, 1, 0.123],
  [0.123456789, 0.001, 0.123457],
  [1234.5678, 5000, 1235],
  [-0.0001, 1, 0],
]) {
  test(`on a plane of ${span}, ${v} is ${expected}`, () => {
    assert.ok(Object.is(rounded(v, span), expected));
    assert.ok(Math.abs(rounded(v, span) - v) <= span / 1000);
  });
}
