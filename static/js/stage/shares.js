/**
 * Where the outer products of a gradient stand: below its arithmetic if there is room, else, at a
 * press, in its place. They are drawn when the step has been painted.
 *
 * @typedef {import("./current.js").Now} Now
 */
import { later } from "../later.js";
import { split } from "../symbols.js";
import { scaled } from "./sizes.js";
import { make } from "./text.js";

/** Height of the rows, the products, the last line; with a penalty that may be three. */
const SUM = 160;
const PENALTY = 48;
/** Pictures with smaller cells do not stand below the arithmetic, but in its place. */
const BELOW_FROM = 6;
const EDGE = 24;
/** The button stands under the shapes, at the left edge. */
const BESIDE = 20;
const BUTTON = 28;

/**
 * @param {HTMLElement} after the pictures stand behind it
 * @param {(example: number) => void} choose
 */
export function mountShares(after, choose) {
  const element = make("div", "shares");
  const button = make("button", "shares-turn plain", "as outer products");
  button.hidden = true;
  button.setAttribute("type", "button");
  /** @type {ReturnType<typeof import("./outer.js").createShares> | null} */
  let shares = null;
  /** @type {Now | null} */
  let now = null;
  let wanted = false;
  after.after(element, button);

  /** @param {boolean} instead the pictures stand where the arithmetic was */
  function see(instead) {
    /** @type {HTMLElement} */ (after.parentElement).toggleAttribute("data-shares", instead);
  }

  async function draw() {
    const shown = now;
    if (!shown?.cell || !isProduct(shown)) return;
    const { createShares, fitOf } = await import("./outer.js");
    if (now !== shown) return;
    const { arrangement, whole } = shown.moment;
    const { sum, scale, words, floor } = arrangement;
    const x = EDGE * scale;
    const room = (/** @type {number} */ y) => ({
      x,
      y,
      width: sum.room - x,
      height: floor - y - 6,
    });
    const under = sum.y + BUTTON * words;
    const high = SUM + (whole.state.scalars.l2 ? PENALTY : 0);
    const below = room(sum.y + high * scale);
    const found = fitOf(whole, below, words);
    const fit = found && found.cell >= BELOW_FROM * words ? found : null;
    const offered = whole.state.page !== "present" && !fit;
    const instead = offered ? fitOf(whole, room(under), words) : null;
    button.hidden = !instead;
    button.textContent = wanted ? "as row × column" : "as outer products";
    button.style.left = `${x}px`;
    button.style.top = `${sum.y - BESIDE * scale}px`;
    for (const one of [button, element]) scaled(one, arrangement);
    see(Boolean(instead) && wanted);
    const use = fit ?? (wanted ? instead : null);
    element.hidden = !use;
    if (!use) return;
    shares ??= createShares(element, choose);
    await shares.show(shown.moment, shown.cell, fit ? below : room(under), use, words);
  }

  const soon = later(() => draw().catch(reportError));
  button.addEventListener("click", () => {
    wanted = !wanted;
    soon();
  });

  /** @param {Now} next */
  return (next) => {
    if (!now || next.moment !== now.moment) {
      element.hidden = true;
      button.hidden = true;
      see(false);
    }
    now = next;
    if (isProduct(next)) soon();
  };
}

/**
 * Whether the step is the gradient of a weight matrix, of all examples, and shown unfolded.
 * @param {Now} now
 */
function isProduct({ moment: { step, view, arrangement } }) {
  return view.count === Infinity && split(step.writes).base === "dW" && !arrangement.folded;
}
