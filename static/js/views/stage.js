/**
 * The stage: the current equation as symbols over heatmaps over shapes. The steps that → and ←
 * lead to are drawn ahead of time in panes of their own, so that stepping only exchanges panes.
 *
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("../stage/types.d.ts").Actions} Actions
 * @typedef {import("../stage/scene.js").Moment} Moment
 * @typedef {import("../stage/pane.js").Pane} Pane
 */
import { onTheme } from "../colours.js";
import { announce, publish } from "../stage/current.js";
import { momentOf, neighbours, partCell, wished, writerOf } from "../stage/moments.js";
import { createMotion } from "../stage/motion.js";
import { createPane } from "../stage/pane.js";
import { createPointer } from "../stage/pointer.js";
import { lit, rectOf } from "../stage/selection.js";
import { make } from "../stage/text.js";
import { ready, toWhole } from "../stage/view.js";
import { after, before } from "../state.js";

/** How long after a step the next ones are drawn, in milliseconds. */
const PATIENCE = 40;

/**
 * @param {HTMLElement} root
 * @param {{ readonly state: any, on: Function }} store
 * @param {Actions} actions
 * @returns {() => void}
 */
export function mount(root, store, actions) {
  const slot = make("div", "stage-slot");
  root.replaceWith(slot);
  let shown = createPane(root);
  const spare = [1, 2].map(() => createPane(make("div", root.className)));
  slot.append(root, ...spare.map((pane) => pane.element));
  for (const pane of spare) pane.show(false);
  const motion = createMotion(slot);
  let size = { width: slot.clientWidth, height: slot.clientHeight };
  let theme = 0;
  let waiting = 0;
  let wish = "";

  /** @param {State} state everything that decides what is drawn, but the selected cell */
  const placeOf = (state) => {
    const { iteration, step, beat, beats, status } = state;
    const query = `${state.query} ${state.example ?? ""}`;
    const ranges = state.pin ? Object.values(state.ranges) : "";
    const place = [query, iteration, step, beat, beats, status, size.width, size.height, theme];
    return [...place, ranges].join("|");
  };

  function update() {
    const { state } = store;
    if (!ready(state, update)) return;
    const cell = partCell(state);
    const place = placeOf(state);
    const was = shown.moment?.whole.state;
    if (shown.place !== place || !shows(shown, cell)) {
      const ready = spare.findIndex((pane) => pane.place === place && shows(pane, cell));
      if (ready >= 0) exchange(ready);
      else if (!redraw(state, cell, place)) return;
      if (state.beat === 2 && shown.moment && leads(was, state, after))
        motion.perform(shown.moment);
      else if (leads(was, state, before)) motion.fade(shown.element);
      else motion.stop();
    }
    shown.select(cell);
    if (shown.moment) publish({ moment: shown.moment, cell });
    clearTimeout(waiting);
    waiting = setTimeout(() => idle(ahead), PATIENCE);
  }

  /** @param {number} ready */
  function exchange(ready) {
    const [next] = spare.splice(ready, 1, shown);
    shown.show(false);
    next.show(true);
    shown = next;
  }

  /**
   * @param {State} state
   * @param {[number, number] | null} cell
   * @param {string} place
   */
  function redraw(state, cell, place) {
    const moment = momentOf(state, size, cell);
    if (moment) shown.render(moment, place).catch(reportError);
    return moment !== null;
  }

  /** Draws one of the neighbours that is not drawn yet; then, idle again, the other. */
  function ahead() {
    if (!ready(store.state, update)) return;
    const wanted = [...wished(store.state, wish), ...neighbours(store.state)].slice(
      0,
      spare.length,
    );
    const places = wanted.map(placeOf);
    const missing = places.findIndex((place) => [shown, ...spare].every((p) => p.place !== place));
    const free = spare.find((pane) => !places.includes(pane.place));
    if (missing < 0 || !free) return;
    const state = wanted[missing];
    const cell = partCell(state);
    const moment = momentOf(state, size, cell);
    if (!moment) return;
    free.render(moment, places[missing]).catch(reportError);
    free.select(cell);
    announce({ moment, cell });
    waiting = setTimeout(() => idle(ahead), PATIENCE);
  }

  const offs = [
    store.on(
      (/** @type {State} */ s) =>
        [s.query, s.iteration, s.step, s.beat, s.beats, s.status, s.cell, s.steps.length].join("|"),
      update,
    ),
    store.on((/** @type {State} */ s) => s.matrices, update),
    store.on((/** @type {State} */ s) => s.example, update),
    store.on((/** @type {State} */ s) => s.ranges, update),
    store.on(
      (/** @type {State} */ s) => s.next,
      () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => idle(ahead), PATIENCE);
      },
    ),
    onTheme(() => {
      theme += 1;
      update();
    }),
    createPointer(slot, () => ({ scene: shown.scene, cell: partCell(store.state) }), {
      select(cell, focus) {
        actions.select(shown.moment ? toWhole(shown.moment.view, cell) : cell);
        if (focus) shown.select(cell, focus);
      },
      read: (found) => shown.read(found),
      goto(name) {
        const position = writerOf(name, store.state);
        if (position) actions.goto(position);
      },
    }),
  ];
  /** @param {PointerEvent} event */
  function pointed({ target }) {
    const chip = target instanceof Element ? target.closest("button[data-step]") : null;
    wish = chip?.getAttribute("data-step") ?? "";
    if (wish) idle(ahead);
  }
  document.addEventListener("pointerover", pointed);
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    const height = Math.round(entry.contentRect.height);
    if (width === size.width && height === size.height) return;
    size = { width, height };
    update();
  });
  observer.observe(slot);

  return () => {
    for (const off of offs) off();
    document.removeEventListener("pointerover", pointed);
    observer.disconnect();
    clearTimeout(waiting);
    for (const pane of [shown, ...spare]) pane.destroy();
    slot.remove();
  };
}

/**
 * Whether one step led from here to there, and not in a hurry.
 * @param {State | undefined} from
 * @param {any} to
 * @param {typeof after} way on or back
 */
function leads(from, to, way) {
  if (!from || from.query !== to.query || (to.playing && to.speed > 1)) return false;
  const next = way(from.steps, from, to.beats);
  return next.step === to.step && next.iteration === to.iteration && next.beat === to.beat;
}

/** @param {() => void} run */
function idle(run) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: 300 });
  else run();
}

/**
 * Whether a pane shows all that a selected cell lights up: then it stays as it is, and condensed
 * matrices do not move away under the pointer.
 * @param {Pane} pane
 * @param {[number, number] | null} cell
 */
function shows({ moment }, cell) {
  if (!moment) return false;
  const { frames } = moment.arrangement;
  if (!cell || frames.every((frame) => !frame.across.edges && !frame.down.edges)) return true;
  return frames.every((frame) => {
    const part = lit(frame, moment.step, cell, frames[0]);
    return !part || rectOf(frame, part);
  });
}
