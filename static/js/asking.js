/** What is asked before a result is shown: a step's question, the learner's own prediction. */
import { usualBeats } from "./address.js";
import * as api from "./api.js";

/** @param {import("./store.js").Store<any>} store @param {() => void} remember writes the address */
export function createAsking(store, remember) {
  return {
    /** @param {number} beats of a step */
    setBeats(beats) {
      store.set({ beats });
      remember();
    },
    /** The result on the stage is hidden again, until it is predicted. @param {string} ask what of it; nothing: no longer */
    setAsk(ask) {
      const beats = usualBeats(ask, store.state.page);
      store.set({ ask, beats, beat: ask ? 1 : store.state.beat });
      remember();
    },
    /** What is right of a matrix that a learner worked out. @param {string} matrix @param {string[][]} values as typed @param {AbortSignal} signal */
    compare(matrix, values, signal) {
      const { spec, iteration } = store.state;
      return api.compare({ spec, iteration, matrix, values }, signal);
    },
  };
}

/** The switches among the keys. @param {HTMLElement} root @param {import("./store.js").Store<any>} store @param {any} actions */
export function mountAsking(root, store, actions) {
  const beats = /** @type {HTMLInputElement|null} */ (root.querySelector('[data-part="beats"]'));
  const ask = /** @type {HTMLSelectElement|null} */ (root.querySelector('[data-part="asks"]'));
  if (!beats || !ask) return;
  store.on(
    (s) => `${s.beats} ${s.ask}`,
    () => {
      const { state } = store;
      beats.checked = state.beats === 2;
      beats.disabled = state.ask !== "";
      ask.value = state.ask.split(":")[0];
    },
  );
  beats.addEventListener("change", () => actions.setBeats(beats.checked ? 2 : 1));
  ask.addEventListener("change", () => actions.setAsk(ask.value));
}
