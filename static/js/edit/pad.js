/**
 * The plane as something to point at: with the pointer, or with a cross that the arrows move. The
 * picture is exchanged; the pad stays, and with it the focus.
 * @typedef {[number, number]} Point
 */
import { draw, make } from "../explain/dom.js";

/** Of the plane's side, so far the cross moves at one press, and with Shift. */
const STRIDE = 1 / 40;
const FAR = 1 / 8;
/** @type {Record<string, Point>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/** @param {{ pick: (at: Point) => void, move: (at: Point, by: Point) => Point, words: (at: Point) => string }} to */
export function createPad(to) {
  const said = make("p", { class: "unseen", role: "status" });
  const slot = make("div", {});
  const element = make("div", { class: "pad" }, slot, said);
  /** @type {SVGSVGElement | null} */
  let picture = null;
  /** @type {Point} */
  let low = [0, 0];
  /** @type {Point} */
  let high = [1, 1];
  /** @type {Point | null} */
  let at = null;
  let active = false;

  /** @returns {Point} */
  const spans = () => [high[0] - low[0] || 1, high[1] - low[1] || 1];
  const size = () => picture?.viewBox.baseVal.width ?? 1;

  /** A place of the picture as an input. @param {number} x @param {number} y @returns {Point} */
  function inputAt(x, y) {
    const [across, up] = spans();
    return [low[0] + (x / size()) * across, high[1] - (y / size()) * up];
  }

  const clamp = (/** @type {number} */ v, /** @type {number} */ i) =>
    Math.min(high[i], Math.max(low[i], v));

  function cross() {
    picture?.querySelector(".cross")?.remove();
    if (!picture || !at || !active) return;
    const [across, up] = spans();
    const x = ((at[0] - low[0]) / across) * size();
    const y = size() - ((at[1] - low[1]) / up) * size();
    const lines = [
      draw("line", { x1: x, x2: x, y1: 0, y2: size() }),
      draw("line", { x1: 0, x2: size(), y1: y, y2: y }),
    ];
    picture.append(draw("g", { class: "cross" }, ...lines));
  }

  element.addEventListener("click", ({ clientX, clientY }) => {
    const matrix = picture?.getScreenCTM();
    if (!matrix || !picture) return;
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
    if (x < 0 || y < 0 || x > size() || y > size()) return;
    at = inputAt(x, y);
    cross();
    to.pick(at);
  });
  element.addEventListener("keydown", (event) => {
    const by = MOVES[event.key];
    if (!active || event.ctrlKey || event.metaKey || event.altKey) return;
    at ??= inputAt(size() / 2, size() / 2);
    if (event.key === "Enter" || event.key === " ") to.pick(at);
    else if (event.key === "Escape") element.blur();
    else if (by) {
      const stride = event.shiftKey ? FAR : STRIDE;
      const [across, up] = spans();
      const [x, y] = to.move(at, [by[0] * across * stride, by[1] * up * stride]);
      at = [clamp(x, 0), clamp(y, 1)];
      cross();
      said.textContent = to.words(at);
    } else return;
    event.preventDefault();
  });

  return {
    element,
    spans,
    /** @param {any} svg @param {{ x: number[], y: number[] }} axes */
    show(svg, { x, y }) {
      picture = svg;
      low = [x[0], y[0]];
      high = [x[x.length - 1], y[y.length - 1]];
      slot.replaceChildren(svg);
      cross();
    },
    /** The cross goes there. @param {Point | null} place */
    put(place) {
      at = place;
      cross();
    },
    /** Whether keys are for the pad, and what it is called then. @param {string} name none: it is a picture */
    name(name) {
      active = name !== "";
      element.toggleAttribute("data-active", active);
      for (const [key, value] of [
        ["tabindex", "0"],
        ["role", "application"],
        ["aria-label", name],
      ]) {
        if (active) element.setAttribute(key, value);
        else element.removeAttribute(key);
      }
      cross();
    },
  };
}
