/**
 * Your answer: a learner's own result of the step on the stage, checked cell by cell. It stands
 * beside the equation and follows the steps; what was typed is kept for each of them.
 */
import { make } from "../explain/dom.js";
import { keep, kept } from "../kept.js";
import { dimLabels } from "../labels.js";
import { isWhole } from "../own/entry.js";
import { loadStyles } from "../styles.js";
import { symbol } from "../symbols.js";
import { empty, pasted, read, resized, written } from "./cells.js";
import { createGrid } from "./grid.js";
import { build } from "./parts.js";
import { said } from "./said.js";
import { lineOf, verdictsOf } from "./verdict.js";

/** Larger answers are text. */
const MOST_CELLS = 160;
const MOST = 500;
/** An answer with more columns lies below the matrices, which it would cover beside them. */
const NARROW = 5;
const NOTHING = "What is right will stand here, and what may have happened.";

/** @type {Promise<{ toggle(): void }> | null} */
let panel = null;

/**
 * Open it, or close it.
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
export async function toggle(root, store, actions) {
  panel ??= create(root, store, actions);
  (await panel).toggle();
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 * @param {any} actions
 */
async function create(root, store, actions) {
  await loadStyles(new URL("../../css/mine.css", import.meta.url).href);
  const parts = build();
  const { element } = parts;
  const grid = createGrid({ typed, pasted: paste, check });
  parts.grid.append(grid.element);
  root.append(element);
  /** @type {string[][]} */
  let cells = [];
  let asText = false;
  /** Whether what stands as text is no matrix yet. */
  let unread = false;
  let place = "";
  let controller = new AbortController();
  /** @type {Map<string, any>} what was said of an answer that has not changed since */
  const replies = new Map();

  /** @returns {[number, number]} */
  const shape = () => store.state.matrices[store.state.step].shape;

  /** The cells have changed. @param {string[][]} next */
  function typed(next) {
    cells = next;
    unread = false;
    keep(place, { cells });
    replies.delete(place);
    controller.abort();
    parts.fault.textContent = "";
    parts.out.replaceChildren(make("p", { class: "quiet" }, NOTHING));
  }

  /** @param {string[][]} next */
  function change(next) {
    typed(next);
    draw();
  }

  /** @param {string} text @param {number} r @param {number} c */
  function paste(text, r, c) {
    try {
      change(isWhole(text) ? read(text) : pasted(cells, read(text), r, c));
      return true;
    } catch {
      return false;
    }
  }

  function draw() {
    const state = /** @type {any} */ (store.state);
    const { dims } = state.matrices[state.step];
    const large = cells.length * cells[0].length > MOST_CELLS;
    const text = asText || large;
    const own = String([cells.length, cells[0].length]) === String(shape());
    const labels = dims.map((/** @type {string} */ dim) => (own ? dimLabels(dim, state) : []));
    parts.title.replaceChildren("Your ", symbol(state.step));
    [parts.rows.value, parts.cols.value] = [String(cells.length), String(cells[0].length)];
    parts.turn.textContent = text ? "As cells" : "As text";
    parts.turn.hidden = large;
    parts.text.hidden = !text;
    parts.grid.hidden = text;
    element.classList.toggle("wide", cells[0].length > NARROW);
    if (!text) grid.draw(lineOf(state.step), cells, labels);
    else if (document.activeElement !== parts.text) parts.text.value = written(cells);
    const reply = replies.get(place);
    if (reply) tell(reply);
  }

  /** @param {any} reply */
  function tell(reply) {
    grid.judge(verdictsOf(reply));
    parts.out.replaceChildren(...said(reply, !parts.grid.hidden));
  }

  async function check() {
    const { state } = store;
    if (unread && !parts.text.hidden) return parts.text.focus();
    if (!cells.flat().some((text) => text.trim())) {
      parts.fault.textContent = "Type at least one number first.";
      return;
    }
    const here = place;
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      const reply = await actions.compare(state.step, cells, signal);
      if (signal.aborted) return;
      replies.set(here, reply);
      parts.fault.textContent = "";
      tell(reply);
    } catch (error) {
      if (!signal.aborted) refuse(/** @type {any} */ (error));
    }
  }

  /** @param {Error & { errors?: { pointer: string, detail: string }[] }} error */
  function refuse({ message, errors }) {
    const [first] = errors ?? [];
    const at = /^#\/values\/(\d+)\/(\d+)$/.exec(first?.pointer ?? "");
    parts.out.replaceChildren(make("p", { class: "quiet" }, NOTHING));
    if (at) grid.accuse(Number(at[1]), Number(at[2]));
    const where = at ? `Row ${Number(at[1]) + 1}, column ${Number(at[2]) + 1}: ` : "";
    const detail = first?.detail ?? `${message} What you typed is kept.`;
    const less = where ? detail[0].toLowerCase() + detail.slice(1) : detail;
    parts.fault.textContent = where + less;
  }

  /** The step, the iteration or the net is another one now. */
  function follow() {
    const { state } = store;
    const { query, iteration, step, beat } = state;
    if (!element.matches(":popover-open") || !state.matrices[step]) return;
    parts.hide.textContent = beat === 1 ? "Show the result" : "Hide the result";
    const next = `mine ${query} ${iteration} ${step}`;
    if (next === place) return;
    controller.abort();
    place = next;
    const was = kept(place);
    cells = was?.cells ?? empty(...shape());
    asText = was?.text !== undefined;
    unread = false;
    parts.fault.textContent = "";
    parts.out.replaceChildren(make("p", { class: "quiet" }, NOTHING));
    draw();
    if (!asText) return;
    parts.text.value = was.text;
    reread();
  }

  function close() {
    element.hidePopover();
    const openers = /** @type {NodeListOf<HTMLElement>} */ (
      root.querySelectorAll('[data-action="mine"]')
    );
    [...openers].find((one) => one.offsetParent)?.focus();
  }

  /** The cells follow the text; a text that is no matrix is kept as it is. */
  function reread() {
    const text = parts.text.value;
    if (!text.trim()) return typed(empty(...shape()));
    try {
      typed(read(text));
      [parts.rows.value, parts.cols.value] = [String(cells.length), String(cells[0].length)];
    } catch (error) {
      unread = true;
      keep(place, { cells, text });
      parts.fault.textContent = /** @type {Error} */ (error).message;
    }
  }

  /** @param {HTMLInputElement} field */
  function resize(field) {
    const [rows, cols] = [parts.rows, parts.cols].map(({ value }) => Number(value));
    const fits = [rows, cols].every((n) => Number.isInteger(n) && n >= 1 && n <= MOST);
    if (fits) change(resized(cells, rows, cols));
    else {
      parts.fault.textContent = `Rows and columns are whole numbers from 1 to ${MOST}.`;
      field.select();
    }
  }

  for (const field of [parts.rows, parts.cols]) {
    field.addEventListener("change", () => resize(field));
  }
  parts.text.addEventListener("input", reread);
  parts.turn.addEventListener("click", () => {
    asText = !asText;
    draw();
    if (asText) parts.text.focus();
    else grid.focus();
  });
  parts.clear.addEventListener("click", () => change(empty(...shape())));
  parts.check.addEventListener("click", check);
  parts.close.addEventListener("click", close);
  parts.hide.addEventListener("click", () => actions.goto({ beat: 3 - store.state.beat }));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    close();
  });
  store.on((s) => `${s.query} ${s.iteration} ${s.step} ${s.beat}`, follow);
  store.on((s) => s.matrices, follow);

  return {
    toggle() {
      if (element.matches(":popover-open")) return close();
      if (!store.state.matrices[store.state.step]) return;
      element.showPopover();
      follow();
      if (matchMedia("(pointer: fine)").matches) grid.focus();
    },
  };
}
