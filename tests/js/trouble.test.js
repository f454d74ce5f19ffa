import assert from "node:assert/strict";
import { test } from "node:test";
import { remedy } from "../../static/js/trouble.js";

/** A net of one layer. */
const net = (w, more = {}) => ({
  layers: [1, 1],
  matrices: { W1: { values: [[w]] } },
  spec: { lr: 0.3, seed: 7, ...more },
});

for (const [what, state, born, patch] of [
  ["a step that is too large is halved", net(1), false, { lr: "0.15" }],
  ["so it is where zero weights diverge", net(0), false, { lr: "0.15" }],
  ["zero weights give way to others", net(0), true, { init: "he" }],
  ["weights that shut all units are drawn anew", net(1), true, { seed: "8" }],
  ["own weights stay", net(0, { W1: [[0]] }), true, undefined],
]) {
  test(what, () => assert.deepEqual(remedy(state, born)?.patch, patch));
}
