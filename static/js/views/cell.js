/**
 * The arithmetic of the selected cell, under the matrices on the stage; plain text in the page. What
 * → and ← lead to is written ahead of time on sheets of its own.
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("../stage/current.js").Now} Now
 */
import { four, real } from "../numbers.js";
import { arithmetic } from "../stage/arithmetic.js";
import { onNow } from "../stage/current.js";
import { differenceOf, distanceNodes } from "../stage/distances.js";
import { entryNodes } from "../stage/entrysum.js";
import { gateNodes } from "../stage/gates.js";
import { valuesOf } from "../stage/paint.js";
import { productNodes } from "../stage/productsum.js";
import { mountShares } from "../stage/shares.js";
import { scaled } from "../stage/sizes.js";
import { tableNodes } from "../stage/table.js";
import { split } from "../symbols.js";

/**
 * @param {HTMLElement} root
 * @param {unknown} _store
 * @param {{ setExample(example: number): void }} actions
 * @returns {() => void}
 */
export function mount(root, _store, actions) {
  const spare = [1, 2].map(() => /** @type {HTMLElement} */ (root.cloneNode()));
  const sheets = [root, ...spare].map((element) => ({ element, key: "" }));
  root.after(...spare);
  const shares = mountShares(spare[1], actions.setExample);
  for (const { element } of sheets) element.classList.add("arithmetic");
  for (const element of spare) see(element, false);
  let turn = 1;

  const off = onNow({
    show(now) {
      const key = keyOf(now);
      const at = sheets.findIndex((sheet) => sheet.key === key);
      shares(now);
      if (at < 0) write(sheets[0], now);
      if (at <= 0) return;
      [sheets[0], sheets[at]] = [sheets[at], sheets[0]];
      see(sheets[at].element, false);
      see(sheets[0].element, true);
      turn = 3 - at;
    },
    prepare(soon) {
      const key = keyOf(soon);
      if (sheets.some((sheet) => sheet.key === key)) return;
      write(sheets[turn], soon);
      turn = 3 - turn;
    },
  });
  return () => {
    off();
    for (const element of spare) element.remove();
    root.replaceChildren();
  };
}

/**
 * As with the stage's panes, which sheet is seen is a matter of attributes alone.
 * @param {HTMLElement} element
 * @param {boolean} seen
 */
function see(element, seen) {
  element.toggleAttribute("data-ahead", !seen);
  if (seen) element.dataset.view = "cell";
  else delete element.dataset.view;
  element.ariaHidden = seen ? null : "true";
}

/**
 * @param {{ element: HTMLElement, key: string }} sheet
 * @param {Now} now
 */
function write(sheet, now) {
  const { element } = sheet;
  sheet.key = keyOf(now);
  scaled(element, now.moment.arrangement);
  element.dataset.cell = now.cell?.join() ?? "";
  element.replaceChildren(...nodes(now));
}

/** @type {WeakMap<object, number>} */
const numbers = new WeakMap();
let last = 0;

/**
 * A moment and a cell as a key.
 * @param {Now} now
 */
function keyOf({ moment, cell }) {
  if (!numbers.has(moment)) {
    last += 1;
    numbers.set(moment, last);
  }
  return `${numbers.get(moment)}|${cell}`;
}

/**
 * @param {Now} now
 * @returns {HTMLElement[]}
 */
function nodes(now) {
  const { moment, cell } = now;
  const { step, state, arrangement, items } = moment;
  const pending = cell === null;
  const at = cell ?? /** @type {[number, number]} */ ([0, 0]);
  const sum = arithmetic(step, items, state, at, arrangement.sum.terms);
  const token = step.writes;
  if (sum.kind === "product") return productNodes(sum, arrangement, state, token, pending);
  if (sum.kind === "column") {
    return tableNodes(sum, arrangement, state, { token, pending, row: at[0] });
  }
  const below = pending ? () => "" : belowOf(step, state, at, arrangement.frames);
  const made = entryNodes(sum, arrangement, state, { token, pending, cell: at, below });
  return pending || arrangement.folded ? made : [...made, ...belowNodes(now, at)];
}

/**
 * What the room below the numbers of one cell is used for: the gates of a mask, the distances of a
 * difference.
 * @param {Now} now
 * @param {[number, number]} cell
 */
function belowNodes({ moment }, cell) {
  const { step, state, arrangement, items } = moment;
  const mask = arrangement.frames.find((frame) => frame.kind === "mask" && !frame.extra);
  if (mask && !split(mask.item.name).one) return gateNodes(mask, arrangement, state, cell[0]);
  const difference = differenceOf(items);
  return difference
    ? distanceNodes(difference, arrangement, state, { cell, token: step.writes })
    : [];
}

/**
 * A few words under the numbers of a step through a mask: what arrives, whether it passes, and why.
 * @param {import("../stage/types.d.ts").Step} step
 * @param {State} state
 * @param {[number, number]} cell
 * @param {import("../stage/arrange.js").Frame[]} frames
 */
function belowOf(step, state, [r, c], frames) {
  const mask = frames.find((f) => f.kind === "mask" && f.item.role === "operand" && !f.extra);
  return (/** @type {import("../stage/arrange.js").Frame} */ frame) => {
    if (!mask) return "";
    if (frame.item.role === "result") return "what passes";
    if (frame !== mask) return "what arrives";
    const open = real(valuesOf(mask, state)[r]?.[c]) === 1;
    const z = state.matrices[mask.item.name.replace(/^gprime/, "Z")]?.values[r]?.[c];
    if (z === undefined || step.pattern !== "entrywise") return open ? "open" : "shut";
    return `${open ? "open" : "shut"}, since z = ${four(z)}${real(z) > 0 ? " > 0" : " ≤ 0"}`;
  };
}
