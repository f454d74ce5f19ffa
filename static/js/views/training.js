/** The loss of every iteration seen, with the one shown marked, and the accuracy. */
import { isPending } from "../state.js";
import { figure } from "../training/figure.js";

const NS = "http://www.w3.org/2000/svg";
const WIDTH = 190;
const HEIGHT = 88;
const LEFT = 26;
const RIGHT = 40;
const TOP = 14;
const BOTTOM = 68;

/** @param {string} name @param {Record<string, any>} attributes @param {string} [text] */
function svg(name, attributes, text) {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * @param {HTMLElement} root
 * @param {import("../store.js").Store<any>} store
 */
export function mount(root, store) {
  const { head, tell } = headOf();
  return store.on(
    (s) =>
      [
        ...[s.query, s.iteration, isPending(s, "J"), s.history?.iterations.length ?? 0, s.J],
        s.progress?.points.length,
      ].join(" "),
    () => {
      tell(store.state);
      root.replaceChildren(head, curve(store.state));
    },
  );
}

function headOf() {
  const head = document.createElement("h2");
  head.className = "rail-head";
  const j = document.createElement("i");
  j.textContent = "J";
  const note = document.createElement("span");
  note.className = "note";
  const open = document.createElement("button");
  open.type = "button";
  open.dataset.shows = "training";
  const key = document.createElement("kbd");
  key.textContent = "T";
  open.append(key, " open");
  const label = document.createElement("span");
  label.append("Loss ", j);
  head.append(label, note, open);
  return {
    head,
    /** @param {any} state */
    tell(state) {
      const known = !isPending(state, "J") && state.accuracy !== null;
      const right = Math.round(state.accuracy * state.m);
      const one = right ? "told right" : "told wrong";
      note.textContent = !known ? "" : state.m === 1 ? one : `${right} of ${state.m} right`;
    },
  };
}

/** The points known: iteration and loss, the pending one left out. @param {any} state @returns {[number, number][]} */
function known(state) {
  const { history, iteration, J, progress } = state;
  /** @type {Map<number, number>} */
  const points = new Map();
  history?.iterations.forEach((/** @type {number} */ k, /** @type {number} */ i) => {
    if (typeof history.J[i] === "number") points.set(k, history.J[i]);
  });
  if (isPending(state, "J")) points.delete(iteration);
  else if (typeof J === "number") points.set(iteration, J);
  for (const [k, v] of progress?.points ?? []) if (typeof v === "number") points.set(k, v);
  return [...points].sort((a, b) => a[0] - b[0]);
}
/** The scale's end: beside the axis, or above it where it is long. @param {string} text */
function topLabel(text) {
  const beside = { x: LEFT - 6, y: TOP + 4, "text-anchor": "end" };
  return svg("text", text.length > 4 ? { x: 0, y: 9 } : beside, text);
}

/** @param {any} state */
function curve(state) {
  const points = known(state);
  const now = points.findLast(([k]) => k <= state.iteration);
  const last = Math.max(points.at(-1)?.[0] ?? 0, 1);
  const top = Math.max(...points.map(([, J]) => J), 1e-300);
  const x = (/** @type {number} */ k) => LEFT + (k / last) * (WIDTH - LEFT - RIGHT);
  const y = (/** @type {number} */ J) => BOTTOM - (J / top) * (BOTTOM - TOP);
  const label = now
    ? `Loss ${figure(now[1])} at iteration ${now[0]}, of ${points.length} iterations shown`
    : "The loss is not computed yet";
  const made = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    class: "curve",
    role: "img",
    "aria-label": label,
  });
  made.append(svg("line", { class: "axis", x1: LEFT, y1: BOTTOM, x2: WIDTH - RIGHT, y2: BOTTOM }));
  made.append(svg("text", { x: LEFT - 6, y: BOTTOM + 4, "text-anchor": "end" }, "0"));
  if (!points.length || !now) return made;
  made.append(topLabel(figure(top)));
  const d = points.map(([k, J], i) => `${i ? "L" : "M"}${x(k).toFixed(1)} ${y(J).toFixed(1)}`);
  made.append(svg("path", { class: "line", d: d.join(" ") }));
  made.append(svg("circle", { class: "now", cx: x(now[0]), cy: y(now[1]), r: 3.4 }));
  made.append(
    svg(
      "text",
      { class: "strong", x: x(now[0]) + 7, y: Math.max(y(now[1]) - 5, 10) },
      figure(now[1]),
    ),
  );
  const ticks = new Set([0, now[0], last]);
  if (Math.abs(x(last) - x(now[0])) < 22) ticks.delete(last === now[0] ? -1 : last);
  if (x(now[0]) - x(0) < 14 && now[0]) ticks.delete(0);
  for (const k of ticks) {
    made.append(svg("text", { x: x(k), y: BOTTOM + 16, "text-anchor": "middle" }, String(k)));
  }
  return made;
}
