import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange } from "../../static/js/stage/arrange.js";
import { parse } from "../../static/js/stage/equation.js";
import { axisOf, shownOf } from "../../static/js/stage/fit.js";
import { lit, pointed, rectOf } from "../../static/js/stage/selection.js";
import { filled, STEPS, stateOf, stepOf } from "./state.js";

const SIZES = [
  [896, 688],
  [736, 560],
  [960, 452],
  [1376, 868],
  [1872, 900],
];
const NETS = [
  [[2, 4, 3], 8],
  [[2, 8, 8], 12],
  [[64, 128, 128], 500],
  [[2, 1, 2], 1],
  [[2, 16, 5], 100],
];

/** @param {string} name */
function arranged(name, layers, m, [width, height], cell = null, page = "studio") {
  const step = STEPS[name];
  const state = { ...stateOf(step, layers, m), page };
  return {
    step,
    state,
    made: arrange(step, parse(step, state.scalars), state, { width, height, cell }),
  };
}

test("an equation becomes matrices, operators and scalars", () => {
  const items = parse(STEPS.dW2, stateOf(STEPS.dW2).scalars);
  assert.deepEqual(
    items.map((i) => i.token ?? i.text),
    ["dW2", "=", "1/m", "dZ2", "·", "A1.T", "+", "λ/m", "W2"],
  );
  assert.deepEqual(
    items.filter((i) => i.type === "matrix").map((i) => i.role),
    ["result", "left", "right", "operand"],
  );
  assert.equal(items[2].value, 1 / 8);
});

test("text around a matrix stays with it", () => {
  const [, , softmax] = parse(STEPS.A1, stateOf(STEPS.A1).scalars);
  assert.equal(softmax.prefix, "ReLU (");
  assert.equal(softmax.suffix, ")");
  const slope = { ...STEPS.A1, writes: "gprime1", equation: ["1 where", "Z1", "> 0, else 0"] };
  const [, , where] = parse(slope, stateOf(STEPS.A1).scalars);
  assert.equal(where.prefix, "1 where");
  assert.equal(where.suffix, " > 0, else 0");
});

for (const name of Object.keys(STEPS)) {
  for (const [layers, m] of NETS) {
    for (const size of SIZES) {
      test(`${name} of ${layers.join("-")}, m ${m}, fits ${size.join(" × ")}`, () => {
        const { made } = arranged(name, layers, m, size);
        const own = made.frames.filter((f) => !f.extra);
        let edge = 0;
        for (const frame of own) {
          assert.equal(frame.y, made.top, "top aligned");
          assert.ok(
            Number.isInteger(frame.x) && Number.isInteger(frame.cw) && Number.isInteger(frame.ch),
          );
          assert.ok(frame.cw >= 3 && frame.ch >= 3, "no cell under 3 pixels");
          assert.ok(frame.x >= edge, "matrices do not overlap");
          edge = frame.x + frame.width;
          assert.ok(frame.y + frame.height <= size[1], "within the height");
        }
        assert.ok(edge <= size[0] - 4, `within the width: ${edge}`);
        const rows = own.filter((f) => f.dims[0] === own[0].dims[0]);
        assert.ok(
          rows.every((f) => f.ch === own[0].ch),
          "equal rows stand on one line",
        );
      });
    }
  }
}

for (const name of Object.keys(STEPS)) {
  test(`${name} of the lecture net is read from the back row, on every wall alike`, () => {
    const on = (/** @type {number[]} */ size) =>
      arranged(name, [2, 3, 3], 4, size, null, "present").made;
    const { frames, cells, words, sum } = on([1920, 950]);
    for (const { cw, ch, across: wide, down: high } of frames) {
      assert.ok(cw >= 37.9 * cells && ch >= 15 * cells, "two decimals in every cell");
      assert.ok(!wide.edges && !high.edges, "nothing is left out");
    }
    assert.ok(12.5 * cells >= (frames.length > 3 ? 29 : 36), "the numbers' size");
    assert.ok(11 * words >= 23, "the smallest words");
    assert.ok(sum.y < 950 / 1.5, "room for the arithmetic");
    assert.equal(on([960, 475]).cells, cells / 2);
  });
}

