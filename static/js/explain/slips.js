/** What if …? The tempting wrong lines of a step, and what NumPy makes of them. */
import { onTheme } from "../colours.js";
import { isPending, quantity } from "../state.js";
import { loadStyles } from "../styles.js";
import { symbol } from "../symbols.js";
import { make } from "./dom.js";
import { createPair } from "./pair.js";

const PRODUCT = /(\w+)(\.T)? @ (\w+)(\.T)?/;
const BROADCAST = /shapes \((\d+),(\d+)\) \((\d+),(\d+)\)/;

/**
 * "(4 × 8) (4 × 8): 8 ≠ 4, so ": the sizes that should be equal and are not.
 * @param {string} code @param {string} error @param {Record<string, {shape: number[]}>} matrices
 */
function refusal(code, error, matrices) {
  const cellwise = BROADCAST.exec(error)?.slice(1).map(Number);
  if (cellwise) {
    const [a, b, c, d] = cellwise;
    const [one, other] = a !== c && a !== 1 && c !== 1 ? [a, c] : [b, d];
    return `(${a} × ${b}) and (${c} × ${d}), cell by cell: ${one} ≠ ${other}, so `;
  }
  const [, left, leftTurned, right, rightTurned] = PRODUCT.exec(code) ?? [];
  if (!matrices[left] || !matrices[right]) return "";
  const shape = (/** @type {string} */ name, /** @type {string|undefined} */ turned) =>
    turned ? [...matrices[name].shape].reverse() : matrices[name].shape;
  const [a, b] = shape(left, leftTurned);
  const [c, d] = shape(right, rightTurned);
  return `(${a} × ${b}) (${c} × ${d}): ${b} ≠ ${c}, so `;
}

/**
 * @param {{root: HTMLElement, store: import("../store.js").Store<any>, actions: any}} page
 */
export async function create({ root, store, actions }) {
  await loadStyles(new URL("../../css/whatif.css", import.meta.url).href);
  const panel = make("div", { class: "slips" });
  let controller = new AbortController();
  /** @type {any} */
  let reply = null;
  let chosen = "";
  let at = "";
  /** @type {ReturnType<typeof createPair>|null} */
  let pair = null;

  const where = () => `${store.state.query} ${store.state.step}`;
  const moment = () => `${where()} ${store.state.iteration}`;
  const button = () => root.querySelector('article:not([hidden]) [data-action="what-if"]');

  function close() {
    controller.abort();
    for (const one of root.querySelectorAll('[data-action="what-if"]')) {
      one.setAttribute("aria-expanded", "false");
    }
    pair?.destroy();
    pair = null;
    panel.replaceChildren();
    panel.remove();
    at = "";
  }

  async function open() {
    const opener = button();
    const section = opener?.closest("section");
    if (!opener || !section) return;
    if (!panel.isConnected || !section.contains(panel)) section.append(panel);
    opener.setAttribute("aria-expanded", "true");
    at = moment();
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      reply = await actions.about("slips", [`step=${store.state.step}`], signal);
    } catch {
      if (!signal.aborted) close();
      return;
    }
    if (signal.aborted) return;
    const first = !panel.childElementCount;
    show();
    if (first) section.scrollIntoView({ block: "start" });
  }

  function show() {
    const now = reply.slips.find((/** @type {any} */ s) => s.id === chosen) ?? reply.slips[0];
    chosen = now.id;
    pair?.destroy();
    pair = null;
    const choices = reply.slips.map((/** @type {any} */ slip) =>
      make(
        "button",
        { type: "button", "data-slip": slip.id, "aria-pressed": String(slip === now) },
        slip.label,
      ),
    );
    const said = now.error ? complaint(now) : silence(now);
    panel.replaceChildren(
      make("div", { class: "choices", role: "group", "aria-label": "What if" }, ...choices),
      make("div", { class: "code" }, make("code", { tabindex: "0" }, now.code)),
      ...said,
      make(
        "p",
        { class: "lesson" },
        now.same ? "Here, by chance, the numbers agree. " : "",
        now.why,
      ),
    );
    drawPair(now);
  }

  /** What does not fit, in shapes; below it what NumPy says. @param {any} slip */
  function complaint({ code, error }) {
    const lead = [refusal(code, error, store.state.matrices), "NumPy refuses:"].join("");
    return [
      make("p", { class: "complaint" }, make("b", {}, lead)),
      make("p", { class: "raw" }, error),
    ];
  }

  /** @param {any} slip */
  function silence({ shape }) {
    const { shape: right } = store.state.matrices[store.state.step];
    const differs =
      shape.length !== 2 ||
      shape.some((/** @type {number} */ n, /** @type {number} */ i) => n !== right[i]);
    const text = shape.length === 2 ? shape.join(" × ") : `a list of ${shape[0]}`;
    const said = differs ? `: ${text}, not ${right.join(" × ")}.` : ".";
    const figure = make("div", { class: "pair", "data-part": "pair" });
    return [
      make("p", { class: "complaint" }, make("b", {}, "NumPy does not complain"), said),
      figure,
    ];
  }

  /** @param {any} slip */
  function drawPair({ values, shape }) {
    const place = /** @type {HTMLElement|null} */ (panel.querySelector('[data-part="pair"]'));
    if (!place) return;
    const { step, matrices, ranges } = store.state;
    if (!values) {
      place.append(`${shape.join(" × ")} numbers are too many to show.`);
      return;
    }
    const r = ranges[quantity(step)] ?? 1;
    const right = matrices[step].values;
    const size = (/** @type {any[][]} */ v) => ` ${v.length} × ${v[0].length}`;
    pair = createPair(place);
    pair.draw([
      { name: step, title: [symbol(step), size(right)], values: right, r, wrong: false },
      { name: `wrong ${step}`, title: [size(values)], values, r, wrong: true },
    ]);
  }

  /** @param {Event} event */
  function pressed(event) {
    const target = /** @type {Element} */ (event.target).closest("[data-slip]");
    if (!target) return;
    chosen = /** @type {HTMLElement} */ (target).dataset.slip ?? "";
    show();
    /** @type {HTMLElement|null} */ (panel.querySelector(`[data-slip="${chosen}"]`))?.focus();
  }

  panel.addEventListener("click", pressed);
  const offTheme = onTheme(() => at && reply && show());
  return {
    toggle: () => (at ? close() : open()),
    refresh() {
      if (!at || at === moment()) return;
      const gone = isPending(/** @type {any} */ (store.state), store.state.step);
      if (gone || !at.startsWith(`${where()} `)) close();
      else open();
    },
    destroy() {
      offTheme();
      close();
    },
  };
}
