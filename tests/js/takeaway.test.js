import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, NUMBERS, RUN, rangeOf, SHOW } from "../../static/js/takeaway/files.js";

const TYPED = { start: "0", until: "6", copies: "1" };
const SPEC = { init: "he", batch: 0 };
const AT = {
  query: "hidden=3,3&seed=4",
  iteration: 6,
  step: "dW2",
  beat: 2,
  spec: SPEC,
  layers: [2, 3, 3],
};

for (const file of [...RUN, ...NUMBERS, ...SHOW]) {
  test(`${file.label}: the net and the iteration are in its address, a saved net by its name`, () => {
    for (const query of [AT.query, "spec=abc"]) {
      const [path, asked] = addressOf(file, { ...AT, query }, TYPED).split("?");
      const found = new URLSearchParams(asked);
      assert.equal(path, file.path);
      assert.equal(found.get("iteration"), "6");
      for (const [name, value] of new URLSearchParams(query)) assert.equal(found.get(name), value);
    }
  });
}

test("a replay opens at the moment, where it holds it", () => {
  const replay = /** @type {any} */ (SHOW.find(({ label }) => label === "Replay"));
  const held = new URLSearchParams(addressOf(replay, AT, TYPED).split("?")[1]);
  assert.deepEqual([held.get("iteration"), held.get("step")], ["6", "dW2"]);
  const other = addressOf(replay, AT, { ...TYPED, start: "7", until: "9" });
  assert.equal(other, "/api/v1/export.html?hidden=3,3&seed=4&start=7&until=9");
});

/** @type {[number, [number, number], string, string][]} */
const RANGES = [
  [6, [3, 8], "0", "6"],
  [0, [3, 8], "0", "10"],
  [900, [3, 8], "401", "900"],
  [6, [300, 1000], "5", "6"],
  [6, [3000, 1000], "6", "6"],
  [0, [3000, 1000], "0", "0"],
];
for (const [iteration, shape, start, until] of RANGES) {
  test(`at ${iteration} with ${shape.join(" × ")} numbers a replay is of ${start} to ${until}`, () => {
    assert.deepEqual(rangeOf({ iteration, matrices: { Z1: { shape } } }), { start, until });
  });
}

test("copies of a worksheet are asked for only where another seed makes another sheet", () => {
  const worksheet = SHOW.find(({ path }) => path === "/worksheet");
  const copies = (/** @type {any} */ spec) =>
    addressOf(/** @type {any} */ (worksheet), { ...AT, spec }, { ...TYPED, copies: "3" }).includes(
      "copies=3",
    );
  assert.ok(copies(SPEC));
  assert.ok(copies({ ...SPEC, W1: [[1]] }));
  assert.ok(!copies({ ...SPEC, W1: [[1]], W2: [[1]] }));
  assert.ok(!copies({ ...SPEC, init: "zeros" }));
  assert.ok(copies({ ...SPEC, init: "zeros", batch: 2 }));
});
