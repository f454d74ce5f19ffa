import assert from "node:assert/strict";
import { test } from "node:test";
import { createDraft } from "../../static/js/own/draft.js";
import { filled } from "../../static/js/own/grid.js";

/** A net 2-3-1 on four examples, as it is drawn. */
const NET = {
  hidden: [3],
  own: [],
  values: {
    X: [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
    Y: [[0, 1, 0, 1]],
    W1: [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    b1: [[0], [0], [0]],
    W2: [[1, 2, 3]],
    b2: [[0]],
  },
};

test("what is not changed is not given; X and Y are given together", () => {
  const draft = createDraft(NET);
  assert.deepEqual(draft.patch(), {});
  draft.write("b1", "1 2 3");
  assert.deepEqual(draft.patch(), { b1: [[1], [2], [3]] });
  draft.write("X", "1 1 1 1");
  const { X, Y, b1, data, m } = draft.patch();
  assert.deepEqual({ X, Y, b1 }, { X: [[1, 1, 1, 1]], Y: NET.values.Y, b1: [[1], [2], [3]] });
  assert.deepEqual([data, m], [null, null]);
});

test("drawn weights follow the sizes, given ones must fit them", () => {
  const draft = createDraft(NET);
  draft.write("X", "1 1 1 1");
  assert.ok(draft.drawn("W1") && !draft.drawn("W2"));
  assert.deepEqual(draft.problems(), {});
  const own = createDraft({ ...NET, own: ["W1"] });
  own.write("X", "1 1 1 1");
  assert.match(own.problems().W1.message, /Expected 3 × 1, .*found 3 × 2/);
});

test("a hidden layer has as many units as its own weights have rows", () => {
  const draft = createDraft(NET);
  draft.write("W1", "1 2\n3 4");
  assert.equal(draft.resized(), "Layer 1 will have 2 units.");
  assert.ok(draft.drawn("b1") && draft.drawn("W2"));
  draft.write("W2", "5 6");
  draft.write("b1", "7 8 9");
  assert.match(draft.problems().b1.message, /Expected 2 × 1/);
  draft.write("b1", "7 8");
  assert.deepEqual(draft.problems(), {});
  const { hidden, b1 } = draft.patch();
  assert.deepEqual([hidden, b1], [[2], [[7], [8]]]);
  draft.write("W1", "1 2 3\n4 5 6");
  assert.deepEqual(draft.problems().W1.offer, ["W1"]);
});

test("rows as examples are told from columns, and turned", () => {
  const draft = createDraft(NET);
  draft.write("X", "1 2\n3 4\n5 6");
  assert.match(draft.problems().Y.message, /these are the 4 of the generated data/);
  draft.write("Y", "1 0 1");
  assert.deepEqual(draft.problems().Y.offer, ["X"]);
  draft.write("X", "1 2\n3 4\n5 6\n7 8\n9 9");
  draft.write("Y", "1 0 1 0 1");
  assert.deepEqual(draft.problems().Y.offer, ["X"]);
  draft.write("Y", "1\n0\n1\n0\n1");
  assert.deepEqual(draft.problems().Y.offer, ["X", "Y"]);
  for (const name of ["X", "Y"]) draft.transpose(name);
  assert.deepEqual(draft.problems(), {});
  draft.write("W2", "1\n2\n3");
  assert.deepEqual(draft.problems().W2.offer, ["W2"]);
  draft.write("X", Array(501).fill("1 2").join("\n"));
  assert.match(draft.problems().X.message, /at most 128 rows and 500 columns/);
});

test("a text that cannot be read is kept with all others", () => {
  const draft = createDraft(NET);
  draft.write("X", "1 2 3 4\n5 6 7 x");
  assert.match(draft.problems().X.message, /found “x”/);
  assert.deepEqual(draft.get("X").cells[1], ["5", "6", "7", "x"]);
  const again = createDraft(NET, draft.kept());
  assert.equal(again.get("X").text, "1 2 3 4\n5 6 7 x");
  assert.ok(!again.get("Y").edited);
});

test("a block that is pasted fills from its cell and makes room", () => {
  assert.deepEqual(filled([["1", "2"]], [["8"], ["9"]], 0, 1), [
    ["1", "8"],
    ["", "9"],
  ]);
});

test("rows of different lengths are said to be, and stand as cells with nothing lost", () => {
  const draft = createDraft(NET);
  draft.write("X", "1 2\n3 4 5");
  assert.match(draft.problems().X.message, /row 2 has 3 entries/i);
  assert.deepEqual(draft.get("X").cells, [
    ["1", "2", ""],
    ["3", "4", "5"],
  ]);
});
