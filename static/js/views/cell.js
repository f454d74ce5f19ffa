/**
 * The arithmetic of the selected cell, under the matrices on the stage; plain text in the page.
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("../stage/current.js").Now} Now
 */
import { onTheme } from "../colours.js";
import { four, real } from "../numbers.js";
import { arithmetic } from "../stage/arithmetic.js";
import { onNow } from "../stage/current.js";
import { differenceOf, distanceNodes } from "../stage/distances.js";
import { entryNodes } from "../stage/entrysum.js";
import { gateNodes } from "../stage/gates.js";
import { valuesOf } from "../stage/paint.js";
import { productNodes } from "../stage/sum.js";
import { tableNodes } from "../stage/table.js";
import { split } from "../symbols.js";

/**
 * @param {HTMLElement} root
 * @returns {() => void}
 */
export function mount(root) {
  root.classList.add("arithmetic");
  /** @type {Now | null} */
  let shown = null;
  /** @type {Map<string, HTMLElement[]>} */
  let prepared = new Map();
  const draw = () => {
    if (!shown) return;
    root.replaceChildren(...(prepared.get(keyOf(shown)) ?? nodes(shown)));
  };
  const off = onNow({
    show(now) {
      shown = now;
      root.style.setProperty("--s", String(now.moment.arrangement.scale));
      root.dataset.cell = now.cell?.join() ?? "";
      draw();
    },
    prepare(soon) {
      prepared = new Map([...prepared].slice(-2));
      prepared.set(keyOf(soon), nodes(soon));
    },
  });
  const offTheme = onTheme(() => {
    prepared.clear();
    draw();
  });
  return () => {
    off();
    offTheme();
    root.replaceChildren();
  };
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
  if (mask) return gateNodes(mask, arrangement, state, cell[0]);
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
    const z = state.matrices[`Z${split(mask.item.name).layer}`]?.values[r]?.[c];
    if (z === undefined || step.pattern !== "entrywise") return open ? "open" : "shut";
    return `${open ? "open" : "shut"}, since z = ${four(z)}${real(z) > 0 ? " > 0" : " ≤ 0"}`;
  };
}
