import assert from "node:assert/strict";
import { test } from "node:test";
import { empty, pasted, read, resized, written } from "../../static/js/mine/cells.js";
import { headline, lead, places, verdictsOf } from "../../static/js/mine/verdict.js";

const CELLS = [
  ["0.50", "", "-0.1"],
  ["1/3", "2e-3", "0"],
];

test("what was typed comes back from its text, digit by digit; what was left out stays empty", () => {
  assert.deepEqual(read(written(CELLS)), CELLS);
  assert.equal(written(empty(2, 3)), "");
  assert.deepEqual(read("[[0.50, 1.0], [2, 3]]"), [
    ["0.50", "1.0"],
    ["2", "3"],
  ]);
  assert.throws(() => read("0.5 _ x"), /expected a number/);
  assert.throws(() => read("1 2\n3"), /row 2/);
});

test("another shape keeps what has a place in it", () => {
  assert.deepEqual(resized(CELLS, 3, 2), [
    ["0.50", ""],
    ["1/3", "2e-3"],
    ["", ""],
  ]);
  const turned = [
    ["1", "2"],
    ["3", "4"],
    ["5", "6"],
  ];
  assert.deepEqual(pasted(empty(2, 3), turned, 0, 0), turned);
  assert.deepEqual(pasted(CELLS, [["7", "8"]], 1, 2), [
    ["0.50", "", "-0.1", ""],
    ["1/3", "2e-3", "7", "8"],
  ]);
});

const reply = (right, more = {}) => {
  const none = right.map((row) => row.map(() => false));
  const shape = [right.length, right[0].length];
  const told = { slips: [], untold: [], undecided: null };
  return { matrix: "dW2", shape, right, blank: none, coarse: none, ...told, ...more };
};

test("how much is right is said, and what is still empty", () => {
  assert.equal(headline(reply([[true, true]])), "All 2 right, to the digits you gave.");
  assert.equal(headline(reply([[true, false]])), "1 of 2 right.");
  const blank = [[false, true]];
  assert.match(headline(reply([[true, false]], { blank })), /^Right,.* 1 cell is still empty\.$/);
  assert.deepEqual(verdictsOf(reply([[true, false]], { blank, coarse: [[true, false]] })), [
    ["coarse", ""],
  ]);
  const turned = headline(reply([[false], [false]], { shape: [1, 2] }));
  assert.equal(turned, "Your matrix is 2 × 1; dW[2] is 1 × 2.");
});

test("slips are led in; where none is known, the first wrong cell is", () => {
  const slip = { id: "sign", label: "sign", why: "", code: "" };
  const wrong = [[true, false]];
  assert.match(lead(reply(wrong, { slips: [slip, slip] })), /^Each of these slips/);
  assert.match(lead(reply(wrong, { slips: [slip] })), /^What may have happened/);
  assert.match(lead(reply(wrong)), /Begin with row 1, column 2/);
  assert.equal(lead(reply([[true]])), "");
  assert.equal(places(verdictsOf(reply(wrong))), "Wrong: row 1 column 2.");
});