for (const [page, size] of [
  ["studio", [896, 688]],
  ["present", [1920, 950]],
  ["present", [1280, 634]],
  ["embed", [960, 452]],
]) {
  test(`rows of one equation have one height: ${page}, ${size.join(" × ")}`, () => {
    for (const name of Object.keys(STEPS)) {
      for (const [layers, m] of [
        [[2, 4, 3], 8],
        [[2, 3, 3], 4],
      ]) {
        const { frames } = arranged(name, layers, m, size, null, page).made;
        const own = frames.filter((frame) => !frame.extra);
        assert.equal(new Set(own.map(({ ch }) => ch)).size, 1, `${name} of ${layers}`);
      }
    }
  });
}

test("which units are off is not told before the step that decides it", () => {
  for (const name of ["Z1", "A1"]) {
    const step = STEPS[name];
    const state = stateOf(step, [2, 4, 3], 8);
    state.matrices.A1 ??= { shape: [4, 8], dims: ["n1", "m"], values: [] };
    state.matrices.A1.values = Array.from({ length: 4 }, () => Array(8).fill(0));
    const off = (/** @type {number} */ beat) =>
      arrange(
        step,
        parse(step, state.scalars),
        { ...state, beat },
        { width: 896, height: 688 },
      ).frames.some(({ rowLabels }) => rowLabels?.some((one) => one.off));
    assert.deepEqual([off(1), off(2)], [false, true], name);
  }
});

test("a stage alone grows with its frame; a small one keeps letters that can be read", () => {
  const scale = (/** @type {number[]} */ size) =>
    arranged("dW2", [2, 4, 3], 8, size, null, "embed").made.scale;
  assert.deepEqual([scale([960, 452]), scale([1920, 904])], [1, 2]);
  assert.ok(scale([640, 300]) >= 0.75);
});

test("a weight matrix as stored stands near its transpose, and over nothing", () => {
  for (const [page, size] of /** @type {[string, number[]][]} */ ([
    ["studio", [896, 688]],
    ["embed", [1920, 904]],
    ["present", [1920, 950]],
  ])) {
    const { frames, sum, turn } = arranged("dA1", [2, 3, 3], 4, size, null, page).made;
    const stored = frames.find((f) => f.extra);
    const right = frames.find((f) => f.item.role === "right");
    assert.ok(stored && right && turn, page);
    assert.ok(stored.y > right.y + right.height && stored.x > sum.x + sum.width, page);
    assert.ok(turn.from - turn.to < size[0] / 4, `${page}: near`);
    assert.ok(stored.y + stored.height <= size[1] && stored.x + stored.width < size[0], page);
  }
});

test("the arithmetic of a product stands under its left factor's columns", () => {
  for (const [page, size] of /** @type {[string, number[]][]} */ ([
    ["studio", [896, 688]],
    ["embed", [960, 452]],
    ["present", [1920, 950]],
  ])) {
    for (const equation of [
      ["1/m", "dZ1", "·", "A0.T"],
      ["1/m", "dZ2", "·", "A1.T"],
    ]) {
      const step = stepOf(`dW${equation[1].at(-1)}`, equation, "row-column");
      const state = { ...stateOf(step), page };
      const [width, height] = size;
      const { sum, frames, tie } = arrange(step, parse(step, state.scalars), state, {
        width,
        height,
      });
      const left = frames.find(({ item }) => item.role === "left");
      assert.ok(sum.aligned && sum.x === left?.x && tie, `${step.writes}: ${page}`);
    }
  }
});

