import assert from "node:assert/strict";
import { test } from "node:test";
import { matrixTex, stepTex } from "../../static/js/takeaway/tex.js";

const SCALARS = { m: 2, lr: 0.5, l2: 0.1, mu: 0.9, t: 3 };
const bmatrix = (/** @type {string} */ rows) => String.raw`\begin{bmatrix} ${rows} \end{bmatrix}`;

/** The lines of a step whose matrices these are. */
function lines(writes, tex, matrices, beat = 2) {
  const named = Object.entries(matrices).map(([name, values]) => [
    name,
    { values, shape: [values.length, values[0].length], dims: ["1", "1"] },
  ]);
  const reads = Object.keys(matrices).filter((name) => name !== writes);
  const step = /** @type {any} */ ({ writes, tex, reads });
  const state = { matrices: Object.fromEntries(named), scalars: SCALARS, beat };
  return stepTex(step, state)
    .split("\n")
    .map((line) => line.trim().replace(/ \\\\$/, ""))
    .slice(1, -1);
}

const DW = String.raw`dW^{[2]} = \frac{1}{m} dZ^{[2]} {A^{[1]}}^{T}`;
const PRODUCT = { dZ2: [[1, -1]], A1: [[2, 4]], dW2: [[-1]] };

test("numbers stand where the symbols stood, a transposed matrix transposed", () => {
  assert.deepEqual(lines("dW2", DW, PRODUCT), [
    String.raw`\underset{1 \times 1}{dW^{[2]}} &= \frac{1}{m} dZ^{[2]} {A^{[1]}}^{T}`,
    String.raw`&= \frac{1}{2} ${bmatrix("1 & -1")} ${bmatrix(String.raw`2 \\ 4`)}`,
    "&= -1",
  ]);
});

test("what is rounded is not said to be equal", () => {
  const [, put, result] = lines("dW2", DW, { ...PRODUCT, A1: [[1 / 3, 4]], dW2: [[-11 / 6]] });
  assert.equal(
    put,
    String.raw`&\approx \frac{1}{2} ${bmatrix("1 & -1")} ${bmatrix(String.raw`0.3333 \\ 4.0000`)}`,
  );
  assert.equal(result, String.raw`&\approx -1.8333`);
});

test("a result that is not shown yet is not told", () => {
  assert.equal(lines("dW2", DW, PRODUCT, 1).length, 2);
});

/** @type {[string, string, Record<string, number[][]>, string][]} */
const PLACES = [
  [
    "W1_next",
    String.raw`W^{[1]} := W^{[1]} - \alpha\, dW^{[1]}`,
    { W1: [[1]], dW1: [[2]] },
    String.raw`${bmatrix("1")} - 0.5\, ${bmatrix("2")}`,
  ],
  [
    "mW1hat",
    String.raw`\hat{m}_{W}^{[1]} = \frac{m_{W}^{[1]}}{1 - \mu^{t}}`,
    { mW1_next: [[7]] },
    String.raw`\frac{${bmatrix("7")}}{1 - 0.9^{3}}`,
  ],
  [
    "dZ1",
    "dZ^{[1]} = dA^{[1]} \\odot g'(Z^{[1]})",
    { dA1: [[3]], gprime1: [[0]] },
    String.raw`${bmatrix("3")} \odot ${bmatrix("0")}`,
  ],
  [
    "A1",
    String.raw`A^{[1]} = \max(0, Z^{[1]})`,
    { Z1: [[-3]] },
    String.raw`\max(0, ${bmatrix("-3")})`,
  ],
  [
    "J",
    String.raw`J = \frac{1}{m} \sum_i x + \frac{\lambda}{2m} \|W^{[1]}\|^2`,
    { W1: [[3]] },
    String.raw`\frac{1}{2} \sum_i x + \frac{0.1}{2 \cdot 2} \|${bmatrix("3")}\|^2`,
  ],
];
for (const [writes, tex, matrices, put] of PLACES) {
  test(`${writes}: every symbol and scalar finds its number`, () => {
    assert.equal(lines(writes, tex, { ...matrices, [writes]: [[0]] })[1], `&= ${put}`);
  });
}

test("a matrix with an index in the formula stands beside it", () => {
  const tex = String.raw`\mathcal{L} = -\sum_k Y_k \log \mathrm{softmax}(Z^{[2]})_k`;
  const found = lines("L", tex, { Y: [[1]], Z2: [[0.1234567]], L: [[0]] });
  assert.deepEqual(found.slice(1), ["&= 0", "Y &= 1", String.raw`Z^{[2]} &\approx 0.1235`]);
});

test("large matrices are elided in the middle, both ways", () => {
  const { tex } = matrixTex(
    Array.from({ length: 9 }, (_, r) => Array.from({ length: 20 }, (_, c) => 100 * r + c)),
  );
  const rows = tex
    .replace(/\\(begin|end)\{bmatrix\}/g, "")
    .trim()
    .split(String.raw` \\ `);
  assert.equal(rows.length, 8);
  assert.equal(rows[0], String.raw`0 & 1 & 2 & 3 & \cdots & 17 & 18 & 19`);
  assert.equal(
    rows[4],
    [...Array(4).fill("\\vdots"), "\\ddots", ...Array(3).fill("\\vdots")].join(" & "),
  );
});

test("tiny numbers, huge ones and none are TeX too", () => {
  assert.equal(matrixTex([[6.1234e-7, 0]]).tex, bmatrix(String.raw`6.123 \cdot 10^{-7} & 0`));
  const { tex, exact } = matrixTex([[-2e12], ["Infinity"], ["NaN"]]);
  assert.equal(tex, bmatrix(String.raw`-2.0000 \cdot 10^{12} \\ \infty \\ \mathrm{NaN}`));
  assert.equal(exact, false);
});
