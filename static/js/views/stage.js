/**
 * The stage: the current equation as symbols over heatmaps over shapes. The step after this one and
 * the one before it are drawn ahead of time in scenes kept outside the stage, so that → and ← only
 * exchange scenes.
 *
 * @typedef {import("../stage/types.d.ts").State} State
 * @typedef {import("../stage/types.d.ts").Actions} Actions
 * @typedef {import("../stage/scene.js").Moment} Moment
 * @typedef {import("../stage/scene.js").Scene} Scene
 */
import { onTheme } from "../colours.js";
import { arrange } from "../stage/arrange.js";
import { publish } from "../stage/current.js";
import { parse } from "../stage/equation.js";
import { createFoot, createHead } from "../stage/foot.js";
import { createPointer } from "../stage/pointer.js";
import { createScene } from "../stage/scene.js";
import { largestCell, lit, rectOf } from "../stage/selection.js";
import { make } from "../stage/words.js";
import { after, before, currentStep, rangesOf } from "../state.js";

/**
 * @param {HTMLElement} root
 * @param {{ readonly state: any, on: Function }} store
 * @param {Actions} actions
 * @returns {() => void}
 */
export function mount(root, store, actions) {
  const head = createHead(root);
  const foot = createFoot();
  const wings = make("div", "wings");
  wings.inert = true;
  wings.ariaHidden = "true";
  wings.dataset.ahead = "";
  root.after(wings);
  let size = { width: root.clientWidth, height: root.clientHeight };
  let theme = 0;
  let scene = createScene();
  const spare = [createScene(), createScene()];
  wings.append(...spare.map((one) => one.element));
  root.replaceChildren(head.element, scene.element, foot.element);
  /** @type {import("../stage/scene.js").Focus | null} */
  let focus = null;
  let waiting = 0;

  /**
   * @param {State} state
   * @param {[number, number] | null} cell
   * @returns {Moment | null}
   */
  function momentOf(state, cell) {
    const step = /** @type {import("../stage/types.d.ts").Step | undefined} */ (currentStep(state));
    if (!step || size.width < 80 || size.height < 80) return null;
    const known = [step.writes, ...step.reads].every((name) => state.matrices[name]);
    if (!known) return null;
    const items = parse(step, state.scalars);
    const arrangement = arrange(step, items, state, { ...size, cell });
    const window = arrangement.frames.map((f) => [f.across, f.down].map(windowOf).join("/")).join();
    const place = [state.query, state.iteration, step.writes, state.beat, state.status].join("|");
    return {
      key: [place, size.width, size.height, theme, window].join("|"),
      step,
      state,
      arrangement,
    };
  }

  function update() {
    const { state } = store;
    const cell = cellOf(state);
    const fresh = momentOf(state, cell);
    if (!fresh) return;
    const moment = stays(scene, fresh, cell)
      ? { ...fresh, arrangement: scene.arrangement ?? fresh.arrangement }
      : fresh;
    if (moment === fresh && scene.key !== fresh.key) perform(fresh);
    scene.select(cell, focus);
    head.show(moment.step, state);
    const off = moment.arrangement.frames.some((f) =>
      [f.rowLabels, f.colLabels].some((l) => l?.some((one) => one.off)),
    );
    foot.show(moment.step, state, off);
    publish({ moment, items: parse(moment.step, state.scalars), cell });
    root.toggleAttribute("data-low", moment.arrangement.low);
    root.style.setProperty("--s", String(moment.arrangement.scale));
    ahead();
  }

  /** @param {Moment} moment */
  function perform(moment) {
    const ready = spare.findIndex((one) => one.key === moment.key);
    if (ready < 0) {
      scene.render(moment).catch(reportError);
      return;
    }
    const [next] = spare.splice(ready, 1, scene);
    scene.element.replaceWith(next.element);
    wings.append(scene.element);
    scene = next;
  }

  /** Draws the neighbours once the page is idle. */
  function ahead() {
    clearTimeout(waiting);
    waiting = setTimeout(() => idle(draw), 30);
  }

  function draw() {
    const wanted = neighbours(store.state)
      .map((state) => momentOf(state, cellOf(state)))
      .filter((moment) => moment !== null);
    const keys = new Set(wanted.map(({ key }) => key));
    const missing = wanted.find(
      ({ key }) => key !== scene.key && spare.every((one) => one.key !== key),
    );
    const free = spare.find((one) => !keys.has(one.key));
    if (!missing || !free) return;
    free.render(missing).then(() => free.select(cellOf(missing.state)), reportError);
    if (wanted.length > 1) waiting = setTimeout(() => idle(draw), 60);
  }

  const offs = [
    store.on(
      (/** @type {State} */ s) =>
        [
          s.query,
          s.iteration,
          s.step,
          s.beat,
          s.beats,
          s.status,
          s.cell?.join(),
          s.steps.length,
        ].join("|"),
      update,
    ),
    store.on((/** @type {State} */ s) => s.matrices, update),
    store.on((/** @type {State} */ s) => s.next, ahead),
    onTheme(() => {
      theme += 1;
      update();
    }),
    createPointer(root, () => ({ scene, state: store.state, cell: cellOf(store.state) }), {
      select(cell, at) {
        focus = at;
        actions.select(cell);
        if (at) scene.select(cell, at);
        focus = null;
      },
      goto: (name) => actions.goto({ step: name, beat: 2 }),
    }),
  ];
  const observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    if (Math.round(width) === size.width && Math.round(height) === size.height) return;
    size = { width: Math.round(width), height: Math.round(height) };
    update();
  });
  observer.observe(root);

  return () => {
    for (const off of offs) off();
    observer.disconnect();
    clearTimeout(waiting);
    for (const one of [scene, ...spare]) one.destroy();
    wings.remove();
    root.replaceChildren();
  };
}

