import assert from "node:assert/strict";
import { test } from "node:test";
import { digits } from "../../static/js/explain/check.js";

test("both numbers are told in as many digits as agree, at most eight", () => {
  assert.deepEqual(digits(-0.05125660312, -0.05125660298, true), ["−0.05125660", "−0.05125660"]);
  assert.deepEqual(digits(0.12345678, 0.12345912, true), ["0.12346", "0.12346"]);
  assert.deepEqual(digits(1234567.8912, 1234567.8913, true)[0], "1234567.9");
});

test("what is too small for decimals is a power, not 0", () => {
  assert.deepEqual(digits(3.25e-8, 3.25e-8, true), ["3.2500000e−8", "3.2500000e−8"]);
});

test("only an exact zero is 0", () => {
  assert.deepEqual(digits(-3.7e-12, 0, true), ["0.00000000", "0"]);
});

test("what differs is told in full", () => {
  assert.deepEqual(digits(0.5, 0.25, false), ["0.50000000", "0.25000000"]);
});
