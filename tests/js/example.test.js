import assert from "node:assert/strict";
import { test } from "node:test";
import { arithmetic } from "../../static/js/stage/arithmetic.js";
import { matricesOf, parse } from "../../static/js/stage/equation.js";
import { oneExample, shareOf } from "../../static/js/stage/example.js";
import { valuesOf } from "../../static/js/stage/paint.js";
import { largestCell } from "../../static/js/stage/selection.js";
import { toPart, toWhole } from "../../static/js/stage/view.js";
import { columnOf } from "../../static/js/state.js";
import { runs, split } from "../../static/js/symbols.js";
import { anyNet } from "./nets/any.js";

const NETS = Array.from({ length: 60 }, (_, seed) => anyNet(seed));
const plain = (list) => list.map((run) => run.text).join("");

/** Every step of many nets for one example. */
function* views() {
  for (const [seed, net] of NETS.entries()) {
    const i = seed % net.m;
    const state = { ...net, ranges: {}, example: net.examples[i] + 1 };
    for (const step of net.steps) yield { net, state, step, i, view: oneExample(step, state) };
  }
}

test("the example is known by its printed number, wherever it stands in the batch", () => {
  const state = { examples: [4, 0, 7] };
  assert.equal(columnOf({ ...state, example: 8 }), 2);
  assert.equal(columnOf({ ...state, example: 3 }), null);
  assert.equal(columnOf({ ...state, example: null }), null);
});

test("every step of m columns is that column alone, bit by bit; others stay as they are", () => {
  for (const { net, step, i, view } of views()) {
    const { values, dims, shape } = net.matrices[step.writes];
    if (!dims[1].endsWith("m")) continue;
    const wide = dims[1] === "m" ? 1 : shape[0];
    const column = values.map((row) => row.slice(i * wide, (i + 1) * wide));
    assert.deepEqual(view.state.matrices[view.step.writes].values, column, step.writes);
    assert.deepEqual([view.from, view.count], [i * wide, wide]);
    for (const name of view.step.reads) {
      assert.ok(view.state.matrices[name], name);
      assert.notEqual(view.state.matrices[name].dims[1], "m");
    }
  }
  for (const { step, view } of views()) {
    if (step.phase === "update") assert.equal(view, null);
  }
});

test("no column has the name of the whole", () => {
  for (const { net, view } of views()) {
    if (!view || view.count === Infinity) continue;
    for (const name of [view.step.writes, ...view.step.reads]) {
      const known = net.matrices[name];
      assert.ok(!known?.dims[1].endsWith("m"), name);
    }
  }
});

test("the equation is true of the column: its arithmetic gives the result", () => {
  for (const { net, state, step, view } of views()) {
    if (!view) continue;
    const items = parse(view.step, net.scalars);
    for (const item of matricesOf(items)) {
      assert.ok(valuesOf({ item, rows: 1 }, view.state).length, `${step.writes}: ${item.name}`);
    }
    const sum = arithmetic(view.step, items, { ...view.state, beat: 2 }, [0, 0]);
    const whole = arithmetic(step, parse(step, net.scalars), state, toWhole(view, [0, 0]));
    if (view.count) assert.equal(sum.result.value, whole.result.value, step.writes);
    if (sum.terms.length && view.count) assert.deepEqual(sum.terms, whole.terms);
  }
});

test("the mean of the outer products, with the penalty, is the gradient", () => {
  for (const net of NETS) {
    for (const { writes } of net.steps.filter((step) => /^d[Wb]\d/.test(step.writes))) {
      const { base, layer } = split(writes);
      const shares = net.examples.map((_, i) => shareOf(net, base, layer, i));
      const scale = net.spec.average === "loss" ? 1 : 1 / net.m;
      net.matrices[writes].values.forEach((row, r) => {
        row.forEach((v, c) => {
          const all = shares.map((share) => share[r][c]);
          const penalty =
            base === "dW" ? (net.scalars.l2 / net.m) * net.matrices[`W${layer}`].values[r][c] : 0;
          const mean = all.reduce((s, one) => s + one, 0) * scale + penalty;
          const size = Math.max(1, ...all.map(Math.abs));
          assert.ok(Math.abs(mean - v) <= 1e-15 * size * net.m, `${writes}: ${mean} ${v}`);
        });
      });
    }
  }
});

test("the cell that stands out is one of the column", () => {
  const state = {
    matrices: {
      A: {
        values: [
          [9, 1, 2, 8],
          [0, -3, 1, 8],
        ],
      },
    },
  };
  assert.deepEqual(largestCell(state, "A"), [0, 0]);
  assert.deepEqual(largestCell(state, "A", { from: 1, count: 2 }), [1, 1]);
  assert.deepEqual(largestCell(state, "A", { from: 3, count: 1 }), [0, 3]);
});

test("cells of the column and of the whole lead to each other", () => {
  const view = { from: 6, count: 3 };
  assert.deepEqual(toWhole(view, [1, 2]), [1, 8]);
  assert.deepEqual(toPart(view, [1, 8]), [1, 2]);
  assert.deepEqual(toPart(view, [1, 0]), [1, 0]);
  assert.deepEqual(toPart({ from: 0, count: 0 }, [1, 3]), [1, 3]);
});

test("columns are written in lower case, with their example", () => {
  const said = (name) => plain(runs(name));
  assert.deepEqual(["Z1[:,3]", "dZ2[:,0]", "A0[:,3].T", "Y[:,1]"].map(said), [
    "z[1](i)",
    "dz[2](i)",
    "x(i)T",
    "y(i)",
  ]);
  assert.equal(said("gprime1[:,3]"), "g′(z[1](i))");
  assert.equal(said("dZ2[:,3] · A1.T[3,:]"), "dW[2](i)");
  assert.equal(said("dZ2[:,3] · 1"), "db[2](i)");
});
