/** Wires the page: store, actions, keys, and every view that stands in it. */
import { createActions } from "./actions.js";
import { elsewhere } from "./address.js";
import { mountAsking } from "./asking.js";
import { mountEdit } from "./edit/mount.js";
import { letters, listen, setLetters } from "./keys.js";
import { mountOwn } from "./own/open.js";
import { mountPlayer } from "./player.js";
import { mountShare } from "./share.js";
import { currentStep, INITIAL } from "./state.js";
import { createStore } from "./store.js";
import { mountTheme } from "./theme.js";
import * as builder from "./views/builder.js";
import * as cell from "./views/cell.js";
import * as explain from "./views/explain.js";
import * as ledger from "./views/ledger.js";
import * as map from "./views/map.js";
import * as one from "./views/one.js";
import * as pin from "./views/pin.js";
import * as regions from "./views/regions.js";
import * as stage from "./views/stage.js";
import * as status from "./views/status.js";
import * as tape from "./views/tape.js";
import * as training from "./views/training.js";

/** @type {Record<string, {mount: (root: HTMLElement, store: any, actions: any) => void}>} */
const VIEWS = {
  tape,
  stage,
  cell,
  one,
  builder,
  explain,
  training,
  regions,
  status,
  map,
  ledger,
  pin,
};

/** Full views of the stage, fetched when they are first opened. */
const FULL = /** @type {Record<string, () => Promise<any>>} */ ({
  training: () => import("./training/page.js"),
  compare: () => import("./compare/page.js"),
  try: () => import("./unseen/page.js"),
});

/** What the builder shows beside an address that is no network. @param {any} moment */
function builderOf({ spec = {}, layers = [], activations = [] }) {
  return { spec, layers, activations };
}

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const moment = JSON.parse(document.getElementById("moment")?.textContent ?? "{}");
const page = root.classList[0];
const store = createStore({ ...INITIAL, ...builderOf(moment), page });
const actions = createActions(store);
const openLink = /** @type {HTMLAnchorElement|null} */ (root.querySelector('[data-part="open"]'));

const theme = mountTheme(root, store, actions);
actions.start(moment);
for (const [name, view] of Object.entries(VIEWS)) {
  for (const place of root.querySelectorAll(`[data-view="${name}"]`)) {
    try {
      view.mount(/** @type {HTMLElement} */ (place), store, actions);
    } catch (error) {
      reportError(error);
    }
  }
}
mountPlayer(store, actions);
mountEdit(root, store, actions);
mountShare(root, store);
mountOwn(root, store, actions);
const studio = {
  l: () => turn("ledger"),
  t: () => turn("training"),
  x: () => turn("try"),
  k: actions.pinOrCompare,
  b: fold,
  a: mine,
  c: () => click('article:not([hidden]) [data-action="copy-code"]'),
};
listen(root, actions, {
  ...(page === "studio" && studio),
  ...(page !== "embed" && { p: () => openLink?.click() }),
  d: theme.next,
  e: actions.toggleExample,
  "[": () => actions.walkExample(-1),
  "]": () => actions.walkExample(1),
  "?": () => document.getElementById("keys")?.togglePopover(),
});
document.addEventListener("keydown", leave);
if (page === "present") {
  import("./present.js").then((made) => made.mount(root, store, actions), reportError);
}
/** What is asked before a result is shown is fetched when it first is. */
const offAsk = store.on(
  (s) => s.ask,
  (ask) => {
    if (!ask) return;
    queueMicrotask(() => offAsk());
    import("./quiz/quiz.js").then((made) => made.mount(root, store, actions), reportError);
  },
);
import("./print.js").then((made) => made.mount(root, store), reportError);
if (root.querySelector("[data-tour]")) {
  import("./tour.js").then((made) => made.mount(root, store, actions), reportError);
}

