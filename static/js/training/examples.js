/** What the net says: everywhere on the plane for two inputs, else of each example in a table. */
import { onTheme } from "../colours.js";
import { createPoints } from "../edit/points.js";
import { later } from "../later.js";
import { classOf, columnOf, drawPlane, hasPlane } from "../plane.js";
import { isPending } from "../state.js";
import { element } from "./dom.js";
import { tableOf } from "./table.js";

const GRID = 60;
const HOW = { size: 320, radius: 5 };
const EACH =
  "Every point of the plane is a possible input. Its shade is the class the net gives it: ";
const ONE = "1 where its output is above one half. The border runs where it is one half";
const MANY = "the largest of its outputs. A border runs where two of them are equal";
/** Quiet time before the server is asked for a plane. */
const QUIET = 150;

/** What the net says of its examples, once it is computed. @param {any} state */
function saidOf(state) {
  const name = `A${state.layers.length - 1}`;
  return isPending(state, name) ? null : state.matrices[name];
}

/** How many examples are told right. @param {any} state @param {any} said */
function score({ matrices, m }, said) {
  const right = Array.from(
    { length: m },
    (_, i) => classOf(columnOf(said, i)) === classOf(columnOf(matrices.Y, i)),
  );
  return right.filter(Boolean).length;
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mountExamples(root, store, actions) {
  let asked = new AbortController();
  let timer = 0;
  /** @type {any} */
  let plane = null;
  const points = createPoints(store, actions, { redraw: () => draw(), ask: actions.tryInput });
  const note = element("p", "quiet");
  const about = element("p", "about");
  const regions = [
    element("h2", "", "Decision regions ", element("span", "quiet", "grey: what the net says")),
    points.pad.element,
    ...points.elements,
    note,
    about,
  ];

  function draw() {
    const { state } = store;
    if (state.view !== "training" || !state.matrices.A0 || !state.matrices.Y) return;
    const said = saidOf(state);
    if (!hasPlane(state)) root.replaceChildren(...tableOf(state, said));
    else if (plane) drawRegions(state, said);
  }

  /** @param {any} state @param {any} said */
  function drawRegions(state, said) {
    const seen = points.seen(state);
    const told = seen === state ? said : null;
    points.offer();
    points.pad.show(drawPlane(plane, seen, { ...HOW, said: told }), plane);
    note.textContent = told
      ? `${score(state, told)} of ${state.m} right; hollow: told wrong`
      : "filled: the examples, what is true";
    about.textContent = `${EACH}${state.layers.at(-1) === 1 ? ONE : MANY}; training moves it.`;
    // What stands there stays, and keeps the focus.
    if (!points.pad.element.isConnected) root.replaceChildren(...regions);
  }

  function ask() {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { state } = store;
    if (state.view !== "training" || state.status === "diverged" || !hasPlane(state)) return;
    timer = setTimeout(() => {
      actions.boundary(GRID, signal).then(
        (/** @type {any} */ reply) => {
          if (signal.aborted) return;
          plane = reply;
          draw();
        },
        () => {},
      );
    }, QUIET);
  }

  const refresh = later(draw);
  store.on((s) => `${s.query} ${s.iteration} ${s.view}`, ask);
  store.on((s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.view}`, refresh);
  onTheme(refresh);
}
