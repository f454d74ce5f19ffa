/**
 * What stands beside a cell of W or b that was pressed: the way to change it; or, past iteration 0,
 * why it cannot be changed here.
 */
import { make } from "../explain/dom.js";

const LATER = "From iteration 0 on weights come out of training: they can be changed there. ";
const EDGE = 8;

/**
 * @param {HTMLElement} root
 * @param {{ change: () => void, start: () => void }} to
 */
export function createHint(root, to) {
  const change = make("button", { type: "button" }, "Change");
  const start = make("button", { type: "button" }, "Go to iteration 0");
  const hint = make("div", { class: "edit-hint", role: "status" });
  change.addEventListener("click", () => {
    hide();
    to.change();
  });
  start.addEventListener("click", () => {
    hide();
    to.start();
  });

  function hide() {
    hint.remove();
  }

  hint.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    hide();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!hint.contains(/** @type {Node} */ (target))) hide();
  });

  return {
    hide,
    /** @param {{ left: number, top: number, height: number }} at @param {boolean} first whether this is iteration 0 */
    show(at, first) {
      hint.replaceChildren(...(first ? [change] : [LATER, start]));
      root.append(hint);
      const { width, height } = hint.getBoundingClientRect();
      const above = at.top - height - 4;
      hint.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - width - EDGE))}px`;
      hint.style.top = `${above < EDGE ? at.top + at.height + 4 : above}px`;
      if (!first) start.focus({ preventScroll: true });
    },
  };
}
