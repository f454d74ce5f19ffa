/** The tour's one key: the question, the result, the next question. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, follows, planned } from "../../static/js/tour-plan.js";

const STATIONS = [
  { step: "Z1", seconds: 75 },
  { step: "J", seconds: 60 },
];

for (const [from, by, to] of /** @type {const} */ ([
  [["Z1", 1], 1, ["Z1", 2]],
  [["Z1", 2], 1, ["J", 1]],
  [["J", 2], 1, null],
  [["J", 1], -1, ["Z1", 2]],
  [["Z1", 2], -1, ["Z1", 1]],
  [["Z1", 1], -1, null],
  [["dW2", 2], 1, ["Z1", 1]],
])) {
  test(`from ${from} by ${by} to ${to ?? "nowhere"}`, () => {
    const place = follows(STATIONS, { step: from[0], beat: from[1] }, by);
    assert.deepEqual(place && [place.step, place.beat], to);
  });
}

test("the plan is the sum up to here", () => {
  assert.equal(planned(STATIONS, { step: "J", beat: 1 }), 135);
});

test("a clock of minutes and seconds", () => {
  assert.deepEqual([0, 9.9, 75, 600].map(clock), ["0:00", "0:09", "1:15", "10:00"]);
});