/** @param {() => void} run */
function idle(run) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: 300 });
  else run();
}

/**
 * The selected cell, else the largest of the result; none before the result is shown.
 * @param {State} state
 * @returns {[number, number] | null}
 */
function cellOf(state) {
  const result = state.matrices[state.step];
  if (state.beat === 1 || !result) return null;
  const [r, c] = state.cell ?? [-1, -1];
  const inside = r >= 0 && c >= 0 && r < result.shape[0] && c < result.shape[1];
  return inside ? [r, c] : largestCell(state, state.step);
}

/** @param {import("../stage/fit.js").Axis} axis */
function windowOf({ entries, edges }) {
  return edges ? entries.map((e) => e.index).join(".") : entries.length;
}

/**
 * Whether what is shown may stay as it is, because every lit cell is among the shown ones: then a
 * condensed matrix does not move away under the pointer.
 * @param {Scene} scene
 * @param {Moment} moment
 * @param {[number, number] | null} cell
 */
function stays(scene, moment, cell) {
  const { arrangement, key } = scene;
  if (!arrangement || !cell || scene.step !== moment.step) return false;
  const place = (/** @type {string} */ text) => text.slice(0, text.lastIndexOf("|"));
  if (place(key) !== place(moment.key)) return false;
  return arrangement.frames.every((frame) => {
    const part = lit(frame, moment.step, cell, arrangement.frames[0]);
    return !part || rectOf(frame, part);
  });
}

/**
 * The moments → and ← lead to, as states.
 * @param {State} state
 * @returns {State[]}
 */
function neighbours(state) {
  const at = { iteration: state.iteration, step: state.step, beat: state.beat };
  const next = after(state.steps, at, state.beats);
  const last = before(state.steps, at, state.beats);
  const forth = next.iteration === state.iteration ? state : later(state, next.iteration);
  const found = forth ? [{ ...forth, ...next, cell: null }] : [];
  if (last.iteration === state.iteration && last.step !== state.step)
    found.push({ ...state, ...last, cell: null });
  return found;
}

/**
 * The state at the next iteration, if its trace is here already.
 * @param {State} state
 * @param {number} iteration
 * @returns {State | null}
 */
function later(state, iteration) {
  const { next } = state;
  if (!next || next.iteration !== iteration) return null;
  const ranges = rangesOf(/** @type {any} */ (next.matrices), state.spec, state.m);
  return { ...state, ...next, ranges, query: state.query };
}
