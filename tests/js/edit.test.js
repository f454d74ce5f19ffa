import assert from "node:assert/strict";
import { test } from "node:test";
import { createList, difference, placeOf } from "../../static/js/edit/list.js";
import { numberOf } from "../../static/js/edit/number.js";
import { weightAt, withValue } from "../../static/js/edit/weights.js";
import { STEPS, stateOf } from "./state.js";

const place = (query, spec = {}) =>
  placeOf({ query, iteration: 3, step: "dW1", beat: 2, cell: [0, 1], spec, status: "ok" });

test("what was changed last is undone first, with the place it was left at", () => {
  const list = createList();
  for (const query of ["a", "b", "c"]) list.changed(place(query));
  const walked = [];
  let here = place("d");
  for (let to = list.back(); to; to = list.back()) {
    list.moved("past", here);
    walked.push(to.query);
    here = to;
  }
  assert.deepEqual(walked, ["c", "b", "a"]);
  assert.deepEqual([here.iteration, here.step, here.cell], [3, "dW1", [0, 1]]);
});

test("what was undone can be redone, until something else is changed", () => {
  const list = createList();
  list.changed(place("a"));
  list.moved("past", place("b"));
  assert.equal(list.forth().query, "b");
  list.moved("future", place("a"));
  assert.deepEqual([list.back().query, list.forth()], ["a", null]);
  list.moved("past", place("b"));
  list.changed(place("a"));
  assert.equal(list.forth(), null);
});

test("a change is named by the fields that differ, those of a saved spec too", () => {
  const a = place("lr=0.1", { lr: 0.1, seed: 1, W1: [[1, 2]] });
  const b = place("spec=x", { lr: 0.2, seed: 1, W1: [[1, 3]], m: 4 });
  assert.deepEqual(difference(a, b), ["lr", "W1", "m"]);
  assert.deepEqual(difference(a, a), []);
});

for (const [text, value] of [
  ["0.5", 0.5],
  ["−2", -2],
  [" +.25 ", 0.25],
  ["1e−3", 0.001],
  ["3.", 3],
  ["-0", 0],
]) {
  test(`"${text}" is ${value}`, () => assert.ok(Object.is(numberOf(text).value, value)));
}

for (const [text, said] of [
  ["", "expected"],
  ["0,5", "0.5"],
  ["abc", "expected"],
  ["1/3", "expected"],
  ["Infinity", "expected"],
  ["0x10", "expected"],
  ["1e101", "at most"],
  ["1 2", "expected"],
]) {
  test(`"${text}" is no number, and what would do is said`, () => {
    const { value, problem } = numberOf(text);
    assert.equal(value, null);
    assert.ok(problem.includes(said), problem);
  });
}

test("only W and b can be changed; of a transpose the entry that was meant", () => {
  assert.deepEqual(weightAt("W2", [1, 3]), { name: "W2", cell: [1, 3] });
  assert.deepEqual(weightAt("W2.T", [1, 3]), { name: "W2", cell: [3, 1] });
  assert.deepEqual(weightAt("b1", [2, 0]), { name: "b1", cell: [2, 0] });
  for (const token of ["Z1", "dW2", "W1_next", "A1.T", "mW1", "dW2.T", "Y"]) {
    assert.equal(weightAt(token, [0, 0]), null, token);
  }
});

test("one entry is changed, all others are as they were, and nothing on the page is", () => {
  const state = stateOf(STEPS.Z1);
  const before = structuredClone(state.matrices.W1.values);
  const { W1 } = withValue(state, { name: "W1", cell: [2, 1] }, 0.1);
  assert.deepEqual(state.matrices.W1.values, before);
  before[2][1] = 0.1;
  assert.deepEqual(W1, before);
});
