import assert from "node:assert/strict";
import { test } from "node:test";
import { chainOf } from "../../static/js/unseen/chain.js";
import { asQuery, linesOf, MOST, read } from "../../static/js/unseen/read.js";

test("inputs are columns, as X has them", () => {
  const { X, problem } = read(
    [
      ["1", "−2"],
      ["3e1", ".5"],
    ],
    2,
  );
  assert.equal(problem, null);
  assert.deepEqual(X, [
    [1, 30],
    [-2, 0.5],
  ]);
  assert.equal(asQuery(X), "X_new=1,30;-2,0.5");
});

test("what the address writes is the same number, a plus sign too", () => {
  const [, text] = new URLSearchParams(asQuery([[1e21], [0.1 + 0.2]])).entries().next().value;
  assert.deepEqual(text.split(";").map(Number), [1e21, 0.1 + 0.2]);
});

for (const [columns, at, said] of [
  [[["1", "x"]], { column: 0, row: 1 }, "x2"],
  [
    [
      ["1", "2"],
      ["", "2"],
    ],
    { column: 1, row: 0 },
    "Example 2, x1",
  ],
  [[["1", "2", "3"]], { column: 0, row: null }, "2 numbers are expected, found 3"],
  [[], { column: 0, row: null }, "2 numbers"],
  [Array(MOST + 1).fill(["1", "2"]), { column: MOST, row: null }, "At most"],
]) {
  test(`${JSON.stringify(columns).slice(0, 40)}: the field is named, and what would do`, () => {
    const { X, problem } = read(columns, 2);
    assert.equal(X, null);
    assert.deepEqual({ column: problem.column, row: problem.row }, at);
    assert.ok(problem.text.includes(said), problem.text);
  });
}

test("a line is an input, whatever stands between its numbers", () => {
  assert.deepEqual(linesOf("1 2, 3\n\n4;5\t6 \n"), [
    ["1", "2", "3"],
    ["4", "5", "6"],
  ]);
});

const matrix = (rows, columns) => ({
  shape: [rows, columns],
  values: Array.from({ length: rows }, (_, r) => Array(columns).fill(r)),
});

for (const [layers, columns, width] of [
  [[2, 4, 3], 1, 900],
  [[2, 4, 3], 6, 358],
  [[64, 128, 10], 1, 600],
  [[2, 8, 8, 8, 8, 3], 2, 700],
]) {
  test(`${layers.join("-")}, ${columns} inputs in ${width} px: in order, none over another`, () => {
    const state = { layers, activations: [], spec: {}, ranges: { Z: 5 } };
    const matrices = Object.fromEntries(
      layers.flatMap((n, l) => [
        [`A${l}`, matrix(n, columns)],
        ...(l ? [[`Z${l}`, matrix(n, columns)]] : []),
      ]),
    );
    const { links, width: needed, height } = chainOf(state, matrices, width);
    const names = layers.flatMap((_, l) => (l ? [`Z${l}`, `A${l}`] : ["A0"]));
    assert.deepEqual(
      links.map(({ name }) => name),
      names,
    );
    const widest = Math.max(...links.map((one) => one.label + Math.max(one.width, 80)));
    assert.ok(needed <= Math.max(width, widest), `${needed}`);
    links.forEach((one, i) => {
      assert.ok(one.box.y + one.height < height);
      for (const other of links.slice(i + 1)) {
        const beside = one.x + one.label + one.width <= other.x;
        assert.ok(beside || one.box.y + one.height < other.y, `${one.name} ${other.name}`);
      }
    });
    for (const { box, shown } of links) {
      assert.equal(box.z.length, shown.length);
      assert.deepEqual(
        box.z.map((row) => row[0]),
        shown.map((r) => (r < 0 ? null : r)),
      );
    }
  });
}
