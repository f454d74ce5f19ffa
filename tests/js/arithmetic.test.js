import assert from "node:assert/strict";
import { test } from "node:test";
import { typed } from "../../static/js/numbers.js";
import { arithmetic, spoken } from "../../static/js/stage/arithmetic.js";
import { parse } from "../../static/js/stage/equation.js";
import { evaluate, lex } from "../../static/js/stage/expression.js";
import { STEPS, stateOf } from "./state.js";

const SCALARS = { m: 8, lr: 0.5, l2: 0.1, mu: 0.9, t: 2 };

/** The arithmetic of a step whose operands have given values. */
function of(name, values, cell = [0, 0], layers = [2, 4, 3], m = 8) {
  const step = STEPS[name];
  const state = stateOf(step, layers, m);
  for (const [matrix, rows] of Object.entries(values)) state.matrices[matrix].values = rows;
  return arithmetic(step, parse(step, state.scalars), state, cell);
}

const value = (text, scope = {}) => evaluate(lex(text), { scalars: SCALARS, ...scope });

test("expressions between matrices have their value", () => {
  assert.equal(value("1/m"), 1 / 8);
  assert.equal(value("λ/2m"), 0.1 / 16);
  assert.ok(Math.abs(value("(1 − μ)") - 0.1) < 1e-15);
  assert.ok(Math.abs(value("1 − μᵗ") - 0.19) < 1e-15);
  assert.equal(value("½ (3 − 1)²"), 2);
  assert.equal(value("Σₖ Y", { rows: [{ Y: 1 }, { Y: 4 }] }), 5);
  assert.equal(value("ReLU 3"), null);
});

test("a product: row, column, products, sum, result", () => {
  const sum = of(
    "dA1",
    {
      W2: [
        [2, 0, 0, 0],
        [1, 0, 0, 0],
        [3, 0, 0, 0],
      ],
      dZ2: [[0.5], [-1], [0.25]],
      dA1: [[0.75]],
    },
    [0, 0],
    [2, 4, 3],
    1,
  );
  assert.deepEqual(
    sum.rows[0].cells.map((c) => c.text),
    ["2", "1", "3"],
  );
  assert.deepEqual(
    sum.terms.map((t) => t.sign + t.text),
    ["1.0000", "−1.0000", "+0.7500"],
  );
  assert.equal(sum.relation, "=");
  assert.equal(sum.result.text, "0.7500");
});

test("the last line follows the operation", () => {
  const parts = (name) =>
    of(name, {})
      .parts.map((p) => p.kind)
      .join(" ");
  assert.equal(parts("dA1"), "number");
  assert.equal(parts("db2"), "fraction number");
  assert.equal(parts("dW2"), "fraction number sign fraction number");
  assert.equal(parts("W1_next"), "number sign number number");
  assert.equal(parts("J"), "fraction number");
});

test("where the digits shown do not agree, ≈ says so", () => {
  const exact = of("dZ2", { A2: [[0.62]], Y: [[1]], dZ2: [[-0.38]] });
  assert.equal(exact.relation, "=");
  assert.equal(exact.parts.at(-1).text, "1");
  const off = of("W1_next", { W1: [[0.10004]], dW1: [[0.00008]], W1_next: [[0.1]] });
  assert.equal(off.relation, "=");
  const about = of("W1_next", { W1: [[0.10006]], dW1: [[0.00004]], W1_next: [[0.10004]] });
  assert.equal(about.relation, "≈");
});

test("of more than twelve products the six largest are shown, and the rest as one", () => {
  const sum = of("dW2", {}, [0, 0], [2, 4, 3], 100);
  assert.equal(sum.terms.length, 6);
  assert.match(sum.more, /^[+−] 94 more = /);
  const shown = sum.terms.reduce((s, t) => s + typed(t.sign === "−" ? `−${t.text}` : t.text), 0);
  const rest = typed(sum.more.split("= ")[1]);
  const total = sum.parts[1].value;
  assert.ok(Math.abs(shown + rest - total) < 5e-4);
});

