/** A pinned iteration, beside which the page shows what differs. */
import { held, rangesOf } from "./state.js";

/**
 * @param {import("./store.js").Store<any>} store
 * @param {ReturnType<typeof import("./moments.js").createMoments>} moments
 * @param {() => void} changed called when the address has to follow
 */
export function createPins(store, moments, changed) {
  /** @type {any} the pinned trace that counts already */
  let counted = null;

  /** @param {any} trace */
  const rangesIn = ({ matrices, spec, m, layers }) =>
    rangesOf(matrices, spec, m, layers.length - 1);

  /** The pinned trace, once it is here: from then on its values count in the ranges of colours. */
  async function pinnedTrace() {
    const { pin, step } = store.state;
    if (!pin) return null;
    const trace = await moments.load(pin.query, pin.iteration, step);
    const { state } = store;
    const alike = String(trace.layers) === String(state.layers);
    if (state.pin === pin && counted !== trace && alike) {
      counted = trace;
      store.set({ ranges: held(state, rangesIn(trace)) });
    }
    return trace;
  }

  return {
    pinnedTrace,
    /** Pin the iteration shown, or let go of the pinned one. */
    pin() {
      const { state } = store;
      const { pin, query, iteration, view } = state;
      if (!state.trace) return;
      counted = null;
      if (pin) {
        const left = view === "compare" ? "equation" : view;
        store.set({ pin: null, view: left, ranges: rangesIn(state) });
      } else store.set({ pin: { query, iteration } });
      changed();
    },
  };
}
