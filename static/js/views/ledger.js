/**
 * All matrices of the iteration at once, by layer: forward down the page, then backward. Small in
 * the rail, with numbers when it is open. What is not computed yet is an empty dashed frame.
 */
import { fade } from "../fade.js";
import { place } from "../ledger.js";
import { cellBeside, cellUnder, placeOf } from "../ledger-cells.js";
import { createNumbers } from "../ledger-numbers.js";
import { full } from "../numbers.js";
import { createFigure } from "../plot.js";
import { remark } from "../reading.js";
import { writerOf } from "../stage/moments.js";
import { largestCell } from "../stage/selection.js";
import { currentStep, isPending } from "../state.js";
import { dimLabels, dimsOf, spoken, spokenLabel, symbol } from "../symbols.js";

/** Quiet time after a step before the small ledger is drawn again: the stage comes first. */
const QUIET = 180;

/**
 * @param {HTMLElement} root
 * @param {{ readonly state: any, on: Function }} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const rail = /** @type {HTMLElement} */ (root.parentElement);
  const sheet = /** @type {HTMLElement|null} */ (document.querySelector(".sheet"));
  const ink = document.createElement("div");
  ink.className = "ink";
  root.append(ink);
  const figure = createFigure(ink);
  const numbers = createNumbers(ink);
  const marks = document.createElement("div");
  const cursor = document.createElement("div");
  cursor.className = "cell-cursor";
  cursor.hidden = true;
  ink.append(marks, cursor);
  const said = document.querySelector('[data-part="ledger-said"]');
  let timer = 0;
  /** @type {Map<string, any>} */
  let entries = new Map();
  /** @type {{ name: string, cell: [number, number] } | null} the cell pointed at */
  let here = null;

  const open = () => store.state.view === "ledger";
  const faded = fade(root);

  const offs = [
    store.on(
      (/** @type {any} */ s) => s.view,
      () => {
        (open() && sheet ? sheet : rail).append(root);
        draw();
      },
    ),
    store.on(
      (/** @type {any} */ s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.theme}`,
      later,
    ),
  ];
  const resized = new ResizeObserver(later);
  resized.observe(root);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", later);

  function later() {
    clearTimeout(timer);
    timer = setTimeout(draw, open() ? 0 : QUIET);
  }

  function draw() {
    clearTimeout(timer);
    const { state } = store;
    if (!state.steps.length || !root.clientWidth) return;
    const size = {
      width: root.clientWidth - (open() ? 48 : 0),
      height: root.clientHeight - (open() ? 20 : 0),
    };
    const plan = place(state, { open: open(), ...size });
    ink.style.width = `${plan.width}px`;
    ink.style.height = `${plan.height}px`;
    faded();
    const shown = plan.entries.filter((one) => !isPending(state, one.name));
    figure.draw(
      shown.map((one) => one.box),
      { width: plan.width, height: plan.height },
    );
    numbers.draw(open() ? shown : [], plan, state);
    const focused = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset.matrix;
    const back = focused !== undefined && marks.contains(document.activeElement);
    entries = new Map(plan.entries.map((one) => [one.name, one]));
    marks.replaceChildren(...plan.texts.map(text), ...plan.entries.map(entry));
    if (back) frameOf(focused)?.focus();
    else look(null);
    document.querySelector('[data-part="reading"]')?.replaceChildren(...remark(state));
    const head = document.querySelector('[data-part="ledger-phase"]');
    const step = currentStep(state);
    if (!head || !step) return;
    const all = state.steps.filter((/** @type {any} */ s) => s.phase === step.phase);
    const quiet = document.createElement("span");
    quiet.className = "quiet";
    quiet.textContent = ` ${all.indexOf(step) + 1} of ${all.length}, iteration ${state.iteration}`;
    head.replaceChildren(step.phase[0].toUpperCase() + step.phase.slice(1), quiet);
  }

  /** @param {string} name @returns {HTMLElement | null} */
  const frameOf = (name) => marks.querySelector(`[data-matrix="${name}"]`);

  /** A frame over each matrix: a way to the step that writes it. @param {any} one */
  function entry(one) {
    const { state } = store;
    const { box, name } = one;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "entry";
    button.dataset.matrix = name;
    const pending = isPending(state, name);
    button.toggleAttribute("data-pending", pending);
    button.classList.toggle("now", name === state.step);
    button.classList.toggle("mask", box.kind === "mask");
    const [rows, columns] = state.matrices[name]?.shape ?? [0, 0];
    const computed = pending ? ", not computed yet" : "";
    button.setAttribute("aria-label", `${spoken(name)}, ${rows} by ${columns}${computed}`);
    put(button, { ...box, width: one.width, height: one.height });
    // A first W or b was written by nobody: in the open ledger its cells can be changed.
    button.disabled = !writerOf(name, state) && !(open() && /^[Wb]\d$/.test(name));
    return button;
  }

  /** @param {{ name: string, cell: [number, number] } | null} next */
  function look(next) {
    here = next;
    const one = next && entries.get(next.name);
    cursor.hidden = !one || !open() || isPending(store.state, one.name);
    if (said) said.textContent = cursor.hidden || !next ? "" : words(next, store.state);
    if (one && next) put(cursor, placeOf(one, next.cell));
    Object.assign(cursor.dataset, { of: next?.name, at: next?.cell.join() });
  }

  /** The cell pointed at, if it is one of this matrix. @param {string} name */
  const known = (name) => (here?.name === name ? here.cell : null);

  /** @param {Event} event @returns {any} the entry an event happened on */
  function entryAt({ target }) {
    const hit = target instanceof Element ? target.closest("[data-matrix]") : null;
    return entries.get(/** @type {HTMLElement|null} */ (hit)?.dataset.matrix ?? "");
  }

  /** @param {PointerEvent} event */
  function pointed(event) {
    const one = open() && entryAt(event);
    const cell = one && cellUnder(one, event.offsetX, event.offsetY);
    look(cell ? { name: one.name, cell } : null);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const one = open() && entryAt(event);
    if (!one || isPending(store.state, one.name)) return;
    const from = known(one.name);
    const cell = cellBeside(one, from ?? [0, 0], event.key);
    if (!cell) return;
    event.preventDefault();
    look({ name: one.name, cell: from ? cell : largestCell(store.state, one.name) });
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const one = entryAt(event);
    const to = one && writerOf(one.name, store.state);
    if (!to) return;
    const byKey = event.detail === 0;
    const cell = byKey ? known(one.name) : cellUnder(one, event.offsetX, event.offsetY);
    actions.goto({ ...to, cell: isPending(store.state, one.name) ? null : cell });
    if (open()) actions.setView("equation");
  }

  root.addEventListener("click", clicked);
  root.addEventListener("pointermove", pointed);
  root.addEventListener("pointerleave", pointed);
  root.addEventListener("keydown", pressed);
  return () => {
    for (const off of offs) off();
    resized.disconnect();
    dark.removeEventListener("change", later);
    clearTimeout(timer);
    figure.destroy();
    root.removeEventListener("click", clicked);
    root.removeEventListener("pointermove", pointed);
    root.removeEventListener("pointerleave", pointed);
    root.removeEventListener("keydown", pressed);
  };
}

/** @param {HTMLElement} made @param {{ x: number, y: number, width: number, height: number }} at */
function put(made, { x, y, width, height }) {
  made.style.left = `${x}px`;
  made.style.top = `${y}px`;
  made.style.width = `${width}px`;
  made.style.height = `${height}px`;
}

/** What one cell says: its matrix, its place, its value. @param {{ name: string, cell: [number, number] }} at @param {any} state */
function words({ name, cell: [r, c] }, state) {
  const [rows, columns] = dimsOf(name, state).map((dim) => dimLabels(dim, state));
  const place = [rows[r], columns[c]].map((one) => (one ? spokenLabel(one) : ""));
  const value = full(state.matrices[name].values[r][c]);
  return `${[spoken(name), ...place].filter(Boolean).join(", ")}: ${value}`;
}

/** @param {any} one */
function text(one) {
  const made = document.createElement(one.head ? "h2" : "span");
  made.className = [one.kind, one.new && "new", one.small && "small"].filter(Boolean).join(" ");
  if (one.phase) made.dataset.phase = one.phase;
  if (one.name) {
    one.name.split(" ").forEach((/** @type {string} */ name, /** @type {number} */ i) => {
      if (i) made.append(", ");
      made.append(symbolOf(name));
    });
  } else made.append(...[one.text ?? ""].flat());
  made.style.left = `${one.x}px`;
  made.style.top = `${one.y}px`;
  if (one.width) made.style[one.text ? "maxWidth" : "width"] = `${one.width}px`;
  return made;
}

/** A quantity without its layer. @param {string} name */
function symbolOf(name) {
  if (name === "L" || name === "J") return symbol(name);
  const italic = document.createElement("i");
  italic.textContent = name;
  return italic;
}