test("a column: softmax, and a sum over the rows", () => {
  const softmax = {
    ...STEPS.A1,
    writes: "A2",
    reads: ["Z2"],
    equation: ["softmax", "(", "Z2", ")"],
    pattern: "column",
  };
  const state = stateOf(softmax);
  state.matrices.Z2.values = [[0], [0], [Math.log(2)]].map(([z]) => Array(8).fill(z));
  state.matrices.A2.values = [0.25, 0.25, 0.5].map((a) => Array(8).fill(a));
  const sum = arithmetic(softmax, parse(softmax, state.scalars), state, [2, 3]);
  assert.equal(sum.table.total.text, "4.0000");
  assert.equal(sum.relation, "=");
  const loss = of(
    "L",
    { Z2: [[0], [0], [0]], Y: [[0], [1], [0]], L: [[Math.log(3)]] },
    [0, 0],
    [2, 4, 3],
    1,
  );
  assert.equal(loss.table.total.text, "−1.0986");
  assert.equal(loss.relation, "=");
});

test("what is no number is said, not computed with", () => {
  const sum = of("dZ2", { A2: [["Infinity"]], Y: [[1]], dZ2: [["Infinity"]] });
  assert.equal(sum.result.text, "∞");
  assert.equal(spoken(sum).at(-1), "∞ = ∞ − 1");
});

test("one ≈ for a line of products whose digits do not agree; heads say whose the terms are", () => {
  const net = { dZ2: [[0.3333, 0.5]], A1: [[0.3333, 0.5]], dW2: [[0.36109]], W2: [[0]] };
  const state = [[0, 0], [1, 1, 1], 2];
  const sum = of("dW2", net, ...state);
  assert.equal(sum.rounded, false);
  assert.match(spoken(sum).at(-2), /^products: 0\.1111 \+ 0\.2500$/);
  const other = of("dW2", { ...net, dZ2: [[0.12346, 0.5]], A1: [[5, 0.5]] }, ...state);
  assert.equal(other.rounded, true);
  assert.match(spoken(other).at(-2), /^products ≈: /);
  const long = of("dW2", {}, [0, 0], [2, 4, 3], 100);
  assert.equal(long.heads.length, 6);
  assert.match(spoken(long)[0], /^\(\d+\), \(\d+\)/);
});

test("of a long sum zeros are left out", () => {
  const row = (at) => Array.from({ length: 20 }, (_, i) => (at.includes(i) ? 0.5 : 0));
  const net = { dZ2: [row([3, 7])], A1: [Array(20).fill(1)], dW2: [[0.05]], W2: [[0]] };
  const sum = of("dW2", net, [0, 0], [1, 1, 1], 20);
  assert.deepEqual(
    sum.heads.map(([run]) => run.text),
    ["(4)", "(8)"],
  );
  assert.equal(sum.more, "+ 18 more = 0");
});

test("the note says what the sum is, and unrounded where the digits shown add up to another", () => {
  const net = { A1: [[0.3333, 0.5]], W2: [[0]] };
  const exact = of("dW2", { ...net, dZ2: [[0, 0.5]], dW2: [[0.125]] }, [0, 0], [1, 1, 1], 2);
  assert.deepEqual([exact.note, exact.total], ["the sum of the 2 products", "0.2500"]);
  const row = { dZ2: [[0.33333, 0.33333]], db2: [[0.33333]] };
  const about = of("db2", row, [0, 0], [1, 1, 1], 2);
  assert.deepEqual([about.note, about.about], ["the sum of the 2 unrounded entries", true]);
});

test("under a root and in a divisor four digits count", () => {
  const adam = {
    writes: "W1_next",
    reads: ["W1", "mW1hat", "vW1hat"],
    equation: ["W1", "−", "α", "mW1hat", "/ (√", "vW1hat", "+ 1e−8 )"],
    pattern: "entrywise",
    phase: "update",
  };
  const state = stateOf({ ...adam, reads: ["W1"] });
  const [m, v] = [0.014123, 0.00132712];
  const next = 0.25 - (state.scalars.lr * m) / (Math.sqrt(v) + 1e-8);
  for (const [name, value] of Object.entries({ W1: 0.25, mW1hat: m, vW1hat: v, W1_next: next }))
    state.matrices[name] = { ...state.matrices.W1, values: [[value]] };
  const sum = arithmetic(adam, parse(adam, state.scalars), state, [0, 0]);
  const numbers = sum.parts.filter(({ kind, token }) => kind === "number" && token);
  assert.deepEqual(
    numbers.map(({ text }) => text),
    ["0.2500", "0.01412", "0.001327"],
  );
});
