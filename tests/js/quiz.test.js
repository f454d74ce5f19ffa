import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chosenCells,
  questionOf,
  randomOf,
  temptingShapes,
} from "../../static/js/quiz/questions.js";
import { score, settle, startOver } from "../../static/js/quiz/score.js";
import { judged, typed } from "../../static/js/quiz/typed.js";
import { asked, missing, slipSentence, told, verdicts } from "../../static/js/quiz/words.js";
import { STEPS, stateOf } from "./state.js";

const JUDGED = [
  ["0.50", 0.504, "right"],
  ["0.50", 0.5051, "wrong"],
  ["−0.35", -0.3512, "right"],
  ["-.35", 0.35, "wrong"],
  ["0,50", 0.5, "right"],
  ["1/3", 1 / 3, "right"],
  ["1/3", 0.333, "wrong"],
  ["3", 3, "right"],
  ["0.3", 0.31, "coarse"],
  ["0", 0.03, "coarse"],
  ["0", 0, "right"],
  ["5.1e-3", 0.00513, "right"],
  ["1/0", 1, "none"],
  ["0.3.1", 0.3, "none"],
  [" ", 0, "none"],
];

test("a number is right to the digits given, if these say anything", () => {
  for (const [text, value, verdict] of JUDGED) assert.equal(judged(text, value), verdict, text);
});

test("every rounding of a value fits it, and a unit of the last place beside it does not", () => {
  const random = randomOf("digits");
  for (let i = 0; i < 2000; i += 1) {
    const value = (random() - 0.5) * 10 ** Math.floor(8 * random() - 4);
    const decimals = Math.floor(7 * random());
    const text = value.toFixed(decimals);
    assert.notEqual(judged(text, value), "wrong", text);
    const beside = (Number(text) + 1.01 * 10 ** -decimals).toFixed(decimals + 3);
    assert.equal(judged(beside, value), "wrong", beside);
    assert.equal(typed(text)?.half, 0.5 * 10 ** -decimals);
  }
});

const moment = (step, values) => {
  const state = { ...stateOf(step), query: "", iteration: 6 };
  if (values) state.matrices[step.writes].values = values;
  const { shape } = state.matrices[step.writes];
  const frames = [step.writes, ...step.reads].map((name) => {
    const [rows, cols] = state.matrices[name].shape;
    return name === "A1" ? { rows: cols, cols: rows } : { rows, cols };
  });
  frames[0] = { rows: shape[0], cols: shape[1] };
  return { step, state, arrangement: { frames }, whole: { step, state } };
};

test("the same moment asks everybody the same, another one something else", () => {
  const all = Object.values(STEPS).map((step) =>
    JSON.stringify(questionOf("cells:3", moment(step))),
  );
  const again = Object.values(STEPS).map((step) =>
    JSON.stringify(questionOf("cells:3", moment(step))),
  );
  assert.deepEqual(all, again);
  const other = moment(STEPS.dZ2);
  other.whole = { ...other.whole, state: { ...other.state, iteration: 7 } };
  assert.notDeepEqual(questionOf("cells:3", other), questionOf("cells:3", moment(STEPS.dZ2)));
});

test("as many cells as asked for, each with its value, none twice; of a small matrix all", () => {
  for (const step of Object.values(STEPS)) {
    for (const [ask, count] of [
      ["cells", 2],
      ["sign:4", 4],
    ]) {
      const one = moment(step);
      const { values } = one.state.matrices[step.writes];
      const question = questionOf(ask, one);
      assert.equal(question.cells.length, Math.min(count, values.flat().length));
      assert.equal(new Set(question.cells.map(String)).size, question.cells.length);
      const truth = question.cells.map(([r, c]) => values[r][c]);
      assert.deepEqual(question.values, truth);
    }
  }
});

test("cells with something to work out come before what is 0, 1 or no number", () => {
  const values = [
    [0, 1, 0.4],
    ["NaN", 0, 0],
    [0, -0.7, 0],
  ];
  const trivial = (v) => Number(v === 0 || v === 1);
  assert.deepEqual(chosenCells(values, 2, trivial, randomOf("a")), [
    [0, 2],
    [2, 1],
  ]);
  const all = chosenCells(values, 9, trivial, randomOf("a"));
  assert.equal(all.length, 8);
});

test("the right shape is among tempting ones, once, and the transposed one too", () => {
  const shapes = temptingShapes(
    [3, 4],
    [
      [3, 8],
      [8, 4],
    ],
    randomOf("x"),
  ).map(String);
  assert.equal(new Set(shapes).size, shapes.length);
  for (const one of ["3,4", "4,3", "3,8"]) assert.ok(shapes.includes(one), one);
  for (const step of Object.values(STEPS)) {
    const question = questionOf("shape", moment(step));
    const right = question.shapes.filter((shape) => String(shape) === String(question.shape));
    assert.equal(right.length, 1, step.writes);
  }
});

test("what is said of answers: what is right, wrong, too coarse or not there", () => {
  const question = {
    ...{ kind: "cells", name: "dW2", pattern: "row-column", shape: [3, 4], shapes: [] },
    ...{
      cells: [
        [0, 1],
        [2, 3],
      ],
      values: [0.3512, -0.12],
    },
  };
  assert.equal(missing(question, ["0.35", "-0.12"]), "");
  assert.equal(missing(question, ["0.35", "0.12"]), "① right, ② not.");
  assert.equal(missing(question, ["0.35", ""]), "② still needs a number.");
  assert.match(
    missing(question, ["0.4", "x"]),
    /② still needs a number such as.*①: give one digit/,
  );
  assert.deepEqual(verdicts(question, ["0.4", "-0.12"]), ["coarse", "right"]);
  assert.equal(told(question), "①\u00a0is\u00a00.351, ②\u00a0is\u00a0−0.12.");
  const sign = { ...question, kind: "sign" };
  assert.deepEqual(verdicts(sign, ["+", "0"]), ["right", "wrong"]);
  assert.equal(told(sign), "①\u00a0is\u00a0+, ②\u00a0is\u00a0−.");
  const shape = { ...question, kind: "shape" };
  assert.equal(missing(shape, [""]), "Choose a shape first.");
  assert.match(missing(shape, ["4 × 3"]), /^Not 4 × 3\./);
  assert.equal(missing(shape, ["3 × 4"]), "");
  assert.equal(told(shape), "3 × 4: a gradient has the shape of its variable.");
  assert.match(asked(shape), /\$/);
});

test("one slip is explained, several are named", () => {
  const slip = { label: "1/m missing", why: "A sum grows." };
  assert.equal(slipSentence([slip]), "Perhaps “1/m missing”: A sum grows.");
  assert.equal(
    slipSentence([slip, { label: "sign", why: "" }]),
    "Perhaps “1/m missing” or “sign”.",
  );
  assert.equal(slipSentence([]), "");
});

test("a question counts once, at its first try; the score can start over", () => {
  settle("a", false);
  settle("a", true);
  settle("b", true);
  assert.deepEqual(score(), { right: 1, of: 2 });
  startOver();
  assert.deepEqual(score(), { right: 0, of: 0 });
});
