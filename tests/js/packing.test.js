import assert from "node:assert/strict";
import { test } from "node:test";
import { packed, unpacked } from "../../static/js/packing.js";

test("a reply is the same after it was packed", () => {
  const reply = () => ({
    J: 0.5,
    matrices: {
      A1: {
        shape: [2, 2],
        values: [
          [1, -0],
          [1e-300, 0.1],
        ],
      },
      Z1: { shape: [1, 2], values: [["NaN", 2]] },
      W1: { shape: [1, 1] },
    },
  });
  const made = packed(reply());
  assert.deepEqual(
    made.flat.map(({ name }) => name),
    ["A1"],
  );
  assert.equal(made.reply.matrices.A1.values, null);
  assert.deepEqual(unpacked(structuredClone(made)), reply());
});

test("a reply without matrices stays as it is", () => {
  const reply = { iterations: [0, 1] };
  assert.deepEqual(unpacked(packed(reply)), reply);
});
