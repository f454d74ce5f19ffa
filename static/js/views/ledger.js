/**
 * All matrices of the iteration at once, by layer: forward down the page, then backward. Small in
 * the rail, with numbers when it is open. What is not computed yet is an empty dashed frame.
 */
import { place } from "../ledger.js";
import { createNumbers } from "../ledger-numbers.js";
import { createFigure } from "../plot.js";
import { remark } from "../reading.js";
import { currentStep, indexOf, isPending } from "../state.js";
import { spoken, symbol } from "../symbols.js";

/** Quiet time after a step before the small ledger is drawn again: the stage comes first. */
const QUIET = 180;

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
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
  ink.append(marks);
  let timer = 0;

  const open = () => store.state.view === "ledger";

  const offs = [
    store.on(
      (s) => s.view,
      () => {
        (open() && sheet ? sheet : rail).append(root);
        draw();
      },
    ),
    store.on((s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.theme}`, later),
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
    const shown = plan.entries.filter((one) => !isPending(state, one.name));
    figure.draw(
      shown.map((one) => one.box),
      { width: plan.width, height: plan.height },
    );
    numbers.draw(open() ? shown : [], plan);
    marks.replaceChildren(...plan.texts.map(text), ...plan.entries.map(entry));
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
    button.style.left = `${box.x}px`;
    button.style.top = `${box.y}px`;
    button.style.width = `${one.width}px`;
    button.style.height = `${one.height}px`;
    if (indexOf(state.steps, name) < 0) button.disabled = true;
    return button;
  }

  /** @param {any} one */
  function text(one) {
    const made = document.createElement(one.head ? "h2" : "span");
    made.className = [one.kind, one.new && "new", one.small && "small"].filter(Boolean).join(" ");
    if (one.name) {
      one.name.split(" ").forEach((/** @type {string} */ name, /** @type {number} */ i) => {
        if (i) made.append(", ");
        made.append(symbolOf(name));
      });
    } else made.append(...[one.text].flat());
    made.style.left = `${one.x}px`;
    made.style.top = `${one.y}px`;
    if (one.width) made.style.maxWidth = `${one.width}px`;
    return made;
  }

  /** A quantity without its layer. @param {string} name */
  function symbolOf(name) {
    if (name === "L" || name === "J") return symbol(name);
    const italic = document.createElement("i");
    italic.textContent = name;
    return italic;
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const hit = /** @type {Element} */ (event.target).closest("button[data-matrix]");
    const name = /** @type {HTMLElement|null} */ (hit)?.dataset.matrix;
    if (!name) return;
    actions.goto({ step: name });
    if (open()) actions.setView("equation");
  }

  root.addEventListener("click", clicked);
  return () => {
    for (const off of offs) off();
    resized.disconnect();
    dark.removeEventListener("change", later);
    clearTimeout(timer);
    figure.destroy();
    root.removeEventListener("click", clicked);
  };
}
