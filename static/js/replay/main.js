/**
 * Wires the file that replays iterations without a server: the app's own views, as far as they
 * need nothing that is not held. In a frame it is the equation and the tape.
 */
import { createActions } from "../actions.js";
import { listen } from "../keys.js";
import { mountPlayer } from "../player.js";
import { currentStep, INITIAL } from "../state.js";
import { createStore } from "../store.js";
import { mountTheme } from "../theme.js";
import * as cell from "../views/cell.js";
import * as explain from "../views/explain.js";
import * as ledger from "../views/ledger.js";
import * as map from "../views/map.js";
import * as one from "../views/one.js";
import * as stage from "../views/stage.js";
import * as status from "../views/status.js";
import * as tape from "../views/tape.js";
import { inApp, parse } from "./address.js";
import { traceAt } from "./held.js";

const VIEWS = { tape, stage, cell, one, explain, status, map, ledger };
/** A window no higher than a slide shows what a slide does. */
const SLIDE = "(max-height: 599px) and (min-width: 720px)";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const page = window !== window.parent || matchMedia(SLIDE).matches ? "embed" : "studio";
root.classList.replace("studio", page);
const store = createStore({ ...INITIAL, page });
const actions = { ...createActions(store), change: null };
const theme = mountTheme(root, store, actions);
actions.start({ trace: traceAt(parse("", page).iteration) });
for (const [name, view] of Object.entries(VIEWS)) {
  const place = /** @type {HTMLElement} */ (root.querySelector(`[data-view="${name}"]`));
  view.mount(place, store, actions);
}
mountPlayer(store, actions);
listen(root, actions, {
  l: () => page === "studio" && turn("ledger"),
  d: theme.next,
  e: actions.toggleExample,
  "[": () => actions.walkExample(-1),
  "]": () => actions.walkExample(1),
  "?": () => document.getElementById("keys")?.togglePopover(),
});

const address = document.querySelector('[data-part="address"]');
/** The root says what is painted, after everything else has painted it; the foot, where that is. */
store.on(
  (s) => [s.iteration, s.step, s.beat, s.status, s.view, s.playing, s.cell, s.example].join(" "),
  () => {
    const { state } = store;
    const step = currentStep(state);
    const { iteration, beat, status: how, view, playing } = state;
    const said = { iteration, beat, status: how, playing, step: state.step, shown: view };
    for (const [name, value] of Object.entries({ ...said, phase: step?.phase ?? "" })) {
      if (root.dataset[name] !== String(value)) root.dataset[name] = String(value);
    }
    document.title = `${step?.title} · Stepgrad`;
    if (address) address.textContent = inApp(state);
  },
);
store.on(
  (s) => s.view,
  (view) => press("shows", view),
);

/** The same key opens a view and leads back. @param {string} view */
function turn(view) {
  actions.setView(store.state.view === view ? "equation" : view);
}

/** Of some buttons the one that is in force looks pressed. @param {string} name @param {string} value */
function press(name, value) {
  for (const button of root.querySelectorAll(`button[data-${name}]`)) {
    const on = /** @type {HTMLElement} */ (button).dataset[name] === value;
    button.setAttribute("aria-pressed", String(on));
  }
}

/** One panel at a time; a second touch closes it where it lies over the equation. @param {string} panel */
function showPanel(panel) {
  const over = page === "embed" || matchMedia("(max-width: 719px)").matches;
  root.dataset.panel = over && root.dataset.panel === panel ? "" : panel;
  press("panel", root.dataset.panel);
}
if (page === "studio" && !matchMedia("(max-width: 719px)").matches) showPanel("why");

/** @type {Record<string, () => void>} */
const DEEDS = {
  step: actions.step,
  back: actions.back,
  first: actions.first,
  play: actions.toggle,
  "next-phase": actions.nextPhase,
  "next-iteration": actions.nextIteration,
  "previous-iteration": actions.previousIteration,
  ledger: () => turn("ledger"),
  theme: theme.next,
};

root.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  const { action = "", shows, panel } = button?.dataset ?? {};
  DEEDS[action]?.();
  if (shows) actions.setView(shows);
  if (panel) showPanel(panel);
});
document.addEventListener("keydown", ({ key, defaultPrevented }) => {
  if (key !== "Escape" || defaultPrevented || document.querySelector(":popover-open")) return;
  if (page === "embed") showPanel("");
  else actions.setView("equation");
});
