/**
 * A pane holds one performance of a step with its head and foot. One pane is the stage that is
 * seen; the others are drawn ahead of time. Which is which is a matter of attributes alone, so that
 * going from one to the next moves nothing on the page.
 *
 * @typedef {import("./scene.js").Moment} Moment
 * @typedef {import("./types.d.ts").State} State
 * @typedef {ReturnType<typeof createPane>} Pane
 */
import { full } from "../numbers.js";
import { columnOf } from "../state.js";
import { dimLabels, spoken, spokenLabel } from "../symbols.js";
import { parse } from "./equation.js";
import { createFoot, createHead } from "./foot.js";
import { valuesOf } from "./paint.js";
import { createScene } from "./scene.js";
import { scaled } from "./sizes.js";
import { toWhole } from "./view.js";

/** When a pane is surely painted, in milliseconds. */
const SETTLED = 60;

/**
 * @param {import("./pointer.js").Hit} hit
 * @param {State} state
 */
function wordsOf({ frame, at: [r, c] }, state) {
  const value = full(valuesOf(frame, state)[r]?.[c] ?? Number.NaN);
  const places = [dimLabels(frame.dims[0], state)[r], dimLabels(frame.dims[1], state)[c]];
  const where = places.map((one) => (one ? spokenLabel(one) : "")).filter(Boolean);
  return `${[spoken(frame.token, state), ...where].join(", ")}: ${value}`;
}

/**
 * How a step stands to the example that is chosen.
 * @param {Moment} moment
 */
function exampleNote({ view, step, whole: { state } }) {
  if (columnOf(state) === null) return "";
  if (view.count < Infinity) return `example ${state.example}`;
  const { m } = state;
  return step.example === undefined ? `uses all ${m} examples` : `example ${state.example} of ${m}`;
}

/** How sentences are made: fetched when the first result is seen. @type {typeof import("../insight.js") | null} */
let sentences = null;

/**
 * What is worth seeing, at a cell of what is performed: of the whole step, as it is true there.
 * @param {Moment} moment
 * @param {[number, number]} cell
 * @param {typeof import("../insight.js")} made
 */
function told({ view, whole: { step, state } }, cell, { insight }) {
  return view.told ?? insight(step, parse(step, state.scalars), state, toWhole(view, cell));
}

/** @param {HTMLElement} element */
export function createPane(element) {
  const head = createHead(element);
  const foot = createFoot();
  const scene = createScene();
  element.replaceChildren(head.element, scene.element, foot.element);
  let lit = "";
  let settling = 0;
  /** @type {[number, number] | null} the cell of which nothing has been said yet */
  let untold = null;
  /** Inertness is inherited, so that changing it restyles all within: not before the paint. */
  const settle = () => {
    element.inert = element.dataset.view !== "stage";
  };

  const pane = {
    element,
    scene,
    /** What is performed: everything but the selection and the window of condensed matrices. */
    place: "",
    /** @type {Moment | null} */
    moment: null,
    /**
     * @param {Moment} moment
     * @param {string} place
     */
    render(moment, place) {
      const { step, arrangement } = moment;
      Object.assign(pane, { moment, place });
      lit = "";
      const off = arrangement.frames.some((frame) =>
        [frame.rowLabels, frame.colLabels].some((list) => list?.some((one) => one.off)),
      );
      const { whole } = moment;
      head.show(whole.step, whole.state, exampleNote(moment));
      foot.show(whole.step, whole.state, off);
      element.toggleAttribute("data-low", arrangement.low);
      scaled(element, arrangement);
      element.dataset.phase = step.phase;
      return scene.render(moment);
    },
    /**
     * @param {[number, number] | null} cell
     * @param {import("./scene.js").Focus | null} [focus]
     */
    select(cell, focus = null) {
      const now = `${cell?.join() ?? "none"}`;
      if (now === lit && !focus) return;
      lit = now;
      scene.select(cell, focus);
      untold = cell;
      pane.tell();
    },
    /** Says what is worth seeing at the selected cell. */
    tell() {
      if (!pane.moment || !untold) return;
      if (sentences) {
        foot.tell(told(pane.moment, untold, sentences));
        untold = null;
      } else if (element.dataset.view === "stage") {
        // With the server away nothing is said; the next selection, or its return, asks again.
        import("../insight.js").then(
          (made) => {
            sentences = made;
            pane.tell();
          },
          () => {},
        );
      }
    },
    /**
     * Says a cell under the pointer in six digits.
     * @param {import("./pointer.js").Hit | null} found
     */
    read(found) {
      const { state } = pane.moment ?? {};
      foot.read(found && state && !found.frame.pending ? wordsOf(found, state) : "");
    },
    /** @param {boolean} seen */
    show(seen) {
      element.toggleAttribute("data-ahead", !seen);
      if (seen) {
        element.dataset.view = "stage";
        pane.tell();
      } else delete element.dataset.view;
      element.ariaHidden = seen ? null : "true";
      clearTimeout(settling);
      settling = setTimeout(settle, SETTLED);
    },
    destroy() {
      clearTimeout(settling);
      scene.destroy();
    },
  };
  return pane;
}
