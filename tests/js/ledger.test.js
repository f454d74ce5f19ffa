import assert from "node:assert/strict";
import { test } from "node:test";
import { cellBeside, cellUnder, placeOf } from "../../static/js/ledger-cells.js";
import { condensed, gridOf, lines } from "../../static/js/ledger-grid.js";

const filled = (rows, columns) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => 100 * r + c));
const entry = (rows, columns, high = 8, most = 10) => ({
  box: { x: 50, y: 20, cw: 10, ch: 6 },
  down: lines(rows, high),
  across: lines(columns, most),
});

test("a large matrix shows its first lines, a gap, and its last four", () => {
  assert.deepEqual(lines(5, 8), [0, 1, 2, 3, 4]);
  assert.deepEqual(lines(100, 8), [0, 1, 2, -1, 96, 97, 98, 99]);
  const shown = condensed(filled(100, 3), 8, 10);
  assert.deepEqual(shown[0], [0, 1, 2]);
  assert.deepEqual(shown[3], [null, null, null]);
  assert.deepEqual(shown.at(-1), [9900, 9901, 9902]);
});

test("the cell under the pointer is the one drawn there, none on the gap", () => {
  const one = entry(100, 40);
  assert.deepEqual(cellUnder(one, 0, 0), [0, 0]);
  assert.deepEqual(cellUnder(one, 99, 47), [99, 39]);
  assert.equal(cellUnder(one, 0, 3 * 6 + 1), null);
  assert.deepEqual(cellUnder(one, 1e4, 1e4), [99, 39]);
  assert.deepEqual(placeOf(one, [99, 39]), { x: 140, y: 62, width: 10, height: 6 });
});

test("arrow keys step over the gap and stop at the edges", () => {
  const one = entry(100, 3);
  assert.deepEqual(cellBeside(one, [2, 1], "ArrowDown"), [96, 1]);
  assert.deepEqual(cellBeside(one, [96, 1], "ArrowUp"), [2, 1]);
  assert.deepEqual(cellBeside(one, [0, 2], "ArrowRight"), [0, 2]);
  assert.equal(cellBeside(one, [0, 2], "Enter"), null);
});

/** Rows of a net as the ledger has them: W and b side by side, then Z. */
function netOf(layers, m) {
  const shapes = layers.slice(1).flatMap((n, i) => [
    [`W${i + 1}`, [n, layers[i]]],
    [`b${i + 1}`, [n, 1]],
    [`Z${i + 1}`, [n, m]],
  ]);
  const matrices = Object.fromEntries(shapes.map(([name, shape]) => [name, { shape }]));
  const cells = (pattern) =>
    layers.map((_, l) =>
      Object.keys(matrices).filter((name) => pattern.test(name) && name.endsWith(l)),
    );
  const rows = [/^[Wb]/, /^Z/].map((pattern) => ({ label: "", cells: cells(pattern) }));
  return { state: { layers, matrices }, rows };
}

for (const [layers, m] of [
  [[2, 4, 3], 8],
  [[2, 4, 4, 4, 4, 4, 3], 8],
  [[64, 128, 128, 128, 128, 128, 128, 128, 10], 500],
  [[1, 1], 1],
]) {
  for (const open of [false, true]) {
    const how = open ? { open, width: 1130, height: 600 } : { open, width: 216, height: 360 };
    test(`the ledger of ${layers.join("-")}, ${open ? "open" : "small"}, keeps within its width`, () => {
      const { state, rows } = netOf(layers, m);
      const { width, starts, cw } = gridOf(state, rows, how);
      assert.ok(width <= how.width * (layers.length > 7 ? 1.35 : 1.02), String(width));
      assert.ok(cw >= 3);
      assert.deepEqual(
        starts,
        starts.slice().sort((a, b) => a - b),
      );
    });
  }
}
