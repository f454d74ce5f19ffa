/**
 * A moment on a wall: the keys of a clicker, a black screen, the address as a code for the phones
 * in the room, and a pointer that is not in the way.
 */
import { elsewhere } from "./address.js";
import { letters } from "./keys.js";
import { cellOf } from "./stage/moments.js";
import { spanOf, toPart, toWhole } from "./stage/view.js";
import { currentStep } from "./state.js";

/** How long the pointer is seen after it was moved, in milliseconds. */
const AWAKE = 2000;
const STEPS = new Set(["ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", " "]);
const CONTROL = "button, a, input";
const HERE = /^(localhost|127\..*|\[::1\])$/;

/**
 * The next cell of a matrix in reading order, and after the last the first.
 * @param {[number, number]} shape
 * @param {[number, number]} cell
 * @param {number} by
 * @returns {[number, number]}
 */
export function walked([rows, cols], [r, c], by) {
  const at = (r * cols + c + by + rows * cols) % (rows * cols);
  return [Math.floor(at / cols), at % cols];
}

/**
 * @param {HTMLElement} root
 * @param {import("./store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
  const [black, code] = [part("black"), part("code")];

  /** @param {HTMLElement} what @param {boolean} on */
  function show(what, on) {
    what.hidden = !on;
    const name = what === black ? "black" : "qr";
    root.querySelector(`[data-tool="${name}"]`)?.setAttribute("aria-pressed", String(on));
    if (on && what === code) fill();
  }

  function fill() {
    const there = elsewhere(store.state, "/");
    const picture = /** @type {HTMLImageElement} */ (code.querySelector("img"));
    picture.src = `/qr.svg${there.slice(1)}`;
    part("address").textContent = `${location.host}${there}`;
    part("only-here").hidden = !HERE.test(location.hostname);
  }

  /** Through all of the result that is shown. @param {number} by */
  function walk(by) {
    const state = /** @type {any} */ (store.state);
    const step = currentStep(state);
    const cell = cellOf(state);
    if (!step || !cell) return;
    const span = spanOf(/** @type {any} */ (step), state);
    const [rows, cols] = state.matrices[step.writes].shape;
    const next = walked([rows, span.count || cols], toPart(span, cell), by);
    actions.select(toWhole(span, next));
  }

  /** @type {Record<string, () => void>} */
  const tools = {
    black: () => show(black, Boolean(black.hidden)),
    qr: () => show(code, Boolean(code.hidden)),
    full: fullScreen,
  };
  /** @type {Record<string, () => void>} */
  const keys = {
    PageDown: actions.step,
    PageUp: actions.back,
    ArrowDown: () => walk(1),
    ArrowUp: () => walk(-1),
  };
  /** @type {Record<string, () => void>} */
  const single = { b: tools.black, ".": tools.black, q: tools.qr, f: tools.full };

  /** What lies over the equation goes first. @param {KeyboardEvent} event */
  function uncovers({ key }) {
    const covers = [black, code].filter((one) => !one.hidden);
    if (!covers.length || !(key === "Escape" || STEPS.has(key) || key in keys)) return false;
    for (const one of covers) show(one, false);
    return true;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = /** @type {Element} */ (event.target);
    const grid = target.closest("[role=grid]");
    const letter = letters() && !target.closest(CONTROL) ? single[event.key.toLowerCase()] : null;
    const run = (grid ? null : keys[event.key]) ?? letter;
    if (!uncovers(event)) {
      if (!run) return;
      run();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  let sleep = 0;
  function woken() {
    root.classList.add("awake");
    clearTimeout(sleep);
    sleep = setTimeout(() => root.classList.remove("awake"), AWAKE);
  }

  document.addEventListener("keydown", pressed, true);
  document.addEventListener("pointermove", woken);
  black.addEventListener("click", () => show(black, false));
  code.addEventListener("click", () => show(code, false));
  root.querySelector(".tools")?.addEventListener("click", (event) => {
    const tool = /** @type {Element} */ (event.target).closest("button")?.dataset.tool;
    if (tool) tools[tool]();
  });
  store.on(
    (s) => s.iteration,
    (iteration) => {
      part("iteration").textContent = String(iteration);
    },
  );
  store.on(
    (s) => s.query !== null && s.view,
    (view) => {
      if (view && view !== "equation") actions.setView("equation");
    },
  );
  root.dataset.ready = "";
}

function fullScreen() {
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  done.catch(() => {}); // a browser may refuse; the page is as good without
}
