/** Why, shapes, code and check of the step on the stage. */
import { labelRuns, unitLabels } from "../labels.js";
import { later } from "../later.js";
import { largestCell } from "../stage/selection.js";
import { isPending } from "../state.js";
import { fragment, symbol } from "../symbols.js";

const WAIT = 250;
/** What is nudged to measure the slope that a gradient claims. */
const GRADIENT = /^d([WbZA]\d+)$/;

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export function mount(root, store, actions) {
  const check = /** @type {HTMLElement} */ (root.querySelector('[data-part="check"]'));
  let timer = 0;
  let soon = 0;
  let asked = new AbortController();
  const refresh = later(() => {
    paint();
    bind();
    verify();
  });
  const offs = [
    store.on(
      (s) => s.parts,
      (parts) => parts && fill(parts.why),
    ),
    store.on(
      (s) =>
        `${s.query} ${s.steps.length} ${s.iteration} ${s.step} ${s.beat} ${s.cell} ${s.status}`,
      refresh,
    ),
    refresh.cancel,
  ];

  /** @param {string} html */
  function fill(html) {
    const made = new DOMParser().parseFromString(html, "text/html");
    const fresh = made.querySelector('[data-part="why"]');
    if (fresh) root.querySelector('[data-part="why"]')?.replaceWith(fresh);
    refresh();
  }

  function article() {
    return root.querySelector(`article[data-of="${CSS.escape(store.state.step)}"]`);
  }

  function paint() {
    const now = article();
    for (const one of root.querySelectorAll("article")) one.toggleAttribute("hidden", one !== now);
    clearTimeout(soon);
    soon = setTimeout(reach, WAIT);
  }

  /** What has to be scrolled must be reachable by the keyboard. */
  function reach() {
    for (const line of article()?.querySelectorAll(".display, code") ?? []) {
      if (line.scrollWidth > line.clientWidth) line.setAttribute("tabindex", "0");
      else line.removeAttribute("tabindex");
    }
  }

  /** "here j = △, i = 4": what the letters of the sentence stand for in the cell selected. */
  function bind() {
    const state = /** @type {any} */ (store.state);
    const place = /** @type {HTMLElement|null} */ (
      article()?.querySelector('[data-part="binding"]')
    );
    if (!place) return;
    place.replaceChildren();
    if (isPending(state, state.step)) return;
    const cell = state.cell ?? largestCell(state, state.step);
    const letters = [place.dataset.row, place.dataset.column];
    letters.forEach((letter, axis) => {
      const label = unitLabels(state.step, /** @type {0|1} */ (axis), state)[cell[axis]];
      if (!letter || !label) return;
      const plain = label.kind === "class" ? fragment(labelRuns(label)) : String(label.index + 1);
      const italic = document.createElement("i");
      italic.textContent = letter;
      place.append(place.childNodes.length ? ", " : "here ", italic, " = ", plain);
    });
  }

  /** Nudge what the selected cell is the gradient of, and measure. */
  function verify() {
    clearTimeout(timer);
    asked.abort();
    const { state } = store;
    const parameter = GRADIENT.exec(state.step)?.[1];
    check.hidden = !parameter || isPending(state, state.step) || state.status === "diverged";
    if (check.hidden || !parameter) return;
    asked = new AbortController();
    const { signal } = asked;
    const cell = state.cell ?? largestCell(/** @type {any} */ (state), state.step);
    timer = setTimeout(() => {
      actions.check(parameter, cell, signal).then(
        (/** @type {any} */ reply) => !signal.aborted && show(reply, parameter, cell),
        () => {
          if (!signal.aborted) check.hidden = true;
        },
      );
    }, WAIT);
  }

  /** @param {any} reply @param {string} parameter @param {[number, number]} cell */
  function show(reply, parameter, cell) {
    const [analytic, numeric] = [reply.analytic[0], reply.numeric[0]];
    const head = document.createElement("h2");
    head.className = "rail-head";
    const note = document.createElement("span");
    note.className = "note";
    note.append("nudge ", symbol(parameter), ` at ${cell[0] + 1}, ${cell[1] + 1}`);
    head.append("Check ", note);
    const table = document.createElement("div");
    table.className = "check";
    const of = document.createElement("span");
    const function_ = document.createElement("i");
    function_.textContent = reply.of === "J" ? "J" : "ℒ";
    of.append("measured slope of ", function_);
    const [left, right] = digits(numeric, analytic);
    table.append(of, bold(left), plain("backprop"), bold(right));
    if (reply.kink[0]) table.append(verdict("z sits on the kink; skip"));
    else if (!reply.agrees[0]) {
      table.append(verdict(`differs by ${Math.abs(numeric - analytic).toExponential(1)}`));
    }
    check.replaceChildren(head, table);
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const button = /** @type {Element} */ (event.target).closest('[data-action="copy-code"]');
    if (button) copy(button);
  }

  /** @param {Element} button */
  async function copy(button) {
    const text = button.parentElement?.querySelector("code")?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection()?.selectAllChildren(/** @type {Node} */ (button.previousElementSibling));
      button.textContent = "Selected";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  }

  root.addEventListener("click", clicked);
  return () => {
    for (const off of offs) off();
    asked.abort();
    clearTimeout(timer);
    root.removeEventListener("click", clicked);
  };
}

/** Both numbers in as many digits as agree, at most 8. @param {number} a @param {number} b */
function digits(a, b) {
  const text = (/** @type {number} */ v, /** @type {number} */ n) =>
    Number(v.toFixed(n)) === 0 ? "0" : v.toFixed(n).replace("-", "−");
  for (let n = 8; n > 1; n -= 1) {
    if (text(a, n) === text(b, n)) return [text(a, n), text(b, n)];
  }
  return [text(a, 8), text(b, 8)];
}

/** @param {string} text */
function bold(text) {
  const made = document.createElement("b");
  made.textContent = text;
  return made;
}

/** @param {string} text */
function plain(text) {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
}

/** @param {string} text */
function verdict(text) {
  const made = plain(text);
  made.className = "verdict";
  return made;
}
