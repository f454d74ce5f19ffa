/** Nudge: J as one weight or bias moves by δ, beside what its slope foretells. */
import { letters } from "../keys.js";
import { range, real, short, typed } from "../numbers.js";
import { loadStyles } from "../styles.js";
import { labelsOf, movable } from "./check.js";
import { curve } from "./curve.js";
import { make } from "./dom.js";

const REACHES = [1, 0.1, 0.01];
const FIELD = "input, select, textarea, [role=grid]";

/** @param {import("./check.js").Place} place @param {any} state */
const named = (place, state) =>
  `${place.parameter[0]}[${place.parameter.slice(1)}] at ${labelsOf(place, state)
    .map((label) => label.text)
    .join(", ")}`;

/**
 * @param {{root: HTMLElement, store: import("../store.js").Store<any>, actions: any}} page
 */
export async function create({ root, store, actions }) {
  await loadStyles(new URL("../../css/whatif.css", import.meta.url).href);
  const check = /** @type {HTMLElement} */ (root.querySelector('[data-part="check"]'));
  const slider = /** @type {HTMLInputElement} */ (
    make("input", { type: "range", "aria-label": "how far it is moved, δ" })
  );
  const choice = /** @type {HTMLSelectElement} */ (
    make("select", { "aria-label": "which weight" })
  );
  const [less, more] = ["less", "more"].map((name) =>
    make("button", { type: "button", "data-nudge": name, "aria-label": `${name} δ` }),
  );
  less.textContent = "−";
  more.textContent = "+";
  const reaches = make("div", { class: "reaches", role: "group", "aria-label": "δ up to" });
  const set = make(
    "button",
    { type: "button", class: "set", "data-nudge": "set" },
    "Begin with this weight …",
  );
  const table = make("dl", { class: "moved", "data-part": "moved" });
  const picture = make("div", { class: "curve-of" });
  const panel = make(
    "section",
    { class: "part nudge", "data-panel-of": "check", "data-part": "nudge", "aria-label": "Nudge" },
    choice,
    make("div", { class: "slide" }, less, slider, more),
    table,
    picture,
    reaches,
    set,
  );
  let open = false;
  let reach = 1;
  let step = 0;
  let picked = 0;
  let asked = new AbortController();
  /** @type {import("./check.js").Place[]} */
  let places = [];
  /** @type {any} */
  let reply = null;

  function see() {
    check.dataset.nudge = open ? "open" : "";
    for (const one of check.querySelectorAll('[data-action="nudge"]')) {
      one.setAttribute("aria-expanded", String(open));
    }
    panel.hidden = !open || !places.length;
    if (open && !panel.isConnected) check.after(panel);
  }

  function refresh() {
    if (!open) return;
    const { state } = store;
    places = movable(state);
    see();
    if (!places.length) return;
    picked = steepest(places, state);
    choice.replaceChildren(
      ...places.map((one, i) => make("option", { value: String(i) }, named(one, state))),
    );
    choice.value = String(picked);
    choice.hidden = places.length === 1;
    ask();
  }

  function ask() {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { parameter, cell } = places[picked];
    const own = [`parameter=${parameter}`, `cell=${cell.join(",")}`, `delta=${reach}`];
    actions.about("nudge", own, signal).then(
      (/** @type {any} */ found) => {
        if (signal.aborted) return;
        const first = !reply;
        reply = found;
        show();
        if (first) check.scrollIntoView({ block: "start" });
      },
      () => {},
    );
  }

  function show() {
    const middle = (reply.deltas.length - 1) / 2;
    if (!step) step = middle / 2;
    Object.assign(slider, { min: -middle, max: middle, step: 1, value: step });
    const delta = reply.deltas[middle + step];
    slider.setAttribute("aria-valuetext", `δ ${short(delta)}`);
    const after = real(reply.Js[middle + step]);
    const [before, slope] = [real(reply.J), real(reply.slope)];
    const change = after - before;
    const shown = [change, slope * delta, change - slope * delta].map(six);
    const exact = Math.abs(typed(shown[0]) - typed(shown[1]) - typed(shown[2])) < 1e-9;
    const rows = [
      ["δ", short(delta)],
      ["J before", six(before)],
      ["J after", six(after)],
      ["change of J", shown[0]],
      ["slope · δ", shown[1]],
      ["what is left", `${exact ? "" : "≈ "}${shown[2]}`],
    ];
    table.replaceChildren(
      ...rows.flatMap(([name, value]) => [make("dt", {}, ...letter(name)), make("dd", {}, value)]),
    );
    picture.replaceChildren(curve(reply, middle + step, picture.clientWidth || 256));
    reaches.replaceChildren(
      "δ up to ",
      ...REACHES.map((one) =>
        make(
          "button",
          { type: "button", "data-reach": String(one), "aria-pressed": String(one === reach) },
          range(one).replace(/\.?0+$/, ""),
        ),
      ),
    );
  }

  /** @param {number} by points of the slider */
  function move(by) {
    if (!reply) return;
    const middle = (reply.deltas.length - 1) / 2;
    // At δ = 0 there is nothing to compare: it is skipped.
    const next = step + by || step + 2 * by;
    step = Math.max(-middle, Math.min(middle, next));
    show();
  }

  /** What was found becomes the weight that training begins with. */
  function keep() {
    const { parameter: name, cell } = places[picked];
    const [r, c] = cell;
    const middle = (reply.deltas.length - 1) / 2;
    const value = store.state.matrices[name].values[r][c] + reply.deltas[middle + step];
    const detail = { place: { name, cell }, value, button: set };
    panel.dispatchEvent(new CustomEvent("edit", { bubbles: true, detail }));
  }

  panel.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button === set && reply) keep();
    if (button === less) move(-1);
    if (button === more) move(1);
    const chosen = button?.dataset.reach;
    if (!chosen) return;
    reach = Number(chosen);
    ask();
  });
  slider.addEventListener("input", () => {
    const by = Number(slider.value) - step;
    if (by) move(by);
  });
  choice.addEventListener("change", () => {
    picked = Number(choice.value);
    ask();
  });

  /** + and − move it, wherever the focus is. @param {KeyboardEvent} event */
  function pressed(event) {
    const by = { "+": 1, "=": 1, "-": -1, "−": -1 }[event.key];
    const elsewhere = event.target instanceof Element && event.target.closest(FIELD);
    if (!by || panel.hidden || !panel.isConnected || !letters()) return;
    if (elsewhere || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(by);
  }
  document.addEventListener("keydown", pressed);

  return {
    toggle() {
      open = !open;
      reply = null;
      if (open) refresh();
      else see();
    },
    refresh,
    destroy() {
      asked.abort();
      document.removeEventListener("keydown", pressed);
      panel.remove();
    },
  };
}

/** Of several weights the one with the largest slope. @param {import("./check.js").Place[]} places @param {any} state */
function steepest(places, state) {
  const slopes = places.map(({ parameter, cell: [r, c] }) =>
    Math.abs(real(state.matrices[`d${parameter}`]?.values[r][c]) || 0),
  );
  return slopes.indexOf(Math.max(...slopes));
}

/** Six decimals, so that the four lines can be followed; what is smaller as a power. @param {number} v */
function six(v) {
  if (!Number.isFinite(v)) return short(v);
  const small = v !== 0 && Math.abs(v) < 5e-7;
  const large = Math.abs(v) >= 1e5;
  return (small || large ? v.toExponential(2) : v.toFixed(6))
    .replace(/^-(?=[0.]*$)/, "")
    .replaceAll("-", "−")
    .replace("e+", "e");
}

/** J, and δ, are letters. @param {string} name */
function letter(name) {
  return name
    .split(/(J|δ)/)
    .filter(Boolean)
    .map((part) => (part === "J" || part === "δ" ? make("i", {}, part) : part));
}
