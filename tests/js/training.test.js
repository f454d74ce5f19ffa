import assert from "node:assert/strict";
import { test } from "node:test";
import { figure } from "../../static/js/training/figure.js";
import { apart, linear, log, nice } from "../../static/js/training/scale.js";
import { chartsOf, headline, nearest, readOut, summary } from "../../static/js/training/series.js";

test("a nice step is 1, 2 or 5 times a power of ten", () => {
  for (const [v, step] of [
    [0.3, 0.5],
    [1, 1],
    [1.2, 2],
    [70, 100],
    [0.0021, 0.005],
    [0, 1],
  ]) {
    assert.equal(nice(v), step);
  }
});

test("a linear axis begins at 0 and holds all its values", () => {
  const { at, ticks } = linear([0.2, 1.43, 0.9]);
  assert.equal(at(0), 0);
  assert.ok(/** @type {number} */ (at(1.43)) <= 1);
  assert.deepEqual([ticks[0].text, ticks.at(-1).text], ["0", "1.5"]);
  assert.equal(at(Number.NaN), null);
});

test("a log axis goes by powers of ten; 0 has a line of its own", () => {
  const plain = log([0.02, 0.5]);
  assert.deepEqual(
    plain.ticks.map(({ text }) => text),
    ["10⁻²", "10⁻¹", "10⁰"],
  );
  assert.equal(plain.at(0.01), 0);
  assert.equal(plain.at(1), 1);
  const zero = log([0, 0.02]);
  assert.equal(zero.ticks[0].text, "0");
  assert.equal(zero.at(0), 0);
  assert.ok(/** @type {number} */ (zero.at(0.01)) > 0);
  assert.equal(zero.at(Infinity), null);
  assert.ok(log([1e-300, 1e300]).ticks.length < 7);
  assert.ok(log([]).ticks.length > 0);
});

test("labels are pushed apart, in order and within the axis", () => {
  assert.deepEqual(apart([50, 50, 50], 12, 0, 100), [50, 62, 74]);
  assert.deepEqual(apart([98, 99], 12, 0, 100), [88, 100]);
  assert.deepEqual(apart([5, 80], 12, 0, 100), [5, 80]);
});

test("three figures, with a real minus", () => {
  for (const [v, text] of [
    [0, "0"],
    [0.9149, "0.915"],
    [-0.25, "−0.250"],
    [2.5e-7, "2.5e−7"],
    [123456, "1.2e5"],
    [Number.NaN, "NaN"],
    [-Infinity, "−∞"],
  ]) {
    assert.equal(figure(v), text);
  }
});

const STEPS = ["A1", "A2", "J", "dZ2", "dW2", "dZ1", "dW1"].map((writes) => ({ writes }));
const STATE = {
  steps: STEPS,
  step: "dW1",
  beat: 2,
  iteration: 2,
  layers: [2, 4, 3],
  matrices: Object.fromEntries(STEPS.map(({ writes }) => [writes, {}])),
  history: {
    iterations: [0, 1, 2],
    J: [1.5, 1.25, 1],
    accuracy: [0.25, 0.5, 0.5],
    gradient_norm: { 1: [0.1, 0.2, 0.3], 2: [1, 2, "Infinity"] },
    dz_rms: { 1: [0.1, 0.1, 0], 2: [1, 1, 1] },
    off: { 1: [0, 0.25, 0.25] },
  },
};

test("a chart for each kind of figure, a line for each layer", () => {
  const charts = chartsOf(STATE);
  const found = Object.fromEntries(charts.map(({ name, lines }) => [name, lines.length]));
  assert.deepEqual(found, { J: 1, gradient_norm: 2, dz_rms: 2, off: 1, accuracy: 1 });
  assert.deepEqual(charts[1].lines[1].values, [1, 2, Infinity]);
  assert.equal(
    summary(charts[0]),
    "Loss J, the mean over the examples: from 1.50 at iteration 0 to 1.00 at iteration 2.",
  );
  assert.equal(headline(charts, 1), "Iteration 1: loss 1.25; accuracy 50 %");
  assert.match(readOut(charts, 1), /‖dW‖ layer 1 0\.200, layer 2 2\.00;/);
});

test("what is not computed yet is left out of the newest iteration alone", () => {
  const [loss, norms] = chartsOf({ ...STATE, step: "dW2" });
  assert.deepEqual(loss.lines[0].values, [1.5, 1.25, 1]);
  assert.deepEqual(norms.lines[0].values, [0.1, 0.2, null]);
  assert.deepEqual(norms.lines[1].values, [1, 2, Infinity]);
  const [early] = chartsOf({ ...STATE, step: "A2" });
  assert.deepEqual(early.lines[0].values, [1.5, 1.25, null]);
  const [back] = chartsOf({ ...STATE, step: "A2", iteration: 1 });
  assert.deepEqual(back.lines[0].values, [1.5, 1.25, 1]);
});

test("a long run on its way adds to the loss what is told of it", () => {
  const points = [
    [1, 9],
    [5, 0.75],
    [9, "NaN"],
  ];
  const [loss] = chartsOf({ ...STATE, progress: { iteration: 9, until: 20, points } });
  assert.deepEqual(loss.iterations, [0, 1, 2, 5, 9]);
  assert.deepEqual(loss.lines[0].values, [1.5, 1.25, 1, 0.75, Number.NaN]);
});

test("no accuracy where there are no classes, no units where there is no hidden layer", () => {
  const history = { ...STATE.history, accuracy: [null, null, null], off: {} };
  assert.deepEqual(
    chartsOf({ ...STATE, history }).map(({ name }) => name),
    ["J", "gradient_norm", "dz_rms"],
  );
});

test("the nearest iteration known", () => {
  assert.equal(nearest([0, 10, 20], 14), 1);
  assert.equal(nearest([0, 10, 20], 99), 2);
});
