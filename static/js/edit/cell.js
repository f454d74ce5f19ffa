/**
 * Changing one cell of W or b where it stands, on the stage or in the open ledger. It becomes one's
 * own parameter of iteration 0; the page stays at its step, to show what has changed.
 * @typedef {import("./weights.js").Place} Place
 * @typedef {{ left: number, top: number, height: number }} Spot
 */
import { loadStyles } from "../styles.js";
import { createField } from "./field.js";
import { createHint } from "./hint.js";
import { inLedger, onStage, underPointer } from "./places.js";
import { placeWords, valueAt, weightAt, withValue } from "./weights.js";

/**
 * @param {{ root: HTMLElement, store: import("../store.js").Store<any>, actions: any }} page
 */
export async function create({ root, store, actions }) {
  await loadStyles(new URL("../../css/edit.css", import.meta.url).href);
  /** @type {{ place: Place, spot: () => Spot | null, back: () => HTMLElement | null } | null} */
  let here = null;
  const field = createField(root, {
    apply,
    left: () => here?.back()?.focus({ preventScroll: true }),
  });
  const hint = createHint(root, {
    change: () => open(),
    start: () => actions.goto({ iteration: 0, step: store.state.step }),
  });

  /** @param {Place} place @param {number} value */
  function apply(place, value) {
    const { state } = store;
    if (value === valueAt(state, place)) {
      field.close();
      return;
    }
    const { step, beat, cell } = state;
    actions.change(withValue(state, place, value), { iteration: 0, step, beat, cell });
  }

  /** @param {string} [typed] what the first key wrote, in place of the value */
  function open(typed) {
    if (!here) return;
    const { place, spot } = here;
    hint.hide();
    const text = typed ?? String(valueAt(store.state, place));
    const words = placeWords(store.state, place);
    field.show({ place, words, text, whole: typed === undefined, anchor: spot });
  }

  /**
   * A field opens over the cell, or is first offered.
   * @param {import("./places.js").Found | null} found @param {{ offer?: boolean, typed?: string }} [how]
   */
  function begin(found, { offer = false, typed } = {}) {
    if (field.open() && !field.touched()) field.close();
    const place = found && weightAt(found.token, found.at);
    const spot = found?.spot();
    const first = store.state.iteration === 0;
    if (!place || !spot || (offer && !first)) return;
    here = { place, spot: found.spot, back: found.back };
    if (first && !offer) open(typed);
    else hint.show(spot, first);
  }

  store.on(
    (s) => `${s.query} ${s.iteration} ${s.step} ${s.beat} ${s.view}`,
    () => {
      hint.hide();
      field.close();
    },
  );
  store.on(
    (s) => s.problems,
    (problems) => {
      const name = field.open()?.name;
      const own = problems.find((/** @type {any} */ one) => one.pointer?.startsWith(`#/${name}`));
      if (own) field.refuse(own.detail);
    },
  );

  return {
    /** @param {MouseEvent} event a click, which offers, or a double one */
    press(event) {
      const target = /** @type {Element} */ (event.target);
      const entry = /** @type {HTMLElement | null} */ (target.closest("button.entry"));
      if (!entry) begin(underPointer(event), { offer: event.type === "click" });
      else if (store.state.view === "ledger" && event.type === "click") begin(inLedger(entry));
    },
    /** @param {KeyboardEvent} event */
    type({ key, target }) {
      const typed = key.length === 1 ? key : undefined;
      begin(onStage(/** @type {Element} */ (target)), { typed });
    },
    /** A value that was found elsewhere. @param {{ place: Place, value: number, button: HTMLElement }} from */
    offer({ place, value, button }) {
      here = { place, spot: () => button.getBoundingClientRect(), back: () => button };
      if (store.state.iteration === 0) open(String(value));
      else hint.show(button.getBoundingClientRect(), false);
    },
  };
}
