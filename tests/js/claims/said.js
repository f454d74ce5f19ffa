/** What an insight says; all of it has to be true. */
import assert from "node:assert/strict";
import { insight } from "../../../static/js/insight.js";
import { parse } from "../../../static/js/stage/equation.js";
import { largestCell } from "../../../static/js/stage/selection.js";
import { judge, textOf } from "./judge.js";

/** What is said of a step, at a cell or at the largest; nothing is "". */
export function said(net, name, cell = largestCell(net, name)) {
  const step = net.steps.find((one) => one.writes === name);
  const text = textOf(insight(step, parse(step, net.scalars), net, cell)) ?? "";
  if (text) assert.deepEqual(judge(text, { net, step, cell }).wrong, [], text);
  return text;
}