/** The root says what is painted, after everything else has painted it. */
store.on(
  (s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.status} ${s.view} ${s.playing}`,
  () => {
    const { state } = store;
    const step = currentStep(state);
    const { iteration, beat, status, view, playing } = state;
    const said = { iteration, beat, status, playing, step: state.step, shown: view };
    for (const [name, value] of Object.entries({ ...said, phase: step?.phase ?? "" })) {
      if (root.dataset[name] !== String(value)) root.dataset[name] = String(value);
    }
    document.title = step ? `${step.title} · Stepgrad` : "Stepgrad";
    if (openLink && state.query !== null) openLink.href = elsewhere(state, openLink.pathname);
  },
);
store.on(
  (s) => s.view,
  (view) => {
    press("shows", view);
    open(view);
  },
);
store.on(
  (s) => s.query,
  (query) => press("preset", query),
);

/** The same key opens a view and leads back. @param {string} view */
function turn(view) {
  actions.setView(store.state.view === view ? "equation" : view);
}

/** Escape leads back from a full view, unless something on it takes the key. @param {KeyboardEvent} event */
function leave({ key, target, defaultPrevented }) {
  const taken =
    defaultPrevented || /** @type {Element} */ (target).closest("input, select, textarea");
  if (key !== "Escape" || taken || document.querySelector(":popover-open")) return;
  if (page === "studio" && store.state.view !== "equation") actions.setView("equation");
}

/** A full view is made when it is first shown. @param {string} view */
function open(view) {
  const place = root.querySelector(`[data-full="${view}"]`);
  const load = FULL[view];
  if (!place || !load) return;
  delete FULL[view];
  load().then((made) => made.mount(place, store, actions), reportError);
}

/** Of some buttons the one that is in force looks pressed. @param {string} name @param {string} value */
function press(name, value) {
  for (const button of root.querySelectorAll(`button[data-${name}]`)) {
    const on = /** @type {HTMLElement} */ (button).dataset[name] === value;
    button.setAttribute("aria-pressed", String(on));
  }
}

/** @param {string} selector */
function click(selector) {
  /** @type {HTMLElement|null} */ (root.querySelector(selector))?.click();
}

/** The learner's own result. */
function mine() {
  import("./mine/panel.js").then((made) => made.toggle(root, store, actions), reportError);
}

/** Fold the builder, or unfold it: what it is now depends on the window's height. */
function fold() {
  const low = matchMedia("(max-height: 819px)").matches;
  const folded = root.dataset.builder ? root.dataset.builder === "folded" : low;
  root.dataset.builder = folded ? "open" : "folded";
}

/** On a phone the sheet that the button stands in makes way. */
function openLedger() {
  if (root.dataset.panel === "ledger") showPanel("ledger");
  actions.setView("ledger");
}

/** @type {Record<string, () => void>} */
const DEEDS = {
  step: actions.step,
  back: actions.back,
  first: actions.first,
  play: actions.toggle,
  "next-phase": actions.nextPhase,
  "next-iteration": actions.nextIteration,
  "previous-iteration": actions.previousIteration,
  reset: () => actions.change({}, { query: "" }),
  ledger: openLedger,
  pin: actions.pin,
  theme: theme.next,
  builder: fold,
  mine,
};

root.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target).closest("button");
  if (!target) return;
  const { action = "", shows, preset, panel } = target.dataset;
  DEEDS[action]?.();
  if (shows) actions.setView(shows);
  if (preset !== undefined) actions.change({}, { query: preset, ...opening(target.dataset) });
  if (panel) showPanel(panel);
});

/** Where a net of the menu opens: on the step that shows its point, if it names one. */
function opening(/** @type {DOMStringMap} */ { opens = "", at = "0" }) {
  return opens ? { iteration: Number(at), step: opens, beat: 2 } : {};
}

/** One panel at a time; on a phone a second touch closes it. @param {string} panel */
function showPanel(panel) {
  const phone = matchMedia("(max-width: 719px)").matches;
  root.dataset.panel = phone && root.dataset.panel === panel ? "" : panel;
  for (const button of root.querySelectorAll(".tabs [data-panel]")) {
    const on = /** @type {HTMLElement} */ (button).dataset.panel === root.dataset.panel;
    button.setAttribute("aria-pressed", String(on));
  }
}
if (!matchMedia("(max-width: 719px)").matches) showPanel("why");

const toggle = /** @type {HTMLInputElement|null} */ (root.querySelector('[data-part="letters"]'));
if (toggle) {
  toggle.checked = letters();
  toggle.addEventListener("change", () => setLetters(toggle.checked));
}
mountAsking(root, store, actions);
