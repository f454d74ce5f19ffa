/**
 * One performance of a step: heatmaps, numbers, marks, words and grids, drawn for one moment. The
 * stage keeps a few scenes and shows one; the others are drawn ahead of time.
 *
 * @typedef {import("./arrange.js").Arrangement} Arrangement
 * @typedef {import("./arrange.js").Frame} Frame
 * @typedef {import("./types.d.ts").State} State
 * @typedef {import("./types.d.ts").Step} Step
 * @typedef {{
 *   element: HTMLElement, arrangement: Arrangement | null, step: Step | null,
 *   render(moment: Moment): Promise<void>, select(cell: [number, number] | null, focus?: Focus | null): void,
 *   focus(frame: Frame | null, at: [number, number]): void, destroy(): void,
 * }} Scene
 * @typedef {{ token: string, at: [number, number] }} Focus  the grid that has the focus, and where
 * @typedef {{
 *   step: Step, state: State, items: import("./equation.js").Item[], arrangement: Arrangement,
 *   view: import("./view.js").View, whole: { step: Step, state: State },
 * }} Moment  whole: the program's own step, of which all or a part is performed
 */
import { createFigure } from "../plot.js";
import { middleOf } from "./frames.js";
import { createGrid } from "./grids.js";
import { createMarks } from "./marks.js";
import { paint, rangeOf, valuesOf } from "./paint.js";
import { lit } from "./selection.js";
import { make } from "./text.js";
import { words } from "./words.js";

/**
 * @param {Frame} frame
 * @param {State} state
 * @returns {import("../plot.js").Box}
 */
function boxOf(frame, state) {
  const { token: name, x, y, cw, ch, kind } = frame;
  return {
    ...{ name, z: valuesOf(frame, state), x, y, cw, ch, kind },
    r: rangeOf(frame.item.name, state),
    xEdges: edgesOf(frame.across.edges, frame.cols, cw),
    yEdges: edgesOf(frame.down.edges, frame.rows, ch),
  };
}

/**
 * A heatmap needs edges where cells differ in size, or where there is but one.
 * @param {number[] | null} edges
 * @param {number} count
 * @param {number} size
 */
function edgesOf(edges, count, size) {
  return edges ?? (count === 1 ? [0, size] : undefined);
}

/**
 * @returns {Scene}
 */
export function createScene() {
  const element = make("div", "scene");
  const canvas = document.createElement("canvas");
  const text = make("div", "words");
  const grids = make("div", "grids");
  const figure = createFigure(element);
  canvas.className = "numbers";
  canvas.ariaHidden = "true";
  figure.element.ariaHidden = "true";
  /** @type {ReturnType<typeof createMarks> | null} */
  let marks = null;
  const slots = { under: document.createElement("i"), over: document.createElement("i") };
  element.append(slots.under, figure.element, canvas, slots.over, text, grids);
  let layers = /** @type {{ under: Element, over: Element }} */ (slots);
  /** @type {ReturnType<typeof createGrid>[]} */
  let tables = [];
  /** @type {HTMLElement[]} signs that stand on the selected row */
  let between = [];

  /** @type {Scene} */
  const scene = {
    ...{ element, arrangement: null, step: null },
    async render({ step, state, arrangement }) {
      Object.assign(scene, { step, arrangement });
      const { width, height, frames } = arrangement;
      marks = createMarks(arrangement, step);
      layers.under.replaceWith(marks.under);
      layers.over.replaceWith(marks.over);
      layers = marks;
      tables = frames.map((frame) => createGrid(frame, state));
      grids.replaceChildren(...tables.map((table) => table.element));
      text.replaceChildren(...words(arrangement, step, state));
      between = [...text.querySelectorAll(".sign.middle")].filter((e) => e instanceof HTMLElement);
      // A listener has the step's sentence and the grids; of the words only what can be pressed.
      for (const word of text.children) if (!word.querySelector("button")) word.ariaHidden = "true";
      element.dataset.phase = step.phase;
      paint(canvas, arrangement, step, state);
      const shown = frames.filter((frame) => !frame.pending);
      await figure.draw(
        shown.map((frame) => boxOf(frame, state)),
        { width, height },
      );
    },
    select(cell, focus) {
      const { arrangement, step } = scene;
      if (!marks || !arrangement || !step) return;
      marks.select(cell);
      const [result] = arrangement.frames;
      const middle = middleOf(result, cell ? lit(result, step, cell, result)?.rows[0] : -1);
      for (const { style } of between) style.top = `${middle}px`;
      if (!cell) return;
      for (const table of tables) {
        const part = lit(table.frame, step, cell, arrangement.frames[0]);
        if (focus?.token === table.frame.token) table.move(...focus.at, true);
        else if (part) table.move(part.rows[0], part.cols[0], false);
      }
    },
    focus(frame, at) {
      marks?.focus(frame, at);
    },
    destroy() {
      figure.destroy();
      element.remove();
    },
  };
  return scene;
}
