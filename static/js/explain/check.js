/** The selected entry of a gradient beside the slope that is measured by nudging. */
import { labelRuns, unitLabels } from "../labels.js";
import { chosenCell } from "../stage/moments.js";
import { isPending } from "../state.js";
import { fragment, symbol } from "../symbols.js";

const WAIT = 250;
/** What is nudged to measure the slope that a gradient claims. */
const GRADIENT = /^d([WbZA]\d+)$/;
/** Steps whose cell is a weight, a bias, or what belongs to one. */
const WEIGHT = /^(?:d|[mv])?([Wb]\d+)(?:_next|hat)?$/;
const MOST = 8;
const ANY = "a weight of this cell";

/** @typedef {{parameter: string, cell: [number, number]}} Place */

/**
 * The weights and biases that the selected cell of the step hangs on: its own; into the unit of a
 * z; out of the unit of a da.
 * @param {any} state
 * @returns {Place[]}
 */
export function movable(state) {
  if (isPending(state, state.step) || state.status === "diverged") return [];
  const [row, column] = chosenCell(state);
  const own = WEIGHT.exec(state.step)?.[1];
  if (own) return [{ parameter: own, cell: [row, column] }];
  const [, kind, layer] = /^(Z|dA)(\d+)$/.exec(state.step) ?? [];
  if (!kind) return [];
  const parameter = `W${Number(layer) + (kind === "Z" ? 0 : 1)}`;
  if (!state.matrices[parameter]) return [];
  const [rows, columns] = state.matrices[parameter].shape;
  const count = kind === "Z" ? columns : rows;
  /** @type {Place[]} */
  const places = Array.from({ length: count }, (_, i) => ({
    parameter,
    cell: kind === "Z" ? [row, i] : [i, row],
  }));
  return kind === "Z" ? [...places, { parameter: `b${layer}`, cell: [row, 0] }] : places;
}

/** Where a cell stands, in the words of its rows and columns. @param {Place} place @param {any} state */
export function labelsOf({ parameter, cell }, state) {
  return [0, 1]
    .map((axis) => unitLabels(parameter, /** @type {0|1} */ (axis), state)[cell[axis]])
    .filter((label) => label && label.kind !== "none");
}

/** "W[2] at △, a₄". @param {Place} place @param {any} state @returns {Node[]} */
function placed(place, state) {
  const words = labelsOf(place, state).flatMap((label, i) => [
    document.createTextNode(i ? ", " : " at "),
    fragment(labelRuns(label)),
  ]);
  return [symbol(place.parameter), ...words];
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function createCheck(root, store, actions) {
  let timer = 0;
  let asked = new AbortController();

  /** Nudge what the selected cell is the gradient of, and measure. */
  function refresh() {
    clearTimeout(timer);
    asked.abort();
    const { state } = store;
    const parameter = GRADIENT.exec(state.step)?.[1];
    const places = movable(state);
    const pending = isPending(state, state.step) || state.status === "diverged";
    root.hidden = pending || !(parameter || places.length);
    if (root.hidden) return;
    if (!parameter) {
      root.replaceChildren(head("Nudge", offer(places)));
      return;
    }
    asked = new AbortController();
    const { signal } = asked;
    const cell = chosenCell(state);
    timer = setTimeout(() => {
      actions.check(parameter, cell, signal).then(
        (/** @type {any} */ reply) => !signal.aborted && show(reply, { parameter, cell }, places),
        () => {
          if (!signal.aborted) root.hidden = true;
        },
      );
    }, WAIT);
  }

  /** What opens the nudge of a weight. @param {string} name @param {(Node|string)[]} words */
  function opener(name, words) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: name });
    made.dataset.action = "nudge";
    made.setAttribute("aria-expanded", String(root.dataset.nudge === "open"));
    made.append(...words);
    return made;
  }

  /** @param {string} title @param {Node} note */
  function head(title, note) {
    const made = text("h2", `${title} `);
    made.className = "rail-head";
    made.append(note);
    return made;
  }

  /** @param {Place[]} places @param {string} [verb] */
  const offer = (places, verb = "") =>
    opener("note", places.length === 1 ? [verb, ...placed(places[0], store.state)] : [ANY]);

  /** @param {any} reply @param {Place} of @param {Place[]} places */
  function show(reply, of, places) {
    const [analytic, numeric] = [reply.analytic[0], reply.numeric[0]];
    const [left, right] = digits(numeric, analytic, reply.agrees[0]);
    const table = document.createElement("div");
    table.className = "check";
    const what = text("span", "measured slope of ");
    what.append(text("i", reply.of === "J" ? "J" : "ℒ"));
    const measured = reply.kink[0] ? "z sits on the kink; skip" : left;
    table.append(what, text("b", measured), text("span", "backprop"), text("b", right));
    if (!reply.agrees[0] && !reply.kink[0]) {
      const apart = Math.abs(numeric - analytic)
        .toExponential(1)
        .replace("-", "−");
      const line = text("span", `They differ by ${apart}.`);
      line.className = "verdict";
      table.append(line);
    }
    const own = places[0]?.parameter === of.parameter;
    const note = text("span", own ? "" : "nudge ");
    note.className = "note";
    note.append(...(own ? [] : placed(of, store.state)));
    const rest = own || !places.length ? [] : [opener("other", ["nudge ", ANY])];
    root.replaceChildren(head("Check", own ? offer(places, "nudge ") : note), table, ...rest);
  }

  return {
    refresh,
    destroy() {
      asked.abort();
      clearTimeout(timer);
    },
  };
}

/** @param {string} tag @param {string} words */
function text(tag, words) {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}

/**
 * Both numbers in as many digits as agree, at most 8 that count. What differs by rounding alone,
 * 0 and 3e−13, agrees in the eight decimals shown.
 * @param {any} a measured @param {any} b claimed @param {boolean} agrees
 * @returns {[string, string]}
 */
export function digits(a, b, agrees) {
  if (typeof a !== "number" || typeof b !== "number") return [String(a), String(b)];
  const size = Math.floor(Math.log10(Math.max(Math.abs(a), Math.abs(b)) || 1));
  if (size < -5 && Math.abs(a - b) <= 1e-6 * Math.abs(b)) return powers(a, b);
  const most = Math.min(MOST, Math.max(0, MOST - 1 - size));
  for (let n = most; agrees && n > 1; n -= 1) {
    if (fixed(a, n) === fixed(b, n) || Number(fixed(a, n)) === 0) return [fixed(a, n), fixed(b, n)];
  }
  return [fixed(a, most), fixed(b, most)];
}

/** Too small for decimals. @param {number} a @param {number} b @returns {[string, string]} */
function powers(a, b) {
  for (let n = MOST - 1; n > 1; n -= 1) {
    const [left, right] = [a, b].map((v) => v.toExponential(n).replaceAll("-", "−"));
    if (left === right || n === 2) return [left, right];
  }
  return ["", ""];
}

/** "0" is exactly zero, and no zero has a sign. @param {number} v @param {number} n */
function fixed(v, n) {
  if (v === 0) return "0";
  return v
    .toFixed(n)
    .replace(/^-(?=[0.]*$)/, "")
    .replace("-", "−");
}
