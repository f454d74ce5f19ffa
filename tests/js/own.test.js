import assert from "node:assert/strict";
import { test } from "node:test";
import { isWhole, typed } from "../../static/js/own/entry.js";
import { Fault } from "../../static/js/own/fault.js";
import { parse, textOf } from "../../static/js/own/parse.js";
import { faulty, mutated, random } from "./malformed.js";

const SQUARE = [
  [1, 2],
  [3, 4],
];

/** Every manner of writing the same matrix. */
export const FORMS = {
  spaces: "1 2\n3 4",
  "spaces around": "\n  1   2 \r\n 3 4  \n\n",
  commas: "1,2\n3, 4",
  tabs: "1\t2\n3\t4",
  "the address": "1,2;3,4",
  "semicolons as separators": "1;2\n3;4",
  "Python lists": "[[1, 2], [3, 4]]",
  tuples: "((1, 2), (3, 4),)",
  "an assignment": "W1 = [[1, 2],\n      [3, 4]]",
  "NumPy's repr": "array([[1., 2.],\n       [3., 4.]])",
  "NumPy's print": "[[1. 2.]\n [3. 4.]]",
  "NumPy with a type": "np.array([[1, 2], [3, 4]], dtype=np.float32)",
  PyTorch: "tensor([[1., 2.],\n        [3., 4.]], device='cuda:0', requires_grad=True)",
  MATLAB: "X = [1 2; 3 4];",
  "MATLAB by lines": "[1 2\n 3 4]",
  Mathematica: "{{1, 2}, {3, 4}}",
  "rows in brackets": "[1, 2]\n[3, 4]",
  transposed: "np.array([[1, 3], [2, 4]]).T",
  "transposed in MATLAB": "[1 3; 2 4]'",
  Markdown: "| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 | 4 |",
  "a table with numbers as its head": "1 | 2\n--|--\n3 | 4",
  LaTeX: "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
  "LaTeX's array": "$\\left[\\begin{array}{cc}1&2\\\\3&4\\\\\\end{array}\\right]$",
};

for (const [name, text] of Object.entries(FORMS)) {
  test(`read as written: ${name}`, () => assert.deepEqual(parse(text).values, SQUARE));
}

const ENTRIES = {
  "−1": -1,
  "+.5": 0.5,
  "1e-3": 0.001,
  "2.E+2": 200,
  "1/3": 1 / 3,
  "−2/4": -0.5,
  "1e100": 1e100,
};

test("an entry in any notation", () => {
  for (const [text, value] of Object.entries(ENTRIES)) {
    assert.deepEqual(parse(`${text} 1`).values, [[value, 1]]);
    assert.deepEqual(parse(`[[${text}], [1]]`).values, [[value], [1]]);
  }
  assert.deepEqual(parse("\\begin{matrix}\\frac{1}{3}\\end{matrix}").values, [[1 / 3]]);
});

test("a comma is a decimal sign where nothing else is possible, and otherwise that is said", () => {
  for (const text of ["1,5 2,5\n3 −4,5", "1,5;2,5\n3;−4,5", "|1,5|2,5|\n|3|−4,5|"]) {
    assert.deepEqual(parse(text).values, [
      [1.5, 2.5],
      [3, -4.5],
    ]);
  }
  assert.match(parse("1,5 2,5").notes[0], /decimal signs/);
  const doubtful = parse("1,5\n2,5");
  assert.deepEqual(doubtful.values, [
    [1, 5],
    [2, 5],
  ]);
  assert.match(doubtful.notes[0], /write points/);
  assert.deepEqual(parse("1, 2\n3, 4").notes, []);
  assert.equal(typed(" 1,5"), "1.5");
});

/** What is wrong, where it stands, what is said of it. */
const FAULTS = [
  ["1 2\n3 x", [2, 3], "expected a number, found “x”"],
  ["1 2\n3", [2, 1], "row 2 has 1 entry, the first row 2 entries"],
  ["1,,2", [1, 3], "between two separators"],
  ["1 nan", [1, 3], "finite number"],
  ["[[1, -Infinity]]", [1, 6], "finite number"],
  ["1e101", [1, 1], "between −1e100 and 1e100"],
  ["1/0", [1, 1], "0 below"],
  ["1 True", [1, 3], "write 1 or 0"],
  ["1 2j", [1, 3], "real number"],
  ["[[1 2]\n [3 ... 4]]", [2, 5], "np.set_printoptions"],
  ["[[0.1 0.2 … 0.9]]", [1, 11], "left out"],
  ["[[1, 2], [3, 4]", [1, 1], "never closed"],
  ["[1, 2)", [1, 6], "closes none"],
  ["[[[1]]]", [1, 3], "two levels"],
  ["[[1, 2], 3]", [1, 10], "expected a bracket"],
  ["[[1]] [[2]]", [1, 7], "second matrix"],
  ["[[1; 2]]", [1, 4], "semicolon"],
  ["[[], []]", [1, 2], "none"],
  ["np.arange(4)", [1, 1], "expected"],
];

for (const [text, [line, column], said] of FAULTS) {
  test(`${JSON.stringify(text)}: ${said}`, () => {
    const fault = faulty(() => parse(text));
    assert.ok(fault?.message.includes(said), fault?.message);
    assert.deepEqual([fault.place.line, fault.place.column], [line, column], fault.message);
  });
}

test("nothing, and much too much", () => {
  assert.match(faulty(() => parse(" \n")).message, /Nothing/);
  assert.match(faulty(() => parse("1 ".repeat(3e6))).message, /more text/);
});

test("what is read is written back as it was", () => {
  const cells = [
    ["0.5", "-12"],
    ["1/3", "1e-3"],
  ];
  assert.deepEqual(parse(textOf(cells)).cells, cells);
  assert.match(faulty(() => parse(textOf([["1", ""]]))).message, /this entry is empty/);
});

test("250 malformed texts are each told what is wrong with them", () => {
  const next = random(4);
  const texts = Object.values(FORMS);
  const said = new Set();
  let refused = 0;
  for (let round = 0; refused < 250; round += 1) {
    assert.ok(round < 5000, "too few of them are malformed");
    const text = mutated(texts[round % texts.length], next);
    const fault = faulty(() => {
      const { values } = parse(text);
      assert.ok(values.length && values.flat().every(Number.isFinite), text);
      assert.ok(
        values.every((row) => row.length === values[0].length),
        text,
      );
    });
    if (!fault) continue;
    assert.ok(fault instanceof Fault, `${JSON.stringify(text)}: ${fault.stack}`);
    assert.match(fault.message, /^[A-Z].{10,}\.$/su, text);
    said.add(fault.message.replace(/\d+|“.*?”/gsu, ""));
    refused += 1;
  }
  assert.ok(said.size >= 8, [...said].join("\n"));
});

test("a matrix with brackets or bars comes whole, a block of a spreadsheet fills from its cell", () => {
  const whole = Object.entries(FORMS).filter(([, text]) => isWhole(text));
  assert.ok(["[[1, 2], [3, 4]]", "| 1 | 2 |", "W = 1 2", "[1 2; 3 4]"].every(isWhole));
  assert.ok(whole.length > 2);
  for (const name of ["spaces", "tabs", "commas"])
    assert.ok(!isWhole(/** @type {any} */ (FORMS)[name]), name);
});
