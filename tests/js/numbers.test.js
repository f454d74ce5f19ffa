import assert from "node:assert/strict";
import { test } from "node:test";
import {
  agrees,
  cellText,
  fine,
  four,
  full,
  powerOf,
  range,
  short,
  ten,
  together,
  two,
  typed,
} from "../../static/js/numbers.js";

test("a wide cell has two decimals, a narrow one four glyphs", () => {
  assert.equal(cellText(-0.6075, 46), "−0.61");
  assert.equal(cellText(-0.6075, 30), "−.61");
  assert.equal(cellText(-1.449, 30), "−1.4");
  assert.equal(cellText(12.34, 46), "12.3");
  assert.equal(cellText(0.9999, 30), "1.0");
});

test("0 is exactly zero; what rounds to it has no minus", () => {
  assert.equal(cellText(0, 46), "0");
  assert.equal(cellText(-0, 46), "0");
  assert.equal(cellText(-0.001, 46), "0.00");
  assert.equal(cellText(-0.001, 30), ".00");
});

test("a matrix of integers shows integers", () => {
  assert.equal(cellText(1, 46, true), "1");
  assert.equal(cellText(-2, 30, true), "−2");
});

test("what is no number is a word", () => {
  assert.equal(cellText("NaN", 46), "NaN");
  assert.equal(cellText("-Infinity", 46), "−∞");
  assert.equal(four("Infinity"), "∞");
});

test("arithmetic has four decimals, and powers where these say nothing", () => {
  assert.equal(four(0.62), "0.6200");
  assert.equal(four(-0.35314), "−0.3531");
  assert.equal(four(-0.0000004), "−4.000·10⁻⁷");
  assert.equal(four(1.23456e9), "1.2346·10⁹");
  assert.equal(typed(four(-0.35314)), -0.3531);
});

test("six digits for a closer look", () => {
  assert.equal(full(0.07419039), "0.0741904");
  assert.equal(full(-1.5e-7), "−1.50000e−7");
});

test("ranges and scalars", () => {
  assert.equal(range(0.8412), "±0.84");
  assert.equal(range(0), "±0");
  assert.equal(range(1.23e253), "±1.2e253");
  assert.equal(range(0.00123), "±0.0012");
  assert.equal(short(0.5), "0.5");
  assert.equal(short(1e-8), "1e−8");
  assert.equal(short(1e6), "1e6");
});

test("tiny numbers have four digits that count, and a power", () => {
  assert.equal(four(0.0000612), "6.120·10⁻⁵");
  assert.equal(four(0.001), "0.0010");
  for (const v of [6.12e-5, -3.4e-12, 1.5e12]) {
    assert.ok(Math.abs(typed(four(v)) - v) <= 1e-3 * Math.abs(v));
  }
});

test("the numbers of one sum have four decimals, unless all are tiny", () => {
  assert.deepEqual([0.5, 0.00004, 0].map(together([0.5, 0.00004])), ["0.5000", "0.0000", "0"]);
  assert.deepEqual([0.0005, 0.00004].map(together([0.0005, 0.00004])), [
    "5.000·10⁻⁴",
    "4.000·10⁻⁵",
  ]);
});

test("a value agrees with digits that it rounds to; at a tie with both", () => {
  assert.ok(agrees("0.0313", 0.03125) && agrees("0.0312", 0.03125));
  assert.ok(agrees("−0.0313", -0.15 * 0.2 - 0.00125));
  assert.ok(!agrees("0.0313", 0.03124) && !agrees("0.0314", 0.0313));
  assert.ok(agrees("0", 0.1 + 0.2 - 0.3) && !agrees("0", 0.00004));
  assert.ok(agrees("6.120·10⁻⁵", 6.1204e-5) && !agrees("6.120·10⁻⁵", 6.1207e-5));
});

test("a matrix whose cells would all read 0.0x has a power of ten", () => {
  assert.equal(powerOf([[0.00004, -0.00007]]), -5);
  assert.equal(powerOf([[0, 0.006]]), -3);
  assert.equal(powerOf([[0.001, -0.029]]), -2);
  assert.equal(powerOf([[0, 0.031]]), 0);
  assert.equal(powerOf([[0, 0]]), 0);
  assert.equal(ten(-12), "10⁻¹²");
});

test("two digits that count, and four in a divisor", () => {
  assert.deepEqual([-0.0068, 0.0108, 1.456, 12.34, -3, 0.00006789].map(two), [
    "−0.0068",
    "0.011",
    "1.5",
    "12.3",
    "−3",
    "6.8·10⁻⁵",
  ]);
  assert.deepEqual([0.0013271, 0.5, 1.5, 0.000123456].map(fine), [
    "0.001327",
    "0.5000",
    "1.5000",
    "1.235·10⁻⁴",
  ]);
});
