/**
 * Examples added to the plane and taken from it. The data become one's own with the first; the
 * network begins anew with them.
 * @typedef {import("./data.js").Data} Data
 * @typedef {import("./pad.js").Point} Point
 */
import { draw, make } from "../explain/dom.js";
import { SHAPES as NAMES } from "../labels.js";
import { two } from "../numbers.js";
import { classOf, columnOf, SHAPES } from "../plane.js";
import { nearestTo, patchOf, rounded, wholeQuery, withExample, withoutExample } from "./data.js";
import { createPad } from "./pad.js";

/** An example is meant within this part of the plane's side. */
const REACH = 0.06;

/** @param {number} k */
const nameOf = (k) => NAMES[k] ?? `class ${k}`;

/** @param {Point} at */
const placed = ([x, y]) => `${two(x)}, ${two(y)}`;

/** Of one output 0 and 1 are two classes. @param {any} state */
function classes({ layers }) {
  return Array.from({ length: Math.max(2, layers.at(-1)) }, (_, k) => k);
}

/**
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 * @param {{ redraw: () => void, ask: (at: Point) => void }} to
 */
export function createPoints(store, actions, to) {
  /** @type {number | "remove" | null} the class that is added */
  let mode = null;
  /** @type {Data | null} all examples, where the batch on the stage has a part of them */
  let whole = null;
  /** @type {Data | null} what was changed and is not on the stage yet */
  let next = null;
  const choice = make("div", { class: "points", role: "group", "aria-label": "Change the data" });
  const told = make("p", { class: "quiet", role: "status" });
  const pad = createPad({ pick, move, words });

  /** @returns {Data | null} */
  function data() {
    const { spec, matrices } = store.state;
    if (next) return next;
    if (spec.X) return { X: spec.X, Y: spec.Y };
    return spec.batch ? whole : { X: matrices.A0.values, Y: matrices.Y.values };
  }

  /** @param {Data} changed @param {string} sentence */
  function change(changed, sentence) {
    next = changed;
    told.textContent = `${sentence} ${changed.X[0].length} examples.`;
    actions.change(patchOf(changed));
  }

  /** @param {Point} at */
  function pick(at) {
    const all = data();
    if (mode === null) to.ask(/** @type {Point} */ (at.map((v, i) => rounded(v, pad.spans()[i]))));
    if (!all || mode === null) return;
    if (mode === "remove") remove(all, at);
    else {
      const x = at.map((v, i) => rounded(v, pad.spans()[i]));
      const here = placed(/** @type {Point} */ (x));
      change(withExample(all, x, mode), `Added: ${nameOf(mode)} at ${here}.`);
    }
  }

  /** @param {Data} all @param {Point} at */
  function remove(all, at) {
    const { i, far } = nearestTo(all.X, at, pad.spans());
    if (far > REACH) told.textContent = "No example is there.";
    else if (all.X[0].length === 1) told.textContent = "The last example stays.";
    else change(withoutExample(all, i), `Removed: ${exampleWords(all, i)}.`);
  }

  /** @param {Data} all @param {number} i */
  const exampleWords = ({ Y }, i) =>
    `example ${i + 1}, ${nameOf(classOf(columnOf({ values: Y }, i)))}`;

  /** The cross goes over the plane; to take examples away, from one to the next. @param {Point} at @param {Point} by @returns {Point} */
  function move(at, by) {
    const all = data();
    if (mode !== "remove" || !all) return [at[0] + by[0], at[1] + by[1]];
    const count = all.X[0].length;
    const { i, far } = nearestTo(all.X, at, pad.spans());
    const on = far < 1e-9 ? (i + (by[0] + by[1] > 0 ? 1 : count - 1)) % count : i;
    return [all.X[0][on], all.X[1][on]];
  }

  /** @param {Point} at */
  function words(at) {
    const all = data();
    if (mode !== "remove" || !all) return placed(at);
    return `${exampleWords(all, nearestTo(all.X, at, pad.spans()).i)} at ${placed(at)}`;
  }

  /** @param {number | "remove" | null} chosen */
  function turn(chosen) {
    mode = chosen === mode ? null : chosen;
    for (const one of choice.querySelectorAll("button")) {
      one.ariaPressed = String(one.dataset.points === String(mode));
    }
    told.textContent =
      mode === null ? "" : "Point at a place; or Tab to the plane: arrows, then Enter.";
    const doing = mode === "remove" ? "remove an example" : `add ${nameOf(Number(mode))}`;
    pad.name(mode === null ? "" : `The plane: arrows move the cross, Enter: ${doing}`);
    gather();
    to.redraw();
  }

  /** All examples, where a batch shows some. */
  function gather() {
    const { spec, query } = store.state;
    if (mode === null || spec.X || !spec.batch || whole) return;
    const at = { query: wholeQuery(spec), iteration: 0 };
    actions.about("trace", ["matrices=A0,Y"], new AbortController().signal, at).then(
      (/** @type {any} */ { matrices }) => {
        if (store.state.query !== query) return;
        whole = { X: matrices.A0.values, Y: matrices.Y.values };
        to.redraw();
      },
      (/** @type {Error} */ error) => {
        told.textContent = error.message;
      },
    );
  }

  /** @param {number | "remove"} what @param {string} label @param {...(Node | string)} inside */
  function button(what, label, ...inside) {
    const how = { type: "button", "data-points": String(what), "aria-label": label, title: label };
    const made = make("button", { ...how, "aria-pressed": String(mode === what) }, ...inside);
    made.addEventListener("click", () => turn(what));
    return made;
  }

  let shown = "";
  function offer() {
    const all = classes(store.state);
    if (shown === String(all)) return;
    shown = String(all);
    mode = null;
    const each = all.map((k) => {
      const sign = draw("path", { class: "example", d: SHAPES[k % SHAPES.length] });
      const svg = draw("svg", { viewBox: "-1.5 -1.5 3 3", "aria-hidden": "true" }, sign);
      const number = k < NAMES.length ? [] : [String(k)];
      return button(k, `Add an example: ${nameOf(k)}`, svg, ...number);
    });
    const remove = button("remove", "Remove an example", "Remove");
    choice.replaceChildren(make("span", { class: "quiet" }, "Add"), ...each, remove);
  }

  store.on(
    (s) => s.query,
    () => {
      next = null;
      whole = null;
    },
  );
  store.on(
    (s) => s.problems,
    (problems) => {
      if (!problems.length || !next) return;
      next = null;
      told.textContent = `Nothing was changed. ${problems[0].detail}`;
    },
  );

  return {
    pad,
    elements: [choice, told],
    offer,
    /** What is drawn on the plane: while data are changed all of them. @param {any} state */
    seen(state) {
      gather();
      const all = mode !== null && state.spec.batch ? data() : null;
      if (!all) return state;
      return { ...state, matrices: { A0: { values: all.X }, Y: { values: all.Y } } };
    },
  };
}