test("no line ties many blocks to the column that only one of them meets", () => {
  const step = stepOf("dZ2", ["Jac2", "·", "dA2"], "blocks");
  const state = stateOf({ ...step, reads: ["dA2"] });
  state.matrices.Jac2 = { shape: [3, 24], dims: ["n2", "n2*m"], values: filled(3, 24, () => 1) };
  for (const width of [896, 390]) {
    const { tie } = arrange(step, parse(step, state.scalars), state, { width, height: 688 });
    assert.equal(tie, "");
  }
});

test("many columns: the first, those around the selection, the last", () => {
  assert.deepEqual(shownOf(5, 40, -1), [0, 1, 2, 3, 4]);
  const shown = shownOf(100, 40, -1);
  assert.deepEqual([shown.length, shown[16], shown.at(-1)], [21, -1, 99]);
  const around = shownOf(100, 40, 50);
  assert.ok(around.includes(50) && around.filter((i) => i < 0).length === 2);
  for (let at = 0; at < 100; at += 1) assert.ok(shownOf(100, 40, at).includes(at));
});

test("hidden columns have no extent, and the edges hold all of them", () => {
  const { edges, entries, total } = axisOf(100, shownOf(100, 40, -1), 10, 13);
  assert.equal(edges.length, 101);
  assert.equal(edges[100], total);
  assert.equal(entries[16].more, 80);
  assert.equal(edges[17], edges[95]);
  assert.equal(edges[96], 16 * 10 + 13);
  assert.equal(axisOf(5, [0, 1, 2, 3, 4], 10, 13).edges, null);
});

test("a cell lights its row, its column and itself, and is found again from them", () => {
  const { made, step } = arranged("dW2", [2, 4, 3], 8, [896, 688]);
  const [result, left, right, weights] = made.frames;
  assert.deepEqual(lit(left, step, [1, 3], result), { rows: [1, 1], cols: [0, 7], ring: false });
  assert.deepEqual(lit(right, step, [1, 3], result), { rows: [0, 7], cols: [3, 3], ring: false });
  assert.deepEqual(lit(weights, step, [1, 3], result), { rows: [1, 1], cols: [3, 3], ring: true });
  assert.deepEqual(pointed(left, step, [2, 5], [1, 3], result), [2, 3]);
  assert.deepEqual(pointed(right, step, [5, 0], [1, 3], result), [1, 0]);
  const rect = rectOf(left, lit(left, step, [1, 3], result));
  assert.equal(rect.width, left.width);
});

test("on a phone a product folds: row and column meet in the cell", () => {
  for (const name of Object.keys(STEPS)) {
    for (const [layers, m] of NETS) {
      const { made } = arranged(name, layers, m, [390, 600]);
      for (const frame of made.frames) {
        assert.ok(frame.x >= 0 && frame.x + frame.width <= 390, `${name} within the width`);
        assert.ok(frame.cw >= 3 && frame.ch >= 3);
      }
    }
  }
  const { made } = arranged("dA1", [2, 4, 3], 8, [390, 600]);
  const [result, left, right] = made.frames;
  assert.equal(result.y, left.y);
  assert.equal(result.x, right.x);
  assert.ok(right.y + right.height < result.y && left.x + left.width < result.x);
});

test("on a phone a small net's numbers can be read at every step, and nothing leaves the stage", () => {
  const [width, height] = [390, 605];
  for (const name of ["A1", "L", "dZ2", "dZ1", "W1_next"]) {
    const { frames, sum } = arranged(name, [2, 4, 3], 8, [width, height]).made;
    for (const { x, ch, cw, width: wide } of frames) {
      assert.ok(cw >= 26 && ch >= 15, `${name}: ${cw} × ${ch}`);
      assert.ok(x + wide <= width, name);
    }
    assert.ok(sum.y + 44 < height, name);
  }
  const lines = arranged("W1_next", [2, 4, 3], 8, [width, height]).made.frames.map(({ y }) => y);
  assert.equal(new Set(lines).size, 1, "few columns stand side by side");
});
