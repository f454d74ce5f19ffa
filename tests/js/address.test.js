import assert from "node:assert/strict";
import { test } from "node:test";
import { asText, elsewhere, parse, patched, write } from "../../static/js/address.js";

globalThis.location = /** @type {any} */ ({ pathname: "/" });
const STEPS = [{ writes: "Z1" }, { writes: "dW2" }];
const STATE = {
  query: "data=moons&hidden=4,4",
  steps: STEPS,
  iteration: 7,
  step: "dW2",
  beat: 2,
  beats: 1,
  cell: null,
  hide: [],
  theme: null,
  view: "equation",
};

test("an address is read into spec, position and view", () => {
  const read = parse("?data=moons&hidden=4%2C4&iteration=7&step=dW2&cell=1,3&theme=dark&beats=2");
  assert.equal(read.query, "data=moons&hidden=4,4");
  assert.deepEqual([read.iteration, read.step, read.beat], [7, "dW2", 2]);
  assert.deepEqual([read.cell, read.theme, read.beats], [[1, 3], "dark", 2]);
  assert.equal(parse("").beat, 1);
  assert.equal(parse("?step=dW2&beat=1").beat, 1);
});

test("what is shown is written, defaults left out", () => {
  assert.equal(write(STATE), "/?data=moons&hidden=4,4&iteration=7&step=dW2");
  assert.equal(write({ ...STATE, beat: 1 }), "/?data=moons&hidden=4,4&iteration=7&step=dW2&beat=1");
  assert.equal(write({ ...STATE, query: "", iteration: 0, step: "Z1", beat: 1 }), "/");
  assert.equal(write({ ...STATE, query: "", iteration: 0, step: "Z1" }), "/?step=Z1");
});

test("a class is asked before it is told, unless the address says otherwise", () => {
  assert.equal(parse("", "present").beats, 2);
  assert.equal(parse("?beats=1", "present").beats, 1);
  const wall = { ...STATE, page: "present" };
  assert.equal(write({ ...wall, beats: 2 }), write(STATE));
  assert.equal(write(wall), `${write(STATE)}&beats=1`);
});

test("a result that is to be predicted is not shown at once, on any page", () => {
  const read = parse("?step=dW2&ask=cells:3");
  assert.deepEqual([read.ask, read.beat, read.beats], ["cells:3", 1, 2]);
  assert.equal(parse("?step=dW2&ask=everything").ask, "");
  assert.equal(parse("?step=dW2&ask=everything").beat, 2);
  const asking = { ...STATE, ask: "cells:3", beats: 2 };
  for (const beat of [1, 2]) {
    const back = parse(write({ ...asking, beat }).slice(1));
    assert.deepEqual([back.ask, back.beat, back.beats, back.step], ["cells:3", beat, 2, "dW2"]);
  }
  assert.match(elsewhere(asking, "/present"), /step=dW2&beat=2&ask=cells:3$/);
});

test("a moment on another page leaves this page's view of it", () => {
  const own = { ...STATE, view: "ledger", beats: 2, theme: "dark", pinned: true, cell: [0, 1] };
  assert.equal(
    elsewhere(own, "/present"),
    "/present?data=moons&hidden=4,4&iteration=7&step=dW2&cell=0,1&theme=dark",
  );
});

test("one field changes and the others stay", () => {
  assert.equal(patched("data=moons&seed=7", { hidden: [5, 3] }), "data=moons&seed=7&hidden=5,3");
  assert.equal(patched("data=moons&seed=7", { data: null }), "seed=7");
  assert.equal(asText([]), "none");
  assert.equal(
    asText([
      [1, 2],
      [3, 4],
    ]),
    "1,2;3,4",
  );
});
