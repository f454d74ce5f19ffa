import assert from "node:assert/strict";
import { test } from "node:test";
import { colourOf, darkTextOn, luminance, parseColour, scaleOf } from "../../static/js/colours.js";

const STOPS = [
  [0, 0, 0],
  [100, 100, 100],
  [200, 200, 200],
];

test("colours run from −r to r and stay at the ends beyond", () => {
  assert.deepEqual(colourOf(-2, 2, STOPS), [0, 0, 0]);
  assert.deepEqual(colourOf(0, 2, STOPS), [100, 100, 100]);
  assert.deepEqual(colourOf(1, 2, STOPS), [150, 150, 150]);
  assert.deepEqual(colourOf(9, 2, STOPS), [200, 200, 200]);
  assert.deepEqual(colourOf(0, 0, STOPS), [100, 100, 100]);
});

test("text is black or white, whichever is at least 4.5 : 1", () => {
  for (let grey = 0; grey < 256; grey += 1) {
    const back = luminance([grey, grey, grey]) + 0.05;
    const ratio = darkTextOn([grey, grey, grey]) ? back / 0.05 : 1.05 / back;
    assert.ok(ratio >= 4.5, `grey ${grey}: ${ratio}`);
  }
});

test("colours are read as the page's styles give them", () => {
  assert.deepEqual(parseColour(" #8a3f00"), [138, 63, 0]);
  assert.deepEqual(parseColour("#fff"), [255, 255, 255]);
  assert.deepEqual(parseColour("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.deepEqual(
    scaleOf(STOPS).map(([at]) => at),
    [0, 0.5, 1],
  );
});
